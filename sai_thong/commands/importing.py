"""``import``: a list as the office keeps it, into the register; optionally as the opening claims of an allowance."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from sai_thong.commands.opening import Session
from sai_thong.commands.types import thai_day
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.law.terms import Scheme


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    importing = commands.add_parser("import", help=_("read a list into the register"))
    actions = importing.add_subparsers(dest="action", required=True)
    citizens = actions.add_parser("citizens", help=_("a list of people: xlsx, xls, ods or csv"))
    citizens.add_argument("file", type=Path)
    citizens.add_argument(
        "--scheme",
        type=Scheme,
        choices=list(Scheme),
        default=None,
        help=_("the allowance whose list it is; each person gets an opening claim"),
    )
    citizens.add_argument(
        "--listed-on", type=thai_day, default=None, help=_("the day the list was made, such as 1/11/2569")
    )
    citizens.add_argument("--rejects", type=Path, default=None, help=_("write the rows not taken to this workbook"))
    citizens.add_argument("--dry-run", action="store_true", help=_("tell what would happen and write nothing"))
    citizens.set_defaults(run=_import)


def _import(session: Session, arguments: argparse.Namespace) -> None:
    # A workbook reader is loaded only where a workbook is read.
    from sai_thong.exchange.importing import apply_import, preview_import
    from sai_thong.exchange.layout_memory import remembered_mappings
    from sai_thong.exchange.planning import plan_file
    from sai_thong.exchange.rejects import write_rejects

    listed_on: date | None = arguments.listed_on
    with session.store(write=not arguments.dry_run) as store:
        plan = plan_file(
            arguments.file,
            scheme=arguments.scheme,
            today=bangkok_today(session.clock),
            listed_on=listed_on,
            remembered=remembered_mappings(store),
        )
        outcome = preview_import(store, plan) if arguments.dry_run else apply_import(store, plan)
    if arguments.rejects:
        write_rejects(plan, arguments.rejects)
    document: dict[str, Any] = {
        "created": outcome.created,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "rejected": [
            {"sheet": each.sheet, "row": each.row, "value": each.value, "reason": each.reason}
            for each in outcome.rejected
        ],
        "findings": [
            {"kind": each.kind.value, "sheet": each.sheet, "row": each.row, "message": each.text}
            for each in outcome.findings
        ],
    }
    lines = [
        _("{created} new, {updated} changed, {unchanged} as they were, {rejected} rows not taken").format(
            created=outcome.created,
            updated=outcome.updated,
            unchanged=outcome.unchanged,
            rejected=len(outcome.rejected),
        ),
        *(f"  ! {each.sheet} {each.row}: {each.reason}" for each in outcome.rejected),
        *(f"  - {each.sheet} {each.row}: {each.text}" for each in outcome.findings),
    ]
    session.output.result(document, lines)
