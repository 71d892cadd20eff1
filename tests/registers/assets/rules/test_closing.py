"""Closed years stand; what was wrong is mended in the open year; and the accounts are compared by class."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.assets.rules.closing import AssetFigures, Measure, book_rows, compare_year_end
from sai_thong.registers.assets.rules.depreciation import BookFacts, OpeningBalance, ScheduleRow, schedule
from sai_thong.registers.law.asset_tables import shipped_asset_law

RULE = shipped_asset_law().rules.depreciation_rule(date(2026, 10, 1))
DESK = BookFacts(cost_satang=6000000, acquired_on=date(2023, 10, 1), life_years=5, rule=RULE)


def frozen_until(facts: BookFacts, year_be: int) -> dict[int, ScheduleRow]:
    return {row.fiscal_year_be: row for row in schedule(facts) if row.fiscal_year_be <= year_be}


def test_without_a_mistake_the_book_is_the_schedule():
    rows = book_rows(DESK, frozen_until(DESK, 2568), 2568)
    assert [row.row for row in rows] == list(schedule(DESK))
    assert [row.frozen for row in rows] == [True, True, False, False, False]
    assert {row.correction_satang for row in rows} == {0}


def test_a_corrected_price_moves_no_closed_year_and_is_mended_in_the_open_one():
    closed = frozen_until(DESK, 2568)
    right = replace(DESK, cost_satang=9000000)
    rows = book_rows(right, closed, 2568)
    assert [row.row for row in rows[:2]] == list(closed.values())
    assert rows[2].correction_satang == 3600000 - 2400000
    assert rows[2].row.amount_satang == 1800000 + 1200000
    assert rows[-1].row.accumulated_satang == 9000000 - 100


def test_an_asset_found_late_is_written_off_in_the_open_year():
    rows = book_rows(DESK, {}, 2568)
    assert (rows[0].row.fiscal_year_be, rows[0].correction_satang) == (2569, 2400000)


def test_an_opening_balance_is_no_correction():
    opened = replace(DESK, opening=OpeningBalance(2400000, 2568))
    assert book_rows(opened, {}, 2568)[0].correction_satang == 0


def test_a_mistake_of_a_life_that_is_over_is_mended_in_the_first_open_year():
    cheaper = replace(DESK, cost_satang=5000000)
    rows = book_rows(cheaper, frozen_until(DESK, 2571), 2571)
    assert rows[-1].row.fiscal_year_be == 2572
    done = book_rows(cheaper, {row.fiscal_year_be: row for row in schedule(DESK)}, 2572)
    assert (done[-1].row.fiscal_year_be, done[-1].correction_satang, done[-1].row.accumulated_satang) == (
        2573,
        -1000000,
        4999900,
    )
    assert [row.row for row in book_rows(DESK, frozen_until(DESK, 2572), 2572)] == list(schedule(DESK))


@given(
    st.integers(101, 10**9), st.integers(101, 10**9), st.integers(1, 10), st.integers(1, 10), st.integers(2566, 2580)
)
def test_amounts_always_add_up_to_what_is_accumulated(wrong, right, life, true_life, closed_be):
    was = replace(DESK, cost_satang=wrong, life_years=life)
    now = replace(DESK, cost_satang=right, life_years=true_life)
    rows = book_rows(now, frozen_until(was, closed_be), closed_be)
    total = 0
    for each in rows:
        total += each.row.amount_satang
        assert total == each.row.accumulated_satang
    assert total == right - 100


def figures(asset_id: str, cost: int, accumulated: int, moved: int = 0) -> AssetFigures:
    return AssetFigures(asset_id, "equipment", cost, accumulated, moved)


def test_a_difference_is_explained_by_the_asset_that_is_missing():
    ours = [figures("a", 1000000, 200000), figures("b", 4500000, 900000), figures("c", 700000, 0, moved=700000)]
    typed = {"equipment": {Measure.COST: 5500000, Measure.ACCUMULATED: 1100000}}
    [cost] = compare_year_end(ours, typed)
    assert (cost.measure, cost.ours_satang, cost.assets, cost.explained) == (Measure.COST, 6200000, ("c",), True)


def test_an_unexplained_difference_names_what_moved_this_year():
    ours = [figures("a", 1000000, 200000), figures("c", 700000, 0, moved=700000)]
    [found] = compare_year_end(ours, {"equipment": {Measure.NET: 1}})
    assert (found.assets, found.explained) == (("c",), False)


def test_a_class_only_the_accounts_have_is_told_and_equal_figures_are_not():
    found = compare_year_end([figures("a", 100, 0)], {"land": {Measure.COST: 5}, "equipment": {Measure.COST: 100}})
    assert [(each.class_key, each.ours_satang) for each in found] == [("land", 0)]
