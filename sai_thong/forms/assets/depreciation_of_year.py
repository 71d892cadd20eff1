"""รายละเอียดค่าเสื่อมราคา of a fiscal year: what every asset stood at, wrote off and stands at, with sums by group.

What left the register within the year still wrote something off in it, and nothing of it is carried on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sai_thong.db.store import Store
from sai_thong.exchange.assets.survey_wording import GROUPS, WITHOUT_NUMBER, YEAR_TITLE
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.assets.asset_on_paper import asked_for, on_paper, year_end
from sai_thong.forms.assets.list_sheets import list_flow, list_paper
from sai_thong.forms.assets.report_sheets import SummedRow, draw_grouped, sign_report
from sai_thong.forms.assets.wording import money, percent, short_day
from sai_thong.forms.kit import Column, Paper, PaperSettings
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock
from sai_thong.ground.language import _
from sai_thong.registers.assets.book import YearPosition
from sai_thong.registers.assets.closing_years import year_book
from sai_thong.registers.assets.rules.capitalisation import rate_percent
from sai_thong.registers.law.asset_terms import AssetGroup
from sai_thong.thai.calendar import thai_date

_ITEM: Final = 2
_SUMMED: Final = (4, 8, 9, 10, 11)
"""Cost, brought forward, written off in the year, carried forward, net."""


@dataclass(frozen=True)
class YearLine:
    """An asset in the year.

    Attributes:
        position: How it stands at the end.
        life_years: Over how many years it is written off; None of land.
    """

    position: YearPosition
    life_years: int | None


@dataclass(frozen=True)
class YearOnPaper:
    """The assets that the accounts carry, in a fiscal year.

    Attributes:
        office: Whose.
        fiscal_year_be: Which year (BE).
        lines: By number.
        closed: Whether the year is closed.
        unchecked: How many cards could not be valued.
        parts_word: What the parts of a year are: months or days.
    """

    office: OfficeOnPaper
    fiscal_year_be: int
    lines: tuple[YearLine, ...]
    closed: bool = False
    unchecked: int = 0
    parts_word: str = "เดือน"


def gather_year(store: Store, request: PaperRequest) -> YearOnPaper:
    """The book of a fiscal year, of one room, division or class where one is chosen.

    Raises:
        NothingToPrint: The accounts carry nothing in it.
    """
    assert request.fiscal_year_be is not None
    year = request.fiscal_year_be
    book = year_book(store, year)
    assets = on_paper(store, [each.asset for each in book.positions], year_end(year))
    asked = [(asset, each) for asset, each in zip(assets, book.positions, strict=True) if asked_for(asset, request)]
    if not asked:
        raise NothingToPrint(
            _("No asset stands in the accounts of the fiscal year {year}.").format(year=year),
            do=_("Choose another year, room, division or class."),
        )
    return YearOnPaper(
        office=gather_office(store),
        fiscal_year_be=year,
        lines=tuple(YearLine(each, asset.life_years) for asset, each in asked),
        closed=book.closing is not None,
        unchecked=len(book.must_check),
        parts_word=asked[0][0].parts_word,
    )


def depreciation_of_year(data: YearOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The list with sums of each group, of each page and of all."""
    paper = list_paper(data.office, YEAR_TITLE, settings, clock, landscape=True)
    ends_on = year_end(data.fiscal_year_be)
    standing = "" if data.closed else " (ยังไม่ปิดปีบัญชี)"
    time = f"ประจำปีงบประมาณ พ.ศ. {data.fiscal_year_be} สิ้นสุดวันที่ {thai_date(ends_on)}{standing}"
    flow = list_flow(paper, YEAR_TITLE, data.office.name, time)
    draw_grouped(flow, _columns(data.parts_word), _groups(data.lines), _SUMMED, named_in=_ITEM, below=8.0)
    if data.unchecked:
        flow.gap(4)
        flow.line(f"หมายเหตุ ยังมีทรัพย์สินที่ต้องตรวจสอบก่อนจึงคำนวณได้ {data.unchecked} รายการ ไม่รวมในรายงานนี้", size=13)
    sign_report(flow, data.office, ends_on)
    paper.number_pages_of_total()
    return paper


def _columns(parts_word: str) -> tuple[Column, ...]:
    return (
        Column("ลำดับ", 10, "center"),
        Column("เลขรหัสพัสดุ", 26, "center", verbatim=True),
        Column("รายการ", 50),
        Column("วันที่ได้มา", 18, "center"),
        Column("ราคาทุน", 25, "right"),
        Column("อายุ\n(ปี)", 10, "center"),
        Column("อัตรา\n(%)", 12, "center"),
        Column(f"จำนวน\n{parts_word}", 12, "center"),
        Column("ค่าเสื่อมราคา\nสะสมยกมา", 24, "right"),
        Column("ค่าเสื่อมราคา\nปีนี้", 22, "right"),
        Column("ค่าเสื่อมราคา\nสะสมยกไป", 24, "right"),
        Column("มูลค่าสุทธิ", 24, "right"),
        Column("หมายเหตุ", 14),
    )


def _groups(lines: Iterable[YearLine]) -> dict[str, list[SummedRow]]:
    """The rows by their group in the order of the accounts, numbered through all of them."""
    order = list(AssetGroup)
    ordered = sorted(lines, key=lambda line: order.index(line.position.asset.accounting_group))
    groups: dict[str, list[SummedRow]] = {}
    for number, line in enumerate(ordered, 1):
        groups.setdefault(GROUPS[line.position.asset.accounting_group], []).append(_row(number, line))
    return groups


def _row(number: int, line: YearLine) -> SummedRow:
    position, life = line.position, line.life_years
    card = position.asset
    brought = position.accumulated_satang - position.amount_satang
    carried = (0, 0, 0)
    if position.carried:
        carried = position.cost_satang, position.accumulated_satang, position.net_satang
    cost, accumulated, net = carried
    amounts = (cost, brought, position.amount_satang, accumulated, net)
    cost_words, *figures = (money(each) for each in amounts)
    note = "จำหน่าย" if position.left else "รวมปรับปรุง" if position.correction_satang else ""
    cells = (
        *(str(number), card.number or WITHOUT_NUMBER, card.name, short_day(card.acquired_on), cost_words),
        *(str(life or "-"), percent(rate_percent(life)) if life else "-", str(position.parts) if life else "-"),
        *(*figures, note),
    )
    return SummedRow(cells, amounts)
