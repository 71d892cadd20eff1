"""Who has a right to an allowance: claims, and the dated facts that decide what is due and how it is paid."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sai_thong.ground.language import N_
from sai_thong.records import Merge, Record, field, record_type
from sai_thong.registers.allowances.rules.facts import Channel, EndReason, IncomeKind, PaySource, Scheme
from sai_thong.thai.calendar import Month


class Origin(StrEnum):
    """How a claim came into the register."""

    CONFIRMED = "confirmed"
    """ยืนยันสิทธิ here."""
    BROUGHT_OVER = "brought-over"
    """ยอดยกมา: from the list kept before the program; counts as confirmed and approved in time, to be reviewed."""
    MOVED_IN = "moved-in"
    """Confirmed here after a move from another office."""


class ClaimState(StrEnum):
    """Where a claim stands (domain notes 1.3)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHECKING = "checking"
    COMMITTEE_APPROVES = "committee-approves"
    COMMITTEE_REJECTS = "committee-rejects"
    ACCEPTED = "accepted"
    """The executive ordered รับลงทะเบียน; paid from the first month the rules give."""
    REFUSED = "refused"
    ENDED = "ended"


class OfficerOpinion(StrEnum):
    """What the officer who took the claim says of it (p. 2 of the forms)."""

    QUALIFIED = "qualified"
    """เป็นผู้มีคุณสมบัติครบถ้วน"""
    TO_CHECK = "to-check"
    """เป็นผู้ที่รอตรวจสอบคุณสมบัติ ณ วันที่มีสิทธิได้รับเงิน"""
    UNQUALIFIED = "unqualified"
    """เป็นผู้ที่ขาดคุณสมบัติ"""


@record_type("allowances", schema=1, label=N_("Claim"), table="allowance_claims")
class Claim(Record):
    """One person's right to one scheme (แบบคำขอยืนยันสิทธิ). `confirmed_on` None means ไม่ปรากฏ."""

    person_id: str = field(N_("Person"), required=True, personal=True, indexed=True)
    scheme: Scheme = field(N_("Scheme"), required=True, indexed=True)
    origin: Origin = field(N_("Origin"), required=True)
    state: ClaimState = field(N_("State"), default=ClaimState.DRAFT, indexed=True)
    register_no: int | None = field(N_("Register number"))
    register_year_be: int | None = field(N_("Register year"))
    applied_on: date | None = field(N_("Applied on"))
    confirmed_on: date | None = field(N_("Confirmed on"))
    serves_fiscal_year_be: int | None = field(N_("Fiscal year served"))
    needs_review: bool = field(N_("To be reviewed"))

    documents: tuple[str, ...] = field(N_("Papers handed in"))
    marital_status: str = field(N_("Marital status"), personal=True)
    occupation: str = field(N_("Occupation"), personal=True)
    monthly_income_satang: int | None = field(N_("Monthly income"), personal=True)
    answers: dict[str, str] | None = field(N_("Answers on the form"), personal=True)
    """Answers that only this scheme's form asks, by the form's own keys."""

    proxy_name: str = field(N_("Proxy"), personal=True, indexed=True)
    proxy_citizen_id: str = field(N_("Proxy's citizen ID"), personal=True)
    proxy_relation: str = field(N_("Proxy's relation"), personal=True)
    proxy_address: str = field(N_("Proxy's address"), personal=True)
    proxy_phone: str = field(N_("Proxy's telephone"), personal=True)
    proxy_authority_until: date | None = field(N_("Authority ends on"))
    proxy_is_staff: bool = field(N_("Proxy works for the office"))
    proxy_died_on: date | None = field(N_("Proxy died on"), personal=True)

    previous_office: str = field(N_("Previous office"))
    last_month_paid_there: Month | None = field(N_("Last month paid there"))

    officer_opinion: OfficerOpinion | None = field(N_("Officer's opinion"))
    officer_reason: str = field(N_("Officer's reason"), personal=True)
    officer_on: date | None = field(N_("Officer's opinion on"))
    committee_on: date | None = field(N_("Committee met on"))
    committee_report: str = field(N_("Committee report"))
    committee_reason: str = field(N_("Committee's reason"), personal=True)
    order_no: str = field(N_("Order number"))
    ordered_on: date | None = field(N_("Ordered on"))
    ordered_by: str = field(N_("Ordered by"))
    refusal_reason: str = field(N_("Reason of refusal"), personal=True)

    move_letter_no: str = field(N_("Number of the letter to the mover"))
    move_letter_on: date | None = field(N_("Date of the letter to the mover"))
    move_office_letter_no: str = field(N_("Number of the letter to the new office"))
    move_office_letter_on: date | None = field(N_("Date of the letter to the new office"))
    confirmed_elsewhere_on: date | None = field(N_("Confirmed at the new office on"))
    """Known of who moved away: without it the person may get nothing from October on."""

    ended_on: date | None = field(N_("Ended on"))
    end_reason: EndReason | None = field(N_("Reason it ended"))
    note: str = field(N_("Note"), personal=True, merge=Merge.BOTH)


class CardExpiry(StrEnum):
    """What is known of a disability card's end: a date, none ever (ตลอดชีพ), or nothing."""

    DATE = "date"
    LIFELONG = "lifelong"
    UNKNOWN = "unknown"


@record_type("allowances", schema=1, label=N_("Disability card"), table="disability_cards")
class DisabilityCard(Record):
    """A person's disability card (บัตรประจำตัวคนพิการ); the newest one counts."""

    person_id: str = field(N_("Person"), required=True, personal=True, indexed=True)
    card_no: str = field(N_("Card number"), sensitive=True)
    kinds: tuple[str, ...] = field(N_("Kinds of disability"), sensitive=True)
    """Of the seven kinds of the form, in its wording."""
    written_kind: str = field(N_("Kind as written"), sensitive=True)
    issued_on: date | None = field(N_("Issued on"))
    expiry: CardExpiry = field(N_("Expiry"), default=CardExpiry.UNKNOWN)
    expires_on: date | None = field(N_("Expires on"))
    pay_despite_until: Month | None = field(N_("Paid in spite of expiry until"))
    pay_despite_reason: str = field(N_("Reason for paying in spite of expiry"))


@record_type("allowances", schema=1, label=N_("Payment channel"), table="payment_channels")
class PaymentChannel(Record):
    """How a claim is paid from a month on; the latest one that has begun counts."""

    claim_id: str = field(N_("Claim"), required=True, indexed=True)
    from_month: Month = field(N_("From month"), required=True)
    channel: Channel = field(N_("Channel"), required=True)
    bank_code: str = field(N_("Bank"), personal=True)
    account_no: str = field(N_("Account number"), personal=True, indexed=True)
    account_name: str = field(N_("Account name"), personal=True)
    payee_name: str = field(N_("Paid to"), personal=True)
    payee_citizen_id: str = field(N_("Payee's citizen ID"), personal=True)
    pay_point: str = field(N_("Pay point"))


@record_type("allowances", schema=1, label=N_("Pay source"), table="scheme_pay_sources")
class SchemePaySource(Record):
    """Who pays a scheme from a month on: กรมบัญชีกลาง or the office itself."""

    scheme: Scheme = field(N_("Scheme"), required=True, indexed=True)
    from_month: Month = field(N_("From month"), required=True)
    source: PaySource = field(N_("Pay source"), required=True)


@record_type("allowances", schema=1, label=N_("Disqualifying income"), table="income_facts")
class IncomeFact(Record):
    """An income of a person, from one day to another; it suspends the old-age allowance, and its end is reviewed."""

    person_id: str = field(N_("Person"), required=True, personal=True, indexed=True)
    kind: IncomeKind = field(N_("Kind of income"), required=True, personal=True)
    from_day: date = field(N_("From"), required=True)
    to_day: date | None = field(N_("To"))
    source: str = field(N_("How it became known"))
    reviewed_on: date | None = field(N_("Reviewed on"))


@record_type("allowances", schema=1, label=N_("Suspension"), table="suspensions")
class Suspension(Record):
    """A suspension of payment (คำสั่งระงับการจ่าย): ordered only after the facts were checked (ข้อ 14)."""

    claim_id: str = field(N_("Claim"), required=True, indexed=True)
    from_month: Month = field(N_("From month"), required=True)
    to_month: Month | None = field(N_("Until month"))
    reason: str = field(N_("Reason"), required=True, personal=True)
    facts_checked_on: date | None = field(N_("Facts checked on"))
    facts: str = field(N_("Facts found"), personal=True)
    order_no: str = field(N_("Order number"))
    ordered_on: date | None = field(N_("Ordered on"))
    resumed_on: date | None = field(N_("Resumed on"))
    resume_reason: str = field(N_("Reason for resuming"), personal=True)
