"""บันทึกรายงานผลการตรวจสอบพัสดุประจำปี: the three findings, the numbers of what is not in order, all who inspected."""

from __future__ import annotations

from sai_thong.forms.assets.committee_on_paper import alone, closed_by
from sai_thong.forms.assets.inspection_round import (
    NOT_IN_ORDER,
    FoundOnPaper,
    InspectionOnPaper,
    gather_inspection,
    mark_draft,
)
from sai_thong.forms.assets.supply_unit import supply_memo
from sai_thong.forms.assets.wording import STATUSES
from sai_thong.forms.kit import Block, Flow, Paper, PaperSettings, draw_memo, tick
from sai_thong.forms.kit.rule import PARAGRAPH_INDENT, TEXT_SIZE, pitch_mm
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.terms import AssetStatus

_TICK_GAP = 12.0

gather_inspection_report = gather_inspection(lambda found: found.submitted_on, lines=True)


def inspection_report(data: InspectionOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The memo of who inspected, with a place for the order of the chief executive."""
    paper = office_paper(data.office, "รายงานผลการตรวจสอบพัสดุประจำปี", settings, clock)
    memo = supply_memo(
        data.office,
        day=data.day,
        number=data.letter_number,
        subject=f"รายงานผลการตรวจสอบพัสดุ{data.of_the_year}",
        body=_body(data),
        signer=None,
        choices=("ทราบ", "รายงานสำนักงานการตรวจเงินแผ่นดินและอำเภอ"),
    )
    draw_memo(paper, memo)
    mark_draft(paper, data)
    return paper


def _body(data: InspectionOnPaper) -> list[Block]:
    found = data.round
    order = f"คำสั่ง{data.office.name} ที่ {found.order_no}" if found.order_no else f"คำสั่ง{data.office.name}"
    ordered = f" ลงวันที่ {dated(found.ordered_on)}" if found.ordered_on else ""
    who = "ข้าพเจ้า" if alone(data.seats) else "คณะกรรมการ"
    began = f" โดยเริ่มตรวจสอบเมื่อวันที่ {dated(data.begins_on)}" if data.begins_on else ""
    whom = "ข้าพเจ้าเป็น" if alone(data.seats) else ""
    return [
        f"ตาม{order}{ordered} แต่งตั้ง{whom}{data.inspectors}{data.of_the_year} นั้น",
        f"บัดนี้ {who}ได้ตรวจสอบพัสดุเสร็จเรียบร้อยแล้ว{began} ขอรายงานผลการตรวจสอบตาม{data.rule.legal_ref} ดังนี้",
        f"1. การรับจ่ายพัสดุตั้งแต่วันที่ {dated(data.first_day)} ถึงวันที่ {dated(data.last_day)}",
        _either("ถูกต้อง", "ไม่ถูกต้อง", found.receipts_right),
        f"2. พัสดุคงเหลือ ณ วันที่ {dated(data.last_day)} มีตัวอยู่ตามบัญชีหรือทะเบียน",
        _either("ตรง", "ไม่ตรง", found.balances_right),
        *_differences(data.found),
        f"3. {_third(data)}",
        *([f"ความเห็นเพิ่มเติม {found.remarks.strip()}"] if found.remarks.strip() else []),
        closed_by("จึงเรียนมาเพื่อโปรดทราบและพิจารณาสั่งการ", data.seats),
    ]


def _third(data: InspectionOnPaper) -> str:
    total = len(data.found.not_in_order)
    if not total:
        return "ไม่มีครุภัณฑ์ชำรุด เสื่อมสภาพ สูญไป หรือไม่จำเป็นต้องใช้ในราชการต่อไป"
    each = numbers_of(data.found)
    return f"มีครุภัณฑ์ชำรุด เสื่อมสภาพ สูญไป หรือไม่จำเป็นต้องใช้ จำนวน {total:,} รายการ คือ {each} รายละเอียดตามบัญชีที่แนบมาพร้อมนี้"


def numbers_of(found: FoundOnPaper) -> str:
    """``ชำรุด 3 รายการ เสื่อมสภาพ 1 รายการ …``: the numbers of what is not in order."""
    waiting = (AssetStatus.AWAITING_DISPOSAL,) if found.count(AssetStatus.AWAITING_DISPOSAL) else ()
    return " ".join(f"{STATUSES[state]} {found.count(state):,} รายการ" for state in (*NOT_IN_ORDER, *waiting))


def _differences(found: FoundOnPaper) -> list[Block]:
    """What stands elsewhere than the register has it, or not in the register at all."""
    told = []
    if found.strays:
        told.append(f"พบครุภัณฑ์อยู่ต่างห้องจากทะเบียน {len(found.strays):,} รายการ")
    if found.unknown:
        told.append(f"พบครุภัณฑ์ที่ไม่มีในรายการตรวจสอบ {len(found.unknown):,} รายการ")
    return [" และ".join(told)] if told else []


def _either(yes: str, no: str, finding: bool | None) -> Block:
    """Two boxes, one of them ticked once the finding was written down."""

    def draw(flow: Flow) -> None:
        flow.need(pitch_mm(TEXT_SIZE))
        x = tick(flow.page, flow.left + PARAGRAPH_INDENT + 5, flow.baseline(), yes, checked=finding is True)
        tick(flow.page, x + _TICK_GAP, flow.baseline(), no, checked=finding is False)
        flow.y += pitch_mm(TEXT_SIZE)

    return draw
