"""A page of figures as a workbook: a sheet a table; text stays text, so no cell becomes a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from sai_thong.ground.language import _
from sai_thong.server.web.tables import Cell, Number, Table

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_TEXT_STAYS_TEXT: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FORBIDDEN_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))
_NAME_LIMIT: Final = 31
_NARROWEST, _WIDEST = 10, 48


def workbook(titles: Sequence[str], tables: Sequence[Table]) -> bytes:
    """The tables as a workbook.

    Args:
        titles: Lines above each table: of what, of whom, and when it was taken.
        tables: One a sheet.
    """
    import xlsxwriter

    held = io.BytesIO()
    with xlsxwriter.Workbook(held, _TEXT_STAYS_TEXT) as book:
        formats = {
            "heading": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}),
            "title": book.add_format({"bold": True, "font_size": 13}),
            "plain": book.add_format({}),
            "total": book.add_format({"bold": True, "top": 1}),
        }
        for is_money, is_total, is_part in ((m, t, p) for m in (0, 1) for t in (0, 1) for p in (0, 1)):
            shape = ("#,##0.00" if is_money else "#,##0") + ('"*"' if is_part else "")
            weight = {"bold": True, "top": 1} if is_total else {}
            formats[f"number{is_money}{is_total}{is_part}"] = book.add_format({"num_format": shape} | weight)
        for place, table in enumerate(tables, start=1):
            name = f"{place} {table.title.translate(_FORBIDDEN_IN_NAMES)}"[:_NAME_LIMIT]
            _write(book.add_worksheet(name), titles, table, formats)
    return held.getvalue()


def _write(sheet: Worksheet, titles: Sequence[str], table: Table, formats: dict[str, Format]) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for row, title in enumerate((table.title, *titles)):
        sheet.write_string(row, 0, title, formats["plain" if row else "title"])
    top = len(titles) + 2
    for column, heading in enumerate(table.headings):
        sheet.write_string(top, column, heading, formats["heading"])
    for row, line in enumerate(table.lines, start=top + 1):
        for column, cell in enumerate(line.cells):
            _write_cell(sheet, row, column, cell, formats, is_total=line.is_total)
    sheet.freeze_panes(top + 1, 1)
    sheet.repeat_rows(top)
    for column, heading in enumerate(table.headings):
        longest = max(len(heading) // 2, *(_width(line.cells[column]) for line in table.lines))
        sheet.set_column(column, column, min(max(longest + 2, _NARROWEST), _WIDEST))


def _write_cell(
    sheet: Worksheet, row: int, column: int, cell: Cell, formats: dict[str, Format], *, is_total: bool
) -> None:
    if isinstance(cell, Number) and cell.value is not None:
        shape = formats[f"number{cell.is_money:d}{is_total:d}{bool(cell.withheld):d}"]
        sheet.write_number(row, column, cell.value / 100 if cell.is_money else cell.value, shape)
    else:
        text = _("withheld") if isinstance(cell, Number) else cell.text
        sheet.write_string(row, column, text, formats["total" if is_total else "plain"])


def _width(cell: Cell) -> int:
    return len(f"{cell.value or 0:,}") + 2 if isinstance(cell, Number) else len(cell.text)
