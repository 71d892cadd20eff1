"""What is done with a stock card or a requisition slip, as short forms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.assets import materials, requisitions, stock
from sai_thong.registers.assets.materials import StockLine
from sai_thong.registers.assets.records import Material, MaterialMove
from sai_thong.registers.assets.requisitions import RequisitionState, SlipView
from sai_thong.registers.assets.rules.materials import quantity_text, read_quantity
from sai_thong.registers.assets.terms import MATERIAL_NATURE_LABELS, MaterialNature
from sai_thong.ui.kit import FieldSpec, keys
from sai_thong.ui.kit.choice import Choices
from sai_thong.ui.kit.values import FieldValue
from sai_thong.ui.pages.assets.step import Step, Values

_QUANTITIES = ("most", "least")
_WORDS = ("code", "name", "material_class", "size", "unit", "kept_at")


def add_card(store: Store, classes: Choices) -> Step:
    """A new stock card."""
    return Step(
        words=_("New stock card…"),
        operation=lambda values: materials.add_material(store, Material(**_head(values))),
        done=_("The stock card is kept. Enter what is there, or receive the first delivery."),
        fields=_head_fields(classes),
        values={"nature": MaterialNature.CONSUMABLE.value},
    )


def change_card(store: Store, card: Material, classes: Choices) -> Step:
    """The head of a card."""
    shown: dict[str, FieldValue] = {name: getattr(card, name) for name in _WORDS}
    shown |= {name: _quantity_shown(getattr(card, name)) for name in _QUANTITIES} | {"nature": card.nature.value}
    return Step(
        words=_("Correct the card…"),
        operation=lambda values: materials.change_material(store, card.id, **_head(values)),
        done=_("The stock card is corrected."),
        fields=_head_fields(classes),
        values=shown,
    )


def bring_forward(store: Store, card: Material, today: date) -> Step:
    """What the old card had."""

    def operation(values: Values) -> object:
        line = stock.Received(card.id, read_quantity(values["quantity"]), values["value"] or 0)
        return stock.bring_forward(store, [line], on=values["on"], document_no=values["document_no"] or "")

    return Step(
        words=_("Bring forward from the old card…"),
        operation=operation,
        done=_("What the old card had stands on this one."),
        fields=(
            _quantity_field("quantity", _("How much is there"), card.unit),
            FieldSpec("value", _("Worth altogether (baht)"), "money", required=True),
            FieldSpec("on", _("Date"), "date", required=True),
            FieldSpec("document_no", _("Paper")),
        ),
        values={"on": today},
    )


def adjust(store: Store, line: StockLine, today: date) -> Step:
    """What was really counted."""
    card = line.material

    def operation(values: Values) -> object:
        return stock.adjust(
            store,
            card.id,
            counted=read_quantity(values["counted"]),
            why=values["why"],
            on=values["on"],
            document_no=values["document_no"] or "",
        )

    return Step(
        words=_("Adjust after counting…"),
        operation=operation,
        done=_("The card has what was counted."),
        fields=(
            _quantity_field("counted", _("Really counted"), card.unit),
            FieldSpec("why", _("What the difference comes from"), required=True),
            FieldSpec("on", _("Counted on"), "date", required=True),
            FieldSpec("document_no", _("Paper")),
        ),
        values={"on": today, "counted": quantity_text(line.quantity)},
        says=_("The card has {quantity} {unit}; the difference becomes a movement of its own.").format(
            quantity=quantity_text(line.quantity), unit=card.unit
        ),
    )


def end_card(store: Store, card: Material) -> Step:
    """Not needed any more."""
    return Step(
        words=_("End the card…"),
        operation=lambda values: materials.end_material(store, card.id, why=values["why"]),
        done=_("The card has ended; its lines stay."),
        fields=(FieldSpec("why", _("Reason"), required=True),),
    )


def reverse(store: Store, move: MaterialMove, today: date) -> Step:
    """A movement that was entered wrongly."""
    return Step(
        words=_("Reverse this entry…"),
        operation=lambda values: stock.reverse(store, move.id, why=values["why"], on=values["on"]),
        done=_("The entry is taken back; both stay on the card."),
        fields=(
            FieldSpec("why", _("Reason"), required=True),
            FieldSpec("on", _("Date"), "date", required=True),
        ),
        values={"on": max(today, move.on_day)},
        save=_("Reverse the entry"),
    )


def slip_steps(store: Store, view: SlipView) -> list[Step]:
    """What can be done with a slip besides issuing it."""
    steps = []
    if view.state is RequisitionState.WAITING:
        steps.append(
            Step(
                words=_("Cancel the requisition…"),
                operation=lambda values: requisitions.cancel_requisition(store, view.slip.id, why=values["why"]),
                done=_("The requisition is cancelled; its number stays with it."),
                fields=(FieldSpec("why", _("Reason"), required=True),),
            )
        )
    if view.state is RequisitionState.ISSUED:
        steps.append(_correct_issue(store, view))
    if not view.slip.number:
        steps.append(
            Step(
                words=_("Give the slip its number…"),
                operation=lambda values: requisitions.number_requisition(store, view.slip.id, by_hand=values["number"]),
                done=_("The slip has its number."),
                fields=(
                    FieldSpec(
                        "number",
                        _("Number written by hand"),
                        "integer",
                        help=_("Left empty, the next number is given."),
                    ),
                ),
                key=keys.NUMBER,
            )
        )
    return steps


def _correct_issue(store: Store, view: SlipView) -> Step:
    lines = [(each.line.id, f"{each.material.name}  {_quantity_shown(each.line.issued)}") for each in view.lines]
    return Step(
        words=_("Another quantity was issued…"),
        operation=lambda values: requisitions.correct_issue(
            store, values["line"], read_quantity(values["quantity"]), why=values["why"]
        ),
        done=_("The right quantity stands on slip and card."),
        fields=(
            FieldSpec("line", _("Material"), "choice", required=True, choices=lines),
            _quantity_field("quantity", _("Really issued"), ""),
            FieldSpec("why", _("Reason"), required=True),
        ),
        values={"line": lines[0][0]},
    )


def _head_fields(classes: Choices) -> Sequence[FieldSpec]:
    natures = [(each.value, _(words)) for each, words in MATERIAL_NATURE_LABELS.items()]
    return (
        FieldSpec("name", _("Name of the material"), required=True),
        FieldSpec("code", _("Material code"), width=180),
        FieldSpec("unit", _("Unit of count"), required=True, width=140),
        FieldSpec("material_class", _("Class of material"), "choice", choices=classes),
        FieldSpec("nature", _("Nature of material"), "choice", required=True, choices=natures),
        FieldSpec("size", _("Size or description")),
        FieldSpec("kept_at", _("Kept at"), width=240),
        _quantity_field("least", _("Lowest stock"), "", required=False),
        _quantity_field("most", _("Highest stock"), "", required=False),
    )


def _head(values: Values) -> dict[str, Any]:
    facts: dict[str, Any] = {name: values[name] or "" for name in _WORDS}
    facts |= {name: read_quantity(values[name]) if values[name] else None for name in _QUANTITIES}
    return facts | {"nature": MaterialNature(values["nature"])}


def _quantity_field(key: str, label: str, unit: str, *, required: bool = True) -> FieldSpec:
    return FieldSpec(key, label, required=required, width=140, check=_quantity_problem, help=unit)


def _quantity_problem(value: FieldValue) -> str:
    try:
        read_quantity(str(value))
    except BadInput as problem:
        return problem.what
    return ""


def _quantity_shown(quantity: int | None) -> str:
    return "" if quantity is None else quantity_text(quantity)
