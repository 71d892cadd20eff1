"""When the office counts for its province: with the closing of a month or a year, and whatever a change left behind.

A closing is counted in its own transaction. Petitions of a month that has ended are counted before the office next
exchanges its work, and again when something they follow from has changed since.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from sai_thong.db.changes import ChangeSet
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.records import Record, declaration_of
from sai_thong.registers.allowances.records import MonthState, PaymentMonth
from sai_thong.registers.assets.records import FiscalYearClosing
from sai_thong.registers.office.records import Holiday, Setting
from sai_thong.registers.petitions.records import DefectNote, Notice, Petition, PetitionEvent
from sai_thong.registers.statistics import allowances, assets, petitions
from sai_thong.registers.statistics.records import StatisticsFigure
from sai_thong.registers.statistics.terms import StatisticsKind
from sai_thong.thai.calendar import Month

MONTHS_BACK: Final = 24
"""So many months before the present one are counted, and counted anew when something of them is corrected."""
_COUNTED: Final = "statistics_counted"
"""The store's fact of how far petitions are counted: the last month, and the head of each file's chain then."""
_PERIODS_COUNTED: Final = f"SELECT DISTINCT kind, period FROM {declaration_of(StatisticsFigure).table}"
_BEARS_ON_PETITIONS: Final[tuple[type[Record], ...]] = (Petition, PetitionEvent, Notice, DefectNote, Holiday, Setting)


def follow_closings(tx: Transaction) -> None:
    """Count what was closed in this transaction."""
    if tx.changes.touches(PaymentMonth):
        changed = tx.find(PaymentMonth, id=tuple(tx.changes.ids[declaration_of(PaymentMonth).table]))
        allowances.count_months(tx, {each.month for each in changed if each.state is MonthState.CLOSED})
    if tx.changes.touches(FiscalYearClosing):
        closed = tx.find(FiscalYearClosing, id=tuple(tx.changes.ids[declaration_of(FiscalYearClosing).table]))
        assets.count_years(tx, {each.fiscal_year_be for each in closed})


def catch_up(store: Store) -> ChangeSet:
    """Count what has ended and was not counted, or was counted before a change; quick when there is nothing."""
    changes = _closed_before(store)
    changes.add(_petitions(store))
    return changes


def _closed_before(store: Store) -> ChangeSet:
    """Months and years that were closed before this program counted them."""
    this_month = Month.of(bangkok_today(store.clock))
    counted = {(row["kind"], row["period"]) for row in store.query(_PERIODS_COUNTED)}
    months = {
        each.month
        for each in store.find(PaymentMonth, state=MonthState.CLOSED)
        if each.month >= this_month.plus(-MONTHS_BACK)
        and (StatisticsKind.ALLOWANCE_MONTH, each.month.iso) not in counted
    }
    years = {
        each.fiscal_year_be
        for each in store.find(FiscalYearClosing)
        if (StatisticsKind.ASSET_YEAR, str(each.fiscal_year_be)) not in counted
    }
    return _written(store, lambda tx: _count_closed(tx, months, years)) if months or years else ChangeSet()


def _count_closed(tx: Transaction, months: set[Month], years: set[int]) -> None:
    allowances.count_months(tx, months)
    assets.count_years(tx, years)


def _petitions(store: Store) -> ChangeSet:
    """Months that have ended, when another one has or something they follow from has changed."""
    last = Month.of(bangkok_today(store.clock)).previous()
    begun, counted = petitions.first_month(store), _counted(store)
    known = _Known.of(store)
    if begun is None or begun > last:
        return ChangeSet()
    if counted and counted["through"] == last.iso and not _changed_since(store, _Known(**counted["known"])):
        return ChangeSet()
    first = max(begun, last.plus(1 - MONTHS_BACK))
    changes = _written(store, lambda tx: petitions.count_months(store, tx, first, last))
    with store.replaying() as replaying:
        replaying.set_fact(_COUNTED, json.dumps({"through": last.iso, "known": asdict(known)}))
    return changes


@dataclass(frozen=True)
class _Known:
    """What a station knew at a moment.

    Attributes:
        heads: The last entry of each file.
        outcomes: The last outcome of the office's order: one may change a record without a new entry.
    """

    heads: Mapping[str, int]
    outcomes: int

    @classmethod
    def of(cls, store: Store) -> _Known:
        """What it knows now."""
        heads = store.query(
            "SELECT file_id, (SELECT max(counter) FROM journal WHERE journal.file_id = files.file_id) AS last"
            " FROM files"
        )
        (outcomes,) = store.query("SELECT coalesce(max(seq), 0) AS last FROM outcomes")
        return cls({row["file_id"]: row["last"] or 0 for row in heads}, outcomes["last"])


def _changed_since(store: Store, known: _Known) -> bool:
    """Whether anything that petitions are counted from was written or decided since."""
    tables = [declaration_of(each).table for each in _BEARS_ON_PETITIONS]
    of_petitions = f"record_type IN ({', '.join('?' * len(tables))})"
    for file_id in _Known.of(store).heads:
        written = f"SELECT 1 FROM journal WHERE file_id = ? AND counter > ? AND {of_petitions} LIMIT 1"
        if store.query(written, (file_id, known.heads.get(file_id, 0), *tables)):
            return True
    decided = f"SELECT 1 FROM outcomes JOIN journal USING (file_id, counter) WHERE seq > ? AND {of_petitions} LIMIT 1"
    return bool(store.query(decided, (known.outcomes, *tables)))


def _counted(store: Store) -> dict[str, Any] | None:
    found = store.query("SELECT value FROM facts WHERE name = ?", (_COUNTED,))
    document: dict[str, Any] | None = json.loads(found[0]["value"]) if found else None
    return document


def _written(store: Store, count: Callable[[Transaction], None]) -> ChangeSet:
    with store.transaction() as tx:
        count(tx)
        return tx.changes
