"""When money must not go out or must come back: urgent stops, overpayments, repayments."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sai_thong.ground.language import N_
from sai_thong.records import Record, field, record_type
from sai_thong.registers.allowances.rules.facts import EndReason, Scheme
from sai_thong.thai.calendar import Month


@record_type("allowances", schema=1, label=N_("Urgent stop"), table="urgent_stops")
class UrgentStop(Record):
    """แจ้งระงับด่วน: somebody died or moved between sending and paying; whom we told, when and how."""

    line_id: str = field(N_("Payment line"), required=True, indexed=True)
    person_id: str = field(N_("Person"), required=True, personal=True)
    month: Month = field(N_("Month"), required=True)
    reason: str = field(N_("Reason"))
    told_whom: str = field(N_("Told whom"))
    told_at: datetime | None = field(N_("Told at"))
    told_how: str = field(N_("Told how"))
    settled: bool = field(N_("Settled"))
    stopped: bool | None = field(N_("Payment was stopped"))
    """None while it is not known, and where the stop was withdrawn."""


class OverpaymentState(StrEnum):
    """Where an overpayment stands: first the facts and the right to explain, then a decision, then the demand."""

    OPEN = "open"
    EXPLANATION_ASKED = "explanation-asked"
    DECIDED = "decided"
    DEMANDED = "demanded"
    CLOSED = "closed"


class OverpaymentOutcome(StrEnum):
    """How an overpayment ended (domain notes 1.5)."""

    REPAID = "repaid"
    INSTALMENTS = "instalments"
    GOOD_FAITH = "good-faith"
    """รับโดยสุจริตและใช้หมดแล้ว, ไม่เรียกคืน; needs an order (ป.พ.พ. มาตรา 412)."""
    LAWSUIT = "lawsuit"
    WRITTEN_OFF = "written-off"
    WITHDRAWN = "withdrawn"
    """The case was opened by mistake, or the money never left."""


@record_type("allowances", schema=1, label=N_("Overpayment"), table="overpayments")
class Overpayment(Record):
    """Money paid without right, by the lines it was paid with."""

    person_id: str = field(N_("Person"), required=True, personal=True, indexed=True)
    claim_id: str = field(N_("Claim"), required=True, indexed=True)
    scheme: Scheme = field(N_("Scheme"), required=True)
    cause: EndReason = field(N_("Cause"), required=True)
    line_ids: tuple[str, ...] = field(N_("Payment lines"))
    amount_satang: int = field(N_("Amount"), required=True)
    discovered_on: date = field(N_("Discovered on"), required=True)
    state: OverpaymentState = field(N_("State"), default=OverpaymentState.OPEN)
    addressee: str = field(N_("Addressee"), personal=True)
    addressee_address: str = field(N_("Addressee's address"), personal=True)
    facts_letter_no: str = field(N_("Number of the letter with the facts"))
    """Without the office's code; the paper prints ร่าง until there is one."""
    explanation_asked_on: date | None = field(N_("Explanation asked on"))
    explanation: str = field(N_("Explanation"), personal=True)
    explained_on: date | None = field(N_("Explained on"))
    decision: str = field(N_("Decision"))
    decision_no: str = field(N_("Decision number"))
    decided_on: date | None = field(N_("Decided on"))
    demand_letter_no: str = field(N_("Number of the demand"))
    demanded_on: date | None = field(N_("Demanded on"))
    instalment_satang: int | None = field(N_("Instalment a month"))
    instalments_from: Month | None = field(N_("First instalment"))
    outcome: OverpaymentOutcome | None = field(N_("Outcome"))
    closed_on: date | None = field(N_("Closed on"))


@record_type("allowances", schema=1, label=N_("Repayment"), table="repayments")
class Repayment(Record):
    """Money returned on an overpayment. Append-only."""

    overpayment_id: str = field(N_("Overpayment"), required=True, indexed=True)
    on_day: date = field(N_("Date"), required=True)
    amount_satang: int = field(N_("Amount"), required=True)
    receipt_no: str = field(N_("Receipt number"))
