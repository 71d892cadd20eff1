"""``verify``: whether the file is what was written, told in plain words, and a certificate of it to be signed."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.types import anchor
from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.db.store import Store
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.ground.whole_file import write_whole
from sai_thong.registers.trust.proof import Verification, verify_store


class FileFaulty(Refused):
    """Verification found something."""


def add_to(commands: Actions) -> None:
    """Declare the command."""
    command = action(commands, "verify", _verify, _("check that the file is what was written"))
    command.add_argument(
        "--anchor",
        type=anchor,
        action="append",
        default=[],
        help=_("journal head from a memo, such as ab12cd34.512 0123-4567-89ab-cdef"),
    )
    command.add_argument(
        "--certificate", type=Path, metavar="FILE", help=_("write a certificate of it as a PDF file, to be signed")
    )


def _verify(session: Session, arguments: argparse.Namespace) -> None:
    # The merge, which knows what every row must hold, is loaded only where a file is verified.
    from sai_thong.sync.retelling import told_rows

    with session.store(write=False) as store:
        found = verify_store(store, told_rows, arguments.anchor)
        if found.ok and found.head is not None and arguments.certificate is not None:
            access_log.note(store, Look(Access.PRINT, found.head.text, "verification-certificate", register="trust"))
            write_whole(arguments.certificate, _certificate(store, found))
    document = {
        "ok": found.ok,
        "journal_head": found.head.text if found.head else None,
        "digest": found.digest if found.head else None,
        "looked_at": asdict(found.counts),
        "faults": [{"check": each.check.value, "where": each.where, "message": each.message} for each in found.faults],
    }
    lines = [f"{each.where}: {each.message}" for each in found.faults]
    if found.ok:
        lines = [_("The file is whole. Journal head: {head}").format(head=document["journal_head"])]
        if arguments.certificate is not None:
            lines.append(_("The certificate was written to {file}.").format(file=arguments.certificate))
    session.output.result(document, lines)
    if not found.ok:
        raise FileFaulty(
            _("{count} faults were found.").format(count=len(found.faults)),
            kept=_("The file was left as it is."),
            do=_("Keep a copy of it, and ask for help before you go on."),
        )


def _certificate(store: Store, found: Verification) -> bytes:
    # The PDF writer is loaded only where a paper is written.
    from sai_thong.forms.trust.certificate import certificate_pdf

    return certificate_pdf(store, found)
