"""รายงานเครื่องคอมพิวเตอร์สูญหาย: what a lost computer held, what of its work arrived, and what papers must tell.

What it wrote after it last talked nobody knows; the paper says where to look for it, and leaves room for what is found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sai_thong.db.sealed import SealedWriter
from sai_thong.db.transaction import ACCESS
from sai_thong.forms.kit import Column, Flow, Page, Paper, PaperSettings, Signer, draw_table, signature_line
from sai_thong.forms.kit.rule import pitch_mm
from sai_thong.forms.office.office_on_paper import OfficeOnPaper
from sai_thong.ground.clock import BANGKOK, Clock
from sai_thong.registers.allowances.records import MonthState
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.registers.number_book import ALL_YEARS
from sai_thong.sync.lost import LostReport
from sai_thong.thai.calendar import thai_date, thai_date_short

_SIZE: Final = 14.0
_MARGIN: Final = 20.0
_SIGNATURES: Final = 30.0
_NOT_YET: Final = "ยังไม่ได้ดำเนินการ"
_REGISTERS: Final = {
    "allowances": "เบี้ยยังชีพ",
    "assets": "ครุภัณฑ์และวัสดุ",
    "attachments": "ไฟล์แนบ",
    "citizens": "ทะเบียนบุคคล",
    "numbers": "เลขทะเบียน",
    "office": "ข้อมูลสำนักงาน",
    "petitions": "คำร้อง",
    "saraban": "งานสารบรรณ",
    "statistics": "ตัวเลขสถิติ",
    "sync": "การแลกเปลี่ยนข้อมูล",
    "trust": "ความปลอดภัยและการคุ้มครองข้อมูล",
    SealedWriter.REGISTER: "ทะเบียนส่วนที่มีกุญแจแยก",
    ACCESS: "บันทึกการเปิดดูข้อมูล",
}
_MONTHS: Final = {
    MonthState.PREPARING: "เตรียม",
    MonthState.SENT: "ส่งยอดแล้ว",
    MonthState.PAID: "จ่ายแล้ว",
    MonthState.RESULTS: "บันทึกผลแล้ว",
}
_FILES: Final = (
    Column("แฟ้มของเครื่อง", 24, "center", verbatim=True),
    Column("รายการ\nที่ได้รับ", 18, "right"),
    Column("รายการสุดท้าย\n(นาฬิกาของเครื่องนั้น)", 38, "center"),
    Column("ผู้บันทึก", 26),
    Column("รหัสต่อเนื่อง 16 ตัว", 40, "center", verbatim=True),
    Column("ทราบว่ายัง\nไม่มาถึง", 24, "right"),
)
_OF_REGISTERS: Final = (
    Column("ทะเบียน", 80),
    Column("รายการที่ได้รับ", 40, "right"),
    Column("รายการสุดท้ายเมื่อ", 50, "center"),
)
_NUMBERS: Final = (
    Column("ชุดเลข", 66),
    Column("ปี", 18, "center"),
    Column("เลขสุดท้าย\nที่ทราบ", 22, "right"),
    Column("เลขสุดท้ายที่พบ\nบนกระดาษ", 32),
    Column("เลขถัดไป\nที่ยืนยัน", 32),
)
_TO_LOOK_FOR: Final = (
    "สมุดทะเบียนรับ–ส่งหนังสือ สำเนาหนังสือส่ง คำสั่ง และประกาศ ที่ลงวันที่หลังการติดต่อครั้งล่าสุด เพื่อหาเลขสุดท้ายที่ออกไปแล้ว",
    "ใบรับคำร้องฉบับที่ประชาชนถือ และสำเนาที่โต๊ะรับเรื่อง ที่เลขสูงกว่าเลขสุดท้ายที่ทราบ ให้บันทึกคำร้องนั้นใหม่ด้วยเลขเดิม",
    "บันทึกขออนุมัติเบิกจ่าย บัญชีรายชื่อ และใบสำคัญของเดือนที่เครื่องนี้ถือ",
    "ป้ายเลขครุภัณฑ์ที่พิมพ์แล้วแต่ไม่มีในทะเบียน และใบยืมที่ยังไม่คืน",
    "กระดาษที่มีรหัสต่อเนื่อง 16 ตัว ถ้าตรงกับรหัสในข้อ 3 แสดงว่างานถึงวันที่พิมพ์มาถึงครบ ถ้าไม่ตรงและลงวันที่หลังจากนั้น แสดงว่ามีงานที่ไม่มาถึง",
)


@dataclass(frozen=True)
class LostComputerSheet:
    """The report as printed.

    Attributes:
        office: Whose the computer is.
        report: What is known of it.
        day: The day of the paper.
    """

    office: OfficeOnPaper
    report: LostReport
    day: date


def lost_computer_report(data: LostComputerSheet, settings: PaperSettings, clock: Clock) -> Paper:
    """The report, on as many sheets as it needs."""
    paper = Paper(
        "รายงานเครื่องคอมพิวเตอร์สูญหาย",
        clock=clock,
        settings=settings,
        author=data.office.name,
        keep=data.office.names_kept_whole,
    )
    flow = Flow(paper, head=_head(data), left=_MARGIN, right_margin=_MARGIN, bottom_margin=15)
    _computer(flow, data.report)
    _done(flow, data.report)
    _arrived(flow, data.report)
    _numbers(flow, data.report)
    _months(flow, data.report)
    _heading(flow, "6. สิ่งที่ต้องค้นจากกระดาษ")
    for number, each in enumerate(_TO_LOOK_FOR, 1):
        last = _SIGNATURES if number == len(_TO_LOOK_FOR) else 0.0
        flow.paragraph(f"{number}) {each}", size=_SIZE, indent=0, left=_MARGIN + 6, followed_by=last)
    _sign(flow)
    paper.number_pages_of_total()
    return paper


def _head(data: LostComputerSheet) -> Callable[[Page], float]:
    def draw(page: Page) -> float:
        middle = page.width / 2
        page.text(middle, 18, "รายงานเครื่องคอมพิวเตอร์สูญหาย", size=18, bold=True, align="center")
        page.text(middle, 25, f"{data.office.name} วันที่ {thai_date(data.day)}", size=_SIZE, align="center")
        return 29

    return draw


def _computer(flow: Flow, report: LostReport) -> None:
    _heading(flow, "1. เครื่อง")
    flow.need(pitch_mm(_SIZE))
    right = flow.page.text(flow.left, flow.baseline(_SIZE), f"ชื่อ {report.name}   รหัสเครื่อง ", size=_SIZE)
    flow.page.text(right, flow.baseline(_SIZE), report.device, size=_SIZE, verbatim=True)
    flow.y += pitch_mm(_SIZE)
    enrolled, heard = _moment(report.enrolled_at), _moment(report.last_contact)
    flow.line(f"ลงทะเบียนเมื่อ {enrolled}   ติดต่อครั้งล่าสุดเมื่อ {heard}", size=_SIZE)


def _done(flow: Flow, report: LostReport) -> None:
    _heading(flow, "2. สิ่งที่ดำเนินการแล้ว")
    steps = [f"ถอนชื่อเครื่องนี้ออกจากเครื่องของสำนักงาน: {_moment(report.revoked_at, _NOT_YET)}"]
    steps.append(f"เปลี่ยนกุญแจปิดผนึกของสำนักงาน: {'ดำเนินการแล้ว' if report.keys_changed else _NOT_YET}")
    steps += [f"รับช่วงเลข {label} โดยเริ่มที่เลข {following}" for label, following in report.taken_over]
    for each in steps:
        flow.paragraph(f"– {each}", size=_SIZE, indent=0, left=_MARGIN + 4)


def _arrived(flow: Flow, report: LostReport) -> None:
    _heading(flow, "3. งานของเครื่องนี้ที่ได้รับแล้ว")
    rows = [
        (
            each.file_id,
            f"{each.entries:,}",
            _moment(each.last_at),
            each.last_user,
            each.printed_head,
            f"{each.never_arrived:,}",
        )
        for each in report.files
    ]
    _table(flow, _FILES, rows, "ไม่เคยได้รับงานจากเครื่องนี้")
    flow.gap(4)
    known = sum(each.never_arrived for each in report.files)
    told = f"ทราบแน่ว่ามีงานที่ไม่มาถึง {known:,} รายการ" if known else "ไม่พบว่ามีงานค้างอยู่ ณ การติดต่อครั้งล่าสุด"
    text = f"{told} งานที่บันทึกหลังการติดต่อครั้งล่าสุดไม่มีผู้ใดทราบ ต้องค้นจากกระดาษตามข้อ 6"
    flow.paragraph(text, size=_SIZE, indent=0)
    if report.registers:
        flow.gap(4)
        came = [
            (_REGISTERS.get(each.register, each.register), f"{each.entries:,}", _moment(each.last_at))
            for each in report.registers
        ]
        _table(flow, _OF_REGISTERS, came, "")


def _numbers(flow: Flow, report: LostReport) -> None:
    _heading(flow, "4. เลขทะเบียนที่เครื่องนี้ถือ")
    rows = [
        (each.label, "" if each.year_be == ALL_YEARS else str(each.year_be), _number(each.last_known), "", "")
        for each in report.series
    ]
    rows += [
        (f"{each.label} ชุดยืม {each.first}–{each.last}", str(each.year_be), _number(each.last_known), "", "")
        for each in report.leases
    ]
    _table(flow, _NUMBERS, rows, "ไม่ได้ถือเลขชุดใด")
    if report.sets_closed:
        flow.paragraph("เลขของทะเบียนส่วนที่มีกุญแจแยก ต้องดูโดยผู้ถือกุญแจ", size=_SIZE, indent=0)


def _months(flow: Flow, report: LostReport) -> None:
    _heading(flow, "5. เดือนเบี้ยยังชีพที่เครื่องนี้ถือและยังไม่ปิด")
    for each in report.months:
        part = "" if each.scheme_set is SchemeSet.ORDINARY else " (ทะเบียนส่วนที่มีกุญแจแยก)"
        flow.line(f"– {each.month.name}{part}: {_MONTHS[each.state]}", size=_SIZE)
    if not report.months:
        flow.line("ไม่มี", size=_SIZE)


def _sign(flow: Flow) -> None:
    flow.need(_SIGNATURES)
    flow.gap(34)
    half = flow.width / 2
    for place, role in enumerate(("ผู้จัดทำ", "ผู้ตรวจสอบ")):
        signature_line(flow.page, flow.left + half * (place + 0.5), flow.y, role, Signer("", ()), size=_SIZE, width=45)


def _heading(flow: Flow, text: str) -> None:
    flow.need(20)
    flow.gap(6)
    flow.line(text, size=_SIZE + 1, bold=True)


def _table(flow: Flow, columns: Sequence[Column], rows: Sequence[Sequence[str]], nothing: str) -> None:
    if rows:
        flow.gap(2)
        draw_table(flow, columns, rows, size=_SIZE - 1)
    else:
        flow.line(nothing, size=_SIZE)


def _number(known: int) -> str:
    return f"{known:,}" if known else "ไม่ทราบ"


def _moment(text: str, otherwise: str = "ไม่มีข้อมูล") -> str:
    """A moment in Thailand, from UTC as it is kept."""
    if not text:
        return otherwise
    there = datetime.fromisoformat(text).astimezone(BANGKOK)
    return f"{thai_date_short(there)} เวลา {there:%H.%M} น."
