"""The yearly inspection: its days by the vectors of the notes, and what was seen against the register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.assets.rules.inspection import (
    ExpectedLine,
    FindingKind,
    Sighting,
    compare,
    inspection_days,
    last_working_day,
)
from sai_thong.registers.assets.terms import AssetStatus
from sai_thong.registers.law.asset_tables import shipped_asset_law
from sai_thong.registers.law.holidays import shipped_holidays
from sai_thong.registers.workdays import HolidayTable

RULE = shipped_asset_law().rules.inspection_rule(date(2026, 10, 1))
HOLIDAYS = shipped_holidays()


@pytest.mark.parametrize(
    ("year_be", "start", "first_counts", "first_does_not"),
    [
        (2569, date(2026, 10, 1), date(2026, 11, 13), date(2026, 11, 16)),
        (2570, date(2027, 10, 1), date(2027, 11, 15), date(2027, 11, 16)),
    ],
)
def test_thirty_working_days_by_either_count(year_be, start, first_counts, first_does_not):
    days = inspection_days(year_be, HOLIDAYS, RULE)
    assert (days.starts_on, days.report_by, days.remind_by) == (start, first_counts, first_counts)
    later = inspection_days(year_be, HOLIDAYS, replace(RULE, start_day_counts=False))
    assert (later.report_by, later.remind_by) == (first_does_not, first_counts)


def test_the_committee_is_appointed_in_the_last_month_of_the_year():
    days = inspection_days(2569, HOLIDAYS, RULE)
    assert (days.appoint_from, days.appoint_by) == (date(2026, 9, 1), date(2026, 9, 30))


def test_the_inspection_begins_on_a_working_day_and_tells_where_holidays_are_not_known():
    days = inspection_days(2571, HolidayTable(), RULE)
    assert days.starts_on == date(2028, 10, 2)
    assert not days.sure
    assert inspection_days(2568, HOLIDAYS, RULE).sure


@given(st.dates(date(2020, 1, 1), date(2027, 1, 1)), st.integers(1, 60))
def test_a_term_holds_so_many_working_days_and_ends_on_one(start, wanted):
    for counts in (True, False):
        last = last_working_day(start, wanted, HOLIDAYS, start_counts=counts)
        days = [date.fromordinal(day) for day in range(start.toordinal() + (not counts), last.toordinal() + 1)]
        assert HOLIDAYS.is_working_day(last)
        assert sum(map(HOLIDAYS.is_working_day, days)) == wanted


BOOK = [
    ExpectedLine("desk", "101", AssetStatus.IN_USE),
    ExpectedLine("chair", "101", AssetStatus.BROKEN),
    ExpectedLine("printer", "102", AssetStatus.IN_USE),
    ExpectedLine("tent", "", AssetStatus.LENT),
    ExpectedLine("pump", "103", AssetStatus.LOST),
]


def test_what_was_seen_is_told_against_the_register():
    result = compare(
        BOOK,
        [
            Sighting("desk", "401-1", "101"),
            Sighting("printer", "480-1", "101", AssetStatus.WORN),
            Sighting("desk", "401-1", "101"),
            Sighting("", "999-1", "101"),
            Sighting("", "999-1", "101"),
            Sighting("pump", "700-1"),
        ],
    )
    assert [each.kind for each in result.findings] == [
        FindingKind.FOUND,
        FindingKind.WRONG_ROOM,
        FindingKind.DUPLICATE,
        FindingKind.UNKNOWN,
        FindingKind.DUPLICATE,
        FindingKind.FOUND,
    ]
    assert [each.first_place for each in result.findings] == [None, None, 0, None, 3, None]
    assert [line.asset_id for line in result.missing] == ["chair"]
    assert result.conditions == {
        "desk": AssetStatus.IN_USE,
        "chair": AssetStatus.LOST,
        "printer": AssetStatus.WORN,
        "tent": AssetStatus.LENT,
        "pump": AssetStatus.IN_USE,
    }


sightings = st.lists(
    st.builds(
        Sighting,
        st.sampled_from(["desk", "chair", "printer", "tent", "pump", ""]),
        st.sampled_from(["a", "b"]),
        st.sampled_from(["", "101", "102"]),
    ),
    max_size=12,
)


@given(sightings)
def test_every_sighting_is_told_once_and_every_asset_is_seen_away_or_missing(seen):
    result = compare(BOOK, seen)
    assert [each.sighting for each in result.findings] == seen
    found = {s.asset_id for kind in (FindingKind.FOUND, FindingKind.WRONG_ROOM) for s in result.of(kind)}
    missing = {line.asset_id for line in result.missing}
    assert not found & missing
    assert found | missing | {"tent"} == {line.asset_id for line in BOOK}
    assert set(result.conditions) == {line.asset_id for line in BOOK}
