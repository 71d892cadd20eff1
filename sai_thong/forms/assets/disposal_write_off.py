"""บันทึกขออนุมัติจำหน่ายเป็นสูญ (ข้อ 217): lost without anybody liable, or not to be disposed of otherwise."""

from __future__ import annotations

from typing import Final

from sai_thong.forms.assets.disposal_items import ACQUIRED, CAUSE, COST, NAME, NUMBER, QUANTITY, Items
from sai_thong.forms.assets.disposal_round import DisposalOnPaper, GatherDisposal
from sai_thong.forms.assets.disposal_stages import FACTS_KNOWN
from sai_thong.forms.assets.supply_unit import supply_memo, supply_officer
from sai_thong.forms.kit import Block, Paper, PaperSettings, Words, draw_memo
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.rules.disposal import WriteOffApprover, write_off_approver
from sai_thong.registers.assets.terms import DisposalMethod
from sai_thong.registers.law.asset_terms import DisposalStepKey
from sai_thong.thai.money import baht

WRITE_OFF_MEMO: Final = "บันทึกขออนุมัติจำหน่ายเป็นสูญ"

gather_write_off_memo = GatherDisposal(
    WRITE_OFF_MEMO, day_of=lambda found: found.ordered_on, methods=(DisposalMethod.WRITE_OFF,), after=FACTS_KNOWN
)


def write_off_memo(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The memo; above the line the chief executive passes it on to who may write off."""
    paper = office_paper(data.office, WRITE_OFF_MEMO, settings, clock)
    items = Items(data, (NUMBER, NAME, QUANTITY, ACQUIRED, COST, CAUSE))
    within = _within(data)
    memo = supply_memo(
        data.office,
        day=data.day,
        number=data.letter_number,
        subject=f"ขออนุมัติจำหน่ายพัสดุเป็นสูญ {data.count}",
        body=[
            Words("1. เรื่องเดิม", bold=True),
            f"{data.office.name}มีพัสดุซึ่งสูญไป หรือไม่สมควรจำหน่ายโดยวิธีอื่น {data.count} "
            f"ราคาทุนรวม {baht(data.cost_satang)} บาท {items.told}",
            *items.blocks,
            Words("2. ข้อเท็จจริง", bold=True),
            *_facts(data),
            Words("3. ข้อกฎหมาย/ระเบียบ", bold=True),
            f"{data.cited[DisposalStepKey.WRITE_OFF]} พัสดุซึ่งสูญไปโดยไม่มีผู้รับผิด "
            "หรือมีตัวอยู่แต่ไม่สมควรจำหน่ายโดยวิธีอื่น ให้จำหน่ายเป็นสูญได้ โดยราคาทุนรวมไม่เกิน "
            f"{baht(data.rule.write_off_satang)} บาท หัวหน้าหน่วยงานของรัฐเป็นผู้พิจารณาอนุมัติ",
            Words("4. ข้อพิจารณา/ข้อเสนอ", bold=True),
            "เห็นควรอนุมัติจำหน่ายเป็นสูญ และลงจ่ายออกจากทะเบียน"
            if within
            else "ราคาทุนรวมเกินอำนาจของหัวหน้าหน่วยงานของรัฐ เห็นควรเสนอผู้มีอำนาจเหนือขึ้นไปพิจารณาอนุมัติจำหน่ายเป็นสูญ"
            + (f" (อนุมัติแล้วตาม {data.round.higher_approval_no})" if data.round.higher_approval_no else ""),
            "จึงเรียนมาเพื่อโปรดพิจารณา",
        ],
        signer=supply_officer(data.office, data.day),
        choices=("อนุมัติ", "ไม่อนุมัติ เนื่องจาก") if within else ("เสนอผู้มีอำนาจเหนือขึ้นไป", "ไม่อนุมัติ เนื่องจาก"),
    )
    draw_memo(paper, memo)
    items.append_to(paper, "บัญชีรายการพัสดุที่ขออนุมัติจำหน่ายเป็นสูญ", data.office.name)
    return paper


def _within(data: DisposalOnPaper) -> bool:
    costs = [line.cost_satang or 0 for line in data.lines]
    return write_off_approver(costs, data.rule) is WriteOffApprover.HEAD


def _facts(data: DisposalOnPaper) -> list[Block]:
    found = data.round
    reported = f" ซึ่งรายงานเมื่อวันที่ {dated(found.facts_reported_on)}" if found.facts_reported_on else ""
    if found.liable.strip():
        outcome = found.liability_outcome.strip() or "-"
        return [f"ผลการสอบหาข้อเท็จจริง{reported} มีผู้เกี่ยวข้อง ได้แก่ {found.liable.strip()} ผลการพิจารณา {outcome}"]
    if not found.facts_needed:
        return [f"ไม่ต้องสอบหาข้อเท็จจริง เนื่องจาก{found.facts_left_out_why.strip() or 'เห็นได้ชัดว่าเกิดจากการใช้งานตามปกติ'}"]
    return [f"ผลการสอบหาข้อเท็จจริง{reported} ไม่มีผู้ต้องรับผิดทางละเมิด"]
