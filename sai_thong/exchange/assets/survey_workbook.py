"""The reports of the asset register as workbooks: อปท.-สท. on four sheets, พ.ด.3, depreciation of a year.

Money is written as numbers in baht, sums below it as formulas with their value, days as text in the Buddhist era.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sai_thong.db.store import Store
from sai_thong.exchange.assets.register_reports import RegisterReport, ReportTable, report_tables
from sai_thong.exchange.export import Exported
from sai_thong.exchange.workbooks import Value
from sai_thong.exchange.xlsx import new_workbook

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_SATANG: Final = 100
_A4: Final = 9
_NARROWEST, _WIDEST = 8, 60
_ROWS_MEASURED: Final = 200


def export_report(store: Store, report: RegisterReport, fiscal_year_be: int, path: Path) -> Exported:
    """Write a report of a fiscal year (BE) to an XLSX file; one of อปท.-สท. with the other three, its sheet in front.

    Raises:
        NotWritten: The file cannot be written.
    """
    tables = report_tables(store, report, fiscal_year_be)
    wanted = next(place for place, each in enumerate(tables) if each.report is report)
    with new_workbook(path) as workbook:
        for table in tables:
            _write_sheet(workbook, table)
        workbook.worksheets()[wanted].activate()
    return Exported(len(tables[wanted].rows), path)


@dataclass(frozen=True)
class _Looks:
    """How the cells of a sheet look."""

    plain: Format
    money: Format
    sum: Format
    count: Format


def _write_sheet(workbook: Workbook, table: ReportTable) -> None:
    """A sheet that prints lying on A4, its headings on every page."""
    sheet = workbook.add_worksheet(table.sheet)
    bold = workbook.add_format({"bold": True})
    head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1})
    looks = _Looks(
        plain=workbook.add_format({"border": 1, "valign": "top", "text_wrap": True}),
        money=workbook.add_format({"border": 1, "valign": "top", "num_format": "#,##0.00"}),
        sum=workbook.add_format({"border": 1, "bold": True, "num_format": "#,##0.00"}),
        count=workbook.add_format({"border": 1, "bold": True, "num_format": "#,##0"}),
    )
    for number, title in enumerate(table.titles):
        sheet.write_string(number, 0, title, bold)
    first = len(table.titles) + 1
    for place, column in enumerate(table.columns):
        sheet.write_string(first - 1, place, column.heading, head)
        sheet.set_column(place, place, _width(table, place))
    for number, row in enumerate(table.rows, first):
        for place, value in enumerate(row):
            money = table.columns[place].money
            sheet.write(number, place, _shown(value, money=money), looks.money if money else looks.plain)
    _write_sums(sheet, table, looks, first)
    sheet.freeze_panes(first, 0)
    sheet.repeat_rows(first - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _shown(value: Value, *, money: bool) -> Value:
    """Satang as baht; all else as it is."""
    return value / _SATANG if money and isinstance(value, int) else value


def _write_sums(sheet: Worksheet, table: ReportTable, looks: _Looks, first: int) -> None:
    """The row of sums below the table: formulas over its rows, with the value they have."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    summed = [place for place, column in enumerate(table.columns) if column.summed]
    if not summed or not table.rows:
        return
    end = first + len(table.rows)
    sheet.write_string(end, summed[0] - 1, "รวมทั้งสิ้น", looks.count)
    for place in summed:
        cells = f"{xl_rowcol_to_cell(first, place)}:{xl_rowcol_to_cell(end - 1, place)}"
        money, total = table.columns[place].money, table.sum_of(place)
        value = total / _SATANG if money else total
        sheet.write_formula(end, place, f"=SUM({cells})", looks.sum if money else looks.count, value)


def _width(table: ReportTable, place: int) -> int:
    longest = max((len(str(row[place] or "")) for row in table.rows[:_ROWS_MEASURED]), default=0)
    return min(max(_NARROWEST, longest + 2, len(table.columns[place].heading) // 2 + 2), _WIDEST)
