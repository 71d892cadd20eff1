"""The law of assets: what the notes say stands in it, bad rows are refused, an office's own rows go over."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sai_thong.registers.law import LawDataError
from sai_thong.registers.law.asset_tables import load_asset_law, shipped_asset_law
from sai_thong.registers.law.asset_terms import (
    AssetGroup,
    DisposalStepKey,
    FirstMonth,
    LoanApprover,
    LoanCase,
    ThresholdPolicy,
)
from sai_thong.registers.law.terms import Certainty

TODAY = date(2026, 11, 21)
LAW = shipped_asset_law()


@pytest.mark.parametrize(
    ("key", "group", "least", "most"),
    [
        ("building-permanent", AssetGroup.BUILDING, 15, 40),
        ("building-temporary", AssetGroup.BUILDING, 8, 15),
        ("structure-concrete", AssetGroup.STRUCTURE, 15, 25),
        ("structure-wood", AssetGroup.STRUCTURE, 5, 15),
        ("office", AssetGroup.EQUIPMENT, 3, 12),
        ("vehicle", AssetGroup.EQUIPMENT, 5, 30),
        ("electric-radio", AssetGroup.EQUIPMENT, 5, 10),
        ("generator", AssetGroup.EQUIPMENT, 15, 20),
        ("advertising", AssetGroup.EQUIPMENT, 5, 10),
        ("work-tools", AssetGroup.EQUIPMENT, 2, 5),
        ("work-machines", AssetGroup.EQUIPMENT, 3, 10),
        ("survey", AssetGroup.EQUIPMENT, 5, 10),
        ("medical-science", AssetGroup.EQUIPMENT, 5, 15),
        ("intangible", AssetGroup.INTANGIBLE, 2, 20),
        ("computer", AssetGroup.EQUIPMENT, 3, 5),
        ("education", AssetGroup.EQUIPMENT, 2, 5),
        ("household", AssetGroup.EQUIPMENT, 2, 5),
        ("sport", AssetGroup.EQUIPMENT, 2, 5),
        ("music", AssetGroup.EQUIPMENT, 2, 5),
        ("weapon", AssetGroup.EQUIPMENT, 5, 10),
        ("field", AssetGroup.EQUIPMENT, 2, 5),
        ("other", AssetGroup.EQUIPMENT, 2, 15),
        ("road-concrete", AssetGroup.INFRASTRUCTURE, 10, 20),
        ("road-asphalt", AssetGroup.INFRASTRUCTURE, 3, 10),
        ("bridge", AssetGroup.INFRASTRUCTURE, 20, 50),
        ("dam-earth", AssetGroup.INFRASTRUCTURE, 20, 50),
        ("dam-concrete", AssetGroup.INFRASTRUCTURE, 50, 80),
        ("reservoir", AssetGroup.INFRASTRUCTURE, 30, 80),
        ("land", AssetGroup.LAND, None, None),
    ],
)
def test_the_table_of_useful_lives(key, group, least, most):
    found = LAW.choices.type_on(key, TODAY)
    assert found is not None
    assert (found.group, found.least_years, found.most_years) == (group, least, most)
    assert found.depreciates == (key != "land")


def test_the_sixteen_budget_categories_and_thirteen_titles():
    assert len(LAW.choices.budget_categories) == 16
    assert [title.code for title in LAW.choices.title_documents] == list(range(1, 14))
    equipment = [each for each in LAW.choices.types_on(TODAY) if each.group is AssetGroup.EQUIPMENT]
    assert {key for each in equipment for key in each.categories} == {each.id for each in LAW.choices.budget_categories}


@pytest.mark.parametrize(
    ("acquired", "satang"),
    [
        (date(1996, 9, 30), None),
        (date(1996, 10, 1), 3000000),
        (date(2002, 9, 30), 3000000),
        (date(2002, 10, 1), 500000),
        (date(2019, 9, 30), 500000),
        (date(2019, 10, 1), 1000000),
    ],
)
def test_the_threshold_by_fiscal_year_of_acquisition(acquired, satang):
    assert LAW.rules.threshold(ThresholdPolicy.CGD_BY_YEAR, acquired).least_satang == satang
    assert LAW.rules.threshold(ThresholdPolicy.DLA_FLAT, acquired).least_satang == 1000000


def test_the_numbers_of_the_rules():
    rules = LAW.rules
    how = rules.depreciation_rule(TODAY)
    assert (how.first_month, how.last_counting_day, how.kept_satang) == (FirstMonth.MID_MONTH, 15, 100)
    survey = rules.survey_rule(TODAY)
    assert (survey.low_value_satang, survey.equipment_from_year_be) == (1000000, 2560)
    assert rules.inspection_rule(TODAY).report_working_days == 30
    assert rules.loan_rule(TODAY).demand_days == 7
    disposal = rules.disposal_rule(TODAY)
    assert (disposal.finish_days, disposal.direct_sale_satang, disposal.write_off_satang) == (60, 50000000, 100000000)


def test_who_allows_a_loan():
    assert {case: LAW.rules.approver(case, TODAY).approver for case in LoanCase} == {
        LoanCase.BETWEEN_AGENCIES: LoanApprover.LENDING_AGENCY_HEAD,
        LoanCase.INSIDE: LoanApprover.RESPONSIBLE_UNIT_HEAD,
        LoanCase.OUTSIDE: LoanApprover.AGENCY_HEAD,
    }


def test_what_was_read_at_second_hand_is_not_called_confirmed():
    rows = [*LAW.choices.types_on(TODAY), *LAW.choices.budget_categories, LAW.rules.survey_rule(TODAY)]
    rows += [LAW.rules.disposal_rule(TODAY), LAW.rules.inspection_rule(TODAY), LAW.rules.depreciation_rule(TODAY)]
    assert {row.certainty for row in rows} == {Certainty.UNVERIFIED}


def test_an_office_lays_its_own_rows_over():
    law = load_asset_law(
        {"asset_types": [{"id": "computer", "most_years": 6}]},
        {"survey_rules": [{"id": "survey-2561", "equipment_from_year_be": None}]},
    )
    computer = law.choices.type_on("computer", TODAY)
    assert computer is not None
    assert computer.most_years == 6
    assert law.rules.survey_rule(TODAY).equipment_from_year_be is None


@pytest.mark.parametrize(
    ("types", "rules", "told"),
    [
        ({"asset_types": [{"id": "computer", "least_years": 6}]}, None, "most_years"),
        ({"asset_types": [{"id": "computer", "least_years": None}]}, None, "ปลาย"),
        ({"asset_types": [{"id": "land", "least_years": 5, "most_years": 9}]}, None, "ที่ดิน"),
        ({"asset_types": [{"id": "computer", "categories": ["toys"]}]}, None, "toys"),
        (None, {"capital_thresholds": [{"id": "cgd-2563", "effective_from": "2020-10-01"}]}, "cgd-2546"),
        (None, {"loan_approvals": [{"id": "inside", "removed": True}]}, "inside"),
        (None, {"depreciation_rules": [{"id": "straight-line", "kept_baht": -1}]}, "kept_baht"),
    ],
)
def test_bad_rows_are_refused_and_named(types: Any, rules: Any, told: str):
    with pytest.raises(LawDataError, match=told):
        load_asset_law(types, rules)


def test_every_stage_of_a_disposal_has_papers():
    steps = LAW.rules.documents(tuple(DisposalStepKey), TODAY)
    assert all(step.documents and step.name for step in steps)
