"""Guards that the office's own days go over the shipped holiday table and move the pay date."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput
from sai_thong.registers.law.holidays import shipped_holidays
from sai_thong.registers.office.holidays import holiday_table, set_holiday
from sai_thong.registers.workdays import HolidayKind, pay_date
from sai_thong.thai.calendar import Month

NOVEMBER = Month(2026, 11)


def test_without_changes_the_shipped_table_holds(store: Store) -> None:
    assert holiday_table(store).days == shipped_holidays().days
    assert pay_date(NOVEMBER, holiday_table(store)) == date(2026, 11, 10)


def test_a_day_of_the_offices_own_moves_the_pay_date(store: Store) -> None:
    set_holiday(store, date(2026, 11, 10), "วันหยุดพิเศษ")
    assert pay_date(NOVEMBER, holiday_table(store)) == date(2026, 11, 9)
    assert holiday_table(store).days[date(2026, 11, 10)].kind is HolidayKind.LOCAL


def test_a_shipped_holiday_can_be_taken_away_and_given_back(store: Store) -> None:
    day = date(2026, 12, 10)
    assert day in holiday_table(store)
    set_holiday(store, day, is_holiday=False)
    assert day not in holiday_table(store)
    set_holiday(store, day, "วันรัฐธรรมนูญ")
    assert holiday_table(store).days[day].name == "วันรัฐธรรมนูญ"


def test_a_holiday_without_a_name_is_refused(store: Store) -> None:
    with pytest.raises(BadInput):
        set_holiday(store, date(2026, 11, 10), "  ")
