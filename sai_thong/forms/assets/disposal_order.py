"""บันทึกขออนุมัติจำหน่าย, and the order that appoints the committees who appraise, sell and destroy (ข้อ 215)."""

from __future__ import annotations

from collections import Counter
from typing import Final

from sai_thong.forms.assets.committee_on_paper import alone, seats_list
from sai_thong.forms.assets.disposal_facts import origin
from sai_thong.forms.assets.disposal_items import ACQUIRED, CAUSE, COST, METHOD, NAME, NUMBER, QUANTITY, Items
from sai_thong.forms.assets.disposal_round import METHODS, DisposalOnPaper, GatherDisposal
from sai_thong.forms.assets.disposal_stages import FACTS_KNOWN, ORDERED
from sai_thong.forms.assets.supply_unit import supply_memo, supply_officer
from sai_thong.forms.kit import Block, Order, Paper, PaperSettings, Words, draw_memo, draw_order
from sai_thong.forms.office.office_on_paper import DRAFT, dated, given_on
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.terms import CommitteeTask, DisposalMethod, SaleReason
from sai_thong.registers.law.asset_terms import DisposalStepKey
from sai_thong.registers.office.records import Post
from sai_thong.thai.money import baht

REQUEST_MEMO: Final = "บันทึกขออนุมัติจำหน่าย"
ORDER: Final = "คำสั่งแต่งตั้งคณะกรรมการประเมินราคากลาง ดำเนินการขาย และทำลาย"

_COLUMNS = (NUMBER, NAME, QUANTITY, ACQUIRED, COST, METHOD, CAUSE)
_TASKS: Final = {
    CommitteeTask.APPRAISAL: ("ประเมินราคากลาง", "ประเมินราคากลางของพัสดุที่จะขาย แล้วรายงานผลพร้อมความเห็น"),
    CommitteeTask.SALE: ("ดำเนินการขาย", "ดำเนินการขายพัสดุให้เป็นไปตามระเบียบ รับชำระเงินและนำส่ง แล้วรายงานผล"),
    CommitteeTask.DESTRUCTION: ("ดำเนินการแปรสภาพหรือทำลาย", "แปรสภาพหรือทำลายพัสดุ ถ่ายภาพไว้เป็นหลักฐาน แล้วรายงานผล"),
}

gather_request_memo = GatherDisposal(REQUEST_MEMO, day_of=lambda found: found.ordered_on, after=FACTS_KNOWN)
gather_order = GatherDisposal(ORDER, day_of=lambda found: found.ordered_on, after=ORDERED)


def request_memo(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The memo that asks for leave to dispose of things, each in its way."""
    paper = office_paper(data.office, REQUEST_MEMO, settings, clock)
    items = Items(data, _COLUMNS)
    memo = supply_memo(
        data.office,
        day=data.day,
        number=data.letter_number,
        subject=f"ขออนุมัติจำหน่ายพัสดุ {data.count}",
        body=[
            Words("1. เรื่องเดิม", bold=True),
            f"{origin(data)} {data.count} ราคาทุนรวม {baht(data.cost_satang)} บาท {items.told}",
            *items.blocks,
            Words("2. ข้อเท็จจริง", bold=True),
            _facts(data),
            Words("3. ข้อกฎหมาย/ระเบียบ", bold=True),
            f"{data.cited[DisposalStepKey.ORDER]} กำหนดวิธีจำหน่ายพัสดุ "
            f"และให้ดำเนินการให้แล้วเสร็จภายใน {data.rule.finish_days} วัน นับแต่วันที่สั่งการ",
            Words("4. ข้อพิจารณา/ข้อเสนอ", bold=True),
            *_why_direct(data),
            f"เห็นควรอนุมัติให้จำหน่ายพัสดุดังกล่าว โดย{_ways(data)} และลงนามในคำสั่งแต่งตั้งคณะกรรมการที่เสนอมาพร้อมนี้",
            "จึงเรียนมาเพื่อโปรดพิจารณา",
        ],
        signer=supply_officer(data.office, data.day),
        choices=("อนุมัติ", "ไม่อนุมัติ เนื่องจาก"),
    )
    draw_memo(paper, memo)
    items.append_to(paper, "บัญชีรายการพัสดุที่ขออนุมัติจำหน่าย", data.office.name)
    return paper


def disposal_order(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The order, with each committee that was appointed and what it is to do."""
    paper = office_paper(data.office, "คำสั่งแต่งตั้งคณะกรรมการจำหน่ายพัสดุ", settings, clock)
    items = Items(data, _COLUMNS)
    appointed = {task: data.committee(task) for task in _TASKS if data.committee(task)}
    body: list[Block] = [
        f"{origin(data)} {data.count} และได้อนุมัติให้จำหน่าย {items.told}",
        *items.blocks,
        f"อาศัยอำนาจตามความใน{data.cited[DisposalStepKey.ORDER]} จึงแต่งตั้งคณะกรรมการ ดังนี้",
    ]
    for number, (task, seats) in enumerate(appointed.items(), 1):
        name, duty = _TASKS[task]
        body += [
            Words(f"{number}. {'ผู้' if alone(seats) else 'คณะกรรมการ'}{name} ประกอบด้วย", bold=True),
            seats_list(seats),
            f"มีหน้าที่{duty}ต่อ{data.office.mayor_title}",
        ]
    finish = f" ภายในวันที่ {dated(data.round.finish_by)}" if data.round.finish_by else ""
    body.append(f"ทั้งนี้ ให้ดำเนินการให้แล้วเสร็จภายใน {data.rule.finish_days} วัน นับแต่วันที่มีคำสั่งนี้{finish}")
    order = Order(
        kind="คำสั่ง",
        office=data.office.name,
        number=data.number or data.kept_number or data.round.order_no or DRAFT,
        subject=f"แต่งตั้งคณะกรรมการ{_joined([_TASKS[task][0] for task in appointed])}พัสดุ",
        body=body,
        given=given_on(data.day),
        signer=data.office.signer(Post.MAYOR, data.day),
    )
    draw_order(paper, order)
    items.append_to(paper, "บัญชีรายการพัสดุแนบท้ายคำสั่ง", data.office.name)
    return paper


def _facts(data: DisposalOnPaper) -> str:
    found = data.round
    if not found.facts_needed:
        why = found.facts_left_out_why.strip() or "เป็นการเสื่อมสภาพหรือสูญไปจากการใช้งานตามปกติโดยเห็นได้ชัด"
        return f"ไม่ต้องสอบหาข้อเท็จจริง เนื่องจาก{why}"
    reported = f" เมื่อวันที่ {dated(found.facts_reported_on)}" if found.facts_reported_on else ""
    order = f"ตามคำสั่งที่ {found.facts_order_no} " if found.facts_order_no else ""
    if not found.liable.strip():
        return f"คณะกรรมการสอบหาข้อเท็จจริง{order}ได้รายงานผล{reported} เห็นว่าไม่มีผู้ต้องรับผิดทางละเมิด"
    outcome = f" ผลการพิจารณา {found.liability_outcome.strip()}" if found.liability_outcome.strip() else ""
    return f"คณะกรรมการสอบหาข้อเท็จจริง{order}ได้รายงานผล{reported} เห็นว่ามีผู้ต้องรับผิด ได้แก่ {found.liable.strip()}{outcome}"


def _ways(data: DisposalOnPaper) -> str:
    """``ขายทอดตลาด 3 รายการ และแปรสภาพหรือทำลาย 2 รายการ``."""
    counted = Counter(line.method for line in data.lines if line.method)
    return _joined([f"{METHODS[way]} {count:,} รายการ" for way, count in counted.items()]) or "วิธีที่กำหนด"


def _why_direct(data: DisposalOnPaper) -> list[Block]:
    """Why something is sold without an auction, which comes first otherwise (ข้อ 215 (1))."""
    reasons = dict.fromkeys(line.sale_reason for line in data.lines if line.method is DisposalMethod.DIRECT_SALE)
    told = {
        SaleReason.SMALL_TOTAL: f"ราคาทุนรวมของพัสดุที่ขายไม่เกิน {baht(data.rule.direct_sale_satang)} บาท",
        SaleReason.STATE_OR_CHARITY: "ขายให้แก่หน่วยงานของรัฐ หรือองค์การหรือสถานสาธารณกุศลตามมาตรา 47 (7) แห่งประมวลรัษฎากร",
        SaleReason.OFFICIALS_DEVICE: "เป็นอุปกรณ์อิเล็กทรอนิกส์ซึ่งขายให้แก่เจ้าหน้าที่ที่ได้รับมอบหมายให้ใช้งาน",
    }
    return [f"การขายโดยวิธีเฉพาะเจาะจง เนื่องจาก{told[reason]}" for reason in reasons if reason in told]


def _joined(names: list[str]) -> str:
    *first, last = names or [""]
    return f"{' '.join(first)} และ{last}" if first else last
