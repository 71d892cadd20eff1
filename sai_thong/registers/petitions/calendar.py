"""What falls on which day: clocks that run out, visits and appointments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sai_thong.db.store import Store
from sai_thong.registers.petitions.listing import PetitionRow, due_between, utc_text
from sai_thong.registers.petitions.records import Petition, Task
from sai_thong.registers.petitions.rules.clocks import bangkok_day, end_of_day, start_of_day
from sai_thong.registers.petitions.shelves import confidential_cases, shelf_of
from sai_thong.registers.petitions.terms import ENDED_STATES, TaskKind


class Appointment(NamedTuple):
    """Planned work with a time, of an open case, neither done nor dropped.

    Attributes:
        task_id: Its id.
        case_id: The case.
        case_number: The case's number.
        subject: What the case is about.
        kind: A task, a visit or an appointment.
        what: What is to be done.
        who: By whom.
        place: Where.
        begins_at: When, in UTC.
    """

    task_id: str
    case_id: str
    case_number: str
    subject: str
    kind: TaskKind
    what: str
    who: str
    place: str
    begins_at: datetime

    @property
    def day(self) -> date:
        """The day in Bangkok."""
        return bangkok_day(self.begins_at)


@dataclass(frozen=True)
class CalendarDay:
    """What falls on a day.

    Attributes:
        day: The day in Bangkok.
        due: The cases of which the next clock runs out on it.
        appointments: Work planned for it, by time.
    """

    day: date
    due: tuple[PetitionRow, ...]
    appointments: tuple[Appointment, ...]


def calendar(store: Store, first: date, last: date, *, confidential: bool = False) -> list[CalendarDay]:
    """The days from `first` to `last` on which something falls, in order.

    Raises:
        SetClosed: Confidential cases are asked for and this user does not hold their key.
    """
    due: dict[date, list[PetitionRow]] = defaultdict(list)
    for row in due_between(store, start_of_day(first), end_of_day(last), confidential=confidential):
        if row.due is not None:
            due[bangkok_day(row.due)].append(row)
    planned: dict[date, list[Appointment]] = defaultdict(list)
    for appointment in appointments(store, first, last, confidential=confidential):
        planned[appointment.day].append(appointment)
    return [CalendarDay(day, tuple(due[day]), tuple(planned[day])) for day in sorted({*due, *planned})]


def appointments(store: Store, first: date, last: date, *, confidential: bool = False) -> list[Appointment]:
    """The work planned from `first` to `last` in open cases, by time.

    Raises:
        SetClosed: Confidential cases are asked for and this user does not hold their key.
    """
    begins, ends = start_of_day(first), end_of_day(last)
    found = _sealed(store, begins, ends) if confidential else _ordinary(store, begins, ends)
    return sorted(found, key=lambda each: (each.begins_at, each.task_id))


def _ordinary(store: Store, begins: datetime, ends: datetime) -> Iterable[Appointment]:
    rows = store.query(
        "SELECT t.id, t.petition_id, p.number, p.subject, t.kind, t.what, t.who, t.place, t.begins_at"
        " FROM petition_tasks AS t JOIN petitions AS p ON p.id = t.petition_id"
        " WHERE t.begins_at BETWEEN ? AND ? AND t.done_on IS NULL AND t.dropped = '' AND p.next_due_at IS NOT NULL",
        (utc_text(begins), utc_text(ends)),
    )
    for row in rows:
        task_id, case_id, number, subject, kind, what, who, place, begins_at = row.values()
        moment = datetime.fromisoformat(begins_at.replace("Z", "+00:00"))
        yield Appointment(task_id, case_id, number, subject, TaskKind(kind), what, who, place, moment)


def _sealed(store: Store, begins: datetime, ends: datetime) -> Iterable[Appointment]:
    open_cases = {each.id: each for each in confidential_cases(store) if each.state not in ENDED_STATES}
    for task in shelf_of(store, confidential=True).find(Task, done_on=None, dropped=""):
        case: Petition | None = open_cases.get(task.petition_id)
        if case is not None and task.begins_at is not None and begins <= task.begins_at <= ends:
            yield Appointment(
                task.id, case.id, case.number, case.subject, task.kind, task.what, task.who, task.place, task.begins_at
            )
