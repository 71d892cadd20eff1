"""The time, handed in: nothing else in the house may ask the machine for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")
"""Thai legal time. A fixed offset serves: it has not changed since 1 April 1920, and Windows ships no zone files."""


class Clock(Protocol):
    """Anything that tells the time."""

    def now(self) -> datetime:
        """The present, aware, in UTC."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """The present by the machine, in UTC."""
        return datetime.now(UTC)


@dataclass
class FixedClock:
    """A clock that stands where it is put; tests and the made-up office use it."""

    moment: datetime

    def now(self) -> datetime:
        """The moment this clock was set to, in UTC."""
        return self.moment.astimezone(UTC)

    def advance(self, **by: float) -> None:
        """Move the clock on by `timedelta` keywords, such as ``days=1``."""
        self.moment += timedelta(**by)


def bangkok_today(clock: Clock) -> date:
    """The calendar day in Thailand. Every "year" of the office is taken from it, never from UTC."""
    return clock.now().astimezone(BANGKOK).date()
