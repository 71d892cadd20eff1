"""Loans (ข้อ 207–211): who allows, what is still out, when it is demanded back, and what is free on which days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sai_thong.registers.law.asset_terms import LoanCase
from sai_thong.registers.law.assets import LoanRule

_DAY: Final = timedelta(days=1)


class LoanStanding(StrEnum):
    """How a loan stands on a day."""

    OUT = "out"
    DUE_TODAY = "due-today"
    OVERDUE = "overdue"
    """To be demanded back within the days of the rule."""
    DEMAND_LATE = "demand-late"
    """Those days are over, and nobody demanded it."""
    DEMANDED = "demanded"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Return:
    """Some of what was lent came back.

    Attributes:
        on: When.
        quantity: How many.
    """

    on: date
    quantity: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LentThing:
    """A line of a loan: an asset, or a number of things of a pool.

    Attributes:
        loan_id: The loan.
        thing: Id of the asset or of the pool.
        quantity: How many.
        begins_on: The day they are handed over.
        due_on: The day they are due back; that day they are still out.
        returns: What came back, in any order.
    """

    loan_id: str
    thing: str
    quantity: int
    begins_on: date
    due_on: date
    returns: tuple[Return, ...] = ()

    @property
    def returned(self) -> int:
        """How many came back."""
        return sum(each.quantity for each in self.returns)

    @property
    def outstanding(self) -> int:
        """How many have not come back."""
        return max(self.quantity - self.returned, 0)


@dataclass(frozen=True, slots=True)
class Shortage:
    """A day on which fewer are free than are wanted.

    Attributes:
        on: The first such day.
        free: How many are free then.
        wanted: How many are asked for.
        taken_by: The loans that have the others.
    """

    on: date
    free: int
    wanted: int
    taken_by: tuple[str, ...]


def loan_case(*, borrower_is_agency: bool, used_outside: bool) -> LoanCase:
    """Which of the three cases a loan is, by who borrows and where it is used."""
    if borrower_is_agency:
        return LoanCase.BETWEEN_AGENCIES
    return LoanCase.OUTSIDE if used_outside else LoanCase.INSIDE


def may_lend_consumables(case: LoanCase) -> bool:
    """Whether consumables may be lent: only between agencies (ข้อ 210)."""
    return case is LoanCase.BETWEEN_AGENCIES


def demand_by(due_on: date, rule: LoanRule) -> date:
    """The last day on which what is not back is demanded (ข้อ 211)."""
    return due_on + timedelta(days=rule.demand_days)


def loan_standing(lines: Sequence[LentThing], demanded_on: date | None, today: date, rule: LoanRule) -> LoanStanding:
    """How a loan stands; the earliest due day of what is still out decides."""
    out = [line.due_on for line in lines if line.outstanding]
    if not out:
        return LoanStanding.RETURNED
    due_on = min(out)
    if today <= due_on:
        return LoanStanding.DUE_TODAY if today == due_on else LoanStanding.OUT
    if demanded_on is not None:
        return LoanStanding.DEMANDED
    return LoanStanding.OVERDUE if today <= demand_by(due_on, rule) else LoanStanding.DEMAND_LATE


def shortage(owned: int, wanted: LentThing, others: Iterable[LentThing], today: date) -> Shortage | None:
    """Why things cannot be promised: the first day on which not enough are free; None when they can.

    Args:
        owned: How many usable ones there are; 1 of a single asset.
        wanted: What is asked for.
        others: The other loans and promises of any things.
        today: What is overdue is taken for out until it is back.
    """
    taken = [
        (first, last, count, other.loan_id)
        for other in others
        if other.thing == wanted.thing
        for first, last, count in _spans_out(other, today)
    ]
    # How many are free changes only on the first day of a span: to look at those days is to look at all.
    days = sorted({wanted.begins_on, *(first for first, _last, _count, _loan in taken)})
    for day in days:
        if wanted.begins_on <= day <= wanted.due_on:
            out = [(count, loan) for first, last, count, loan in taken if first <= day <= last]
            free = owned - sum(count for count, _loan in out)
            if free < wanted.quantity:
                return Shortage(day, free, wanted.quantity, tuple(dict.fromkeys(loan for _count, loan in out)))
    return None


def free_by_day(
    owned: int, thing: str, lent: Iterable[LentThing], *, first: date, last: date, today: date
) -> dict[date, int]:
    """How many of a thing are free on each day, for the calendar."""
    change: dict[date, int] = defaultdict(int)
    for each in lent:
        if each.thing == thing:
            for begins, ends, quantity in _spans_out(each, today):
                change[max(begins, first)] -= quantity
                if ends < date.max:
                    change[max(ends + _DAY, first)] += quantity
    free, found, day = owned, {}, first
    while day <= last:
        free += change.get(day, 0)
        found[day] = free
        day += _DAY
    return found


def _spans_out(lent: LentThing, today: date) -> Iterator[tuple[date, date, int]]:
    """From when to when how many of a line are out; what is overdue, without an end.

    What is promised is taken until its due day is over; what really came back is free again that very day.
    """
    for back in lent.returns:
        if back.quantity and back.on > lent.begins_on:
            yield lent.begins_on, back.on - _DAY, back.quantity
    if lent.outstanding:
        yield lent.begins_on, date.max if today > lent.due_on else lent.due_on, lent.outstanding
