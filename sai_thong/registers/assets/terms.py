"""The words assets are told in: states, events, loans, inspections, disposals, materials, and what each is called."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from sai_thong.ground.language import N_
from sai_thong.registers.law.asset_terms import (
    AssetGroup,
    DisposalMonth,
    DisposalStepKey,
    FirstMonth,
    LoanApprover,
    LoanCase,
    ThresholdPolicy,
)


class AssetStatus(StrEnum):
    """The state an asset is in (domain notes 1.8); always what its last event says."""

    IN_USE = "in-use"
    """ใช้งานได้"""
    LENT = "lent"
    """ถูกยืม"""
    BROKEN = "broken"
    """ชำรุด"""
    AT_REPAIR = "at-repair"
    """ส่งซ่อม"""
    WORN = "worn"
    """เสื่อมสภาพ"""
    LOST = "lost"
    """สูญไป: needs fact finding"""
    NOT_NEEDED = "not-needed"
    """ไม่จำเป็นต้องใช้"""
    AWAITING_DISPOSAL = "awaiting-disposal"
    """รอจำหน่าย: in a disposal round"""
    STRUCK_OFF = "struck-off"
    """จำหน่ายแล้ว: the card stays and is not changed any more."""

    @property
    def counted(self) -> bool:
        """Whether the asset is still in the register and its reports."""
        return self is not AssetStatus.STRUCK_OFF


INSPECTED_CONDITIONS: Final = (
    AssetStatus.IN_USE,
    AssetStatus.BROKEN,
    AssetStatus.WORN,
    AssetStatus.LOST,
    AssetStatus.NOT_NEEDED,
)
"""What an inspector ticks, in the order of the keys 1–5 and of the paper's columns."""

TO_BE_DISPOSED: Final = frozenset(
    {AssetStatus.BROKEN, AssetStatus.WORN, AssetStatus.LOST, AssetStatus.NOT_NEEDED, AssetStatus.AWAITING_DISPOSAL}
)
"""What the report of an inspection counts as ชำรุด เสื่อมสภาพ สูญไป หรือไม่จำเป็นต้องใช้."""


class AcquireMode(StrEnum):
    """How the office came by an asset (ลักษณะการได้กรรมสิทธิ์)."""

    BOUGHT = "bought"
    BUILT = "built"
    """จ้างก่อสร้าง"""
    TRANSFERRED = "transferred"
    DONATED = "donated"
    OTHER = "other"


class MoneyKind(StrEnum):
    """What an asset was paid with (ประเภทเงิน)."""

    BUDGET = "budget"
    OFF_BUDGET = "off-budget"
    DONATION = "donation"
    OTHER = "other"


class AssetEventKind(StrEnum):
    """What happened to an asset, for its timeline."""

    REGISTERED = "registered"
    STATUS = "status"
    MOVED = "moved"
    """Room, division or custodian changed."""
    SENT_TO_REPAIR = "sent-to-repair"
    REPAIRED = "repaired"
    IMPROVED = "improved"
    LENT = "lent"
    RETURNED = "returned"
    INSPECTED = "inspected"
    DISPOSAL_BEGUN = "disposal-begun"
    DISPOSAL_DROPPED = "disposal-dropped"
    STRUCK_OFF = "struck-off"
    LABELLED = "labelled"
    CORRECTED = "corrected"
    NUMBERED = "numbered"
    """It waited for its number and got one."""
    WITHDRAWN = "withdrawn"
    """A slip, taken back on the day it was entered."""
    NOTE = "note"


class DateKind(StrEnum):
    """A day on which something about an asset ends or is due."""

    WARRANTY = "warranty"
    VEHICLE_TAX = "vehicle-tax"
    COMPULSORY_INSURANCE = "compulsory-insurance"
    """พ.ร.บ. คุ้มครองผู้ประสบภัยจากรถ"""
    VEHICLE_INSPECTION = "vehicle-inspection"
    SERVICE = "service"
    """Oil change and the like."""


class RepairOutcome(StrEnum):
    """How a repair ended."""

    USABLE = "usable"
    NOT_WORTH_IT = "not-worth-it"
    """ไม่คุ้มซ่อม"""


class CommitteeTask(StrEnum):
    """What a committee is appointed for."""

    INSPECTION = "inspection"
    """ตรวจสอบพัสดุประจำปี"""
    FACT_FINDING = "fact-finding"
    """สอบหาข้อเท็จจริง"""
    APPRAISAL = "appraisal"
    """ประเมินราคากลาง"""
    SALE = "sale"
    DESTRUCTION = "destruction"


class CommitteeRole(StrEnum):
    """A seat in a committee."""

    CHAIR = "chair"
    """ประธานกรรมการ"""
    MEMBER = "member"
    SECRETARY = "secretary"
    """กรรมการและเลขานุการ"""
    SOLE = "sole"
    """ผู้ตรวจสอบ: one person alone"""


class RoundState(StrEnum):
    """Where a yearly inspection stands; after it was submitted nothing of it is changed."""

    IN_PROGRESS = "in-progress"
    SUBMITTED = "submitted"
    ACKNOWLEDGED = "acknowledged"


class LoanState(StrEnum):
    """Where a loan stands."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    OUT = "out"
    RETURNED = "returned"
    CANCELLED = "cancelled"


class ReturnCondition(StrEnum):
    """In what state something lent came back (ข้อ 209)."""

    USABLE = "usable"
    DAMAGED = "damaged"
    """To be repaired at the borrower's cost."""
    REPLACED = "replaced"
    """With a thing of the same kind."""
    PAID = "paid"
    """At the price of the time of borrowing."""


class DisposalMethod(StrEnum):
    """How an asset leaves the office (ข้อ 215, 217)."""

    AUCTION = "auction"
    """ขายทอดตลาด"""
    DIRECT_SALE = "direct-sale"
    """ขายโดยวิธีเฉพาะเจาะจง"""
    EXCHANGE = "exchange"
    TRANSFER = "transfer"
    DESTRUCTION = "destruction"
    """แปรสภาพหรือทำลาย"""
    WRITE_OFF = "write-off"
    """จำหน่ายเป็นสูญ"""


class SaleReason(StrEnum):
    """Why something is sold by auction, or need not be (ข้อ 215 (1))."""

    AUCTION_FIRST = "auction-first"
    SMALL_TOTAL = "small-total"
    """(ก) the total price of acquisition of the sale is not above the line"""
    STATE_OR_CHARITY = "state-or-charity"
    """(ข) to a body of the state, or of public charity (ประมวลรัษฎากร ม.47 (7))"""
    OFFICIALS_DEVICE = "officials-device"
    """(ค) an electronic device, to the official it was issued to"""


class DisposalState(StrEnum):
    """Where a disposal stands."""

    FINDING_FACTS = "finding-facts"
    AWAITING_LIABILITY = "awaiting-liability"
    """รอผลสอบ: somebody may be liable (พ.ร.บ. ความรับผิดทางละเมิดฯ พ.ศ. 2539)"""
    ORDERED = "ordered"
    CARRIED_OUT = "carried-out"
    STRUCK_OFF = "struck-off"
    DROPPED = "dropped"


class MaterialNature(StrEnum):
    """What kind of วัสดุ something is."""

    CONSUMABLE = "consumable"
    DURABLE = "durable"
    """วัสดุคงทน"""
    SPARE_PART = "spare-part"


class StockMove(StrEnum):
    """A movement of a stock card."""

    RECEIVED = "received"
    ISSUED = "issued"
    ADJUSTED = "adjusted"
    """After counting: more or less than the card had."""
    BROUGHT_FORWARD = "brought-forward"
    """ยอดยกมา: what the old card had when the program took over."""
    REVERSED = "reversed"
    """Takes another movement back; nothing is ever deleted."""


class Report(StrEnum):
    """Where an asset is told of in the reports อปท.-สท.1, 2 and 3."""

    VALUED = "valued"
    """อปท.-สท.2, and so in อปท.-สท.1"""
    LISTED = "listed"
    """อปท.-สท.3"""
    MUST_CHECK = "must-check"
    """In neither, until somebody looks: never left out in silence."""


class SortReason(StrEnum):
    """Why an asset stands in one of these reports."""

    COST_MISSING = "cost-missing"
    DATE_MISSING = "date-missing"
    TYPE_MISSING = "type-missing"
    LIFE_MISSING = "life-missing"
    CHEAP_LAND = "cheap-land"
    """Land below the line: the survey does not say where it goes."""
    NOT_DEPRECIATED = "not-depreciated"
    """Land, and any other type without a life."""
    LOW_VALUE = "low-value"
    OLD_EQUIPMENT = "old-equipment"
    """Equipment acquired before the fiscal year of the gate."""
    LIFE_OVER = "life-over"
    IN_USE = "in-use"
    IMPROVEMENT_LIFE_MISSING = "improvement-life-missing"
    """Improved after its life was over, and nobody said how long the improvement lasts."""


STATUS_LABELS: Final = {
    AssetStatus.IN_USE: N_("Usable"),
    AssetStatus.LENT: N_("Lent out"),
    AssetStatus.BROKEN: N_("Broken"),
    AssetStatus.AT_REPAIR: N_("At repair"),
    AssetStatus.WORN: N_("Worn out"),
    AssetStatus.LOST: N_("Lost"),
    AssetStatus.NOT_NEEDED: N_("Not needed"),
    AssetStatus.AWAITING_DISPOSAL: N_("Awaiting disposal"),
    AssetStatus.STRUCK_OFF: N_("Disposed of"),
}

ACQUIRE_MODE_LABELS: Final = {
    AcquireMode.BOUGHT: N_("Bought"),
    AcquireMode.BUILT: N_("Built under contract"),
    AcquireMode.TRANSFERRED: N_("Received by transfer"),
    AcquireMode.DONATED: N_("Donated"),
    AcquireMode.OTHER: N_("Other way of acquisition"),
}

MONEY_KIND_LABELS: Final = {
    MoneyKind.BUDGET: N_("Budget money"),
    MoneyKind.OFF_BUDGET: N_("Money outside the budget"),
    MoneyKind.DONATION: N_("Donation or aid"),
    MoneyKind.OTHER: N_("Other money"),
}

ASSET_EVENT_LABELS: Final = {
    AssetEventKind.REGISTERED: N_("Entered in the register"),
    AssetEventKind.STATUS: N_("State changed"),
    AssetEventKind.MOVED: N_("Handed to another place"),
    AssetEventKind.SENT_TO_REPAIR: N_("Sent to repair"),
    AssetEventKind.REPAIRED: N_("Repaired"),
    AssetEventKind.IMPROVED: N_("Improved"),
    AssetEventKind.LENT: N_("Lent"),
    AssetEventKind.RETURNED: N_("Given back"),
    AssetEventKind.INSPECTED: N_("Inspected"),
    AssetEventKind.DISPOSAL_BEGUN: N_("Disposal begun"),
    AssetEventKind.DISPOSAL_DROPPED: N_("Disposal dropped"),
    AssetEventKind.STRUCK_OFF: N_("Struck off the register"),
    AssetEventKind.LABELLED: N_("Label printed"),
    AssetEventKind.CORRECTED: N_("Card corrected"),
    AssetEventKind.NUMBERED: N_("Number given"),
    AssetEventKind.WITHDRAWN: N_("Card withdrawn"),
    AssetEventKind.NOTE: N_("Noted on the card"),
}

DATE_KIND_LABELS: Final = {
    DateKind.WARRANTY: N_("End of warranty"),
    DateKind.VEHICLE_TAX: N_("Vehicle tax"),
    DateKind.COMPULSORY_INSURANCE: N_("Compulsory vehicle insurance"),
    DateKind.VEHICLE_INSPECTION: N_("Vehicle inspection"),
    DateKind.SERVICE: N_("Service of the machine"),
}

REPAIR_OUTCOME_LABELS: Final = {
    RepairOutcome.USABLE: N_("Works again"),
    RepairOutcome.NOT_WORTH_IT: N_("Not worth repairing"),
}

COMMITTEE_TASK_LABELS: Final = {
    CommitteeTask.INSPECTION: N_("Yearly inspection"),
    CommitteeTask.FACT_FINDING: N_("Fact finding"),
    CommitteeTask.APPRAISAL: N_("Appraisal of the price"),
    CommitteeTask.SALE: N_("Carrying out the sale"),
    CommitteeTask.DESTRUCTION: N_("Carrying out the destruction"),
}

COMMITTEE_ROLE_LABELS: Final = {
    CommitteeRole.CHAIR: N_("Chair"),
    CommitteeRole.MEMBER: N_("Committee member"),
    CommitteeRole.SECRETARY: N_("Member and secretary"),
    CommitteeRole.SOLE: N_("Inspector alone"),
}

ROUND_STATE_LABELS: Final = {
    RoundState.IN_PROGRESS: N_("Inspection in progress"),
    RoundState.SUBMITTED: N_("Inspection report submitted"),
    RoundState.ACKNOWLEDGED: N_("Inspection report acknowledged"),
}

LOAN_STATE_LABELS: Final = {
    LoanState.ASKED: N_("Loan asked for"),
    LoanState.APPROVED: N_("Loan approved"),
    LoanState.REFUSED: N_("Loan refused"),
    LoanState.OUT: N_("With the borrower"),
    LoanState.RETURNED: N_("Wholly returned"),
    LoanState.CANCELLED: N_("Loan cancelled"),
}

RETURN_CONDITION_LABELS: Final = {
    ReturnCondition.USABLE: N_("Came back usable"),
    ReturnCondition.DAMAGED: N_("Came back damaged"),
    ReturnCondition.REPLACED: N_("Replaced with the same kind"),
    ReturnCondition.PAID: N_("Price paid instead"),
}

DISPOSAL_METHOD_LABELS: Final = {
    DisposalMethod.AUCTION: N_("Public auction"),
    DisposalMethod.DIRECT_SALE: N_("Direct sale"),
    DisposalMethod.EXCHANGE: N_("Exchange"),
    DisposalMethod.TRANSFER: N_("Transfer to another body"),
    DisposalMethod.DESTRUCTION: N_("Conversion or destruction"),
    DisposalMethod.WRITE_OFF: N_("Write-off as a loss"),
}

SALE_REASON_LABELS: Final = {
    SaleReason.AUCTION_FIRST: N_("Auction first"),
    SaleReason.SMALL_TOTAL: N_("The total price of acquisition is small"),
    SaleReason.STATE_OR_CHARITY: N_("To a body of the state or of public charity"),
    SaleReason.OFFICIALS_DEVICE: N_("An electronic device, to the official who uses it"),
}

DISPOSAL_STATE_LABELS: Final = {
    DisposalState.FINDING_FACTS: N_("Facts being found"),
    DisposalState.AWAITING_LIABILITY: N_("Awaiting the finding on liability"),
    DisposalState.ORDERED: N_("Disposal ordered"),
    DisposalState.CARRIED_OUT: N_("Disposal carried out"),
    DisposalState.STRUCK_OFF: N_("All struck off"),
    DisposalState.DROPPED: N_("Disposal given up"),
}

DISPOSAL_STEP_LABELS: Final = {
    DisposalStepKey.FACTS: N_("Finding the facts"),
    DisposalStepKey.ORDER: N_("Ordering the disposal"),
    DisposalStepKey.DIRECT_SALE: N_("Direct sale"),
    DisposalStepKey.AUCTION: N_("Public auction"),
    DisposalStepKey.EXCHANGE: N_("Exchange"),
    DisposalStepKey.TRANSFER: N_("Transfer to another body"),
    DisposalStepKey.DESTROY: N_("Conversion or destruction"),
    DisposalStepKey.WRITE_OFF: N_("Write-off as a loss"),
    DisposalStepKey.CLOSE: N_("Striking off the register"),
}

MATERIAL_NATURE_LABELS: Final = {
    MaterialNature.CONSUMABLE: N_("Consumable"),
    MaterialNature.DURABLE: N_("Durable material"),
    MaterialNature.SPARE_PART: N_("Spare part"),
}

REPORT_LABELS: Final = {
    Report.VALUED: N_("Stands in the survey by value"),
    Report.LISTED: N_("Only listed in the survey"),
    Report.MUST_CHECK: N_("Must be checked first"),
}

SORT_REASON_LABELS: Final = {
    SortReason.COST_MISSING: N_("The price is missing."),
    SortReason.DATE_MISSING: N_("The day of acceptance is missing."),
    SortReason.TYPE_MISSING: N_("The type in the table of useful lives is not chosen."),
    SortReason.LIFE_MISSING: N_("The office published no useful life for the type."),
    SortReason.IMPROVEMENT_LIFE_MISSING: N_("It was improved after its life; the improvement has no useful life."),
    SortReason.CHEAP_LAND: N_("Land below the line of the survey; the survey does not say where it stands."),
    SortReason.NOT_DEPRECIATED: N_("Carried at its cost."),
    SortReason.LOW_VALUE: N_("Below the line of the survey."),
    SortReason.OLD_EQUIPMENT: N_("Equipment acquired before the years of the survey."),
    SortReason.LIFE_OVER: N_("Its useful life is over."),
    SortReason.IN_USE: N_("Within its useful life."),
}

STOCK_MOVE_LABELS: Final = {
    StockMove.RECEIVED: N_("Received into stock"),
    StockMove.ISSUED: N_("Issued from stock"),
    StockMove.ADJUSTED: N_("Adjusted after counting"),
    StockMove.BROUGHT_FORWARD: N_("Brought forward"),
    StockMove.REVERSED: N_("Entry reversed"),
}

GROUP_LABELS: Final = {
    AssetGroup.LAND: N_("Land"),
    AssetGroup.BUILDING: N_("Buildings"),
    AssetGroup.STRUCTURE: N_("Structures"),
    AssetGroup.EQUIPMENT: N_("Equipment"),
    AssetGroup.INFRASTRUCTURE: N_("Infrastructure"),
    AssetGroup.INTANGIBLE: N_("Intangible assets"),
    AssetGroup.INVESTMENT_PROPERTY: N_("Investment property"),
    AssetGroup.FINANCE_LEASE: N_("Assets under finance lease"),
}

LOAN_CASE_LABELS: Final = {
    LoanCase.BETWEEN_AGENCIES: N_("Between agencies"),
    LoanCase.INSIDE: N_("A person, used inside the office"),
    LoanCase.OUTSIDE: N_("A person, used outside the office"),
}

LOAN_APPROVER_LABELS: Final = {
    LoanApprover.LENDING_AGENCY_HEAD: N_("Head of the lending agency"),
    LoanApprover.RESPONSIBLE_UNIT_HEAD: N_("Head of the unit in charge of the thing"),
    LoanApprover.AGENCY_HEAD: N_("Chief executive of the office"),
}

THRESHOLD_POLICY_LABELS: Final = {
    ThresholdPolicy.CGD_BY_YEAR: N_("Comptroller General, by year of acquisition"),
    ThresholdPolicy.DLA_FLAT: N_("Local administration survey, one line for all years"),
}

FIRST_MONTH_LABELS: Final = {
    FirstMonth.MID_MONTH: N_("The whole month when acquired in its first half"),
    FirstMonth.NEXT_MONTH: N_("Always from the next month"),
    FirstMonth.DAILY: N_("From the very day"),
}

DISPOSAL_MONTH_LABELS: Final = {
    DisposalMonth.COUNTS: N_("The month of disposal counts"),
    DisposalMonth.LEFT_OUT: N_("The month of disposal does not count"),
    DisposalMonth.BY_DAY: N_("By the day of the month, as at acquisition"),
}
