"""The services an office gives, as dated data: who handles them, what they ask for, and within what they promise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from sai_thong.ground import resources
from sai_thong.ground.language import _
from sai_thong.registers.law.rows import (
    DatedRule,
    Row,
    Tables,
    in_force,
    in_sequence,
    law_fault,
    lay_over,
    parse_tables,
    read_table,
)
from sai_thong.registers.law.service_terms import FieldKind, OpinionStep, ProfileKey, TermUnit

SERVICES_FILE: Final = "services.toml"
LONGEST_PROMISE: Final = 3650


@dataclass(frozen=True, slots=True)
class RequiredPaper:
    """A paper a service asks for.

    Attributes:
        name: In Thai, as told to the petitioner.
        required: Whether the application is incomplete without it.
    """

    name: str
    required: bool


@dataclass(frozen=True, slots=True)
class ExtraField:
    """What only this service's form asks.

    Attributes:
        key: Its name in the answers of a petition.
        label: In Thai, as printed on the form.
        kind: What it takes.
        unit: Printed behind it, such as ลิตร; or empty.
        choices: What can be chosen, in Thai; only of a choice.
        required: Whether the form is incomplete without it.
    """

    key: str
    label: str
    kind: FieldKind
    unit: str
    choices: tuple[str, ...]
    required: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Division(DatedRule):
    """A part of the office that handles petitions; `id` is its key.

    Attributes:
        name: In Thai, as the office calls it.
        stands_in: Key of the division that does its work where the office has none, or empty.
    """

    name: str
    stands_in: str

    @property
    def key(self) -> str:
        """Its name in services and petitions."""
        return self.id


@dataclass(frozen=True, kw_only=True, slots=True)
class Service(DatedRule):
    """A service as it is from a day on; one service may have rows that follow each other.

    Attributes:
        key: The service, whatever row of it is in force; what a petition keeps.
        name: In Thai.
        category: In Thai, of the categories of the figures.
        division: Key of the division it goes to unless told otherwise.
        form: Key of its own paper, or empty: the general petition.
        papers: What it asks for, in the order of the checklist.
        profile: Which clocks run.
        amount: The office's promise; None where the term of the law alone holds.
        unit: The unit of the promise.
        fee_note: What it costs, in Thai, or empty.
        fields: What its form asks besides.
        chain: Who gives an opinion, in order; the last decides. Empty: settled at the counter.
        confidential: Whether a case is opened behind the key for complaints about officials.
    """

    key: str
    name: str
    category: str
    division: str
    form: str
    papers: tuple[RequiredPaper, ...]
    profile: ProfileKey
    amount: int | None
    unit: TermUnit | None
    fee_note: str
    fields: tuple[ExtraField, ...]
    chain: tuple[OpinionStep, ...]
    confidential: bool


@dataclass(frozen=True)
class ServiceCatalogue:
    """Every service and division, the dated rows of a service in order."""

    rows: Mapping[str, tuple[Service, ...]]
    divisions: tuple[Division, ...]

    def service(self, key: str, on: date) -> Service | None:
        """The service as it is on `on`; None where it is not given then, or is not known."""
        return in_force(self.rows.get(key, ()), on)

    def named(self, key: str, on: date) -> Service | None:
        """As `service`, but one that was given before or will be is found too: to call an old case by its name."""
        known = self.rows.get(key)
        return (in_force(known, on) or known[-1]) if known else None

    def in_force(self, on: date) -> tuple[Service, ...]:
        """Every service given on `on`, in the order of the file."""
        found = (self.service(key, on) for key in self.rows)
        return tuple(service for service in found if service is not None)

    def categories(self, on: date) -> tuple[str, ...]:
        """The categories of the services in force, each once, in the order of the file."""
        return tuple(dict.fromkeys(service.category for service in self.in_force(on)))

    def division(self, key: str) -> Division | None:
        """The division of that key."""
        return next((each for each in self.divisions if each.key == key), None)


@cache
def shipped_services() -> ServiceCatalogue:
    """The catalogue as shipped, read once."""
    return load_services()


def load_services(overlay: Tables | None = None) -> ServiceCatalogue:
    """The catalogue with an office's own rows laid over.

    Raises:
        LawDataError: A row is malformed, contradicts another, or names a division that is not there; it is named.
    """
    return read_services(lay_over(shipped_service_tables(), overlay))


@cache
def shipped_service_tables() -> Tables:
    """The shipped file as plain data: what an overlay goes over."""
    return parse_tables(resources.read_text(f"law/{SERVICES_FILE}"), SERVICES_FILE)


def read_services(tables: Tables) -> ServiceCatalogue:
    """The catalogue from plain tables.

    Raises:
        LawDataError: As `load_services`.
    """
    divisions = tuple(rule for rule, _place in read_table(tables, SERVICES_FILE, "divisions", _division))
    known = {division.key for division in divisions}
    for division in divisions:
        if division.stands_in and division.stands_in not in known:
            place = f"{SERVICES_FILE} › divisions ({division.key})"
            raise law_fault(place, _("there is no division “{division}”").format(division=division.stands_in))
    by_key: dict[str, list[tuple[Service, str]]] = defaultdict(list)
    for service, place in read_table(tables, SERVICES_FILE, "services", _service):
        if service.division not in known:
            raise law_fault(place, _("there is no division “{division}”").format(division=service.division))
        by_key[service.key].append((service, place))
    rows = {key: in_sequence(found, gaps_allowed=True) for key, found in by_key.items()}
    return ServiceCatalogue(rows, divisions)


def _division(row: Row) -> Division:
    return Division(name=row.text("name"), stands_in=row.text("stands_in", ""), **row.dated_fields())


def _service(row: Row) -> Service:
    amount, unit = _promise(row)
    return Service(
        key=row.text("service"),
        name=row.text("name"),
        category=row.text("category"),
        division=row.text("division"),
        form=row.text("form", ""),
        papers=tuple(_paper(each) for each in _rows_or_none(row, "papers")),
        profile=row.choice("profile", ProfileKey),
        amount=amount,
        unit=unit,
        fee_note=row.text("fee_note", ""),
        fields=_fields(row),
        chain=_chain(row),
        confidential=row.truth("confidential") if row.has("confidential") else False,
        **row.dated_fields(),
    )


def _promise(row: Row) -> tuple[int | None, TermUnit | None]:
    """The promise: both its amount and its unit, or neither."""
    if not row.has("amount") and not row.has("unit"):
        return None, None
    return row.whole("amount", 1, LONGEST_PROMISE), row.choice("unit", TermUnit)


def _paper(row: Row) -> RequiredPaper:
    paper = RequiredPaper(row.text("name"), row.truth("required"))
    row.finish()
    return paper


def _rows_or_none(row: Row, name: str) -> Sequence[Row]:
    return row.rows_of(name) if row.has(name) and row.list_of(name) else ()


def _fields(row: Row) -> tuple[ExtraField, ...]:
    found = tuple(_field(each) for each in _rows_or_none(row, "fields"))
    if len({each.key for each in found}) != len(found):
        raise row.fault(_("two fields of the form have the same key"))
    if sum(each.kind is FieldKind.POINTS for each in found) > 1:
        raise row.fault(_("a form asks for one list of points only"))
    return found


def _field(row: Row) -> ExtraField:
    kind = row.choice("kind", FieldKind)
    choices = tuple(str(choice) for choice in row.list_of("choices")) if row.has("choices") else ()
    if bool(choices) != (kind is FieldKind.CHOICE):
        raise row.fault(_("a field to choose from, and no other, has choices"))
    if len(set(choices)) != len(choices):
        raise row.fault(_("two choices are the same"))
    found = ExtraField(row.text("key"), row.text("label"), kind, row.text("unit", ""), choices, row.truth("required"))
    row.finish()
    return found


def _chain(row: Row) -> tuple[OpinionStep, ...]:
    """The chain of opinions; the whole one printed on the form where the row names none."""
    if not row.has("chain"):
        return tuple(OpinionStep)
    named = [str(step) for step in row.list_of("chain")]
    chain = tuple(step for step in OpinionStep if step in named)
    if len(chain) != len(named):
        known = ", ".join(OpinionStep)
        raise row.fault(_("“{field}” must be one of: {known}").format(field="chain", known=known))
    return chain
