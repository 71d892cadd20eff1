"""How terms are counted: first day, weekends, holidays, pauses, office hours, New Year; always in Bangkok."""

from __future__ import annotations

import time as machine_time
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.ground.clock import BANGKOK
from sai_thong.registers.law.holidays import shipped_holidays
from sai_thong.registers.law.service_terms import TermUnit
from sai_thong.registers.petitions.rules.clocks import end_of_day, last_day, term_end
from sai_thong.registers.petitions.rules.facts import OFFICE_HOURS, OfficeHours, Pause

HOLIDAYS = shipped_holidays()
CALENDAR, WORKING = TermUnit.CALENDAR_DAYS, TermUnit.WORKING_DAYS
MINUTES, HOURS = TermUnit.MINUTES, TermUnit.HOURS
WITH_LUNCH = OfficeHours(time(8, 30), time(16, 30), (time(12), time(13)))


def at(text: str) -> datetime:
    """A moment in Bangkok, as ``2026-11-20 15:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


def pause(first: str, last: str) -> Pause:
    return Pause(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("start", "amount", "unit", "last"),
    [
        pytest.param("2026-11-02", 15, CALENDAR, "2026-11-17", id="the first day does not count (193/3)"),
        pytest.param("2026-11-06", 15, CALENDAR, "2026-11-23", id="a Saturday becomes the Monday after (193/8)"),
        pytest.param("2026-11-21", 15, CALENDAR, "2026-12-08", id="a Sunday before a day in lieu"),
        pytest.param("2026-03-30", 15, CALENDAR, "2026-04-16", id="amid Songkran"),
        pytest.param("2026-12-17", 15, CALENDAR, "2027-01-04", id="New Year, and the weekend behind it"),
        pytest.param("2026-12-24", 7, CALENDAR, "2027-01-04", id="the last day of the year is a holiday"),
        pytest.param("2027-12-25", 7, CALENDAR, "2028-01-04", id="New Year on a Saturday, a day in lieu on Monday"),
        pytest.param("2026-11-20", 1, WORKING, "2026-11-23", id="one working day from a Friday"),
        pytest.param("2026-11-21", 1, WORKING, "2026-11-23", id="received on a Saturday"),
        pytest.param("2026-04-09", 3, WORKING, "2026-04-17", id="working days across Songkran"),
        pytest.param("2026-12-30", 3, WORKING, "2027-01-06", id="working days across New Year"),
        pytest.param("2028-02-28", 1, CALENDAR, "2028-02-29", id="a leap day"),
    ],
)
def test_terms_in_days_end_on_the_day_reckoned_by_hand(start, amount, unit, last):
    found = last_day(date.fromisoformat(start), amount, unit, HOLIDAYS)
    assert found == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "pauses", "last"),
    [
        ("2026-11-02", 15, CALENDAR, [pause("2026-11-04", "2026-11-11")], "2026-11-24"),
        ("2026-11-02", 15, CALENDAR, [pause("2026-11-02", "2026-11-11")], "2026-11-26"),
        ("2026-11-02", 15, CALENDAR, [pause("2026-11-04", "2026-11-04")], "2026-11-17"),
        ("2026-11-02", 15, CALENDAR, [pause("2026-11-17", "2026-11-30")], "2026-11-17"),
        ("2026-11-16", 3, WORKING, [pause("2026-11-17", "2026-11-19")], "2026-11-23"),
        ("2026-12-21", 7, CALENDAR, [pause("2026-12-22", "2027-01-05")], "2027-01-11"),
    ],
)
def test_days_of_mending_do_not_count(start, amount, unit, pauses, last):
    found = last_day(date.fromisoformat(start), amount, unit, HOLIDAYS, pauses)
    assert found == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "hours", "end"),
    [
        pytest.param("2026-11-20 09:00", 30, MINUTES, OFFICE_HOURS, "2026-11-20 09:30", id="within the day"),
        pytest.param("2026-11-20 15:30", 60, MINUTES, OFFICE_HOURS, "2026-11-20 16:30", id="until closing time"),
        pytest.param("2026-11-20 15:00", 3, HOURS, OFFICE_HOURS, "2026-11-23 10:00", id="over a weekend"),
        pytest.param("2026-11-20 16:15", 30, MINUTES, OFFICE_HOURS, "2026-11-23 08:45", id="over closing time"),
        pytest.param("2026-11-23 07:00", 30, MINUTES, OFFICE_HOURS, "2026-11-23 09:00", id="before opening"),
        pytest.param("2026-11-20 17:00", 30, MINUTES, OFFICE_HOURS, "2026-11-23 09:00", id="after closing"),
        pytest.param("2026-11-21 10:00", 30, MINUTES, OFFICE_HOURS, "2026-11-23 09:00", id="on a Saturday"),
        pytest.param("2026-04-10 14:00", 5, HOURS, OFFICE_HOURS, "2026-04-16 11:00", id="over Songkran"),
        pytest.param("2026-12-30 16:00", 60, MINUTES, OFFICE_HOURS, "2027-01-04 09:00", id="over New Year"),
        pytest.param("2026-11-23 10:00", 3, HOURS, OFFICE_HOURS, "2026-11-23 13:00", id="through noon"),
        pytest.param("2026-11-23 10:00", 3, HOURS, WITH_LUNCH, "2026-11-23 14:00", id="lunch does not count"),
        pytest.param("2026-11-23 12:30", 60, MINUTES, WITH_LUNCH, "2026-11-23 14:00", id="received at lunch"),
    ],
)
def test_minutes_and_hours_run_while_the_counter_is_open(start, amount, unit, hours, end):
    assert term_end(at(start), amount, unit, HOLIDAYS, hours=hours) == at(end)


def test_of_a_pause_no_day_counts_in_hours():
    end = term_end(at("2026-11-16 09:00"), 3, HOURS, HOLIDAYS, [pause("2026-11-16", "2026-11-18")])
    assert end == at("2026-11-19 11:30")


def test_a_pause_begun_and_over_on_one_day_stops_no_hours():
    end = term_end(at("2026-11-16 09:00"), 3, HOURS, HOLIDAYS, [pause("2026-11-16", "2026-11-16")])
    assert end == at("2026-11-16 12:00")


def test_the_day_of_receipt_is_the_one_in_bangkok():
    half_past_one = datetime(2026, 11, 5, 18, 30, tzinfo=UTC)
    assert term_end(half_past_one, 15, CALENDAR, HOLIDAYS) == end_of_day(date(2026, 11, 23))


def test_a_term_in_days_is_due_at_the_last_second_of_the_day_in_bangkok():
    due = term_end(at("2026-11-02 10:00"), 15, CALENDAR, HOLIDAYS)
    assert due == datetime(2026, 11, 17, 16, 59, 59, tzinfo=UTC)
    assert due.tzinfo is UTC


@pytest.mark.parametrize("zone", ["UTC", "Asia/Bangkok", "America/New_York", "Pacific/Kiritimati"])
def test_the_zone_of_the_machine_plays_no_part(monkeypatch, zone):
    if not hasattr(machine_time, "tzset"):
        pytest.skip("this system cannot change its time zone for one process")
    monkeypatch.setenv("TZ", zone)
    machine_time.tzset()
    try:
        assert term_end(at("2026-12-17 00:30"), 15, CALENDAR, HOLIDAYS) == end_of_day(date(2027, 1, 4))
        assert term_end(at("2026-11-20 15:00"), 3, HOURS, HOLIDAYS) == at("2026-11-23 10:00")
    finally:
        monkeypatch.delenv("TZ")
        machine_time.tzset()


@pytest.mark.parametrize(
    "hours",
    [
        (time(16, 30), time(8, 30), None),
        (time(8), time(8), None),
        (time(8), time(16), (time(13), time(12))),
    ],
)
def test_an_office_that_never_opens_is_refused(hours):
    with pytest.raises(ValueError, match="opens before it closes"):
        OfficeHours(*hours)


STARTS = st.datetimes(datetime(2025, 1, 1), datetime(2028, 11, 30), timezones=st.just(UTC))
UNITS = st.sampled_from(TermUnit)
AMOUNTS = st.integers(1, 60)


@st.composite
def pauses_from(draw: st.DrawFn) -> list[Pause]:
    first = draw(st.dates(date(2025, 1, 1), date(2028, 11, 30)))
    return [Pause(first, first + timedelta(days=draw(st.integers(0, 40))))]


@given(STARTS, AMOUNTS, UNITS)
def test_a_term_ends_after_it_begins_and_while_the_office_works(start, amount, unit):
    end = term_end(start, amount, unit, HOLIDAYS)
    assert end > start
    assert HOLIDAYS.is_working_day(end.astimezone(BANGKOK).date())


@given(STARTS, st.timedeltas(timedelta(), timedelta(days=20)), AMOUNTS, UNITS, pauses_from())
def test_who_begins_later_is_not_due_sooner(start, later, amount, unit, pauses):
    assert term_end(start, amount, unit, HOLIDAYS, pauses) <= term_end(start + later, amount, unit, HOLIDAYS, pauses)


@given(STARTS, AMOUNTS, st.integers(0, 20), UNITS, pauses_from())
def test_more_time_is_not_over_sooner(start, amount, more, unit, pauses):
    assert term_end(start, amount, unit, HOLIDAYS, pauses) <= term_end(start, amount + more, unit, HOLIDAYS, pauses)


@given(STARTS, AMOUNTS, UNITS, pauses_from(), pauses_from())
def test_a_pause_only_moves_the_end_later(start, amount, unit, pauses, others):
    without = term_end(start, amount, unit, HOLIDAYS)
    paused = term_end(start, amount, unit, HOLIDAYS, pauses)
    assert without <= paused <= term_end(start, amount, unit, HOLIDAYS, [*pauses, *others])


@given(STARTS, AMOUNTS, UNITS, pauses_from(), st.integers(1, 30))
def test_mending_longer_is_not_due_sooner(start, amount, unit, pauses, longer):
    (only,) = pauses
    assert only.to_day
    extended = [Pause(only.from_day, only.to_day + timedelta(days=longer))]
    assert term_end(start, amount, unit, HOLIDAYS, pauses) <= term_end(start, amount, unit, HOLIDAYS, extended)
