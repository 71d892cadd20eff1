"""``assets report``: อปท.-สท., what must be checked, พ.ด.3 and depreciation of a year, on paper or as a workbook."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.types import one_of, year_be
from sai_thong.db.store import Store
from sai_thong.exchange.assets.register_reports import RegisterReport, ReportTable, report_table
from sai_thong.ground.language import _
from sai_thong.ground.whole_file import write_whole
from sai_thong.thai.calendar import fiscal_year_be
from sai_thong.thai.money import baht

_PAPERS: Final = {
    RegisterReport.TOTALS: "survey-totals",
    RegisterReport.VALUED: "survey-valued",
    RegisterReport.LISTED: "survey-listed",
    RegisterReport.MUST_CHECK: "survey-must-check",
    RegisterReport.CLASSES: "class-totals",
    RegisterReport.DEPRECIATION: "depreciation-of-year",
}
"""The paper of each report."""
_SURVEY: Final = (RegisterReport.TOTALS, RegisterReport.VALUED, RegisterReport.LISTED)
"""The reports that leave out what must be checked first, and say so."""


def add_to(actions: Actions) -> None:
    """Declare the action."""
    command = action(actions, "report", _report, _("reports of the register at the end of a fiscal year"))
    command.add_argument("report", help=_("which report"), **one_of(RegisterReport))
    command.add_argument(
        "--fiscal-year", dest="year", type=year_be, metavar="2569", help=_("the last one that is over if not said")
    )
    command.add_argument(
        "-o", "--output", dest="file", type=Path, help=_("the file to write: .pdf for paper, .xlsx for a workbook")
    )


def _report(session: Session, arguments: argparse.Namespace) -> None:
    report, file = RegisterReport(arguments.report), arguments.file
    year = arguments.year or fiscal_year_be(session.today) - 1
    kind = file.suffix.lower() if file else ""
    if kind not in ("", ".pdf", ".xlsx"):
        arguments.usage_error(_("Write a .pdf or an .xlsx file."))
    with session.store(write=False) as store:
        told = report_table(store, report, year)
        left_out = len(report_table(store, RegisterReport.MUST_CHECK, year).rows) if report in _SURVEY else 0
        if kind == ".xlsx":
            _write_workbook(store, report, year, file)
        elif kind == ".pdf":
            _print(store, report, year, file)
    document = _document(told, year) | ({"left_out": left_out} if report in _SURVEY else {})
    note = _("{count} assets must be checked first and are not in the report: assets report must-check")
    notes = [note.format(count=left_out)] if left_out else []
    if file is None:
        session.output.result(document, [*_lines(told), *notes])
    else:
        written = _("{count} rows were written to {file}.").format(count=len(told.rows), file=file)
        session.output.result(document | {"file": str(file)}, [written, *notes])


def _write_workbook(store: Store, report: RegisterReport, year: int, file: Path) -> None:
    # The writer of workbooks is loaded only where one is written.
    from sai_thong.exchange.assets.survey_workbook import export_report

    export_report(store, report, year, file)


def _print(store: Store, report: RegisterReport, year: int, file: Path) -> None:
    # The PDF writer is loaded only where a paper is written.
    from sai_thong.forms.catalogue import prepare
    from sai_thong.forms.noting import note_paper
    from sai_thong.forms.paper_kinds import PaperRequest

    request = PaperRequest(fiscal_year_be=year)
    job = prepare(store, _PAPERS[report], request)
    note_paper(store, job, request)
    write_whole(file, job.pdf())


def _document(told: ReportTable, year: int) -> dict[str, Any]:
    """The report for programs, money in satang."""
    keys = [column.key for column in told.columns]
    return {
        "report": told.report.value,
        "fiscal_year": year,
        "closed": told.closed,
        "rows": [dict(zip(keys, row, strict=True)) for row in told.rows],
        "totals": {column.key: told.sum_of(place) for place, column in enumerate(told.columns) if column.summed},
    }


def _lines(told: ReportTable) -> list[str]:
    rows = [tuple(_cell(told, place, value) for place, value in enumerate(row)) for row in told.rows]
    if any(column.summed for column in told.columns):
        sums = (
            _cell(told, place, told.sum_of(place)) if column.summed else "" for place, column in enumerate(told.columns)
        )
        rows.append((_("Total"), *list(sums)[1:]))
    return list(table([column.heading for column in told.columns], rows))


def _cell(told: ReportTable, place: int, value: object) -> object:
    return baht(value) if told.columns[place].money and isinstance(value, int) else value
