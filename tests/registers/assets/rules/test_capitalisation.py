"""Which assets are carried by value, and the life they have by the office's announcements."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sai_thong.registers.assets.rules.capitalisation import (
    LifeInForce,
    LifeWarning,
    Treatment,
    cost_of_gift,
    life_in_force,
    life_warning,
    rate_percent,
    treatment,
)
from sai_thong.registers.law.asset_tables import load_asset_law, shipped_asset_law
from sai_thong.registers.law.assets import AssetType

LAW = shipped_asset_law()


def kind(key: str) -> AssetType:
    found = LAW.choices.type_on(key, date(2026, 10, 1))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("key", "satang", "acquired", "expected"),
    [
        ("computer", 1000000, date(2019, 10, 1), Treatment.DEPRECIATED),
        ("computer", 999999, date(2019, 10, 1), Treatment.BELOW_THRESHOLD),
        ("computer", 999999, date(2019, 9, 30), Treatment.DEPRECIATED),
        ("computer", 499999, date(2010, 1, 1), Treatment.BELOW_THRESHOLD),
        ("computer", 2999999, date(2000, 1, 1), Treatment.BELOW_THRESHOLD),
        ("computer", 90000000, date(1996, 9, 30), Treatment.NOT_DEPRECIATED),
        ("land", 90000000, date(2020, 1, 1), Treatment.NOT_DEPRECIATED),
    ],
)
def test_the_threshold_is_on_the_price_of_one_unit(key, satang, acquired, expected):
    assert treatment(kind(key), satang, acquired, LAW.rules) is expected


def test_an_office_may_go_by_the_one_line_of_the_survey():
    flat = load_asset_law(None, {"depreciation_rules": [{"id": "straight-line", "thresholds": "dla-flat"}]}).rules
    assert treatment(kind("computer"), 999999, date(2010, 1, 1), flat) is Treatment.BELOW_THRESHOLD


def test_a_new_announcement_holds_for_what_is_acquired_from_its_day():
    old, new = LifeInForce("computer", 5, date(2018, 10, 1)), LifeInForce("computer", 3, date(2025, 10, 1))
    published = [new, LifeInForce("office", 8, date(2018, 10, 1)), old]
    assert life_in_force(published, "computer", date(2025, 9, 30)) == old
    assert life_in_force(published, "computer", date(2025, 10, 1)) == new
    assert life_in_force(published, "computer", date(2001, 1, 1)) == old
    assert life_in_force(published, "vehicle", date(2025, 1, 1)) is None


@pytest.mark.parametrize(
    ("key", "years", "warning"),
    [
        ("computer", 2, LifeWarning.TOO_SHORT),
        ("computer", 3, None),
        ("computer", 5, None),
        ("computer", 6, LifeWarning.TOO_LONG),
        ("land", 6, LifeWarning.NOT_DEPRECIATED),
    ],
)
def test_a_life_outside_the_range_is_told(key, years, warning):
    assert life_warning(kind(key), years) is warning


def test_the_rate_is_computed_from_the_life():
    assert [rate_percent(years) for years in (3, 5, 8)] == [Decimal("33.33"), Decimal("20.00"), Decimal("12.50")]


def test_a_gift_without_a_price_stands_at_one_baht():
    assert (cost_of_gift(None), cost_of_gift(0), cost_of_gift(1500000)) == (100, 100, 1500000)
