"""แบบยืนยันการมีชีวิตอยู่: somebody who saw the person certifies it. No form is prescribed (domain notes 1.8 D)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sai_thong.db.store import Store
from sai_thong.forms.allowances.application import day_parts
from sai_thong.forms.allowances.form_sheet import FormSheet
from sai_thong.forms.allowances.person_on_paper import PersonOnPaper, find_citizen, person_on_paper
from sai_thong.forms.kit import Blank, Paper, PaperSettings, Signer, Tick
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.registers.office.records import Post

CERTIFIERS = ("กำนัน", "ผู้ใหญ่บ้าน", "อสม.", "เจ้าหน้าที่")
_PHOTO = (40.0, 50.0)


@dataclass(frozen=True)
class LifeCertificate:
    """A proof of life; every part may be empty.

    Attributes:
        office: Who asks for it.
        person: Whom it is about.
        day: The day of the paper.
        officer: Who takes it.
    """

    office: OfficeOnPaper
    person: PersonOnPaper = field(default_factory=PersonOnPaper)
    day: date | None = None
    officer: Signer = field(default_factory=Signer)


def life_certificate(data: LifeCertificate, settings: PaperSettings, clock: Clock) -> Paper:
    """The form on one page, with a place for a photograph."""
    paper = Paper("แบบยืนยันการมีชีวิตอยู่", clock=clock, settings=settings, author=data.office.name)
    sheet, person = FormSheet(paper, top=28), data.person
    sheet.title("แบบยืนยันการมีชีวิตอยู่", data.office.name, size=20)
    sheet.gap(2)
    sheet.right_line("เขียนที่", Blank(), share=0.62)
    sheet.right_line(*day_parts(None), share=0.62)
    sheet.gap(2)
    sheet.heading("ผู้มีสิทธิรับเงิน")
    sheet.line("ชื่อ – สกุล", Blank(person.name, 2), "อายุ", Blank(person.age_text, 0.4), "ปี")
    sheet.id_line("เลขประจำตัวประชาชน", person.citizen_id)
    sheet.line("ที่อยู่", Blank(person.address))
    sheet.gap(2)
    sheet.heading("ผู้รับรอง")
    sheet.line("ข้าพเจ้า", Blank("", 2), "ตำแหน่ง")
    sheet.line(*(Tick(words) for words in CERTIFIERS), "หมู่ที่", Blank(person.moo_text, 0.4), indent=10)
    sheet.line("ขอรับรองว่าได้พบตัวผู้มีสิทธิข้างต้นด้วยตนเอง ณ", Blank())
    sheet.line("และผู้มีสิทธิดังกล่าว", Tick("ยังมีชีวิตอยู่จริง"), "ณ วันที่", Blank())
    sheet.line(Tick("พบว่าเสียชีวิตแล้ว เมื่อวันที่"), Blank(), Tick("ไม่พบตัว เนื่องจาก"), Blank(), indent=10)
    sheet.gap(2)
    photo_top = sheet.y
    sheet.page.box(sheet.left, photo_top, *_PHOTO, dashed=True)
    sheet.page.text(sheet.left + _PHOTO[0] / 2, photo_top + 26, "ภาพถ่าย", align="center", size=14)
    sheet.left, sheet.width = sheet.left + _PHOTO[0] + 6, sheet.width - _PHOTO[0] - 6
    sheet.gap(12)
    sheet.signatures([("ผู้มีสิทธิ", Signer(person.name))])
    sheet.gap(9)
    sheet.signatures([("ผู้รับรอง", Signer())])
    sheet.gap(9)
    sheet.signatures([("เจ้าหน้าที่ผู้รับเรื่อง", data.officer)])
    return paper


def gather_life_certificate(store: Store, request: PaperRequest) -> LifeCertificate:
    """The form of one person; without a record, the blank one.

    Raises:
        NothingToPrint: There is no such person.
    """
    office = gather_office(store)
    if not request.record_id:
        return LifeCertificate(office)
    day = request.day or bangkok_today(store.clock)
    person = person_on_paper(find_citizen(store, request.record_id), office, day)
    return LifeCertificate(office, person, day, office.signer(Post.COMMUNITY_DEVELOPER, day))
