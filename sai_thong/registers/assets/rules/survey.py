"""The reports อปท.-สท.1, 2 and 3: which one an asset stands in, and what they add up to (domain notes 1.6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sai_thong.registers.assets.rules.depreciation import BookFacts, last_year_of_life
from sai_thong.registers.assets.terms import Report, SortReason
from sai_thong.registers.law.asset_terms import AssetGroup
from sai_thong.registers.law.assets import AssetType, SurveyRule
from sai_thong.thai.calendar import fiscal_year_be


@dataclass(frozen=True, kw_only=True, slots=True)
class SurveyFacts:
    """What the reports ask of an asset that is still in the register.

    Attributes:
        asset_id: Which.
        asset_type: Its type; None where nobody said.
        cost_satang: Its cost, improvements included; None where not known.
        acquired_on: The day of acceptance; None where not known.
        book: What its life is reckoned by; None where the life is not known.
        accumulated_satang: What the book has written off until the day; 0 of what is not capitalised.
        must_check: Why the book cannot value it; None where it can.
    """

    asset_id: str
    asset_type: AssetType | None
    cost_satang: int | None
    acquired_on: date | None
    book: BookFacts | None = None
    accumulated_satang: int = 0
    must_check: SortReason | None = None


@dataclass(frozen=True, slots=True)
class Sorted:
    """Where an asset stands at 30 September, and why.

    Attributes:
        asset_id: Which.
        report: In which report.
        reason: Why there.
        group: The row of สท.1; None where the type is not known.
        cost_satang: Its cost; 0 where not known.
        accumulated_satang: Written off until the day of the reports; 0 of land and of what is not capitalised.
    """

    asset_id: str
    report: Report
    reason: SortReason
    group: AssetGroup | None
    cost_satang: int = 0
    accumulated_satang: int = 0


@dataclass(frozen=True, slots=True)
class GroupTotal:
    """A row of อปท.-สท.1."""

    group: AssetGroup
    count: int
    cost_satang: int
    accumulated_satang: int

    @property
    def net_satang(self) -> int:
        """มูลค่าสุทธิ."""
        return self.cost_satang - self.accumulated_satang


def sort_asset(facts: SurveyFacts, year_be: int, survey: SurveyRule) -> Sorted:
    """Where an asset stands at 30 September of a fiscal year; the tests are asked in the order of the notes."""
    report, reason = _where(facts, year_be, survey)
    group = facts.asset_type.group if facts.asset_type else None
    accumulated = facts.accumulated_satang if report is Report.VALUED else 0
    return Sorted(facts.asset_id, report, reason, group, facts.cost_satang or 0, accumulated)


def group_totals(valued: Iterable[Sorted]) -> tuple[GroupTotal, ...]:
    """อปท.-สท.1: its eight rows, each the sum of its rows of สท.2; empty groups stand with nothing."""
    rows = tuple(valued)
    return tuple(_total(group, [row for row in rows if row.group is group]) for group in AssetGroup)


def _total(group: AssetGroup, rows: list[Sorted]) -> GroupTotal:
    return GroupTotal(
        group, len(rows), sum(row.cost_satang for row in rows), sum(row.accumulated_satang for row in rows)
    )


def _where(facts: SurveyFacts, year_be: int, survey: SurveyRule) -> tuple[Report, SortReason]:
    missing = _missing(facts)
    if missing or facts.asset_type is None or facts.cost_satang is None or facts.acquired_on is None:
        return Report.MUST_CHECK, missing or SortReason.TYPE_MISSING
    cheap = facts.cost_satang < survey.low_value_satang
    if facts.asset_type.group is AssetGroup.LAND:
        return (Report.MUST_CHECK, SortReason.CHEAP_LAND) if cheap else (Report.VALUED, SortReason.NOT_DEPRECIATED)
    if cheap:
        return Report.LISTED, SortReason.LOW_VALUE
    if _behind_the_gate(facts.asset_type.group, facts.acquired_on, survey):
        return Report.LISTED, SortReason.OLD_EQUIPMENT
    return _by_life(facts.asset_type, facts.book, year_be)


def _by_life(asset_type: AssetType, book: BookFacts | None, year_be: int) -> tuple[Report, SortReason]:
    if not asset_type.depreciates:
        return Report.VALUED, SortReason.NOT_DEPRECIATED
    last = last_year_of_life(book) if book else None
    if last is None:
        return Report.MUST_CHECK, SortReason.LIFE_MISSING
    return (Report.LISTED, SortReason.LIFE_OVER) if last <= year_be else (Report.VALUED, SortReason.IN_USE)


def _missing(facts: SurveyFacts) -> SortReason | None:
    if facts.must_check is not None:
        return facts.must_check
    if facts.cost_satang is None:
        return SortReason.COST_MISSING
    if facts.acquired_on is None:
        return SortReason.DATE_MISSING
    return SortReason.TYPE_MISSING if facts.asset_type is None else None


def _behind_the_gate(group: AssetGroup, acquired_on: date, survey: SurveyRule) -> bool:
    gate = survey.equipment_from_year_be
    return group is AssetGroup.EQUIPMENT and gate is not None and fiscal_year_be(acquired_on) < gate
