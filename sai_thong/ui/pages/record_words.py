"""A record and its fields in words, whatever register it is of: what the exchange and the access log call it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from sai_thong.db.permits import NotPermitted
from sai_thong.db.refusals import RecordMissing
from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _
from sai_thong.records import FieldDeclaration, Kind, Record, declaration_of
from sai_thong.records.encoding import Plain, decode, to_row
from sai_thong.registers.allowances.records import PaymentMonth
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.citizens.banks import bank_name
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.labels import label_of
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.saraban.records import IncomingDocument, OutgoingDocument
from sai_thong.thai import citizen_id
from sai_thong.thai.calendar import thai_date_short
from sai_thong.thai.money import baht
from sai_thong.ui.pages.citizens.rows import day_words

_OWN_TITLES: Final[Mapping[type[Record], Callable[[Any], str]]] = {
    Citizen: lambda each: str(each.full_name),
    Petition: lambda each: f"{each.number} {each.subject}",
    Asset: lambda each: f"{each.number} {each.name}",
    IncomingDocument: lambda each: f"{each.number or ''} {each.subject}",
    OutgoingDocument: lambda each: f"{each.printed_number} {each.subject}",
    PaymentMonth: lambda each: str(each.month.name),
}
"""What records are called that have a title of their own."""
_NAMED: Final[tuple[type[Record], ...]] = (Citizen, Petition, Asset)
"""Records that others are told by; tried in this order."""
_ASKED: Final = 10_000
"""Ids in one question; SQLite takes 32,766 parameters."""


def record_title(store: Store, record: Record) -> str:
    """What a record is called: by its own name, or by the person, case or thing it belongs to."""
    title = _OWN_TITLES.get(type(record))
    if title is not None:
        return title(record).strip()
    row = to_row(record)
    for name, value in row.items():
        if name.endswith("_id") and name != "citizen_id" and isinstance(value, str):
            found = _named(store, value)
            if found:
                return found
    return record.search_text().strip() or kind_words(record)


def titles(store: Store, ids: Iterable[str]) -> dict[str, str]:
    """The titles of many records by their ids; those of other kinds, and what this user may not read, have none."""
    found: dict[str, str] = {}
    readable = [each for each in _OWN_TITLES if store.permits.may_read(declaration_of(each).table)]
    for part in _parts(ids):
        for record_class in readable:
            found |= {each.id: record_title(store, each) for each in store.find(record_class, id=part)}
    return found


def _parts(ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    ordered = sorted(ids)
    return (tuple(ordered[start : start + _ASKED]) for start in range(0, len(ordered), _ASKED))


def kind_words(record: Record) -> str:
    """What kind of record it is."""
    return _(declaration_of(type(record)).label)


def field_label(record: Record, name: str) -> str:
    """What the office calls a field; its bare name where a newer program made it."""
    declared = {each.name: each for each in declaration_of(type(record)).fields}
    return _(declared[name].label) if name in declared else name


def value_words(store: Store, record: Record, name: str, plain: Plain) -> str:
    """A kept value as a person reads it; a dash for nothing."""
    declared = {each.name: each for each in declaration_of(type(record)).fields}
    if plain is None or plain == "" or name not in declared:
        return "–" if plain in (None, "") else str(plain)
    if name in _BY_NAME:
        return _BY_NAME[name](str(plain))
    if name.endswith("_id"):
        return _named(store, str(plain)) or str(plain)
    field = declared[name]
    return _told(field, plain)


def _told(field: FieldDeclaration, plain: Plain) -> str:
    return _BY_KIND.get(field.kind, str)(decode(field, plain)) or "–"


def _named(store: Store, record_id: str) -> str:
    """The title of the citizen, case or asset with an id; empty where it is of something else or not to be read."""
    for record_class in _NAMED:
        try:
            return record_title(store, store.get(record_class, record_id))
        except (RecordMissing, NotPermitted):
            continue
    return ""


def _moment(moment: datetime) -> str:
    local = moment.astimezone(BANGKOK)
    return f"{thai_date_short(local.date())} {local:%H:%M}"


def _plain_data(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {each}" for key, each in value.items())
    return ", ".join(str(each) for each in value) if isinstance(value, tuple) else str(value)


_BY_NAME: Final[Mapping[str, Callable[[str], str]]] = {
    "citizen_id": citizen_id.masked,
    "bank_code": bank_name,
}
_BY_KIND: Final[Mapping[Kind, Callable[[Any], str]]] = {
    Kind.BOOLEAN: lambda yes: _("Yes") if yes else _("No"),
    Kind.DATE: day_words,
    Kind.PARTIAL_DATE: day_words,
    Kind.MONTH: lambda month: str(month.short_name),
    Kind.MONEY: lambda satang: _("{amount} baht").format(amount=baht(satang)),
    Kind.CHOICE: label_of,
    Kind.TIME: _moment,
    Kind.JSON: _plain_data,
}
