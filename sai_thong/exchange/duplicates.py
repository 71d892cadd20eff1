"""The same person twice in one file: taken once, completed from the later rows, contradictions told."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from sai_thong.exchange.findings import Finding, FindingKind, field_values
from sai_thong.exchange.headings import PersonField
from sai_thong.exchange.person_rows import PersonRow
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.money import baht
from sai_thong.thai.names import full_name
from sai_thong.thai.text import clean

_COMPARED: tuple[tuple[str, PersonField], ...] = (
    ("prefix", PersonField.PREFIX),
    ("first_name", PersonField.FIRST_NAME),
    ("last_name", PersonField.LAST_NAME),
    ("birth", PersonField.BIRTH),
    ("house_no", PersonField.HOUSE_NO),
    ("moo", PersonField.MOO),
    ("account_no", PersonField.ACCOUNT_NO),
    ("amount_satang", PersonField.AMOUNT),
    ("written_kind", PersonField.DISABILITY_KIND),
    ("expires_on", PersonField.CARD_EXPIRY),
)
"""Fields in which two rows about one person may contradict each other."""
_ALWAYS_OWN = frozenset({"sheet", "row", "citizen_id", "remark", "deceased", "moved_out", "birth", "kinds"})


def each_once(people: Iterable[PersonRow]) -> tuple[list[PersonRow], list[Finding]]:
    """Each citizen id once, in the order of first appearance, and what is to be said of the repeated rows."""
    kept: dict[str, PersonRow] = {}
    without_id: list[PersonRow] = []
    findings: list[Finding] = []
    for person in people:
        if person.citizen_id is None:
            without_id.append(person)
        elif person.citizen_id not in kept:
            kept[person.citizen_id] = person
        else:
            first = kept[person.citizen_id]
            findings += _said_of(first, person)
            kept[person.citizen_id] = _completed(first, person)
    findings += _namesakes(kept.values())
    return [*kept.values(), *without_id], findings


def more_exact(one: PartialDate | None, other: PartialDate | None) -> PartialDate | None:
    """The one of two dates that knows more, if they do not contradict each other; else the first."""
    if one is None or other is None:
        return one or other
    return other if not one.exact and agree(one, other) else one


def agree(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates can be the same day: what both know is equal. An unknown day may stand written as the first."""
    if one.year_be != other.year_be:
        return False
    if one.month is None or other.month is None:
        return True
    return one.month == other.month and (one.day is None or other.day is None or one.day == other.day)


def _completed(first: PersonRow, later: PersonRow) -> PersonRow:
    """The first row with the facts that only the later one has."""
    missing: dict[str, Any] = {}
    for each in dataclasses.fields(PersonRow):
        if each.name not in _ALWAYS_OWN and getattr(first, each.name) in ("", None, False, ()):
            value = getattr(later, each.name)
            if value not in ("", None, False, ()):
                missing[each.name] = value
    remarks = dict.fromkeys(part for part in (first.remark, later.remark) if part)
    return dataclasses.replace(
        first,
        birth=more_exact(first.birth, later.birth),
        deceased=first.deceased or later.deceased,
        moved_out=first.moved_out or later.moved_out,
        kinds=first.kinds or later.kinds,
        remark=" ".join(remarks),
        **missing,
    )


def _said_of(first: PersonRow, later: PersonRow) -> list[Finding]:
    where = {"sheet": first.sheet, "first": str(first.row)}
    said = [Finding(FindingKind.DUPLICATE_ROW, later.sheet, later.row, later.citizen_id or "", tuple(where.items()))]
    for name, field in _COMPARED:
        kept, other = getattr(first, name), getattr(later, name)
        if kept in ("", None) or other in ("", None) or _same(kept, other):
            continue
        values = field_values(field, **where, kept=_shown(name, kept), other=_shown(name, other))
        said.append(Finding(FindingKind.CONTRADICTING_ROW, later.sheet, later.row, later.citizen_id or "", values))
    return said


def _same(kept: object, other: object) -> bool:
    if isinstance(kept, PartialDate) and isinstance(other, PartialDate):
        return agree(kept, other)
    if isinstance(kept, str) and isinstance(other, str):
        return clean(kept) == clean(other)
    return kept == other


def _shown(name: str, value: object) -> str:
    if isinstance(value, PartialDate):
        return value.full_text
    return baht(value) if name == "amount_satang" and isinstance(value, int) else str(value)


def _namesakes(people: Iterable[PersonRow]) -> list[Finding]:
    """Different ids with one name and one birth date in one file."""
    seen: set[tuple[str, str, str]] = set()
    findings = []
    for person in people:
        if person.birth is None:
            continue
        key = (clean(person.first_name), clean(person.last_name), person.birth.iso_parts)
        if key in seen:
            name = full_name(person.prefix, person.first_name, person.last_name)
            findings.append(
                Finding(
                    FindingKind.POSSIBLE_DUPLICATE, person.sheet, person.row, person.citizen_id or "", (("name", name),)
                )
            )
        seen.add(key)
    return findings
