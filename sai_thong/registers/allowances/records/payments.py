"""What is paid: months, their frozen lines, retro pay, the results, and the days on which cash is handed over."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sai_thong.ground.language import N_
from sai_thong.records import Record, field, record_type
from sai_thong.registers.allowances.rules.facts import Channel, PaySource, Scheme
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month


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
