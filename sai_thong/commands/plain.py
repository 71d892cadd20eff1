"""Records and views as plain data for programs, and in words for people."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import TypeAlias

from sai_thong.db.changes import ChangeSet
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _
from sai_thong.records import Kind, Record, declaration_of
from sai_thong.registers.labels import label_of
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month, thai_date_short
from sai_thong.thai.money import baht

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain] | None"
"""What JSON can hold."""


def plain(value: object) -> Plain:
    """A value as JSON can hold it: days ISO in the Common Era, months and fiscal years in the Buddhist era.

    A partial date is its effective day, whether that is exact, and what is written of it. What a change set holds is
    the window's matter and left out.
    """
    match value:
        case Enum():
            found: Plain = str(value.value)
        case None | bool() | int() | float() | str():
            found = value
        case date():
            found = value.isoformat()
        case Month():
            found = value.be_text
        case PartialDate():
            found = {"date": value.effective.isoformat(), "exact": value.exact, "written": value.full_text}
        case Mapping():
            found = {str(plain(key)): plain(each) for key, each in value.items()}
        case list() | tuple() | set() | frozenset():
            found = [plain(each) for each in value]
        case _:
            found = plain_fields(value)
    return found


def plain_fields(value: object) -> dict[str, Plain]:
    """The fields of a record or a view by name; of a record its id first.

    Raises:
        TypeError: It is neither.
    """
    if isinstance(value, Record):
        names = (each.name for each in declaration_of(type(value)).fields)
        return {"id": value.id} | {name: plain(getattr(value, name)) for name in names}
    if not dataclasses.is_dataclass(value):
        raise TypeError(f"no plain form of {type(value).__name__}")
    fields = ((each.name, getattr(value, each.name)) for each in dataclasses.fields(value))
    return {name: plain(each) for name, each in fields if not isinstance(each, ChangeSet)}


def words(value: object) -> str:
    """A value for a person's eyes, in the language in use."""
    match value:
        case None:
            told = ""
        case StrEnum():
            told = label_of(value)
        case bool():
            told = _("yes") if value else _("no")
        case datetime():
            local = value.astimezone(BANGKOK)
            told = f"{thai_date_short(local.date())} {local:%H:%M}"
        case date():
            told = thai_date_short(value)
        case Month():
            told = value.short_name
        case PartialDate():
            told = value.full_text
        case list() | tuple():
            told = ", ".join(words(each) for each in value)
        case _:
            told = str(value)
    return told


def field_words(record: Record, name: str) -> str:
    """One field of a record for a person's eyes; money in baht."""
    value = getattr(record, name)
    if value is not None and declaration_of(type(record)).field(name).kind is Kind.MONEY:
        return baht(value)
    return words(value)


def record_lines(record: Record) -> Iterator[str]:
    """Every filled field of a record under its name in the office's words."""
    yield f"id\t{record.id}"
    for declared in declaration_of(type(record)).fields:
        told = field_words(record, declared.name)
        if told:
            yield f"{_(declared.label)}\t{told}"


def record_rows(records: Iterable[Record], names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The id and some fields of each record for a table."""
    return ((record.id, *(field_words(record, name) for name in names)) for record in records)


def headings(record_class: type[Record], names: Sequence[str]) -> tuple[str, ...]:
    """The headings of `record_rows`."""
    declared = declaration_of(record_class)
    return ("id", *(_(declared.field(name).label) for name in names))
