"""The beginning of a disposal (ข้อ 214): the memo and the order that let facts be found, and what the finders report."""

from __future__ import annotations

from typing import Final

from sai_thong.forms.assets.committee_on_paper import alone, closed_by, seats_list
from sai_thong.forms.assets.disposal_items import ACQUIRED, CAUSE, COST, NAME, NUMBER, QUANTITY, Items
from sai_thong.forms.assets.disposal_round import DisposalOnPaper, GatherDisposal
from sai_thong.forms.assets.supply_unit import supply_memo, supply_officer
from sai_thong.forms.kit import (
    Blank,
    Block,
    Flow,
    Order,
    Paper,
    PaperSettings,
    Part,
    Tick,
    Words,
    draw_memo,
    draw_order,
    form_line,
)
from sai_thong.forms.kit.rule import PARAGRAPH_INDENT, TEXT_SIZE, pitch_mm
from sai_thong.forms.office.office_on_paper import DRAFT, given_on
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.terms import CommitteeTask
from sai_thong.registers.law.asset_terms import DisposalStepKey
from sai_thong.registers.office.records import Post
from sai_thong.thai.money import baht

_COLUMNS = (NUMBER, NAME, QUANTITY, ACQUIRED, COST, CAUSE)
_LIABILITY = "พระราชบัญญัติความรับผิดทางละเมิดของเจ้าหน้าที่ พ.ศ. 2539"

MEMO: Final = "บันทึกขอแต่งตั้งคณะกรรมการสอบหาข้อเท็จจริง"
ORDER: Final = "คำสั่งแต่งตั้งคณะกรรมการสอบหาข้อเท็จจริง"
REPORT: Final = "รายงานผลการสอบหาข้อเท็จจริง"

gather_facts_memo = GatherDisposal(MEMO)
gather_facts_order = GatherDisposal(ORDER)
gather_facts_report = GatherDisposal(REPORT, day_of=lambda found: found.facts_reported_on)


def facts_memo(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The memo that proposes who finds the facts."""
    paper = office_paper(data.office, MEMO, settings, clock)
    items = Items(data, _COLUMNS)
    memo = supply_memo(
        data.office,
        day=data.day,
        number=data.letter_number,
        subject=f"ขอแต่งตั้ง{_finders(data)}พัสดุชำรุด เสื่อมสภาพ สูญไป หรือไม่จำเป็นต้องใช้",
        body=[
            Words("1. เรื่องเดิม", bold=True),
            f"{origin(data)} {data.count} ราคาทุนรวม {baht(data.cost_satang)} บาท {items.told}",
            *items.blocks,
            Words("2. ข้อกฎหมาย/ระเบียบ", bold=True),
            f"{data.cited[DisposalStepKey.FACTS]} กำหนดให้หัวหน้าหน่วยงานของรัฐแต่งตั้งคณะกรรมการสอบหาข้อเท็จจริง "
            "เว้นแต่เห็นได้ชัดว่าเสื่อมสภาพหรือสูญไปจากการใช้งานตามปกติ จึงพิจารณาสั่งจำหน่ายต่อไปได้",
            Words("3. ข้อพิจารณา/ข้อเสนอ", bold=True),
            f"เห็นควรแต่งตั้ง{_finders(data)} ประกอบด้วยผู้มีรายชื่อ ดังนี้",
            seats_list(data.committee(CommitteeTask.FACT_FINDING)),
            "จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบโปรดลงนามในคำสั่งที่เสนอมาพร้อมนี้",
        ],
        signer=supply_officer(data.office, data.day),
        choices=("เห็นชอบ ลงนามในคำสั่งแล้ว", "อื่น ๆ"),
    )
    draw_memo(paper, memo)
    items.append_to(paper, "บัญชีรายการพัสดุที่ขอสอบหาข้อเท็จจริง", data.office.name)
    return paper


def facts_order(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The order that appoints the finders."""
    paper = office_paper(data.office, ORDER, settings, clock)
    items = Items(data, _COLUMNS)
    seats = data.committee(CommitteeTask.FACT_FINDING)
    duties = (
        "สอบหาข้อเท็จจริงว่าพัสดุชำรุด เสื่อมสภาพ สูญไป หรือไม่จำเป็นต้องใช้เพราะเหตุใด",
        f"พิจารณาว่ามีผู้ต้องรับผิดทางละเมิดตาม{_LIABILITY} หรือไม่",
        f"รายงานผลพร้อมความเห็นต่อ{data.office.mayor_title}เพื่อพิจารณาสั่งการ",
    )
    order = Order(
        kind="คำสั่ง",
        office=data.office.name,
        number=data.number or data.kept_number or data.round.facts_order_no or DRAFT,
        subject=f"แต่งตั้ง{_finders(data)}พัสดุชำรุด เสื่อมสภาพ สูญไป หรือไม่จำเป็นต้องใช้",
        body=[
            f"{origin(data)} {data.count} {items.told}",
            *items.blocks,
            f"อาศัยอำนาจตามความใน{data.cited[DisposalStepKey.FACTS]} จึงแต่งตั้ง{_finders(data)} ประกอบด้วย",
            seats_list(seats),
            f"ให้{'ผู้ได้รับแต่งตั้ง' if alone(seats) else 'คณะกรรมการ'}มีหน้าที่ ดังนี้",
            *(Words(f"{number}. {duty}") for number, duty in enumerate(duties, 1)),
            "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป",
        ],
        given=given_on(data.day),
        signer=data.office.signer(Post.MAYOR, data.day),
    )
    draw_order(paper, order)
    items.append_to(paper, "บัญชีรายการพัสดุแนบท้ายคำสั่ง", data.office.name)
    return paper


def facts_report(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """What the finders found, signed by all of them."""
    paper = office_paper(data.office, REPORT, settings, clock)
    items = Items(data, _COLUMNS)
    seats = data.committee(CommitteeTask.FACT_FINDING)
    order = f" ที่ {data.round.facts_order_no}" if data.round.facts_order_no else ""
    memo = supply_memo(
        data.office,
        day=data.day,
        number=data.letter_number,
        subject="รายงานผลการสอบหาข้อเท็จจริงพัสดุชำรุด เสื่อมสภาพ สูญไป หรือไม่จำเป็นต้องใช้",
        body=[
            f"ตามคำสั่ง{data.office.name}{order} แต่งตั้ง{_finders(data)} นั้น",
            f"บัดนี้ ได้สอบหาข้อเท็จจริงเสร็จเรียบร้อยแล้ว {data.count} ราคาทุนรวม {baht(data.cost_satang)} บาท {items.told}",
            *items.blocks,
            *_liability(data),
            closed_by("จึงเรียนมาเพื่อโปรดพิจารณาสั่งการ", seats),
        ],
        signer=None,
        choices=("ทราบ ให้ดำเนินการจำหน่ายต่อไป", "ให้ดำเนินการหาผู้รับผิดทางละเมิด"),
    )
    draw_memo(paper, memo)
    items.append_to(paper, "บัญชีรายการพัสดุแนบท้ายรายงานผลการสอบหาข้อเท็จจริง", data.office.name)
    return paper


def origin(data: DisposalOnPaper) -> str:
    """How these things came up."""
    if data.inspected_year_be is None:
        return f"ด้วย{data.office.name}มีพัสดุซึ่งชำรุด เสื่อมสภาพ สูญไป หรือไม่จำเป็นต้องใช้ในราชการต่อไป"
    return (
        f"ตามรายงานผลการตรวจสอบพัสดุประจำปีงบประมาณ พ.ศ. {data.inspected_year_be} {data.office.name}"
        "มีพัสดุซึ่งชำรุด เสื่อมสภาพ สูญไป หรือไม่จำเป็นต้องใช้ในราชการต่อไป"
    )


def _finders(data: DisposalOnPaper) -> str:
    return "ผู้สอบหาข้อเท็จจริง" if alone(data.committee(CommitteeTask.FACT_FINDING)) else "คณะกรรมการสอบหาข้อเท็จจริง"


def _liability(data: DisposalOnPaper) -> list[Block]:
    """What the finders think; boxes to tick while their report was not entered."""
    if data.round.facts_reported_on is None:
        return ["พิจารณาแล้วเห็นว่า", _either_liable]
    return [_said_of_liability(data)]


def _either_liable(flow: Flow) -> None:
    left = flow.left + PARAGRAPH_INDENT
    nobody: list[Part] = [Tick("ไม่มีผู้ต้องรับผิดทางละเมิด")]
    somebody: list[Part] = [Tick("มีผู้ต้องรับผิดทางละเมิด ได้แก่"), Blank()]
    for parts in (nobody, somebody):
        flow.need(pitch_mm(TEXT_SIZE))
        form_line(flow.page, left, flow.baseline(), flow.right - left, parts)
        flow.y += pitch_mm(TEXT_SIZE)


def _said_of_liability(data: DisposalOnPaper) -> str:
    if data.round.liable.strip():
        return f"เห็นว่ามีผู้ต้องรับผิด ได้แก่ {data.round.liable.strip()} เห็นควรดำเนินการตาม{_LIABILITY}"
    return f"เห็นว่าไม่มีผู้ต้องรับผิดทางละเมิดตาม{_LIABILITY} และเห็นควรจำหน่ายตามระเบียบต่อไป"
