"""``sync``: send and read, enrol this computer, and settle what waits for a person."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from sai_thong.commands import office_computers, resolving, sticks, sync_files
from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.ground.language import _
from sai_thong.registers.catalogue import RECORD_TYPES

if TYPE_CHECKING:
    from sai_thong.sync.conflicts import Conflict, Side

_LONGEST: Final = 200
"""Characters of a value in a line for people; `--json` tells it whole."""


def add_to(commands: Actions) -> None:
    """Declare the command."""
    command = action(commands, "sync", _round, _("send to the province or the hub, and read what others did"))
    command.add_argument("--once", action="store_true", required=False, help=_("one round, and end"))
    actions = command.add_subparsers(dest="action", required=False, metavar=_("ACTION"))
    enrol = action(actions, "enrol", _enrol, _("enrol this computer with a code that is good once"))
    office_computers.add_code(enrol)
    office_computers.add_stick(enrol)
    office_computers.add_to(actions)
    sticks.add_to(actions)
    sync_files.add_to(actions)
    action(actions, "status", _status, _("what is waiting, and how the last round went"))
    action(actions, "conflicts", _conflicts, _("values that wait for a person, both sides of each"))
    resolving.add_to(actions)


def _round(session: Session, arguments: argparse.Namespace) -> None:
    if not arguments.once:
        arguments.usage_error(_("Still missing: {what}").format(what="--once"))
    from sai_thong.hub.upstream import send_up
    from sai_thong.sync.refusals import NoLink
    from sai_thong.sync.rounds import open_round

    upwards: dict[str, Any] = {}
    with session.store(write=True) as store:
        with open_round(store) as going:
            figures = going.run()
        # The hub alone talks to the province; where no line is there now, the next round tells it.
        with suppress(NoLink):
            done = send_up(store)
            upwards = {"province": {"sent": done.sent, "taken": done.taken}} if done else {}
    said = _("Sent {sent}, received {received}, waiting {pending}, conflicts {conflicts}.")
    lines = [said.format(**asdict(figures))]
    if upwards:
        told = _("The province took {sent} outcomes, and had {taken} batches that the hub lacked.")
        lines.append(told.format(**upwards["province"]))
    session.output.result(asdict(figures) | upwards, lines)


def _enrol(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.sync.enrolling import code_of, enrol
    from sai_thong.sync.transports.http import HttpTransport

    if arguments.stick:
        _ask_by_stick(session, arguments)
        return
    url, code = office_computers.address_and_code(arguments)
    pin = code_of(code).fits
    with session.store(write=True) as store, HttpTransport(url, pin) as line:
        told = enrol(store, code, url, arguments.name, line)
    session.output.result(
        {"office": told.office, "name": told.office_name, "server": url},
        [_("This computer is enrolled for {office}.").format(office=told.office_name)],
    )


def _ask_by_stick(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.sync.codes import read_line
    from sai_thong.sync.enrolling_by_stick import ask_by_stick

    url, code = read_line(arguments.code)
    with session.store(write=True) as store:
        file = ask_by_stick(store, code, arguments.stick, name=arguments.name, url=arguments.server or url)
    session.output.result({"file": str(file)}, office_computers.request_lines(file, "sync import"))


def _status(session: Session, _arguments: argparse.Namespace) -> None:
    from sai_thong.sync.device import own_device, pinned_authority
    from sai_thong.sync.engine import last_round, pending_by_register

    with session.store(write=False) as store:
        device, authority, last = own_device(store), pinned_authority(store), last_round(store)
        waiting = pending_by_register(store)
    document = {
        "device": device.device if device else None,
        "server": authority.url if authority else None,
        "waiting": waiting,
        "last": {"stage": last.stage.value, "at": last.at, **asdict(last.figures)} if last else None,
    }
    lines = [_("This computer was not enrolled with a province or a hub yet.")]
    if authority:
        lines = [authority.url or _("This computer is enrolled, and no address is known: it works by stick.")]
    lines += [f"{register}\t{entries}" for register, entries in waiting.items()]
    session.output.result(document, lines + ([f"{last.at}\t{last.stage.value}"] if last else []))


def _conflicts(session: Session, _arguments: argparse.Namespace) -> None:
    from sai_thong.sync.closes import waiting_things

    with session.store(write=False) as store:
        found = waiting_things(store, RECORD_TYPES)
        of_sets = {each.subject_id for each in found if each.readable and each.subject_table in store.keys.set_keys}
        if of_sets:
            access_log.note(store, *(Look(Access.VIEW_SEALED, each, "sync conflicts") for each in sorted(of_sets)))
    session.output.result([_document(each) for each in found], _lines(found))


def _document(conflict: Conflict) -> dict[str, Any]:
    sides = (conflict.standing, *conflict.waiting) if conflict.standing else ()
    return {
        "table": conflict.subject_table,
        "record": conflict.subject_id,
        "field": conflict.field_name,
        "readable": conflict.readable,
        "sides": [
            {
                "version": each.version,
                "values": dict(each.values),
                "user": each.user,
                "at": each.at,
                "file_id": each.file_id,
                "here": each.here,
                "stands": each is conflict.standing,
            }
            for each in sides
        ],
    }


def _lines(found: Iterable[Conflict]) -> Iterable[str]:
    for each in found:
        yield f"{each.subject_table}\t{each.subject_id}\t{each.field_name}"
        if each.standing is None:
            yield "\t" + _("These values cannot be read here.")
            continue
        yield _line("*", each.standing)
        yield from (_line(" ", side) for side in each.waiting)


def _line(mark: str, side: Side) -> str:
    values = ", ".join(f"{name}={str(value)[:_LONGEST]}" for name, value in side.values.items())
    return f"{mark}\t{side.version}\t{values}\t{side.user}\t{side.at}"
