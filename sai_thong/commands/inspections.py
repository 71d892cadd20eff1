"""``assets inspect``: the yearly inspection from the order to the acknowledged report, by scan, list or file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain, plain_fields, record_lines
from sai_thong.commands.types import add_day, add_output, add_why, one_of, year_be
from sai_thong.db.store import Store
from sai_thong.ground.language import _, ngettext
from sai_thong.ground.usage import CommandParser
from sai_thong.registers.assets import inspection_reports, inspections, sightings
from sai_thong.registers.assets.committees import Appointed, appoint, seats
from sai_thong.registers.assets.inspection_view import (
    InspectionResult,
    inspection_due,
    lines_of,
    progress,
    result,
    round_rows,
)
from sai_thong.registers.assets.inspections import RoundChanged, round_days, round_of
from sai_thong.registers.assets.records import InspectionLine, InspectionRound
from sai_thong.registers.assets.refusals import AssetMissing
from sai_thong.registers.assets.rules.inspection import FindingKind
from sai_thong.registers.assets.scan import scanned
from sai_thong.registers.assets.terms import AssetStatus, CommitteeRole, CommitteeTask
from sai_thong.registers.labels import label_of


def add_to(actions: Actions) -> None:
    """Declare the actions."""
    inspect = group(actions, "inspect", _("the yearly inspection"))
    _add_round_actions(inspect)
    _add_looking_actions(inspect)
    _add_ending_actions(inspect)


def person_appointed(text: str) -> Appointed:
    """A person of a committee: ``name, position, seat``; a member where no seat is said."""
    name, _comma, rest = text.partition(",")
    position, _comma, seat = rest.partition(",")
    try:
        role = CommitteeRole(seat.strip()) if seat.strip() else CommitteeRole.MEMBER
    except ValueError:
        choices = ", ".join(each.value for each in CommitteeRole)
        raise argparse.ArgumentTypeError(
            _("“{text}” is no seat; seats: {choices}").format(text=seat.strip(), choices=choices)
        ) from None
    return Appointed(name.strip(), position.strip(), role)


def add_people(command: CommandParser) -> None:
    """``--person``, once for each who is appointed."""
    command.add_argument(
        "--person",
        dest="people",
        action="append",
        type=person_appointed,
        default=[],
        metavar=_("NAME,POSITION,SEAT"),
        help=_("who is appointed, once for each; seats: chair, member, secretary, sole"),
    )


def _add_round_actions(inspect: Actions) -> None:
    action(inspect, "rounds", _rounds, _("the inspections, the latest year first"))
    days = action(inspect, "days", _days, _("when a year's inspection is ordered, begun and reported"))
    days.add_argument("year", type=year_be, metavar="2569")
    start = action(inspect, "open", _open, _("open the inspection of a fiscal year"))
    start.add_argument("year", type=year_be, metavar="2569")
    begin = action(inspect, "begin", _begin, _("take the lines of a round opened before its year was over"))
    amend = action(inspect, "order", _order, _("write down the order, who inspects, or the day it began"))
    for command in (begin, amend):
        _add_round(command)
    for command in (start, amend):
        command.add_argument("--order-no", help=_("number of the order"))
        add_day(command, "--ordered", words=_("day of the order"))
        add_people(command)
    for command in (start, begin, amend):
        add_day(command, "--begun", words=_("day it really began, where the rule has another"))
        add_why(command)


def _add_looking_actions(inspect: Actions) -> None:
    see = action(inspect, "see", _see, _("keep what a scanner read, or a number that was typed"))
    tick = action(inspect, "tick", _tick, _("settle a thing by hand, in place of what was scanned"))
    for command in (see, tick):
        _add_round(command)
        command.add_argument("tag", metavar=_("TAG"), help=_("code of the label, asset number or serial number"))
        command.add_argument("--room", help=_("where it stands"))
        command.add_argument("--condition", help=_("its state as found"), **one_of(AssetStatus))
        command.add_argument("--defect", default="", help=_("in what way broken"))
        command.add_argument("--by", default="", help=_("who looked"))
        add_why(command)
    tick.add_argument("--not-found", action="store_true", help=_("it is not there"))
    lines = action(inspect, "lines", _lines, _("the frozen lines with what was found"))
    _add_round(lines)
    lines.add_argument("--room", help=_("what the register has in one room"))
    _add_round(action(inspect, "progress", _progress, _("how far each room is")))
    _add_round(action(inspect, "result", _result, _("what was found, missed, misplaced and unknown")))
    export = action(inspect, "export", _export, _("write the sightings for another machine"))
    _add_round(export)
    add_output(export)
    take = action(inspect, "take-in", _take_in, _("take in sightings of another machine, or a typed tick list"))
    _add_round(take)
    take.add_argument("file", type=Path, metavar=_("FILE"))
    add_day(take, words=_("the day of rows that tell no time; today if not said"))
    add_why(take)


def _add_ending_actions(inspect: Actions) -> None:
    submit = action(inspect, "submit", _submit, _("report the inspection; nothing of it is changed afterwards"))
    _add_round(submit)
    for option, told in (
        ("receipts", _("receipts and issues of the year are right, or wrong")),
        ("balances", _("balances agree with the register, or do not")),
    ):
        submit.add_argument(f"--{option}", choices=("right", "wrong"), required=True, help=told)
    submit.add_argument("--remarks", default="", help=_("what the committee says besides"))
    submit.add_argument("--missing-are-lost", action="store_true", help=_("what nobody saw is lost"))
    submit.add_argument(
        "--rooms-follow", action="store_true", help=_("the register takes over where things were found")
    )
    acknowledge = action(inspect, "acknowledge", _acknowledge, _("who ordered it has seen the report"))
    auditor = action(inspect, "auditor", _auditor, _("a copy of the report went to the auditor"))
    auditor.add_argument("--letter", default="", help=_("number of the letter"))
    for command in (acknowledge, auditor):
        _add_round(command)
    for command in (submit, acknowledge, auditor):
        add_day(command)
        add_why(command)


def _add_round(command: CommandParser) -> None:
    command.add_argument("--year", required=True, metavar="2569", help=_("fiscal year of the inspection, or its id"))


def _rounds(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        rows, due = round_rows(store), inspection_due(store)
    document = {
        "rounds": [
            plain_fields(row.round) | {"lines": row.lines, "looked_at": row.looked_at, "days_left": row.days_left}
            for row in rows
        ],
        "due": None
        if due is None
        else {"fiscal_year": due.fiscal_year_be, **plain_fields(due.days), "opened": due.round is not None},
    }
    told = ((row.round.fiscal_year_be, row.round.state, row.lines, row.looked_at, row.round.report_by) for row in rows)
    headings = (_("year"), _("state"), _("lines"), _("looked at"), _("report by"))
    session.output.result(document, table(headings, told))


def _days(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        days = round_days(store, arguments.year)
    headings = (_("appointed from"), _("appointed by"), _("begins on"), _("report by"), _("reminded by"))
    row = (days.appoint_from, days.appoint_by, days.starts_on, days.report_by, days.remind_by)
    session.output.result(plain(days), table(headings, [row]))


def _open(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        changed = inspections.open_round(
            store,
            arguments.year,
            order_no=arguments.order_no or "",
            ordered_on=arguments.ordered,
            begun_on=arguments.begun,
            committee=arguments.people,
            why=arguments.why,
        )
        _tell_round(session, store, changed)


def _begin(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        found = _round(store, arguments)
        changed = inspections.begin_round(store, found.id, begun_on=arguments.begun, why=arguments.why)
        _tell_round(session, store, changed)


def _order(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        found = _round(store, arguments)
        if arguments.people:
            appoint(store, found.id, CommitteeTask.INSPECTION, arguments.people, why=arguments.why)
        changed = inspections.amend_round(
            store,
            found.id,
            order_no=arguments.order_no,
            ordered_on=arguments.ordered,
            begun_on=arguments.begun,
            why=arguments.why,
        )
        _tell_round(session, store, changed)


def _see(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        seen = sightings.see(
            store,
            _round(store, arguments).id,
            arguments.tag,
            room=arguments.room or "",
            condition=arguments.condition,
            defect=arguments.defect,
            seen_by=arguments.by,
            why=arguments.why,
        )
    _tell_seen(session, seen)


def _tick(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        found = _round(store, arguments)
        seen = sightings.tick(
            store,
            _line(store, found, arguments.tag).id,
            found=not arguments.not_found,
            condition=arguments.condition,
            defect=arguments.defect,
            room=arguments.room,
            seen_by=arguments.by,
            why=arguments.why,
        )
    _tell_seen(session, seen)


def _lines(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        lines = lines_of(store, _round(store, arguments).id)
    if arguments.room is not None:
        lines = [line for line in lines if line.book_room == arguments.room]
    columns = ("number", "name", "book_room", "book_status", "found", "found_room", "condition", "defect")
    session.output.records(InspectionLine, lines, columns)


def _progress(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        rooms = progress(store, _round(store, arguments).id)
    headings = (_("room"), _("lines"), _("looked at"), _("not found"), _("away"), _("from elsewhere"), _("left"))
    rows = (
        (each.room, each.lines, each.looked_at, each.not_found, each.away, each.strays, each.left) for each in rooms
    )
    session.output.result([plain_fields(each) | {"left": each.left} for each in rooms], table(headings, rows))


def _result(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        told = result(store, _round(store, arguments).id)
    session.output.result(_result_document(told), _result_lines(told))


def _export(session: Session, arguments: argparse.Namespace) -> None:
    # What reads and writes files of others is loaded only where it is needed.
    from sai_thong.exchange.assets.sightings_file import write_sightings

    with session.store(write=False) as store:
        count = write_sightings(store, _round(store, arguments).id, arguments.file)
    told = ngettext("{count} sighting was written", "{count} sightings were written", count).format(count=count)
    session.output.result({"sightings": count, "file": str(arguments.file)}, [told])


def _take_in(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.exchange.assets.sightings_file import take_in_file

    with session.store(write=True) as store:
        found = _round(store, arguments)
        day = arguments.on or session.today
        read = take_in_file(store, found.id, arguments.file, on=day, why=arguments.why)
    taken = read.taken
    document = {
        "new": taken.new,
        "known": taken.known,
        "kinds": {kind.value: taken.kinds.get(kind, 0) for kind in FindingKind},
        "unknown_tags": list(taken.unknown_tags),
        "rejected": [{"row": row, "reason": reason} for row, reason in read.rejected],
    }
    counts = [f"{label_of(kind)}\t{count}" for kind, count in taken.kinds.items()]
    told = _("New: {new}, known already: {known}").format(new=taken.new, known=taken.known)
    session.output.result(document, [told, *counts, *(f"{row}\t{reason}" for row, reason in read.rejected)])


def _submit(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        changed = inspection_reports.submit(
            store,
            _round(store, arguments).id,
            receipts_right=arguments.receipts == "right",
            balances_right=arguments.balances == "right",
            remarks=arguments.remarks,
            submitted_on=arguments.on,
            missing_are_lost=arguments.missing_are_lost,
            rooms_follow=arguments.rooms_follow,
            why=arguments.why,
        )
        _tell_round(session, store, changed)


def _acknowledge(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        found = _round(store, arguments)
        changed = inspection_reports.acknowledge(store, found.id, on=arguments.on, why=arguments.why)
        _tell_round(session, store, changed)


def _auditor(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        changed = inspection_reports.sent_to_auditor(
            store, _round(store, arguments).id, letter_no=arguments.letter, on=arguments.on, why=arguments.why
        )
        _tell_round(session, store, changed)


def _round(store: Store, arguments: argparse.Namespace) -> InspectionRound:
    return round_of(store, arguments.year)


def _line(store: Store, found: InspectionRound, tag: str) -> InspectionLine:
    for card in scanned(store, tag).cards:
        lines = store.find(InspectionLine, round_id=found.id, asset_id=card.id)
        if lines:
            return lines[0]
    raise AssetMissing(tag)


def _tell_round(session: Session, store: Store, changed: RoundChanged) -> None:
    committee = seats(store, changed.round.id, CommitteeTask.INSPECTION)
    document = plain_fields(changed.round) | {"lines": changed.lines, "committee": plain(committee)}
    people = (f"{label_of(each.role)}\t{each.name}\t{each.position}" for each in committee)
    session.output.result(document, (*record_lines(changed.round), f"{_('lines')}\t{changed.lines}", *people))


def _tell_seen(session: Session, seen: sightings.Seen) -> None:
    document = {
        "kind": seen.kind.value,
        "sighting": plain(seen.sighting),
        "line": plain(seen.line),
        "asset_no": seen.card.number if seen.card else None,
        "first": plain(seen.first),
    }
    lines = [f"{label_of(seen.kind)}\t{seen.sighting.tag}", *(record_lines(seen.line) if seen.line else ())]
    session.output.result(document, lines)


def _result_document(told: InspectionResult) -> dict[str, Any]:
    return {
        "round": plain(told.round),
        "committee": plain(told.committee),
        "by_condition": {status.value: count for status, count in sorted(told.by_condition.items())},
        "missing": plain(told.missing),
        "wrong_room": plain(told.wrong_room),
        "unknown": [
            {"tag": each.sighting.tag, "room": each.sighting.room, "asset_no": each.card.number if each.card else None}
            for each in told.unknown
        ],
        "duplicates": len(told.duplicates),
        "to_dispose": plain(told.to_dispose),
        "lines": [
            {
                "asset_no": line.number,
                "name": line.name,
                "room": line.book_room,
                "found": line.found,
                "found_room": line.found_room,
                "condition": told.conditions[line.asset_id].value,
                "defect": line.defect,
            }
            for line in told.lines
        ],
    }


def _result_lines(told: InspectionResult) -> list[str]:
    missing = [f"{_('not found')}\t{line.number}\t{line.name}\t{line.book_room}" for line in told.missing]
    moved = [
        f"{label_of(FindingKind.WRONG_ROOM)}\t{each.number}\t{each.name}\t{each.found_room}" for each in told.wrong_room
    ]
    unknown = [f"{label_of(FindingKind.UNKNOWN)}\t{each.sighting.tag}\t{each.sighting.room}" for each in told.unknown]
    counts = [f"{label_of(status)}\t{count}" for status, count in sorted(told.by_condition.items())]
    return [*counts, *missing, *moved, *unknown]
