"""แบบคำขอรับการสงเคราะห์ (domain notes 1.8 C), blank or filled.

The one paper beside the medical ones that names the illness. It is marked ลับ and printed for the file by a holder of
the set's key.
"""

from __future__ import annotations

from typing import Final

from sai_thong.forms.allowances.application import FORM_SIZE, Application, person_block
from sai_thong.forms.allowances.form_sheet import FormSheet
from sai_thong.forms.kit import Blank, Paper, PaperSettings, Part, Signer, Tick
from sai_thong.ground.clock import Clock

TITLE = "แบบคำขอรับการสงเคราะห์"
"""On the form, in the file and on the print job: it names no illness."""

HOUSE_STATES: Final = ("ชำรุดทรุดโทรม", "ชำรุดทรุดโทรมบางส่วน", "มั่นคงถาวร")
DISTANCES: Final = (
    ("house", "ห่างจากบ้านหลังที่ใกล้ที่สุด เป็นระยะทาง"),
    ("village", "ห่างจากชุมชน/หมู่บ้าน เป็นระยะทาง"),
    ("service", "ห่างจากหน่วยบริการของรัฐที่ใกล้ที่สุด เป็นระยะทาง"),
)
ANSWER_KEYS: Final = (
    "house_state",
    "house_owner",
    "house_owner_relation",
    *(f"{place}_{what}" for place, _label in DISTANCES for what in ("distance", "difficulty")),
    "alone_because",
    "alone_for",
    "lives_with",
    "household",
    "household_earning",
    "household_income",
    "not_earning_because",
    "income",
    "income_source",
    "expenses",
    "contact_name",
    "contact_address",
    "contact_phone",
    "contact_fax",
    "contact_relation",
)
"""The keys of `Claim.answers` that this form asks."""


def application_assistance(data: Application, settings: PaperSettings, clock: Clock) -> Paper:
    """The form, on two pages marked ลับ."""
    paper = Paper(
        TITLE,
        clock=clock,
        settings=settings,
        author=data.office.name,
        secrecy="ลับ",
        keep=data.office.names_kept_whole,
    )
    sheet = FormSheet(paper, top=24, size=FORM_SIZE + 0.5)
    register: tuple[Part, ...] = ("ทะเบียนเลขที่", Blank(data.register_no), "/", Blank(data.register_year))
    sheet.right_line(*register, share=0.42)
    sheet.title(TITLE)
    sheet.line(f"เรียน  {data.office.mayor_title}")
    person_block(sheet, data, "หมายเลขบัตรประจำตัวประชาชนของผู้เป็นเอดส์ที่ยื่นคำขอ")
    sheet.paragraph("ขอแจ้งความประสงค์ขอรับการสงเคราะห์ โดยขอให้ถ้อยคำเพื่อประกอบการพิจารณา ดังนี้")
    _house(sheet, data)
    _distances(sheet, data)
    second = FormSheet(paper, top=26, size=FORM_SIZE + 0.5)
    _living(second, data)
    _income(second, data)
    _contact(second, data)
    second.gap(3)
    second.paragraph("ข้าพเจ้าขอรับรองว่าถ้อยคำที่ให้ข้างต้นเป็นความจริงทุกประการ")
    second.gap(10)
    second.signatures([("ผู้ให้ถ้อยคำ", Signer(data.person.name))])
    return paper


def _answer(data: Application, key: str) -> str:
    return data.answers.get(key, "")


def _house(sheet: FormSheet, data: Application) -> None:
    state, owner = _answer(data, "house_state"), _answer(data, "house_owner")
    sheet.gap(1)
    sheet.heading("1. ที่พักอาศัย")
    sheet.line(Tick("เป็นของตนเอง และมีลักษณะ", checked=bool(state) and not owner), indent=6)
    ticks = [Tick(words, checked=state == words) for words in HOUSE_STATES]
    sheet.line(*ticks, indent=14)
    relation = _answer(data, "house_owner_relation")
    sheet.line(Tick("เป็นของ", checked=bool(owner)), Blank(owner, 1.6), "เกี่ยวข้องเป็น", Blank(relation), indent=6)


def _distances(sheet: FormSheet, data: Application) -> None:
    sheet.gap(1)
    sheet.heading("2. ระยะทาง")
    for place, label in DISTANCES:
        distance, difficulty = _answer(data, f"{place}_distance"), _answer(data, f"{place}_difficulty")
        sheet.line(label, Blank(distance), "สามารถเดินทางได้", indent=6)
        easy = bool(distance) and not difficulty
        hard = Tick("ลำบาก เนื่องจาก", checked=bool(difficulty))
        sheet.line(Tick("สะดวก", checked=easy), hard, Blank(difficulty), indent=14)


def _living(sheet: FormSheet, data: Application) -> None:
    because, household = _answer(data, "alone_because"), _answer(data, "lives_with")
    sheet.heading("3. การพักอาศัย")
    alone: tuple[Part, ...] = (Tick("อยู่เพียงลำพัง เนื่องจาก", checked=bool(because)), Blank(because, 2))
    sheet.line(*alone, "มาประมาณ", Blank(_answer(data, "alone_for")), indent=6)
    people = Blank(_answer(data, "household"), 0.5)
    sheet.line(Tick("พักอาศัยกับ", checked=bool(household)), Blank(household, 2), "รวม", people, "คน", indent=6)
    earning, income = Blank(_answer(data, "household_earning"), 0.6), Blank(_answer(data, "household_income"))
    sheet.line("ประกอบอาชีพได้", earning, "คน  มีรายได้รวม", income, "บาท/เดือน", indent=14)
    sheet.line("ผู้ที่ไม่สามารถประกอบอาชีพได้เนื่องจาก", Blank(_answer(data, "not_earning_because")), indent=14)


def _income(sheet: FormSheet, data: Application) -> None:
    sheet.gap(1)
    sheet.heading("4. รายได้ – รายจ่าย")
    total, source = Blank(_answer(data, "income"), 0.8), Blank(_answer(data, "income_source"), 1.4)
    sheet.line("มีรายได้รวม", total, "บาท/เดือน  แหล่งที่มาของรายได้", source, indent=6)
    sheet.line("นำไปใช้จ่ายเป็นค่า", Blank(_answer(data, "expenses")), indent=6)


def _contact(sheet: FormSheet, data: Application) -> None:
    sheet.gap(1)
    sheet.heading("บุคคลที่สามารถติดต่อได้")
    name, relation = Blank(_answer(data, "contact_name"), 2), Blank(_answer(data, "contact_relation"))
    sheet.line("ชื่อ – สกุล", name, "เกี่ยวข้องเป็น", relation, indent=6)
    sheet.line("ที่อยู่", Blank(_answer(data, "contact_address")), indent=6)
    phone, fax = Blank(_answer(data, "contact_phone")), Blank(_answer(data, "contact_fax"))
    sheet.line("โทรศัพท์", phone, "โทรสาร", fax, indent=6)
