"""A planned import laid beside the register of citizens: who is new, who changes and how, who stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sai_thong.db.store import Store
from sai_thong.exchange.duplicates import agree, more_exact
from sai_thong.exchange.findings import Finding, FindingKind, field_values
from sai_thong.exchange.headings import PersonField
from sai_thong.exchange.person_rows import PersonRow
from sai_thong.exchange.planning import ImportPlan
from sai_thong.records import from_row
from sai_thong.registers.citizens.joined import stands_for
from sai_thong.registers.citizens.listing import AWAY_SINCE
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import thai_date_short
from sai_thong.thai.text import clean

_CHUNK = 10_000
"""Ids asked for in one query; SQLite takes 32,766 parameters."""
_WHOLE_POPULATION = 0.8
"""A registrar's list that holds this share of the living is taken for a list of everybody."""

_SIMPLE: tuple[tuple[str, PersonField], ...] = (
    ("prefix", PersonField.PREFIX),
    ("first_name", PersonField.FIRST_NAME),
    ("last_name", PersonField.LAST_NAME),
    ("monastic_name", PersonField.MONASTIC_NAME),
    ("thai_national", PersonField.NATIONALITY),
    ("house_no", PersonField.HOUSE_NO),
    ("moo", PersonField.MOO),
    ("community", PersonField.COMMUNITY),
    ("soi", PersonField.SOI),
    ("road", PersonField.ROAD),
    ("subdistrict", PersonField.SUBDISTRICT),
    ("district", PersonField.DISTRICT),
    ("province", PersonField.PROVINCE),
    ("postcode", PersonField.POSTCODE),
)
"""Who somebody is and where they are registered: once the registrar said it, only the registrar changes it."""
_OWN_WORD: tuple[tuple[str, PersonField], ...] = (
    ("contact_address", PersonField.CONTACT_ADDRESS),
    ("phone", PersonField.PHONE),
    ("moved_in_on", PersonField.MOVED_IN),
    ("moved_out_on", PersonField.MOVED_OUT),
    ("moved_out_to", PersonField.MOVED_OUT),
)
"""What any list may change."""
_MONEY: tuple[tuple[str, PersonField], ...] = (
    ("bank_code", PersonField.BANK),
    ("account_no", PersonField.ACCOUNT_NO),
    ("account_name", PersonField.ACCOUNT_NAME),
)
"""Kept with the citizen, except from the list of the sensitive scheme: its account would tell."""


@dataclass
class Comparison:
    """What an import would do to the register of citizens.

    Attributes:
        new: Rows with the citizens they make.
        changed: Rows with the stored citizens and the fields that change.
        unchanged: Rows with the stored citizens.
        findings: Things to look at.
    """

    new: list[tuple[PersonRow, Citizen]] = field(default_factory=list)
    changed: list[tuple[PersonRow, Citizen, dict[str, Any]]] = field(default_factory=list)
    unchanged: list[tuple[PersonRow, Citizen]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def compare(store: Store, plan: ImportPlan, *, seen_on: date | None) -> Comparison:
    """Lay a plan beside the register; nothing is written.

    Args:
        store: The office's store.
        plan: The planned import.
        seen_on: For a registrar's list its date, written beside everyone it names; else None.
    """
    comparison = Comparison()
    source = _source_words(plan)
    known = _Known(store, plan.people)
    for person in plan.people:
        stored = known.citizen_of(person)
        values = _values(person, plan.scheme, source, seen_on)
        if stored is None:
            if namesake := known.namesake_of(person):
                comparison.findings.append(_of(person, FindingKind.POSSIBLE_DUPLICATE, name=namesake))
            comparison.new.append((person, Citizen(**values)))
            continue
        if stored.merged_into:
            stored = stands_for(store, stored.id)
            comparison.findings.append(_of(person, FindingKind.MERGED_PERSON, name=stored.full_name))
            comparison.unchanged.append((person, stored))
            continue
        changes = dict(_changes(person, stored, values, comparison.findings, by_registrar=plan.scheme is None))
        if changes:
            comparison.changed.append((person, stored, changes))
        else:
            comparison.unchanged.append((person, stored))
    if plan.scheme is None:
        comparison.findings += _missing_from(store, plan.people)
    return comparison


def _values(person: PersonRow, scheme: Scheme | None, source: str, seen_on: date | None) -> dict[str, Any]:
    """The fields of a citizen that a row tells."""
    told = (*_SIMPLE, *_OWN_WORD, *(() if scheme is Scheme.HIV else _MONEY))
    values = {name: value for name, _field in told if (value := getattr(person, name)) not in ("", None)}
    if person.citizen_id:
        values["citizen_id"] = person.citizen_id
    if person.birth:
        values["birth"] = person.birth
    if person.deceased:
        values |= {"deceased": True, "death": person.death, "death_source": source}
    if scheme is None:
        values["registry_seen_on"] = seen_on
        if person.remark and (person.moved_out and person.moved_out_on is None):
            values["note"] = person.remark
    return values


def _source_words(plan: ImportPlan) -> str:
    """How a death became known, as the register keeps it. An allowance is not named: one of them may not be."""
    list_name = "บัญชีจากสำนักทะเบียน" if plan.scheme is None else "บัญชีรายชื่อที่นำเข้า"
    return f"{list_name} ณ วันที่ {thai_date_short(plan.listed_on)}"


def _changes(
    person: PersonRow, stored: Citizen, values: Mapping[str, Any], findings: list[Finding], *, by_registrar: bool
) -> Iterator[tuple[str, Any]]:
    """The fields of a stored citizen that the row changes; what it may not change becomes a finding."""
    protected = stored.registry_seen_on is not None and not by_registrar
    for name, at in (*_SIMPLE, *_OWN_WORD, *_MONEY):
        if name not in values:
            continue
        now, then = getattr(stored, name), values[name]
        if now == then or (isinstance(now, str) and clean(now) == clean(then)):
            continue
        if now in ("", None):
            yield name, then
        elif protected and (name, at) in _SIMPLE:
            findings.append(_about(person, FindingKind.REGISTRAR_KEPT, at, kept=now, other=then))
        else:
            findings.append(_about(person, FindingKind.CHANGED, at, before=now, after=then))
            yield name, then
    yield from _birth_change(person, stored, findings, protected=protected)
    yield from _death_change(person, stored, values, findings)
    seen_on = values.get("registry_seen_on")
    if seen_on and (stored.registry_seen_on is None or stored.registry_seen_on < seen_on):
        yield "registry_seen_on", seen_on
    if values.get("note") and values["note"] not in stored.note:
        yield "note", "\n".join(filter(None, (stored.note, values["note"])))


def _birth_change(
    person: PersonRow, stored: Citizen, findings: list[Finding], *, protected: bool
) -> Iterator[tuple[str, PartialDate]]:
    now, then = stored.birth, person.birth
    if then is None or now == then:
        return
    if now is None or agree(now, then):
        exact = more_exact(now, then)
        if exact is not None and exact != now:
            yield "birth", exact
        return
    told = {"before" if not protected else "kept": now.full_text, "after" if not protected else "other": then.full_text}
    kind = FindingKind.REGISTRAR_KEPT if protected else FindingKind.CHANGED
    findings.append(_about(person, kind, PersonField.BIRTH, **told))
    if not protected:
        yield "birth", then


def _death_change(
    person: PersonRow, stored: Citizen, values: Mapping[str, Any], findings: list[Finding]
) -> Iterator[tuple[str, Any]]:
    """A death is taken, and its date when it says more; no list brings anyone back."""
    if not person.deceased:
        if stored.deceased:
            findings.append(_of(person, FindingKind.ALIVE_ON_LIST, name=stored.full_name))
        return
    if not stored.deceased:
        yield "deceased", True
        yield "death_source", values["death_source"]
    exact = more_exact(stored.death, person.death)
    if exact != stored.death:
        yield "death", exact


def _of(person: PersonRow, kind: FindingKind, **values: str) -> Finding:
    return Finding(kind, person.sheet, person.row, person.citizen_id or "", tuple(values.items()))


def _about(person: PersonRow, kind: FindingKind, at: PersonField, **values: object) -> Finding:
    shown = {name: str(value) for name, value in values.items()}
    return Finding(kind, person.sheet, person.row, person.citizen_id or "", field_values(at, **shown))


class _Known:
    """The stored citizens that a plan may be about."""

    def __init__(self, store: Store, people: Sequence[PersonRow]) -> None:
        self._store = store
        ids = tuple(person.citizen_id for person in people if person.citizen_id)
        self._by_id: dict[str, Citizen] = {}
        for each in _citizens_with(store, ids):
            # Of two records with one id, the one that was not merged away stands for the person.
            if each.citizen_id and (each.citizen_id not in self._by_id or not each.merged_into):
                self._by_id[each.citizen_id] = each
        self._by_name = _namesakes(store) if any(each.citizen_id not in self._by_id for each in people) else {}

    def citizen_of(self, person: PersonRow) -> Citizen | None:
        """The stored citizen a row is about: by id; without one, the only one of that name and birth date."""
        if person.citizen_id:
            return self._by_id.get(person.citizen_id)
        alike = self._by_name.get(_name_key(person), [])
        return self._store.get(Citizen, alike[0][0]) if len(alike) == 1 else None

    def namesake_of(self, person: PersonRow) -> str:
        """The name of a stored citizen with the same name and birth date as a new row, or empty."""
        alike = self._by_name.get(_name_key(person), []) if person.birth else []
        return alike[0][1] if alike else ""


def _citizens_with(store: Store, ids: Sequence[str]) -> Iterable[Citizen]:
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        marks = ",".join("?" * len(chunk))
        for row in store.query(f"SELECT * FROM citizens WHERE citizen_id IN ({marks}) ORDER BY row", chunk):
            yield from_row(Citizen, row)


def _namesakes(store: Store) -> dict[tuple[str, str, str], list[tuple[str, str]]]:
    """Record ids and full names by (first name, last name, stored birth)."""
    found: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in store.query(
        "SELECT id, prefix, first_name, last_name, birth FROM citizens WHERE merged_into IS NULL AND birth IS NOT NULL"
    ):
        key = (clean(row["first_name"]), clean(row["last_name"]), row["birth"])
        found[key].append((row["id"], f"{row['prefix']}{row['first_name']} {row['last_name']}".strip()))
    return found


def _name_key(person: PersonRow) -> tuple[str, str, str]:
    return clean(person.first_name), clean(person.last_name), person.birth.iso_parts if person.birth else ""


def _missing_from(store: Store, people: Sequence[PersonRow]) -> list[Finding]:
    """Who is registered as living here but does not stand on a registrar's list of everybody."""
    listed = {person.citizen_id for person in people}
    living = store.query(
        "SELECT citizen_id, prefix, first_name, last_name FROM citizens"
        f" WHERE NOT deceased AND ({AWAY_SINCE}) IS NULL AND merged_into IS NULL AND citizen_id IS NOT NULL"
    )
    missing = [row for row in living if row["citizen_id"] not in listed]
    if not living or len(missing) > (1 - _WHOLE_POPULATION) * len(living):
        return []
    return [
        Finding(
            FindingKind.NOT_ON_REGISTRY,
            citizen_id=row["citizen_id"],
            values=(("name", f"{row['prefix']}{row['first_name']} {row['last_name']}".strip()),),
        )
        for row in missing
    ]
