"""What the commands of petitions share: which case is meant, when something happened, how a case is told."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.plain import field_words, plain, plain_fields, record_lines
from sai_thong.commands.types import thai_day, thai_moment
from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK, bangkok_today
from sai_thong.ground.language import _
from sai_thong.ground.usage import CommandParser
from sai_thong.records import declaration_of
from sai_thong.registers.petitions.clocks_in_force import CaseCourse, course_of
from sai_thong.registers.petitions.law_in_force import PetitionLaw, petition_law
from sai_thong.registers.petitions.listing import PetitionRow
from sai_thong.registers.petitions.numbers import find_case
from sai_thong.registers.petitions.outcome import Recorded, Stepped
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.rules.course import STEP_LABELS
from sai_thong.registers.petitions.shelves import locate
from sai_thong.thai.calendar import thai_date_short

_SHOWN = ("number", "subject", "state", "division", "officer", "next_clock", "next_due_at")


def add_case(command: CommandParser) -> None:
    """``CASE``: a number as printed, or an id."""
    command.add_argument("case", metavar=_("CASE"), help=_("number such as 15/2569, or the id that the list shows"))


def case_of(store: Store, arguments: argparse.Namespace) -> Petition:
    """The case meant by ``CASE``; `RecordMissing` when there is none, or none for this user."""
    return find_case(store, arguments.case)


def day_or_moment(text: str) -> date | datetime:
    """A day, or a day and time: ``21/11/2569``, ``21/11/2569 09:30``."""
    return thai_moment(text) if text.strip().partition(" ")[2] else thai_day(text)


def moment_of(given: date | datetime | None, petition: Petition, session: Session) -> datetime | None:
    """When something happened: of a day alone its noon, not before the case came; None for now."""
    if given is None or isinstance(given, datetime):
        return given
    if given == bangkok_today(session.clock):
        return None
    return max(datetime.combine(given, time(12), BANGKOK), petition.received_at)


def day_of(given: date | datetime | None) -> date | None:
    """The day of what was given, in Thailand; None for today."""
    return given.astimezone(BANGKOK).date() if isinstance(given, datetime) else given


def course_document(course: CaseCourse) -> dict[str, Any]:
    """Where a case stands and what comes next, for a program."""
    return {
        "next_step": plain(course.next_step),
        "steps": plain(course.steps),
        "deadlines": [plain_fields(each) for each in course.deadlines],
    }


def tell_case(session: Session, store: Store, done: Stepped, said: str) -> None:
    """Write a case as it now stands, what was recorded on it, and what comes next."""
    place = locate(store, done.petition.id)
    law = petition_law(store)
    course = course_of(store, law, place.shelf, place.petition)
    document: dict[str, Any] = {"petition": plain(done.petition), **course_document(course)}
    lines = [said, *case_lines(done.petition, course, law)]
    if isinstance(done, Recorded):
        document["record"] = plain(done.record)
        lines += record_lines(done.record)
    session.output.result(document, lines)


def case_lines(petition: Petition, course: CaseCourse, law: PetitionLaw) -> Iterable[str]:
    """A case in few lines for a person."""
    declared = declaration_of(Petition)
    for name in _SHOWN:
        told = law.division_name(petition.division) if name == "division" else field_words(petition, name)
        if told:
            yield "\t".join((_(declared.field(name).label), told))
    if course.next_step is not None:
        told = f"{_(STEP_LABELS[course.next_step])} ({course.next_step.value})"
        yield "\t".join((_("Next step"), told))


def row_document(row: PetitionRow, law: PetitionLaw, now: datetime) -> dict[str, Any]:
    """A line of the list for a program: times in UTC, names of service and division beside their keys."""
    found = {name: value for name, value in row._asdict().items() if name != "row"}
    on = row.received.astimezone(BANGKOK).date()
    service = law.services.named(row.service, on)
    return found | {
        "received_at": plain(row.received),
        "next_due_at": plain(row.due),
        "answered_at": plain(datetime.fromisoformat(row.answered_at)) if row.answered_at else None,
        "in_time": None if row.in_time is None else bool(row.in_time),
        "service_name": service.name if service else row.service,
        "division_name": law.division_name(row.division),
        "overdue": row.overdue(now),
    }


def row_lines(rows: Sequence[PetitionRow], law: PetitionLaw, now: datetime) -> Iterable[str]:
    """Lines of the list for a person, what is overdue marked."""
    told = (_("number"), _("received"), _("subject"), _("petitioner"), _("village"), _("division"), _("due"))
    columns = (*told, _("what is due"), _("state"), "id")
    return table(
        columns,
        (
            (
                row.number or "–",
                row.received,
                row.subject,
                row.petitioner_name,
                row.moo,
                law.division_name(row.division),
                f"{'! ' if row.overdue(now) else ''}{_day(row.due)}",
                row.clock,
                row.stands_at,
                row.id,
            )
            for row in rows
        ),
    )


def _day(due: datetime | None) -> str:
    return thai_date_short(due.astimezone(BANGKOK).date()) if due else ""
