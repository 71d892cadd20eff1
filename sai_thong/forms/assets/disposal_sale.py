"""What the committees of a sale report: the appraised prices, what was sold to whom, what was exchanged (ข้อ 215)."""

from __future__ import annotations

from typing import Final

from sai_thong.forms.assets.committee_on_paper import alone, closed_by
from sai_thong.forms.assets.disposal_items import (
    ACQUIRED,
    APPRAISED,
    COST,
    FOR_THE_PRICE,
    NAME,
    NUMBER,
    PROCEEDS,
    QUANTITY,
    ItemColumn,
    Items,
)
from sai_thong.forms.assets.disposal_round import METHODS, SALES, DisposalOnPaper, GatherDisposal
from sai_thong.forms.assets.disposal_stages import CARRIED_OUT, ORDERED
from sai_thong.forms.assets.supply_unit import supply_memo, supply_officer
from sai_thong.forms.kit import Block, Paper, PaperSettings, draw_memo
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.records import DisposalLine
from sai_thong.registers.assets.terms import CommitteeTask, DisposalMethod
from sai_thong.registers.law.asset_terms import DisposalStepKey
from sai_thong.thai.money import baht

APPRAISAL: Final = "รายงานประเมินราคากลาง"
SALE_REPORT: Final = "รายงานผลการขาย"
AUCTION_REPORT: Final = "รายงานผลการขายทอดตลาด"
EXCHANGE_REPORT: Final = "รายงานผลการแลกเปลี่ยน"

gather_appraisal = GatherDisposal(APPRAISAL, methods=SALES, after=ORDERED)
gather_sale_report = GatherDisposal(
    SALE_REPORT,
    day_of=lambda found: found.carried_out_on,
    methods=(DisposalMethod.DIRECT_SALE,),
    after=CARRIED_OUT,
)
gather_auction_report = GatherDisposal(
    AUCTION_REPORT,
    day_of=lambda found: found.carried_out_on,
    methods=(DisposalMethod.AUCTION,),
    after=CARRIED_OUT,
)
gather_exchange_report = GatherDisposal(
    EXCHANGE_REPORT,
    day_of=lambda found: found.carried_out_on,
    methods=(DisposalMethod.EXCHANGE,),
    after=CARRIED_OUT,
)


def appraisal_report(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The appraised price of each thing, signed by who appraised."""
    paper = office_paper(data.office, APPRAISAL, settings, clock)
    items = Items(data, (NUMBER, NAME, QUANTITY, ACQUIRED, COST, APPRAISED if data.appraised else FOR_THE_PRICE))
    seats = data.committee(CommitteeTask.APPRAISAL)
    who = "ผู้ประเมินราคากลาง" if alone(seats) else "คณะกรรมการประเมินราคากลาง"
    sum_of_all = f"รวมเป็นเงิน {baht(data.appraised_satang)} บาท ({settings.baht_words(data.appraised_satang)}) "
    total = f"{sum_of_all if data.appraised else ''}{items.told}"
    memo = supply_memo(
        data.office,
        day=data.day,
        number=data.letter_number,
        subject="รายงานผลการประเมินราคากลางพัสดุที่จะจำหน่าย",
        body=[
            f"ตามคำสั่ง{data.office.name}{_order(data)} แต่งตั้ง{who}พัสดุที่จะจำหน่าย นั้น",
            f"บัดนี้ ได้ประเมินราคากลางโดยคำนึงถึงประเภท ชนิด สภาพ และราคาที่ซื้อขายกันในท้องตลาดแล้ว {data.count} {total}",
            *items.blocks,
            closed_by("จึงเรียนมาเพื่อโปรดพิจารณาให้ความเห็นชอบ", seats),
        ],
        signer=None,
        choices=("เห็นชอบ", "ให้ทบทวน เนื่องจาก"),
    )
    draw_memo(paper, memo)
    items.append_to(paper, "บัญชีราคากลางพัสดุที่จะจำหน่าย", data.office.name)
    return paper


def sale_report(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """What a direct sale brought."""
    return _sale(data, SALE_REPORT, "รายงานผลการขายพัสดุโดยวิธีเฉพาะเจาะจง", settings, clock)


def auction_report(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """What an auction brought."""
    return _sale(data, AUCTION_REPORT, "รายงานผลการขายทอดตลาดพัสดุ", settings, clock)


def exchange_report(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """With whom things were exchanged."""
    paper = office_paper(data.office, EXCHANGE_REPORT, settings, clock)
    items = Items(data, (NUMBER, NAME, QUANTITY, COST, APPRAISED, *_buyers("แลกเปลี่ยนกับ", data)))
    memo = supply_memo(
        data.office,
        day=data.day,
        number=data.letter_number,
        subject="รายงานผลการแลกเปลี่ยนพัสดุ",
        body=[
            f"ตามที่ได้อนุมัติให้จำหน่ายพัสดุโดยวิธีแลกเปลี่ยน{_order(data)} ตาม{data.cited[DisposalStepKey.EXCHANGE]} นั้น",
            f"บัดนี้ ได้ดำเนินการแลกเปลี่ยนแล้ว{_on(data)} {data.count} ราคาทุนรวม {baht(data.cost_satang)} บาท {items.told}",
            *items.blocks,
            *([f"ผู้แลกเปลี่ยน คือ {data.receiver}"] if data.receiver else []),
            "จึงเรียนมาเพื่อโปรดทราบ และสั่งลงจ่ายพัสดุออกจากทะเบียน",
        ],
        signer=supply_officer(data.office, data.day),
        choices=("ทราบ ให้ลงจ่ายออกจากทะเบียน", "อื่น ๆ"),
    )
    draw_memo(paper, memo)
    items.append_to(paper, "บัญชีรายการพัสดุที่แลกเปลี่ยน", data.office.name)
    return paper


def _sale(data: DisposalOnPaper, title: str, subject: str, settings: PaperSettings, clock: Clock) -> Paper:
    paper = office_paper(data.office, title, settings, clock)
    items = Items(data, (NUMBER, NAME, QUANTITY, COST, APPRAISED, PROCEEDS, *_buyers("ผู้ซื้อ", data)))
    seats = data.committee(CommitteeTask.SALE)
    who = "ผู้ดำเนินการขาย" if alone(seats) else "คณะกรรมการดำเนินการขาย"
    way = METHODS[data.lines[0].method] if data.lines[0].method else "ขาย"
    memo = supply_memo(
        data.office,
        day=data.day,
        number=data.letter_number,
        subject=subject,
        body=[
            f"ตามคำสั่ง{data.office.name}{_order(data)} แต่งตั้ง{who} เพื่อ{way}พัสดุ นั้น",
            f"บัดนี้ ได้ดำเนินการแล้ว{_on(data)} {data.count} {_result(data, settings)} {items.told}",
            *items.blocks,
            *([f"ผู้ซื้อได้ คือ {data.receiver}"] if data.receiver else []),
            *_receipt(data),
            closed_by("จึงเรียนมาเพื่อโปรดทราบและพิจารณาสั่งการ", seats),
        ],
        signer=None,
        choices=("อนุมัติให้ขาย และให้ลงจ่ายออกจากทะเบียน", "ไม่อนุมัติ เนื่องจาก"),
    )
    draw_memo(paper, memo)
    items.append_to(paper, f"บัญชีรายการพัสดุแนบท้าย{title}", data.office.name)
    return paper


def _result(data: DisposalOnPaper, settings: PaperSettings) -> str:
    got, appraised = data.proceeds_satang, data.appraised_satang
    against = "สูงกว่า" if got > appraised else "ต่ำกว่า" if got < appraised else "เท่ากับ"
    by = f" {baht(abs(got - appraised))} บาท" if got != appraised else ""
    return (
        f"ได้เงินรวม {baht(got)} บาท ({settings.baht_words(got)}) {against}ราคากลาง{by} (ราคากลาง {baht(appraised)} บาท)"
    )


def _receipt(data: DisposalOnPaper) -> list[Block]:
    if not data.round.receipt_no:
        return []
    return [f"ได้รับชำระเงินและนำส่งเป็นรายได้ของ{data.office.name} ตามใบเสร็จรับเงิน {data.round.receipt_no} แล้ว"]


def _buyers(title: str, data: DisposalOnPaper) -> tuple[ItemColumn, ...]:
    """A column for who got what, where it is not one for all."""

    def of(line: DisposalLine) -> str:
        return line.buyer or data.round.buyer

    return () if data.receiver else (ItemColumn(title, of, 22, 44),)


def _order(data: DisposalOnPaper) -> str:
    number = f" ที่ {data.round.order_no}" if data.round.order_no else ""
    return f"{number} ลงวันที่ {dated(data.round.ordered_on)}" if data.round.ordered_on else number


def _on(data: DisposalOnPaper) -> str:
    return f" เมื่อวันที่ {dated(data.round.carried_out_on)}" if data.round.carried_out_on else ""
