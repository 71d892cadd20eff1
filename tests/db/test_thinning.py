"""Backups thin out with age: all, daily, weekly, monthly; and never the newest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.db.thinning import Keeping, to_remove

NOW = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)


def at(text: str) -> datetime:
    """A moment in Bangkok."""
    return datetime.fromisoformat(text + "+07:00")


@pytest.mark.parametrize(
    ("taken", "removed"),
    [
        ([], []),
        (["2026-11-21T08:00", "2026-11-21T09:00", "2026-11-20T07:00", "2026-11-20T16:00"], []),
        (["2026-11-19T08:00", "2026-11-19T16:00", "2026-11-18T10:00"], ["2026-11-19T08:00"]),
        (["2026-11-19T23:59", "2026-11-20T00:00"], []),
        # From fourteen days on one a week: Monday 2 November to Sunday 8 November.
        (["2026-11-02T09:00", "2026-11-06T09:00", "2026-11-07T09:00"], ["2026-11-02T09:00", "2026-11-06T09:00"]),
        (["2026-11-01T09:00", "2026-11-02T09:00"], []),
        # From sixty days on one a month.
        (["2026-08-03T09:00", "2026-08-31T09:00", "2026-07-15T09:00"], ["2026-08-03T09:00"]),
        # After three years nothing, but for the newest there is.
        (["2023-01-05T09:00", "2022-01-05T09:00"], ["2022-01-05T09:00"]),
        (["2026-11-21T09:00", "2023-01-05T09:00"], ["2023-01-05T09:00"]),
        # A clock that was wrong: never lose what is dated in the future.
        (["2027-05-01T09:00", "2027-05-01T10:00", "2026-11-10T09:00"], []),
    ],
)
def test_what_goes(taken: list[str], removed: list[str]) -> None:
    assert to_remove(map(at, taken), NOW) == frozenset(map(at, removed))


def test_days_are_those_of_thailand() -> None:
    late, early = at("2026-11-10T00:30"), at("2026-11-09T23:30")
    assert late.astimezone(UTC).date() == early.astimezone(UTC).date()
    assert to_remove([late, early], NOW) == frozenset()


_moments = st.lists(st.integers(-3_000_000, 200_000).map(lambda minutes: NOW + timedelta(minutes=minutes)), max_size=60)


@given(_moments)
def test_the_newest_stays_and_thinning_again_takes_nothing_more(taken: list[datetime]) -> None:
    removed = to_remove(taken, NOW)
    left = set(taken) - removed
    assert to_remove(left, NOW) == frozenset()
    if taken:
        assert max(taken) in left


def test_three_years_of_daily_backups_leave_a_few_dozen_without_a_hole() -> None:
    kept: set[datetime] = set()
    for day in range(3 * 365):
        now = NOW + timedelta(days=day)
        kept.add(now)
        kept -= to_remove(kept, now, Keeping())
    gaps = [later - earlier for earlier, later in zip(sorted(kept), sorted(kept)[1:], strict=False)]
    assert 50 <= len(kept) <= 65
    assert max(gaps) <= timedelta(days=35)
    assert max(gaps[-7:]) == timedelta(days=1)
