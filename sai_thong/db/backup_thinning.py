"""Which backups of a place stay: those of the last days, weeks and months that have any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

DAILY: Final = 7
WEEKLY: Final = 5
MONTHLY: Final = 12


def _day(made: date) -> tuple[int, ...]:
    return made.year, made.month, made.day


def _week(made: date) -> tuple[int, ...]:
    return made.isocalendar()[:2]


def _month(made: date) -> tuple[int, ...]:
    return made.year, made.month


_RULES: Final[tuple[tuple[Callable[[date], tuple[int, ...]], int], ...]] = (
    (_day, DAILY),
    (_week, WEEKLY),
    (_month, MONTHLY),
)


def to_keep(days: Sequence[date]) -> frozenset[int]:
    """The places in `days` of the backups that stay.

    The newest always stays, and so does the newest of each of the last seven days, five weeks and twelve months of
    which there is any: a month that has one only keeps it. What is newer is told by the order and never by the day,
    and periods are counted from backup to backup and never from today: a clock that was wrong for a while, even by
    543 years, takes a few places and lets nothing else go.

    Args:
        days: The day in Thailand each backup was made, the newest backup first.
    """
    kept: set[int] = set()
    for period, limit in _RULES:
        seen: set[tuple[int, ...]] = set()
        for position, made in enumerate(days):
            if len(seen) == limit:
                break
            if period(made) not in seen:
                seen.add(period(made))
                kept.add(position)
    return frozenset(kept)
