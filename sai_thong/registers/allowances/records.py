"""What the office keeps of allowances (เบี้ยยังชีพ): claims, dated facts, months, payment lines and what followed.

The same record types serve the ordinary schemes and the sensitive one; where they are kept differs (see `schemes`).
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sai_thong.ground.language import N_
from sai_thong.records import Merge, Record, field, record_type
from sai_thong.registers.allowances.rules.facts import Channel, EndReason, IncomeKind, PaySource, Scheme
from sai_thong.thai.birth import PartialDate
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


class MonthState(StrEnum):
    """Where a month stands, by scheme set and pay source."""

    PREPARING = "preparing"
    """เตรียม"""
    SENT = "sent"
    """ส่งยอด: frozen at the cut-off of the central system."""
    PAID = "paid"
    """จ่ายแล้ว"""
    RESULTS = "results"
    """บันทึกผล"""
    CLOSED = "closed"
    """ปิดเดือน"""


@record_type("allowances", schema=1, label=N_("Payment month"), table="payment_months")
class PaymentMonth(Record):
    """One month of one scheme set from one pay source. Only its holder station runs and closes it.

    A closed month names the count, total and digest of its ordered lines, and the journal head printed on the memo.
    """

    month: Month = field(N_("Month"), required=True, indexed=True)
    source: PaySource = field(N_("Pay source"), required=True)
    state: MonthState = field(N_("State"), default=MonthState.PREPARING)
    holder: str = field(N_("Holder station"), required=True)
    pay_on: date | None = field(N_("Pay date"))
    cut_off_on: date | None = field(N_("Cut-off of the central system"))
    sent_on: date | None = field(N_("Sent on"))
    paid_on: date | None = field(N_("Paid on"))
    results_on: date | None = field(N_("Results recorded on"))
    closed_at: datetime | None = field(N_("Closed at"))
    closed_by: str = field(N_("Closed by"))
    line_count: int = field(N_("Lines"), default=0)
    total_satang: int = field(N_("Total"), default=0)
    lines_digest: str = field(N_("Digest of the lines"))
    anchor: str = field(N_("Journal head"))
    memo_no: str = field(N_("Memo number"))
    memo_on: date | None = field(N_("Memo date"))
    approved_by: str = field(N_("Approved by"))
    dika_no: str = field(N_("Disbursement number"))
    """เลขที่ฎีกา or สัญญายืม, kept where the office pays itself."""
    central_count: int | None = field(N_("Count in the central system"))
    central_total_satang: int | None = field(N_("Total in the central system"))


class LineKind(StrEnum):
    """What a payment line pays."""

    REGULAR = "regular"
    RETRO = "retro"
    """ตกเบิก: a month that was missed, paid in a later one."""
    CORRECTION = "correction"


@record_type("allowances", schema=1, label=N_("Payment line"), table="payment_lines")
class PaymentLine(Record):
    """One amount to one person for one month, frozen with everything the papers need. Append-only.

    The id of a regular line is derived from citizen id, scheme and month paid for, so that no one is paid twice.
    """

    payment_month_id: str = field(N_("Payment month"), required=True, indexed=True)
    paid_in: Month = field(N_("Paid in"), required=True, indexed=True)
    paid_for: Month = field(N_("Paid for"), required=True, indexed=True)
    kind: LineKind = field(N_("Kind of line"), default=LineKind.REGULAR)
    scheme: Scheme = field(N_("Scheme"), required=True)
    claim_id: str = field(N_("Claim"), required=True, indexed=True)
    person_id: str = field(N_("Person"), required=True, personal=True, indexed=True)
    citizen_id: str = field(N_("Citizen ID"), personal=True)
    prefix: str = field(N_("Prefix"), personal=True)
    first_name: str = field(N_("First name"), personal=True)
    last_name: str = field(N_("Last name"), personal=True)
    birth: PartialDate | None = field(N_("Birth date"), personal=True)
    house_no: str = field(N_("House number"), personal=True)
    moo: int | None = field(N_("Village number"), personal=True)
    amount_satang: int = field(N_("Amount"), required=True)
    step: str = field(N_("Step"))
    step_reason: str = field(N_("Why this amount"))
    rule_version: str = field(N_("Rule version"))
    source: PaySource = field(N_("Pay source"), required=True)
    channel: Channel = field(N_("Channel"), required=True)
    bank_code: str = field(N_("Bank"), personal=True)
    account_no: str = field(N_("Account number"), personal=True)
    account_name: str = field(N_("Account name"), personal=True)
    payee_name: str = field(N_("Paid to"), personal=True)
    pay_point: str = field(N_("Pay point"))


@record_type("allowances", schema=1, label=N_("Retro pay"), table="retro_orders")
class RetroOrder(Record):
    """A month that was missed or returned, ordered to be paid in a later one (ตกเบิก)."""

    claim_id: str = field(N_("Claim"), required=True, indexed=True)
    paid_for: Month = field(N_("Paid for"), required=True)
    pay_in: Month = field(N_("To be paid in"), required=True, indexed=True)
    failed_line_id: str = field(N_("Line that was not paid"))
    reason: str = field(N_("Reason"), required=True)
    line_id: str = field(N_("Payment line"))
    """The line that paid it, once it was sent."""
    cancelled_on: date | None = field(N_("Cancelled on"))


class Outcome(StrEnum):
    """What became of a payment line."""

    TRANSFERRED = "transferred"
    TRANSFER_FAILED = "transfer-failed"
    """โอนไม่ผ่าน"""
    PAID_SELF = "paid-self"
    """รับเอง"""
    PAID_PROXY = "paid-proxy"
    """รับแทน"""
    PAID_THUMB = "paid-thumb"
    """พิมพ์ลายนิ้วมือ, with two witnesses."""
    PAID_HOME = "paid-home"
    """จ่ายที่บ้าน"""
    NOT_CLAIMED = "not-claimed"
    """ไม่มารับ: the money goes back to the treasury."""
    STOPPED = "stopped"
    """ระงับทัน: stopped between sending and paying."""


@record_type("allowances", schema=1, label=N_("Payment result"), table="payment_results")
class PaymentResult(Record):
    """What became of one line. Append-only: the latest one counts."""

    line_id: str = field(N_("Payment line"), required=True, indexed=True)
    payment_month_id: str = field(N_("Payment month"), required=True, indexed=True)
    outcome: Outcome = field(N_("Result"), required=True)
    on_day: date | None = field(N_("Date"))
    received_by: str = field(N_("Received by"), personal=True)
    received_card: str = field(N_("Receiver's card"), personal=True)
    authority: str = field(N_("Letter of authority"))
    witnesses: tuple[str, ...] = field(N_("Witnesses"), personal=True)
    reason: str = field(N_("Reason"))
    after_closing: bool = field(N_("Known after closing"))
    """The bank returned it after the month was closed: the month's own papers do not count it."""


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
    explanation_asked_on: date | None = field(N_("Explanation asked on"))
    explanation: str = field(N_("Explanation"), personal=True)
    explained_on: date | None = field(N_("Explained on"))
    decision: str = field(N_("Decision"))
    decision_no: str = field(N_("Decision number"))
    decided_on: date | None = field(N_("Decided on"))
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


class CentralChange(StrEnum):
    """What must be keyed into the central system (ระบบสารสนเทศ สถ.)."""

    NEW = "new"
    DIED = "died"
    MOVED_OUT = "moved-out"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    ACCOUNT = "account"
    AMOUNT = "amount"
    CARD = "card"


@record_type("allowances", schema=1, label=N_("To key into the central system"), table="central_tasks")
class CentralTask(Record):
    """One change to key into the central system, with its tick."""

    person_id: str = field(N_("Person"), required=True, personal=True, indexed=True)
    claim_id: str = field(N_("Claim"), required=True)
    scheme: Scheme = field(N_("Scheme"), required=True)
    change: CentralChange = field(N_("Change"), required=True)
    for_month: Month = field(N_("For month"), required=True, indexed=True)
    detail: str = field(N_("Detail"), personal=True)
    made_on: date = field(N_("Noted on"), required=True)
    keyed_on: date | None = field(N_("Keyed on"))
    keyed_by: str = field(N_("Keyed by"))
    withdrawn_on: date | None = field(N_("Withdrawn on"))
    """What it was for did not come about; nothing is left to key."""


@record_type("allowances", schema=1, label=N_("Cash day"), table="cash_days")
class CashDay(Record):
    """One payment of cash at one pay point: the order, the money drawn and what came back. Drawn = paid + returned."""

    payment_month_id: str = field(N_("Payment month"), required=True, indexed=True)
    pay_point: str = field(N_("Pay point"))
    on_day: date = field(N_("Date"), required=True)
    order_no: str = field(N_("Order number"))
    ordered_on: date | None = field(N_("Ordered on"))
    committee: tuple[str, ...] = field(N_("Paying committee"))
    drawn_satang: int = field(N_("Money drawn"), default=0)
    drawn_by: str = field(N_("Drawn by"))
    """เลขที่ฎีกา or สัญญายืม."""
    paid_satang: int = field(N_("Money paid"), default=0)
    returned_satang: int = field(N_("Money returned"), default=0)
    returned_on: date | None = field(N_("Returned on"))
    return_receipt: str = field(N_("Receipt of the return"))
    settled: bool = field(N_("Settled"))


class VillageAnswer(StrEnum):
    """What a village head says of a person."""

    ALIVE = "alive"
    DIED = "died"
    MOVED = "moved"
    AWAY = "away"
    """ไม่อยู่ในพื้นที่"""


@record_type("allowances", schema=1, label=N_("Village check"), table="village_checks")
class VillageCheck(Record):
    """A monthly list sent to a village head (แบบตรวจสอบรายชื่อผู้มีสิทธิ). Never for the sensitive set."""

    month: Month = field(N_("Month"), required=True, indexed=True)
    moo: int = field(N_("Village number"), required=True)
    headman: str = field(N_("Village head"))
    person_ids: tuple[str, ...] = field(N_("People on the list"), personal=True)
    printed_on: date | None = field(N_("Printed on"))
    returned_on: date | None = field(N_("Returned on"))


@record_type("allowances", schema=1, label=N_("Village answer"), table="village_answers")
class VillageReply(Record):
    """What a village head said of one person: evidence, with its source and date. Append-only."""

    village_check_id: str = field(N_("Village check"), required=True, indexed=True)
    person_id: str = field(N_("Person"), required=True, personal=True, indexed=True)
    answer: VillageAnswer = field(N_("Answer"), required=True)
    event_on: PartialDate | None = field(N_("Date of the event"), personal=True)
    note: str = field(N_("Note"), personal=True)


@record_type("allowances", schema=1, label=N_("Duplicate found elsewhere"), table="duplicates_elsewhere")
class DuplicateElsewhere(Record):
    """A person found on another list of state welfare: a case to look into."""

    person_id: str = field(N_("Person"), required=True, personal=True, indexed=True)
    list_name: str = field(N_("List"))
    listed_on: date | None = field(N_("Date of the list"))
    detail: str = field(N_("Detail"), personal=True)
    opened_on: date = field(N_("Opened on"), required=True)
    settled_on: date | None = field(N_("Settled on"))
    conclusion: str = field(N_("Conclusion"), personal=True)


@record_type("allowances", schema=1, label=N_("Proof of life"), table="proofs_of_life")
class ProofOfLife(Record):
    """Somebody saw the person alive (แบบยืนยันการมีชีวิตอยู่), asked for after two months of unclaimed cash."""

    person_id: str = field(N_("Person"), required=True, personal=True, indexed=True)
    asked_on: date = field(N_("Asked on"), required=True)
    seen_on: date | None = field(N_("Seen alive on"))
    certified_by: str = field(N_("Certified by"), personal=True)
    note: str = field(N_("Note"), personal=True)


@record_type("allowances", schema=1, label=N_("Fiscal year close"), table="allowance_years")
class AllowanceYear(Record):
    """The close of a fiscal year: what stood open then."""

    fiscal_year_be: int = field(N_("Fiscal year"), required=True, indexed=True)
    closed_on: date | None = field(N_("Closed on"))
    closed_by: str = field(N_("Closed by"))
    retro_count: int = field(N_("Retro lines"), default=0)
    returned_count: int = field(N_("Returned payments"), default=0)
    open_debt_satang: int = field(N_("Open overpayments"), default=0)
    unconfirmed_movers: int = field(N_("Unconfirmed movers"), default=0)


RECORD_TYPES: tuple[type[Record], ...] = (
    Claim,
    DisabilityCard,
    PaymentChannel,
    SchemePaySource,
    IncomeFact,
    Suspension,
    PaymentMonth,
    PaymentLine,
    RetroOrder,
    PaymentResult,
    UrgentStop,
    Overpayment,
    Repayment,
    CentralTask,
    CashDay,
    VillageCheck,
    VillageReply,
    DuplicateElsewhere,
    ProofOfLife,
    AllowanceYear,
)
