"""A closed year: its lines add up, and a change of any of them changes the digest."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.assets.rules.closing import book_rows
from sai_thong.registers.assets.rules.depreciation import BookFacts, ScheduleRow, schedule
from sai_thong.registers.assets.rules.frozen_year import YearLine, year_totals
from sai_thong.registers.law.asset_tables import shipped_asset_law

RULE = shipped_asset_law().rules.depreciation_rule(date(2026, 10, 1))
DESK = BookFacts(cost_satang=6000000, acquired_on=date(2023, 10, 1), life_years=5, rule=RULE)


def test_closing_year_by_year_gives_the_schedule():
    frozen: dict[int, ScheduleRow] = {}
    for year_be in range(2567, 2572):
        rows = book_rows(DESK, frozen, max(frozen, default=None))
        [told] = [each for each in rows if each.row.fiscal_year_be == year_be]
        frozen[year_be] = told.row
        assert told.correction_satang == 0
    assert tuple(frozen.values()) == schedule(DESK)


LINES = [
    YearLine("a", 12, 100, 0, 300, 500),
    YearLine("b", 6, 50, 10, 60, 900),
    YearLine("c", 4, 30, 0, 90, 400, left=True),
    YearLine("d", 0, -20, -20, 0, 700, capitalised=False),
]


def test_what_left_or_is_not_capitalised_counts_only_by_what_it_wrote_off_in_the_year():
    totals = year_totals(LINES)
    assert (totals.assets, totals.amount_satang) == (2, 160)
    assert (totals.accumulated_satang, totals.cost_satang) == (360, 1400)


@given(st.permutations(LINES))
def test_the_order_of_the_lines_does_not_matter(lines):
    assert year_totals(lines) == year_totals(LINES)


@pytest.mark.parametrize("name", YearLine._fields[1:6])
def test_a_changed_figure_changes_the_digest(name):
    changed = [LINES[0]._replace(**{name: getattr(LINES[0], name) + 1}), *LINES[1:]]
    assert year_totals(changed).digest != year_totals(LINES).digest


@pytest.mark.parametrize("name", ["capitalised", "left"])
def test_what_the_accounts_carry_is_in_the_digest_too(name):
    changed = [LINES[0]._replace(**{name: not getattr(LINES[0], name)}), *LINES[1:]]
    assert year_totals(changed).digest != year_totals(LINES).digest
