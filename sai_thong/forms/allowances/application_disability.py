"""แบบคำขอลงทะเบียนรับเงินเบี้ยความพิการ (domain notes 1.8 B), blank or filled."""

from __future__ import annotations

from typing import Final

from sai_thong.exchange.disability_kinds import SEVEN_KINDS
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
from sai_thong.forms.kit import Blank, Paper, PaperSettings, Signer, Tick
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.ground.clock import Clock
from sai_thong.registers.allowances.records import OfficerOpinion
from sai_thong.registers.law.terms import Scheme

TITLE = "แบบคำขอลงทะเบียนรับเงินเบี้ยความพิการ"
RELATIONS: Final = ("บิดา-มารดา", "บุตร", "สามี-ภรรยา", "พี่น้อง", "ผู้ดูแลคนพิการตามระเบียบฯ")
"""Who may apply for the person, in the form's words, as `Claim.proxy_relation` keeps them."""
DOCUMENTS: Final = (
    "บัตรประจำตัวคนพิการตามกฎหมายว่าด้วยการส่งเสริมและพัฒนาคุณภาพชีวิตคนพิการ",
    "ทะเบียนบ้าน",
    "สมุดบัญชีเงินฝากธนาคาร (ในกรณีผู้ขอรับเงินประสงค์ขอรับเงินผ่านธนาคาร)",
    "หนังสือมอบอำนาจพร้อมบัตรประจำตัวประชาชนของผู้มอบอำนาจและผู้รับมอบอำนาจ",
)
"""The papers in the form's words, as `Claim.documents` keeps them."""
TRUE_WORDS = (
    "ข้าพเจ้าขอรับรองว่าข้าพเจ้าเป็นผู้มีคุณสมบัติครบถ้วน และข้อความดังกล่าวข้างต้นเป็นความจริงทุกประการ "
    "หากข้อความและเอกสารที่ยื่นเรื่องนี้เป็นเท็จ ข้าพเจ้ายินยอมให้ดำเนินการตามกฎหมาย"
)
CONSENT = (
    "ข้าพเจ้ายินยอมให้นำข้อมูลส่วนบุคคลเข้าสู่ระบบคอมพิวเตอร์ของกรมส่งเสริมการปกครองท้องถิ่น "
    "และยินยอมให้ตรวจสอบข้อมูลกับฐานข้อมูลทะเบียนกลางภาครัฐ"
)
_PAID = "จะได้รับเงินเบี้ยความพิการภายในวันที่ 10 ของทุกเดือน"
_MOVE = (
    "กรณีคนพิการย้ายภูมิลำเนาไปอยู่ที่อื่น จะต้องไปลงทะเบียนยื่นคำขอรับเงินเบี้ยความพิการ "
    "ณ องค์กรปกครองส่วนท้องถิ่นแห่งใหม่ และเมื่อต่ออายุบัตรประจำตัวคนพิการแล้ว "
    "ต้องนำบัตรใหม่มาแจ้งเพื่อปรับปรุงฐานข้อมูล"
)
_WORDS = DecisionWords(
    officer_title="ความเห็นเจ้าหน้าที่ผู้รับลงทะเบียน",
    officer_role="เจ้าหน้าที่ผู้รับลงทะเบียน",
    opinions=(
        (OfficerOpinion.QUALIFIED, "เป็นผู้มีคุณสมบัติครบถ้วน"),
        (OfficerOpinion.UNQUALIFIED, "เป็นผู้ที่ขาดคุณสมบัติ เนื่องจาก"),
    ),
    approve="สมควรรับลงทะเบียน",
    reject="ไม่สมควรรับลงทะเบียน",
    accept="รับลงทะเบียน",
    refuse="ไม่รับลงทะเบียน",
)


def application_disability(data: Application, settings: PaperSettings, clock: Clock) -> Paper:
    """The form: page 1 of the person, page 2 of the office with the slip to tear off."""
    paper = Paper(TITLE, clock=clock, settings=settings, author=data.office.name, keep=data.office.names_kept_whole)
    _first_page(paper, data)
    sheet = decisions_page(paper, data, _WORDS)
    slip(sheet, data, SlipWords(f"ใบรับคำขอลงทะเบียน {data.office.name}", "ยื่นคำขอลงทะเบียนเมื่อ", _PAID, _MOVE))
    return paper


def _first_page(paper: Paper, data: Application) -> None:
    sheet = FormSheet(paper, top=11, size=FORM_SIZE - 1)
    head(sheet, data, TITLE)
    title = "เฉพาะกรณีคนพิการมอบอำนาจหรือผู้ดูแลคนพิการลงทะเบียนแทน"
    proxy_box(sheet, data.proxy, title, RELATIONS)
    person_block(sheet, data, "หมายเลขบัตรประจำตัวคนพิการ/ประชาชน ที่ยื่นคำขอ")
    ticks = tuple(Tick(f"ความพิการ{kind}", checked=kind in data.kinds) for kind in SEVEN_KINDS)
    choices(sheet, "ประเภทความพิการ", ticks, a_line=2)
    marital_block(sheet, data)
    economy_line(sheet, data)
    sheet.line("บุคคลอ้างอิงที่สามารถติดต่อได้", Blank(data.reference_name, 2), "โทรศัพท์", Blank(data.reference_phone))
    moved = data.moved_in_on is not None
    choices(
        sheet,
        "สถานภาพการรับสวัสดิการภาครัฐ (ตอบได้มากกว่า 1 ข้อ)",
        (
            Tick("ยังไม่เคยได้รับเบี้ยความพิการ", checked=data.receives_none),
            Tick("ได้รับเงินสงเคราะห์เพื่อการยังชีพผู้ป่วยเอดส์"),
            Tick("ได้รับเงินเบี้ยยังชีพผู้สูงอายุ", checked=Scheme.OLD_AGE in data.receives),
            Tick(f"ย้ายภูมิลำเนาเข้ามาอยู่ใหม่ เมื่อ {dated(data.moved_in_on)}".rstrip(), checked=moved),
        ),
        a_line=2,
    )
    payment_block(sheet, data, "บุคคลที่ได้รับมอบอำนาจจากผู้มีสิทธิ/ผู้ดูแล")
    documents_block(sheet, data, DOCUMENTS)
    for text in (TRUE_WORDS, CONSENT):
        sheet.ticked_paragraph(text, checked=data.declared)
    sheet.gap(5)
    applicant = Signer(data.proxy.name or data.person.name)
    roles = [("ผู้ยื่นคำขอ/ผู้รับมอบอำนาจ", applicant), ("เจ้าหน้าที่ผู้รับลงทะเบียน", data.officer)]
    sheet.signatures(roles, width=36)
