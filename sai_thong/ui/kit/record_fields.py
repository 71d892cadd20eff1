"""The fields of a form, derived from the declaration of a record type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from sai_thong.ground.language import _
from sai_thong.records import FieldDeclaration, Kind, Merge, Record, declaration_of
from sai_thong.ui.kit.choice import Choices
from sai_thong.ui.kit.fields import FieldKind, FieldSpec

_KINDS: dict[Kind, FieldKind] = {
    Kind.TEXT: "text",
    Kind.INTEGER: "integer",
    Kind.MONEY: "money",
    Kind.DATE: "date",
    Kind.MONTH: "month",
    Kind.PARTIAL_DATE: "partial-date",
    Kind.CHOICE: "choice",
}


def field_specs(
    record_class: type[Record],
    names: Sequence[str],
    *,
    words: Mapping[str, Choices] | None = None,
    more: Mapping[str, Mapping[str, Any]] | None = None,
) -> list[FieldSpec]:
    """The fields `names` of a record type, in that order, as the declaration calls and requires them.

    Args:
        record_class: The declared record type.
        names: Which fields; JSON fields only with `words`, times never.
        words: The choices of a choice or multi-choice field: (value, words) each.
        more: Further attributes of `FieldSpec` by field: help, purpose, check, section, width, kind.
    """
    declared = declaration_of(record_class)
    made = []
    for name in names:
        spec = _spec(declared.field(name), (words or {}).get(name, ()))
        made.append(replace(spec, **(more or {}).get(name, {})))
    return made


def _spec(declared: FieldDeclaration, choices: Choices) -> FieldSpec:
    return FieldSpec(
        key=declared.name,
        label=_(declared.label),
        kind=_kind(declared, choices),
        required=declared.required,
        choices=choices or _members(declared),
    )


def _kind(declared: FieldDeclaration, choices: Choices) -> FieldKind:
    if declared.kind is Kind.JSON and choices:
        return "multi-choice"
    if choices:
        return "choice"
    if declared.kind is Kind.BOOLEAN:
        return "yes-no" if declared.optional else "tick"
    if declared.name == "citizen_id":
        return "citizen-id"
    if declared.kind is Kind.TEXT and declared.merge is Merge.BOTH:
        return "notes"
    if declared.kind not in _KINDS:
        raise ValueError(f"the field {declared.name!r} of kind {declared.kind} needs an editor of its own")
    return _KINDS[declared.kind]


def _members(declared: FieldDeclaration) -> Choices:
    if isinstance(declared.python_type, type) and issubclass(declared.python_type, StrEnum):
        return [(member.value, member.value) for member in declared.python_type]
    return ()
