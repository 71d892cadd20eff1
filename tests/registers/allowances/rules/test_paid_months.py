"""Paid against due: what a late death, move or end makes overpaid, what was missed, what was paid twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.allowances.rules.facts import (
    ClaimFacts,
    DisabilityCardFacts,
    EndReason,
    IncomeKind,
    IncomeSpan,
    Move,
    MoveDirection,
    PersonFacts,
    Scheme,
    SuspensionSpan,
)
from sai_thong.registers.allowances.rules.paid_months import missed_months, overpaid_months, paid_twice
from sai_thong.registers.allowances.rules.reasons import ReasonCode
from sai_thong.registers.law import shipped_allowance_law
from sai_thong.registers.law.holidays import shipped_holidays
from sai_thong.registers.workdays import pay_date
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month, months

ELDER = PersonFacts(PartialDate(2492, 5, 20))
CLAIM = ClaimFacts(Scheme.OLD_AGE, brought_over=True)
FIRST, LAST = Month.parse_be("2569-06"), Month.parse_be("2569-11")
PAID = dict.fromkeys(months(FIRST, LAST), 70_000)


def paid_on(month: Month) -> date:
    return pay_date(month, shipped_holidays())


def overpaid(person, claim, paid=PAID):
    found = overpaid_months(person, claim, paid, shipped_allowance_law(), paid_on)
    return [(each.month.be_text, each.reason.code) for each in found]


def missed(person, claim, paid, span=(FIRST, LAST)):
    found = missed_months(person, claim, paid, span, law=shipped_allowance_law(), pay_dates=paid_on)
    return [(each.month.be_text, each.decision.amount_satang) for each in found]


def test_nothing_is_overpaid_to_the_living():
    assert overpaid(ELDER, CLAIM) == []


@pytest.mark.parametrize(
    ("died_on", "expected"),
    [
        # The pay date of September 2569 is Thursday the 10th.
        (PartialDate(2569, 9, 9), ["2569-09", "2569-10", "2569-11"]),
        (PartialDate(2569, 9, 10), ["2569-10", "2569-11"]),
        (PartialDate(2569, 11, 10), []),
        (PartialDate(2569, 9), []),
        (PartialDate(2568), []),
        (None, []),
    ],
)
def test_a_late_known_death_makes_the_months_after_it_overpaid(died_on, expected):
    person = replace(ELDER, deceased=True, died_on=died_on)
    assert overpaid(person, CLAIM) == [(month, ReasonCode.DIED) for month in expected]


def test_a_claim_ended_by_death_waits_for_the_day_too():
    claim = replace(CLAIM, ended_on=date(2026, 7, 1), end_reason=EndReason.DIED)
    assert overpaid(replace(ELDER, deceased=True, died_on=PartialDate(2569, 7)), claim) == []


def test_a_late_known_move_counts_from_the_end_of_the_fiscal_year():
    person = replace(ELDER, moves=(Move(date(2026, 7, 1), MoveDirection.OUT),))
    assert overpaid(person, CLAIM) == [("2569-10", ReasonCode.MOVED_AWAY), ("2569-11", ReasonCode.MOVED_AWAY)]


def test_an_incomplete_death_does_not_hide_a_move():
    person = replace(
        ELDER, deceased=True, died_on=PartialDate(2569), moves=(Move(date(2026, 7, 1), MoveDirection.OUT),)
    )
    assert [code for _month, code in overpaid(person, CLAIM)] == [ReasonCode.MOVED_AWAY, ReasonCode.MOVED_AWAY]


def test_a_waiver_and_an_income_known_late_make_overpaid_months():
    assert overpaid(ELDER, replace(CLAIM, ended_on=date(2026, 10, 31), end_reason=EndReason.WAIVED)) == [
        ("2569-11", ReasonCode.ENDED)
    ]
    income = IncomeSpan(IncomeKind.HEIR_PENSION, date(2026, 10, 1))
    assert [month for month, _code in overpaid(ELDER, replace(CLAIM, incomes=(income,)))] == ["2569-10", "2569-11"]


def test_a_suspension_or_an_expired_card_makes_nothing_overpaid():
    assert overpaid(ELDER, replace(CLAIM, suspensions=(SuspensionSpan(FIRST),))) == []
    card = DisabilityCardFacts(date(2026, 6, 1))
    assert overpaid(ELDER, ClaimFacts(Scheme.DISABILITY, brought_over=True, card=card)) == []


def test_a_month_paid_with_nothing_is_no_overpayment():
    assert overpaid(replace(ELDER, died_on=PartialDate(2569, 6, 1)), CLAIM, {LAST: 0}) == []


def test_missed_months_are_those_due_and_not_paid():
    paid = {FIRST, Month.parse_be("2569-08")}
    assert missed(ELDER, CLAIM, paid) == [
        ("2569-07", 70_000),
        ("2569-09", 70_000),
        ("2569-10", 70_000),
        ("2569-11", 70_000),
    ]


def test_no_month_is_missed_before_the_right_or_after_death():
    person = PersonFacts(PartialDate(2509, 8, 2), died_on=PartialDate(2569, 10, 20))
    assert missed(person, CLAIM, ()) == [("2569-09", 60_000), ("2569-10", 60_000)]


def test_paid_twice_names_each_line_and_how_often():
    line, other = ("p1", Scheme.OLD_AGE, FIRST), ("p1", Scheme.DISABILITY, FIRST)
    assert paid_twice([line, other, line, ("p1", Scheme.OLD_AGE, LAST)]) == {line: 2}
    assert paid_twice([]) == {}


@given(
    st.dates(date(2026, 1, 1), date(2027, 6, 1)),
    st.sets(st.sampled_from(sorted(PAID))),
)
def test_a_month_is_never_both_overpaid_and_missed(died, paid):
    person = replace(ELDER, died_on=PartialDate.from_date(died))
    too_much = {month for month, _code in overpaid(person, CLAIM, dict.fromkeys(paid, 70_000))}
    too_little = {month for month, _amount in missed(person, CLAIM, paid)}
    assert not too_much & too_little
    assert {month.be_text for month in paid if paid_on(month) > died} == too_much
    assert {month.be_text for month in PAID if month not in paid and paid_on(month) <= died} == too_little


@given(st.dates(date(2026, 1, 1), date(2026, 11, 30)), st.booleans())
def test_no_case_opens_while_the_day_of_death_is_not_known(died, month_known):
    known = PartialDate(died.year + 543, died.month if month_known else None)
    assert overpaid(replace(ELDER, deceased=True, died_on=known), CLAIM) == []
