"""A petition and who and what belongs to it."""

from __future__ import annotations

from datetime import date, datetime

from sai_thong.ground.language import N_
from sai_thong.records import Merge, Record, field, record_type
from sai_thong.registers.petitions.terms import Channel, ClockKind, Decision, LinkKind, Naming, PetitionState, Role
from sai_thong.thai.names import split_name


@record_type("petitions", schema=1, label=N_("Petition"))
class Petition(Record):
    """One case (เรื่อง). Of what is asked only `subject` and `channel` are compulsory.

    The clock profile and the promise are kept as they were when the case was taken: a catalogue changed afterwards
    does not move what the slip promised.
    """

    number: str = field(N_("Petition number"), searchable=True, indexed=True)
    """As printed, such as ``15/2569``; empty until one is given."""
    year_be: int = field(N_("Year"), required=True, indexed=True)
    """Calendar year (BE), Bangkok, of the day it was received."""
    incoming_no: str = field(N_("Incoming letter number"), searchable=True)
    """เลขรับหนังสือ, where the petition also went through the incoming register."""
    received_at: datetime = field(N_("Received at"), required=True, indexed=True)
    channel: Channel = field(N_("Reached us by"), required=True, indexed=True)
    naming: Naming = field(N_("Naming"), default=Naming.NAMED)
    service: str = field(N_("Service"), required=True, indexed=True)
    """A row of the service catalogue."""
    subject: str = field(N_("Subject"), required=True, searchable=True)
    detail: str = field(N_("Details"), personal=True, merge=Merge.BOTH)
    answers: dict[str, str] | None = field(N_("Answers on the form"), personal=True)
    """What only this service's form asks, by the catalogue's own keys."""
    moo: int | None = field(N_("Village number"), indexed=True)
    place: str = field(N_("Place"), searchable=True)
    coordinates: str = field(N_("Coordinates"))
    """``latitude,longitude`` in decimal degrees, or empty."""
    petitioner_name: str = field(N_("Petitioner"), personal=True, searchable=True)
    """Who is shown in lists; the people of the case are `Party` records."""
    person_id: str | None = field(N_("Citizen of the register"), personal=True, indexed=True)
    taken_by: str = field(N_("Taken by"))
    called_at: datetime | None = field(N_("Time of the call"))

    profile: str = field(N_("Clock profile"), required=True)
    promise_amount: int | None = field(N_("Promised within"))
    promise_unit: str = field(N_("Unit of the promise"))
    state: PetitionState = field(N_("State"), default=PetitionState.RECEIVED, indexed=True)
    division: str = field(N_("Division"), indexed=True)
    officer: str = field(N_("Officer"), indexed=True)
    next_clock: ClockKind | None = field(N_("Next due"), merge=Merge.LATEST)
    next_due_at: datetime | None = field(N_("Due at"), indexed=True, merge=Merge.LATEST)
    """When the next clock runs out (UTC); follows from the facts of the case and the holiday table."""

    decision: Decision | None = field(N_("What was decided"))
    decided_on: date | None = field(N_("Day of the decision"))
    decision_reason: str = field(N_("Reasons of the decision"), personal=True)
    decision_law: str = field(N_("Law of the decision"))
    answered_at: datetime | None = field(N_("Answered at"))
    """When the petitioner was told the result; what the figures count as answered."""
    in_time: bool | None = field(N_("Answered in time"))
    closed_on: date | None = field(N_("Closed on"))
    end_reason: str = field(N_("Reason it ended"), personal=True)
    merged_into: str | None = field(N_("Merged into"), indexed=True)
    appealed_on: date | None = field(N_("Appealed on"))
    appeal_grounds: str = field(N_("Grounds of the appeal"), personal=True)
    appeal_decided_on: date | None = field(N_("Appeal decided on"))

    accused: tuple[str, ...] = field(N_("Officials complained of"), sensitive=True)
    shut_out: tuple[str, ...] = field(N_("Users shut out"), sensitive=True)
    """Names of users of this program who may not see the case, being complained of."""
    accused_division: str = field(N_("Division complained of"), sensitive=True)
    note: str = field(N_("Note"), personal=True, merge=Merge.BOTH)

    def search_text(self) -> str:
        """Numbers, subject, place and the petitioner, whose first name is a word of its own beside its prefix."""
        return " ".join((self.number, self.incoming_no, self.subject, self.place, _name_words(self.petitioner_name)))


@record_type("petitions", schema=1, label=N_("Person of the case"), table="petition_parties")
class Party(Record):
    """A person of a case. Someone of the register of citizens, or someone typed once."""

    petition_id: str = field(N_("Petition"), required=True, indexed=True)
    role: Role = field(N_("Role"), required=True)
    person_id: str | None = field(N_("Citizen of the register"), personal=True, indexed=True)
    name: str = field(N_("Name"), personal=True, searchable=True)
    citizen_id: str = field(N_("Citizen ID"), personal=True)
    address: str = field(N_("Address"), personal=True)
    moo: int | None = field(N_("Village number"), personal=True)
    phone: str = field(N_("Telephone"), personal=True, merge=Merge.LATEST)
    relation: str = field(N_("Relation"), personal=True)
    """To the person in need, or the post of who speaks for the village."""
    withdrawn_on: date | None = field(N_("Withdrawn on"))

    def search_text(self) -> str:
        """The name, with the first name a word of its own beside its prefix."""
        return _name_words(self.name)


@record_type("petitions", schema=1, label=N_("Point"), table="petition_points")
class Point(Record):
    """One of several points (ประเด็น, จุด) on a paper; each is closed alone."""

    petition_id: str = field(N_("Petition"), required=True, indexed=True)
    number: int = field(N_("No."), required=True)
    matter: str = field(N_("Point"), required=True)
    place: str = field(N_("Place"))
    asset_code: str = field(N_("Asset code"))
    closed_on: date | None = field(N_("Closed on"))
    outcome: str = field(N_("What came of it"))


@record_type("petitions", schema=1, label=N_("Paper of the case"), table="petition_papers")
class CasePaper(Record):
    """A paper the service asks for, and whether it was handed in."""

    petition_id: str = field(N_("Petition"), required=True, indexed=True)
    name: str = field(N_("Paper"), required=True)
    required: bool = field(N_("Must be there"))
    received_on: date | None = field(N_("Handed in on"))
    waived: str = field(N_("Not needed because"))
    """Such as: the state already holds it."""


@record_type("petitions", schema=1, label=N_("Link of the case"), table="petition_links")
class CaseLink(Record):
    """Something else the case has to do with."""

    petition_id: str = field(N_("Petition"), required=True, indexed=True)
    kind: LinkKind = field(N_("Kind"), required=True)
    other_id: str = field(N_("Other record"), indexed=True)
    """Id of a petition or a citizen; empty for an asset known only by its code."""
    code: str = field(N_("Code"))
    why: str = field(N_("Reason"))
    ended_on: date | None = field(N_("Link ended on"))


def _name_words(name: str) -> str:
    """A name as it is written, and without its prefix, which Thai writes without a space before it."""
    first = split_name(name).first
    return name if first in name.split() else f"{name} {first}"
