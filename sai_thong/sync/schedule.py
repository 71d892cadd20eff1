"""When the next round is due by itself: an interval with jitter, soon after a change, ever later while nothing answers.

Pure: seconds of a timer that only grows and a chance between 0 and 1 are handed in, so that thousands of offices that
open at 08:30 do not come at one moment.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Self


@dataclass(frozen=True)
class Pace:
    """How often, in seconds.

    Attributes:
        opening: At most so long after the window was opened.
        interval: Between two rounds that went well.
        after_change: After something was written here, so that what is written next goes along.
        first_retry: After the first round that got no answer; each further one waits twice as long.
        longest_retry: At most.
        after_refusal: After the other side said no, which a person has to see to.
        jitter: By which share an interval is shorter or longer.
    """

    opening: float = 20.0
    interval: float = 600.0
    after_change: float = 20.0
    first_retry: float = 30.0
    longest_retry: float = 3_600.0
    after_refusal: float = 6 * 3_600.0
    jitter: float = 0.25


OVER_THE_NETWORK: Final = Pace()
"""With a province: links are slow, metered and shared."""
IN_THE_OFFICE: Final = Pace(
    opening=2.0, interval=60.0, after_change=0.5, first_retry=2.0, longest_retry=30.0, after_refusal=600.0
)
"""With a hub in the same office: whoever stands at the other counter sees it within seconds."""


class Ending(StrEnum):
    """How a round ended."""

    DONE = "done"
    STOPPED = "stopped"
    """A person wanted no more."""
    NO_ANSWER = "no-answer"
    REFUSED = "refused"
    """The other side says no, or this program: trying again soon would not help."""


@dataclass(frozen=True)
class Schedule:
    """When the next round is due.

    Attributes:
        due_at: Seconds of the timer.
        failures: How many rounds in a row got no answer.
        pace: How often.
    """

    due_at: float
    failures: int = 0
    pace: Pace = OVER_THE_NETWORK

    @classmethod
    def at_opening(cls, now: float, chance: float, pace: Pace = OVER_THE_NETWORK) -> Self:
        """The window was opened."""
        return cls(now + pace.opening * chance, pace=pace)

    def after(self, ending: Ending, now: float, chance: float) -> Self:
        """A round ended."""
        failures = self.failures + 1 if ending is Ending.NO_ANSWER else 0
        return replace(self, due_at=now + self._pause(ending, failures, chance), failures=failures)

    def after_change(self, now: float) -> Self:
        """Something was written here that the other side lacks; while nothing answers, that changes nothing."""
        if self.failures:
            return self
        return replace(self, due_at=min(self.due_at, now + self.pace.after_change))

    def at_once(self, now: float) -> Self:
        """The other side has something, or a person pressed the button."""
        return replace(self, due_at=now)

    def is_due(self, now: float) -> bool:
        """Whether a round shall begin."""
        return now >= self.due_at

    def _pause(self, ending: Ending, failures: int, chance: float) -> float:
        if ending is Ending.NO_ANSWER:
            longest = min(self.pace.longest_retry, self.pace.first_retry * 2.0 ** min(failures - 1, 32))
            # Half of it at least: who comes back first must not come back at once.
            return longest * (1 + chance) / 2
        rest = self.pace.after_refusal if ending is Ending.REFUSED else self.pace.interval
        return rest * (1 + self.pace.jitter * (2 * chance - 1))
