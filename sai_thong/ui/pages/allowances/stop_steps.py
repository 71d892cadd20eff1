"""แจ้งระงับด่วน as forms: first whom we told, when and how; then whether the payment was stopped in time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.allowances.stops import StopView, settle, tell
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.digits import to_arabic
from sai_thong.thai.names import full_name
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.pages.allowances.stepped import Step

_YES, _NO = "yes", "no"


def stop_step(store: Store, scheme_set: SchemeSet, view: StopView, now: datetime) -> Step:
    """The step an urgent stop waits for."""
    name = full_name(view.line.prefix, view.line.first_name, view.line.last_name)
    if view.stop.told_at is None:
        return _telling(store, scheme_set, view, name, now)
    return Step(
        words=_("Record the stop…"),
        title=_("Was the payment to {name} stopped?").format(name=name),
        operation=lambda values: settle(store, scheme_set, view.stop, stopped=values["stopped"] == _YES),
        done=_("The stop is settled."),
        says=view.stop.reason,
        fields=(
            FieldSpec(
                "stopped",
                _("Payment was stopped"),
                "choice",
                required=True,
                choices=[(_YES, _("Stopped in time")), (_NO, _("Paid out all the same"))],
                help=_("Money that went out all the same becomes an overpayment."),
            ),
        ),
    )


def _telling(store: Store, scheme_set: SchemeSet, view: StopView, name: str, now: datetime) -> Step:
    local = now.astimezone(BANGKOK)

    def record(values: Mapping[str, Any]) -> object:
        at = _moment(values["day"], values["time"])
        return tell(store, scheme_set, view.stop, whom=values["whom"], how=values["how"], at=at)

    return Step(
        words=_("Record the stop…"),
        title=_("Stop the payment to {name}").format(name=name),
        operation=record,
        done=_("It is recorded who was told."),
        says=view.stop.reason,
        fields=(
            FieldSpec("whom", _("Told whom"), required=True),
            FieldSpec(
                "how", _("Told how"), required=True, help=_("Such as by telephone, or by letter and its number.")
            ),
            FieldSpec("day", _("Date"), "date", required=True),
            FieldSpec("time", _("Time"), required=True, width=120, check=_time_problem),
        ),
        values={"day": local.date(), "time": f"{local:%H:%M}"},
    )


def _time_problem(text: object) -> str:
    try:
        _clock_time(str(text))
    except BadInput as problem:
        return str(problem)
    return ""


def _clock_time(text: str) -> tuple[int, int]:
    hour, _mark, minute = to_arabic(text).replace(".", ":").partition(":")
    if hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60:
        return int(hour), int(minute)
    raise BadInput(_("Write the time as 14:30."))


def _moment(day: date, text: str) -> datetime:
    hour, minute = _clock_time(text)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BANGKOK).astimezone(UTC)
