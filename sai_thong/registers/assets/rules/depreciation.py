"""Depreciation in a straight line, by fiscal year (กรมบัญชีกลาง ว 238/2557): cost ÷ life, one baht stays on the book.

Time is counted in equal parts of a year, months or 365ths by the rule of the office, and every part has its place on
one line, so that a fiscal year, an improvement and a disposal are each a cut through it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.registers.assets.rules.rounding import divide_half_up
from sai_thong.registers.law.asset_terms import DisposalMonth, FirstMonth
from sai_thong.registers.law.assets import DepreciationRule
from sai_thong.thai.calendar import be_year, ce_year, fiscal_year_be

_MONTHS: Final = 12
_DAYS: Final = 365
_MONTHS_BEFORE_OCTOBER: Final = 9
_DAYS_BEFORE_OCTOBER: Final = 273


class ImprovementNeedsLife(Refused):
    """An asset whose life is over was improved, and nobody said how long the improvement lasts."""

    def __init__(self, on: date) -> None:
        super().__init__(
            _("The useful life was over before the improvement of {day}.").format(day=on.isoformat()),
            do=_("Give the improvement a useful life of its own."),
        )


@dataclass(frozen=True, slots=True)
class OpeningBalance:
    """What the old book had written off already, when it was taken over.

    Attributes:
        accumulated_satang: Written off until the end of that fiscal year.
        fiscal_year_be: The last fiscal year in it; the first row of ours is the next.
    """

    accumulated_satang: int
    fiscal_year_be: int


@dataclass(frozen=True, slots=True)
class ImprovementFact:
    """An addition to an asset that raises its cost (ปรับปรุง ต่อเติม).

    Attributes:
        on: The day it was accepted.
        cost_satang: What it cost.
        life_years: How long the whole lasts from then; None for what is left of the life it had.
    """

    on: date
    cost_satang: int
    life_years: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class BookFacts:
    """What the book knows of the value of one asset.

    Attributes:
        cost_satang: The price of acquisition.
        acquired_on: The day of acceptance (วันตรวจรับ).
        life_years: Its useful life; None for what is never depreciated (land, below the threshold).
        rule: How it is depreciated.
        opening: What another book had written off before.
        improvements: Additions, in any order.
        struck_off_on: The day it left the register.
    """

    cost_satang: int
    acquired_on: date
    life_years: int | None
    rule: DepreciationRule
    opening: OpeningBalance | None = None
    improvements: tuple[ImprovementFact, ...] = ()
    struck_off_on: date | None = None


class ScheduleRow(NamedTuple):
    """One fiscal year of an asset.

    Attributes:
        fiscal_year_be: Which.
        parts: How many of its months count; of its days, where the rule counts days.
        amount_satang: Written off in it.
        accumulated_satang: Written off until its end.
        cost_satang: The cost at its end, improvements included.
    """

    fiscal_year_be: int
    parts: int
    amount_satang: int
    accumulated_satang: int
    cost_satang: int

    @property
    def net_satang(self) -> int:
        """What is left on the book (มูลค่าสุทธิ)."""
        return self.cost_satang - self.accumulated_satang


def annual_satang(cost_satang: int, life_years: int) -> int:
    """What a whole year writes off, rounded half up to a satang."""
    return divide_half_up(cost_satang, life_years)


def schedule(
    facts: BookFacts, *, through_year_be: int | None = None, cuts: Collection[date] = ()
) -> tuple[ScheduleRow, ...]:
    """The fiscal years of an asset, from that of its acquisition (or the one after the opening balance).

    Args:
        facts: The asset.
        through_year_be: Last year wanted; without it, the one in which the asset is written off or struck off.
        cuts: Days from which on a year is reckoned anew, as where it was closed within the year; each moves an
            accumulated figure by one satang at most, and the last never.

    Raises:
        ImprovementNeedsLife: An improvement after the end of the life has none of its own.
    """
    return tuple(_Course(facts).rows(through_year_be, cuts))


def last_year_of_life(facts: BookFacts) -> int | None:
    """The fiscal year (BE) in which the useful life ends, improvements included; None of what is not depreciated."""
    if facts.life_years is None:
        return None
    return _Course(replace(facts, opening=None, struck_off_on=None)).last_year()


def opening_difference(facts: BookFacts) -> int:
    """How much more the old book had written off than these rules would have, in satang; 0 without an opening.

    The figure of the old book stands; the difference is shown to whoever takes it over.
    """
    if facts.opening is None:
        return 0
    rows = schedule(replace(facts, opening=None), through_year_be=facts.opening.fiscal_year_be)
    return facts.opening.accumulated_satang - (rows[-1].accumulated_satang if rows else 0)


class _Course:
    """An asset's value along the line of parts."""

    def __init__(self, facts: BookFacts) -> None:
        self._facts = facts
        self._rule = facts.rule
        self._daily = facts.rule.first_month is FirstMonth.DAILY
        self._year = _DAYS if self._daily else _MONTHS
        begin = self._start(facts.acquired_on)
        self._improved_at = sorted(
            ((max(begin, self._start(each.on)), each) for each in facts.improvements), key=lambda pair: pair[0]
        )
        self._over = self._strike_off(facts.struck_off_on) if facts.struck_off_on else None
        # What is being written off now: its yearly amount, and from where to where.
        self._cost = facts.cost_satang
        self._accumulated = 0
        self._begin = begin
        self._end = begin
        self._annual = 0
        if facts.life_years is not None:
            self._end = begin + facts.life_years * self._year
            self._annual = annual_satang(facts.cost_satang, facts.life_years)

    def rows(self, through_year_be: int | None, cuts: Collection[date]) -> Iterator[ScheduleRow]:
        """The fiscal years in order; those of the opening balance are gone through and not told."""
        opening = self._facts.opening
        first = fiscal_year_be(self._facts.acquired_on)
        skipped = opening.fiscal_year_be if opening else first - 1
        last = self.last_year() if through_year_be is None else through_year_be
        places = sorted({self._place(cut) for cut in cuts} | {place for place, _improvement in self._improved_at})
        improvements = iter(self._improved_at)
        awaited = next(improvements, None)
        for year_be in range(min(first, skipped + (opening is None)), last + 1):
            begin = self._year_begin(year_be)
            before, parts = self._accumulated, 0
            edges = [begin, *(place for place in places if begin < place < begin + self._year), begin + self._year]
            for piece, end in pairwise(edges):
                while awaited is not None and awaited[0] <= piece:
                    self._improve(*awaited)
                    awaited = next(improvements, None)
                parts += self._write_off(piece, end)
            if opening is not None and year_be == skipped:
                self._accumulated = opening.accumulated_satang
            if year_be > skipped:
                amount = self._accumulated - before
                yield ScheduleRow(year_be, parts, amount, self._accumulated, self._cost)

    def _write_off(self, begin: int, end: int) -> int:
        """Write off a stretch of one year that nothing cuts; how many of its parts counted."""
        last = self._end if self._over is None else min(self._end, self._over)
        parts = min(end, last) - max(begin, self._begin)
        if parts <= 0:
            return 0
        most = max(self._cost - self._rule.kept_satang - self._accumulated, 0)
        amount = divide_half_up(self._annual * parts, self._year)
        through = end >= self._end == last
        self._accumulated += most if through else min(amount, most)
        return parts

    def _improve(self, at: int, improvement: ImprovementFact) -> None:
        """From `at` on, what is left on the book and the new cost are spread over the life that remains."""
        self._cost += improvement.cost_satang
        if self._facts.life_years is None:
            return
        if improvement.life_years is not None:
            self._end = at + improvement.life_years * self._year
        left = self._end - at
        if left <= 0:
            raise ImprovementNeedsLife(improvement.on)
        self._begin = at
        self._annual = divide_half_up((self._cost - self._accumulated) * self._year, left)

    def last_year(self) -> int:
        """The year in which nothing is left to write off, improvements included."""
        end = self._end
        for at, improvement in self._improved_at:
            end = at + improvement.life_years * self._year if improvement.life_years else max(end, at)
        if self._over is not None:
            end = min(end, self._over)
        opening = self._facts.opening
        first = fiscal_year_be(self._facts.acquired_on)
        last = max(first, self._year_of(end - 1))
        if self._facts.struck_off_on is not None:
            last = max(last, fiscal_year_be(self._facts.struck_off_on))
        return max(last, opening.fiscal_year_be) if opening else last

    def _start(self, day: date) -> int:
        """The first part that counts of what was acquired on `day`."""
        place = self._place(day)
        if self._daily:
            return place
        if self._rule.first_month is FirstMonth.NEXT_MONTH or day.day > self._rule.last_counting_day:
            return place + 1
        return place

    def _strike_off(self, day: date) -> int:
        """The first part that no longer counts of what is struck off on `day`."""
        place, month = self._place(day), self._rule.disposal_month
        if month is DisposalMonth.COUNTS:
            return place + 1
        if month is DisposalMonth.LEFT_OUT or self._daily:
            return place
        return place + (day.day > self._rule.last_counting_day)

    def _place(self, day: date) -> int:
        if not self._daily:
            return day.year * _MONTHS + day.month - 1
        after_leap_day = (day.month, day.day) > (2, 28) and _is_leap(day.year)
        return day.year * _DAYS + day.timetuple().tm_yday - 1 - after_leap_day + _is_leap_day(day)

    def _year_begin(self, year_be: int) -> int:
        """The place of 1 October with which a fiscal year begins."""
        before = _DAYS_BEFORE_OCTOBER if self._daily else _MONTHS_BEFORE_OCTOBER
        return (ce_year(year_be) - 1) * self._year + before

    def _year_of(self, place: int) -> int:
        """The fiscal year in which a place lies."""
        before = _DAYS_BEFORE_OCTOBER if self._daily else _MONTHS_BEFORE_OCTOBER
        return be_year((place - before) // self._year) + 1


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _is_leap_day(day: date) -> bool:
    """29 February is no place of its own: it stands with 1 March."""
    return (day.month, day.day) == (2, 29)
