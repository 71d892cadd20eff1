"""บันทึกความบกพร่อง: what is missing, by when, and both signatures; one copy for the petitioner, one for the office.

พ.ร.บ. การอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ. 2558 มาตรา 8: asked for once;
of cases under other clocks the office does the same of its own.
"""

from __future__ import annotations

from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.allowances.form_sheet import FormSheet
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.kit import Blank, Paper, PaperSettings, Signer
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.petitions.case_on_paper import CaseOnPaper, case_paper, gather_case
from sai_thong.forms.petitions.wording import cited
from sai_thong.ground.clock import Clock
from sai_thong.ground.language import _
from sai_thong.registers.law.service_terms import ProfileKey

COPIES: Final = ("สำหรับผู้ยื่นคำขอ", "สำหรับเจ้าหน้าที่")
_ASKED_ONCE: Final = (
    "เมื่อผู้ยื่นคำขอได้แก้ไขเพิ่มเติมหรือส่งเอกสารครบถ้วนตามบันทึกนี้แล้ว เจ้าหน้าที่จะไม่เรียกเอกสารหรือหลักฐานเพิ่มเติมอีก "
    "และเริ่มนับระยะเวลาพิจารณาต่อจากวันที่ได้รับเอกสารครบถ้วน"
)
_SIGNED: Final = "ผู้ยื่นคำขอและเจ้าหน้าที่ได้อ่านและเข้าใจข้อความแล้ว จึงลงลายมือชื่อไว้เป็นหลักฐาน บันทึกนี้ทำขึ้นเป็นสองฉบับ เก็บไว้ฝ่ายละหนึ่งฉบับ"
_RETURNED: Final = "หากไม่แก้ไขเพิ่มเติมหรือไม่ส่งเอกสารให้ครบถ้วนภายในกำหนดข้างต้น เจ้าหน้าที่จะคืนคำขอพร้อมแจ้งเหตุแห่งการคืนให้ทราบเป็นหนังสือ"


def gather_defect_note(store: Store, request: PaperRequest) -> CaseOnPaper:
    """The case of which the note is.

    Raises:
        NothingToPrint: There is no such case, or no papers were noted as missing.
    """
    case = gather_case(store, request)
    if case.defects is None:
        raise NothingToPrint(
            _("No papers were noted as missing in this case."), do=_("Note what is missing in the case first.")
        )
    return case


def defect_note(data: CaseOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The two copies."""
    paper = case_paper(data, "บันทึกความบกพร่อง", settings, clock)
    for copy in COPIES:
        _draw(paper, data, copy)
    return paper


def _draw(paper: Paper, data: CaseOnPaper, copy: str) -> None:
    defects = data.defects
    assert defects is not None
    sheet = FormSheet(paper, top=28)
    sheet.page.text(sheet.right, 19, f"({copy})", size=14, align="right")
    sheet.title("บันทึกความบกพร่องและรายการเอกสารหรือหลักฐานที่ต้องยื่นเพิ่มเติม", size=18)
    sheet.gap(3)
    sheet.right_line("เขียนที่", Blank(data.office.place, center=False), share=0.62)
    sheet.right_line("วันที่", Blank(dated(defects.noted_on)), share=0.62)
    sheet.gap(2)
    person = data.head if data.names_anybody else None
    name = data.name_to_the_office if data.petition.naming != "named" else data.name_to_the_petitioner
    sheet.line("ตามที่", Blank(name, 2), "ได้ยื่นคำขอ/คำร้อง เลขที่", Blank(data.petition.number, 1), indent=15)
    sheet.line("เรื่อง", Blank(data.petition.subject, 2, center=False))
    sheet.line("ต่อ", Blank(data.office.name, 1.4), "เมื่อวันที่", Blank(dated(data.received_on)))
    sheet.line("โทรศัพท์ของผู้ยื่น", Blank(person.phone if person else ""))
    sheet.gap(2)
    by_law = cited(data.law.mending.legal_ref) if data.law.profile is ProfileKey.PERMIT else ""
    basis = f" อาศัยอำนาจตาม{by_law}" if by_law else ""
    sheet.paragraph(
        f"เจ้าหน้าที่ได้ตรวจสอบคำขอและเอกสารแล้ว พบว่าเอกสารหรือหลักฐานไม่ถูกต้องหรือยังขาด{basis} "
        "จึงบันทึกความบกพร่องและรายการที่ต้องแก้ไขหรือยื่นเพิ่มเติม ดังนี้"
    )
    for number, item in enumerate(defects.items, 1):
        _item(sheet, number, item)
    sheet.gap(2)
    sheet.line("ให้แก้ไขหรือยื่นเพิ่มเติมให้ครบถ้วนภายในวันที่", Blank(dated(defects.mend_by)), indent=15)
    sheet.gap(1)
    if by_law:
        sheet.paragraph(_ASKED_ONCE)
    sheet.paragraph(_RETURNED)
    sheet.paragraph(
        "ผู้ยื่นคำขอและเจ้าหน้าที่ได้อ่านและเข้าใจข้อความแล้ว จึงลงลายมือชื่อไว้เป็นหลักฐาน บันทึกนี้ทำขึ้นเป็นสองฉบับ เก็บไว้ฝ่ายละหนึ่งฉบับ"
    )
    sheet.gap(12)
    signed = defects.signed_by or (data.head.name if data.names_anybody else "")
    sheet.signatures((("ผู้ยื่นคำขอ", Signer(signed)), ("เจ้าหน้าที่", Signer(data.petition.taken_by))))


def _item(sheet: FormSheet, number: int, item: str) -> None:
    label = f"{number}."
    sheet.page.text(sheet.left + 18, sheet.y, label, size=sheet.size)
    inset = 18 + sheet.page.text_width(f"{label} ", sheet.size) + 1
    sheet.y = sheet.page.paragraph(
        sheet.left + inset, sheet.y, sheet.width - inset, item, size=sheet.size, spread=False, filled=True
    )
