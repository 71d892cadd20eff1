"""Loans of assets and of pooled things: tents, tables and chairs that are lent by the count."""

from __future__ import annotations

from datetime import date

from sai_thong.ground.language import N_
from sai_thong.records import Merge, Record, field, record_type
from sai_thong.registers.assets.terms import LoanState, ReturnCondition
from sai_thong.registers.law.asset_terms import LoanApprover, LoanCase


@record_type("assets", schema=1, label=N_("Pool of things"), table="asset_pools")
class Pool(Record):
    """Things of one kind that are lent by the count, whatever card each has."""

    name: str = field(N_("Name of the pool"), required=True, searchable=True, sort_key=True)
    unit: str = field(N_("Unit of count"))
    owned: int = field(N_("How many there are"), required=True)
    """Usable ones; a change is journaled with its reason."""
    asset_ids: tuple[str, ...] = field(N_("Cards of the pool"))
    room_id: str = field(N_("Room"))
    ended_on: date | None = field(N_("No longer lent from"))


@record_type("assets", schema=1, label=N_("Loan"), table="asset_loans")
class Loan(Record):
    """ใบยืมพัสดุ: who borrows what for, until when, who allowed it, and both signatures at both ends."""

    number: str = field(N_("Loan number"), searchable=True, indexed=True)
    asked_on: date = field(N_("Date"), required=True)
    loan_case: LoanCase = field(N_("Kind of loan"), required=True)
    borrower: str = field(N_("Borrower"), required=True, personal=True, searchable=True)
    borrower_position: str = field(N_("Borrower's position"))
    borrower_address: str = field(N_("Borrower's address"), personal=True, merge=Merge.LATEST)
    borrower_phone: str = field(N_("Borrower's telephone"), personal=True, merge=Merge.LATEST)
    person_id: str | None = field(N_("Citizen of the register"), personal=True, indexed=True)
    agency: str = field(N_("Borrowing agency"))
    purpose: str = field(N_("Used for"), required=True, personal=True)
    """เพื่อใช้ในงาน: the event and its reason (ข้อ 208)."""
    place: str = field(N_("Used at"), personal=True)
    begins_on: date = field(N_("To be fetched on"), required=True, indexed=True)
    due_on: date = field(N_("Due back on"), required=True, indexed=True)
    state: LoanState = field(N_("State of the loan"), default=LoanState.ASKED, indexed=True)
    officer_opinion: str = field(N_("Opinion of the supply officer"))
    approver: LoanApprover = field(N_("Who allows it"), required=True)
    approved_by: str = field(N_("Allowed by"))
    approved_on: date | None = field(N_("Allowed on"))
    refused_why: str = field(N_("Refused because"))
    handed_over_on: date | None = field(N_("Fetched on"))
    handed_over_by: str = field(N_("Handed over by"))
    received_by: str = field(N_("Fetched by"), personal=True)
    demanded_on: date | None = field(N_("Demanded back on"))
    demand_letter_no: str = field(N_("Letter that demands it back"))
    ended_on: date | None = field(N_("Loan ended on"))


@record_type("assets", schema=1, label=N_("Line of the loan"), table="asset_loan_lines")
class LoanLine(Record):
    """An asset, a number of things of a pool, or, between agencies, consumables of a stock card (ข้อ 210)."""

    loan_id: str = field(N_("Loan"), required=True, indexed=True)
    asset_id: str = field(N_("Asset"), indexed=True)
    """One of the three ids is filled."""
    pool_id: str = field(N_("Pool of things"), indexed=True)
    material_id: str = field(N_("Stock card"), indexed=True)
    quantity: int = field(N_("Quantity"), required=True)
    """Of a stock card, thousandths of its unit."""
    price_satang: int | None = field(N_("Price at the time of borrowing"))
    """What is paid for one that does not come back (ข้อ 209)."""
    note: str = field(N_("Remark of the line"))


@record_type("assets", schema=1, label=N_("Return of things lent"), table="asset_loan_returns")
class LoanReturn(Record):
    """Some of a line came back. A wrong one is withdrawn with a reason."""

    line_id: str = field(N_("Line of the loan"), required=True, indexed=True)
    loan_id: str = field(N_("Loan"), required=True, indexed=True)
    returned_on: date = field(N_("Returned on"), required=True)
    quantity: int = field(N_("Quantity"), required=True)
    condition: ReturnCondition = field(N_("How it came back"), default=ReturnCondition.USABLE)
    returned_by: str = field(N_("Returned by"), personal=True)
    received_by: str = field(N_("Taken back by"))
    paid_satang: int = field(N_("Paid for it"), default=0)
    note: str = field(N_("Remark of the line"))
    withdrawn_why: str = field(N_("Withdrawn because"))
