"""Work on a case as forms: tasks, visits and appointments planned, put off, done or dropped; points; notes."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _
from sai_thong.registers.petitions import work
from sai_thong.registers.petitions.records import Task
from sai_thong.registers.petitions.terms import TASK_LABELS, TaskKind
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.pages.petitions.case_reading import ShownCase
from sai_thong.ui.pages.petitions.case_step import CaseStep, Values
from sai_thong.ui.pages.petitions.case_words import day_and_time
from sai_thong.ui.pages.petitions.step_fields import NOON, day_field, moment_of, read_time, reason_field, time_field

_PLAN_WORDS: Final = {
    TaskKind.TASK: "plan-task",
    TaskKind.VISIT: "plan-visit",
    TaskKind.APPOINTMENT: "plan-appointment",
}


def plan(shown: ShownCase, kind: TaskKind) -> CaseStep:
    """Plan work of a kind; visits and appointments have their hour."""
    petition = shown.view.petition
    timed = kind is not TaskKind.TASK
    words = {
        TaskKind.TASK: _("Plan a task…"),
        TaskKind.VISIT: _("Plan a site visit…"),
        TaskKind.APPOINTMENT: _("Make an appointment…"),
    }[kind]

    def keep(values: Values) -> object:
        return work.plan(
            shown.store,
            shown.case_id,
            work.TaskGiven(
                what=values["what"],
                kind=kind,
                who=values["who"],
                place=values["place"],
                begins_at=_begins(values),
                bring=tuple(values.get("bring", "").splitlines()),
            ),
        )

    bring = FieldSpec("bring", _("To bring"), "notes", help=_("A line each; printed on the appointment slip."))
    return CaseStep(
        key=_PLAN_WORDS[kind],
        words=words,
        operation=keep,
        done=_("It is planned and stands in the calendar."),
        fields=(
            FieldSpec("what", _("What to do"), required=True),
            FieldSpec("on_day", _("Day"), "date", required=timed, purpose="future"),
            time_field(required=timed),
            FieldSpec("place", _("Place")),
            FieldSpec("who", _("By whom")),
            *([bring] if kind is TaskKind.APPOINTMENT else []),
        ),
        values={"place": petition.place, "who": petition.officer or shown.store.user},
        paper="appointment-slip" if kind is TaskKind.APPOINTMENT else "",
    )


def _begins(values: Values) -> datetime | None:
    if values["on_day"] is None:
        return None
    return datetime.combine(values["on_day"], read_time(values["clock"]) or NOON, BANGKOK)


def open_tasks(shown: ShownCase) -> list[Task]:
    """The work that is neither done nor dropped."""
    return [task for task in shown.view.tasks if task.done_on is None and not task.dropped]


def _task_field(shown: ShownCase) -> FieldSpec:
    choices = [(each.id, _task_words(each)) for each in open_tasks(shown)]
    return FieldSpec("task", _("Which work"), "choice", required=True, choices=choices)


def _task_words(task: Task) -> str:
    when = f" · {day_and_time(task.begins_at)}" if task.begins_at else ""
    return f"{_(TASK_LABELS[task.kind])}: {task.what}{when}"


def finish(shown: ShownCase, task_id: str = "") -> CaseStep:
    """Work is done."""
    return CaseStep(
        key="finish-task",
        words=_("Work done…"),
        operation=lambda values: work.finish(
            shown.store, shown.case_id, values["task"], outcome=values["outcome"], done_on=values["on_day"]
        ),
        done=_("The work is recorded as done."),
        fields=(
            _task_field(shown),
            reason_field(_("What came of it"), key="outcome"),
            day_field(_("Done on")),
        ),
        values={"task": _task_chosen(shown, task_id), "on_day": shown.today},
    )


def put_off(shown: ShownCase, task_id: str = "") -> CaseStep:
    """Another time."""
    return CaseStep(
        key="put-off-task",
        words=_("Put work off…"),
        operation=lambda values: work.put_off(
            shown.store, shown.case_id, values["task"], _begins(values) or shown.now, why=values["reason"]
        ),
        done=_("The work has another time."),
        fields=(
            _task_field(shown),
            FieldSpec("on_day", _("New day"), "date", required=True, purpose="future"),
            time_field(required=True),
            reason_field(),
        ),
        values={"task": _task_chosen(shown, task_id)},
    )


def drop(shown: ShownCase, task_id: str = "") -> CaseStep:
    """Not needed any more."""
    return CaseStep(
        key="drop-task",
        words=_("Work not needed any more…"),
        operation=lambda values: work.drop(shown.store, shown.case_id, values["task"], why=values["reason"]),
        done=_("The work is dropped."),
        fields=(_task_field(shown), reason_field()),
        values={"task": _task_chosen(shown, task_id)},
    )


def _task_chosen(shown: ShownCase, task_id: str) -> str:
    return task_id or next((task.id for task in open_tasks(shown)), "")


def close_point(shown: ShownCase) -> CaseStep:
    """One of several points, alone."""
    waiting = [(each.id, f"{each.number}. {each.matter}") for each in shown.view.open_points]
    return CaseStep(
        key="close-point",
        words=_("Close a point…"),
        operation=lambda values: work.close_point(
            shown.store, shown.case_id, values["point"], outcome=values["outcome"], on_day=values["on_day"]
        ),
        done=_("The point is closed."),
        fields=(
            FieldSpec("point", _("Point"), "choice", required=True, choices=waiting),
            reason_field(_("What came of it"), key="outcome"),
            day_field(_("Done on")),
        ),
        values={"point": waiting[0][0] if waiting else "", "on_day": shown.today},
    )


def add_point(shown: ShownCase) -> CaseStep:
    """One more point of the same paper."""
    return CaseStep(
        key="add-point",
        words=_("Add a point…"),
        operation=lambda values: work.add_point(
            shown.store, shown.case_id, values["matter"], place=values["place"], asset_code=values["asset_code"]
        ),
        done=_("The point is added."),
        fields=(
            FieldSpec("matter", _("Point"), required=True),
            FieldSpec("place", _("Place")),
            FieldSpec("asset_code", _("Asset code"), help=_("Such as the number on the lamp post.")),
        ),
    )


def note(shown: ShownCase) -> CaseStep:
    """A line on the timeline."""
    return CaseStep(
        key="note",
        words=_("Write a note…"),
        operation=lambda values: work.note(
            shown.store, shown.case_id, values["text"], at=moment_of(shown, values["on_day"])
        ),
        done=_("The note stands on the timeline."),
        fields=(FieldSpec("text", _("Note"), "notes", required=True), day_field()),
        values={"on_day": shown.today},
    )
