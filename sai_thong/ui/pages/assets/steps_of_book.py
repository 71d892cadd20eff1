"""What the book goes by, as forms: the card corrected, improved, given its number, or taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from sai_thong.ground.language import _
from sai_thong.registers.assets import corrections, improvements
from sai_thong.registers.assets.records import Asset, Improvement
from sai_thong.registers.assets.terms import AcquireMode, MoneyKind
from sai_thong.thai.calendar import thai_date_short
from sai_thong.thai.money import baht
from sai_thong.ui.kit import FieldSpec, field_specs
from sai_thong.ui.kit.values import FieldValue
from sai_thong.ui.pages.assets.card_reading import ShownCard
from sai_thong.ui.pages.assets.entry import book_fields, purchase_fields, thing_fields
from sai_thong.ui.pages.assets.step import Step, Values
from sai_thong.ui.pages.assets.steps_of_custody import day_field, paper_field
from sai_thong.ui.pages.taking_back import take_back_words

_ENUMS: Final[dict[str, type[AcquireMode] | type[MoneyKind]]] = {"acquire_mode": AcquireMode, "money_kind": MoneyKind}


def reason_field(label: str = "") -> FieldSpec:
    """Why; never empty."""
    return FieldSpec("reason", label or _("Reason"), "notes", required=True)


def correct(shown: ShownCard) -> Step:
    """Say anew what the card has wrong; the number stays, place and state go by their own forms."""
    asset = shown.asset
    fields = _correctable(shown)
    before: dict[str, FieldValue] = {each.key: getattr(asset, each.key) for each in fields}
    before |= {key: getattr(asset, key).value for key in _ENUMS}

    def carry_out(values: Values) -> object:
        changed: dict[str, Any] = {key: values[key] for key in before if _as_kept(values[key]) != _as_kept(before[key])}
        for key in changed.keys() & _ENUMS.keys():
            changed[key] = _ENUMS[key](changed[key])
        if "type_key" in changed:
            changed["type_key"] = changed["type_key"] or ""
        return corrections.correct_card(shown.store, asset, changed, why=values["reason"])

    return Step(
        words=_("Correct the asset's card…"),
        operation=carry_out,
        done=_("The card of {name} is corrected; its history keeps both.").format(name=shown.name),
        fields=(*fields, reason_field(_("Reason of the correction"))),
        values=before,
        says=_correction_words(shown),
    )


def fill_in(shown: ShownCard) -> Step:
    """What the book lacks to value the thing; the form of the whole card, which begins with it."""
    return replace(correct(shown), words=_("Fill in what is missing…"))


def take_back(shown: ShownCard) -> Step | None:
    """Take the last correction back; None where the last change of the card was none."""
    last = shown.last_correction
    if last is None:
        return None
    return Step(
        words=_("Take back the last change…"),
        operation=lambda values: corrections.take_correction_back(shown.store, shown.asset, why=values["reason"]),
        done=_("The correction is taken back; the history keeps both."),
        fields=(reason_field(),),
        says=take_back_words(shown.store, Asset, last),
        save=_("Take back"),
    )


def improve(shown: ShownCard) -> Step:
    """An improvement, which raises the cost."""

    def carry_out(values: Values) -> object:
        told = Improvement(
            asset_id=shown.asset_id,
            accepted_on=values["on"],
            cost_satang=values["cost_satang"] or 0,
            what=values["what"],
            document_no=values["document_no"],
            life_years=values["life_years"],
            life_why=values["life_why"],
        )
        return improvements.add_improvement(shown.store, told)

    return Step(
        words=_("Enter an improvement…"),
        operation=carry_out,
        done=_("The improvement of {name} is in the book.").format(name=shown.name),
        fields=(
            FieldSpec("what", _("What was done"), "notes", required=True),
            day_field(_("Accepted on")),
            FieldSpec("cost_satang", _("Cost of the improvement"), "money", required=True),
            paper_field(),
            FieldSpec(
                "life_years",
                _("Useful life from then on"),
                "integer",
                width=100,
                help=_("Empty: over what is left of the life it has."),
            ),
            FieldSpec("life_why", _("Why this useful life")),
        ),
        values={"on": shown.today},
        says=_("It raises the cost; repairs, which only keep a thing as it is, belong into the history of repairs."),
    )


def withdraw_improvement(shown: ShownCard) -> Step | None:
    """Take back an improvement entered wrongly; None where there is none."""
    known = {each.id: each for each in shown.view.improvements}
    if not known:
        return None
    choices = [
        (each.id, f"{thai_date_short(each.accepted_on)} · {each.what} · {baht(each.cost_satang)}")
        for each in known.values()
    ]
    return Step(
        words=_("Take back an improvement…"),
        operation=lambda values: improvements.withdraw_improvement(
            shown.store, known[values["improvement"]], why=values["reason"]
        ),
        done=_("The improvement is taken back; it stays on the card with the reason."),
        fields=(FieldSpec("improvement", _("Improvement"), "choice", required=True, choices=choices), reason_field()),
        values={"improvement": choices[-1][0]},
    )


def withdraw(shown: ShownCard) -> Step | None:
    """Take back a card that was entered by a slip today; None on any other day."""
    if not shown.view.may_withdraw:
        return None
    return Step(
        words=_("Take back this card…"),
        operation=lambda values: corrections.withdraw_card(shown.store, shown.asset, why=values["reason"]),
        done=_("The card is taken back."),
        fields=(reason_field(),),
        says=_("Only on the day of entry. A number that was given becomes void and is never given again."),
        save=_("Take back"),
    )


def _correctable(shown: ShownCard) -> list[FieldSpec]:
    """The fields of the card, in the order of the panel, without those that events change."""
    fields = [
        *field_specs(Asset, ["name"]),
        *field_specs(Asset, ["cost_satang"], more={"cost_satang": {"kind": "money"}}),
        *field_specs(Asset, ["acquired_on"]),
        *book_fields(shown.choices),
        *thing_fields(),
        FieldSpec("serial_no", _("Serial number")),
        *purchase_fields(shown.choices),
        *field_specs(Asset, ["vendor_address", "vendor_phone", "note"]),
    ]
    return [each for each in fields if each.key in corrections.CORRECTABLE]


def _correction_words(shown: ShownCard) -> str:
    if shown.book.closed.rows:
        return _("Closed fiscal years stay as they were: what this changes goes into the open year.")
    return ""


def _as_kept(value: FieldValue) -> FieldValue:
    """Nothing chosen and nothing written are the same."""
    return "" if value is None else value
