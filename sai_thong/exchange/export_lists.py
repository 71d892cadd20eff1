"""Lists of the office's work as workbooks: claims, cards, payments, debts, retro pay, the queue, numbers, a history.

Each is made from the declaration of its record type, with the person it is about in front. A workbook leaves the
office's hands easily: what tells more of a person than the list needs is masked or left out, unless somebody asks for
it whole with a reason, which stands in the journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.db.numbering import OfficialNumber
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.exchange.export import Exported, shown_value
from sai_thong.exchange.workbooks import Value
from sai_thong.exchange.xlsx import new_workbook, write_table
from sai_thong.ground.clock import BANGKOK, bangkok_today
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.records import FieldDeclaration, Kind, Record, Sensitivity, declaration_of
from sai_thong.registers.allowances.labels import label_of
from sai_thong.registers.allowances.records import (
    CentralTask,
    Claim,
    DisabilityCard,
    Overpayment,
    PaymentLine,
    RetroOrder,
)
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.registers.record_history import history_of
from sai_thong.thai import citizen_id
from sai_thong.thai.calendar import Month, fiscal_year_months, thai_date_short


class ListName(StrEnum):
    """The lists that can be written."""

    CLAIMS = "claims"
    CARDS = "cards"
    PAYMENTS = "payments"
    OVERPAYMENTS = "overpayments"
    RETRO = "retro"
    CENTRAL_QUEUE = "central-queue"
    NUMBERS = "numbers"
    HISTORY = "history"


@dataclass(frozen=True)
class ListRequest:
    """Which list, and of what.

    Attributes:
        name: Which.
        scheme_set: Whose claims, payments and what follows from them.
        month: Payments of one month.
        fiscal_year_be: Payments of a fiscal year.
        person: Whose history.
        unmask: Whether everything personal is written whole.
        why: The reason for it, which the journal keeps.
    """

    name: ListName
    scheme_set: SchemeSet = SchemeSet.ORDINARY
    month: Month | None = None
    fiscal_year_be: int | None = None
    person: Citizen | None = None
    unmask: bool = False
    why: str = ""


LISTED: Final[Mapping[ListName, type[Record]]] = {
    ListName.CLAIMS: Claim,
    ListName.CARDS: DisabilityCard,
    ListName.PAYMENTS: PaymentLine,
    ListName.OVERPAYMENTS: Overpayment,
    ListName.RETRO: RetroOrder,
    ListName.CENTRAL_QUEUE: CentralTask,
    ListName.NUMBERS: OfficialNumber,
}
"""The record type of each list; a history is none, it tells of them all."""
_WITHOUT_PERSON: Final = frozenset({ListName.NUMBERS, ListName.PAYMENTS})
"""Lists whose records name nobody, or name the person themselves."""
_NEEDED: Final = frozenset({"citizen_id", "prefix", "first_name", "last_name", "house_no", "moo", "payee_name"})
"""What a list must say of a person to be of use."""
_MASKED: Final = frozenset({"citizen_id", "payee_citizen_id", "proxy_citizen_id", "account_no"})
_LAST_DIGITS: Final = 4


def export_list(store: Store, request: ListRequest, path: Path) -> Exported:
    """Write a list to an XLSX file; that it was done is noted first.

    Raises:
        BadInput: A month, a person or a reason is missing.
        StoreTrouble: The note cannot be written.
        SetClosed: This user does not hold the key of the set.
        NotWritten: The file cannot be written.
    """
    _check(request)
    # Noted before anything is written: an export that nobody knows of must not exist.
    _note(store, request)
    title, headings, rows = _history(store, request) if request.name is ListName.HISTORY else _list(store, request)
    titles = [title, _("Exported on {day}").format(day=thai_date_short(bangkok_today(store.clock)))]
    if not request.unmask and request.name is not ListName.NUMBERS:
        titles.append(_("Citizen IDs and account numbers are masked, other personal data left out."))
    with new_workbook(path) as workbook:
        write_table(workbook, title, headings, rows, titles=titles)
    return Exported(len(rows), path)


def _check(request: ListRequest) -> None:
    if request.name is ListName.PAYMENTS and (request.month is None) is (request.fiscal_year_be is None):
        raise BadInput(_("Payments are written by month or by fiscal year."), do=_("Say which."))
    if request.name is ListName.HISTORY and request.person is None:
        raise BadInput(_("A history is that of one person."), do=_("Say whose."))
    if request.unmask and not request.why.strip():
        raise BadInput(_("Personal data are written whole only with a reason."), do=_("Write the reason."))


def _note(store: Store, request: ListRequest) -> None:
    kind = Access.EXPORT_WHOLE if request.unmask else Access.EXPORT
    about = request.person.id if request.person else request.name.value
    detail = f"{request.name.value} {request.scheme_set.value}"
    register = "" if request.name is ListName.NUMBERS else "allowances"
    access_log.note(store, Look(kind, about, detail, request.why, register))


# the history of a person


_Table = tuple[str, list[str], list[Sequence[Value]]]


def _history(store: Store, request: ListRequest) -> _Table:
    """When, who, what and why; what stood in the fields only unmasked."""
    assert request.person is not None
    told: list[Sequence[Value]] = []
    for change in history_of(store, [request.person], whole=request.unmask):
        local = change.at.astimezone(BANGKOK)
        row = [f"{thai_date_short(local.date())} {local:%H:%M}", change.user, change.title, change.why]
        told.append([*row, "; ".join(each.words for each in change.fields)] if request.unmask else row)
    headings = [_("When"), _("Done by"), _("What"), _("Reason")]
    title = _("History of {name}").format(name=request.person.full_name)
    return title, [*headings, _("Details")] if request.unmask else headings, told


# lists of records


def _list(store: Store, request: ListRequest) -> _Table:
    record_class = LISTED[request.name]
    declared = declaration_of(record_class)
    records = list(_records(store, request))
    fields = [each for each in declared.fields if _is_written(each, whole=request.unmask)]
    headings = [_(each.label) for each in fields]
    rows: list[Sequence[Value]] = [[_value(each, record, request) for each in fields] for record in records]
    if request.name not in _WITHOUT_PERSON:
        people = _people(store, shelf_of(store, request.scheme_set), records)
        headings = [_("Citizen ID"), _("Name"), _("House number"), _("Village number"), *headings]
        rows = [[*_person(each, request), *row] for each, row in zip(people, rows, strict=True)]
    return _(declared.label), headings, rows


def _records(store: Store, request: ListRequest) -> Iterator[Record]:
    if request.name in (ListName.NUMBERS, ListName.CARDS):
        yield from store.find(LISTED[request.name])
        return
    shelf = shelf_of(store, request.scheme_set)
    if request.name is ListName.PAYMENTS:
        months = (request.month,) if request.month else fiscal_year_months(request.fiscal_year_be or 0)
        for month in months:
            yield from shelf.find(PaymentLine, paid_in=month)
        return
    yield from shelf.find(LISTED[request.name])


def _people(store: Store, shelf: Shelf, records: Iterable[Record]) -> list[Citizen]:
    """Whom each record is about, by itself or through its claim."""
    people = {each.id: each for each in store.find(Citizen)}
    holders = {each.id: each.person_id for each in shelf.find(Claim)}
    return [people[getattr(each, "person_id", "") or holders[getattr(each, "claim_id", "")]] for each in records]


def _person(citizen: Citizen, request: ListRequest) -> list[Value]:
    written = citizen.citizen_id or ""
    shown = written if request.unmask else _masked("citizen_id", written)
    return [shown, citizen.full_name, citizen.house_no, citizen.moo]


def _is_written(declared: FieldDeclaration, *, whole: bool) -> bool:
    """Whether a field becomes a column: never what only binds records together, nor answers by a form's own keys."""
    binds = declared.name.endswith(("_id", "_ids")) and declared.name not in _MASKED
    if binds or declared.python_type is dict:
        return False
    return whole or declared.sensitivity is Sensitivity.PLAIN or declared.name in _NEEDED | _MASKED


def _value(declared: FieldDeclaration, record: Record, request: ListRequest) -> Value:
    value: Any = getattr(record, declared.name)
    if value is None:
        return None
    if declared.name in _MASKED and not request.unmask:
        return _masked(declared.name, str(value))
    if declared.kind is Kind.CHOICE:
        return label_of(value)
    return shown_value(declared, value)


def _masked(name: str, text: str) -> str:
    """An id or an account of which only so much can be read that a clerk can compare it."""
    if not text:
        return ""
    if name != "account_no":
        return citizen_id.masked(text)
    return "x" * max(len(text) - _LAST_DIGITS, 0) + text[-_LAST_DIGITS:]
