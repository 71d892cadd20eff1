"""Rejected rows as a workbook: the source's own columns and the reason, to be mended and read again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from sai_thong.exchange.findings import RejectedRow
from sai_thong.exchange.headings import REASON_HEADING, SOURCE_ROW_HEADING
from sai_thong.exchange.layout import ListLayout
from sai_thong.exchange.planning import ImportPlan
from sai_thong.exchange.workbooks import Value
from sai_thong.exchange.xlsx import new_workbook, write_table
from sai_thong.thai.calendar import MONTHS_SHORT, be_year


def write_rejects(plan: ImportPlan, path: Path) -> int:
    """Write the rejected rows of a plan to an XLSX file, one sheet a list; returns how many.

    Each sheet has its source's name, headings and village, so that a mended file is read as the source was, by the
    same remembered mapping. A file with headings only is written when nothing was rejected.

    Raises:
        NotWritten: The file cannot be written.
    """
    with new_workbook(path) as workbook:
        for layout in plan.layout.lists:
            rows = [row for row in plan.rejected if row.sheet == layout.sheet and _within(row, layout)]
            if rows:
                width = max(len(layout.headings), *(len(row.cells) for row in rows))
                headings = (*_padded(layout.headings, width), REASON_HEADING, SOURCE_ROW_HEADING)
                mendable = (_mendable(row, width) for row in rows)
                write_table(workbook, layout.sheet, headings, mendable, titles=_titles(layout))
        if not workbook.worksheets():
            write_table(workbook, "1", (*plan.layout.lists[0].headings, REASON_HEADING, SOURCE_ROW_HEADING), ())
    return len(plan.rejected)


def _within(row: RejectedRow, layout: ListLayout) -> bool:
    return layout.first_row <= row.row <= layout.last_row


def _titles(layout: ListLayout) -> list[str]:
    """What the source said above its headings and the rows need to be understood: the village."""
    return [f"หมู่ที่ {layout.moo}"] if layout.moo is not None else []


def _padded(headings: Sequence[str], width: int) -> tuple[str, ...]:
    return (*headings, *("" for _column in range(width - len(headings))))


def _mendable(row: RejectedRow, width: int) -> tuple[Value, ...]:
    cells = [_as_text(cell) for cell in row.cells[:width]]
    return (*cells, *(None for _column in range(width - len(cells))), row.reason, row.row)


def _as_text(cell: Value) -> Value:
    """A date cell as a clerk would type it; a year typed in BE stays what it was."""
    if isinstance(cell, (date, datetime)):
        year = cell.year if cell.year > 2400 else be_year(cell.year)
        return f"{cell.day} {MONTHS_SHORT[cell.month - 1]} {year}"
    return cell
