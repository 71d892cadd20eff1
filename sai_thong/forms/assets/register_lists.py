"""Lists of the whole register: บัญชีครุภัณฑ์ with the columns an office keeps (domain notes 1.4.5), and แบบ พ.ด.3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.store import Store
from sai_thong.exchange.assets.survey_wording import CLASS_TITLE, NO_CLASS
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.assets.asset_on_paper import (
    AssetOnPaper,
    AssetsOnPaper,
)
from sai_thong.forms.assets.list_sheets import list_flow, list_paper
from sai_thong.forms.assets.report_sheets import SIGNATURES, SummedRow, draw_grouped, sign_report
from sai_thong.forms.assets.wording import STATUSES, money, short_day
from sai_thong.forms.kit import Column, ColumnSum, Paper, PaperSettings, Totals, draw_table
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.class_book import ClassLine, class_lines
from sai_thong.thai.calendar import thai_date

_LIST_TITLE: Final = "บัญชีรายการทรัพย์สิน"
_LIST: Final = (
    Column("ลำดับ", 10, "center"),
    Column("รหัสครุภัณฑ์", 27, "center", verbatim=True),
    Column("รายการ", 54),
    Column("ยี่ห้อ/รุ่น", 29, verbatim=True),
    Column("วันที่ได้รับ", 18, "center"),
    Column("สถานที่ติดตั้ง/กอง", 31),
    Column("ผู้ครอบครอง", 30),
    Column("จำนวน", 11, "center"),
    Column("หน่วย\nนับ", 13, "center"),
    Column("ราคา/หน่วย", 25, "right"),
    Column("สถานะ", 23, "center"),
)
_ITEM, _PRICE = 2, 9
_TOTALS: Final = (
    Column("ลำดับ", 16, "center"),
    Column("เลขรหัสพัสดุ", 30, "center", verbatim=True),
    Column("ชื่อประเภท", 74),
    Column("จำนวนบัตร", 24, "right"),
    Column("ราคาทุนรวม (บาท)", 40, "right"),
)
_CARDS, _COST = 3, 4


@dataclass(frozen=True)
class ClassTotalsOnPaper:
    """แบบ พ.ด.3.

    Attributes:
        office: Whose.
        day: The day of the paper.
        lines: By the code of the class.
    """

    office: OfficeOnPaper
    day: date
    lines: tuple[ClassLine, ...]


def asset_list_paper(data: AssetsOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The list."""
    paper = list_paper(data.office, _LIST_TITLE, settings, clock, landscape=True)
    flow = list_flow(paper, _LIST_TITLE, data.office.name, f"ณ วันที่ {thai_date(data.day)}")
    rows = [_row(number, each) for number, each in enumerate(data.assets, 1)]
    draw_grouped(flow, _LIST, {"": rows}, (_PRICE,), named_in=_ITEM)
    sign_report(flow, data.office, data.day)
    paper.number_pages_of_total()
    return paper


def _row(number: int, asset: AssetOnPaper) -> SummedRow:
    card = asset.card
    where = " ".join(filter(None, (asset.room, card.division)))
    cells = (
        *(str(number), asset.number, card.name, asset.make, short_day(card.acquired_on), where, card.custodian),
        *("1", card.unit, money(asset.cost_satang), STATUSES[card.status]),
    )
    return SummedRow(cells, (asset.cost_satang or 0,))


def gather_class_totals(store: Store, request: PaperRequest) -> ClassTotalsOnPaper:
    """The totals of every class with cards still in the register.

    Raises:
        NothingToPrint: There is no card.
    """
    day = request.day or bangkok_today(store.clock)
    lines = class_lines(store, day)
    if not lines:
        raise NothingToPrint(_("No asset is in this list."), do=_("Enter assets, or read the office's list."))
    return ClassTotalsOnPaper(gather_office(store), day, lines)


def class_totals_paper(data: ClassTotalsOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The totals, on upright sheets."""
    paper = list_paper(data.office, CLASS_TITLE, settings, clock)
    flow = list_flow(paper, CLASS_TITLE, data.office.name, f"ณ วันที่ {thai_date(data.day)}")
    rows = [
        (
            str(number),
            each.total.class_code,
            each.name if each.total.class_code else NO_CLASS,
            f"{each.total.cards:,}",
            money(each.total.cost_satang),
        )
        for number, each in enumerate(data.lines, 1)
    ]
    cards, costs = [each.total.cards for each in data.lines], [each.total.cost_satang for each in data.lines]
    totals = Totals(cards, _CARDS, words=False, written="{:,}".format, besides=(ColumnSum(costs, _COST),))
    draw_table(flow, _TOTALS, rows, totals=totals, followed_by=SIGNATURES)
    sign_report(flow, data.office, data.day)
    paper.number_pages_of_total()
    return paper
