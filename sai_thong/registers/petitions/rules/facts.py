"""What the rules ask about a case: plain data, whatever records it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from sai_thong.registers.law.petition_clocks import ClockProfile
from sai_thong.registers.law.service_terms import OpinionStep, TermUnit
from sai_thong.registers.petitions.terms import ENDED_STATES, ClockKind, NoticeKind, PetitionState


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When the counter is open on a working day, Bangkok time.

    Attributes:
        opens: When terms in minutes and hours begin to run.
        closes: When they stop for the day.
        lunch: From when to when they stop at noon; None where the counter stays open.
    """

    opens: time
    closes: time
    lunch: tuple[time, time] | None = None

    def __post_init__(self) -> None:
        edges = (self.opens, *(self.lunch or ()), self.closes)
        if list(edges) != sorted(set(edges)):
            raise ValueError(f"the office opens before it closes: {edges}")


OFFICE_HOURS: Final = OfficeHours(time(8, 30), time(16, 30))
"""08:30–16:30 without a break, until the office says otherwise (not yet confirmed)."""


@dataclass(frozen=True, slots=True)
class Pause:
    """The petitioner mends the papers, and the terms stand still.

    The day of the note still counts for the office; the day the papers came back does not (ป.พ.พ. ม.193/3).

    Attributes:
        from_day: Day of the note of missing papers.
        to_day: Day the papers were mended; None while they are not.
    """

    from_day: date
    to_day: date | None


@dataclass(frozen=True, slots=True)
class Told:
    """A notice that moves a clock.

    Attributes:
        kind: Which; only progress and delay are asked for.
        told_at: When, aware.
        expected_on: The day it promises, if any.
    """

    kind: NoticeKind
    told_at: datetime
    expected_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """A case, as far as terms and steps ask. Moments are aware; days are days in Bangkok.

    After a case was opened again (`reopened_at`), `decided_on`, `answered_at` and the appeal are those since then.

    Attributes:
        received_at: When it was received.
        electronic: Whether it came by an electronic channel of the 2565 Act: `clocks.counted_receipt`.
        state: Where it stands.
        profile: The clock profile in force on the day of receipt.
        promise_amount: What the slip promised; None where only the law holds.
        promise_unit: The unit of the promise.
        can_be_told: Whether there is anyone to tell: not of a บัตรสนเท่ห์.
        acknowledged_at: When receipt was told; the slip handed over is one.
        pauses: The mending of papers.
        mend_by: The day given in the note of missing papers.
        decided_on: Day of the decision.
        answered_at: When the result was told.
        to_be_done: Whether the decision leaves something to do before the result is told, such as the repair.
        appealable: Whether what was told can be appealed: refused, or a condition set.
        notices: Reports of progress and delay notices, in order of time.
        appealed_on: Day of the appeal.
        appeal_decided_on: Day the appeal was decided.
        reopened_at: When it was last opened again.
        ended_on: Day it ended.
        assigned: Whether a division or officer has it.
        chain: Who gives an opinion in this case, in order, posts without anybody left out; empty: none.
        opinions: Who gave one.
        open_points: How many of its points are not closed.
    """

    received_at: datetime
    state: PetitionState
    profile: ClockProfile
    electronic: bool = False
    promise_amount: int | None = None
    promise_unit: TermUnit | None = None
    can_be_told: bool = True
    acknowledged_at: datetime | None = None
    pauses: tuple[Pause, ...] = ()
    mend_by: date | None = None
    decided_on: date | None = None
    answered_at: datetime | None = None
    to_be_done: bool = False
    appealable: bool = False
    notices: tuple[Told, ...] = ()
    appealed_on: date | None = None
    appeal_decided_on: date | None = None
    reopened_at: datetime | None = None
    ended_on: date | None = None
    assigned: bool = False
    chain: tuple[OpinionStep, ...] = ()
    opinions: frozenset[OpinionStep] = frozenset()
    open_points: int = 0

    @property
    def ended(self) -> bool:
        """Whether nothing is waited for any more."""
        return self.state in ENDED_STATES

    @property
    def begins_at(self) -> datetime:
        """When it was received, or opened again."""
        return self.reopened_at or self.received_at

    @property
    def appeal_pending(self) -> bool:
        """Whether an appeal waits for its decision."""
        return self.appealed_on is not None and self.appeal_decided_on is None

    @property
    def appeal_open(self) -> bool:
        """Whether an appeal may still come: there is something to appeal, and none came."""
        return self.appealable and self.answered_at is not None and self.appealed_on is None

    @property
    def paused(self) -> bool:
        """Whether the terms stand still now."""
        return self.profile.mending_pauses and any(pause.to_day is None for pause in self.pauses)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something due on a case.

    Attributes:
        kind: What.
        due_at: By when, UTC; for a term in days the last second of the day in Bangkok.
        legal_ref: Where the term stands, in Thai.
        met_at: When it was done; None while it is not.
        paused: Whether it stands still; `due_at` is then what it comes to if the papers are mended by their day.
    """

    kind: ClockKind
    due_at: datetime
    legal_ref: str
    met_at: datetime | None = None
    paused: bool = False

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.met_at is None

    @property
    def met_in_time(self) -> bool | None:
        """Whether it was done by its time; None while it is not done."""
        return None if self.met_at is None else self.met_at.replace(microsecond=0) <= self.due_at
