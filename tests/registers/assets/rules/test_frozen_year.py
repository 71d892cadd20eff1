"""A closed year: its lines add up, and a change of any of them changes the digest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.assets.rules.closing import book_rows
from sai_thong.registers.assets.rules.depreciation import BookFacts, ScheduleRow, schedule
from sai_thong.registers.assets.rules.frozen_year import YearLine, year_lines, year_totals
from sai_thong.registers.law.asset_tables import shipped_asset_law

RULE = shipped_asset_law().rules.depreciation_rule(date(2026, 10, 1))
DESK = BookFacts(cost_satang=6000000, acquired_on=date(2023, 10, 1), life_years=5, rule=RULE)


def test_a_year_holds_a_line_for_each_asset_that_has_it():
    late = replace(DESK, acquired_on=date(2025, 10, 1))
    books = {"b": book_rows(late, {}, None), "a": book_rows(DESK, {}, None)}
    assert [line.asset_id for line in year_lines(books, 2569)] == ["a", "b"]
    assert [line.asset_id for line in year_lines(books, 2568)] == ["a"]
    totals = year_totals(year_lines(books, 2569))
    assert (totals.assets, totals.amount_satang, totals.accumulated_satang) == (2, 2400000, 4800000)


def test_closing_year_by_year_gives_the_schedule():
    frozen: dict[int, ScheduleRow] = {}
    for year_be in range(2567, 2572):
        rows = book_rows(DESK, frozen, max(frozen, default=None))
        [line] = year_lines({"a": rows}, year_be)
        frozen[year_be] = next(each.row for each in rows if each.row.fiscal_year_be == year_be)
        assert line.correction_satang == 0
    assert tuple(frozen.values()) == schedule(DESK)


LINES = [YearLine("a", 12, 100, 0, 300, 500), YearLine("b", 6, 50, 10, 60, 900)]


@given(st.permutations(LINES))
def test_the_order_of_the_lines_does_not_matter(lines):
    assert year_totals(lines) == year_totals(LINES)


@pytest.mark.parametrize("name", YearLine._fields[1:])
def test_a_changed_figure_changes_the_digest(name):
    changed = [LINES[0]._replace(**{name: getattr(LINES[0], name) + 1}), LINES[1]]
    assert year_totals(changed).digest != year_totals(LINES).digest
