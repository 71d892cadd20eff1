"""A register as a workbook: the declared fields as columns, dates in BE as text, ids and accounts as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.db.store import Store
from sai_thong.exchange.workbooks import Value
from sai_thong.exchange.xlsx import new_workbook, write_table
from sai_thong.ground.clock import BANGKOK, bangkok_today
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.records import FieldDeclaration, Kind, Record, declaration_of
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.office.records import Holiday, Signer, Village
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month, thai_date_short

EXPORTED: Mapping[str, type[Record]] = {
    "citizens": Citizen,
    "villages": Village,
    "signers": Signer,
    "holidays": Holiday,
}
"""The registers that can be exported whole, by the name the command line gives them."""
_NEVER = frozenset({"merged_into"})
_SATANG = 100


@dataclass(frozen=True)
class Exported:
    """What was written.

    Attributes:
        rows: How many records.
        path: Where.
    """

    rows: int
    path: Path


def export_register(store: Store, register: str, path: Path) -> Exported:
    """Write a whole register to an XLSX file; that it was done is noted first.

    Records merged into others are left out.

    Raises:
        BadInput: No such register is exported.
        NotWritten: The file cannot be written.
    """
    if register not in EXPORTED:
        raise BadInput(
            _("There is no register “{name}” to export.").format(name=register),
            do=_("Choose one of: {names}.").format(names=", ".join(EXPORTED)),
        )
    record_class = EXPORTED[register]
    records: list[Any] = store.find(record_class)
    if record_class is Citizen:
        records = sorted((each for each in records if not each.merged_into), key=_village_and_name)
    kept_in = declaration_of(record_class).register
    access_log.note(store, Look(Access.EXPORT, register, f"{len(records)}", register=kept_in))
    title = _("Exported on {day}").format(day=thai_date_short(bangkok_today(store.clock)))
    export_records(records, record_class, path, titles=(title,))
    return Exported(len(records), path)


def export_records(
    records: Iterable[Record], record_class: type[Record], path: Path, *, titles: tuple[str, ...] = ()
) -> None:
    """Write any records of one type to an XLSX file, in the order given.

    The headings are the declared labels in the language of the window; in Thai, a list of citizens exported here can
    be imported again.
    """
    declared = declaration_of(record_class)
    fields = [each for each in declared.fields if each.name not in _NEVER]
    with new_workbook(path) as workbook:
        write_table(
            workbook,
            _(declared.label),
            [_(each.label) for each in fields],
            ([shown_value(each, getattr(record, each.name)) for each in fields] for record in records),
            titles=titles,
        )


def _village_and_name(citizen: Citizen) -> tuple[int, str, str]:
    from sai_thong.thai.sorting import sort_key

    return citizen.moo or 10**6, sort_key(citizen.first_name), sort_key(citizen.last_name)


def shown_value(declared: FieldDeclaration, value: object) -> Value:
    """A field's value as a cell: dates in BE as text, money in baht, choices as they are kept."""
    if value is None:
        return None
    shown: Value = _WRITERS.get(declared.kind, str)(value)
    return shown


def partial_date_text(partial: PartialDate) -> str:
    """A partial date as it can be read back: ``12 ม.ค. 2489``, ``-/1/2489``, ``-/-/2489``."""
    if partial.exact:
        day = partial.effective
        return thai_date_text(day)
    return f"-/{partial.month or '-'}/{partial.year_be}"


def thai_date_text(day: date) -> str:
    """A date with its four-digit Buddhist year, short month: ``12 ม.ค. 2489``."""
    from sai_thong.thai.calendar import MONTHS_SHORT, be_year

    return f"{day.day} {MONTHS_SHORT[day.month - 1]} {be_year(day.year)}"


def _moment_text(moment: datetime) -> str:
    local = moment.astimezone(BANGKOK) if moment.tzinfo else moment.replace(tzinfo=UTC).astimezone(BANGKOK)
    return f"{thai_date_text(local.date())} {local:%H:%M}"


def _month_text(month: Month) -> str:
    return month.name


_WRITERS: Mapping[Kind, Callable[[Any], Value]] = {
    Kind.INTEGER: lambda number: number,
    Kind.MONEY: lambda satang: satang / _SATANG,
    Kind.BOOLEAN: lambda yes: _("yes") if yes else None,
    Kind.DATE: thai_date_text,
    Kind.TIME: _moment_text,
    Kind.MONTH: _month_text,
    Kind.PARTIAL_DATE: partial_date_text,
    Kind.CHOICE: lambda choice: choice.value,
    Kind.JSON: lambda values: ", ".join(map(str, values)),
}
