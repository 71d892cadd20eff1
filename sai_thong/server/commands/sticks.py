"""``stick take``: what comes from an office by stick, also a request to be enrolled, and its answer."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.server.book import OfficeUnknown
from sai_thong.server.commands.session import Session, command, unknown_office
from sai_thong.server.database import authority_key

if TYPE_CHECKING:
    from sai_thong.server.commands.session import Actions

_MEGABYTE = 1_000_000


def add_to(commands: Actions) -> None:
    """Declare the command."""
    stick = commands.add_parser("stick", help=_("What comes from offices by stick."))
    actions = stick.add_subparsers(required=True, metavar=_("ACTION"))
    take = command(actions, "take", _take, _("Take in what a computer wrote, and write its answer."))
    take.add_argument("file", type=Path, metavar=_("FILE"), help=_("the file on the stick"))
    take.add_argument("--answer", type=Path, required=True, metavar=_("FILE"), help=_("the answer, or its folder"))
    take.add_argument("--megabytes", type=int, default=512, metavar="N", help=_("how large the answer may be"))


def _take(session: Session, chosen: argparse.Namespace) -> int:
    from sai_thong.server.sticks import LEAST_BYTES, take_stick
    from sai_thong.sync.stick import file_name, read_stick

    directory = session.directory()
    head, answer = read_stick(chosen.file).head, chosen.answer
    if answer.is_dir():
        answer /= file_name(head.office, bangkok_today(session.clock), head.device, answer=True)
    try:
        taken = take_stick(
            directory.home(head.office),
            authority_key(directory.first),
            chosen.file,
            answer,
            session.clock,
            most_bytes=max(LEAST_BYTES, chosen.megabytes * _MEGABYTE),
        )
    except OfficeUnknown as error:
        raise unknown_office(head.office) from error
    document = {
        "office": taken.office,
        "device": taken.device,
        "entries": taken.entries,
        "refused": taken.refused,
        "outcomes": taken.outcomes,
        "more": taken.more,
        "enrolled": taken.enrolled,
        "answer": str(answer),
    }
    said = _("{entries} entries came; the answer with {outcomes} outcomes stands in {file}.")
    if taken.enrolled:
        said = _("The computer {name} belongs to the office now; the answer for it stands in {file}.")
    lines = [said.format(entries=taken.entries, outcomes=taken.outcomes, name=taken.enrolled, file=answer)]
    lines += [_("More is left than the answer holds: it comes with the next stick.")] if taken.more else []
    session.told(document, lines)
    return 0
