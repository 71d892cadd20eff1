"""What is due today by the data protection act: breaches with their hours, requests with their days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _, ngettext
from sai_thong.records import declaration_of
from sai_thong.registers.trust.incidents import open_incidents, standing_of
from sai_thong.registers.trust.records import Incident
from sai_thong.registers.trust.requests import waiting_requests
from sai_thong.registers.trust.terms import INCIDENT_STEP_LABELS
from sai_thong.thai.calendar import thai_date_short

DAYS_BEFORE = 7
"""So many days before it is due, a request is named."""


@dataclass(frozen=True)
class TrustDuty:
    """One thing that is due.

    Attributes:
        section: Where on the page of security it is done.
        record_id: Which incident or request.
        text: In the language in use; names no person.
        urgent: Whether it cannot wait.
    """

    section: str
    record_id: str
    text: str
    urgent: bool


def trust_today(store: Store) -> tuple[TrustDuty, ...]:
    """What is due, breaches first; nothing to who may not see it."""
    if not store.permits.may_read(declaration_of(Incident).table):
        return ()
    found = []
    for incident in open_incidents(store):
        standing = standing_of(store, incident)
        told = _("Breach of personal data “{title}”: {step}").format(
            title=incident.title, step=_(INCIDENT_STEP_LABELS[standing.step])
        )
        if standing.left is not None:
            told = f"{told}, {left_words(standing.left)}"
        found.append(TrustDuty("incidents", incident.id, told, standing.left is not None))
    today = bangkok_today(store.clock)
    for request in waiting_requests(store):
        left = (request.due_on - today).days
        if left <= DAYS_BEFORE:
            told = _("A request about personal data is to be answered by {day}").format(
                day=thai_date_short(request.due_on)
            )
            found.append(TrustDuty("requests", request.id, told, left < 0))
    return tuple(found)


def left_words(left: timedelta) -> str:
    """How much time is left, or over it is."""
    hours = int(abs(left).total_seconds() // 3600)
    if left < timedelta(0):
        return ngettext("{count} hour too late", "{count} hours too late", hours).format(count=hours)
    return ngettext("{count} hour left", "{count} hours left", hours).format(count=hours)
