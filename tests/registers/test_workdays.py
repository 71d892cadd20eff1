"""Working days and pay dates: published dates, the vectors of the issue, and the office's own holidays."""

from __future__ import annotations

from datetime import date, timedelta

import holidays as library
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.law import load_allowance_law
from sai_thong.registers.law.holidays import shipped_holidays
from sai_thong.registers.law.terms import Certainty
from sai_thong.registers.workdays import Holiday, HolidayKind, HolidayTable, pay_date, working_day_on_or_before
from sai_thong.thai.calendar import WEEKDAYS_SHORT, Month

WEEKENDS_ONLY = HolidayTable()


def holiday(on: date) -> Holiday:
    return Holiday(on, "วันหยุดของสำนักงาน", HolidayKind.LOCAL, Certainty.VERIFIED, "ประกาศ")


@pytest.mark.parametrize(
    ("month", "weekday", "day"),
    [
        # Published by the state.
        ("2563-01", "ศ.", 10),
        ("2563-02", "ศ.", 7),
        ("2563-03", "อ.", 10),
        ("2566-09", "ศ.", 8),
        ("2568-10", "ศ.", 10),
        ("2568-11", "จ.", 10),
        # Reckoned.
        ("2569-10", "ศ.", 9),
        ("2569-11", "อ.", 10),
        ("2569-12", "พ.", 9),
        ("2570-01", "ศ.", 8),
        ("2570-04", "ศ.", 9),
        ("2570-07", "ศ.", 9),
        ("2570-10", "ศ.", 8),
    ],
)
def test_pay_dates(month, weekday, day):
    found = pay_date(Month.parse_be(month), shipped_holidays())
    assert (WEEKDAYS_SHORT[found.weekday()], found.day) == (weekday, day)


def test_the_ploughing_day_moves_the_pay_date_of_may_2568_to_thursday():
    assert pay_date(Month.parse_be("2568-05"), shipped_holidays()) == date(2025, 5, 8)


def test_the_pay_day_itself_is_law_and_can_be_changed():
    law = load_allowance_law({"pay_day": [{"id": "pay-day-2563", "day": 5}]})
    assert pay_date(Month.parse_be("2569-11"), shipped_holidays(), law) == date(2026, 11, 5)


def test_the_office_adds_and_removes_days():
    month = Month.parse_be("2569-11")
    tenth, ninth = date(2026, 11, 10), date(2026, 11, 9)
    added = shipped_holidays().with_changes(added=[holiday(tenth), holiday(ninth)])
    assert pay_date(month, added) == date(2026, 11, 6)
    assert pay_date(month, added.with_changes(removed=[ninth])) == ninth
    assert pay_date(month, shipped_holidays()) == tenth


def test_a_year_without_a_table_says_so():
    table = shipped_holidays()
    assert table.covers(Month.parse_be("2571-12"))
    assert not table.covers(Month.parse_be("2580-01"))
    assert table.with_changes(added=[holiday(date(2037, 1, 1))]).covers(Month.parse_be("2580-01"))


def test_labour_day_and_childrens_day_are_no_holidays_of_the_office():
    for year in range(2020, 2029):
        assert not [each for each in shipped_holidays().in_year(year + 543) if each.on == date(year, 5, 1)]
    assert date(2026, 1, 10) not in shipped_holidays()


def test_moon_and_substitution_days_of_years_not_yet_announced_are_marked_unverified():
    for year_be in (2570, 2571):
        for each in shipped_holidays().in_year(year_be):
            assert (each.certainty is Certainty.UNVERIFIED) == (each.kind is not HolidayKind.FIXED), each


@pytest.mark.parametrize("year", range(2020, 2029))
def test_no_public_holiday_of_the_library_is_missing(year):
    missing = {
        day: name
        for day, name in library.TH(years=year, language="th").items()
        if "แรงงาน" not in name and "เด็ก" not in name and day not in shipped_holidays()
    }
    assert not missing


@given(st.dates(date(2019, 1, 1), date(2030, 12, 31)))
def test_the_working_day_found_is_the_nearest_one_not_after(day):
    table = shipped_holidays()
    found = working_day_on_or_before(day, table)
    assert found <= day
    assert table.is_working_day(found)
    assert not any(table.is_working_day(found + timedelta(days=n)) for n in range(1, (day - found).days + 1))


@given(st.dates(date(2019, 1, 1), date(2030, 12, 31)).map(Month.of))
def test_pay_date_lies_in_its_month_and_never_after_the_tenth(month):
    found = pay_date(month, shipped_holidays())
    assert Month.of(found) == month
    assert found.day <= 10
    assert pay_date(month, WEEKENDS_ONLY) >= found
