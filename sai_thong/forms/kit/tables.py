"""Ruled tables that run over pages: heads repeat, sums stand at the foot of every page in figures and words.

Written for lists of thousands of people: a row costs one shaping look-up a cell and one operator a string.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sai_thong.forms.kit.flow import Flow
from sai_thong.forms.kit.page import Align
from sai_thong.forms.kit.rule import POINTS_A_MM, millimetres, pitch_mm
from sai_thong.forms.text.embedding import EmbeddedFace
from sai_thong.forms.text.shaping import Run
from sai_thong.thai import words
from sai_thong.thai.digits import TO_ARABIC, TO_THAI
from sai_thong.thai.money import baht

_INSET = 1.0
"""Millimetres between a rule and the text of a cell."""
_TABLE_SIZE = 14.0
_LEAST_SHRINK = 0.86
"""A cell a little too wide is set this much smaller before it takes a second line."""


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        title: Its heading; line feeds break it.
        width: In millimetres.
        align: Where its cells stand.
        verbatim: Leave the digits of its cells as they are.
    """

    title: str
    width: float
    align: Align = "left"
    verbatim: bool = False


@dataclass(frozen=True)
class Totals:
    """Sums of money to draw below a table.

    Attributes:
        amounts: The amount of each row, in satang.
        column: The column the amounts stand in.
        of_page: Draw the sum of each page and, from the second on, the sum so far (ยอดยกไป, ยอดยกมา).
        words: Write sums in words too.
    """

    amounts: Sequence[int]
    column: int
    of_page: bool = True
    words: bool = True


class _Cell(NamedTuple):
    """What one cell shows: its lines, and their size in points of the font."""

    runs: tuple[Run, ...]
    points: float


class _Place(NamedTuple):
    """A column on the page, in points."""

    left: float
    width: float
    align: Align
    translation: dict[int, str] | dict[int, int]


def draw_table(
    flow: Flow,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    totals: Totals | None = None,
    size: float = _TABLE_SIZE,
    row_height: float = 7.0,
    left: float | None = None,
) -> None:
    """Draw `rows` under the headings of `columns`, going on to new pages as needed.

    A cell that is too wide is set a little smaller, and then takes more lines; the row grows with it.

    Raises:
        ValueError: `totals` has not one amount for each row.
    """
    if totals and len(totals.amounts) != len(rows):
        raise ValueError(f"{len(rows)} rows but {len(totals.amounts)} amounts")
    edge = flow.left if left is None else left
    _Table(flow, columns, totals, size=size, row_height=row_height, left=edge).draw(rows)


class _Table:
    """One table while it is drawn."""

    def __init__(
        self,
        flow: Flow,
        columns: Sequence[Column],
        totals: Totals | None,
        *,
        size: float,
        row_height: float,
        left: float,
    ) -> None:
        self._flow = flow
        self._columns = columns
        self._totals = totals
        self._size = size
        self._points = size * flow.page.type.size_factor
        self._row_height = row_height
        self._edges = [left]
        for column in columns:
            self._edges.append(self._edges[-1] + column.width)
        own = TO_THAI if flow.paper.settings.digits == "thai" else TO_ARABIC
        self._places = [
            _Place(edge * POINTS_A_MM, column.width * POINTS_A_MM, column.align, {} if column.verbatim else own)
            for edge, column in zip(self._edges, columns, strict=False)
        ]
        self._top = flow.y
        self._rules: list[float] = []
        self._page_sum = self._sum = 0

    def draw(self, rows: Sequence[Sequence[str]]) -> None:
        self._head(needed=self._row_height)
        face = self._flow.page.type.regular
        foot = self._foot_height()
        last = len(rows) - 1
        for number, row in enumerate(rows):
            cells = [self._cell(text, place, face) for text, place in zip(row, self._places, strict=True)]
            height = self._height(cells)
            closing = max(foot, self._row_height) if self._totals and number == last else foot
            if self._flow.room < height + closing:
                self._turn_page()
            self._row(cells, height, face)
            if self._totals:
                self._page_sum += self._totals.amounts[number]
                self._sum += self._totals.amounts[number]
        if self._totals:
            self._final_sums()
        self._close()

    def _head(self, needed: float) -> None:
        """The headings, on a page that has room for them and one row."""
        flow = self._flow
        titles = [column.title.split("\n") for column in self._columns]
        lines = max(len(title) for title in titles)
        height = lines * pitch_mm(self._size) + 1.5
        flow.need(height + needed + self._foot_height())
        self._top, self._rules = flow.y, []
        for title, edge, column in zip(titles, self._edges, self._columns, strict=False):
            y = flow.y + height / 2 + millimetres(self._size) * 0.28 - pitch_mm(self._size) * (len(title) - 1) / 2
            for line in title:
                middle, room = edge + column.width / 2, column.width - _INSET
                flow.page.text(middle, y, line, size=self._size, bold=True, align="center", fit=room)
                y += pitch_mm(self._size)
        flow.y += height
        self._rules.append(flow.y)

    def _cell(self, text: str, place: _Place, face: EmbeddedFace) -> _Cell:
        shown = text.translate(place.translation) if place.translation else text
        run = face.face.run(shown)
        room = place.width - 2 * _INSET * POINTS_A_MM
        width = run.width * self._points
        if width <= room:
            return _Cell((run,), self._points)
        if width * _LEAST_SHRINK <= room:
            return _Cell((run,), self._points * room / width)
        lines = words.wrap(shown, lambda stretch: face.face.width(stretch) * self._points, room)
        return _Cell(tuple(face.face.run(line) for line in lines), self._points)

    def _height(self, cells: Iterable[_Cell]) -> float:
        most = max(len(cell.runs) for cell in cells)
        return max(self._row_height, most * pitch_mm(self._size) + 0.8)

    def _row(self, cells: Sequence[_Cell], height: float, face: EmbeddedFace) -> None:
        flow = self._flow
        draw = flow.page.ink.draw
        pitch = pitch_mm(self._size) * POINTS_A_MM
        middle = (flow.page.height - flow.y - height / 2) * POINTS_A_MM - self._size * 0.28
        inset = _INSET * POINTS_A_MM
        for cell, place in zip(cells, self._places, strict=True):
            y = middle + pitch * (len(cell.runs) - 1) / 2
            for run in cell.runs:
                if place.align == "left":
                    x = place.left + inset
                elif place.align == "right":
                    x = place.left + place.width - inset - run.width * cell.points
                else:
                    x = place.left + (place.width - run.width * cell.points) / 2
                draw(x, y, run, face, cell.points)
                y -= pitch
        flow.y += height
        self._rules.append(flow.y)

    # Sums ------------------------------------------------------------------------------------------------------------

    def _foot_height(self) -> float:
        """Room the sums of a page take."""
        return 2 * self._row_height if self._totals and self._totals.of_page else 0.0

    def _turn_page(self) -> None:
        """Close the table on this page with its sums, and open it on the next with the sum brought forward."""
        if self._totals and self._totals.of_page:
            self._sum_row("รวมหน้านี้", self._page_sum)
            self._sum_row("รวมยอดยกไป", self._sum)
        self._close()
        self._flow.new_page()
        self._head(needed=self._row_height)
        if self._totals and self._totals.of_page:
            self._page_sum = 0
            self._sum_row("ยอดยกมา", self._sum, in_words=False)

    def _final_sums(self) -> None:
        assert self._totals
        if self._totals.of_page and self._page_sum != self._sum:
            self._sum_row("รวมหน้านี้", self._page_sum)
        self._sum_row("รวมทั้งสิ้น", self._sum)

    def _sum_row(self, label: str, satang: int, *, in_words: bool = True) -> None:
        """A row with a sum in its column, and label and words over the columns before it."""
        assert self._totals
        self._close()
        flow, column = self._flow, self._totals.column
        height = self._row_height
        y = flow.y + height / 2 + millimetres(self._size) * 0.28
        words_said = in_words and self._totals.words
        said = f"{label} ({flow.paper.settings.baht_words(satang)})" if words_said else label
        right = self._edges[column]
        flow.page.text(
            right - _INSET, y, said, size=self._size, bold=True, align="right", fit=right - self._edges[0] - 2 * _INSET
        )
        edge = self._edges[column + 1]
        room = self._columns[column].width - 2 * _INSET
        flow.page.text(edge - _INSET, y, baht(satang), size=self._size, bold=True, align="right", fit=room, filled=True)
        flow.page.lines([(x, flow.y, x, flow.y + height) for x in (self._edges[0], right, edge, self._edges[-1])])
        flow.page.line(self._edges[0], flow.y + height, self._edges[-1], flow.y + height)
        flow.y += height
        self._top = flow.y

    def _close(self) -> None:
        """Draw the rules around the rows since the last sum, on this page."""
        if not self._rules:
            return
        horizontal = [(self._edges[0], y, self._edges[-1], y) for y in [self._top, *self._rules]]
        vertical = [(x, self._top, x, self._rules[-1]) for x in self._edges]
        self._flow.page.lines([*horizontal, *vertical])
        self._top, self._rules = self._flow.y, []
