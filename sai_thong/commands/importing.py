"""``import``: a list as the office keeps it, into the register; optionally as the opening claims of an allowance."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sai_thong.commands.import_report import import_document, import_lines
from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain
from sai_thong.commands.types import add_day, add_why, one_of
from sai_thong.ground.language import _
from sai_thong.registers.allowances.duplicates import open_duplicate_cases
from sai_thong.registers.law.terms import Scheme

if TYPE_CHECKING:
    from sai_thong.exchange.column_corrections import ColumnCorrection


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "import", _("read a list into the register"))
    citizens = action(actions, "citizens", _import, _("a list of people: xlsx, xls, ods or csv"))
    words = _("the allowance whose list it is; each person gets an opening claim")
    citizens.add_argument("--scheme", help=words, **one_of(Scheme))
    citizens.add_argument(
        "--rejects", type=Path, metavar="OUT.xlsx", help=_("write the rows not taken to this workbook")
    )
    citizens.add_argument(
        "--column",
        dest="columns",
        action="append",
        default=[],
        metavar=_("HEADING=FIELD"),
        help=_("what a column holds, where it was not understood; remembered for this layout"),
    )
    citizens.add_argument("--dry-run", action="store_true", help=_("tell what would happen and write nothing"))
    elsewhere = action(actions, "found-elsewhere", _import_found_elsewhere, _("a list of other state welfare"))
    elsewhere.add_argument("--list", dest="list_name", required=True, help=_("where the list comes from"))
    add_why(elsewhere)
    for command in (citizens, elsewhere):
        command.add_argument("file", type=Path, metavar=_("FILE"))
        add_day(command, "--listed-on", words=_("the day the list was made, such as 1/11/2569"))


def _import(session: Session, arguments: argparse.Namespace) -> None:
    # A workbook reader is loaded only where a workbook is read.
    from sai_thong.exchange.column_corrections import corrected_mappings
    from sai_thong.exchange.importing import apply_import, preview_import
    from sai_thong.exchange.layout_memory import remember_mapping, remembered_mappings
    from sai_thong.exchange.planning import plan_file
    from sai_thong.exchange.rejects import write_rejects

    corrections = [_correction(arguments, written) for written in arguments.columns]
    with session.store(write=not arguments.dry_run) as store:
        plan = plan_file(
            arguments.file,
            scheme=arguments.scheme,
            today=session.today,
            listed_on=arguments.listed_on,
            remembered=remembered_mappings(store),
            corrections=corrections,
        )
        # First, so that a place that cannot be written to stops the import before anything is taken.
        if arguments.rejects:
            write_rejects(plan, arguments.rejects)
        outcome = preview_import(store, plan) if arguments.dry_run else apply_import(store, plan)
        if not arguments.dry_run:
            for signature, columns in corrected_mappings(plan.layout, corrections).items():
                remember_mapping(store, signature, columns)
    findings = outcome.findings
    session.output.result(import_document(outcome, findings), import_lines(outcome, findings))


def _correction(arguments: argparse.Namespace, written: str) -> ColumnCorrection:
    from sai_thong.exchange.column_corrections import ColumnCorrection
    from sai_thong.exchange.headings import PersonField

    # The last sign of equality: a heading may hold one, a field never does.
    heading, equals, name = written.rpartition("=")
    try:
        field = PersonField(name.strip())
    except ValueError:
        equals = ""
    if not equals or not heading.strip():
        choices = ", ".join(each.value for each in PersonField)
        arguments.usage_error(
            _("“{text}” is not of the shape heading=field; fields: {choices}").format(text=written, choices=choices)
        )
    return ColumnCorrection(heading, field)


def _import_found_elsewhere(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.exchange.layout_memory import remembered_mappings
    from sai_thong.exchange.other_lists import people_elsewhere

    with session.store(write=True) as store:
        rows = people_elsewhere(arguments.file, today=session.today, remembered=remembered_mappings(store))
        opened = open_duplicate_cases(
            store, rows, list_name=arguments.list_name, listed_on=arguments.listed_on, why=arguments.why
        )
    document = {"opened": plain(opened.cases), "known": opened.known, "unknown": list(opened.unknown)}
    told = _("{opened} cases opened, {known} known before, {unknown} not in the register").format(
        opened=len(opened.cases), known=opened.known, unknown=len(opened.unknown)
    )
    session.output.result(document, [told])
