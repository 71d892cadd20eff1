"""Steps by age: from which month an age counts, and which amount of a ladder a person has reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sai_thong.registers.law.allowance_rules import RatePeriod, RateStep, StepTimingRule
from sai_thong.registers.law.rows import in_force_or_first
from sai_thong.registers.law.terms import StepTiming
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month, ce_year

OCTOBER = 10


@dataclass(frozen=True, slots=True)
class StepHeld:
    """The step a person is on in some month.

    Attributes:
        step: Age and amount.
        since: The month it began; for the lowest step the month its age counts, whatever the first payable month.
        next_age: The age of the step above, or None at the top.
    """

    step: RateStep
    since: Month
    next_age: int | None

    @property
    def label(self) -> str:
        """``60–69``, ``90+``; empty where every age has one amount."""
        if self.next_age is not None:
            return f"{self.step.from_age}–{self.next_age - 1}"
        return f"{self.step.from_age}+" if self.step.from_age else ""


def month_age_counts(birth: PartialDate, age: int) -> Month:
    """M(A): the first month that begins with `age` years completed.

    The age is completed as the day before the birthday ends (ป.พ.พ. มาตรา 16), so that a birthday on the first of a
    month counts in that month and any other in the next: "เกิดก่อนวันที่ 2 กันยายน" closes a fiscal year.
    """
    return birth.first_month_of_age(age)


def step_month(birth: PartialDate, age: int, timings: Sequence[StepTimingRule]) -> Month:
    """The month from which the step of `age` is paid, by the timing in force at the time.

    It is the first month, from M(A) on, in which the timing in force lets a step begin: any month under
    `next_month` (since fiscal year 2567), only October under `next_fiscal_year` (until then).
    """
    month = month_age_counts(birth, age)
    while True:
        rule = in_force_or_first(timings, month.first_day)
        if rule.timing is StepTiming.NEXT_MONTH:
            return month
        october = october_from(month)
        if rule.effective_to is None:
            return october
        # The rule may end while the step waits: then ask again from the first month of the rule that follows.
        after = Month.of(rule.effective_to).next()
        if october <= after:
            return october
        month = after


def october_from(month: Month) -> Month:
    """`month` if it is October, else the next October."""
    return Month(month.year + (month.month > OCTOBER), OCTOBER)


def october_of(fiscal_year_be: int) -> Month:
    """The first month of a fiscal year (BE)."""
    return Month(ce_year(fiscal_year_be) - 1, OCTOBER)


def step_held(
    birth: PartialDate | None, rate: RatePeriod, month: Month, timings: Sequence[StepTimingRule]
) -> StepHeld | None:
    """The step of `rate` that a person is on in `month`.

    The lowest step holds from the beginning: whether anything is due yet is a matter of the first payable month.
    None when the birth date is not known and the amount depends on it.
    """
    lowest = rate.steps[0]
    if birth is None:
        if len(rate.steps) > 1 or lowest.from_age > 0:
            return None
        return StepHeld(lowest, Month.of(rate.effective_from), None)
    next_age: int | None = None
    for step in reversed(rate.steps[1:]):
        if birth.effective.year + step.from_age <= month.year:
            since = step_month(birth, step.from_age, timings)
            if since <= month:
                return StepHeld(step, since, next_age)
        next_age = step.from_age
    return StepHeld(lowest, month_age_counts(birth, lowest.from_age), next_age)
