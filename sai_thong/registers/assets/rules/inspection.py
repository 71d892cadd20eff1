"""The yearly inspection (ข้อ 213): the days it is due, and what was seen against what the register has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sai_thong.registers.assets.terms import AssetStatus
from sai_thong.registers.law.assets import InspectionRule
from sai_thong.registers.workdays import HolidayTable
from sai_thong.thai.calendar import Month, fiscal_year_months, months

_DAY: Final = timedelta(days=1)


class FindingKind(StrEnum):
    """What a sighting is, against the register."""

    FOUND = "found"
    WRONG_ROOM = "wrong-room"
    """Found, but not where the register has it."""
    NOT_FOUND = "not-found"
    """Looked for and ticked as not there."""
    DUPLICATE = "duplicate"
    """Seen before in this round; the first sighting stands."""
    SUPERSEDED = "superseded"
    """Settled otherwise by hand later."""
    UNKNOWN = "unknown"
    """A tag the register does not know: kept, never refused."""


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """An asset as the register had it when the round began.

    Attributes:
        asset_id: Which.
        room: Where it should be; empty where the register says none.
        status: Its state then.
    """

    asset_id: str
    room: str
    status: AssetStatus


@dataclass(frozen=True, slots=True)
class Sighting:
    """One tick or scan, in the order they were made.

    Attributes:
        asset_id: What it was found to be; empty of an unknown tag.
        tag: What was scanned or written.
        room: Where; empty when ticked on a list without a room.
        condition: As the inspector saw it; None for as the register has it.
        found: Whether it was there; only a tick says that it was not.
        ticked: Whether a person settled it on the list: of ticks the last one stands, of scans the first.
    """

    asset_id: str
    tag: str
    room: str = ""
    condition: AssetStatus | None = None
    found: bool = True
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A sighting and what it is; `first_place` tells of a duplicate which sighting came first, counted from 0."""

    kind: FindingKind
    sighting: Sighting
    first_place: int | None = None


@dataclass(frozen=True, slots=True)
class RoundResult:
    """What a round found.

    Attributes:
        findings: One for each sighting, in their order.
        missing: Expected and not seen, in the order of the register.
        conditions: The state of every expected asset: as seen; lost where it was not.
        standing: Of every expected asset that was looked at, the place of the sighting that stands, counted from 0.
    """

    findings: tuple[Finding, ...]
    missing: tuple[ExpectedLine, ...]
    conditions: dict[str, AssetStatus]
    standing: dict[str, int]

    def of(self, kind: FindingKind) -> tuple[Sighting, ...]:
        """The sightings of a kind."""
        return tuple(each.sighting for each in self.findings if each.kind is kind)


@dataclass(frozen=True, slots=True)
class InspectionDays:
    """When the steps of the inspection of a fiscal year are due.

    Attributes:
        appoint_from: First day of the month in which the committee is appointed.
        appoint_by: Its last working day.
        starts_on: The first working day of the new fiscal year.
        report_by: The last day of the report as the office counts.
        remind_by: The earlier of the two ways to count, for reminders: whether the first day counts is not settled.
        sure: Whether there is a holiday table for every month of it.
    """

    appoint_from: date
    appoint_by: date
    starts_on: date
    report_by: date
    remind_by: date
    sure: bool


def inspection_days(fiscal_year_be: int, holidays: HolidayTable, rule: InspectionRule) -> InspectionDays:
    """When the inspection of a fiscal year (its balances of 30 September) is ordered, begun and reported."""
    last_month = fiscal_year_months(fiscal_year_be)[-1]
    appoint = Month(last_month.year, rule.appoint_month)
    starts_on = _working_day_from(Month(last_month.year, rule.start_month).first_day, holidays)
    appoint_by = appoint.last_day
    while not holidays.is_working_day(appoint_by):
        appoint_by -= _DAY
    days = rule.report_working_days
    both = [last_working_day(starts_on, days, holidays, start_counts=counts) for counts in (True, False)]
    report_by = both[0] if rule.start_day_counts else both[1]
    sure = all(holidays.covers(month) for month in months(appoint, Month.of(report_by)))
    return InspectionDays(appoint.first_day, appoint_by, starts_on, report_by, min(both), sure)


def last_working_day(start: date, working_days: int, holidays: HolidayTable, *, start_counts: bool) -> date:
    """The last of so many working days from `start`, which is the first of them or the day before the first."""
    day, left = start, working_days - (start_counts and holidays.is_working_day(start))
    while left > 0:
        day = _working_day_from(day + _DAY, holidays)
        left -= 1
    return day


def compare(expected: Iterable[ExpectedLine], sightings: Iterable[Sighting]) -> RoundResult:
    """What was seen against the frozen lines of the round.

    A thing lent out or at repair is not missing when nobody saw it: it keeps the state the register had.
    """
    lines = {line.asset_id: line for line in expected}
    told = list(sightings)
    findings = _findings(lines, told)
    standing = {
        each.sighting.asset_id: place
        for place, each in enumerate(findings)
        if each.kind not in _DOES_NOT_STAND and each.sighting.asset_id in lines
    }
    found = {asset_id: told[place] for asset_id, place in standing.items() if told[place].found}
    missing = tuple(line for line in lines.values() if line.asset_id not in found and line.status not in AWAY)
    conditions = {asset_id: _condition(line, found.get(asset_id)) for asset_id, line in lines.items()}
    return RoundResult(tuple(findings), missing, conditions, standing)


_DOES_NOT_STAND: Final = (FindingKind.DUPLICATE, FindingKind.SUPERSEDED)
AWAY: Final = (AssetStatus.LENT, AssetStatus.AT_REPAIR)
"""Not expected in its room: it is with a borrower or at the repairer's."""


def _findings(lines: Mapping[str, ExpectedLine], sightings: Sequence[Sighting]) -> list[Finding]:
    findings: list[Finding] = []
    stands: dict[str, int] = {}
    for place, sighting in enumerate(sightings):
        key = sighting.asset_id or f"?{sighting.tag}"
        before = stands.get(key)
        if before is not None and sightings[before].found and not sighting.ticked:
            findings.append(Finding(FindingKind.DUPLICATE, sighting, before))
            continue
        if before is not None:
            findings[before] = Finding(FindingKind.SUPERSEDED, sightings[before])
        stands[key] = place
        findings.append(Finding(_kind_of(lines.get(sighting.asset_id), sighting), sighting))
    return findings


def _kind_of(line: ExpectedLine | None, sighting: Sighting) -> FindingKind:
    if line is None:
        return FindingKind.UNKNOWN
    if not sighting.found:
        return FindingKind.NOT_FOUND
    elsewhere = sighting.room and line.room and sighting.room != line.room
    return FindingKind.WRONG_ROOM if elsewhere else FindingKind.FOUND


def _condition(line: ExpectedLine, sighting: Sighting | None) -> AssetStatus:
    if sighting is None:
        return line.status if line.status in AWAY else AssetStatus.LOST
    if sighting.condition is not None:
        return sighting.condition
    # Seen with its own eyes, it is not lost; nor lent or at repair.
    return AssetStatus.IN_USE if line.status in (*AWAY, AssetStatus.LOST) else line.status


def _working_day_from(day: date, holidays: HolidayTable) -> date:
    while not holidays.is_working_day(day):
        day += _DAY
    return day
