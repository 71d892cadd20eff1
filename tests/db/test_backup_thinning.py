"""Backups are thinned to seven days, five weeks and twelve months, and the newest never goes."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.db.backup_thinning import to_keep

DAILY, WEEKLY, MONTHLY = 7, 5, 12
"""As promised to the office."""
TODAY = date(2026, 11, 3)
DAYS = st.lists(st.dates(date(2024, 1, 1), date(2027, 12, 31)), max_size=80)


def ago(*numbers: int) -> list[date]:
    return [TODAY - timedelta(days=number) for number in numbers]


TABLE: list[tuple[str, list[date], set[int]]] = [
    ("none", [], set()),
    ("one", ago(0), {0}),
    ("one of three years ago", ago(1100), {0}),
    ("two of a day: the later", ago(0, 0), {0}),
    ("the week's days", ago(0, 1, 2, 3, 4, 5, 6), set(range(7))),
    # 27 October ends the seven days; 25 October is the Sunday of the week before it.
    ("the eighth day stays for its week", ago(0, 1, 2, 3, 4, 5, 6, 9), set(range(8))),
    ("the day before it does not", ago(0, 1, 2, 3, 4, 5, 6, 9, 10), set(range(8))),
    ("weeks of a month", ago(0, 7, 14, 21, 28, 35), set(range(6))),
    ("of a month long ago its last", ago(*range(7), 200, 201, 202), set(range(8))),
    ("a clock a Buddhist year ahead", [date(3112, 11, 3), *ago(0, 0, 1)], {0, 1, 3}),
    ("a clock set back, then right again", [*ago(0), date(2001, 1, 1), *ago(1)], {0, 1, 2}),
]


@pytest.mark.parametrize(("days", "kept"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_table(days: list[date], kept: set[int]) -> None:
    assert to_keep(days) == kept


def test_a_copy_every_day_of_three_years_leaves_no_more_than_is_promised() -> None:
    left: list[date] = []
    for day in accumulate([timedelta(days=1)] * 1100, initial=date(2026, 1, 1), func=lambda day, one: day + one):
        left = [day, *left]
        left = [left[position] for position in sorted(to_keep(left))]
    assert left[:DAILY] == [left[0] - timedelta(days=number) for number in range(DAILY)]
    assert len({(day.year, day.month) for day in left}) == MONTHLY
    assert DAILY + MONTHLY <= len(left) <= DAILY + WEEKLY + MONTHLY


@given(DAYS)
def test_the_newest_stays_whatever_its_day(days: list[date]) -> None:
    assert not days or 0 in to_keep(days)


@given(DAYS)
def test_a_month_that_has_any_keeps_one(days: list[date]) -> None:
    months = list(dict.fromkeys((day.year, day.month) for day in days))
    kept = {(days[position].year, days[position].month) for position in to_keep(days)}
    assert kept >= set(months[:MONTHLY])


@given(DAYS)
def test_what_stayed_stays_when_it_is_thinned_again(days: list[date]) -> None:
    left = [days[position] for position in sorted(to_keep(days))]
    assert to_keep(left) == frozenset(range(len(left)))


@given(DAYS)
def test_never_more_stay_than_is_promised(days: list[date]) -> None:
    assert len(to_keep(days)) <= DAILY + WEEKLY + MONTHLY
