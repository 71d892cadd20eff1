"""Paid months against what was due: overpaid, missed, and paid twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sai_thong.registers.allowances.rules.entitlement import Entitled, NotEntitled, entitlement
from sai_thong.registers.allowances.rules.facts import ClaimFacts, EndReason, PersonFacts, Scheme
from sai_thong.registers.allowances.rules.reasons import Reason, ReasonCode
from sai_thong.registers.law.allowances import AllowanceLaw
from sai_thong.thai.calendar import Month, months

PersonKey = TypeVar("PersonKey", bound=Hashable)

PayDates = Callable[[Month], date]
"""The pay date of a month, as `workdays.pay_date` gives it with the office's holidays."""

WITHOUT_RIGHT = frozenset({ReasonCode.DIED, ReasonCode.MOVED_AWAY, ReasonCode.ENDED, ReasonCode.INCOME})
"""Facts that, known late, make money already paid an overpayment. A suspension or an expired card does not: those
stop payment from the moment they are found."""


@dataclass(frozen=True, slots=True)
class OverpaidMonth:
    """A month paid without right.

    Attributes:
        month: The month paid for.
        amount_satang: What was paid for it.
        reason: Why nothing was due.
    """

    month: Month
    amount_satang: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class MissedMonth:
    """A month that was due and not paid: a candidate for ตกเบิก, for a person to decide.

    Attributes:
        month: The month.
        decision: What was due, and why.
    """

    month: Month
    decision: Entitled


def overpaid_months(
    person: PersonFacts, claim: ClaimFacts, paid: Mapping[Month, int], law: AllowanceLaw, pay_dates: PayDates
) -> tuple[OverpaidMonth, ...]:
    """The paid months to which, by what is known now, there was no right; in order of time.

    Args:
        person: The person, as known now.
        claim: The claim, as known now.
        paid: Satang paid, by month paid for.
        law: The law tables.
        pay_dates: The pay date of each month.

    While only the year or the month of death is known no case opens for it: nobody is asked to give back money that
    a day may prove due.
    """
    found: list[OverpaidMonth] = []
    for month in sorted(paid):
        decision = entitlement(person, claim, month, law, pay_dates(month))
        reason = _without_right(decision, person, claim)
        if reason is not None and paid[month]:
            found.append(OverpaidMonth(month, paid[month], reason))
    return tuple(found)


def _without_right(decision: Entitled | NotEntitled, person: PersonFacts, claim: ClaimFacts) -> Reason | None:
    if isinstance(decision, Entitled):
        return None
    death_day_missing = person.is_dead and person.death_day is None
    for reason in decision.reasons:
        of_death = reason.code is ReasonCode.DIED or (
            reason.code is ReasonCode.ENDED and claim.end_reason is EndReason.DIED
        )
        if reason.code in WITHOUT_RIGHT and not (of_death and death_day_missing):
            return reason
    return None


def missed_months(
    person: PersonFacts,
    claim: ClaimFacts,
    paid: Collection[Month],
    span: tuple[Month, Month],
    *,
    law: AllowanceLaw,
    pay_dates: PayDates,
) -> tuple[MissedMonth, ...]:
    """The months of `span` (both ends included) that were due and are not among `paid`; in order of time.

    Give as first month the one from which the office's own records are complete: before it nothing can be said.
    """
    found: list[MissedMonth] = []
    for month in months(*span):
        if month in paid:
            continue
        decision = entitlement(person, claim, month, law, pay_dates(month))
        if isinstance(decision, Entitled):
            found.append(MissedMonth(month, decision))
    return tuple(found)


def paid_twice(
    lines: Iterable[tuple[PersonKey, Scheme, Month]],
) -> dict[tuple[PersonKey, Scheme, Month], int]:
    """Each (person, scheme, month paid for) that stands more than once among `lines`, with how often."""
    counted = Counter(lines)
    return {line: count for line, count in counted.items() if count > 1}
