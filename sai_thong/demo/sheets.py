"""Sheets as they are planned, and the files they become: workbooks, and text in Windows-874 or UTF-8."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sai_thong.demo.habits import Cell

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_ALWAYS = datetime(2026, 11, 3, 9, 0)
"""The creation time in every workbook's properties, so that the same seed gives the same bytes."""


@dataclass(frozen=True)
class PlannedSheet:
    """One sheet with everything on it.

    Attributes:
        name: The sheet's name.
        titles: Lines above the header.
        header: The header's rows; of two, the upper one spans the columns up to its next word.
        rows: The rows of people.
        footer: What stands below after an empty row.
    """

    name: str
    titles: tuple[str, ...]
    header: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    footer: tuple[Cell, ...] = ()

    @property
    def first_row(self) -> int:
        """The number, as people count them, of the first row of people."""
        return len(self.titles) + len(self.header) + 1

    def lines(self) -> list[tuple[Cell, ...]]:
        """Everything from row 1 on."""
        end: list[tuple[Cell, ...]] = [(), self.footer] if self.footer else []
        return [*((title,) for title in self.titles), *self.header, *self.rows, *end]


def write_workbook(path: Path, sheets: Sequence[PlannedSheet]) -> None:
    """Write an xlsx."""
    import xlsxwriter  # not needed by the window

    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "in_memory": True}) as book:
        book.set_properties({"created": _ALWAYS})
        day_format = book.add_format({"num_format": "d/m/yyyy"})
        id_format = book.add_format({"num_format": "0"})
        head_format = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter"})
        for planned in sheets:
            sheet = book.add_worksheet(planned.name)
            sheet.set_column(0, 12, 18)
            for number, line in enumerate(planned.lines()):
                for column, cell in enumerate(line):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, column, datetime(cell.year, cell.month, cell.day), day_format)
                    elif isinstance(cell, int):
                        sheet.write_number(number, column, cell, id_format)
                    elif cell:
                        sheet.write_string(number, column, cell)
            _merge_header(sheet, planned, head_format)


def _merge_header(sheet: Worksheet, planned: PlannedSheet, head_format: Format) -> None:
    """Join the cells that a word of the upper header row spans: sideways, or down when it stands alone."""
    if len(planned.header) < 2:
        return
    upper, lower = planned.header
    top = len(planned.titles)
    starts = [column for column, word in enumerate(upper) if word]
    for start, following in zip(starts, [*starts[1:], len(upper)], strict=True):
        last = following - 1
        if last > start:
            sheet.merge_range(top, start, top, last, upper[start], head_format)
        elif not lower[start]:
            sheet.merge_range(top, start, top + 1, start, upper[start], head_format)


def write_text(path: Path, sheet: PlannedSheet, encoding: str, delimiter: str = ",") -> None:
    """Write separated text in `encoding`, with the line ends of Windows."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(sheet.lines())
    path.write_bytes(text.getvalue().encode(encoding))
