"""What happens to a case: its timeline, defects, opinions, work, and what was told to whom."""

from __future__ import annotations

from datetime import date, datetime

from sai_thong.ground.language import N_
from sai_thong.records import Merge, Record, field, record_type
from sai_thong.registers.law.service_terms import OpinionStep
from sai_thong.registers.office.records import Capacity
from sai_thong.registers.petitions.terms import Decision, EventKind, NoticeKind, Stance, TaskKind, Way


@record_type("petitions", schema=1, label=N_("Event of the case"), table="petition_events")
class PetitionEvent(Record):
    """One line of the timeline; never changed afterwards."""

    petition_id: str = field(N_("Petition"), required=True, indexed=True)
    kind: EventKind = field(N_("Kind"), required=True)
    happened_at: datetime = field(N_("Time"), required=True)
    """When it happened: the paper's own time where it was entered later."""
    by_name: str = field(N_("By whom"))
    detail: str = field(N_("Details"), personal=True)
    refers_to: str = field(N_("Refers to"))
    """Id of the opinion, notice, task, point or attachment it tells of."""


@record_type("petitions", schema=1, label=N_("Note of missing papers"), table="petition_defects")
class DefectNote(Record):
    """บันทึกความบกพร่อง (พ.ร.บ. การอำนวยความสะดวกฯ พ.ศ. 2558 ม.8): asked for once, with a day, signed by both."""

    petition_id: str = field(N_("Petition"), required=True, unique=True)
    """One a case: more may not be asked for later."""
    items: tuple[str, ...] = field(N_("What is missing"), required=True)
    noted_on: date = field(N_("Date"), required=True)
    mend_by: date = field(N_("To be mended by"), required=True)
    signed_by: str = field(N_("Signed by the petitioner"), personal=True)
    mended_on: date | None = field(N_("Mended on"))
    returned_on: date | None = field(N_("Returned on"))
    return_reason: str = field(N_("Reason of return"), personal=True)


@record_type("petitions", schema=1, label=N_("Opinion"), table="petition_opinions")
class Opinion(Record):
    """What one of the chain wrote on the form, with name, position and day."""

    petition_id: str = field(N_("Petition"), required=True, indexed=True)
    step: OpinionStep = field(N_("Step of the chain"), required=True)
    text: str = field(N_("Opinion"), required=True, personal=True)
    stance: Stance = field(N_("Stance"), default=Stance.NOTED)
    name: str = field(N_("Name"), required=True)
    position: str = field(N_("Position"))
    capacity: Capacity = field(N_("Capacity"), default=Capacity.HOLDS)
    given_at: datetime = field(N_("Time"), required=True)
    from_paper: bool = field(N_("Entered from paper"))
    """Written and signed on the paper first; entered with the paper's date."""


@record_type("petitions", schema=1, label=N_("Work of the case"), table="petition_tasks")
class Task(Record):
    """A task, a site visit or an appointment."""

    petition_id: str = field(N_("Petition"), required=True, indexed=True)
    kind: TaskKind = field(N_("Kind"), required=True)
    what: str = field(N_("What to do"), required=True)
    who: str = field(N_("By whom"))
    place: str = field(N_("Place"), personal=True)
    begins_at: datetime | None = field(N_("Begins at"), indexed=True)
    bring: tuple[str, ...] = field(N_("To bring"))
    done_on: date | None = field(N_("Done on"), indexed=True)
    outcome: str = field(N_("What came of it"), personal=True, merge=Merge.BOTH)
    dropped: str = field(N_("Dropped because"))


@record_type("petitions", schema=1, label=N_("Notice"), table="petition_notices")
class Notice(Record):
    """Something told about a case, to the petitioner or another agency. A wrong one is followed by another."""

    petition_id: str = field(N_("Petition"), required=True, indexed=True)
    kind: NoticeKind = field(N_("Kind"), required=True)
    sequence: int = field(N_("No."), default=1)
    """Of its kind in this case: a delay notice says which it is."""
    way: Way = field(N_("Way"), required=True)
    told_at: datetime = field(N_("Told at"), required=True)
    told_to: str = field(N_("Told to"), personal=True)
    told_by: str = field(N_("Told by"))
    text: str = field(N_("Content"), personal=True)
    reasons: str = field(N_("Reasons"), personal=True)
    law: str = field(N_("Law"))
    decision: Decision | None = field(N_("What was decided"))
    expected_on: date | None = field(N_("Expected on"))
    """The new day promised by a delay notice or a report of progress."""
    appeal_days: int | None = field(N_("Days to appeal"))
    agency: str = field(N_("Agency"))
    letter_id: str = field(N_("Letter"), indexed=True)
    """The outgoing letter in the register of letters, once it is there."""
    letter_no: str = field(N_("Letter number"))
