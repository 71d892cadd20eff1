"""The record types of trust: incidents, requests of persons about their data, notices given."""

from __future__ import annotations

from datetime import date, datetime

from sai_thong.ground.language import N_
from sai_thong.records import Merge, Record, field, record_type
from sai_thong.registers.law.privacy import Right
from sai_thong.registers.trust.accounts import ACCOUNT_RECORDS
from sai_thong.registers.trust.terms import Answer, IncidentKind, Risk


@record_type("trust", schema=1, label=N_("Incident"), table="privacy_incidents")
class Incident(Record):
    """A breach of personal data and what was done about it (มาตรา 37 (4))."""

    title: str = field(N_("What happened"), required=True)
    """In a few words, without names: it is shown in lists."""
    kinds: tuple[str, ...] = field(N_("Kind of breach"))
    """Values of `IncidentKind`."""
    happened_at: datetime | None = field(N_("Happened at"))
    aware_at: datetime = field(N_("Known to the office since"), required=True, indexed=True)
    """The 72 hours run from here."""
    found_by: str = field(N_("Found by"), personal=True)
    detail: str = field(N_("Detail"), personal=True, merge=Merge.BOTH)
    data: str = field(N_("Which data"))
    persons: int | None = field(N_("Persons concerned"))
    record_count: int | None = field(N_("Records concerned"))
    device: str = field(N_("Lost computer"))
    """Its name or code, where a computer of the office was lost: the report of what it held belongs to the incident."""
    risk: Risk = field(N_("Risk"), default=Risk.UNDECIDED)
    risk_reason: str = field(N_("Why so assessed"), personal=True)
    measures: str = field(N_("Measures taken"), personal=True, merge=Merge.BOTH)
    told_office_at: datetime | None = field(N_("Committee's office told at"))
    told_office_by: str = field(N_("How it was told"))
    late_reason: str = field(N_("Why later than the law says"))
    told_persons_on: date | None = field(N_("Persons told on"))
    told_persons_by: str = field(N_("How the persons were told"))
    closed_on: date | None = field(N_("Incident closed on"), indexed=True)
    conclusion: str = field(N_("What prevents it in future"), personal=True)

    @property
    def broken(self) -> tuple[IncidentKind, ...]:
        """The kinds of breach."""
        return tuple(IncidentKind(each) for each in self.kinds)


@record_type("trust", schema=1, label=N_("Request about personal data"), table="privacy_requests")
class PersonRequest(Record):
    """What a person asked about their own data, and the answer (มาตรา 19, 30–36); refusals are kept (มาตรา 39 (7))."""

    right: Right = field(N_("Right asked for"), required=True)
    person_id: str = field(N_("Person in the register"), personal=True, indexed=True)
    """Empty where the asker is in no register."""
    asked_by: str = field(N_("Asked by"), required=True, personal=True)
    asked_as: str = field(N_("In which capacity"), personal=True)
    """Such as parent or guardian; empty for the person."""
    received_on: date = field(N_("Received on"), required=True, indexed=True)
    due_on: date = field(N_("To be answered by"), required=True)
    detail: str = field(N_("What is asked"), personal=True, merge=Merge.BOTH)
    answer: Answer = field(N_("Answer"), default=Answer.WAITS)
    answered_on: date | None = field(N_("Answered on"), indexed=True)
    ground: str = field(N_("Ground of the refusal"))
    """A row of the table of grounds."""
    ground_words: str = field(N_("Ground as written"))
    """The words of that row on the day of the answer."""
    answer_reason: str = field(N_("Reason"), personal=True)
    answered_by: str = field(N_("Answered by"), personal=True)


@record_type("trust", schema=1, label=N_("Privacy notice given"), table="privacy_notices")
class NoticeGiven(Record):
    """That a person was given the notice of an activity, and which words it had (มาตรา 23)."""

    person_id: str = field(N_("Person in the register"), required=True, personal=True, indexed=True)
    activity: str = field(N_("Activity"), required=True)
    edition: str = field(N_("Edition of the notice"), required=True)
    """The first sixteen digits of the fingerprint of its words, as printed at its foot."""
    given_on: date = field(N_("Notice given on"), required=True)
    how: str = field(N_("How it was given"))


RECORD_TYPES: tuple[type[Record], ...] = (Incident, PersonRequest, NoticeGiven, *ACCOUNT_RECORDS)
