"""A record and its fields in words, whatever register it is of: what histories, the exchange and the access log say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from sai_thong.db.permits import NotPermitted
from sai_thong.db.refusals import RecordMissing
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.records import Declaration, FieldDeclaration, Kind, Record, declaration_of
from sai_thong.records.encoding import Plain, decode, to_row
from sai_thong.registers.allowances.records import Claim, PaymentMonth
from sai_thong.registers.assets.records import Asset, Loan, Material, Pool, Room
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.banks import bank_name
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.labels import label_of
from sai_thong.registers.law.service_terms import UNIT_LABELS, TermUnit
from sai_thong.registers.office.own_law import tables_in_use
from sai_thong.registers.office.records import Holiday, Setting, Signer, Village
from sai_thong.registers.office.settings import declared_setting
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.saraban.records import IncomingDocument, OutgoingDocument
from sai_thong.thai import citizen_id
from sai_thong.thai.day_words import day_words, moment_words
from sai_thong.thai.money import baht

DECLARED: Final[Mapping[str, Declaration]] = {each.table: each for each in map(declaration_of, RECORD_TYPES)}
"""What every table of the office holds, by its name in the journal."""


def _setting_title(setting: Setting) -> str:
    """What a setting is called; its key where this program declares none such."""
    try:
        return _(declared_setting(setting.key).label)
    except KeyError:
        return setting.key


_OWN_TITLES: Final[Mapping[type[Record], Callable[[Any], str]]] = {
    Citizen: lambda each: str(each.full_name),
    Petition: lambda each: f"{each.number} {each.subject}",
    Asset: lambda each: f"{each.number} {each.name}",
    IncomingDocument: lambda each: f"{each.number or ''} {each.subject}",
    OutgoingDocument: lambda each: f"{each.printed_number} {each.subject}",
    PaymentMonth: lambda each: str(each.month.name),
    Room: lambda each: str(each.name),
    Pool: lambda each: str(each.name),
    Material: lambda each: str(each.name),
    Loan: lambda each: str(each.borrower),
    Claim: lambda each: label_of(each.scheme),
    Attachment: lambda each: str(each.name),
    Setting: _setting_title,
    Signer: lambda each: str(each.name),
    Village: lambda each: f"{each.moo} {each.name}",
    Holiday: lambda each: day_words(each.day),
}
"""What records are called that have a title of their own."""
NOTHING: Final = (None, "", "[]", "{}")
"""How the journal writes that a field is empty."""
_ASKED: Final = 10_000
"""Ids in one question; SQLite takes 32,766 parameters."""
_LAST_DIGITS: Final = 4
"""Of a bank account that are told."""


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
    return record.search_text().strip() or kind_words(type(record))


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


def kind_words(record_class: type[Record]) -> str:
    """What kind of record it is."""
    return _(declaration_of(record_class).label)


def field_label(record_class: type[Record], name: str) -> str:
    """What the office calls a field; its bare name where a newer program made it."""
    declared = _field_of(record_class, name)
    return _(declared.label) if declared else name


def value_words(store: Store, record_class: type[Record], name: str, plain: Plain, *, whole: bool = False) -> str:
    """A kept value as a person reads it: another record by its title, a citizen ID or an account masked unless `whole`.

    Empty for nothing.
    """
    if plain in NOTHING:
        return ""
    mask = _masks(name)
    if mask is not None:
        return str(plain) if whole else mask(str(plain))
    by_name = _of_name(name)
    if by_name is not None:
        return by_name(store, str(plain))
    declared = _field_of(record_class, name)
    return str(plain) if declared is None else _BY_KIND.get(declared.kind, str)(decode(declared, plain))


def is_reference(name: str) -> bool:
    """Whether a field holds the id of another record."""
    return name in _OF_RECORDS or (name.endswith(("_id", "_ids")) and not name.endswith("citizen_id"))


def _of_name(name: str) -> Callable[[Store, str], str] | None:
    """What turns the value of a field into words that its kind alone does not tell."""
    if is_reference(name):
        return lambda store, record_id: _named(store, record_id) or record_id
    if name in _OF_THE_LAW:
        return partial(_law_name, *_OF_THE_LAW[name])
    return _BY_NAME.get(name)


def _law_name(table: str, key: str, store: Store, plain: str) -> str:
    """What a key of the law tables is called, in the latest row that has it; the key itself where none does."""
    named = [row["name"] for row in tables_in_use(store)[table] if row.get(key) == plain]
    return str(named[-1]) if named else plain


def _masks(name: str) -> Callable[[str], str] | None:
    if name.endswith("citizen_id"):
        return citizen_id.masked
    return (lambda number: f"x-{number[-_LAST_DIGITS:]}") if name == "account_no" else None


def _field_of(record_class: type[Record], name: str) -> FieldDeclaration | None:
    return next((each for each in declaration_of(record_class).fields if each.name == name), None)


def _named(store: Store, record_id: str) -> str:
    """The title of the record with an id; empty for what has none of its own, or is not to be read by this user."""
    made_by = store.query("SELECT record_type FROM journal WHERE record_id = ? LIMIT 1", (record_id,))
    declared = DECLARED.get(made_by[0]["record_type"]) if made_by else None
    if declared is None or declared.record_class not in _OWN_TITLES:
        return ""
    try:
        return record_title(store, store.get(declared.record_class, record_id))
    except (RecordMissing, NotPermitted):
        return ""


def _plain_data(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {each}" for key, each in value.items())
    return ", ".join(str(each) for each in value) if isinstance(value, tuple) else str(value)


_OF_RECORDS: Final = frozenset({"merged_into", "refers_to", "given_to", "reverses"})
"""Fields that hold the id of another record and are not called so."""
_OF_THE_LAW: Final = {
    "service": ("services", "service"),
    "division": ("divisions", "id"),
    "type_key": ("asset_types", "type"),
    "budget_category": ("budget_categories", "id"),
    "procurement_method": ("procurement_methods", "id"),
    "material_class": ("material_classes", "id"),
    "title_kind": ("title_documents", "id"),
}
"""Fields that hold a key of the law tables: the table, and its field that has the key."""
_BY_NAME: Final[Mapping[str, Callable[[Store, str], str]]] = {
    "bank_code": lambda _store, code: bank_name(code),
    "promise_unit": lambda _store, unit: _(UNIT_LABELS[TermUnit(unit)]),
}
_BY_KIND: Final[Mapping[Kind, Callable[[Any], str]]] = {
    Kind.BOOLEAN: lambda yes: _("Yes") if yes else _("No"),
    Kind.DATE: day_words,
    Kind.PARTIAL_DATE: day_words,
    Kind.MONTH: lambda month: str(month.short_name),
    Kind.MONEY: lambda satang: _("{amount} baht").format(amount=baht(satang)),
    Kind.CHOICE: label_of,
    Kind.TIME: moment_words,
    Kind.JSON: _plain_data,
}
