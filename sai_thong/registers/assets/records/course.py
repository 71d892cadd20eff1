"""What happens to an asset: events, improvements, repairs, days that are due, and its value year by year."""

from __future__ import annotations

from datetime import date, datetime

from sai_thong.ground.language import N_
from sai_thong.records import Merge, Record, field, record_type
from sai_thong.registers.assets.terms import (
    AssetEventKind,
    AssetStatus,
    DateKind,
    RepairOutcome,
    Report,
    SortReason,
)
from sai_thong.registers.law.asset_terms import AssetGroup


@record_type("assets", schema=1, label=N_("Event of the asset"), table="asset_events")
class AssetEvent(Record):
    """One line of the timeline; never changed afterwards. What it leaves alone is empty."""

    asset_id: str = field(N_("Asset"), required=True, indexed=True)
    kind: AssetEventKind = field(N_("Kind"), required=True)
    happened_on: date = field(N_("Date"), required=True)
    """As its paper has it."""
    entered_at: datetime = field(N_("Entered at"), required=True)
    """Settles events of one day."""
    status: AssetStatus | None = field(N_("State from then on"))
    room_id: str | None = field(N_("Room from then on"))
    division: str | None = field(N_("Division from then on"))
    custodian: str | None = field(N_("Custodian from then on"), personal=True)
    document_no: str = field(N_("Paper"))
    """Such as the number of the memo that moves it (ใบโอนย้าย)."""
    by_name: str = field(N_("By whom"))
    detail: str = field(N_("Details"), merge=Merge.BOTH)
    refers_to: str = field(N_("Refers to"))
    """Id of the loan, repair, improvement, inspection line or disposal line it tells of."""


@record_type("assets", schema=1, label=N_("Improvement"), table="asset_improvements")
class Improvement(Record):
    """ปรับปรุง ต่อเติม: raises the cost. A wrong one is withdrawn with a reason."""

    asset_id: str = field(N_("Asset"), required=True, indexed=True)
    accepted_on: date = field(N_("Accepted on"), required=True)
    cost_satang: int = field(N_("Cost of the improvement"), required=True)
    what: str = field(N_("What was done"), required=True)
    document_no: str = field(N_("Paper"))
    life_years: int | None = field(N_("Useful life from then on"))
    """None: what is left of the life the asset has."""
    life_why: str = field(N_("Why this useful life"))
    withdrawn_why: str = field(N_("Withdrawn because"))


@record_type("assets", schema=1, label=N_("Repair"), table="asset_repairs")
class Repair(Record):
    """A line of the history of repairs (แบบ พ.ด.2 page 2, ข้อ 212)."""

    asset_id: str = field(N_("Asset"), required=True, indexed=True)
    ordinal: int = field(N_("Repair number"), required=True)
    """ครั้งที่"""
    reported_on: date | None = field(N_("Fault reported on"))
    symptom: str = field(N_("Fault"), merge=Merge.BOTH)
    reported_by: str = field(N_("Fault reported by"), personal=True)
    approval_no: str = field(N_("Approval number"))
    approved_on: date | None = field(N_("Approval date"))
    work: str = field(N_("Work and spare parts"), merge=Merge.BOTH)
    repairer: str = field(N_("Repaired by"), personal=True, searchable=True)
    cost_satang: int = field(N_("Cost of the repair"), default=0)
    receipt_no: str = field(N_("Receipt of the repair"))
    finished_on: date | None = field(N_("Repair finished on"))
    outcome: RepairOutcome | None = field(N_("Outcome of the repair"))
    warranty_until: date | None = field(N_("Repair under warranty until"))


@record_type("assets", schema=1, label=N_("Day to remember"), table="asset_dates")
class AssetDate(Record):
    """A day on which something ends or is due; the next one is another record."""

    asset_id: str = field(N_("Asset"), required=True, indexed=True)
    kind: DateKind = field(N_("Kind"), required=True)
    due_on: date = field(N_("Due on"), required=True, indexed=True)
    odometer_km: int | None = field(N_("At kilometre"))
    done_on: date | None = field(N_("Done on"))
    note: str = field(N_("Note of the day"), merge=Merge.BOTH)


@record_type("assets", schema=1, label=N_("Closed fiscal year"), table="asset_closings")
class FiscalYearClosing(Record):
    """The register of a fiscal year was closed and printed: its rows stand from then on."""

    fiscal_year_be: int = field(N_("Fiscal year"), required=True, unique=True)
    closed_on: date = field(N_("Year closed on"), required=True)
    closed_by: str = field(N_("Year closed by"))
    assets: int = field(N_("Assets counted"), required=True)
    cost_satang: int = field(N_("Total cost"), required=True)
    accumulated_satang: int = field(N_("Total written off"), required=True)
    digest: str = field(N_("Digest of the rows"), required=True)


@record_type("assets", schema=1, label=N_("Depreciation of a closed year"), table="asset_depreciation")
class FrozenDepreciation(Record):
    """What an asset wrote off in a closed year. Append-only: a mistake is corrected in the open year."""

    closing_id: str = field(N_("Closed fiscal year"), required=True, indexed=True)
    asset_id: str = field(N_("Asset"), required=True, indexed=True)
    fiscal_year_be: int = field(N_("Fiscal year"), required=True, indexed=True)
    parts: int = field(N_("Months that count"), required=True)
    """Days, where the office counts days."""
    amount_satang: int = field(N_("Written off in the year"), required=True)
    correction_satang: int = field(N_("Of which corrections"), default=0)
    accumulated_satang: int = field(N_("Written off until then"), required=True)
    cost_satang: int = field(N_("Cost at the end of the year"), required=True)
    capitalised: bool = field(N_("Carried in the accounts"), default=True)
    left: bool = field(N_("Left the register in the year"))


@record_type("assets", schema=1, label=N_("Place in the survey of a closed year"), table="asset_survey_lines")
class SurveyLine(Record):
    """Where an asset stood in อปท.-สท.1, 2 and 3 of a closed year. Append-only, as printed."""

    closing_id: str = field(N_("Closed fiscal year"), required=True, indexed=True)
    asset_id: str = field(N_("Asset"), required=True, indexed=True)
    report: Report = field(N_("Survey report"), required=True)
    reason: SortReason = field(N_("Why in this report"), required=True)
    accounting_group: AssetGroup | None = field(N_("Kind of asset"))
    cost_satang: int = field(N_("Cost at the end of the year"), required=True)
    accumulated_satang: int = field(N_("Written off until then"), required=True)
    acquired_on: date | None = field(N_("Accepted on"))
    life_years: int | None = field(N_("Useful life in years"))


@record_type("assets", schema=1, label=N_("Figure of the accounts"), table="asset_account_figures")
class AccountFigure(Record):
    """What e-LAAS or the trial balance has for a class at the end of a year, as somebody typed it."""

    fiscal_year_be: int = field(N_("Fiscal year"), required=True, indexed=True)
    class_key: str = field(N_("Class of the accounts"), required=True)
    cost_satang: int | None = field(N_("Cost in the accounts"))
    accumulated_satang: int | None = field(N_("Written off in the accounts"))
    source: str = field(N_("Read from"))
    note: str = field(N_("Explanation of the difference"), merge=Merge.BOTH)
