"""Sale by auction (ข้อ 215 (1)): the announcement, the list of lots, and the sheet on which bids are written down."""

from __future__ import annotations

from typing import Final

from sai_thong.forms.assets.committee_on_paper import sign_abreast, signers_of
from sai_thong.forms.assets.disposal_items import (
    ACQUIRED,
    APPRAISED,
    CAUSE,
    COST,
    FOR_THE_PRICE,
    NAME,
    NUMBER,
    QUANTITY,
    Items,
)
from sai_thong.forms.assets.disposal_round import DisposalOnPaper, GatherDisposal
from sai_thong.forms.assets.disposal_stages import ORDERED
from sai_thong.forms.assets.list_sheets import list_flow, list_paper
from sai_thong.forms.assets.wording import money
from sai_thong.forms.kit import (
    Blank,
    Block,
    Column,
    Flow,
    Order,
    Paper,
    PaperSettings,
    Part,
    Words,
    draw_order,
    draw_table,
    form_line,
)
from sai_thong.forms.kit.rule import PARAGRAPH_INDENT, TEXT_SIZE, pitch_mm
from sai_thong.forms.office.office_on_paper import dated, given_on
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.terms import CommitteeTask, DisposalMethod
from sai_thong.registers.law.asset_terms import DisposalStepKey
from sai_thong.registers.office.records import Post

ANNOUNCEMENT: Final = "ประกาศขายทอดตลาด"
LOT_LIST: Final = "บัญชีรายการพัสดุที่ขายทอดตลาด"
BID_SHEET: Final = "บัญชีคุมการประมูล"

_ONLY: Final = (DisposalMethod.AUCTION,)
_BID: Final = "ราคาที่เสนอ (บาท)"
_BIDS: Final = (
    Column("ที่", 10, "center"),
    Column("เลขครุภัณฑ์", 32),
    Column("รายการ", 53),
    Column("ราคากลาง\n(บาท)", 24, "right"),
    Column("ครั้งที่ 1", 21, "right", group=_BID),
    Column("ครั้งที่ 2", 21, "right", group=_BID),
    Column("ครั้งที่ 3", 21, "right", group=_BID),
    Column("ราคาสูงสุด\n(บาท)", 24, "right"),
    Column("ผู้ให้ราคาสูงสุด", 38),
    Column("ลายมือชื่อ", 27),
)
_BID_ROW = 9.0
"""Millimetres: written by hand."""

gather_announcement = GatherDisposal(ANNOUNCEMENT, methods=_ONLY, after=ORDERED)
gather_lot_list = GatherDisposal(LOT_LIST, methods=_ONLY, after=ORDERED)
gather_bid_sheet = GatherDisposal(BID_SHEET, day_of=lambda found: found.carried_out_on, methods=_ONLY, after=ORDERED)


def auction_announcement(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The announcement; day and hour are left to the pen where they were not chosen."""
    paper = office_paper(data.office, ANNOUNCEMENT, settings, clock)
    items = Items(data, (NUMBER, NAME, QUANTITY, CAUSE))
    told = "ดังนี้" if items.within else "รายละเอียดตามบัญชีรายการแนบท้ายประกาศ"
    terms = (
        "ผู้เข้าสู้ราคาต้องลงทะเบียนและตรวจดูสภาพพัสดุก่อนเวลาขายทอดตลาด และยอมรับซื้อตามสภาพที่เป็นอยู่",
        "การสู้ราคาใช้วิธีประมูลด้วยวาจา ผู้ให้ราคาสูงสุดและคณะกรรมการเห็นสมควรเป็นผู้ซื้อได้",
        "ผู้ซื้อได้ต้องชำระเงินเมื่อการขายทอดตลาดบริบูรณ์ และขนย้ายพัสดุตามเวลาที่คณะกรรมการกำหนดด้วยค่าใช้จ่ายของตนเอง",
        "คณะกรรมการสงวนสิทธิที่จะถอนพัสดุจากการขายทอดตลาด หรือไม่ขายให้แก่ผู้ให้ราคาสูงสุดเมื่อเห็นว่าราคายังไม่สมควร",
    )
    order = Order(
        kind="ประกาศ",
        office=data.office.name,
        number=data.number or data.kept_number,
        subject=f"ขายทอดตลาดพัสดุ {data.count}",
        body=[
            f"ด้วย{data.office.name} {data.office.district_and_province} มีความประสงค์จะขายทอดตลาดพัสดุ {data.count} "
            f"ตาม{data.cited[DisposalStepKey.AUCTION]} {told}",
            *items.blocks,
            _when_and_where(data),
            "ผู้ประสงค์จะเข้าสู้ราคาต้องปฏิบัติตามเงื่อนไข ดังนี้",
            *(Words(f"{number}. {term}") for number, term in enumerate(terms, 1)),
            *_questions(data),
        ],
        given=given_on(data.day),
        signer=data.office.signer(Post.MAYOR, data.day),
    )
    draw_order(paper, order)
    items.append_to(paper, "บัญชีรายการพัสดุแนบท้ายประกาศขายทอดตลาด", data.office.name)
    return paper


def _when_and_where(data: DisposalOnPaper) -> Block:
    def draw(flow: Flow) -> None:
        flow.need(2 * pitch_mm(TEXT_SIZE))
        first: list[Part] = ["กำหนดขายทอดตลาดในวันที่", Blank(dated(data.until), 2), "เวลา", Blank("", 0.6), "น."]
        indent = PARAGRAPH_INDENT
        form_line(flow.page, flow.left + indent, flow.baseline(), flow.width - indent, first)
        flow.y += pitch_mm(TEXT_SIZE)
        form_line(flow.page, flow.left, flow.baseline(), flow.width, ["ณ", Blank(data.office.place, center=False)])
        flow.y += pitch_mm(TEXT_SIZE)

    return draw


def _questions(data: DisposalOnPaper) -> list[Block]:
    if not data.office.office.phone:
        return []
    return [f"ผู้สนใจติดต่อสอบถามและขอตรวจดูพัสดุได้ที่กองคลัง โทร. {data.office.office.phone} ในวันและเวลาราชการ"]


def lot_list(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """Every lot with its appraised price, for the committee."""
    paper = list_paper(data.office, LOT_LIST, settings, clock, landscape=True)
    price = APPRAISED if data.appraised else FOR_THE_PRICE
    flow = Items(data, (NUMBER, NAME, QUANTITY, ACQUIRED, COST, price, CAUSE)).list_on(
        paper, LOT_LIST, data.round.title, data.office.name
    )
    flow.y += 3
    sign_abreast(flow, signers_of(data.committee(CommitteeTask.SALE)))
    return paper


def bid_sheet(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """Every lot with room for the bids and the bidder's hand; what was sold already is filled in."""
    paper = list_paper(data.office, BID_SHEET, settings, clock, landscape=True)
    on_day = f"วันที่ {dated(data.round.carried_out_on)}" if data.round.carried_out_on else ""
    flow = list_flow(paper, BID_SHEET, " ".join(filter(None, (data.round.title, data.office.name, on_day))))
    rows = [
        (
            str(number),
            line.number,
            line.name,
            money(line.appraised_satang),
            "",
            "",
            "",
            money(line.proceeds_satang or None),
            (line.buyer or data.round.buyer) if line.proceeds_satang else "",
            "",
        )
        for number, line in enumerate(data.lines, 1)
    ]
    draw_table(flow, _BIDS, rows, row_height=_BID_ROW)
    flow.y += 3
    sign_abreast(flow, signers_of(data.committee(CommitteeTask.SALE)))
    paper.number_pages_of_total()
    return paper
