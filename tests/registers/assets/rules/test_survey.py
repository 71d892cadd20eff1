"""The reports of the survey: every asset in one of three places, and สท.1 the sum of สท.2."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.assets.rules.depreciation import BookFacts
from sai_thong.registers.assets.rules.survey import SurveyFacts, group_totals, sort_asset
from sai_thong.registers.assets.terms import Report, SortReason
from sai_thong.registers.law.asset_tables import shipped_asset_law
from sai_thong.registers.law.asset_terms import AssetGroup

LAW = shipped_asset_law()
SURVEY = LAW.rules.survey_rule(date(2026, 9, 30))
RULE = LAW.rules.depreciation_rule(date(2026, 9, 30))


def asset(key: str | None, cost: int | None, acquired: date | None, life: int | None = None, **more) -> SurveyFacts:
    book = None
    if cost is not None and acquired is not None and life is not None:
        book = BookFacts(cost_satang=cost, acquired_on=acquired, life_years=life, rule=RULE)
    kind = LAW.choices.type_on(key, date(2026, 9, 30)) if key else None
    return SurveyFacts(asset_id="1", asset_type=kind, cost_satang=cost, acquired_on=acquired, **{"book": book, **more})


@pytest.mark.parametrize(
    ("facts", "report", "reason"),
    [
        (asset("computer", None, date(2024, 1, 1)), Report.MUST_CHECK, SortReason.COST_MISSING),
        (asset("computer", 2000000, None), Report.MUST_CHECK, SortReason.DATE_MISSING),
        (asset(None, 2000000, date(2024, 1, 1), 3), Report.MUST_CHECK, SortReason.TYPE_MISSING),
        (asset("computer", 2000000, date(2024, 1, 1)), Report.MUST_CHECK, SortReason.LIFE_MISSING),
        (asset("land", 1000000, date(1990, 1, 1)), Report.VALUED, SortReason.NOT_DEPRECIATED),
        (asset("land", 999999, date(1990, 1, 1)), Report.MUST_CHECK, SortReason.CHEAP_LAND),
        (asset("computer", 999999, date(2026, 1, 1), 3), Report.LISTED, SortReason.LOW_VALUE),
        (asset("vehicle", 90000000, date(2016, 9, 30), 30), Report.LISTED, SortReason.OLD_EQUIPMENT),
        (asset("vehicle", 90000000, date(2016, 10, 1), 30), Report.VALUED, SortReason.IN_USE),
        (asset("building-permanent", 90000000, date(2000, 9, 30), 40), Report.VALUED, SortReason.IN_USE),
        (asset("computer", 2000000, date(2023, 10, 1), 3), Report.LISTED, SortReason.LIFE_OVER),
        (asset("computer", 2000000, date(2023, 10, 16), 3), Report.VALUED, SortReason.IN_USE),
    ],
)
def test_which_report_an_asset_goes_to(facts, report, reason):
    found = sort_asset(facts, 2569, SURVEY)
    assert (found.report, found.reason) == (report, reason)


def test_where_the_office_lifts_the_gate_old_equipment_is_valued():
    old = asset("vehicle", 90000000, date(2010, 9, 30), 30)
    assert sort_asset(old, 2569, replace(SURVEY, equipment_from_year_be=None)).report is Report.VALUED


@pytest.mark.parametrize("cost", [2000000, 999999])
def test_what_the_book_wrote_off_is_told_of_what_is_valued_only(cost):
    facts = asset("vehicle", cost, date(2020, 10, 1), 30, accumulated_satang=123456)
    assert sort_asset(facts, 2569, SURVEY).accumulated_satang == (123456 if cost == 2000000 else 0)


def test_what_the_book_cannot_value_is_looked_at_first_whatever_else_it_is():
    facts = asset("vehicle", 999999, date(2020, 10, 1), 30, must_check=SortReason.IMPROVEMENT_LIFE_MISSING)
    found = sort_asset(facts, 2569, SURVEY)
    assert (found.report, found.reason) == (Report.MUST_CHECK, SortReason.IMPROVEMENT_LIFE_MISSING)


costs = st.one_of(st.none(), st.integers(0, 10**9))
days = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2026, 9, 30)))
keys = st.one_of(st.none(), st.sampled_from(sorted(LAW.choices.types)))
registers = st.lists(
    st.builds(
        asset, keys, costs, days, st.one_of(st.none(), st.integers(1, 80)), accumulated_satang=st.integers(0, 10**9)
    ),
    max_size=40,
)


@given(registers)
def test_st1_is_the_sum_of_st2(facts):
    valued = [found for each in facts if (found := sort_asset(each, 2569, SURVEY)).report is Report.VALUED]
    totals = group_totals(valued)
    assert [total.group for total in totals] == list(AssetGroup)
    for total in totals:
        rows = [row for row in valued if row.group is total.group]
        assert total.count == len(rows)
        assert total.cost_satang == sum(row.cost_satang for row in rows)
        assert total.accumulated_satang == sum(row.accumulated_satang for row in rows)
        assert total.net_satang == sum(row.cost_satang - row.accumulated_satang for row in rows)
    assert sum(total.cost_satang for total in totals) == sum(row.cost_satang for row in valued)
