"""Which backups to keep: all of the last days, then one a day, one a week, one a month."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sai_thong.ground.clock import BANGKOK


@dataclass(frozen=True)
class Keeping:
    """How long backups are kept, counted back from now in days of Thailand.

    Attributes:
        all_days: Every backup of this many days, today included.
        daily_days: The last backup of each day.
        weekly_days: The last backup of each ISO week.
        monthly_days: The last backup of each month; older ones go.
    """

    all_days: int = 2
    daily_days: int = 14
    weekly_days: int = 60
    monthly_days: int = 3 * 366


def to_remove(taken: Iterable[datetime], now: datetime, keeping: Keeping | None = None) -> frozenset[datetime]:
    """The moments whose backups may go.

    Never the newest one, nor one dated after `now`: a wrong clock must not cost a backup.

    Args:
        taken: When each backup was made, aware.
        now: The present, aware.
        keeping: The policy; the usual one when not given.
    """
    policy = keeping or Keeping()
    moments = sorted(set(taken), reverse=True)
    kept = set(moments[:1])
    periods: set[Hashable] = set()
    for moment in moments:
        period = _period(moment, now, policy)
        if period is not None and period not in periods:
            periods.add(period)
            kept.add(moment)
    return frozenset(moments) - kept


def _period(moment: datetime, now: datetime, policy: Keeping) -> Hashable:
    """The period of which `moment` may be the one backup kept, or None when it is too old for any."""
    day = moment.astimezone(BANGKOK).date()
    age_days = (now.astimezone(BANGKOK).date() - day) // timedelta(days=1)
    if age_days < policy.all_days:
        return moment
    if age_days < policy.daily_days:
        return day
    if age_days < policy.weekly_days:
        return ("week", *day.isocalendar()[:2])
    if age_days < policy.monthly_days:
        return ("month", day.year, day.month)
    return None
