"""Age arithmetic and steps: the table of the notes, both timings, and the change of 1 October 2566."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.allowances.rules.steps import (
    month_age_counts,
    october_from,
    october_of,
    step_held,
    step_month,
)
from sai_thong.registers.law import Scheme, load_allowance_law, shipped_allowance_law
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month, fiscal_year_be

BIRTHS = st.dates(date(1915, 1, 1), date(1975, 12, 31)).map(PartialDate.from_date)
MONTHS_OF_LADDER = st.integers(2554 * 12 + 9, 2600 * 12).map(lambda n: Month(n // 12 - 543, n % 12 + 1))
NEW_RULE = Month(2023, 10)


def month(text: str) -> Month:
    return Month.parse_be(text)


def held(birth: PartialDate, when: Month, scheme: Scheme = Scheme.OLD_AGE):
    law = shipped_allowance_law()
    return step_held(birth, law.for_month(scheme, when).rate, when, law.step_timing[scheme])


@pytest.mark.parametrize(
    ("birth", "sixty", "fiscal_year", "seventy"),
    [
        (PartialDate(2507, 9, 1), "2567-09", 2567, "2577-09"),
        (PartialDate(2507, 9, 2), "2567-10", 2568, "2577-10"),
        (PartialDate(2507, 10, 1), "2567-10", 2568, "2577-10"),
        (PartialDate(2507, 10, 2), "2567-11", 2568, "2577-11"),
        (PartialDate(2507, 2, 29), "2567-03", 2567, "2577-03"),
        (PartialDate(2507), "2567-01", 2567, "2577-01"),
        (PartialDate(2507, 5), "2567-05", 2567, "2577-05"),
    ],
)
def test_first_months_of_the_notes(law, birth, sixty, fiscal_year, seventy):
    assert month_age_counts(birth, 60) == month(sixty)
    assert month_age_counts(birth, 60).fiscal_year_be == fiscal_year
    assert step_month(birth, 70, law.step_timing[Scheme.OLD_AGE]) == month(seventy)


def test_leap_day_in_a_leap_year_counts_from_march():
    # 2555 (2012) has a 29 February, so the birthday is that day, not 1 March; the month after is the same.
    assert month_age_counts(PartialDate(2495, 2, 29), 60) == month("2555-03")


@pytest.mark.parametrize(
    ("birthday_70", "expected"),
    [
        (date(2022, 9, 1), "2565-10"),
        (date(2022, 10, 1), "2565-10"),
        (date(2022, 10, 2), "2566-10"),
        (date(2023, 3, 15), "2566-10"),
        (date(2023, 8, 31), "2566-10"),
        (date(2023, 9, 1), "2566-10"),
        (date(2023, 9, 2), "2566-10"),
        (date(2023, 9, 30), "2566-10"),
        (date(2023, 10, 1), "2566-10"),
        (date(2023, 10, 2), "2566-11"),
        (date(2024, 3, 15), "2567-04"),
    ],
)
def test_steps_around_the_change_of_fiscal_year_2567(law, birthday_70, expected):
    birth = PartialDate.from_date(birthday_70.replace(year=birthday_70.year - 70))
    assert step_month(birth, 70, law.step_timing[Scheme.OLD_AGE]) == month(expected)


@pytest.mark.parametrize(
    ("old_rule_to", "new_rule_from", "expected"),
    [("2023-05-31", "2023-06-01", "2566-06"), ("2023-05-14", "2023-05-15", "2566-06")],
)
def test_a_step_that_waits_begins_sooner_when_the_rule_changes_before_october(old_rule_to, new_rule_from, expected):
    law = load_allowance_law(
        {
            "step_timing": [
                {"id": "step-fiscal-year", "effective_to": old_rule_to},
                {"id": "step-next-month-2567", "effective_from": new_rule_from},
            ]
        }
    )
    assert step_month(PartialDate(2496, 1, 20), 70, law.step_timing[Scheme.OLD_AGE]) == month(expected)


@pytest.mark.parametrize(
    ("birth", "when", "baht", "label"),
    [
        (PartialDate(2489, 10, 14), "2569-10", 700, "70–79"),
        (PartialDate(2489, 10, 14), "2569-11", 800, "80–89"),
        (PartialDate(2479, 11, 1), "2569-10", 800, "80–89"),
        (PartialDate(2479, 11, 1), "2569-11", 1000, "90+"),
        (PartialDate(2509, 10, 31), "2569-11", 600, "60–69"),
        (PartialDate(2460), "2569-11", 1000, "90+"),
    ],
)
def test_ladder_of_old_age(birth, when, baht, label):
    found = held(birth, month(when))
    assert (found.step.amount_satang, found.label) == (baht * 100, label)


@pytest.mark.parametrize(
    ("when", "baht"), [("2569-11", 1000), ("2569-12", 800), ("2563-09", 800), ("2557-10", 800), ("2557-09", 500)]
)
def test_disability_falls_to_the_adult_rate_in_the_month_the_age_counts(when, baht):
    assert held(PartialDate(2551, 11, 15), month(when), Scheme.DISABILITY).step.amount_satang == baht * 100


def test_without_a_birth_date_only_an_amount_for_every_age_can_be_told(law):
    for scheme, known in [(Scheme.HIV, True), (Scheme.DISABILITY, False), (Scheme.OLD_AGE, False)]:
        rate = law.for_month(scheme, month("2569-11")).rate
        assert (step_held(None, rate, month("2569-11"), law.step_timing[scheme]) is not None) == known


def test_october_of_a_fiscal_year_and_from_a_month():
    assert october_of(2570) == month("2569-10")
    assert [october_from(month(text)) for text in ("2569-09", "2569-10", "2569-11")] == [
        month("2569-10"),
        month("2569-10"),
        month("2570-10"),
    ]


@given(BIRTHS, MONTHS_OF_LADDER)
def test_amount_never_falls_with_time(birth, when):
    assert held(birth, when).step.amount_satang <= held(birth, when.next()).step.amount_satang


@given(BIRTHS, MONTHS_OF_LADDER)
def test_amount_changes_only_in_step_months(birth, when):
    law = shipped_allowance_law()
    steps = {step_month(birth, age, law.step_timing[Scheme.OLD_AGE]) for age in (70, 80, 90)}
    if held(birth, when).step != held(birth, when.next()).step:
        assert when.next() in steps


@given(BIRTHS, st.sampled_from([70, 80, 90]))
def test_a_step_never_begins_before_its_age_nor_a_year_after(birth, age):
    counted = month_age_counts(birth, age)
    begins = step_month(birth, age, shipped_allowance_law().step_timing[Scheme.OLD_AGE])
    assert counted <= begins < counted.plus(12)
    assert begins == counted if counted >= NEW_RULE else begins.month == 10


@given(BIRTHS, st.integers(1, 100))
def test_age_counts_only_once_it_is_completed(birth, age):
    first = month_age_counts(birth, age)
    assert birth.age_on(first.first_day) == age
    assert birth.age_on(first.previous().first_day) == age - 1


@given(st.integers(2450, 2520), st.integers(1, 100))
def test_the_yearly_cut_off_lies_between_1_and_2_september(year_be, age):
    last, next_year = PartialDate(year_be, 9, 1), PartialDate(year_be, 9, 2)
    fiscal_year = fiscal_year_be(date(year_be - 543 + age, 9, 30))
    assert month_age_counts(last, age).fiscal_year_be == fiscal_year
    assert month_age_counts(next_year, age).fiscal_year_be == fiscal_year + 1
