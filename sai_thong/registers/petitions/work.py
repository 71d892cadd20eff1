"""Work on a case: begun, planned as tasks, site visits and appointments, done or dropped; points closed one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _
from sai_thong.registers.petitions.case_in_hand import CaseInHand, in_hand
from sai_thong.registers.petitions.outcome import Recorded, Stepped
from sai_thong.registers.petitions.records import Point, Task
from sai_thong.registers.petitions.refusals import IllegalStep, need_reason, need_words
from sai_thong.registers.petitions.rules.course import Step
from sai_thong.registers.petitions.terms import TASK_LABELS, EventKind, TaskKind
from sai_thong.thai.calendar import thai_date_short
from sai_thong.thai.text import clean, tidy


@dataclass(frozen=True)
class TaskGiven:
    """Work as it is planned.

    Attributes:
        what: What is to be done.
        kind: A task, a visit, or an appointment with the petitioner.
        who: Who does it.
        place: Where.
        begins_at: When; a visit and an appointment have a time.
        bring: What the petitioner is to bring.
    """

    what: str
    kind: TaskKind = TaskKind.TASK
    who: str = ""
    place: str = ""
    begins_at: datetime | None = None
    bring: tuple[str, ...] = ()


def begin_work(store: Store, case_id: str, *, at: datetime | None = None, note: str = "", why: str = "") -> Stepped:
    """What was asked is being done.

    Raises:
        StepNotAllowed: The case waits for papers, or was answered.
    """
    with in_hand(store, case_id, why) as case:
        case.take(Step.BEGIN_WORK)
        case.tell(EventKind.WORK_BEGUN, at, detail=note)
    return case.stepped()


def plan(store: Store, case_id: str, given: TaskGiven, *, why: str = "") -> Recorded[Task]:
    """Plan work, a site visit or an appointment; it stands in the calendar on its day.

    Raises:
        Incomplete: Nothing is to be done, or a visit or appointment has no time.
    """
    what = need_words(clean(given.what), _("The work says nothing of what is to be done."))
    if given.begins_at is None and given.kind is not TaskKind.TASK:
        need_words("", _("A visit or an appointment needs its day and time."))
    with in_hand(store, case_id, why) as case:
        task = case.record(
            Task(
                petition_id=case.petition.id,
                kind=given.kind,
                what=what,
                who=tidy(given.who),
                place=clean(given.place),
                begins_at=given.begins_at,
                bring=tuple(clean(each) for each in given.bring if each.strip()),
            )
        )
        case.tell(EventKind.TASK_ADDED, detail=_said(task), refers_to=task.id)
    return case.recorded(task)


def put_off(store: Store, case_id: str, task_id: str, begins_at: datetime, *, why: str) -> Recorded[Task]:
    """Give planned work another time.

    Raises:
        Incomplete: No reason.
        IllegalStep: It is done or dropped.
    """
    need_reason(why)
    with in_hand(store, case_id, why) as case:
        task = case.writer.update(_open_task(case, task_id), begins_at=begins_at)
        case.tell(EventKind.NOTE, detail=f"{_said(task)}: {why.strip()}", refers_to=task.id)
    return case.recorded(task)


def finish(
    store: Store, case_id: str, task_id: str, *, outcome: str, done_on: date | None = None, why: str = ""
) -> Recorded[Task]:
    """Work is done, with what came of it.

    Raises:
        Incomplete: Nothing is said of what came of it.
        NotPossible: The day lies ahead, or before the case.
        IllegalStep: It is done or dropped.
    """
    came_of_it = need_words(outcome, _("Nothing is said of what came of it."))
    with in_hand(store, case_id, why) as case:
        day = done_on or case.today
        at = case.time_on(day)
        task = case.writer.update(_open_task(case, task_id), done_on=day, outcome=came_of_it)
        case.tell(EventKind.TASK_DONE, at, detail=f"{_said(task)}: {came_of_it}", refers_to=task.id, by=task.who)
    return case.recorded(task)


def drop(store: Store, case_id: str, task_id: str, *, why: str) -> Recorded[Task]:
    """Planned work is not needed any more.

    Raises:
        Incomplete: No reason.
        IllegalStep: It is done or dropped.
    """
    need_reason(why)
    with in_hand(store, case_id, why) as case:
        task = case.writer.update(_open_task(case, task_id), dropped=why.strip())
        case.tell(EventKind.NOTE, detail=f"{_said(task)}: {why.strip()}", refers_to=task.id)
    return case.recorded(task)


def add_point(
    store: Store, case_id: str, matter: str, *, place: str = "", asset_code: str = "", why: str = ""
) -> Recorded[Point]:
    """One more point of the same paper.

    Raises:
        Incomplete: It says nothing.
        IllegalStep: The case was answered.
    """
    words = need_words(clean(matter), _("The point says nothing."))
    with in_hand(store, case_id, why) as case:
        if case.petition.answered_at is not None:
            raise IllegalStep(
                _("The petitioner was told the result already."), do=_("Open the case again with its reason first.")
            )
        others = case.writer.find(Point, petition_id=case.petition.id)
        point = case.record(
            Point(
                petition_id=case.petition.id,
                number=max((each.number for each in others), default=0) + 1,
                matter=words,
                place=clean(place),
                asset_code=tidy(asset_code),
            )
        )
        case.tell(EventKind.NOTE, detail=f"{point.number}. {words}", refers_to=point.id)
    return case.recorded(point)


def close_point(
    store: Store, case_id: str, point_id: str, *, outcome: str, on_day: date | None = None, why: str = ""
) -> Recorded[Point]:
    """Close one point of the paper, alone, with what came of it.

    Raises:
        Incomplete: Nothing is said of what came of it.
        IllegalStep: It is closed.
        StepNotAllowed: The case waits for papers.
    """
    came_of_it = need_words(outcome, _("Nothing is said of what came of it."))
    with in_hand(store, case_id, why) as case:
        case.need_step(Step.CLOSE_POINT)
        point = case.own(Point, point_id)
        if point.closed_on is not None:
            raise IllegalStep(_("This point is closed already."), do=_("Look at what came of it."))
        day = on_day or case.today
        at = case.time_on(day)
        point = case.writer.update(point, closed_on=day, outcome=came_of_it)
        case.tell(
            EventKind.POINT_CLOSED, at, detail=f"{point.number}. {point.matter}: {came_of_it}", refers_to=point.id
        )
    return case.recorded(point)


def note(store: Store, case_id: str, text: str, *, at: datetime | None = None, why: str = "") -> Stepped:
    """Write a line on the timeline.

    Raises:
        Incomplete: It says nothing.
    """
    words = need_words(text, _("The note says nothing."))
    with in_hand(store, case_id, why) as case:
        case.tell(EventKind.NOTE, at, detail=words)
    return case.stepped()


def _open_task(case: CaseInHand, task_id: str) -> Task:
    task = case.own(Task, task_id)
    if task.done_on is not None or task.dropped:
        raise IllegalStep(_("This work is done or dropped already."), do=_("Plan it anew if it is needed again."))
    return task


def _said(task: Task) -> str:
    """A task in one line, with its day."""
    words = f"{_(TASK_LABELS[task.kind])}: {task.what}"
    if task.begins_at is None:
        return words
    local = task.begins_at.astimezone(BANGKOK)
    return f"{words} ({thai_date_short(local.date())} {local:%H:%M})"
