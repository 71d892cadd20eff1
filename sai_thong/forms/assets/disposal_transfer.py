"""Transfer (ข้อ 215 (3)): the letter to the body of the state that gets the things, and the evidence of handing over."""

from __future__ import annotations

from typing import Final

from sai_thong.forms.allowances.form_sheet import FormSheet
from sai_thong.forms.assets.disposal_items import ACQUIRED, CAUSE, COST, NAME, NUMBER, QUANTITY, Items
from sai_thong.forms.assets.disposal_round import DisposalOnPaper, GatherDisposal
from sai_thong.forms.assets.disposal_stages import ORDERED
from sai_thong.forms.assets.supply_unit import supply_letter
from sai_thong.forms.kit import Blank, Flow, Paper, PaperSettings, Signer, draw_letter
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.terms import DisposalMethod
from sai_thong.registers.law.asset_terms import DisposalStepKey
from sai_thong.thai.money import baht

TRANSFER_LETTER: Final = "หนังสือโอนพัสดุ"
HAND_OVER: Final = "หลักฐานการส่งมอบ"
_ONLY: Final = (DisposalMethod.TRANSFER,)
_SIGN_ROOM = 96.0

gather_transfer_letter = GatherDisposal(TRANSFER_LETTER, methods=_ONLY, after=ORDERED)
gather_hand_over = GatherDisposal(HAND_OVER, day_of=lambda found: found.carried_out_on, methods=_ONLY, after=ORDERED)


def transfer_letter(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter; without a receiver its addressee is left to the pen."""
    paper = office_paper(data.office, TRANSFER_LETTER, settings, clock)
    items = Items(data, (NUMBER, NAME, QUANTITY, ACQUIRED, COST, CAUSE))
    letter = supply_letter(
        data.office,
        day=data.day,
        number=data.letter_number,
        subject=f"โอนพัสดุ {data.count}",
        to=data.receiver or " ",
        enclosures=["หลักฐานการส่งมอบและรับมอบพัสดุ  จำนวน 2 ฉบับ"],
        body=[
            f"ด้วย{data.office.name}มีพัสดุที่หมดความจำเป็นหรือไม่ได้ใช้ประโยชน์ และได้อนุมัติให้จำหน่ายโดยวิธีโอน "
            f"ตาม{data.cited[DisposalStepKey.TRANSFER]} {data.count} "
            f"ราคาทุนรวม {baht(data.cost_satang)} บาท {items.told}",
            *items.blocks,
            "จึงขอโอนพัสดุดังกล่าวให้แก่หน่วยงานของท่าน เมื่อได้รับมอบแล้วโปรดลงนามในหลักฐานการรับมอบที่ส่งมาด้วย "
            f"แล้วส่งคืน{data.office.name} 1 ฉบับ",
            "จึงเรียนมาเพื่อโปรดพิจารณา",
        ],
    )
    draw_letter(paper, letter)
    items.append_to(paper, "บัญชีรายการพัสดุที่โอน", data.office.name)
    return paper


def hand_over(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The evidence, signed by who hands over, who receives and two witnesses."""
    paper = office_paper(data.office, HAND_OVER, settings, clock)
    items = Items(data, (NUMBER, NAME, QUANTITY, ACQUIRED, COST))
    sheet = FormSheet(paper, top=24)
    sheet.title("หลักฐานการส่งมอบและรับมอบพัสดุ", size=22)
    sheet.right_line("เขียนที่", Blank(data.office.place), share=0.62)
    sheet.right_line("วันที่", Blank(dated(data.round.carried_out_on)), share=0.62)
    sheet.line("ผู้ส่งมอบ", Blank(data.office.name, center=False))
    sheet.line("ผู้รับมอบ", Blank(data.receiver, center=False))
    sheet.paragraph(
        f"ผู้ส่งมอบได้ส่งมอบ และผู้รับมอบได้รับมอบพัสดุ {data.count} ราคาทุนรวม {baht(data.cost_satang)} บาท "
        f"ไว้ถูกต้องครบถ้วนแล้ว {items.told}"
    )
    flow = Flow.on(paper, sheet.page, top=sheet.y - 2, left=sheet.left)
    for block in items.blocks:
        assert callable(block)
        block(flow)
    if flow.room < _SIGN_ROOM:
        sheet = FormSheet(paper, top=30)
    else:
        sheet.y = flow.y
    sheet.gap(8)
    sheet.paragraph("ทั้งสองฝ่ายได้ตรวจรับพัสดุถูกต้องตรงกันแล้ว จึงลงลายมือชื่อไว้เป็นหลักฐาน")
    sheet.gap(14)
    sheet.signatures([("ผู้ส่งมอบ", Signer()), ("ผู้รับมอบ", Signer())], width=42)
    sheet.line("ตำแหน่ง", Blank(), "   ตำแหน่ง", Blank())
    sheet.gap(14)
    sheet.signatures([("พยาน", Signer()), ("พยาน", Signer())], width=42)
    items.append_to(paper, "บัญชีรายการพัสดุที่ส่งมอบ", data.office.name)
    return paper
