"""``sync export``, ``sync import``: the sync by stick, for an office without a line."""

from __future__ import annotations

import argparse
from pathlib import Path

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.ground.language import _

_MEGABYTE = 1_000_000


def add_to(actions: Actions) -> None:
    """Declare the commands among those of ``sync``."""
    export = action(actions, "export", _export, _("write everything that is not acknowledged onto a stick"))
    export.add_argument("file", type=Path, metavar=_("FILE"), help=_("the file, or the folder for it"))
    export.add_argument("--megabytes", type=int, default=512, metavar="N", help=_("how large the file may be"))
    taken = action(actions, "import", _import, _("take in the answer on a stick; a hub takes in what others wrote"))
    taken.add_argument("file", type=Path, metavar=_("FILE"), help=_("the file on the stick"))


def _export(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.hub.sticks import export

    with session.store(write=True) as store:
        made = export(store, arguments.file, most_bytes=max(1, arguments.megabytes) * _MEGABYTE)
    document = {"file": str(made.path), "entries": made.entries, "left": made.left_entries, "bytes": made.size}
    lines = [_("{entries} entries stand in {file}.").format(entries=made.entries, file=made.path)]
    if made.left_entries:
        lines.append(_("{entries} found no room; they go with the next stick.").format(entries=made.left_entries))
    session.output.result(document, lines)


def _import(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.hub.sticks import take
    from sai_thong.sync.stick import StickKind, read_stick

    kind = read_stick(arguments.file).head.kind
    if kind is StickKind.ENROLLED:
        _finish_enrolment(session, arguments.file)
        return
    if kind is not StickKind.ANSWER:
        _answer(session, arguments.file)
        return
    with session.store(write=True) as store:
        taken = take(store, arguments.file)
    document = {
        "sent": taken.sent,
        "received": taken.received,
        "pending": taken.pending,
        "conflicts": taken.conflicts,
        "older": taken.is_older,
        "more": taken.more,
    }
    said = _("Sent {sent}, received {received}, waiting {pending}, conflicts {conflicts}.")
    lines = [said.format(**document)]
    if taken.is_older:
        lines.append(_("The answer is older than what this computer knows already."))
    if taken.more:
        lines.append(_("There is more than it holds: write a new stick, and have it answered."))
    session.output.result(document, lines)


def _finish_enrolment(session: Session, file: Path) -> None:
    from sai_thong.sync.enrolling_by_stick import finish_by_stick

    with session.store(write=True) as store:
        told = finish_by_stick(store, file)
    session.output.result(
        {"office": told.office, "name": told.office_name},
        [_("This computer is enrolled for {office}.").format(office=told.office_name)],
    )


def _answer(session: Session, file: Path) -> None:
    """Answer the stick of another computer as the hub of the office; the answer stands beside it."""
    from sai_thong.hub.sticks import answer_stick

    with session.store(write=False) as store:
        taken, answer = answer_stick(store, file, file.resolve().parent)
    document = {"office": taken.office, "device": taken.device, "entries": taken.entries, "refused": taken.refused}
    document["enrolled"] = taken.enrolled
    said = _("{entries} entries came; the answer with {outcomes} outcomes stands in {file}.")
    if taken.enrolled:
        said = _("The computer {name} belongs to the office now; the answer for it stands in {file}.")
    session.output.result(
        document | {"outcomes": taken.outcomes, "more": taken.more, "answer": str(answer)},
        [said.format(entries=taken.entries, outcomes=taken.outcomes, name=taken.enrolled, file=answer)],
    )
