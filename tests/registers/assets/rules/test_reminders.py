"""Days that come due on assets, and repairs against the price."""

from __future__ import annotations

from datetime import date

from sai_thong.registers.assets.rules.reminders import (
    DatedDuty,
    RepairTotals,
    reminders,
    repair_totals,
    under_warranty,
)
from sai_thong.registers.assets.terms import DateKind

TODAY = date(2026, 11, 21)


def test_what_is_near_or_past_is_told_the_oldest_first():
    duties = [
        DatedDuty("car", DateKind.VEHICLE_TAX, date(2026, 12, 1)),
        DatedDuty("car", DateKind.COMPULSORY_INSURANCE, date(2026, 11, 1)),
        DatedDuty("pump", DateKind.SERVICE, date(2026, 12, 22)),
        DatedDuty("desk", DateKind.WARRANTY, date(2026, 11, 20)),
        DatedDuty("printer", DateKind.WARRANTY, date(2026, 11, 21)),
    ]
    found = reminders(duties, TODAY, 30)
    assert [(each.duty.asset_id, each.days_left) for each in found] == [("car", -20), ("printer", 0), ("car", 10)]
    assert found[0].duty.kind is DateKind.COMPULSORY_INSURANCE


def test_the_last_day_of_a_warranty_counts():
    assert under_warranty(TODAY, TODAY)
    assert not under_warranty(date(2026, 11, 20), TODAY)
    assert not under_warranty(None, TODAY)


def test_repairs_are_weighed_against_the_price():
    assert repair_totals(2000000, [500000, 510000]) == RepairTotals(2, 1010000, 51)
    assert repair_totals(0, [500]) == RepairTotals(1, 500, None)
