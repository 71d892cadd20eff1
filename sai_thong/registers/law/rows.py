"""Reading law tables strictly: every row has its shape, its dates and its source, or the file is refused by row.

A law file holds tables, a table holds rows, and a row is a mapping with an `id`. An office may lay its own rows over
the shipped ones (`lay_over`): the same id replaces fields, a new id adds, ``removed = true`` takes away.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any, TypeVar

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.law.terms import Certainty

Tables = Mapping[str, Sequence[Mapping[str, Any]]]
"""The tables of a law file as plain data: table name → rows. Dates are dates, or ISO text in an office's own rows."""

EnumType = TypeVar("EnumType", bound=StrEnum)


class LawDataError(BadInput):
    """A law table cannot be used; the message names the file, the table, the row and the fault."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DatedRule:
    """What every row of the law tables has.

    Attributes:
        id: Its name, unique in the table; a closed month keeps the ids it was reckoned by.
        effective_from: First day it holds (CE).
        effective_to: Last day it holds, or None while it is open.
        legal_ref: Where it stands, in Thai, as printed.
        certainty: How sure that is.
        note: What a careful reader should know, in Thai.
    """

    id: str
    effective_from: date
    effective_to: date | None
    legal_ref: str
    certainty: Certainty
    note: str

    def holds_on(self, day: date) -> bool:
        """Whether the row is in force on `day`."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


RuleType = TypeVar("RuleType", bound=DatedRule)


@dataclass
class Row:
    """One raw row being read: hands out fields by type, and refuses what is missing, wrong or left over.

    Attributes:
        place: Where the row stands, for messages: file, table, row number, id.
        data: The raw fields.
    """

    place: str
    data: Mapping[str, Any]
    _read: set[str] = field(default_factory=set)

    def fault(self, problem: str) -> LawDataError:
        """An error that names this row."""
        return law_fault(self.place, problem)

    def text(self, name: str, default: str | None = None) -> str:
        """A text field that is not empty; without `default` it is required."""
        value = self._take(name, default)
        if not isinstance(value, str) or (not value.strip() and default is None):
            raise self.fault(_("“{field}” must be text that is not empty").format(field=name))
        return value

    def whole(self, name: str, least: int, most: int) -> int:
        """A whole number from `least` to `most`."""
        value = self._take(name, None)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.fault(
                _("“{field}” must be a whole number from {least} to {most}").format(field=name, least=least, most=most)
            )
        return value

    def truth(self, name: str) -> bool:
        """A yes or no."""
        value = self._take(name, None)
        if not isinstance(value, bool):
            raise self.fault(_("“{field}” must be true or false").format(field=name))
        return value

    def day(self, name: str) -> date:
        """A required date."""
        value = self.day_or_none(name)
        if value is None:
            raise self.fault(_("“{field}” is missing").format(field=name))
        return value

    def day_or_none(self, name: str) -> date | None:
        """A date, or None when the field is absent or null."""
        self._read.add(name)
        value = self.data.get(name)
        if isinstance(value, str):
            with suppress(ValueError):
                value = date.fromisoformat(value)
        if value is not None and type(value) is not date:
            raise self.fault(_("“{field}” must be a date such as 2026-10-01").format(field=name))
        return value

    def choice(self, name: str, kind: type[EnumType], default: EnumType | None = None) -> EnumType:
        """One of the values of an enumeration."""
        value = self._take(name, default)
        try:
            return kind(str(value))
        except ValueError as error:
            known = ", ".join(member.value for member in kind)
            raise self.fault(_("“{field}” must be one of: {known}").format(field=name, known=known)) from error

    def list_of(self, name: str) -> Sequence[Any]:
        """A list, perhaps empty."""
        value = self._take(name, None)
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise self.fault(_("“{field}” must be a list").format(field=name))
        return value

    def rows_of(self, name: str) -> list[Row]:
        """A list of rows inside this one, at least one."""
        found = [
            Row(f"{self.place} › {name} {number}", item)
            for number, item in enumerate(self.list_of(name), 1)
            if isinstance(item, Mapping)
        ]
        if not found or len(found) != len(self.list_of(name)):
            raise self.fault(_("“{field}” must be a list of rows, at least one").format(field=name))
        return found

    def has(self, name: str) -> bool:
        """Whether an optional field is given."""
        return self.data.get(name) is not None

    def dated_fields(self) -> dict[str, Any]:
        """The fields of `DatedRule`."""
        first, last = self.day("effective_from"), self.day_or_none("effective_to")
        if last is not None and last < first:
            raise self.fault(_("it ends before it begins"))
        return {
            "id": self.text("id"),
            "effective_from": first,
            "effective_to": last,
            "legal_ref": self.text("legal_ref"),
            "certainty": self.choice("certainty", Certainty),
            "note": self.text("note", ""),
        }

    def finish(self) -> None:
        """Refuse fields nobody read: a misspelt name must not pass as an absent one."""
        unknown = sorted(name for name, value in self.data.items() if value is not None and name not in self._read)
        if unknown:
            raise self.fault(_("unknown field “{field}”").format(field=unknown[0]))

    def _take(self, name: str, default: object) -> object:
        self._read.add(name)
        value = self.data.get(name)
        if value is None:
            value = default
        if value is None:
            raise self.fault(_("“{field}” is missing").format(field=name))
        return value


def law_fault(place: str, problem: str) -> LawDataError:
    """An error about the law tables at `place`."""
    return LawDataError(
        _("The law table cannot be used at {place}: {problem}.").format(place=place, problem=problem),
        kept=_("The rules in use were not changed."),
        do=_("Correct the row and load it again."),
    )


def parse_tables(text: str, file: str) -> Tables:
    """The tables of a TOML law file; `file` is its name in messages.

    Raises:
        LawDataError: The text is no TOML, or holds something else than tables of rows.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise law_fault(file, str(error)) from error
    for name, rows in data.items():
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise law_fault(f"{file} › {name}", _("a law file holds tables of rows only"))
    return data


def lay_over(tables: Tables, overlay: Tables | None) -> Tables:
    """The shipped tables with an office's own rows laid over them, matched by `id`.

    A row of the overlay replaces the fields it gives (a null takes a field away), adds itself when its id is new, and
    takes the shipped row away when it says ``removed = true``. Nothing is checked here; reading does that.
    """
    if not overlay:
        return tables
    result: dict[str, list[dict[str, Any]]] = {name: [dict(row) for row in rows] for name, rows in tables.items()}
    for name, changes in overlay.items():
        rows = result.setdefault(name, [])
        for change in changes:
            known = next((row for row in rows if row.get("id") == change.get("id")), None)
            if known is None:
                rows.append({key: value for key, value in change.items() if key != "removed"})
            elif change.get("removed"):
                rows.remove(known)
            else:
                known.update(change)
    return result


def read_table(
    tables: Tables, file: str, table: str, read: Callable[[Row], RuleType]
) -> tuple[tuple[RuleType, str], ...]:
    """Each row of a table read by `read`, with its place for later messages.

    Raises:
        LawDataError: The table is missing or empty, a row is malformed, or two rows have one id.
    """
    if not tables.get(table):
        raise law_fault(f"{file} › {table}", _("the table is missing or empty"))
    found: list[tuple[RuleType, str]] = []
    seen: set[str] = set()
    for number, data in enumerate(tables[table], 1):
        row = Row(
            _("{file} › {table} row {number} ({id})").format(
                file=file, table=table, number=number, id=data.get("id", "–")
            ),
            data,
        )
        rule = read(row)
        row.finish()
        if rule.id in seen:
            raise row.fault(_("another row has the same id"))
        seen.add(rule.id)
        found.append((rule, row.place))
    return tuple(found)


def in_sequence(rows: Iterable[tuple[RuleType, str]], *, gaps_allowed: bool = False) -> tuple[RuleType, ...]:
    """The rows of one series in order of time.

    Raises:
        LawDataError: Two periods overlap, or (unless allowed) days between two periods have no row.
    """
    ordered = sorted(rows, key=lambda pair: pair[0].effective_from)
    for (before, _before_place), (after, place) in pairwise(ordered):
        if before.effective_to is None or before.effective_to >= after.effective_from:
            raise law_fault(place, _("its period overlaps that of “{other}”").format(other=before.id))
        if not gaps_allowed and before.effective_to + timedelta(days=1) != after.effective_from:
            raise law_fault(place, _("there is a gap between it and “{other}”").format(other=before.id))
    return tuple(rule for rule, _place in ordered)


def in_force(rules: Sequence[RuleType], day: date) -> RuleType | None:
    """The row of a series in force on `day`, or None before the first and after the last."""
    return next((rule for rule in reversed(rules) if rule.holds_on(day)), None)


def in_force_or_first(rules: Sequence[RuleType], day: date) -> RuleType:
    """The row in force on `day`; the first row for days before it. For rules asked about long-past birthdays."""
    found = in_force(rules, day)
    return rules[0] if found is None else found
