"""Petitions of a month that has ended: received, answered, and open at its end; those in confidence are not counted.

A figure follows from the days a case bears, never from the day it is counted on, so that every station counts alike. A
case that was merged into another counts with that other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, NamedTuple

from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.language import _
from sai_thong.registers.petitions.clocks_in_force import AnswerDue, answers_due
from sai_thong.registers.petitions.law_in_force import petition_law
from sai_thong.registers.petitions.listing import utc_text
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.rules.clocks import bangkok_day, end_of_day
from sai_thong.registers.petitions.terms import PetitionState
from sai_thong.registers.statistics.recording import CountedPart, CountedTable, record
from sai_thong.registers.statistics.terms import IN_TIME, LATE, TOLD, FigureName, StatisticsKind
from sai_thong.thai.calendar import Month, months

_COUNTED: Final = f"state <> '{PetitionState.MERGED.value}'"


class _Case(NamedTuple):
    """A case as far as it is counted."""

    id: str
    service: str
    received_on: date
    answered_at: datetime | None
    in_time: bool | None
    closed_on: date | None

    def is_open_on(self, day: date) -> bool:
        """Whether it was open when a day ended."""
        return self.received_on <= day and (self.closed_on is None or self.closed_on > day)


@dataclass
class _Counts:
    """What is counted of one month."""

    received: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    open: Counter[str] = field(default_factory=Counter)


def count_months(store: Store, tx: Transaction, first: Month, last: Month) -> None:
    """Count every month from `first` to `last`, both ended."""
    counts = _counts(store, tx, first, last)
    for month, counted in counts.items():
        tables = [
            _table(month, FigureName.RECEIVED, "service", counted.received),
            _table(month, FigureName.ANSWERED, "state", counted.answered),
            _table(month, FigureName.OPEN, "state", counted.open),
        ]
        record(tx, tables, why=_("The month was counted anew."))


def first_month(store: Store) -> Month | None:
    """The month of the first petition; None where there is none."""
    found = store.query(f"SELECT min(received_at) AS first FROM petitions WHERE {_COUNTED}", ())
    first = found[0]["first"]
    return Month.of(bangkok_day(datetime.fromisoformat(first))) if first else None


def _counts(store: Store, tx: Transaction, first: Month, last: Month) -> Mapping[Month, _Counts]:
    counts = {month: _Counts() for month in months(first, last)}
    cases = list(_cases(store, last))
    due = _due(tx, [case for case in cases if any(_may_be_late(case, month) for month in counts)])
    for case in cases:
        received_in = Month.of(case.received_on)
        if received_in in counts:
            counts[received_in].received[case.service] += 1
        if case.answered_at is not None and (month := Month.of(bangkok_day(case.answered_at))) in counts:
            counts[month].answered[IN_TIME if case.in_time else LATE] += 1
        for month in months(max(first, received_in), last):
            if not case.is_open_on(month.last_day):
                break
            counts[month].open[_standing(case, due.get(case.id), month)] += 1
    return counts


def _cases(store: Store, last: Month) -> Iterator[_Case]:
    rows = store.query(
        "SELECT id, service, received_at, answered_at, in_time, closed_on FROM petitions"
        f" WHERE {_COUNTED} AND received_at <= ?",
        (utc_text(end_of_day(last.last_day)),),
    )
    for row in rows:
        answered, in_time, closed = row["answered_at"], row["in_time"], row["closed_on"]
        yield _Case(
            row["id"],
            row["service"],
            bangkok_day(datetime.fromisoformat(row["received_at"])),
            datetime.fromisoformat(answered) if answered else None,
            None if in_time is None else bool(in_time),
            date.fromisoformat(closed) if closed else None,
        )


def _waits_on(case: _Case, day: date) -> bool:
    """Whether it waited for its answer when a day ended."""
    return case.is_open_on(day) and (case.answered_at is None or bangkok_day(case.answered_at) > day)


def _may_be_late(case: _Case, month: Month) -> bool:
    return not case.in_time and _waits_on(case, month.last_day)


def _due(tx: Transaction, cases: Collection[_Case]) -> Mapping[str, AnswerDue]:
    if not cases:
        return {}
    return answers_due(petition_law(tx), tx, tx.find(Petition, id=tuple(case.id for case in cases)))


def _standing(case: _Case, due: AnswerDue | None, month: Month) -> str:
    """How an open case stood at the end of a month."""
    if not _waits_on(case, month.last_day):
        return TOLD
    return LATE if due is not None and due.is_late_on(month.last_day) else IN_TIME


def _table(month: Month, figure: FigureName, dimension: str, counted: Counter[str]) -> CountedTable:
    parts = [CountedPart(key, count) for key, count in sorted(counted.items())]
    return CountedTable(StatisticsKind.PETITIONS_MONTH, month.iso, figure, dimension, parts)
