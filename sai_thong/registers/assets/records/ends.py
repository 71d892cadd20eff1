"""The yearly inspection and the disposal: rounds whose lines are frozen, their committees, and their papers."""

from __future__ import annotations

from datetime import date, datetime

from sai_thong.ground.language import N_
from sai_thong.records import Merge, Record, field, record_type
from sai_thong.registers.assets.terms import (
    AssetStatus,
    CommitteeRole,
    CommitteeTask,
    DisposalMethod,
    DisposalState,
    RoundState,
    SaleReason,
)
from sai_thong.registers.law.asset_terms import DisposalStepKey


@record_type("assets", schema=1, label=N_("Yearly inspection round"), table="asset_inspections")
class InspectionRound(Record):
    """ตรวจสอบพัสดุประจำปี of one fiscal year: order, beginning, report (ข้อ 213)."""

    fiscal_year_be: int = field(N_("Fiscal year"), required=True, unique=True)
    order_no: str = field(N_("Number of the order"))
    ordered_on: date | None = field(N_("Date of the order"))
    starts_on: date | None = field(N_("Inspection begins on"))
    """By the rule: moves with the holidays while the round is open."""
    begun_on: date | None = field(N_("Really begun on"))
    """Where it was another day than the rule's; the term of the report runs from it."""
    report_by: date | None = field(N_("To be reported by"))
    state: RoundState = field(N_("State of the inspection"), default=RoundState.IN_PROGRESS)
    receipts_right: bool | None = field(N_("Receipts and issues are right"))
    balances_right: bool | None = field(N_("Balances agree with the register"))
    remarks: str = field(N_("Remarks of the committee"), merge=Merge.BOTH)
    submitted_on: date | None = field(N_("Reported on"))
    acknowledged_on: date | None = field(N_("Acknowledged on"))
    sent_to_auditor_on: date | None = field(N_("Sent to the auditor on"))
    auditor_letter_no: str = field(N_("Letter to the auditor"))


@record_type("assets", schema=1, label=N_("Seat in a committee"), table="asset_committees")
class CommitteeSeat(Record):
    """A person appointed for a round; an inspector is no supply officer (ข้อ 213)."""

    round_id: str = field(N_("Round"), required=True, indexed=True)
    """Id of the inspection or of the disposal."""
    task: CommitteeTask = field(N_("Appointed for"), required=True)
    role: CommitteeRole = field(N_("Seat"), required=True)
    name: str = field(N_("Name"), required=True)
    position: str = field(N_("Position"))
    place: int = field(N_("Place on the list"), default=0)
    ended_on: date | None = field(N_("Appointed until"))
    """Another committee was appointed in its place; empty of who sits."""


@record_type("assets", schema=1, label=N_("Line of the inspection"), table="asset_inspection_lines")
class InspectionLine(Record):
    """An asset as the register had it when the round began, and as it was found. Frozen when the round is submitted."""

    round_id: str = field(N_("Yearly inspection round"), required=True, indexed=True)
    asset_id: str = field(N_("Asset"), required=True, indexed=True)
    number: str = field(N_("Asset number"), required=True)
    name: str = field(N_("Item"), required=True)
    brand: str = field(N_("Brand or maker"))
    acquired_on: date | None = field(N_("Accepted on"))
    cost_satang: int | None = field(N_("Price of one unit"))
    book_room: str = field(N_("Room in the register"))
    book_status: AssetStatus = field(N_("State in the register"), required=True)
    custodian: str = field(N_("Custodian"), personal=True)
    found: bool | None = field(N_("Was found"))
    """None while nobody looked."""
    found_room: str = field(N_("Found in"))
    condition: AssetStatus | None = field(N_("State as found"))
    defect: str = field(N_("In what way broken"), merge=Merge.BOTH)
    """ชำรุดอย่างไร"""
    inspected_by: str = field(N_("Inspected by"))
    inspected_at: datetime | None = field(N_("Inspected at"))


@record_type("assets", schema=1, label=N_("Sighting"), table="asset_sightings")
class InspectionSighting(Record):
    """A scan or tick as it was made, duplicates and unknown tags included. Append-only."""

    round_id: str = field(N_("Yearly inspection round"), required=True, indexed=True)
    tag: str = field(N_("Tag as read"), required=True)
    asset_id: str = field(N_("Asset"), indexed=True)
    """Empty of a tag the register does not know."""
    ticked: bool = field(N_("Ticked on the list"))
    """Settled by hand, and the last one stands; of a scan the first one does."""
    found: bool = field(N_("Was found"), default=True)
    room: str = field(N_("Found in"))
    condition: AssetStatus | None = field(N_("State as found"))
    defect: str = field(N_("In what way broken"))
    seen_at: datetime = field(N_("Seen at"), required=True)
    seen_by: str = field(N_("Seen by"))


@record_type("assets", schema=1, label=N_("Disposal round"), table="asset_disposals")
class DisposalRound(Record):
    """Assets that leave together: facts, order, method, proceeds, striking off (ข้อ 214–218)."""

    title: str = field(N_("Title of the disposal"), required=True, searchable=True)
    fiscal_year_be: int = field(N_("Fiscal year"), required=True, indexed=True)
    inspection_id: str = field(N_("Yearly inspection round"))
    state: DisposalState = field(N_("State of the disposal"), default=DisposalState.FINDING_FACTS, indexed=True)
    facts_needed: bool = field(N_("Facts are found first"), default=True)
    facts_left_out_why: str = field(N_("Why no facts are found first"))
    """Only of wear or loss by normal use that is plain (ข้อ 214)."""
    facts_order_no: str = field(N_("Order of the fact finding"))
    facts_reported_on: date | None = field(N_("Facts reported on"))
    liable: str = field(N_("Who is liable"), personal=True)
    liability_settled_on: date | None = field(N_("Liability settled on"))
    liability_outcome: str = field(N_("What came of the liability"), personal=True)
    order_no: str = field(N_("Number of the order"))
    ordered_on: date | None = field(N_("Date of the order"))
    higher_approval_no: str = field(N_("Approval of the higher authority"))
    """Of a write-off above what the head of the agency may write off (ข้อ 217)."""
    finish_by: date | None = field(N_("To be finished by"))
    carried_out_on: date | None = field(N_("Carried out on"))
    buyer: str = field(N_("Buyer or receiver"), personal=True)
    receipt_no: str = field(N_("Receipt of the proceeds"))
    proceeds_satang: int = field(N_("Proceeds"), default=0)
    struck_off_on: date | None = field(N_("Struck off on"))
    auditor_letter_no: str = field(N_("Letter to the auditor"))
    auditor_told_on: date | None = field(N_("Auditor told on"))
    registrar_told_on: date | None = field(N_("Registrar told on"))
    """Of land and vehicles."""
    dropped_why: str = field(N_("Given up because"))


@record_type("assets", schema=1, label=N_("Line of the disposal"), table="asset_disposal_lines")
class DisposalLine(Record):
    """An asset as it was when the disposal was ordered. Frozen with the order; what came of it is added."""

    round_id: str = field(N_("Disposal round"), required=True, indexed=True)
    asset_id: str = field(N_("Asset"), required=True, indexed=True)
    number: str = field(N_("Asset number"), required=True)
    name: str = field(N_("Item"), required=True)
    acquired_on: date | None = field(N_("Accepted on"))
    cost_satang: int | None = field(N_("Price of one unit"))
    cause: AssetStatus = field(N_("Cause of the disposal"), required=True)
    cause_detail: str = field(N_("Cause in words"))
    method: DisposalMethod | None = field(N_("Method of disposal"))
    sale_reason: SaleReason | None = field(N_("Sold so because"))
    method_why: str = field(N_("Why this method"))
    appraised_satang: int | None = field(N_("Appraised price"))
    buyer: str = field(N_("Buyer or receiver"), personal=True)
    """Where it is another than the round's."""
    proceeds_satang: int = field(N_("Proceeds"), default=0)
    accumulated_satang: int | None = field(N_("Written off until then"))
    profit_satang: int | None = field(N_("Profit or loss"))
    taken_out_why: str = field(N_("Taken out because"))
    """It stays in the register; empty of what leaves it."""


@record_type("assets", schema=1, label=N_("Paper of the disposal"), table="asset_disposal_papers")
class DisposalPaper(Record):
    """A paper of the chain that is there, with its number and day."""

    round_id: str = field(N_("Disposal round"), required=True, indexed=True)
    step: DisposalStepKey = field(N_("Stage"), required=True)
    document: str = field(N_("Paper"), required=True)
    number: str = field(N_("Number of the paper"))
    on_day: date | None = field(N_("Date"))
    attachment_id: str = field(N_("Attached file"))
