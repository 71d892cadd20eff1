"""Areas of land: as title deeds write them, kept exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.assets.rules.land_area import land_area, read_land_area


@pytest.mark.parametrize(
    ("written", "wa100"),
    [
        ("2-1-35.5", 93550),
        ("๒-๑-๓๕.๕ ไร่", 93550),
        ("2 ไร่ 1 งาน 35.5 ตารางวา", 93550),
        ("1 ไร่", 40000),
        ("3 งาน", 30000),
        ("1,250 ตร.วา", 125000),
        ("50 ตร.ว.", 5000),
        ("0-0-0", None),
        ("", None),
        ("2-4-00", None),
        ("ประมาณ 2 ไร่", None),
    ],
)
def test_the_ways_an_area_is_written(written, wa100):
    assert read_land_area(written) == wa100


@given(st.integers(1, 10**9))
def test_an_area_written_is_read_back(wa100):
    area = land_area(wa100)
    assert 0 <= area.ngan < 4
    assert area.wa < 100
    assert read_land_area(area.text) == wa100
