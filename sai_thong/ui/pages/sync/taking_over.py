"""The form that goes on in the place of a computer that was struck off: its number series and its open months."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.sync.lost import LostReport, LostSeries, TakenOver, take_over
from sai_thong.ui.kit import FieldSpec, RecordForm


def take_over_form(report: LostReport, today: date) -> RecordForm:
    """Ask for the last number on paper of each series, and for the reason.

    Args:
        report: Of the computer that was struck off; it held something.
        today: The day in Bangkok.
    """
    fields = [_last_number(each, first=place == 0) for place, each in enumerate(report.series)]
    told = ""
    if report.months:
        months = ", ".join(dict.fromkeys(each.month.name for each in report.months))
        told = _("Its open months come along: {months}.").format(months=months)
    fields.append(FieldSpec("why", _("Reason"), "notes", required=True, help=told))
    title = _("Take over from {name}").format(name=report.name)
    return RecordForm(title, fields, {}, today=today, save_text=_("Take over"))


def take_over_confirmed(store: Store, report: LostReport, values: Mapping[str, Any]) -> TakenOver:
    """Take over the months, and every series of which a last number was typed."""
    given = {each.key: values[_key(each)] for each in report.series}
    following = {key: last + 1 for key, last in given.items() if last is not None}
    return take_over(store, report, following, why=str(values["why"]))


def _last_number(series: LostSeries, *, first: bool) -> FieldSpec:
    year = f" {series.year_be}" if series.year_be else ""
    known = _("The last one known here is {number}.").format(number=series.last_known)
    if not series.last_known:
        known = _("None of its numbers is known here.")
    stays = _("Left empty, the series stays where it is.")
    return FieldSpec(
        _key(series),
        f"{series.label}{year}",
        "integer",
        section=_("The last number on paper of each series") if first else "",
        help=f"{known} {stays}",
        check=lambda value: _below(series, value),
    )


def _below(series: LostSeries, value: object) -> str:
    if isinstance(value, int) and value < series.last_known:
        return _("Number {number} is known to be given.").format(number=series.last_known)
    return ""


def _key(series: LostSeries) -> str:
    return f"series {series.key}"
