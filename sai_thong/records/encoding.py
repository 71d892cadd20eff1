"""Records to plain rows and back: what SQLite, the journal and the wire hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Final, TypeVar

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.records.declaration import Declaration, FieldDeclaration, Kind, Record, declaration_of
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from sai_thong.thai.sorting import sort_key

R = TypeVar("R", bound=Record)
Plain = str | int | None
"""What a column holds: text, integer or nothing."""


def encode(declared: FieldDeclaration, value: Any) -> Plain:
    """The plain form of one field's value."""
    return None if value is None else _ENCODERS[declared.kind](value)


def decode(declared: FieldDeclaration, plain: Any) -> Any:
    """The value of one field from its plain form."""
    if plain is None:
        return None
    return _decoder(declared)(plain)


def to_row(record: Record) -> dict[str, Plain]:
    """The plain values of a record by field name, without id, version and derived columns."""
    return {
        name: None if (value := getattr(record, name)) is None else code(value)
        for name, code in _encoders(declaration_of(type(record)))
    }


def derived_columns(record_class: type[Record], row: Mapping[str, Plain]) -> dict[str, str]:
    """The stored columns that follow from others: the Thai sort keys of `row`'s fields."""
    return {
        column: sort_key(str(row[name] or ""))
        for name, column in _sorted_fields(declaration_of(record_class))
        if name in row
    }


def from_row(record_class: type[R], row: Mapping[str, Any]) -> R:
    """The record that a row holds; columns that are not fields are passed over."""
    values = {
        name: None if row[name] is None else code(row[name])
        for name, code in _decoders(declaration_of(record_class))
        if name in row
    }
    return record_class(**values, id=row.get("id", ""), version=row.get("version", ""))


@cache
def _encoders(declared: Declaration) -> tuple[tuple[str, Callable[[Any], Plain]], ...]:
    return tuple((each.name, _ENCODERS[each.kind]) for each in declared.fields)


@cache
def _decoders(declared: Declaration) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    return tuple((each.name, _decoder(each)) for each in declared.fields)


@cache
def _sorted_fields(declared: Declaration) -> tuple[tuple[str, str], ...]:
    return tuple((each.name, each.sorted_as) for each in declared.fields if each.sorted_as)


def _decoder(declared: FieldDeclaration) -> Callable[[Any], Any]:
    return declared.python_type if declared.kind is Kind.CHOICE else _DECODERS[declared.kind]


def _time_text(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone cannot be kept")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _json_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _json_value(text: str) -> Any:
    return _with_tuples(json.loads(text))


def _with_tuples(value: Any) -> Any:
    """Lists become tuples, so that a record stays frozen and compares by value."""
    if isinstance(value, list):
        return tuple(_with_tuples(each) for each in value)
    return value


_MOST: Final = 2**63 - 1
"""The largest whole number that a column of SQLite or PostgreSQL keeps."""


def _whole_number(number: int) -> int:
    if not -_MOST <= number <= _MOST:
        raise BadInput(
            _("The number {number} is too large to be kept.").format(number=number),
            do=_("Look at it and type it again."),
        )
    return int(number)


_ENCODERS: dict[Kind, Callable[[Any], Plain]] = {
    Kind.TEXT: str,
    Kind.INTEGER: _whole_number,
    Kind.MONEY: _whole_number,
    Kind.BOOLEAN: int,
    Kind.DATE: date.isoformat,
    Kind.TIME: _time_text,
    Kind.MONTH: lambda month: str(month.iso),
    Kind.PARTIAL_DATE: lambda partial: str(partial.iso_parts),
    Kind.CHOICE: lambda choice: str(choice.value),
    Kind.JSON: _json_text,
}

_DECODERS: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: str,
    Kind.INTEGER: int,
    Kind.MONEY: int,
    Kind.BOOLEAN: bool,
    Kind.DATE: date.fromisoformat,
    Kind.TIME: lambda text: datetime.fromisoformat(text.replace("Z", "+00:00")),
    Kind.MONTH: Month.from_iso,
    Kind.PARTIAL_DATE: PartialDate.parse_stored,
    Kind.JSON: _json_value,
}
