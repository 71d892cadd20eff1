"""What the form of a service asks besides, as a person writes it: one line a field, and the key it is known by.

``length = ความยาว: number: เมตร *; อาการ: choice: ท่อแตก | น้ำไม่ไหล`` asks for two. Before the equals sign stands the key
under which petitions keep the answer. It may be left out: a field of a label that was asked before keeps its key, and a
new one is known by its label, so that its answers can still be told when it is asked no more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sai_thong.ground.language import _
from sai_thong.registers.law.service_terms import FIELD_KIND_LABELS, FieldKind
from sai_thong.thai.text import tidy

_BETWEEN: Final = re.compile(r"[;\n]")
_MOST_PARTS: Final = 3
"""Label, kind and unit; a field to choose from has its choices before the unit."""


def read_fields(text: str) -> list[dict[str, object]]:
    """The fields as the law tables hold them; a kind that is none stays as written, for their reader to name.

    Raises:
        ValueError: A line has no label, or more parts than a field has.
    """
    return [_field(line) for line in map(tidy, _BETWEEN.split(text)) if line]


def written_fields(fields: Sequence[Mapping[str, Any]], *, in_words: bool = False) -> str:
    """The fields as `read_fields` reads them.

    Args:
        fields: As the law tables hold them.
        in_words: One a line with the kinds in the language of the program; else in one line, with their plain values.
    """
    return ("\n" if in_words else "; ").join(_written(each, in_words=in_words) for each in fields)


def with_known_keys(fields: Sequence[Mapping[str, Any]], known: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The fields, each that has no key of its own under the one by which a field of its label was known before."""
    keys = {str(each["key"]) for each in known}
    by_label = {tidy(str(each["label"])): str(each["key"]) for each in known}
    kept = []
    for each in fields:
        key = str(each["key"])
        label = str(each["label"])
        kept.append({**each, "key": key if key in keys or key != _key_of(label) else by_label.get(label, key)})
    return kept


def _key_of(label: str) -> str:
    return label.replace(" ", "-")


def _field(line: str) -> dict[str, object]:
    required = line.endswith("*")
    named, *said = (part.strip() for part in line.rstrip("* ").split(":"))
    key, equals, label = (part.strip() for part in named.rpartition("="))
    kind = _kind(said[0]) if said and said[0] else FieldKind.TEXT.value
    most = _MOST_PARTS + (kind == FieldKind.CHOICE)
    if not label or (equals and not key) or 1 + len(said) > most:
        raise ValueError(line)
    found: dict[str, object] = {"key": key or _key_of(label), "label": label, "kind": kind}
    rest = said[1:]
    if kind == FieldKind.CHOICE and rest:
        found["choices"] = [choice.strip() for choice in rest.pop(0).split("|") if choice.strip()]
    if rest and rest[0]:
        found["unit"] = rest[0]
    return found | {"required": required}


def _kind(written: str) -> str:
    by_words = {_(words).casefold(): kind.value for kind, words in FIELD_KIND_LABELS.items()}
    return by_words.get(written.casefold(), written.lower())


def _written(field: Mapping[str, Any], *, in_words: bool) -> str:
    kind = FieldKind(field["kind"])
    key, label, unit = str(field["key"]), str(field["label"]), str(field.get("unit") or "")
    parts = [label if key == _key_of(label) else f"{key} = {label}", _(FIELD_KIND_LABELS[kind]) if in_words else kind]
    if kind is FieldKind.CHOICE:
        parts.append(" | ".join(str(each) for each in field.get("choices") or ()))
    if unit:
        parts.append(unit)
    return ": ".join(parts) + (" *" if field["required"] else "")
