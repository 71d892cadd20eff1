"""Loans: who allows, what is still out, when it is demanded back, and no thing promised twice on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.assets.rules.loans import (
    LentThing,
    LoanStanding,
    Return,
    demand_by,
    free_by_day,
    loan_case,
    loan_standing,
    may_lend_consumables,
    shortage,
)
from sai_thong.registers.law.asset_tables import shipped_asset_law
from sai_thong.registers.law.asset_terms import LoanCase

RULE = shipped_asset_law().rules.loan_rule(date(2026, 11, 1))
TODAY = date(2026, 11, 10)


def lent(loan: str, quantity: int, first: int, last: int, *returns: Return, thing: str = "tent") -> LentThing:
    return LentThing(
        loan_id=loan,
        thing=thing,
        quantity=quantity,
        begins_on=date(2026, 11, first),
        due_on=date(2026, 11, last),
        returns=returns,
    )


@pytest.mark.parametrize(
    ("agency", "outside", "case"),
    [
        (True, True, LoanCase.BETWEEN_AGENCIES),
        (True, False, LoanCase.BETWEEN_AGENCIES),
        (False, False, LoanCase.INSIDE),
        (False, True, LoanCase.OUTSIDE),
    ],
)
def test_the_three_cases(agency, outside, case):
    assert loan_case(borrower_is_agency=agency, used_outside=outside) is case
    assert may_lend_consumables(case) is agency


@pytest.mark.parametrize(
    ("today", "demanded", "expected"),
    [
        (date(2026, 11, 11), None, LoanStanding.OUT),
        (date(2026, 11, 12), None, LoanStanding.DUE_TODAY),
        (date(2026, 11, 13), None, LoanStanding.OVERDUE),
        (date(2026, 11, 19), None, LoanStanding.OVERDUE),
        (date(2026, 11, 20), None, LoanStanding.DEMAND_LATE),
        (date(2026, 11, 20), date(2026, 11, 18), LoanStanding.DEMANDED),
    ],
)
def test_what_is_not_back_is_demanded_within_seven_days(today, demanded, expected):
    loan = lent("a", 5, 10, 12, Return(date(2026, 11, 12), 4))
    assert demand_by(loan.due_on, RULE) == date(2026, 11, 19)
    assert loan_standing([loan], demanded, today, RULE) is expected


def test_a_loan_is_over_only_when_everything_is_back():
    part = lent("a", 5, 10, 12, Return(date(2026, 11, 11), 2))
    assert part.outstanding == 3
    whole = lent("a", 5, 10, 12, Return(date(2026, 11, 11), 2), Return(date(2026, 11, 14), 3))
    assert loan_standing([whole], None, date(2026, 12, 1), RULE) is LoanStanding.RETURNED
    assert loan_standing([whole, part], None, date(2026, 12, 1), RULE) is LoanStanding.DEMAND_LATE


def test_the_same_tents_are_not_promised_twice():
    taken = [lent("a", 6, 12, 14), lent("b", 3, 14, 16), lent("c", 9, 1, 30, thing="chair")]
    found = shortage(10, lent("d", 4, 13, 20), taken, TODAY)
    assert found is not None
    assert (found.on, found.free, found.wanted, found.taken_by) == (date(2026, 11, 14), 1, 4, ("a", "b"))
    assert shortage(10, lent("d", 4, 15, 20), taken, TODAY) is None
    assert shortage(10, lent("d", 1, 12, 14), taken, TODAY) is None


def test_what_is_overdue_is_free_for_nobody_and_what_came_back_is_free_that_day():
    overdue = [lent("a", 10, 1, 5, Return(date(2026, 11, 9), 4))]
    assert shortage(10, lent("d", 4, 10, 12), overdue, TODAY) is None
    missing = shortage(10, lent("d", 5, 25, 26), overdue, TODAY)
    assert missing is not None
    assert missing.free == 4
    assert shortage(10, lent("d", 4, 9, 12), overdue, TODAY) is None
    assert shortage(10, lent("d", 4, 8, 12), overdue, TODAY) is not None


def test_the_calendar_tells_what_is_free_each_day():
    taken = [lent("a", 6, 12, 14), lent("b", 3, 14, 16)]
    free = free_by_day(10, "tent", taken, first=date(2026, 11, 11), last=date(2026, 11, 17), today=TODAY)
    assert list(free.values()) == [10, 4, 4, 1, 7, 7, 10]


loans = st.lists(
    st.builds(
        lambda n, first, length, back: LentThing(
            loan_id=str(n),
            thing="tent",
            quantity=n,
            begins_on=TODAY + timedelta(days=first),
            due_on=TODAY + timedelta(days=first + length),
            returns=(Return(TODAY + timedelta(days=first), min(back, n)),) if first < 0 else (),
        ),
        st.integers(1, 6),
        st.integers(-10, 20),
        st.integers(0, 8),
        st.integers(0, 6),
    ),
    max_size=12,
)


@given(loans)
def test_accepting_only_what_is_free_never_promises_more_than_there_is(asked):
    accepted: list[LentThing] = []
    for each in asked:
        if shortage(8, each, accepted, TODAY) is None:
            accepted.append(each)
    free = free_by_day(
        8, "tent", accepted, first=TODAY - timedelta(days=12), last=TODAY + timedelta(days=40), today=TODAY
    )
    promised = {
        day
        for each in accepted
        for day in (each.begins_on + timedelta(days=step) for step in range((each.due_on - each.begins_on).days + 1))
        if day >= TODAY and each.due_on >= TODAY
    }
    overdue = any(each.due_on < TODAY and each.outstanding for each in accepted)
    assert overdue or all(free[day] >= 0 for day in promised)


@given(loans, st.integers(1, 8), st.integers(0, 25), st.integers(0, 6))
def test_the_calendar_and_the_refusal_agree(others, quantity, first, length):
    wanted = LentThing(
        loan_id="new",
        thing="tent",
        quantity=quantity,
        begins_on=TODAY + timedelta(days=first),
        due_on=TODAY + timedelta(days=first + length),
    )
    free = free_by_day(8, "tent", others, first=wanted.begins_on, last=wanted.due_on, today=TODAY)
    short = [day for day, count in free.items() if count < quantity]
    found = shortage(8, wanted, others, TODAY)
    assert (found.on if found else None) == (min(short) if short else None)
    assert found is None or found.free == free[found.on]
