"""Rejected rows as a workbook: the source's own columns and the reason, to be mended and read again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Protocol, TypeVar

from sai_thong.exchange.headings import REASON_HEADING, SOURCE_ROW_HEADING
from sai_thong.exchange.layout import ListLayout
from sai_thong.exchange.planning import ImportPlan
from sai_thong.exchange.workbooks import Row, Value
from sai_thong.exchange.xlsx import new_workbook, write_table
from sai_thong.thai.calendar import MONTHS_SHORT, be_year


class ReadList(Protocol):
    """A list of a file that was read."""

    @property
    def sheet(self) -> str:
        """The sheet's name."""

    @property
    def first_row(self) -> int:
        """Number, from 1, of the first row after the headings."""

    @property
    def last_row(self) -> int:
        """Number of the last row."""

    @property
    def headings(self) -> tuple[str, ...]:
        """What stands over every column."""


class Rejected(Protocol):
    """A row that was not taken."""

    @property
    def sheet(self) -> str:
        """Where it stands."""

    @property
    def row(self) -> int:
        """Its number, from 1."""

    @property
    def cells(self) -> Row:
        """The whole row as it stood."""

    @property
    def reason(self) -> str:
        """Why, in the language of the window."""


ListType = TypeVar("ListType", bound=ReadList)


def write_rejects(plan: ImportPlan, path: Path) -> int:
    """Write the rejected rows of a plan to an XLSX file, one sheet a list; returns how many.

    Each sheet has its source's name, headings and village, so that a mended file is read as the source was, by the
    same remembered mapping. A file with headings only is written when nothing was rejected.

    Raises:
        FileOutOfReach: The file cannot be written.
    """
    return write_rejected_rows(plan.layout.lists, plan.rejected, path, _titles)


def write_rejected_rows(
    lists: Sequence[ListType],
    rejected: Sequence[Rejected],
    path: Path,
    titles_of: Callable[[ListType], Sequence[str]] = lambda _list: (),
) -> int:
    """Write rejected rows of any lists to an XLSX file under their own headings; see `write_rejects`."""
    with new_workbook(path) as workbook:
        for layout in lists:
            rows = [row for row in rejected if row.sheet == layout.sheet and _within(row, layout)]
            if rows:
                width = max(len(layout.headings), *(len(row.cells) for row in rows))
                headings = (*_padded(layout.headings, width), REASON_HEADING, SOURCE_ROW_HEADING)
                mendable = (_mendable(row, width) for row in rows)
                write_table(workbook, layout.sheet, headings, mendable, titles=titles_of(layout))
        if not workbook.worksheets():
            write_table(workbook, "1", (*lists[0].headings, REASON_HEADING, SOURCE_ROW_HEADING), ())
    return len(rejected)


def _within(row: Rejected, layout: ReadList) -> bool:
    return layout.first_row <= row.row <= layout.last_row


def _titles(layout: ListLayout) -> list[str]:
    """What the source said above its headings and the rows need to be understood: the village."""
    return [f"หมู่ที่ {layout.moo}"] if layout.moo is not None else []


def _padded(headings: Sequence[str], width: int) -> tuple[str, ...]:
    return (*headings, *("" for _column in range(width - len(headings))))


def _mendable(row: Rejected, width: int) -> tuple[Value, ...]:
    cells = [_as_text(cell) for cell in row.cells[:width]]
    return (*cells, *(None for _column in range(width - len(cells))), row.reason, row.row)


def _as_text(cell: Value) -> Value:
    """A date cell as a clerk would type it; a year typed in BE stays what it was."""
    if isinstance(cell, (date, datetime)):
        year = cell.year if cell.year > 2400 else be_year(cell.year)
        return f"{cell.day} {MONTHS_SHORT[cell.month - 1]} {year}"
    return cell
