"""Days to remember as forms: added, changed, done with the next one proposed."""

from __future__ import annotations

from datetime import date
from typing import Final

from sai_thong.ground.language import _
from sai_thong.registers.assets import asset_dates
from sai_thong.registers.assets.records import AssetDate
from sai_thong.registers.assets.terms import DATE_KIND_LABELS, DateKind
from sai_thong.thai.calendar import thai_date_short
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.pages.assets.card_reading import ShownCard
from sai_thong.ui.pages.assets.step import Step, Values
from sai_thong.ui.pages.assets.steps_of_custody import day_field

_YEARLY: Final = frozenset({DateKind.VEHICLE_TAX, DateKind.COMPULSORY_INSURANCE, DateKind.VEHICLE_INSPECTION})
"""What is due again after a year."""
_LEAP: Final = (2, 29)


def add(shown: ShownCard) -> Step | None:
    """Another day; None where one of every kind is awaited."""
    awaited = {each.kind for each in _open(shown)}
    kinds = [(each.value, _(words)) for each, words in DATE_KIND_LABELS.items() if each not in awaited]
    if not kinds:
        return None

    def carry_out(values: Values) -> object:
        told = AssetDate(
            asset_id=shown.asset_id,
            kind=DateKind(values["kind"]),
            due_on=values["due_on"],
            odometer_km=values["odometer_km"],
            note=values["note"],
        )
        return asset_dates.add_date(shown.store, told)

    return Step(
        words=_("Remember a day…"),
        operation=carry_out,
        done=_("The day will be told before it comes."),
        fields=(
            FieldSpec("kind", _("Kind"), "choice", required=True, choices=kinds),
            FieldSpec("due_on", _("Due on"), "date", required=True, purpose="future"),
            FieldSpec("odometer_km", _("At kilometre"), "integer", width=140),
            FieldSpec("note", _("Note of the day"), "notes"),
        ),
        values={"kind": kinds[0][0]},
    )


def done(shown: ShownCard) -> Step | None:
    """Something was done; None where nothing is awaited."""
    known = {each.id: each for each in _open(shown)}
    if not known:
        return None
    first = next(iter(known.values()))
    choices = [
        (each.id, f"{_(DATE_KIND_LABELS[each.kind])} · {thai_date_short(each.due_on)}") for each in known.values()
    ]

    def carry_out(values: Values) -> object:
        return asset_dates.date_done(
            shown.store,
            known[values["date"]],
            on=values["on"],
            next_due=values["next_due"],
            next_km=values["next_km"],
        )

    return Step(
        words=_("A day was done…"),
        operation=carry_out,
        done=_("It is done; the next day is remembered where one was written."),
        fields=(
            FieldSpec("date", _("Which"), "choice", required=True, choices=choices),
            day_field(_("Done on")),
            FieldSpec("next_due", _("Due again on"), "date", purpose="future"),
            FieldSpec("next_km", _("Again at kilometre"), "integer", width=140),
        ),
        values={
            "date": first.id,
            "on": shown.today,
            "next_due": _a_year_later(first.due_on) if first.kind in _YEARLY else None,
        },
    )


def _open(shown: ShownCard) -> list[AssetDate]:
    return [each for each in shown.view.dates if each.done_on is None]


def _a_year_later(day: date) -> date:
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == _LEAP else day.day)
