"""``verify``: whether the file is what was written, told in plain words."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.types import anchor
from sai_thong.db import verify
from sai_thong.db.journal import Head
from sai_thong.db.store import Store
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.registers.allowances.closed_months import verify_closed_months
from sai_thong.registers.assets.verifying import verify_assets
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
        faults = list(verify.verify_file(store.connection_for_reading()))
        readable = not any(each.check is verify.Check.FILE for each in faults)
        if readable:
            faults += _faults_in_what_stands_there(store, arguments.anchor)
        head = store.head() if readable else None
    document = {
        "ok": not faults,
        "journal_head": f"{head.file_id}.{head.counter} {head.printed}" if head else None,
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


def _faults_in_what_stands_there(store: Store, anchored: Head | None) -> Iterator[verify.Fault]:
    # The merge is loaded only where a file is verified.
    from sai_thong.sync.retelling import told_by_journal
    from sai_thong.sync.translation import Declared

    connection = store.connection_for_reading()
    yield from verify.verify_chain(connection)
    own_files = (store.file_id, *store.earlier_file_ids())
    told = told_by_journal(connection, Declared(RECORD_TYPES), own_files)
    yield from verify.verify_rows(connection, RECORD_TYPES, told)
    yield from verify.verify_contents(connection, store.keys.set_keys)
    if anchored is not None:
        yield from verify.verify_anchor(connection, anchored)
    yield from verify_closed_months(store)
    yield from verify_assets(store)
    yield from verify_attachments(store)
