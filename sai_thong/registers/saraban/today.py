"""What is due today on documents: numbers that are missing, letters nobody has yet, and the yearly destruction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.saraban.destruction import documents_past_their_time
from sai_thong.registers.saraban.listing import not_passed_on
from sai_thong.registers.saraban.records import DestructionList, IncomingDocument, OutgoingDocument
from sai_thong.registers.saraban.retention_in_force import retention_law
from sai_thong.registers.saraban.rules.retention import survey_due, year_to_survey
from sai_thong.registers.saraban.terms import DestructionState
from sai_thong.thai.calendar import thai_date


class DocumentDuty(StrEnum):
    """One kind of thing that is due on documents."""

    SURVEY = "survey"
    """The survey of what is past its time, within 60 days of the end of the year (ข้อ 66)."""
    OPEN_LISTS = "open-lists"
    """A destruction list that was begun and is not at its end."""
    INCOMING_UNNUMBERED = "incoming-unnumbered"
    OUTGOING_UNNUMBERED = "outgoing-unnumbered"
    NOT_PASSED_ON = "not-passed-on"


@dataclass(frozen=True)
class DocumentDutyLine:
    """One thing that is due.

    Attributes:
        kind: What.
        count: How many documents or lists; never zero.
        urgent: Whether its day is over.
        due_on: The last day of the survey; None of all else.
    """

    kind: DocumentDuty
    count: int
    urgent: bool = False
    due_on: date | None = None

    @property
    def text(self) -> str:
        """The duty in the language in use, with its count."""
        words = _sentence(self.kind, self.count).format(count=f"{self.count:,}")
        if self.due_on is None:
            return words
        return _("{duty}; the survey is due by {day}").format(duty=words, day=thai_date(self.due_on))


def documents_today(store: Store) -> tuple[DocumentDutyLine, ...]:
    """What is due, that with a day first."""
    incoming, outgoing = (
        store.find(each, number=None, voided_on=None, destroyed_on=None)
        for each in (IncomingDocument, OutgoingDocument)
    )
    counts = {
        DocumentDuty.OPEN_LISTS: sum(
            each.state is not DestructionState.DESTROYED for each in store.find(DestructionList)
        ),
        DocumentDuty.INCOMING_UNNUMBERED: len(incoming),
        DocumentDuty.OUTGOING_UNNUMBERED: len(outgoing),
        DocumentDuty.NOT_PASSED_ON: len(not_passed_on(store)),
    }
    return (*_survey(store), *(DocumentDutyLine(kind, count) for kind, count in counts.items() if count))


def _survey(store: Store) -> tuple[DocumentDutyLine, ...]:
    """The survey of the year that ended last, where it was not made and finds something."""
    today = bangkok_today(store.clock)
    year = year_to_survey(today)
    if store.find(DestructionList, year_be=year):
        return ()
    count = len(documents_past_their_time(store, year))
    due = survey_due(year, retention_law(store).survey_days(today))
    return (DocumentDutyLine(DocumentDuty.SURVEY, count, urgent=today > due, due_on=due),) if count else ()


def _sentence(kind: DocumentDuty, count: int) -> str:
    sentences = {
        DocumentDuty.SURVEY: ngettext(
            "{count} document is past its time", "{count} documents are past their time", count
        ),
        DocumentDuty.OPEN_LISTS: ngettext(
            "{count} destruction list is on its way", "{count} destruction lists are on their way", count
        ),
        DocumentDuty.INCOMING_UNNUMBERED: ngettext(
            "{count} incoming document has no number yet", "{count} incoming documents have no number yet", count
        ),
        DocumentDuty.OUTGOING_UNNUMBERED: ngettext(
            "{count} outgoing document has no number yet", "{count} outgoing documents have no number yet", count
        ),
        DocumentDuty.NOT_PASSED_ON: ngettext(
            "{count} incoming document was passed on to nobody yet",
            "{count} incoming documents were passed on to nobody yet",
            count,
        ),
    }
    return sentences[kind]
