"""The journal in words: who changed what of a claim and its person, when and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sai_thong.db.histories import readable_history
from sai_thong.db.journal import JournalEntry
from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _
from sai_thong.records import Declaration, Kind, Record, declaration_of
from sai_thong.records.encoding import Plain, decode
from sai_thong.registers.allowances.labels import label_of
from sai_thong.registers.allowances.records import RECORD_TYPES, Claim
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month, thai_date
from sai_thong.thai.money import baht

_SPOKEN_OF: Final[tuple[type[Record], ...]] = (Citizen, *RECORD_TYPES)
_DECLARED: Final[Mapping[str, Declaration]] = {declared.table: declared for declared in map(declaration_of, _SPOKEN_OF)}
_UNSPOKEN: Final = frozenset(
    {"person_id", "claim_id", "payment_month_id", "line_id", "overpayment_id", "line_ids", "failed_line_id"}
)
"""Fields that only bind records together."""


@dataclass(frozen=True)
class HistoryLine:
    """One change in words.

    Attributes:
        at: When, in UTC.
        user: Who.
        what: What was done: a record entered, or the new state of a claim.
        details: Each field, as ``label: before → after``.
        why: The reason given, or empty.
    """

    at: datetime
    user: str
    what: str
    details: tuple[str, ...]
    why: str


def history_of(store: Store, records: Iterable[Record]) -> list[HistoryLine]:
    """The history of some records together, the newest first."""
    entries = [entry for record in records for entry in readable_history(store, record.id)]
    entries.sort(key=lambda entry: (entry.at, entry.counter), reverse=True)
    return [line for entry in entries if (line := _line(entry)) is not None]


def _line(entry: JournalEntry) -> HistoryLine | None:
    declared = _DECLARED.get(entry.subject.record_type)
    if declared is None or entry.changes is None:
        return None
    at = datetime.fromisoformat(entry.at.replace("Z", "+00:00"))
    details = tuple(_details(declared, entry.changes))
    return HistoryLine(at, entry.user, _what(declared, entry), details, entry.reason or "")


def _what(declared: Declaration, entry: JournalEntry) -> str:
    changes = entry.changes or {}
    if declared.record_class is Claim and "state" in changes and entry.subject.base_version:
        return _("Claim: {state}").format(state=_value(declared, "state", changes["state"][1]))
    record = _(declared.label)
    if entry.subject.base_version:
        return _("{record}: changed").format(record=record)
    return _("{record}: entered").format(record=record)


def _details(declared: Declaration, changes: Mapping[str, tuple[Plain, Plain]]) -> Iterator[str]:
    known = {field.name for field in declared.fields}
    for name, (before, after) in changes.items():
        if name not in known or name in _UNSPOKEN:
            continue
        label = _(declared.field(name).label)
        old, new = _value(declared, name, before), _value(declared, name, after)
        if before is not None:
            yield f"{label}: {old or '–'} → {new or '–'}"
        elif new and after != 0:
            yield f"{label}: {new}"


def _value(declared: Declaration, name: str, plain: Plain) -> str:
    field = declared.field(name)
    value = decode(field, plain)
    if value is None or value in ("", ()):
        return ""
    if field.kind is Kind.MONEY:
        return baht(value)
    return _spoken(value)


def _spoken(value: object) -> str:
    match value:
        case StrEnum():
            words = label_of(value)
        case bool():
            words = _("yes") if value else _("no")
        case Month():
            words = value.name
        case PartialDate():
            words = value.full_text
        case datetime():
            local = value.astimezone(BANGKOK)
            words = f"{thai_date(local.date())} {local:%H:%M}"
        case date():
            words = thai_date(value)
        case tuple():
            words = ", ".join(str(each) for each in value)
        case _:
            words = str(value)
    return words
