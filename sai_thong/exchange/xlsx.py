"""Writing workbooks that open as what they are: text as text, never as a formula, ids never as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sai_thong.exchange.workbooks import Value
from sai_thong.ground.whole_file import NotWritten, written_whole

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_NAME_LIMIT = 31
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_WIDEST, _NARROWEST = 45, 6
_ROWS_MEASURED = 200


@contextmanager
def new_workbook(path: Path) -> Iterator[Workbook]:
    """A workbook that stands at `path` when the block ends.

    Raises:
        NotWritten: It cannot be written there, such as when it is open in another program; nothing of it is left.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    with written_whole(path) as beside:
        workbook = xlsxwriter.Workbook(
            str(beside),
            {
                "constant_memory": False,
                "in_memory": True,  # else each sheet lies, as plain text, among the system's temporary files
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        try:
            yield workbook
            workbook.close()
        except FileCreateError as trouble:
            raise NotWritten(path) from trouble
        finally:
            workbook.fileclosed = True  # else the library writes what there is when it lets the workbook go


def write_table(
    workbook: Workbook,
    name: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    titles: Sequence[str] = (),
) -> None:
    """A sheet with titles, bold headings that stay in sight, and rows. Dates are written as text by the caller.

    Args:
        workbook: From `new_workbook`.
        name: The sheet's name; shortened and freed of forbidden characters as Excel asks.
        headings: The headings.
        rows: Texts are written as text, numbers as numbers.
        titles: Lines above the headings, one row each.
    """
    sheet = workbook.add_worksheet(_sheet_name(workbook, name))
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text = workbook.add_format({"num_format": "@"})
    for number, title in enumerate(titles):
        sheet.write_string(number, 0, title)
    first = len(titles)
    widths = [len(heading) for heading in headings]
    for column, heading in enumerate(headings):
        sheet.write_string(first, column, heading, bold)
    for number, row in enumerate(rows, first + 1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value, text)
            if number <= first + _ROWS_MEASURED and column < len(widths) and value is not None:
                widths[column] = max(widths[column], len(str(value)))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width + 2, _NARROWEST), _WIDEST))
    sheet.freeze_panes(first + 1, 0)


def _write(sheet: Worksheet, row: int, column: int, value: Value, text: Format) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        sheet.write_string(row, column, value.isoformat() if isinstance(value, date) else str(value), text)
    elif abs(value) >= 10**11:  # an id that a workbook held as a number
        sheet.write_string(row, column, str(value), text)
    else:
        sheet.write_number(row, column, value)


def _sheet_name(workbook: Workbook, wanted: str) -> str:
    """A name Excel takes, not used yet in this workbook."""
    base = wanted.translate(_FORBIDDEN_IN_NAMES).strip("' ")[:_NAME_LIMIT] or "1"
    used = {sheet.get_name().lower() for sheet in workbook.worksheets()}
    name, number = base, 1
    while name.lower() in used:
        number += 1
        name = f"{base[: _NAME_LIMIT - 5]} ({number})"
    return name
