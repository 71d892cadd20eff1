"""Another value than any of those that wait, typed by hand: the form of the contended fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sai_thong.ground.language import _
from sai_thong.records import Kind, Record, declaration_of
from sai_thong.records.encoding import Plain, decode, encode
from sai_thong.registers.labels import label_of
from sai_thong.ui.kit import FieldSpec, RecordForm, field_specs
from sai_thong.ui.pages.sync.waiting_reading import PICTURE_FIELD, ShownConflict

_NOTE = "note of the settlement"
"""No field is called so."""


def can_type(record: Record, names: tuple[str, ...]) -> bool:
    """Whether every field has an editor: references, moments, lists and pictures are chosen, never typed."""
    declared = {each.name: each for each in declaration_of(type(record)).fields}
    return all(
        name in declared
        and declared[name].kind not in (Kind.TIME, Kind.JSON)
        and name != PICTURE_FIELD
        and (not name.endswith("_id") or name == "citizen_id")
        for name in names
    )


def combining_form(shown: ShownConflict, today: date) -> RecordForm:
    """The form, with what stands in its fields; below each, what else was wanted."""
    record, standing = shown.record, shown.conflict.standing
    assert record is not None
    assert standing is not None
    names = tuple(standing.values)
    declared = declaration_of(type(record))
    choices = {
        name: [(each.value, label_of(each)) for each in declared.field(name).python_type]  # type: ignore[attr-defined]
        for name in names
        if declared.field(name).kind is Kind.CHOICE
    }
    more = {name: {"help": _wanted(shown, name)} for name in names}
    specs = field_specs(type(record), names, words=choices, more=more)
    values = {name: decode(declared.field(name), plain) for name, plain in standing.values.items()}
    note = FieldSpec(_NOTE, _("Note"), "notes")
    return RecordForm(f"{shown.title}  ·  {shown.field}", [*specs, note], values, today=today)


def read_form(shown: ShownConflict, values: Mapping[str, Any]) -> tuple[dict[str, Plain], str]:
    """What was typed, as kept, and the note."""
    assert shown.record is not None
    declared = declaration_of(type(shown.record))
    typed = dict(values)
    note = str(typed.pop(_NOTE, "") or "")
    chosen: dict[str, Plain] = {}
    for name, value in typed.items():
        field = declared.field(name)
        if value is None:
            chosen[name] = None if field.optional else ""
        else:
            chosen[name] = encode(field, field.python_type(value) if field.kind is Kind.CHOICE else value)
    return chosen, note


def _wanted(shown: ShownConflict, name: str) -> str:
    """What the sides want of a field; one that left it as it was wants nothing."""
    words = [dict(zip(side.side.values, side.values, strict=True)) for side in shown.sides]
    told = dict.fromkeys(side[name][1] for side in words if name in side)
    return _("Wanted: {values}").format(values=" / ".join(told))
