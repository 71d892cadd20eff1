"""``village-checks``: the monthly list of each village, and what its head answered."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain, plain_fields
from sai_thong.commands.types import add_day, add_month, add_who, add_why, known_day
from sai_thong.commands.whom import person
from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput, Refused
from sai_thong.ground.language import _
from sai_thong.registers.allowances import village_checks
from sai_thong.registers.allowances.labels import VILLAGE_ANSWER_LABELS
from sai_thong.registers.allowances.records import VillageAnswer, VillageCheck, VillageReply

ANSWER_COLUMNS: Final = ("citizen_id", "answer", "on", "note")
"""The columns of a file of answers; who is on the list and not in the file is still there."""

_LISTED = ("month", "moo", "headman", "printed_on", "returned_on")


class NoSuchList(Refused):
    """No list was made for this village and month."""

    def __init__(self) -> None:
        super().__init__(
            _("No list was made for this village in this month."),
            kept=_("Nothing was changed."),
            do=_("Make the lists with “village-checks make” first."),
        )


class NoSuchAnswer(Refused):
    """The village head told nothing of this person."""

    def __init__(self) -> None:
        super().__init__(
            _("The village head told nothing of this person."),
            kept=_("Nothing was changed."),
            do=_("Key the answers of the list first."),
        )


class UnreadableAnswers(BadInput):
    """A file of answers has a row that cannot be read."""

    def __init__(self, row: int, why: str) -> None:
        super().__init__(
            _("Row {row} of the answers cannot be read: {why}").format(row=row, why=why),
            kept=_("Nothing was changed."),
            do=_("The columns are {columns}; answers are {answers}.").format(
                columns=", ".join(ANSWER_COLUMNS), answers=", ".join(each.value for each in VillageAnswer)
            ),
        )


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "village-checks", _("the monthly lists of the villages"))
    listing = action(actions, "list", _list, _("the lists, and which have not come back"))
    add_month(listing, required=False)
    make = action(actions, "make", _make, _("make the lists of a month"))
    add_day(make, "--printed-on", words=_("day of printing; today if not said"))
    show = action(actions, "show", _show, _("one village's list with its answers"))
    answers = action(actions, "answers", _answers, _("key a returned list; who is not in the file is still there"))
    answers.add_argument("file", type=Path, metavar=_("FILE"), help=_("CSV with citizen_id, answer, on, note"))
    add_day(answers, "--returned-on", words=_("day on which it came back; today if not said"))
    add_why(answers)
    accept = action(actions, "accept", _accept, _("record the death or the move that a village head told of"))
    add_who(accept)
    accept.add_argument("--on", type=known_day, metavar="21/11/2569", help=_("the day, as it was checked"))
    add_why(accept)
    for command in (make, show, answers, accept):
        add_month(command)
    for command in (show, answers):
        command.add_argument("--moo", type=int, required=True, help=_("number of the village"))


def _list(session: Session, arguments: argparse.Namespace) -> None:
    wanted: dict[str, Any] = {"month": arguments.month} if arguments.month else {}
    with session.store(write=False) as store:
        found = store.find(VillageCheck, **wanted)
    session.output.records(VillageCheck, found, _LISTED)


def _make(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        made = village_checks.make_village_checks(
            store, arguments.month, printed_on=arguments.printed_on or session.today
        )
    session.output.records(VillageCheck, made.records, _LISTED)


def _check(store: Store, arguments: argparse.Namespace) -> VillageCheck:
    found = store.find(VillageCheck, month=arguments.month, moo=arguments.moo)
    if not found:
        raise NoSuchList
    return found[0]


def _show(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        view = village_checks.village_view(store, _check(store, arguments))
    people = [
        {
            "citizen_id": each.citizen_id,
            "name": each.full_name,
            "house_no": each.house_no,
            "reply": plain(view.replies.get(each.id)),
        }
        for each in view.people
    ]
    rows = ((each.citizen_id, each.full_name, each.house_no, *_said(view.replies.get(each.id))) for each in view.people)
    columns = (_("citizen ID"), _("name"), _("house"), _("answer"), _("day"), _("note"))
    session.output.result(plain_fields(view.check) | {"people": people}, table(columns, rows))


def _said(reply: VillageReply | None) -> tuple[object, ...]:
    return (_(VILLAGE_ANSWER_LABELS[reply.answer]), reply.event_on, reply.note) if reply else ("", "", "")


def _answers(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        kept = village_checks.record_answers(
            store,
            _check(store, arguments),
            _read_answers(store, arguments.file),
            returned_on=arguments.returned_on or session.today,
            why=arguments.why,
        )
    session.output.record(kept.record, _("The answers were recorded."))


def _read_answers(store: Store, path: Path) -> list[village_checks.VillageEntry]:
    # The reader of lists, for it knows every encoding and how much a list can hold.
    from sai_thong.exchange.cells import text_of
    from sai_thong.exchange.workbooks import read_workbook

    sheet = next(each for each in read_workbook(path) if each.rows)
    lines = [[text_of(cell).strip() for cell in row] for row in sheet.rows]
    headings = lines[0]
    if not {"citizen_id", "answer"} <= set(headings):
        raise UnreadableAnswers(1, _("the headings are not there"))
    return [
        _entry(store, dict(zip_longest(headings, line[: len(headings)], fillvalue="")), number)
        for number, line in enumerate(lines[1:], start=2)
        if any(line)
    ]


def _entry(store: Store, row: Mapping[str, str], number: int) -> village_checks.VillageEntry:
    try:
        return village_checks.VillageEntry(
            person_id=person(store, row["citizen_id"]).id,
            answer=VillageAnswer(row["answer"]),
            event_on=known_day(row["on"]) if row.get("on") else None,
            note=row.get("note", ""),
        )
    except (ValueError, BadInput, Refused, argparse.ArgumentTypeError) as error:
        raise UnreadableAnswers(number, str(error)) from error


def _accept(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        citizen = person(store, arguments.who)
        checks = tuple(each.id for each in store.find(VillageCheck, month=arguments.month))
        replies = store.find(VillageReply, person_id=citizen.id, village_check_id=checks) if checks else []
        if not replies:
            raise NoSuchAnswer
        village_checks.accept_answer(store, replies[-1], event_on=arguments.on, why=arguments.why)
        recorded = person(store, citizen.id)
    session.output.record(recorded, _("What the village head told of was recorded."))
