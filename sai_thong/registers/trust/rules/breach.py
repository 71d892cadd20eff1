"""By when a breach is told, and what is to be done next (มาตรา 37 (4); ประกาศ สคส. 15 ธันวาคม 2565)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sai_thong.registers.trust.records import Incident
from sai_thong.registers.trust.terms import IncidentStep, Risk


@dataclass(frozen=True)
class Countdown:
    """How an incident stands at a moment.

    Attributes:
        step: What is to be done next.
        deadline: Until when the committee's office is to be told, counted from when the office knew.
        left: The time until then; None where nothing is to be told to that office any more.
    """

    step: IncidentStep
    deadline: datetime
    left: timedelta | None

    @property
    def overdue(self) -> bool:
        """Whether the hours are over, and the committee's office is not told."""
        return self.left is not None and self.left < timedelta(0)


def countdown(incident: Incident, now: datetime, hours: int) -> Countdown:
    """How an incident stands at `now`, with so many hours to tell it.

    While nobody has assessed the risk the hours run: an assessment that comes too late saves nobody from the law.
    """
    deadline = incident.aware_at + timedelta(hours=hours)
    step = next_step(incident)
    untold = step in (IncidentStep.ASSESS, IncidentStep.TELL_OFFICE)
    return Countdown(step, deadline, deadline - now if untold else None)


def next_step(incident: Incident) -> IncidentStep:
    """What is to be done next."""
    if incident.closed_on is not None:
        return IncidentStep.CLOSED
    if incident.risk is Risk.UNDECIDED:
        return IncidentStep.ASSESS
    if incident.risk is not Risk.NONE and incident.told_office_at is None:
        return IncidentStep.TELL_OFFICE
    if incident.risk is Risk.HIGH and incident.told_persons_on is None:
        return IncidentStep.TELL_PERSONS
    return IncidentStep.CLOSE
