"""``export``: a register as a workbook."""

from __future__ import annotations

import argparse
from pathlib import Path

from sai_thong.commands.opening import Session
from sai_thong.ground.language import _


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser("export", help=_("write a register to a workbook"))
    command.add_argument("register", help=_("which register, such as citizens"))
    command.add_argument("-o", "--output", dest="file", type=Path, required=True)
    command.set_defaults(run=_export)


def _export(session: Session, arguments: argparse.Namespace) -> None:
    # The workbook writer is loaded only where a workbook is written.
    from sai_thong.exchange.export import export_register

    with session.store(write=False) as store:
        done = export_register(store, arguments.register, arguments.file)
    told = _("{count} rows were written to {file}.").format(count=done.rows, file=arguments.file)
    session.output.result({"rows": done.rows, "file": str(arguments.file)}, [told])
