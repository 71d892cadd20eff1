"""``export``: a register as a workbook."""

from __future__ import annotations

import argparse

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.types import add_output
from sai_thong.ground.language import _


def add_to(commands: Actions) -> None:
    """Declare the command."""
    command = action(commands, "export", _export, _("write a register to a workbook"))
    command.add_argument("register", metavar=_("REGISTER"), help=_("which register, such as citizens"))
    add_output(command)


def _export(session: Session, arguments: argparse.Namespace) -> None:
    # The workbook writer is loaded only where a workbook is written.
    from sai_thong.exchange.export import EXPORTED, export_register

    if arguments.register not in EXPORTED:
        arguments.usage_error(
            _("“{text}” is none of: {choices}").format(text=arguments.register, choices=", ".join(EXPORTED))
        )
    with session.store(write=False) as store:
        done = export_register(store, arguments.register, arguments.file)
    told = _("{count} rows were written to {file}.").format(count=done.rows, file=arguments.file)
    session.output.result({"rows": done.rows, "file": str(arguments.file)}, [told])
