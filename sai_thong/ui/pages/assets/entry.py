"""Entering what was bought together: a form for the keyboard that tells the numbers and the value while one types."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Signal

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.assets.cards import Entered, NewAssets, add_assets
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.terms import ACQUIRE_MODE_LABELS, MONEY_KIND_LABELS, AcquireMode, MoneyKind
from sai_thong.ui import theme
from sai_thong.ui.kit import FieldSpec, RecordForm, Text, ThaiLabel, Tone, field_specs
from sai_thong.ui.kit.values import FieldValue
from sai_thong.ui.pages.assets.entry_reading import EntryChoices, Proposal, proposal_words

_TOLD_BY: Final = frozenset(
    {"class_code", "quantity", "cost_satang", "total_satang", "acquired_on", "type_key", "life_years", "numbers"}
)
"""A change of one of these changes what will come of the entry."""
_OF_THE_CARD: Final = (
    "name", "class_code", "cost_satang", "acquired_on", "vendor", "document_no", "document_date", "invoiced_on",
    "procurement_method", "fund_source", "brand", "model", "feature", "unit", "colour", "plate_no", "engine_no",
    "chassis_no", "division", "room_id", "custodian", "type_key", "life_years", "warranty_until", "warranty_by",
    "opening_accumulated_satang", "opening_year_be", "note",
)  # fmt: skip


class EntryForm(RecordForm):
    """The form of new assets; below its title it tells what will come of it.

    Signals:
        asked(object): Something was typed that changes what will come of it: the draft.
    """

    asked = Signal(object)

    def __init__(self, choices: EntryChoices, today: date) -> None:
        super().__init__(
            _("Enter what was bought"),
            entry_fields(choices),
            {"quantity": 1, "acquired_on": today, "acquire_mode": AcquireMode.BOUGHT.value, "money_kind": "budget"},
            today=today,
            save_text=_("Enter into the register"),
        )
        look = theme.current()
        self.told = ThaiLabel("", Text.STRONG)
        self.told.setContentsMargins(look.px(20), 0, look.px(20), look.px(6))
        self.told.setVisible(False)
        self.body.insertWidget(1, self.told)
        for key in _TOLD_BY:
            self.editor(key).edited.connect(lambda: self.asked.emit(self.draft()))

    def show_proposal(self, proposal: Proposal) -> None:
        """Tell what will come of what is typed."""
        words = proposal_words(proposal)
        self.told.set_text(words, Tone.PLAIN if proposal.missing is None else Tone.WARNING)
        self.told.setVisible(bool(words))


def entry_fields(choices: EntryChoices) -> list[FieldSpec]:
    """What is asked of new assets; what every purchase has stands first."""
    count = field_specs(
        Asset,
        ["name", "class_code"],
        more={
            "class_code": {
                "width": 140,
                "help": _("The first group of the number, such as 416. Empty: the card waits for its number."),
            }
        },
    )
    return [
        *count,
        FieldSpec("quantity", _("How many"), "integer", required=True, width=120),
        *field_specs(Asset, ["cost_satang"], more={"cost_satang": {"kind": "money"}}),
        FieldSpec("total_satang", _("Or paid altogether"), "money", help=_("Split over the cards to the last satang.")),
        *field_specs(
            Asset, ["acquired_on"], more={"acquired_on": {"help": _("The day of acceptance: the years count from it.")}}
        ),
        *place_fields(choices),
        *purchase_fields(choices),
        *thing_fields(),
        FieldSpec("serial_numbers", _("Serial numbers"), "notes", help=_("One a line, in the order of the cards.")),
        *book_fields(choices),
        FieldSpec(
            "numbers",
            _("Numbers on the things"),
            "notes",
            help=_("Where they bear numbers already: one a line, as many as there are things."),
        ),
        *field_specs(Asset, ["note"]),
    ]


def place_fields(choices: EntryChoices, section: str = "") -> list[FieldSpec]:
    """Where a thing is and who keeps it."""
    rooms = [(room.id, room.name) for room in choices.rooms]
    asked = [
        FieldSpec("division", _("Division in charge"), "choice", choices=[(name, name) for name in choices.divisions]),
        FieldSpec("room_id", _("Room"), "choice", choices=rooms),
        FieldSpec("custodian", _("Custodian")),
    ]
    wanted = [each for each in asked if each.key != "room_id" or rooms]
    head, *rest = wanted
    return [
        FieldSpec(head.key, head.label, head.kind, choices=head.choices, section=section or _("Where it is")),
        *rest,
    ]


def purchase_fields(choices: EntryChoices) -> list[FieldSpec]:
    """How the office came by it."""
    methods = [(each.name, each.name) for each in choices.methods]
    return field_specs(
        Asset,
        ["acquire_mode", "procurement_method", "vendor", "document_no", "document_date", "invoiced_on", "money_kind",
         "fund_source"],
        words={
            "acquire_mode": [(each.value, _(words)) for each, words in ACQUIRE_MODE_LABELS.items()],
            "procurement_method": methods,
            "money_kind": [(each.value, _(words)) for each, words in MONEY_KIND_LABELS.items()],
        },
        more={"acquire_mode": {"section": _("How it was acquired"), "required": True},
              "money_kind": {"required": True}},
    )  # fmt: skip


def thing_fields() -> list[FieldSpec]:
    """What the thing is like."""
    return field_specs(
        Asset,
        ["brand", "model", "feature", "unit", "colour", "plate_no", "engine_no", "chassis_no"],
        more={"brand": {"section": _("What it is like")}},
    )


def book_fields(choices: EntryChoices) -> list[FieldSpec]:
    """What the book reckons by."""
    return field_specs(
        Asset,
        ["type_key", "life_years", "warranty_until", "warranty_by", "opening_accumulated_satang", "opening_year_be"],
        words={"type_key": [(each.key, each.name) for each in choices.types]},
        more={
            "type_key": {"section": _("In the book"), "help": _("Empty: as its class has it.")},
            "life_years": {"help": _("Empty: as the office published it.")},
            "warranty_until": {"purpose": "future"},
            "opening_accumulated_satang": {
                "kind": "money",
                "help": _("Only of what stood in an old book: written off until the end of the year below."),
            },
        },
    )


def enter(store: Store, values: Mapping[str, Any]) -> Entered:
    """Enter what the form holds; on the store's thread."""
    told = {name: values[name] for name in _OF_THE_CARD if values.get(name) not in (None, "")}
    card = Asset(**told, acquire_mode=AcquireMode(values["acquire_mode"]), money_kind=MoneyKind(values["money_kind"]))
    return add_assets(
        store,
        NewAssets(
            card,
            quantity=values["quantity"],
            numbers=_lines(values["numbers"]),
            total_satang=values["total_satang"],
            serial_numbers=_lines(values["serial_numbers"]),
        ),
    )


def _lines(written: FieldValue) -> tuple[str, ...]:
    return tuple(line.strip() for line in str(written or "").splitlines() if line.strip())
