"""Nobody forgotten: who reaches sixty in a fiscal year, when to confirm, who is of age without a claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.allowances.rules.facts import Move, MoveDirection, PersonFacts
from sai_thong.registers.allowances.rules.sixty import who_is_of_age, who_reaches_age_in
from sai_thong.registers.law import shipped_allowance_law
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month

IN_2570 = PersonFacts(PartialDate(2510, 3, 15))


@pytest.mark.parametrize(
    ("birth", "fiscal_year"),
    [
        (PartialDate(2509, 9, 1), 2569),
        (PartialDate(2509, 9, 2), 2570),
        (PartialDate(2510, 9, 1), 2570),
        (PartialDate(2510, 9, 2), 2571),
        (PartialDate(2510), 2570),
    ],
)
def test_the_fiscal_year_in_which_one_reaches_sixty(law, birth, fiscal_year):
    for year in (2569, 2570, 2571):
        found = who_reaches_age_in([("a", PersonFacts(birth))], year, law)
        assert bool(found) == (year == fiscal_year)


def test_each_is_told_the_birthday_the_first_month_and_the_windows(law):
    (found,) = who_reaches_age_in([("a", IN_2570)], 2570, law)
    assert (found.key, found.birthday, found.birth_exact) == ("a", date(2027, 3, 15), True)
    assert found.first_month == Month.parse_be("2570-04")
    assert [window.first_day for window in found.windows] == [date(2025, 10, 1), date(2026, 1, 1)]


def test_they_stand_in_the_order_of_their_first_month(law):
    people = [("late", PersonFacts(PartialDate(2510, 8, 5))), ("first", PersonFacts(PartialDate(2509, 10, 5)))]
    assert [each.key for each in who_reaches_age_in(people, 2570, law)] == ["first", "late"]


@pytest.mark.parametrize(
    "person",
    [
        replace(IN_2570, deceased=True),
        replace(IN_2570, died_on=PartialDate(2569)),
        replace(IN_2570, moves=(Move(date(2020, 1, 1), MoveDirection.OUT),)),
        replace(IN_2570, thai_nationality=False),
        PersonFacts(None),
    ],
)
def test_the_dead_the_gone_and_the_unknown_are_left_out(law, person):
    assert who_reaches_age_in([("a", person)], 2570, law) == []
    assert who_is_of_age([("a", person)], Month.parse_be("2599-01"), law) == []


def test_who_came_back_counts(law):
    moves = (Move(date(2020, 1, 1), MoveDirection.OUT), Move(date(2021, 1, 1), MoveDirection.IN))
    assert who_reaches_age_in([("a", replace(IN_2570, moves=moves))], 2570, law)


def test_who_is_of_age_in_a_month(law):
    people = [("a", IN_2570)]
    assert who_is_of_age(people, Month.parse_be("2570-03"), law) == []
    assert who_is_of_age(people, Month.parse_be("2570-04"), law) == ["a"]


@given(st.lists(st.dates(date(1955, 1, 1), date(1975, 12, 31)), max_size=20))
def test_everybody_reaches_the_age_in_exactly_one_fiscal_year(births):
    law = shipped_allowance_law()
    people = [(number, PersonFacts(PartialDate.from_date(birth))) for number, birth in enumerate(births)]
    found = [each.key for year in range(2557, 2581) for each in who_reaches_age_in(people, year, law)]
    assert sorted(found) == list(range(len(births)))
