"""The complete decision: first month, and every obstacle with its reason, for the three schemes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.allowances.rules.entitlement import Entitled, NotEntitled, entitlement
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
from sai_thong.registers.allowances.rules.first_month import FirstMonth, first_payable_month
from sai_thong.registers.allowances.rules.reasons import ReasonCode
from sai_thong.registers.allowances.rules.steps import october_of
from sai_thong.registers.allowances.rules.windows import confirmation_counts_from, fiscal_year_served
from sai_thong.registers.law import load_allowance_law, shipped_allowance_law
from sai_thong.registers.law.holidays import shipped_holidays
from sai_thong.registers.workdays import pay_date
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month

NOV = Month.parse_be("2569-11")
PAID = date(2026, 11, 10)
ELDER = PersonFacts(PartialDate(2492, 5, 20))
ADULT = PersonFacts(PartialDate(2520, 5, 20))
CHILD = PersonFacts(PartialDate(2555, 5, 20))
OLD_AGE = ClaimFacts(Scheme.OLD_AGE, confirmed_on=date(2010, 11, 5), accepted=True, accepted_on=date(2011, 1, 5))
DISABLED = ClaimFacts(
    Scheme.DISABILITY, confirmed_on=date(2020, 1, 6), accepted=True, card=DisabilityCardFacts(lifelong=True)
)
HIV = ClaimFacts(Scheme.HIV, confirmed_on=date(2020, 1, 6), accepted=True, accepted_on=date(2020, 2, 3))


def be(year: int, month: int, day: int) -> date:
    return date(year - 543, month, day)


def decide(person, claim, month=NOV, pay_on=PAID, law=None):
    return entitlement(person, claim, month, law or shipped_allowance_law(), pay_on)


def codes(person, claim, month=NOV, pay_on=PAID, law=None):
    decision = decide(person, claim, month, pay_on, law)
    return [reason.code for reason in decision.reasons] if isinstance(decision, NotEntitled) else []


def test_an_elder_is_due_the_step_of_his_age():
    decision = decide(ELDER, OLD_AGE)
    assert isinstance(decision, Entitled)
    assert (decision.amount_satang, decision.supplement_satang, decision.step.label) == (70_000, 0, "70–79")
    assert decision.rule_ids == ("old-age-ladder-2555", "step-fiscal-year")
    assert decision.notes == ()


def test_the_supplement_of_2565_comes_on_top_by_step():
    decision = decide(ELDER, OLD_AGE, Month.parse_be("2565-06"), be(2565, 6, 10))
    assert (decision.amount_satang, decision.base_satang, decision.supplement_satang) == (85_000, 70_000, 15_000)
    assert "old-age-supplement-2565" in decision.rule_ids


def test_all_three_schemes_can_be_held_together():
    assert [decide(ELDER, claim).amount_satang for claim in (OLD_AGE, DISABLED, HIV)] == [70_000, 80_000, 50_000]


def test_a_disabled_child_is_due_the_childrens_rate():
    assert decide(CHILD, DISABLED).amount_satang == 100_000


def test_no_rate_is_said_for_months_before_the_tables():
    assert codes(ELDER, OLD_AGE, Month.parse_be("2540-01"), be(2540, 1, 10)) == [ReasonCode.NO_RATE]


# -- First month ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("birth", "confirmed_on", "first", "code"),
    [
        (PartialDate(2507, 9, 1), be(2566, 1, 9), "2567-09", ReasonCode.AGE_REACHED),
        (PartialDate(2507, 9, 2), be(2566, 10, 9), "2567-10", ReasonCode.AGE_REACHED),
        # In the window of fiscal year 2570.
        (PartialDate(2510, 3, 15), be(2568, 11, 3), "2570-04", ReasonCode.AGE_REACHED),
        # Late: October of the year served, nothing backwards.
        (PartialDate(2507, 9, 1), be(2568, 10, 1), "2569-10", ReasonCode.CONFIRMED),
        (PartialDate(2500, 1, 1), be(2569, 9, 30), "2569-10", ReasonCode.CONFIRMED),
        (PartialDate(2500, 1, 1), be(2569, 10, 1), "2570-10", ReasonCode.CONFIRMED),
        # December is kept for the window of January.
        (PartialDate(2500, 1, 1), be(2568, 12, 15), "2569-10", ReasonCode.CONFIRMED),
    ],
)
def test_first_month_of_old_age(law, birth, confirmed_on, first, code):
    found = first_payable_month(PersonFacts(birth), ClaimFacts(Scheme.OLD_AGE, confirmed_on=confirmed_on), law)
    assert (found.month, found.reason.code) == (Month.parse_be(first), code)


def test_the_office_may_decide_the_fiscal_year_served(law):
    claim = replace(OLD_AGE, confirmed_on=None, serves_fiscal_year_be=2570)
    assert first_payable_month(ELDER, claim, law).month == Month.parse_be("2569-10")


def test_brought_over_counts_as_confirmed_and_accepted_in_time(law):
    claim = ClaimFacts(Scheme.OLD_AGE, brought_over=True)
    person = PersonFacts(PartialDate(2509, 10, 14))
    assert first_payable_month(person, claim, law).month == Month.parse_be("2569-11")
    decision = decide(person, claim)
    assert decision.amount_satang == 60_000
    assert [note.code for note in decision.notes] == [ReasonCode.REVIEW_BROUGHT_OVER]
    assert codes(person, claim, Month.parse_be("2569-10"), be(2569, 10, 9)) == [ReasonCode.BEFORE_FIRST_MONTH]


def test_brought_over_disability_is_due_at_once():
    assert decide(ADULT, ClaimFacts(Scheme.DISABILITY, brought_over=True)).amount_satang == 80_000


@pytest.mark.parametrize(
    ("claim", "first"),
    [
        (replace(DISABLED, confirmed_on=be(2569, 10, 31)), "2569-11"),
        (replace(DISABLED, confirmed_on=be(2569, 11, 2)), "2569-12"),
        (replace(HIV, confirmed_on=be(2569, 8, 3), accepted_on=be(2569, 10, 12)), "2569-11"),
    ],
)
def test_first_month_of_schemes_without_windows(law, claim, first):
    assert first_payable_month(ADULT, claim, law).month == Month.parse_be(first)


def test_the_start_of_hiv_assistance_is_a_setting():
    own = load_allowance_law(
        {"registration_start": [{"id": "hiv-after-approval", "start": "month_after_registration"}]}
    )
    claim = replace(HIV, confirmed_on=be(2569, 8, 3), accepted_on=be(2569, 10, 12))
    assert first_payable_month(ADULT, claim, own).month == Month.parse_be("2569-09")


def test_the_previous_office_is_not_paid_over(law):
    claim = replace(DISABLED, confirmed_on=be(2569, 9, 1), paid_elsewhere_until=Month.parse_be("2569-11"))
    found = first_payable_month(ADULT, claim, law)
    assert (found.month, found.reason.code) == (Month.parse_be("2569-12"), ReasonCode.PREVIOUS_OFFICE_PAID)


def test_an_arrival_is_paid_from_the_next_fiscal_year():
    claim = replace(OLD_AGE, confirmed_on=be(2569, 9, 20))
    person = replace(ELDER, moves=(Move(be(2569, 9, 1), MoveDirection.IN),))
    assert codes(person, claim, Month.parse_be("2569-09"), be(2569, 9, 10))[-1] == ReasonCode.NOT_YET_MOVED_IN
    assert isinstance(decide(person, claim, Month.parse_be("2569-10"), be(2569, 10, 9)), Entitled)


# -- Obstacles --------------------------------------------------------------------------------------------------------

PENSION = IncomeSpan(IncomeKind.PENSION, be(2569, 1, 1))


@pytest.mark.parametrize(
    ("person", "claim", "expected"),
    [
        (ELDER, replace(OLD_AGE, accepted=False), [ReasonCode.NOT_ACCEPTED]),
        (ELDER, replace(OLD_AGE, accepted=False, refused=True), [ReasonCode.REFUSED]),
        (ELDER, replace(OLD_AGE, confirmed_on=None), [ReasonCode.NOT_CONFIRMED]),
        (PersonFacts(None), OLD_AGE, [ReasonCode.BIRTH_UNKNOWN]),
        (PersonFacts(None), DISABLED, [ReasonCode.BIRTH_UNKNOWN]),
        (PersonFacts(None), HIV, []),
        (PersonFacts(PartialDate(2512, 1, 1)), OLD_AGE, [ReasonCode.BEFORE_FIRST_MONTH]),
        (replace(ELDER, thai_nationality=False), OLD_AGE, [ReasonCode.NOT_THAI]),
        (replace(ELDER, thai_nationality=None), OLD_AGE, []),
        (replace(ELDER, thai_nationality=False), HIV, []),
        (ELDER, replace(OLD_AGE, ended_on=be(2569, 11, 9), end_reason=EndReason.WAIVED), [ReasonCode.ENDED]),
        (ELDER, replace(OLD_AGE, ended_on=be(2569, 11, 10), end_reason=EndReason.WAIVED), []),
        (ELDER, replace(OLD_AGE, end_reason=EndReason.UNQUALIFIED), [ReasonCode.ENDED]),
        (ELDER, replace(OLD_AGE, ended_on=be(2569, 3, 1), end_reason=EndReason.MOVED), [ReasonCode.MOVED_AWAY]),
        (ELDER, replace(OLD_AGE, ended_on=be(2569, 10, 1), end_reason=EndReason.MOVED), []),
        (ELDER, replace(OLD_AGE, suspensions=(SuspensionSpan(NOV),)), [ReasonCode.SUSPENDED]),
        (ELDER, replace(OLD_AGE, suspensions=(SuspensionSpan(NOV.plus(-2), NOV.plus(-1)),)), []),
        (ELDER, replace(OLD_AGE, suspensions=(SuspensionSpan(NOV.next()),)), []),
    ],
)
def test_obstacles(person, claim, expected):
    assert codes(person, claim) == expected


def test_every_obstacle_is_told_the_weightiest_first():
    person = replace(ELDER, died_on=PartialDate(2569, 10, 1), moves=(Move(be(2569, 1, 5), MoveDirection.OUT),))
    claim = replace(OLD_AGE, incomes=(PENSION,), suspensions=(SuspensionSpan(NOV),))
    assert codes(person, claim) == [
        ReasonCode.DIED,
        ReasonCode.MOVED_AWAY,
        ReasonCode.INCOME,
        ReasonCode.SUSPENDED,
    ]


@pytest.mark.parametrize(
    ("died_on", "expected"),
    [
        (PartialDate(2569, 11, 9), [ReasonCode.DIED]),
        (PartialDate(2569, 11, 10), []),
        (PartialDate(2569, 10), [ReasonCode.DIED]),
        (PartialDate(2569, 11), [ReasonCode.DEATH_DATE_INCOMPLETE]),
        (PartialDate(2569, 12), []),
        (PartialDate(2568), [ReasonCode.DIED]),
        (PartialDate(2569), [ReasonCode.DEATH_DATE_INCOMPLETE]),
        (None, [ReasonCode.DEATH_DATE_INCOMPLETE]),
    ],
)
def test_one_must_be_alive_on_the_pay_date(died_on, expected):
    assert codes(replace(ELDER, deceased=True, died_on=died_on), OLD_AGE) == expected


def test_the_death_test_is_law_data():
    law = load_allowance_law({"death_test": [{"id": "old-age-alive-on-pay-date", "test": "alive_on_first_day"}]})
    person = replace(ELDER, died_on=PartialDate(2569, 11, 2))
    assert codes(person, OLD_AGE, law=law) == []
    assert codes(person, OLD_AGE) == [ReasonCode.DIED]


@pytest.mark.parametrize(
    ("income", "expected"),
    [
        (PENSION, [ReasonCode.INCOME]),
        (IncomeSpan(IncomeKind.HEIR_PENSION, be(2560, 1, 1)), [ReasonCode.INCOME]),
        (IncomeSpan(IncomeKind.POST, be(2560, 1, 1), be(2569, 11, 10)), [ReasonCode.INCOME]),
        (IncomeSpan(IncomeKind.POST, be(2560, 1, 1), be(2569, 11, 9)), [ReasonCode.INCOME_REVIEW]),
        (IncomeSpan(IncomeKind.POST, be(2560, 1, 1), be(2569, 11, 9), be(2569, 11, 20)), []),
        (IncomeSpan(IncomeKind.SALARY, be(2569, 11, 11)), []),
    ],
)
def test_income_suspends_old_age_until_its_end_is_looked_into(income, expected):
    assert codes(ELDER, replace(OLD_AGE, incomes=(income,))) == expected


def test_only_a_state_home_excludes_from_the_disability_allowance():
    home = IncomeSpan(IncomeKind.CARE_HOME, be(2560, 1, 1))
    assert codes(ADULT, replace(DISABLED, incomes=(PENSION,))) == []
    assert codes(ADULT, replace(DISABLED, incomes=(home,))) == [ReasonCode.INCOME]
    assert codes(ADULT, replace(HIV, incomes=(PENSION, home))) == []


@pytest.mark.parametrize(
    ("card", "expected", "noted"),
    [
        (DisabilityCardFacts(lifelong=True), [], []),
        (DisabilityCardFacts(), [], [ReasonCode.CARD_UNKNOWN]),
        (None, [], [ReasonCode.CARD_UNKNOWN]),
        (DisabilityCardFacts(be(2569, 11, 10)), [], []),
        (DisabilityCardFacts(be(2569, 11, 9)), [ReasonCode.CARD_EXPIRED], []),
        (DisabilityCardFacts(be(2569, 11, 9), pay_despite_until=NOV), [], [ReasonCode.CARD_OVERRIDDEN]),
        (DisabilityCardFacts(be(2569, 11, 9), pay_despite_until=NOV.previous()), [ReasonCode.CARD_EXPIRED], []),
    ],
)
def test_an_expired_card_blocks_unless_a_decision_is_recorded(card, expected, noted):
    claim = replace(DISABLED, card=card)
    assert codes(ADULT, claim) == expected
    decision = decide(ADULT, claim)
    assert [note.code for note in decision.notes] == noted if isinstance(decision, Entitled) else not noted


def test_an_incomplete_birth_date_is_noted():
    decision = decide(PersonFacts(PartialDate(2492)), OLD_AGE)
    assert [note.code for note in decision.notes] == [ReasonCode.BIRTH_INCOMPLETE]


# -- Properties -------------------------------------------------------------------------------------------------------

DAYS = st.dates(date(2012, 1, 1), date(2035, 12, 31))
MONTHS = DAYS.map(Month.of)
PARTIAL = st.dates(date(1925, 1, 1), date(1975, 12, 31)).flatmap(
    lambda day: st.sampled_from(
        [
            PartialDate.from_date(day),
            PartialDate(day.year + 543, day.month),
            PartialDate(day.year + 543),
        ]
    )
)


def paid_on(month: Month) -> date:
    return pay_date(month, shipped_holidays())


@given(PARTIAL, DAYS, MONTHS)
def test_nothing_is_due_before_october_of_the_year_the_confirmation_serves(birth, confirmed_on, month):
    law = shipped_allowance_law()
    claim = ClaimFacts(Scheme.OLD_AGE, confirmed_on=confirmed_on, accepted=True)
    first = first_payable_month(PersonFacts(birth), claim, law)
    assert isinstance(first, FirstMonth)
    assert first.month >= october_of(fiscal_year_served(confirmation_counts_from(confirmed_on, law), law))
    assert isinstance(decide(PersonFacts(birth), claim, month, paid_on(month)), Entitled) == (month >= first.month)


@given(PARTIAL, DAYS, MONTHS)
def test_who_died_before_the_pay_date_is_never_paid(birth, died, month):
    person = PersonFacts(birth, died_on=PartialDate.from_date(died))
    decision = decide(person, ClaimFacts(Scheme.OLD_AGE, brought_over=True), month, paid_on(month))
    if died < paid_on(month):
        assert isinstance(decision, NotEntitled)
        assert decision.reason.code is ReasonCode.DIED


@given(PARTIAL, DAYS, MONTHS, st.booleans())
def test_an_incomplete_death_pays_only_where_every_day_it_may_mean_pays(birth, died, month, month_known):
    known = PartialDate(died.year + 543, died.month if month_known else None)
    claim = ClaimFacts(Scheme.OLD_AGE, brought_over=True)
    if isinstance(decide(PersonFacts(birth, died_on=known), claim, month, paid_on(month)), Entitled):
        exact = PersonFacts(birth, died_on=PartialDate.from_date(died))
        assert isinstance(decide(exact, claim, month, paid_on(month)), Entitled)


@given(PARTIAL, MONTHS)
def test_once_due_always_due_and_never_less(birth, month):
    claim = ClaimFacts(Scheme.OLD_AGE, brought_over=True)
    now, later = (decide(PersonFacts(birth), claim, each, paid_on(each)) for each in (month, month.next()))
    if isinstance(now, Entitled):
        assert isinstance(later, Entitled)
        assert later.base_satang >= now.base_satang


@given(PARTIAL, DAYS, MONTHS)
def test_old_age_is_paid_here_up_to_september_of_the_move_and_no_longer(birth, moved, month):
    claim = ClaimFacts(Scheme.OLD_AGE, brought_over=True)
    stays = decide(PersonFacts(birth), claim, month, paid_on(month))
    moves = decide(PersonFacts(birth, moves=(Move(moved, MoveDirection.OUT),)), claim, month, paid_on(month))
    last = october_of(Month.of(moved).fiscal_year_be + 1).previous()
    if month <= last:
        assert moves == stays
    else:
        assert isinstance(moves, NotEntitled)
