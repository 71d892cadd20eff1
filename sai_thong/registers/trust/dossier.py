"""Everything the office holds of one person, in every register, and who saw it (มาตรา 30, 31).

Compiling it is an access of its own, noted with its reason before anything is given.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look, Seen
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK, bangkok_today
from sai_thong.ground.language import _, speaking
from sai_thong.records import FieldDeclaration, Kind, Record, declaration_of, to_row
from sai_thong.records.encoding import Plain
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.joined import stands_for, with_joined
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.labels import label_of
from sai_thong.registers.petitions.law_in_force import petition_law
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.shelves import may_see
from sai_thong.registers.trust.held import (
    ABOUT_ANY,
    BY_CITIZEN_ID,
    OF_PERSONS,
    OF_SEVERAL,
    PERSON_IDS,
    THROUGH,
    is_told,
    name_fields,
)
from sai_thong.registers.trust.refusing import need_words
from sai_thong.thai.calendar import thai_date, thai_date_short
from sai_thong.thai.citizen_id import formatted
from sai_thong.thai.money import baht

Called = Mapping[str, Callable[[str], str]]
"""What the office calls a key, by the field it stands in."""


@dataclass(frozen=True)
class HeldField:
    """One value that is held.

    Attributes:
        name: The field, as programs know it.
        label: What the office calls it, in Thai.
        words: The value in Thai words.
        plain: The value as it is kept: days ISO in the Common Era, amounts in satang.
    """

    name: str
    label: str
    words: str
    plain: Plain


@dataclass(frozen=True)
class HeldRecord:
    """One record in which something is held.

    Attributes:
        table: Its table.
        record_id: Its id.
        label: What one such record is, in Thai.
        fields: What it says of the person; empty values are left out.
        of_another: Whether the record is somebody else's, and only what concerns this person is told.
    """

    table: str
    record_id: str
    label: str
    fields: tuple[HeldField, ...]
    of_another: bool = False


@dataclass(frozen=True)
class Dossier:
    """What is held of one person.

    Attributes:
        name: Whose it is.
        citizen_id: Thirteen digits, or empty.
        made_on: The day.
        made_by: Who compiled it.
        why: What for.
        records: Found by the person or the citizen ID, in the order of the registers.
        sealed: The same of the parts with keys of their own; empty unless they were asked for and this user holds them.
        by_name: Found by the name alone: it may be another person's, and is looked through before it is given.
        seen: Who saw it, oldest first.
    """

    name: str
    citizen_id: str
    made_on: date
    made_by: str
    why: str
    records: tuple[HeldRecord, ...]
    sealed: tuple[HeldRecord, ...]
    by_name: tuple[HeldRecord, ...]
    seen: tuple[Seen, ...]


def compile_dossier(store: Store, citizen: Citizen, *, why: str, sealed: bool = False) -> Dossier:
    """Gather what is held of a person, after noting that it was.

    Args:
        store: The office's store.
        citizen: The person; records merged into it are the person's too.
        why: What for, such as the request.
        sealed: Also of the sensitive sets that this user holds the keys of.

    Raises:
        TrustRefused: No reason is given.
        NotPermitted: This user may not export, or not see one of the registers.
        StoreTrouble: The note cannot be written; nothing is given.
    """
    why = need_words(why, _("A dossier is compiled only with a reason, which the log keeps."))
    access_log.note(store, Look(Access.EXPORT_WHOLE, citizen.id, detail="dossier", why=why, register="trust"))
    persons = _same_person(store, citizen)
    citizen = persons[0]
    found = _Found(store, persons, store.user)
    opened = [store.sealed_set(name) for name in sorted(store.keys.set_keys)] if sealed else []
    sealed_found = [_Found(shelf, persons, store.user, ordinary=False) for shelf in opened]
    called = _names_by_law(store)
    with speaking("th"):
        records = tuple(found.held(called))
        kept_sealed = tuple(each for one in sealed_found for each in one.held(called))
        by_name = tuple(_held_by_name(store, citizen, {each.record_id for each in records}, called))
    ids = [each.record_id for each in (*records, *kept_sealed)]
    return Dossier(
        name=citizen.full_name,
        citizen_id=citizen.citizen_id or "",
        made_on=bangkok_today(store.clock),
        made_by=store.user,
        why=why,
        records=records,
        sealed=kept_sealed,
        by_name=by_name,
        seen=tuple(access_log.seen(store, ids)),
    )


def _same_person(store: Store, citizen: Citizen) -> tuple[Citizen, ...]:
    """The record that is kept of a person, those made one with it, and those of the same citizen ID beside it."""
    citizen = stands_for(store, citizen.id)
    twins = store.find(Citizen, citizen_id=citizen.citizen_id) if citizen.citizen_id else []
    found = [one for each in (citizen, *twins) for one in with_joined(store, each)]
    return tuple({each.id: each for each in found}.values())


def _may_tell(shelf: Shelf, record: Record, user: str) -> bool:
    """Whether this user may see the case a record is of: who is complained of learns nothing of it by a dossier."""
    case_id = record.id if isinstance(record, Petition) else str(getattr(record, "petition_id", ""))
    return not case_id or all(may_see(each, user) for each in shelf.find(Petition, id=case_id))


class _Found:
    """The records of a person on one shelf.

    Args:
        shelf: The ordinary tables or an opened set.
        persons: Every record of the person in the register of citizens.
        user: Who compiles: what this user may not see is not found.
        ordinary: Whether the citizens themselves stand on this shelf.
    """

    def __init__(self, shelf: Shelf, persons: tuple[Citizen, ...], user: str, *, ordinary: bool = True) -> None:
        self._shelf = shelf
        self._user = user
        self._ids = tuple(each.id for each in persons)
        self._numbers = tuple({each.citizen_id for each in persons if each.citizen_id})
        self._own: dict[type[Record], dict[str, Record]] = {}
        self._partly: dict[type[Record], dict[str, tuple[Record, str]]] = {}
        if ordinary:
            self._own[Citizen] = {each.id: each for each in persons}
        self._find()

    def _find(self) -> None:
        for record_class in OF_PERSONS:
            self._keep(record_class, self._shelf.find(record_class, person_id=self._ids))
        for record_class in OF_SEVERAL:
            rows = self._shelf.find(record_class)
            self._keep(record_class, [each for each in rows if set(getattr(each, PERSON_IDS)) & set(self._ids)])
        for record_class, (name, parent) in THROUGH.items():
            if parents := tuple(self._own.get(parent, ())):
                for chunk in _chunks(parents):
                    self._keep(record_class, self._shelf.find(record_class, **{name: chunk}))
        for record_class, name, begins in BY_CITIZEN_ID:
            if not self._numbers:
                continue
            for record in self._shelf.find(record_class, **{name: self._numbers}):
                known = record.id in self._own.get(record_class, ())
                if not known and _may_tell(self._shelf, record, self._user):
                    self._partly.setdefault(record_class, {})[record.id] = (record, begins)
        for record_class in ABOUT_ANY:
            for chunk in _chunks(tuple(each for kept in self._own.values() for each in kept)):
                self._keep(record_class, self._shelf.find(record_class, subject_id=chunk))

    def _keep(self, record_class: type[Record], records: list[Record]) -> None:
        told = {each.id: each for each in records if _may_tell(self._shelf, each, self._user)}
        self._own.setdefault(record_class, {}).update(told)

    def held(self, called: Called) -> Iterator[HeldRecord]:
        """Every record, in the order of the registers."""
        for record_class in RECORD_TYPES:
            for record in self._own.get(record_class, {}).values():
                yield _held(record, called)
            for record, begins in self._partly.get(record_class, {}).values():
                yield dataclasses.replace(_held(record, called, begins), of_another=bool(begins))


def _names_by_law(store: Store) -> Called:
    """How the office calls what its tables of services keep under a key."""
    law, today = petition_law(store), bangkok_today(store.clock)

    def service_name(key: str) -> str:
        service = law.services.named(key, today)
        return service.name if service else key

    return {"service": service_name, "division": law.division_name, "accused_division": law.division_name}


def _held(record: Record, called: Called, begins: str = "") -> HeldRecord:
    """What a record says: fields that begin so, without empty ones; in the language in use."""
    declared, row = declaration_of(type(record)), to_row(record)
    fields = (
        HeldField(each.name, _(each.label), _words(each, getattr(record, each.name), called), row[each.name])
        for each in declared.fields
        if each.name.startswith(begins) and is_told(type(record), each.name)
    )
    return HeldRecord(declared.table, record.id, _(declared.label), tuple(each for each in fields if each.words))


def _held_by_name(store: Store, citizen: Citizen, known: set[str], called: Called) -> Iterator[HeldRecord]:
    """Records whose personal texts hold the whole name, and that were not found otherwise: those texts alone."""
    if not (citizen.first_name and citizen.last_name):
        return
    name = f"{citizen.first_name} {citizen.last_name}"
    classes = {declared.table: declared.record_class for declared in map(declaration_of, RECORD_TYPES)}
    for table, fields in name_fields().items():
        holds = " OR ".join(f"instr({each}, ?) > 0" for each in fields)
        for row in store.query(f"SELECT id FROM {table} WHERE {holds} ORDER BY row", [name] * len(fields)):
            record = store.get(classes[table], str(row["id"]))
            if record.id not in known and _may_tell(store, record, store.user):
                held = _held(record, called)
                texts = tuple(each for each in held.fields if each.name in fields and name in each.words)
                yield dataclasses.replace(held, fields=texts, of_another=True)


def _chunks(ids: tuple[str, ...], size: int = 500) -> Iterator[tuple[str, ...]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _words(declared: FieldDeclaration, value: object, called: Called) -> str:
    """A value in Thai words; empty where nothing is held, and for a no."""
    if value is None or value in ("", (), {}, False):
        return ""
    if declared.name in called:
        return called[declared.name](str(value))
    if declared.name.endswith("citizen_id"):
        return formatted(str(value))
    return _WORDS.get(declared.kind, str)(value)


def _moment_words(moment: datetime) -> str:
    there = moment.astimezone(BANGKOK)
    return f"{thai_date_short(there)} เวลา {there:%H.%M} น."


def _json_words(value: object) -> str:
    if isinstance(value, dict):  # its names are keys of the program; what was said stands in the values
        return ", ".join(_json_words(each) for each in value.values() if each not in (None, ""))
    if isinstance(value, tuple | list):
        return ", ".join(_json_words(each) for each in value)
    return str(value)


_WORDS: Final[Mapping[Kind, Callable[[Any], str]]] = {
    Kind.MONEY: lambda satang: f"{baht(satang)} บาท",
    Kind.BOOLEAN: lambda _yes: "ใช่",
    Kind.DATE: thai_date,
    Kind.TIME: _moment_words,
    Kind.MONTH: lambda month: str(month.name),
    Kind.PARTIAL_DATE: lambda known: str(known.full_text),
    Kind.CHOICE: label_of,
    Kind.JSON: _json_words,
}
"""How each kind of value is said; all others stand as they are."""
