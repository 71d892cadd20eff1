"""The table of what leaves the office: within a memo while it is short, else on lying sheets after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from sai_thong.forms.assets.disposal_round import DisposalOnPaper, cause_of, method_of
from sai_thong.forms.assets.list_sheets import BOTTOM, LYING_WIDTH, MARGIN, running_head
from sai_thong.forms.assets.wording import money, short_day
from sai_thong.forms.kit import Block, Column, ColumnSum, Flow, Paper, Totals, draw_table
from sai_thong.forms.kit.page import Align
from sai_thong.registers.assets.records import DisposalLine
from sai_thong.thai.money import baht

MOST_WITHIN: Final = 8
"""So many rows stand within a letter; more go on a list after it."""
_LEAST_REST: Final = 30.0
"""Millimetres without which the items cannot be read within a letter."""
_LETTER_WIDTH: Final = 160.0
_PLACE_WIDTH, _LIST_PLACE_WIDTH = 9.0, 12.0
_SIZE: Final = 13.0


@dataclass(frozen=True)
class ItemColumn:
    """A column of the table.

    Attributes:
        title: Its heading.
        of: What a line has there.
        width: Within a letter, in millimetres; 0 takes what the others leave.
        listed: On a lying sheet; 0 as well.
        align: Where it stands.
        amount: The satang to sum, of a column of money.
        written: How an amount is written.
    """

    title: str
    of: Callable[[DisposalLine], str]
    width: float = 0.0
    listed: float = 0.0
    align: Align = "left"
    amount: Callable[[DisposalLine], int] | None = field(default=None, kw_only=True)
    written: Callable[[int], str] = field(default=baht, kw_only=True)


def _money(title: str, read: Callable[[DisposalLine], int | None], written: Callable[[int], str] = baht) -> ItemColumn:
    def shown(line: DisposalLine) -> str:
        satang = read(line)
        return "" if satang is None else written(satang)

    return ItemColumn(title, shown, 20, 28, "right", amount=lambda line: read(line) or 0, written=written)


def _or_loss(satang: int) -> str:
    """A loss stands in brackets, as in accounts."""
    return baht(satang) if satang >= 0 else f"({baht(-satang)})"


NUMBER: Final = ItemColumn("เลขครุภัณฑ์", lambda line: line.number, 27, 38)
NAME: Final = ItemColumn("รายการ", lambda line: line.name)
QUANTITY: Final = ItemColumn("จำนวน", lambda _line: "1", 11, 15, "center")
ACQUIRED: Final = ItemColumn("วันที่ได้มา", lambda line: short_day(line.acquired_on), 18, 24, "center")
CAUSE: Final = ItemColumn("สาเหตุ", cause_of, 22, 46)
METHOD: Final = ItemColumn("วิธีจำหน่าย", method_of, 20, 34)
FOR_THE_PRICE: Final = ItemColumn("ราคากลาง\n(บาท)", lambda line: money(line.appraised_satang), 24, 32, "right")
"""Without a sum: some prices are still to be written."""
COST: Final = _money("ราคาทุน\n(บาท)", lambda line: line.cost_satang)
APPRAISED: Final = _money("ราคากลาง\n(บาท)", lambda line: line.appraised_satang)
PROCEEDS: Final = _money("ขายได้\n(บาท)", lambda line: line.proceeds_satang)
ACCUMULATED: Final = _money("ค่าเสื่อม\nราคาสะสม", lambda line: line.accumulated_satang)
PROFIT: Final = _money("กำไร\n(ขาดทุน)", lambda line: line.profit_satang, _or_loss)


@dataclass(frozen=True)
class Items:
    """The things of a paper with the columns it shows.

    Attributes:
        data: The paper's data.
        columns: Besides the place on the list.
    """

    data: DisposalOnPaper
    columns: tuple[ItemColumn, ...]

    @property
    def within(self) -> bool:
        """Whether they stand within the letter."""
        rest = _LETTER_WIDTH - _PLACE_WIDTH - sum(column.width for column in self.columns)
        return len(self.data.lines) <= MOST_WITHIN and rest >= _LEAST_REST

    @property
    def told(self) -> str:
        """The words that lead to them."""
        return "ดังนี้" if self.within else "รายละเอียดตามบัญชีรายการแนบท้าย"

    @property
    def blocks(self) -> list[Block]:
        """The table, where it stands within the letter."""
        return [self._draw_within] if self.within else []

    def append_to(self, paper: Paper, title: str, *below: str) -> None:
        """Add the list on lying sheets after the letter, where it is long."""
        if not self.within:
            self.list_on(paper, title, *below)

    def list_on(self, paper: Paper, title: str, *below: str) -> Flow:
        """Draw the list on lying sheets of its own, counted by themselves."""
        before = len(paper.pages)
        flow = Flow(
            paper,
            head=running_head(title, *below),
            left=MARGIN,
            right_margin=MARGIN,
            bottom_margin=BOTTOM,
            landscape=True,
        )
        self._draw(flow, LYING_WIDTH, _LIST_PLACE_WIDTH, [column.listed for column in self.columns])
        sheets = paper.pages[before:]
        for number, page in enumerate(sheets, 1):
            page.text(page.width - 15, 10, f"หน้า {number}/{len(sheets)}", size=12, align="right")
        return flow

    def _draw_within(self, flow: Flow) -> None:
        self._draw(flow, flow.width, _PLACE_WIDTH, [column.width for column in self.columns], size=_SIZE)
        flow.gap(3)

    def _draw(
        self, flow: Flow, whole: float, place_width: float, widths: Sequence[float], *, size: float = 14.0
    ) -> None:
        rest = whole - place_width - sum(widths)
        columns = (
            Column("ที่", place_width, "center"),
            *(
                Column(column.title, width or rest, column.align)
                for column, width in zip(self.columns, widths, strict=True)
            ),
        )
        rows = [
            (str(number), *(column.of(line) for column in self.columns))
            for number, line in enumerate(self.data.lines, 1)
        ]
        draw_table(flow, columns, rows, totals=self._totals(), size=size)

    def _totals(self) -> Totals | None:
        sums = [
            ColumnSum([column.amount(line) for line in self.data.lines], place, column.written)
            for place, column in enumerate(self.columns, 1)
            if column.amount
        ]
        if not sums:
            return None
        first, *others = sums
        return Totals(first.amounts, first.column, of_page=not self.within, words=False, besides=tuple(others))
