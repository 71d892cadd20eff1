"""Figures of petitions over a time: by service, category, village, division, channel and month; in time or not.

A case that was merged into another counts with that other, once. Confidential cases are counted by themselves, and only
for who holds their key. Months and years are taken in Bangkok.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple, TypeVar

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.registers.petitions.clocks_in_force import ANSWER_CLOCKS, answers_overdue
from sai_thong.registers.petitions.law_in_force import PetitionLaw, petition_law
from sai_thong.registers.petitions.listing import utc_text
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.rules.clocks import bangkok_day, end_of_day, start_of_day
from sai_thong.registers.petitions.shelves import confidential_cases, shelf_of
from sai_thong.registers.petitions.terms import ENDED_STATES, Channel, PetitionState
from sai_thong.thai.calendar import Month, fiscal_year_months, months

K = TypeVar("K")

FEW_COMPLAINTS: Final = 5
"""Below this many complaints against officials no month is told by itself: it might tell whose one was."""


class Half(StrEnum):
    """Which part of a fiscal year a report of the integrity assessment (ITA) is of."""

    FIRST = "first"
    """รอบ 6 เดือน: October to March"""
    WHOLE = "whole"
    """รอบ 12 เดือน: October to September"""


class Period(NamedTuple):
    """A time by the days of receipt, both included."""

    first: date
    last: date

    @property
    def months(self) -> tuple[Month, ...]:
        """The months it touches, in order."""
        return tuple(months(Month.of(self.first), Month.of(self.last)))


def fiscal_period(fiscal_year_be: int, half: Half) -> Period:
    """The time an ITA report covers: the first half, or the whole, of a fiscal year (BE)."""
    of_year = fiscal_year_months(fiscal_year_be)
    return Period(of_year[0].first_day, of_year[5 if half is Half.FIRST else -1].last_day)


@dataclass
class Tally:
    """Counts of cases.

    Attributes:
        received: Taken in the time.
        ended: Of these, how many have ended.
        answered: How many petitioners were told the result.
        in_time: How many of those in time.
        late: How many of those late.
        overdue: How many wait for an answer that is overdue.
        returned: How many were given back for papers.
        withdrawn: How many were taken back.
        forwarded: How many went to another agency.
    """

    received: int = 0
    ended: int = 0
    answered: int = 0
    in_time: int = 0
    late: int = 0
    overdue: int = 0
    returned: int = 0
    withdrawn: int = 0
    forwarded: int = 0

    @property
    def open(self) -> int:
        """How many have not ended."""
        return self.received - self.ended

    @property
    def in_time_share(self) -> float | None:
        """The share answered in time of those answered or overdue, from 0 to 1; None where there is none."""
        counted = self.answered + self.overdue
        return self.in_time / counted if counted else None


@dataclass(frozen=True)
class Figures:
    """The figures of a time.

    Attributes:
        period: The time.
        confidential: Whether of the confidential cases.
        total: Of all.
        by_service: By the service's key, in the order of the catalogue.
        by_category: By the category of the service, in the order of the catalogue.
        by_village: By village number; None for cases of no village.
        by_division: By the division's key.
        by_channel: By how they came.
        by_month: By month, months without a case included.
        merged: How many were merged into others, which are not counted here.
        service_names: What each service counted is called.
    """

    period: Period
    confidential: bool
    total: Tally
    by_service: Mapping[str, Tally]
    by_category: Mapping[str, Tally]
    by_village: Mapping[int | None, Tally]
    by_division: Mapping[str, Tally]
    by_channel: Mapping[Channel, Tally]
    by_month: Mapping[Month, Tally]
    merged: int
    service_names: Mapping[str, str]


class _Group(NamedTuple):
    """Cases that count alike."""

    cases: int
    service: str
    moo: int | None
    division: str
    channel: Channel
    month: Month
    state: PetitionState
    in_time: bool | None
    answered: bool
    overdue: bool


@dataclass
class _Tables:
    """The tallies being counted."""

    by_service: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_category: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_village: dict[int | None, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_division: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_channel: dict[Channel, Tally] = field(default_factory=lambda: defaultdict(Tally))


def figures(store: Store, period: Period, *, confidential: bool = False) -> Figures:
    """The figures of the cases received in a time.

    Raises:
        SetClosed: Confidential cases are asked for and this user does not hold their key.
    """
    law = petition_law(store)
    groups = list((_sealed_groups if confidential else _ordinary_groups)(store, law, period))
    counted = [group for group in groups if group.state is not PetitionState.MERGED]
    total, tables = Tally(), _Tables()
    by_month = {month: Tally() for month in period.months}
    category = _category_of(law, period.last)
    for group in counted:
        for tally in (
            total,
            tables.by_service[group.service],
            tables.by_category[category(group.service)],
            tables.by_village[group.moo],
            tables.by_division[group.division],
            tables.by_channel[group.channel],
            by_month[group.month],
        ):
            _count(tally, group)
    return Figures(
        period=period,
        confidential=confidential,
        total=total,
        by_service=_in_order(tables.by_service, _place_in(law.services.rows)),
        by_category=_in_order(tables.by_category, _place_in(law.services.categories(period.last))),
        by_village=_in_order(tables.by_village, lambda moo: moo if moo is not None else 10**6),
        by_division=_in_order(tables.by_division, _place_in([each.key for each in law.services.divisions])),
        by_channel=_in_order(tables.by_channel, list(Channel).index),
        by_month=by_month,
        merged=sum(group.cases for group in groups) - sum(group.cases for group in counted),
        service_names={key: _service_name(law, key, period.last) for key in tables.by_service},
    )


def figures_so_far(store: Store, fiscal_year_be: int, *, confidential: bool = False) -> Figures:
    """The figures of a fiscal year (BE) up to today, for the page."""
    whole = fiscal_period(fiscal_year_be, Half.WHOLE)
    last = max(whole.first, min(whole.last, bangkok_today(store.clock)))
    return figures(store, Period(whole.first, last), confidential=confidential)


def corruption_figures(store: Store, fiscal_year_be: int, half: Half) -> Figures:
    """สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ: every complaint against officials, all of which are confidential.

    Raises:
        SetClosed: This user does not hold their key; of whom the report would say that there is none.
    """
    return figures(store, fiscal_period(fiscal_year_be, half), confidential=True)


def service_figures(store: Store, fiscal_year_be: int, half: Half) -> Figures:
    """สถิติการให้บริการ: the ordinary cases of a fiscal year, or of its first half."""
    return figures(store, fiscal_period(fiscal_year_be, half))


def _count(tally: Tally, group: _Group) -> None:
    tally.received += group.cases
    tally.ended += group.cases * (group.state in ENDED_STATES)
    tally.answered += group.cases * group.answered
    tally.in_time += group.cases * (group.in_time is True)
    tally.late += group.cases * (group.in_time is False)
    tally.overdue += group.cases * group.overdue
    tally.returned += group.cases * (group.state is PetitionState.RETURNED)
    tally.withdrawn += group.cases * (group.state is PetitionState.WITHDRAWN)
    tally.forwarded += group.cases * (group.state is PetitionState.FORWARDED)


def _ordinary_groups(store: Store, law: PetitionLaw, period: Period) -> Iterable[_Group]:
    """The cases counted by the store; those late with another clock than the answer's are looked at one by one."""
    clocks = ", ".join(f"'{clock.value}'" for clock in sorted(ANSWER_CLOCKS))
    now = utc_text(store.clock.now())
    times = (utc_text(start_of_day(period.first)), utc_text(end_of_day(period.last)))
    within = "received_at BETWEEN ? AND ?"
    doubtful = f"coalesce(answered_at IS NULL AND next_due_at < ? AND next_clock NOT IN ({clocks}), 0)"
    cursor = store.connection_for_reading().execute(
        "SELECT count(*), service, moo, division, channel, strftime('%Y-%m', received_at, '+7 hours') AS month, state,"
        " in_time, answered_at IS NOT NULL AS answered,"
        f" coalesce(next_due_at < ? AND next_clock IN ({clocks}), 0) AS overdue"
        f" FROM petitions WHERE {within} AND NOT {doubtful}"
        " GROUP BY service, moo, division, channel, month, state, in_time, answered, overdue",
        (now, *times, now),
    )
    for count, service, moo, division, channel, month, state, in_time, answered, overdue in cursor:
        yield _Group(
            count,
            service,
            moo,
            division,
            Channel(channel),
            Month.from_iso(month),
            PetitionState(state),
            None if in_time is None else bool(in_time),
            bool(answered),
            bool(overdue),
        )
    found = store.query(f"SELECT id FROM petitions WHERE {within} AND {doubtful}", (*times, now))
    if found:
        yield from _one_by_one(store, law, store, store.find(Petition, id=tuple(row["id"] for row in found)))


def _sealed_groups(store: Store, law: PetitionLaw, period: Period) -> Iterable[_Group]:
    cases = [
        petition
        for petition in confidential_cases(store)
        if period.first <= bangkok_day(petition.received_at) <= period.last
    ]
    return _one_by_one(store, law, shelf_of(store, confidential=True), cases)


def _one_by_one(store: Store, law: PetitionLaw, shelf: Shelf, cases: Sequence[Petition]) -> Iterable[_Group]:
    late = answers_overdue(law, shelf, cases, store.clock.now())
    for petition in cases:
        yield _Group(
            1,
            petition.service,
            petition.moo,
            petition.division,
            petition.channel,
            Month.of(bangkok_day(petition.received_at)),
            petition.state,
            petition.in_time,
            petition.answered_at is not None,
            petition.id in late,
        )


def _category_of(law: PetitionLaw, on: date) -> Callable[[str], str]:
    def category(key: str) -> str:
        service = law.services.named(key, on)
        return service.category if service else key

    return category


def _service_name(law: PetitionLaw, key: str, on: date) -> str:
    service = law.services.named(key, on)
    return service.name if service else key


def _place_in(order: Iterable[str]) -> Callable[[str], int]:
    places = {name: place for place, name in enumerate(order)}
    return lambda name: places.get(name, len(places))


def _in_order(tallies: Mapping[K, Tally], place: Callable[[K], int]) -> dict[K, Tally]:
    return {key: tallies[key] for key in sorted(tallies, key=lambda key: (place(key), str(key)))}
