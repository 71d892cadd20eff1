"""แบบคำขอยืนยันสิทธิรับเงินเบี้ยยังชีพผู้สูงอายุ, the form of 2568 (domain notes 1.8 A), blank or filled."""

from __future__ import annotations

from typing import Final

from sai_thong.forms.allowances.application import (
    FORM_SIZE,
    Application,
    choices,
    documents_block,
    economy_line,
    head,
    marital_block,
    payment_block,
    person_block,
    proxy_box,
)
from sai_thong.forms.allowances.application_decisions import DecisionWords, SlipWords, decisions_page, slip
from sai_thong.forms.allowances.form_sheet import FormSheet
from sai_thong.forms.kit import Paper, PaperSettings, Signer, Tick
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.ground.clock import Clock
from sai_thong.registers.allowances.records import OfficerOpinion
from sai_thong.registers.law.terms import Scheme

TITLE = "แบบคำขอยืนยันสิทธิรับเงินเบี้ยยังชีพผู้สูงอายุ"
DOCUMENTS: Final = (
    "บัตรประจำตัวประชาชน หรือบัตรอื่นที่ออกโดยหน่วยงานของรัฐที่มีรูปถ่าย",
    "ทะเบียนบ้าน",
    "สมุดบัญชีเงินฝากธนาคาร (ในกรณีผู้ขอรับเงินประสงค์ขอรับเงินผ่านธนาคาร)",
    "หนังสือมอบอำนาจพร้อมบัตรประจำตัวประชาชนของผู้มอบอำนาจและผู้รับมอบอำนาจ",
)
"""The papers in the form's words, as `Claim.documents` keeps them."""
QUALIFIED = (
    "ข้าพเจ้าขอรับรองว่าข้าพเจ้าเป็นผู้มีคุณสมบัติครบถ้วน ณ วันที่ข้าพเจ้ามีสิทธิได้รับเบี้ยยังชีพผู้สูงอายุ "
    "และขอรับรองว่าข้อความดังกล่าวข้างต้นเป็นความจริงทุกประการ"
)
CONSENT = (
    "ข้าพเจ้ายินยอมให้นำข้อมูลส่วนบุคคลเข้าสู่ระบบคอมพิวเตอร์ของกรมส่งเสริมการปกครองท้องถิ่น "
    "และยินยอมให้ตรวจสอบข้อมูลกับฐานข้อมูลทะเบียนกลางภาครัฐ"
)
_PAID = "จะได้รับเงินเบี้ยยังชีพผู้สูงอายุภายในวันที่ 10 ของทุกเดือน"
_MOVE = (
    "กรณีผู้สูงอายุย้ายภูมิลำเนาไปอยู่ที่อื่น ผู้สูงอายุจะต้องไปยืนยันสิทธิ ณ องค์กรปกครองส่วนท้องถิ่นแห่งใหม่"
    "ภายในเดือนกันยายนของปีนั้น ทั้งนี้ องค์กรปกครองส่วนท้องถิ่นเดิมจะจ่ายเงินให้จนสิ้นปีงบประมาณ "
    "และองค์กรปกครองส่วนท้องถิ่นแห่งใหม่จะจ่ายตั้งแต่ปีงบประมาณถัดไป"
)
_WORDS = DecisionWords(
    officer_title="ความเห็นเจ้าหน้าที่ผู้รับยืนยันสิทธิ",
    officer_role="เจ้าหน้าที่ผู้รับยืนยันสิทธิ",
    opinions=(
        (OfficerOpinion.QUALIFIED, "เป็นผู้มีคุณสมบัติในการยืนยันสิทธิครบถ้วน"),
        (OfficerOpinion.TO_CHECK, "เป็นผู้ที่รอตรวจสอบคุณสมบัติ ณ วันที่มีสิทธิได้รับเงินเบี้ยยังชีพ"),
        (OfficerOpinion.UNQUALIFIED, "เป็นผู้ที่ขาดคุณสมบัติ เนื่องจาก"),
    ),
    approve="สมควรรับยืนยันสิทธิ",
    reject="ไม่สมควรรับยืนยันสิทธิ",
    accept="รับลงทะเบียน",
    refuse="ไม่รับลงทะเบียน",
)


def application_old_age(data: Application, settings: PaperSettings, clock: Clock) -> Paper:
    """The form: page 1 of the person, page 2 of the office with the slip to tear off."""
    paper = Paper(TITLE, clock=clock, settings=settings, author=data.office.name, keep=data.office.names_kept_whole)
    _first_page(paper, data)
    sheet = decisions_page(paper, data, _WORDS)
    slip(sheet, data, SlipWords(f"ใบรับคำขอยืนยันสิทธิ {data.office.name}", "ยื่นคำขอยืนยันสิทธิเมื่อ", _PAID, _MOVE))
    return paper


def _first_page(paper: Paper, data: Application) -> None:
    sheet = FormSheet(paper, top=15, size=FORM_SIZE)
    head(sheet, data, TITLE)
    proxy_box(sheet, data.proxy, "เฉพาะกรณีผู้สูงอายุมอบอำนาจให้บุคคลอื่นมายื่นคำขอยืนยันสิทธิแทน")
    person_block(sheet, data, "หมายเลขบัตรประจำตัวประชาชน")
    marital_block(sheet, data)
    economy_line(sheet, data)
    _welfare_block(sheet, data)
    payment_block(sheet, data, "บุคคลที่ได้รับมอบอำนาจจากผู้มีสิทธิ")
    documents_block(sheet, data, DOCUMENTS)
    for text in (QUALIFIED, CONSENT):
        sheet.ticked_paragraph(text, checked=data.declared)
    sheet.gap(5)
    applicant = Signer(data.proxy.name or data.person.name)
    sheet.signatures([("ผู้ยื่นคำขอ/ผู้รับมอบอำนาจ", applicant), ("เจ้าหน้าที่ผู้รับยืนยันสิทธิ", data.officer)], width=36)


def _welfare_block(sheet: FormSheet, data: Application) -> None:
    moved = data.moved_in_on is not None
    choices(
        sheet,
        "สถานภาพการรับสวัสดิการภาครัฐ (ตอบได้มากกว่า 1 ข้อ)",
        (
            Tick("ไม่ได้รับเบี้ยยังชีพผู้สูงอายุ", checked=data.receives_none),
            Tick("ได้รับเงินสงเคราะห์เพื่อการยังชีพผู้ป่วยเอดส์", checked=Scheme.HIV in data.receives),
            Tick("ได้รับเงินเบี้ยความพิการ", checked=Scheme.DISABILITY in data.receives),
            Tick(f"ย้ายภูมิลำเนาเข้ามาอยู่ใหม่ เมื่อ {dated(data.moved_in_on)}".rstrip(), checked=moved),
        ),
        a_line=2,
    )
