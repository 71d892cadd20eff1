"""หนังสือสละสิทธิ: the right ends only when it is given up in writing (ระเบียบ มท. 2566 ข้อ 14 (3))."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sai_thong.db.store import Store
from sai_thong.forms.allowances.application import day_parts
from sai_thong.forms.allowances.claim_on_paper import find_case_file
from sai_thong.forms.allowances.form_sheet import FormSheet
from sai_thong.forms.allowances.person_on_paper import PersonOnPaper, person_on_paper
from sai_thong.forms.allowances.scheme_words import MONEY, secrecy_of
from sai_thong.forms.kit import Blank, Paper, PaperSettings, Secrecy, Signer
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.registers.law.terms import scheme_set_of
from sai_thong.registers.office.records import Post
from sai_thong.thai.calendar import MONTHS, Month


@dataclass(frozen=True)
class Waiver:
    """A waiver; every part may be empty.

    Attributes:
        office: Whom it addresses.
        money: What is given up.
        person: Who gives it up.
        written_on: Its day.
        from_month: The first month not to be paid.
        officer: Who takes it.
        secrecy: The stamp on what is filled from the sealed set; the blank form bears none.
    """

    office: OfficeOnPaper
    money: str = ""
    person: PersonOnPaper = field(default_factory=PersonOnPaper)
    written_on: date | None = None
    from_month: Month | None = None
    officer: Signer = field(default_factory=Signer)
    secrecy: Secrecy = ""


def waiver(data: Waiver, settings: PaperSettings, clock: Clock) -> Paper:
    """The waiver on one page."""
    paper = Paper("หนังสือสละสิทธิ", clock=clock, settings=settings, author=data.office.name, secrecy=data.secrecy)
    sheet, person = FormSheet(paper, top=28), data.person
    sheet.title("หนังสือแจ้งสละสิทธิ", size=22)
    sheet.gap(2)
    sheet.right_line("เขียนที่", Blank(data.office.place if data.written_on else ""), share=0.62)
    sheet.right_line(*day_parts(data.written_on), share=0.62)
    sheet.gap(2)
    sheet.line("เรื่อง  ขอสละสิทธิการรับ", Blank(data.money))
    sheet.line(f"เรียน  {data.office.mayor_title}")
    sheet.gap(2)
    sheet.line("ข้าพเจ้า", Blank(person.name, 2), "อายุ", Blank(person.age_text, 0.4), "ปี", indent=15)
    sheet.line("เลขประจำตัวประชาชน", Blank(person.shown_id), "โทรศัพท์", Blank(person.phone, 0.7))
    sheet.line("ที่อยู่", Blank(person.address))
    month = data.from_month
    sheet.line("เป็นผู้มีสิทธิได้รับ", Blank(data.money), "มีความประสงค์ขอสละสิทธิดังกล่าว")
    first = Blank(MONTHS[month.month - 1] if month else "")
    sheet.line("ตั้งแต่เดือน", first, "พ.ศ.", Blank(str(month.year_be) if month else "", 0.6), "เป็นต้นไป")
    sheet.line("เนื่องจาก", Blank())
    sheet.dotted_lines(1)
    sheet.paragraph(
        "ข้าพเจ้าได้รับทราบแล้วว่าการสละสิทธินี้เป็นความสมัครใจของข้าพเจ้าเอง "
        "และหากประสงค์จะขอรับเงินอีกจะต้องยื่นคำขอใหม่ตามหลักเกณฑ์ที่ใช้บังคับในขณะนั้น"
    )
    sheet.paragraph("จึงเรียนมาเพื่อโปรดทราบ")
    sheet.gap(14)
    sheet.signatures([("ผู้สละสิทธิ", Signer(person.name)), ("เจ้าหน้าที่ผู้รับเรื่อง", data.officer)], width=40)
    sheet.gap(9)
    sheet.signatures([("พยาน", Signer()), ("พยาน", Signer())], width=40)
    return paper


def gather_waiver(store: Store, request: PaperRequest) -> Waiver:
    """The waiver of a claim; without a record, the blank one.

    Raises:
        NothingToPrint: There is no such claim.
    """
    office = gather_office(store)
    if not request.record_id:
        return Waiver(office)
    file = find_case_file(store, request.record_id, request.scheme_set, request.scheme)
    day = request.day or bangkok_today(store.clock)
    return Waiver(
        office=office,
        money=MONEY[file.claim.scheme],
        person=person_on_paper(file.citizen, office, day),
        written_on=request.day,
        from_month=Month.of(day).next(),
        officer=office.signer(Post.COMMUNITY_DEVELOPER, day),
        secrecy=secrecy_of(scheme_set_of(file.claim.scheme)),
    )
