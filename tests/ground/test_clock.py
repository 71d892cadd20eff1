"""The office lives in Bangkok's days, whatever the machine thinks of time zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from sai_thong.ground.clock import BANGKOK, FixedClock, SystemClock, bangkok_today


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        (datetime(2026, 9, 30, 16, 59, 59, tzinfo=UTC), date(2026, 9, 30)),
        (datetime(2026, 9, 30, 17, 0, 0, tzinfo=UTC), date(2026, 10, 1)),
        (datetime(2026, 12, 31, 17, 0, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2028, 2, 28, 23, 0, 0, tzinfo=UTC), date(2028, 2, 29)),
    ],
)
def test_the_day_turns_at_five_in_the_afternoon_utc(utc: datetime, day: date) -> None:
    assert bangkok_today(FixedClock(utc)) == day


def test_a_fixed_clock_tells_utc_and_moves_only_when_told() -> None:
    clock = FixedClock(datetime(2026, 11, 21, 8, 0, tzinfo=BANGKOK))
    assert clock.now() == clock.now() == datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
    assert clock.now().tzinfo is UTC
    clock.advance(days=1, hours=2)
    assert clock.now() == datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def test_the_machines_clock_is_aware_and_in_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)
