"""The book value of an asset, year by year: the vectors of the domain notes, then what must hold of every asset."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sai_thong.registers.assets.rules.depreciation import (
    BookFacts,
    ImprovementFact,
    ImprovementNeedsLife,
    OpeningBalance,
    annual_satang,
    opening_difference,
    schedule,
)
from sai_thong.registers.law.asset_tables import shipped_asset_law
from sai_thong.registers.law.asset_terms import DisposalMonth, FirstMonth
from sai_thong.thai.calendar import fiscal_year_be

RULE = shipped_asset_law().rules.depreciation_rule(date(2026, 10, 1))
NEXT_MONTH = replace(RULE, first_month=FirstMonth.NEXT_MONTH)
DAILY = replace(RULE, first_month=FirstMonth.DAILY)


def book(cost: int, life: int | None, acquired: date, **more) -> BookFacts:
    return BookFacts(cost_satang=cost, life_years=life, acquired_on=acquired, **{"rule": RULE, **more})


def told(facts: BookFacts, **asked) -> list[tuple[int, int, int, int]]:
    return [(r.fiscal_year_be, r.parts, r.amount_satang, r.accumulated_satang) for r in schedule(facts, **asked)]


def year(first: int, months: int, *amounts: int) -> list[tuple[int, int, int]]:
    return [(first + step, months, amount) for step, amount in enumerate(amounts)]


VECTORS = [
    (4500000, 5, date(2024, 10, 9), 900000, year(2568, 12, *[900000] * 4, 899900)),
    (
        4500000,
        5,
        date(1996, 10, 16),
        900000,
        [*year(2540, 11, 825000), *year(2541, 12, *[900000] * 4), (2545, 1, 74900)],
    ),
    (
        3200000,
        3,
        date(2024, 3, 16),
        1066667,
        [(2567, 6, 533334), (2568, 12, 1066667), (2569, 12, 1066667), (2570, 6, 533232)],
    ),
    (
        1000000,
        3,
        date(2025, 9, 15),
        333333,
        [(2568, 1, 27778), (2569, 12, 333333), (2570, 12, 333333), (2571, 11, 305456)],
    ),
    (1000000, 3, date(2025, 9, 16), 333333, [(2568, 0, 0), (2569, 12, 333333), (2570, 12, 333333), (2571, 12, 333234)]),
    (
        85000000,
        8,
        date(2023, 2, 1),
        10625000,
        [(2566, 8, 7083333), *year(2567, 12, *[10625000] * 7), (2574, 4, 3541567)],
    ),
]


@pytest.mark.parametrize(("cost", "life", "acquired", "annual", "rows"), VECTORS)
def test_the_vectors_of_the_notes(cost, life, acquired, annual, rows):
    found = schedule(book(cost, life, acquired))
    assert annual_satang(cost, life) == annual
    assert [(row.fiscal_year_be, row.parts, row.amount_satang) for row in found] == rows
    assert found[-1].accumulated_satang == cost - 100
    assert found[-1].net_satang == 100


def test_an_office_that_always_begins_the_month_after_gets_the_printed_rows():
    rows = told(book(4500000, 5, date(1996, 10, 9), rule=NEXT_MONTH))
    assert rows[0] == (2540, 11, 825000, 825000)
    assert rows[-1] == (2545, 1, 74900, 4499900)


def test_the_fifteenth_begins_a_month_later_where_the_office_says_so():
    rows = told(book(1000000, 3, date(2025, 9, 15), rule=replace(RULE, last_counting_day=14)))
    assert rows[0] == (2568, 0, 0, 0)


def test_by_the_day_a_leap_year_is_as_long_as_any_other():
    rows = told(book(36500000, 5, date(2023, 10, 1), rule=DAILY))
    assert rows == [
        *((2567 + step, 365, 7300000, 7300000 * (step + 1)) for step in range(4)),
        (2571, 365, 7299900, 36499900),
    ]
    assert told(book(36500000, 5, date(2024, 2, 29), rule=DAILY)) == told(
        book(36500000, 5, date(2024, 3, 1), rule=DAILY)
    )
    assert told(book(36500000, 5, date(2024, 2, 28), rule=DAILY))[0][1] == 215


@pytest.mark.parametrize("cost", [0, 1, 99, 100])
def test_what_cost_a_baht_or_less_is_never_depreciated(cost):
    assert {row.amount_satang for row in schedule(book(cost, 5, date(2024, 1, 1)), through_year_be=2575)} == {0}


def test_land_is_never_depreciated():
    rows = schedule(book(50000000, None, date(2001, 5, 1)), through_year_be=2570)
    assert {(row.amount_satang, row.net_satang) for row in rows} == {(0, 50000000)}


def test_years_after_the_end_stand_at_nothing():
    assert told(book(4500000, 5, date(2024, 10, 9)), through_year_be=2575)[5:] == [
        (year_be, 0, 0, 4499900) for year_be in range(2573, 2576)
    ]


def test_an_opening_balance_neither_repeats_nor_skips_a_year():
    facts = book(3200000, 3, date(2024, 3, 16), opening=OpeningBalance(1600001, 2568))
    assert told(facts) == [(2569, 12, 1066667, 2666668), (2570, 6, 533232, 3199900)]
    assert opening_difference(facts) == 0


def test_an_opening_balance_that_differs_is_kept_told_and_settled_in_the_last_year():
    facts = book(3200000, 3, date(2024, 3, 16), opening=OpeningBalance(1500000, 2568))
    assert opening_difference(facts) == -100001
    assert told(facts)[-1] == (2570, 6, 633233, 3199900)
    too_much = book(3200000, 3, date(2024, 3, 16), opening=OpeningBalance(3200000, 2568))
    assert [amount for _year, _parts, amount, _total in told(too_much)] == [0, 0]


def test_an_improvement_is_spread_over_what_is_left_of_the_life():
    improved = book(1200000, 4, date(2023, 10, 1), improvements=(ImprovementFact(date(2025, 10, 1), 600000),))
    assert told(improved) == [
        (2567, 12, 300000, 300000),
        (2568, 12, 300000, 600000),
        (2569, 12, 600000, 1200000),
        (2570, 12, 599900, 1799900),
    ]


def test_an_improvement_within_the_year_counts_from_its_own_month():
    improved = book(1200000, 4, date(2023, 10, 1), improvements=(ImprovementFact(date(2025, 3, 16), 600000, 3),))
    rows = told(improved)
    # Half of 2568 by the old amount; 7,500 + 6,000 over three years from April.
    assert rows[1] == (2568, 12, 150000 + 225000, 675000)
    assert rows[-1] == (2571, 6, 224900, 1799900)


def test_an_improvement_after_the_end_needs_a_life_of_its_own():
    late = ImprovementFact(date(2030, 1, 1), 600000)
    with pytest.raises(ImprovementNeedsLife):
        schedule(book(1200000, 4, date(2023, 10, 1), improvements=(late,)))
    rows = told(book(1200000, 4, date(2023, 10, 1), improvements=(replace(late, life_years=2),)))
    assert [row[2] for row in rows] == [*[300000] * 3, 299900, 0, 0, 225038, 300050, 74912]
    assert rows[-1][3] == 1799900


@pytest.mark.parametrize(
    ("month", "day", "accumulated"),
    [
        (DisposalMonth.COUNTS, 1, 450000),
        (DisposalMonth.LEFT_OUT, 31, 375000),
        (DisposalMonth.BY_DAY, 15, 375000),
        (DisposalMonth.BY_DAY, 16, 450000),
    ],
)
def test_disposal_in_the_year_ends_with_the_month_the_office_counts(month, day, accumulated):
    facts = book(4500000, 5, date(2024, 10, 9), rule=replace(RULE, disposal_month=month))
    rows = schedule(replace(facts, struck_off_on=date(2025, 3, day)), through_year_be=2570)
    assert [row.accumulated_satang for row in rows] == [accumulated] * 3


days = st.dates(date(1980, 1, 1), date(2060, 12, 31))
costs = st.integers(0, 10**11)
lives = st.integers(1, 80)
rules = st.builds(
    lambda first, counting: replace(RULE, first_month=first, last_counting_day=counting),
    st.sampled_from(FirstMonth),
    st.sampled_from([14, 15]),
)
books = st.builds(lambda c, life, on, rule: book(c, life, on, rule=rule), costs, lives, days, rules)


@given(books)
def test_accumulated_never_passes_cost_less_a_baht_and_ends_there(facts):
    rows = schedule(facts, through_year_be=fiscal_year_be(facts.acquired_on) + (facts.life_years or 0) + 3)
    most = max(facts.cost_satang - 100, 0)
    assert all(0 <= row.accumulated_satang <= most and row.amount_satang >= 0 for row in rows)
    assert sum(row.amount_satang for row in rows) == most == schedule(facts)[-1].accumulated_satang
    assert all(row.amount_satang == 0 for row in rows[len(schedule(facts)) :])


@given(books, st.lists(st.integers(0, 80 * 366), max_size=6))
def test_splitting_a_year_moves_a_figure_by_a_satang_a_split_and_never_the_end(facts, after):
    cuts = {facts.acquired_on + timedelta(days=each) for each in after}
    for whole, split in zip(schedule(facts), schedule(facts, cuts=cuts), strict=True):
        assert abs(whole.accumulated_satang - split.accumulated_satang) <= len(cuts)
        assert whole.parts == split.parts
    assert schedule(facts)[-1].accumulated_satang == schedule(facts, cuts=cuts)[-1].accumulated_satang


@given(books, st.data())
def test_an_opening_balance_of_any_year_gives_the_same_rows(facts, data):
    rows = schedule(facts)
    at = data.draw(st.sampled_from(rows))
    opened = replace(facts, opening=OpeningBalance(at.accumulated_satang, at.fiscal_year_be))
    assert schedule(opened) == rows[rows.index(at) + 1 :]


@given(books, st.integers(1, 10**9), st.integers(0, 3000), st.integers(1, 40))
def test_an_improved_asset_too_ends_at_one_baht(facts, cost, after, life):
    improved = replace(facts, improvements=(ImprovementFact(facts.acquired_on + timedelta(days=after), cost, life),))
    rows = schedule(improved)
    assert all(earlier.accumulated_satang <= later.accumulated_satang for earlier, later in pairwise(rows))
    assert rows[-1].net_satang == min(100, rows[-1].cost_satang)
    assert rows[-1].cost_satang == facts.cost_satang + cost


@given(books, st.integers(0, 20000))
def test_striking_off_writes_off_no_more_than_keeping_would(facts, after):
    on = facts.acquired_on + timedelta(days=after)
    assume(on.year < 2100)
    kept, struck_off = (
        schedule(each, through_year_be=fiscal_year_be(on))[-1].accumulated_satang
        for each in (facts, replace(facts, struck_off_on=on))
    )
    assert 0 <= struck_off <= kept
