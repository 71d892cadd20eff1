"""The central system's totals of a month: typed by scheme in one form, and told beside ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.allowances.central_totals import CountAndAmount, TotalsBeside, record_central_totals
from sai_thong.registers.allowances.refusals import Incomplete
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.calendar import Month
from sai_thong.ui.kit import FieldSpec, Tone, month_name
from sai_thong.ui.pages.allowances.month_board import scheme_words
from sai_thong.ui.pages.allowances.person_record import whole_baht
from sai_thong.ui.pages.allowances.stepped import Step


def figure_of(beside: TotalsBeside) -> tuple[str, str, Tone]:
    """Figure, note and tone of a scheme's card: the difference, and both sides of it."""
    ours = _sides(beside.ours)
    if beside.theirs is None:
        return ours, _("the central system's total is not typed yet"), Tone.PLAIN
    if not beside.differ:
        return _("The same"), _("{figures} on both sides").format(figures=ours), Tone.OK
    people, satang = beside.more_there
    figure = _("{people} people · {amount} baht").format(people=f"{people:+,}", amount=_signed(satang))
    note = _("central system {theirs} · here {ours}").format(theirs=_sides(beside.theirs), ours=ours)
    return figure, note, Tone.BAD


def totals_step(store: Store, scheme_set: SchemeSet, month: Month, beside: Sequence[TotalsBeside]) -> Step:
    """Number and baht by scheme, as the central system shows them; a scheme left empty stays as it is."""
    fields: list[FieldSpec] = []
    values: dict[str, object] = {}
    for each in beside:
        key = each.scheme.value
        told = _("Here: {figures}").format(figures=_sides(each.ours))
        fields.append(FieldSpec(f"count {key}", _("Number of people"), "integer", section=scheme_words(each.scheme)))
        fields.append(FieldSpec(f"amount {key}", _("Baht"), "money", help=told))
        if each.theirs is not None:
            values |= {f"count {key}": each.theirs[0], f"amount {key}": each.theirs[1]}
    return Step(
        words=_("Its totals…"),
        title=_("Totals of the central system for {month}").format(month=month_name(month)),
        operation=lambda typed: record_central_totals(store, scheme_set, month, _typed(beside, typed)),
        done=_("The totals are kept; the difference stands above the list."),
        fields=tuple(fields),
        values=values,
    )


def _typed(beside: Sequence[TotalsBeside], typed: Mapping[str, Any]) -> dict[Scheme, CountAndAmount]:
    found: dict[Scheme, CountAndAmount] = {}
    for each in beside:
        count, satang = typed[f"count {each.scheme.value}"], typed[f"amount {each.scheme.value}"]
        if (count is None) != (satang is None):
            raise Incomplete(
                _("Of “{scheme}” either the number or the baht is missing.").format(scheme=scheme_words(each.scheme)),
                do=_("Type both, or leave both empty."),
            )
        if count is not None and satang is not None:
            found[each.scheme] = (count, satang)
    return found


def _sides(figures: CountAndAmount) -> str:
    return _("{people} people · {amount} baht").format(people=f"{figures[0]:,}", amount=whole_baht(figures[1]))


def _signed(satang: int) -> str:
    return f"{'+' if satang > 0 else ''}{whole_baht(satang)}"
