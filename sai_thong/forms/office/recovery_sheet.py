"""แผ่นกู้คืน: the recovery sheets of an office, a code a page, each to be sealed in an envelope and locked away.

No copy is kept anywhere, hence no QR code that a telephone would keep by itself. The sheet of a sensitive set says
only that this part of the register has a key of its own, and its number, since the envelope stands in a safe others
open too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sai_thong.db.recovery import RecoverySheet
from sai_thong.forms.allowances.form_sheet import FormSheet
from sai_thong.forms.kit import Blank, Page, Paper, PaperSettings
from sai_thong.forms.kit.rule import pitch_mm
from sai_thong.ground.clock import BANGKOK, Clock
from sai_thong.registers.sensitive_sets import part_number
from sai_thong.thai.calendar import thai_date

SETTINGS: Final = PaperSettings(digits="arabic", font="bundled")
"""The code is typed in Arabic digits, so the whole sheet has them; the bundled face tells 0 from O on every machine."""
CODE_SIZE: Final = 34.0
CELL: Final = 8.0
"""Points and millimetres of one character of the code."""
GROUPS_A_ROW: Final = 3

_GROUP_GAP = 4.5
_ROW_PITCH = 24.0
_BOX_ABOVE, _BOX_HEIGHT = 11.4, 15.0
_LABEL_ABOVE = 13.0
_FRAME_INSET = 5.0
_NOTE_SIZE = 14.0
_STEP_INDENT = 8.0

_OFFICE_USE = "ใช้ตั้งรหัสผ่านใหม่เมื่อผู้ใช้ลืมรหัสผ่าน และใช้เปิดแฟ้มสำรองเมื่อเครื่องเดิมเสียหาย"
_SET_USE = "ใช้เปิดทะเบียนส่วนที่มีกุญแจแยก เมื่อไม่มีผู้ถือกุญแจที่เปิดได้"
_CHARACTERS = "รหัสมี 6 กลุ่ม กลุ่มละ 6 ตัว ไม่มีตัวอักษร I L O U เมื่อเห็น 0 คือเลขศูนย์ เมื่อเห็น 1 คือเลขหนึ่ง"
_SEALING: Final = (
    "พิมพ์เพียงฉบับเดียว ตรวจว่ารหัสทุกตัวอ่านได้ชัดเจน ห้ามถ่ายภาพ ถ่ายเอกสาร สแกน หรือส่งทางโทรศัพท์",
    "พับให้รหัสอยู่ด้านใน ใส่ซองทึบแสงและปิดผนึก ผู้ปิดผนึกสองคนลงลายมือชื่อคร่อมรอยผนึกพร้อมวันที่",
    "หน้าซองเขียนเพียงคำว่า “แผ่นกู้คืน” ชื่อสำนักงาน และวันที่จัดทำ",
    "เก็บไว้ในตู้นิรภัยของสำนักงาน แยกจากเครื่องคอมพิวเตอร์และแฟ้มสำรอง และลงทะเบียนคุมเอกสาร",
)
_SEALING_SET = "แผ่นนี้ใส่ซองของตนเอง ไม่รวมกับแผ่นของสำนักงาน ผู้เก็บรักษาคือผู้ดูแลทะเบียนส่วนนี้"
_USING: Final = (
    "เปิดซองต่อหน้าผู้บังคับบัญชาหรือผู้ที่ได้รับมอบหมาย และบันทึกวันที่ เหตุที่เปิด และชื่อผู้เปิด",
    "พิมพ์รหัสตามลำดับกลุ่ม ตัวพิมพ์ใหญ่หรือเล็ก มีขีดคั่นหรือไม่มีก็ได้ หากพิมพ์ผิดโปรแกรมจะบอกว่ากลุ่มใด",
    "เสร็จแล้วปิดผนึกใหม่ หากสงสัยว่ามีผู้อื่นเห็นรหัส ให้ออกแผ่นกู้คืนใหม่ รหัสเดิมจะใช้ไม่ได้อีก",
)


def recovery_sheets(sheets: Sequence[RecoverySheet], *, clock: Clock) -> Paper:
    """A page for each of `sheets`; the paper's own properties say nothing of the codes."""
    paper = Paper("แผ่นกู้คืน", clock=clock, settings=SETTINGS)
    for sheet in sheets:
        _draw(paper, sheet)
    return paper


def _draw(paper: Paper, data: RecoverySheet) -> None:
    sheet = FormSheet(paper, top=26)
    sheet.title("แผ่นกู้คืน", size=26)
    sheet.title("ฉบับเดียว ห้ามทำสำเนา ปิดผนึกเก็บในตู้นิรภัย", size=16)
    sheet.gap(2)
    made = data.created.astimezone(BANGKOK)
    sheet.line("สำนักงาน", Blank(data.office, 1.4), "จัดทำเมื่อ", Blank(f"{thai_date(made)} เวลา {made:%H.%M} น."))
    sheet.line("รหัสนี้เป็นของ", Blank(_opened_by(data)))
    sheet.paragraph(_SET_USE if data.for_set else _OFFICE_USE, indent=0)
    sheet.gap(_FRAME_INSET + _LABEL_ABOVE)
    _code(sheet, data.code.split("-"))
    sheet.page.text(
        sheet.left + sheet.width / 2, sheet.y, _CHARACTERS, size=_NOTE_SIZE, align="center", fit=sheet.width
    )
    sheet.gap(pitch_mm(_NOTE_SIZE) + 4)
    _steps(sheet, "การปิดผนึกและเก็บรักษา", (*_SEALING, _SEALING_SET) if data.for_set else _SEALING)
    sheet.gap(2)
    _steps(sheet, "เมื่อต้องใช้", _USING)
    sheet.gap(4)
    for role in ("ผู้ปิดผนึก", "ผู้ปิดผนึก", "ผู้เก็บรักษา"):
        sheet.line(f"{role}  ลงชื่อ", Blank(), "ตัวบรรจง", Blank(), "วันที่", Blank("", 0.7))
        sheet.gap(2)


def _opened_by(data: RecoverySheet) -> str:
    if data.for_set is None:
        return "แฟ้มข้อมูลของสำนักงาน"
    number = part_number(data.for_set)
    return f"ทะเบียนส่วนที่มีกุญแจแยก ส่วนที่ {number}" if number else "ทะเบียนส่วนที่มีกุญแจแยก"


def _code(sheet: FormSheet, groups: Sequence[str]) -> None:
    """The groups in boxes, each one string to a reader of the PDF, with its place above as the program names it."""
    page, first = sheet.page, sheet.y
    width = CELL * len(groups[0])
    row = GROUPS_A_ROW * width + (GROUPS_A_ROW - 1) * _GROUP_GAP
    left = sheet.left + (sheet.width - row) / 2
    for number, group in enumerate(groups):
        x = left + number % GROUPS_A_ROW * (width + _GROUP_GAP)
        y = first + number // GROUPS_A_ROW * _ROW_PITCH
        _group(page, x, y, number + 1, group)
    rows = -(-len(groups) // GROUPS_A_ROW)
    top = first - _LABEL_ABOVE - _FRAME_INSET
    bottom = first + (rows - 1) * _ROW_PITCH + _BOX_HEIGHT - _BOX_ABOVE + _FRAME_INSET
    page.box(left - _FRAME_INSET, top, row + 2 * _FRAME_INSET, bottom - top, rule=0.4)
    sheet.y = bottom + pitch_mm(_NOTE_SIZE)


def _group(page: Page, x: float, y: float, place: int, group: str) -> None:
    page.text(x, y - _LABEL_ABOVE + 1, f"กลุ่มที่ {place}", size=12)
    page.box(x, y - _BOX_ABOVE, CELL * len(group), _BOX_HEIGHT)
    page.cells(x, y, group, [CELL] * len(group), size=CODE_SIZE)


def _steps(sheet: FormSheet, title: str, steps: Sequence[str]) -> None:
    sheet.heading(title)
    left, width = sheet.left, sheet.width
    for number, step in enumerate(steps, 1):
        sheet.page.text(left + 2, sheet.y, f"{number}.", size=sheet.size)
        sheet.left, sheet.width = left + _STEP_INDENT, width - _STEP_INDENT
        sheet.paragraph(step, indent=0)
        sheet.left, sheet.width = left, width
