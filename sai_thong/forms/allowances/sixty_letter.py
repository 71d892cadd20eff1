"""หนังสือแจ้งสิทธิ: to those who reach the age, when to come and from when they are paid (ระเบียบ มท. 2566 ข้อ 7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.allowances.person_on_paper import PersonOnPaper, find_citizen, person_on_paper
from sai_thong.forms.allowances.scheme_words import MONEY, REGULATION
from sai_thong.forms.kit import Block, Paper, PaperSettings, Words, draw_letter
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, dated, gather_office
from sai_thong.forms.office.outgoing import office_letter, office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.allowances.reminders import coming_of_age
from sai_thong.registers.allowances.rules.windows import WindowDates
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai.calendar import Month


@dataclass(frozen=True)
class SixtyLetter:
    """One person's letter.

    Attributes:
        person: Whom it addresses.
        age: The age of entitlement.
        birthday: The first day of that age.
        first_month: The first month paid, when confirmed in time.
        windows: When to come.
    """

    person: PersonOnPaper
    age: int
    birthday: date
    first_month: Month
    windows: tuple[WindowDates, ...]


@dataclass(frozen=True)
class SixtyLetters:
    """Letters of one day.

    Attributes:
        office: Who writes.
        day: The day of the letters.
        number: Their number, or empty.
        letters: One a person.
    """

    office: OfficeOnPaper
    day: date
    number: str
    letters: tuple[SixtyLetter, ...]


def sixty_letters(data: SixtyLetters, settings: PaperSettings, clock: Clock) -> Paper:
    """The letters, one after the other."""
    paper = office_paper(data.office, "หนังสือแจ้งสิทธิผู้มีอายุครบ 60 ปี", settings, clock)
    for each in data.letters:
        letter = office_letter(
            data.office,
            day=data.day,
            number=data.number,
            subject=f"แจ้งการยืนยันสิทธิรับ{MONEY[Scheme.OLD_AGE]}",
            to=each.person.name,
            body=_body(data.office, each, data.day),
            enclosures=("แบบคำขอยืนยันสิทธิรับเงินเบี้ยยังชีพผู้สูงอายุ จำนวน 1 ฉบับ",),
        )
        draw_letter(paper, letter)
    return paper


def windows_words(windows: tuple[WindowDates, ...]) -> str:
    """``ระหว่างวันที่ 1 ตุลาคม 2568 ถึงวันที่ 30 พฤศจิกายน 2568 และระหว่างวันที่ …``."""
    spans = (f"ระหว่างวันที่ {dated(each.first_day)} ถึงวันที่ {dated(each.last_day)}" for each in windows)
    return " และ".join(spans)


def _body(office: OfficeOnPaper, each: SixtyLetter, day: date) -> list[Block]:
    person = each.person
    will = "จะ" if each.birthday > day else ""
    still_open = tuple(window for window in each.windows if window.last_day >= day)
    when = windows_words(still_open) if still_open else "โดยเร็ว"
    return [
        Words(
            f"ตาม{REGULATION[Scheme.OLD_AGE]} กำหนดให้องค์กรปกครองส่วนท้องถิ่นแจ้งผู้มีสิทธิได้รับเงินเบี้ยยังชีพผู้สูงอายุ"
            f"เพื่อยืนยันสิทธิ นั้น {office.name}ตรวจสอบแล้วพบว่า {person.name} {person.address} "
            f"{person.born} {will}มีอายุครบ {each.age} ปีบริบูรณ์ และนับเป็นผู้มีสิทธิตั้งแต่เดือน{each.first_month.name}",
            keep=(person.first_name, person.last_name),
        ),
        Words(
            f"จึงขอให้ท่านหรือผู้รับมอบอำนาจมายื่นแบบคำขอยืนยันสิทธิ ณ {office.place} {when} "
            "ในวันและเวลาราชการ พร้อมบัตรประจำตัวประชาชนหรือบัตรอื่นที่ออกโดยหน่วยงานของรัฐที่มีรูปถ่าย ทะเบียนบ้าน "
            "และสมุดบัญชีเงินฝากธนาคารในกรณีประสงค์รับเงินผ่านธนาคาร "
            "ทั้งนี้ ท่านต้องไม่เป็นผู้ได้รับบำนาญ เบี้ยหวัด หรือรายได้ประจำจากหน่วยงานของรัฐตามที่ระเบียบกำหนด",
            # The dictionary reads ประ and จำจาก here.
            keep=("รายได้ประจำ",),
        ),
        _paid_from(each, in_time=bool(still_open)),
        "จึงเรียนมาเพื่อทราบและดำเนินการ",
    ]


def _paid_from(each: SixtyLetter, *, in_time: bool) -> str:
    """From when the person is paid; nothing is promised of a window that has passed (ระเบียบ มท. 2566; notes 1.2)."""
    later = "จะได้รับเงินตั้งแต่ปีงบประมาณที่การยืนยันสิทธินั้นมีผลโดยไม่มีการจ่ายย้อนหลัง"
    if not in_time:
        return f"เมื่อยืนยันสิทธิและผ่านการตรวจสอบคุณสมบัติแล้ว ท่าน{later}"
    return (
        f"เมื่อยืนยันสิทธิภายในกำหนดและผ่านการตรวจสอบคุณสมบัติแล้ว ท่านจะได้รับเงินตั้งแต่เดือน{each.first_month.name} "
        f"เป็นต้นไป หากยืนยันสิทธิภายหลังกำหนด {later}"
    )


def gather_sixty_letters(store: Store, request: PaperRequest) -> SixtyLetters:
    """Letters to everyone who reaches the age for a fiscal year and has no claim; of one village or person when given.

    Raises:
        NothingToPrint: Nobody does, among those the register knows.
    """
    assert request.fiscal_year_be is not None
    office, day = gather_office(store), request.day or bangkok_today(store.clock)
    found = coming_of_age(store, request.fiscal_year_be).people
    person_id = find_citizen(store, request.record_id).id if request.record_id else ""
    letters = tuple(
        SixtyLetter(
            person=person_on_paper(each.key, office, day),
            age=each.birthday.year - each.key.birth.effective.year,
            birthday=each.birthday,
            first_month=each.first_month,
            windows=each.windows,
        )
        for each in found
        if each.key.birth is not None
        and (not person_id or each.key.id == person_id)
        and (request.moo is None or each.key.moo == request.moo)
    )
    if not letters:
        raise NothingToPrint(
            _("Nobody in the register reaches the age for fiscal year {year}.").format(year=request.fiscal_year_be),
            do=_("Import the registrar's newest list first."),
        )
    return SixtyLetters(office, day, request.number, letters)
