"""Direct sale (ข้อ 215 (1)): หนังสือเชิญเสนอราคา, and ใบเสนอราคา to be filled in by who offers."""

from __future__ import annotations

from typing import Final

from sai_thong.forms.allowances.form_sheet import LEFT, FormSheet
from sai_thong.forms.assets.disposal_items import ACQUIRED, CAUSE, NAME, NUMBER, QUANTITY, Items
from sai_thong.forms.assets.disposal_round import DisposalOnPaper, GatherDisposal
from sai_thong.forms.assets.disposal_stages import ORDERED
from sai_thong.forms.assets.supply_unit import UNIT, supply_letter
from sai_thong.forms.kit import (
    Blank,
    Block,
    Column,
    Flow,
    Paper,
    PaperSettings,
    Part,
    draw_letter,
    draw_table,
    form_line,
)
from sai_thong.forms.kit.rule import TEXT_SIZE, pitch_mm
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.terms import DisposalMethod

INVITATION: Final = "หนังสือเชิญเสนอราคา"
QUOTATION: Final = "ใบเสนอราคา"
_ONLY: Final = (DisposalMethod.DIRECT_SALE,)
_FOOT_ROOM = 62.0
_OFFER: Final = (
    Column("ที่", 11, "center"),
    Column("เลขครุภัณฑ์", 36),
    Column("รายการ", 66),
    Column("จำนวน", 14, "center"),
    Column("ราคาที่เสนอ\n(บาท)", 38, "right"),
)

gather_invitation = GatherDisposal(INVITATION, methods=_ONLY, after=ORDERED)
gather_quotation = GatherDisposal(QUOTATION, methods=_ONLY, after=ORDERED)


def quote_invitation(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter to who may buy; without a buyer its addressee is left to the pen."""
    paper = office_paper(data.office, INVITATION, settings, clock)
    items = Items(data, (NUMBER, NAME, QUANTITY, ACQUIRED, CAUSE))
    letter = supply_letter(
        data.office,
        day=data.day,
        number=data.letter_number,
        subject="ขอเชิญเสนอราคาซื้อพัสดุ",
        to=data.receiver or " ",
        enclosures=["ใบเสนอราคา  จำนวน 1 ฉบับ"],
        body=[
            f"ด้วย{data.office.name} {data.office.district_and_province} มีความประสงค์จะขายพัสดุโดยวิธีเฉพาะเจาะจง "
            f"{data.count} {items.told}",
            *items.blocks,
            f"ในการนี้ {data.office.name}ขอเชิญท่านตรวจดูพัสดุ ณ {data.office.place} และเสนอราคาตามแบบที่ส่งมาด้วย โดยยื่น",
            _deadline(data),
            "ผู้ที่ได้รับการพิจารณาให้ซื้อต้องชำระเงินและรับมอบพัสดุตามเวลาที่กำหนด "
            f"ทั้งนี้ {data.office.name}สงวนสิทธิที่จะขายหรือไม่ขายพัสดุดังกล่าว",
            "จึงเรียนมาเพื่อโปรดพิจารณา",
        ],
    )
    draw_letter(paper, letter)
    items.append_to(paper, "บัญชีรายการพัสดุที่จะขาย แนบท้ายหนังสือเชิญเสนอราคา", data.office.name)
    return paper


def _deadline(data: DisposalOnPaper) -> Block:
    """Until when: the day as chosen, the hour for a pen."""

    def draw(flow: Flow) -> None:
        flow.need(pitch_mm(TEXT_SIZE))
        parts: list[Part] = [
            "ภายในวันที่",
            Blank(dated(data.until), 2),
            "เวลา",
            Blank("", 0.7),
            "น. ณ",
            Blank(UNIT, 1.2),
        ]
        form_line(flow.page, flow.left, flow.baseline(), flow.width, parts)
        flow.y += pitch_mm(TEXT_SIZE)

    return draw


def quotation(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The form of an offer, with the things and empty prices."""
    paper = office_paper(data.office, QUOTATION, settings, clock)
    sheet = FormSheet(paper, top=24)
    sheet.title("ใบเสนอราคาซื้อพัสดุ", size=22)
    sheet.right_line("เขียนที่", Blank())
    sheet.right_line("วันที่", Blank("", 0.5), "เดือน", Blank(), "พ.ศ.", Blank("", 0.6), share=0.6)
    sheet.line("เรียน", Blank(data.office.mayor_title, center=False))
    sheet.line("ข้าพเจ้า", Blank("", 2), "อายุ", Blank("", 0.4), "ปี")
    sheet.id_line("เลขประจำตัวประชาชน/เลขทะเบียนนิติบุคคล", "")
    sheet.line("ที่อยู่", Blank("", 3), "โทรศัพท์", Blank())
    sheet.paragraph(f"ขอเสนอราคาซื้อพัสดุของ{data.office.name} {data.count} ตามรายการดังต่อไปนี้")
    flow = Flow.on(paper, sheet.page, top=sheet.y - 3, left=sheet.left)
    rows = [(str(number), line.number, line.name, "1", "") for number, line in enumerate(data.lines, 1)]
    draw_table(flow, _OFFER, [*rows, ("", "", "รวมเป็นเงิน", "", "")], row_height=7.6)
    _offer_end(flow)
    return paper


def _offer_end(flow: Flow) -> None:
    """What the offerer promises and where they sign, never parted."""
    flow.need(_FOOT_ROOM)
    left, width = LEFT, flow.right - LEFT
    y = flow.y + 9
    y = form_line(flow.page, left, y, width, ["จำนวนเงิน (ตัวอักษร)", Blank()])
    words = (
        "ข้าพเจ้าได้ตรวจดูสภาพพัสดุแล้ว และยอมรับซื้อตามสภาพที่เป็นอยู่ หากได้รับการพิจารณาให้ซื้อ ข้าพเจ้าจะชำระเงินและรับมอบพัสดุตามเวลาที่กำหนด"
    )
    y = flow.page.paragraph(left, y, width, words, indent=15)
    form_line(flow.page, left + width * 0.4, y + 12, width * 0.6, ["ลงชื่อ", Blank(), "ผู้เสนอราคา"])
    form_line(flow.page, left + width * 0.4 + 10, y + 20, width * 0.6 - 36, ["(", Blank(), ")"])
