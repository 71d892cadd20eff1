"""Ruled tables that run over pages: heads repeat, sums stand at the foot of every page in figures and words.

Written for lists of thousands of people: a row costs one shaping look-up a cell and one operator a string.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
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
_AROUND_LINES = 0.8
"""Millimetres of a row that are no line of it."""
_FEWEST_LINES_OF_FIRST_PART = 2
"""A row that goes on over pages begins with no fewer."""


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        title: Its heading; line feeds break it.
        width: In millimetres.
        align: Where its cells stand.
        verbatim: Leave the digits of its cells as they are.
        group: A heading over this and the columns beside it that have the same one.
    """

    title: str
    width: float
    align: Align = "left"
    verbatim: bool = False
    group: str = ""


@dataclass(frozen=True)
class ColumnSum:
    """A further column that is summed.

    Attributes:
        amounts: The amount of each row.
        column: The column the amounts stand in.
        written: How a sum is written.
    """

    amounts: Sequence[int]
    column: int
    written: Callable[[int], str] = baht


@dataclass(frozen=True)
class Totals:
    """Sums of money to draw below a table.

    Attributes:
        amounts: The amount of each row, in satang.
        column: The column the amounts stand in.
        of_page: Draw the sum of each page and, from the second on, the sum so far (ยอดยกไป, ยอดยกมา).
        words: Write sums in words too.
        besides: Further columns, in order, all to the right of `column`.
        written: How a sum of `column` is written.
        balance: The amounts are what each row changes, and the rows show what stands then: only the balance is carried
            from page to page (ยอดยกไป, ยอดยกมา), and nothing stands below the last row.
    """

    amounts: Sequence[int]
    column: int
    of_page: bool = True
    words: bool = True
    besides: tuple[ColumnSum, ...] = ()
    written: Callable[[int], str] = baht
    balance: bool = False

    @property
    def sums(self) -> tuple[ColumnSum, ...]:
        """Every column that is summed, from the left."""
        return (ColumnSum(self.amounts, self.column, self.written), *self.besides)


class _Cell(NamedTuple):
    """What one cell shows: its lines, and their size in points of the font."""

    runs: tuple[Run, ...]
    points: float

    def first(self, lines: int) -> _Cell:
        """As much of it as `lines` hold."""
        return self._replace(runs=self.runs[:lines])

    def after(self, lines: int) -> _Cell:
        """What is left of it behind `lines`."""
        return self._replace(runs=self.runs[lines:])


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
    strong: Collection[int] = (),
    followed_by: float = 0.0,
) -> None:
    """Draw `rows` under the headings of `columns`, going on to new pages as needed.

    A cell that is too wide is set a little smaller, and then takes more lines; the row grows with it, over the end of
    the page where it is taller than half of one. `strong` are the
    rows set in bold, such as sums of a group. `followed_by` is the height of what must stand on the page of the last
    two rows, such as the signatures.

    Raises:
        ValueError: `totals` has not one amount for each row.
    """
    for each in totals.sums if totals else ():
        if len(each.amounts) != len(rows):
            raise ValueError(f"{len(rows)} rows but {len(each.amounts)} amounts")
    edge = flow.left if left is None else left
    table = _Table(flow, columns, totals, size=size, row_height=row_height, left=edge)
    table.draw(rows, frozenset(strong), followed_by)


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
        self._summed = totals.sums if totals else ()
        self._page_sums = [0] * len(self._summed)
        self._sums = [0] * len(self._summed)

    def draw(self, rows: Sequence[Sequence[str]], strong: frozenset[int], followed_by: float) -> None:
        weights = self._flow.page.type
        foot = self._foot_height()
        last = len(rows) - 1
        for number, row in enumerate(rows):
            face = weights.weight(number in strong)
            cells = [self._cell(text, place, face) for text, place in zip(row, self._places, strict=True)]
            if number == 0:
                self._head(needed=min(self._height(cells), self._tallest_whole))
            closing = self._closing_height() if number == last else foot
            if followed_by and number >= last - 1:
                closing = self._closing_height() + (last - number) * self._row_height + followed_by
            self._place_row(number, cells, face, closing)
        if not rows:
            self._head(needed=self._row_height)
        if self._totals and not self._totals.balance:
            self._final_sums()
        self._close()

    @property
    def _tallest_whole(self) -> float:
        """The height up to which a row is kept on one page: half of it."""
        return self._flow.page.height / 2

    def _place_row(self, number: int, cells: Sequence[_Cell], face: EmbeddedFace, closing: float) -> None:
        """Draw a row and add it to the sums, on the next page unless it and `closing` find room on this one."""
        height = self._height(cells)
        if height > self._tallest_whole:
            self._row_over_pages(number, cells, face, closing)
            return
        if self._flow.room < height + closing:
            self._turn_page()
        self._row(cells, height, face)
        self._count(number)

    def _row_over_pages(self, number: int, cells: Sequence[_Cell], face: EmbeddedFace, closing: float) -> None:
        """Draw a tall row with as many of its lines on each page as fit; the first part has its amounts."""
        if self._lines_of_part(cells) < _FEWEST_LINES_OF_FIRST_PART:
            self._turn_page()
        self._count(number)
        while self._flow.room < self._height(cells) + closing:
            lines = self._lines_of_part(cells)
            if lines < 1:
                break
            part = [cell.first(lines) for cell in cells]
            self._row(part, self._height(part), face)
            cells = [cell.after(lines) for cell in cells]
            self._turn_page()
        self._row(cells, self._height(cells), face)

    def _lines_of_part(self, cells: Iterable[_Cell]) -> int:
        """How many lines of a tall row stand on this page; one at least is left for the next."""
        fitting = int((self._flow.room - self._foot_height() - _AROUND_LINES) / pitch_mm(self._size))
        return min(fitting, max(len(cell.runs) for cell in cells) - 1)

    def _count(self, number: int) -> None:
        """Add the amounts of a row to the sums."""
        for place, each in enumerate(self._summed):
            self._page_sums[place] += each.amounts[number]
            self._sums[place] += each.amounts[number]

    def _head(self, needed: float) -> None:
        """The headings, on a page that has room for them and one row."""
        flow, pitch = self._flow, pitch_mm(self._size)
        titles = [column.title.split("\n") for column in self._columns]
        band = pitch + 1.0 if any(column.group for column in self._columns) else 0.0
        lone = [len(title) for title, column in zip(titles, self._columns, strict=True) if not column.group]
        grouped = [len(title) for title, column in zip(titles, self._columns, strict=True) if column.group]
        height = max([*(lines * pitch for lines in lone), *(band + lines * pitch for lines in grouped)]) + 1.5
        flow.need(height + needed + self._foot_height())
        self._top, self._rules = flow.y, []
        self._below_groups = flow.y + band if band else 0.0
        for title, edge, column in zip(titles, self._edges, self._columns, strict=False):
            top = flow.y + band if column.group else flow.y
            self._heading(title, edge, column.width, top, flow.y + height - top)
        for first, last in self._groups():
            left, right = self._edges[first], self._edges[last + 1]
            self._heading([self._columns[first].group], left, right - left, flow.y, band)
            flow.page.line(left, self._below_groups, right, self._below_groups)
        flow.y += height
        self._rules.append(flow.y)

    def _heading(self, lines: Sequence[str], left: float, width: float, top: float, height: float) -> None:
        """Bold lines in the middle of a cell of the head."""
        pitch = pitch_mm(self._size)
        y = top + height / 2 + millimetres(self._size) * 0.28 - pitch * (len(lines) - 1) / 2
        for line in lines:
            self._flow.page.text(
                left + width / 2, y, line, size=self._size, bold=True, align="center", fit=width - _INSET
            )
            y += pitch

    def _groups(self) -> list[tuple[int, int]]:
        """The first and last column of each group."""
        found: list[tuple[int, int]] = []
        for place, column in enumerate(self._columns):
            if not column.group:
                continue
            if found and found[-1][1] == place - 1 and self._columns[place - 1].group == column.group:
                found[-1] = (found[-1][0], place)
            else:
                found.append((place, place))
        return found

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
        return max(self._row_height, most * pitch_mm(self._size) + _AROUND_LINES)

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
        if self._totals is None or not self._totals.of_page:
            return 0.0
        return self._row_height if self._totals.balance else 2 * self._row_height

    def _closing_height(self) -> float:
        """Room the sums below the last row take."""
        if self._totals is None or self._totals.balance:
            return 0.0
        return max(self._foot_height(), self._row_height)

    def _turn_page(self) -> None:
        """Close the table on this page with its sums, and open it on the next with the sum brought forward."""
        if self._totals and self._totals.of_page:
            if self._totals.balance:
                self._sum_row("ยอดยกไป", self._sums, in_words=False)
            else:
                self._sum_row("รวมหน้านี้", self._page_sums)
                self._sum_row("รวมยอดยกไป", self._sums)
        self._close()
        self._flow.new_page()
        self._head(needed=self._row_height)
        if self._totals and self._totals.of_page:
            self._page_sums = [0] * len(self._summed)
            self._sum_row("ยอดยกมา", self._sums, in_words=False)

    def _final_sums(self) -> None:
        assert self._totals
        if self._totals.of_page and self._page_sums != self._sums:
            self._sum_row("รวมหน้านี้", self._page_sums)
        self._sum_row("รวมทั้งสิ้น", self._sums)

    def _sum_row(self, label: str, sums: Sequence[int], *, in_words: bool = True) -> None:
        """A row with sums in their columns, and label and words over the columns before the first."""
        assert self._totals
        self._close()
        flow, first = self._flow, self._totals.column
        height = self._row_height
        y = flow.y + height / 2 + millimetres(self._size) * 0.28
        words_said = in_words and self._totals.words
        said = f"{label} ({flow.paper.settings.baht_words(sums[0])})" if words_said else label
        right = self._edges[first]
        flow.page.text(
            right - _INSET, y, said, size=self._size, bold=True, align="right", fit=right - self._edges[0] - 2 * _INSET
        )
        for each, amount in zip(self._summed, sums, strict=True):
            edge, room = self._edges[each.column + 1], self._columns[each.column].width - 2 * _INSET
            written = each.written(amount)
            flow.page.text(edge - _INSET, y, written, size=self._size, bold=True, align="right", fit=room, filled=True)
        inner = self._edges[first : self._summed[-1].column + 2]
        flow.page.lines([(x, flow.y, x, flow.y + height) for x in (self._edges[0], *inner, self._edges[-1])])
        flow.page.line(self._edges[0], flow.y + height, self._edges[-1], flow.y + height)
        flow.y += height
        self._top = flow.y

    def _close(self) -> None:
        """Draw the rules around the rows since the last sum, on this page."""
        if not self._rules:
            return
        horizontal = [(self._edges[0], y, self._edges[-1], y) for y in [self._top, *self._rules]]
        within = {place for first, last in self._groups() for place in range(first + 1, last + 1)}
        vertical = [
            # Between the columns of a group the rule begins below their common heading.
            (x, max(self._top, self._below_groups) if place in within else self._top, x, self._rules[-1])
            for place, x in enumerate(self._edges)
        ]
        self._flow.page.lines([*horizontal, *vertical])
        self._top, self._rules = self._flow.y, []
