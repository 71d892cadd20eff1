"""``verify``: whether the file is what was written, told in plain words."""

from __future__ import annotations

import argparse

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.types import anchor
from sai_thong.db import verify
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.registers.allowances.closed_months import verify_closed_months
from sai_thong.registers.attachments.operations import verify_attachments
from sai_thong.registers.catalogue import RECORD_TYPES


class FileFaulty(Refused):
    """Verification found something."""


def add_to(commands: Actions) -> None:
    """Declare the command."""
    command = action(commands, "verify", _verify, _("check that the file is what was written"))
    command.add_argument(
        "--anchor", type=anchor, help=_("journal head from a memo, such as ab12cd34.512 0123-4567-89ab-cdef")
    )


def _verify(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        connection = store.connection_for_reading()
        faults = [
            *verify.verify_file(connection),
            *verify.verify_chain(connection),
            *verify.verify_rows(connection, RECORD_TYPES),
            *verify.verify_contents(connection, store.keys.set_keys),
            *(verify.verify_anchor(connection, arguments.anchor) if arguments.anchor else ()),
            *verify_closed_months(store),
            *verify_attachments(store),
        ]
        head = store.head()
    document = {
        "ok": not faults,
        "journal_head": f"{head.file_id}.{head.counter} {head.printed}",
        "faults": [{"check": each.check.value, "where": each.where, "message": each.message} for each in faults],
    }
    lines = [f"{each.where}: {each.message}" for each in faults]
    if not faults:
        lines = [_("The file is whole. Journal head: {head}").format(head=document["journal_head"])]
    session.output.result(document, lines)
    if faults:
        raise FileFaulty(
            _("{count} faults were found.").format(count=len(faults)),
            kept=_("The file was left as it is."),
            do=_("Keep a copy of it, and ask for help before you go on."),
        )
