"""Loans (ข้อ 207–211): asked for, approved or refused, fetched, brought back in parts, demanded back.

Who allows a loan follows from its case and the day it is asked for. Nothing is promised twice on a day; a thing with a
card of its own has every step on its timeline. Each step is one transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.days import check_day
from sai_thong.registers.assets.events import record_event
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.lending_calendar import refuse_double_booking, still_held
from sai_thong.registers.assets.pools import pool_of
from sai_thong.registers.assets.records import Asset, Loan, LoanLine, Material, Pool
from sai_thong.registers.assets.refusals import AssetFactWrong, NotLendable, StepNotDue
from sai_thong.registers.assets.rules.loans import loan_case, may_lend_consumables
from sai_thong.registers.assets.slip_numbers import LOANS, give_slip_number
from sai_thong.registers.assets.stock import issue_on_loan
from sai_thong.registers.assets.terms import AssetEventKind, AssetStatus, LoanState
from sai_thong.registers.law.asset_terms import LoanCase
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.text import tidy

_MAY_COME_BACK = (AssetStatus.IN_USE, AssetStatus.LENT, AssetStatus.AT_REPAIR)
"""States in which an asset may be promised; it is fetched only in the first."""


@dataclass(frozen=True)
class ThingWanted:
    """One line of what is borrowed; one of the three ids is given.

    Attributes:
        quantity: How many; of a stock card, thousandths of its unit; of an asset 1.
        asset_id: A card.
        pool_id: Things lent by the count.
        material_id: Consumables, which only an agency may borrow.
        price_satang: What one is worth on the day of borrowing, where that is written down (ข้อ 209).
        note: For the slip.
    """

    quantity: int = 1
    asset_id: str = ""
    pool_id: str = ""
    material_id: str = ""
    price_satang: int | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class NewLoan:
    """A loan as it is asked for.

    Attributes:
        borrower: Who borrows; of an agency, who asks in its name.
        purpose: What for (ข้อ 208).
        begins_on: The day the things are to be fetched.
        due_on: The day they are due back.
        things: What is borrowed.
        agency: The agency that borrows; empty for a person.
        used_outside: Whether a person uses them outside the office.
        asked_on: The day of the slip; today when not given.
        borrower_position, borrower_address, borrower_phone, place: As on the slip.
        person_id: The citizen of the register.
        officer_opinion: What the supply officer thinks of it.
        number: The number written on the paper already; the next one when not given.
    """

    borrower: str
    purpose: str
    begins_on: date
    due_on: date
    things: tuple[ThingWanted, ...]
    agency: str = ""
    used_outside: bool = True
    asked_on: date | None = None
    borrower_position: str = ""
    borrower_address: str = ""
    borrower_phone: str = ""
    place: str = ""
    person_id: str | None = None
    officer_opinion: str = ""
    number: int | None = None


@dataclass(frozen=True)
class LoanKept:
    """A loan after a step.

    Attributes:
        loan: As it now stands.
        lines: What it is of.
        changes: Everything that changed.
    """

    loan: Loan
    lines: tuple[LoanLine, ...]
    changes: ChangeSet


def ask_loan(store: Store, new: NewLoan, *, why: str = "") -> LoanKept:
    """Take down what somebody wants to borrow, and give the slip its number.

    Raises:
        AssetFactWrong: No borrower, purpose or thing; a thing twice; days in the wrong order; a quantity that is none.
        NotLendable: A thing is broken or gone, lent by the count, or a consumable that a person may not borrow.
        NotFree: Not enough are free on one of the days.
        NumberRefused: The number written by hand is used.
    """
    today = bangkok_today(store.clock)
    asked_on = new.asked_on or today
    loan = _asked(store, new, asked_on)
    _check_days(loan, today)
    if not new.things:
        raise _nothing_named()
    with store.transaction(why) as tx:
        for thing in new.things:
            _check_thing(tx, thing, loan.loan_case)
        kept = tx.insert(loan)
        lines = tx.insert_many(
            LoanLine(
                loan_id=kept.id,
                asset_id=thing.asset_id,
                pool_id=thing.pool_id,
                material_id=thing.material_id,
                quantity=thing.quantity,
                price_satang=thing.price_satang,
                note=tidy(thing.note),
            )
            for thing in new.things
        )
        refuse_double_booking(tx, kept, lines, today, from_day=kept.begins_on, until=kept.due_on)
        number = give_slip_number(tx, LOANS, kept.id, station=store.file_id, on_day=asked_on, by_hand=new.number)
        return LoanKept(tx.update(kept, number=number), tuple(lines), tx.changes)


def number_loan(store: Store, loan_id: str, *, by_hand: int | None = None, why: str = "") -> LoanKept:
    """Give a loan whose number was left blank its number afterwards.

    Raises:
        StepNotDue: It has one, which never changes, or this station gives none.
        NumberRefused: The number written by hand is used.
    """
    with store.transaction(why) as tx:
        loan = tx.get(Loan, loan_id)
        number = "" if loan.number else _number(store, tx, loan, by_hand)
        if not number:
            raise StepNotDue(
                _("The slip gets no number here."),
                do=_("It has one already, or another machine gives the numbers: type the one it gave."),
            )
        return _kept(tx, tx.update(loan, number=number))


def approve_loan(
    store: Store, loan_id: str, *, approved_by: str, on: date | None = None, officer_opinion: str = "", why: str = ""
) -> LoanKept:
    """Approve what was asked for; from then on the things are promised for its days.

    Raises:
        StepNotDue: It is not waiting for that.
        NotFree: Others were promised the things in the meantime.
        AssetFactWrong: Nobody is named, or the day lies ahead or before the asking.
    """
    today = bangkok_today(store.clock)
    day = on or today
    with store.transaction(why) as tx:
        loan = standing_loan(tx, loan_id, LoanState.ASKED)
        lines = tx.find(LoanLine, loan_id=loan_id)
        _check_day(day, loan.asked_on, today)
        for line in lines:
            _check_lendable(tx, line.asset_id)
        refuse_double_booking(tx, loan, lines, today, from_day=loan.begins_on, until=loan.due_on)
        told = {"officer_opinion": tidy(officer_opinion)} if officer_opinion.strip() else {}
        return _kept(
            tx, tx.update(loan, state=LoanState.APPROVED, approved_by=named(approved_by), approved_on=day, **told)
        )


def refuse_loan(
    store: Store, loan_id: str, *, refused_why: str, refused_by: str, on: date | None = None, officer_opinion: str = ""
) -> LoanKept:
    """Do not allow what was asked for, with the reason.

    Raises:
        StepNotDue: It is not waiting for that.
        AssetFactWrong: No reason, nobody is named, or the day lies ahead or before the asking.
    """
    today = bangkok_today(store.clock)
    day = on or today
    with store.transaction(refused_why) as tx:
        loan = standing_loan(tx, loan_id, LoanState.ASKED)
        _check_day(day, loan.asked_on, today)
        told = {"officer_opinion": tidy(officer_opinion)} if officer_opinion.strip() else {}
        refused = tx.update(
            loan,
            state=LoanState.REFUSED,
            refused_why=need_reason(refused_why),
            approved_by=named(refused_by),
            approved_on=day,
            ended_on=day,
            **told,
        )
        return _kept(tx, refused)


def cancel_loan(store: Store, loan_id: str, *, why: str) -> LoanKept:
    """End a loan that nobody fetched: it was not needed after all, or entered wrongly.

    Raises:
        StepNotDue: It was fetched, or has ended.
        AssetFactWrong: No reason.
    """
    with store.transaction(need_reason(why)) as tx:
        loan = standing_loan(tx, loan_id, LoanState.ASKED, LoanState.APPROVED)
        return _kept(tx, tx.update(loan, state=LoanState.CANCELLED, ended_on=bangkok_today(store.clock)))


def hand_over(
    store: Store, loan_id: str, *, handed_over_by: str, received_by: str, on: date | None = None, why: str = ""
) -> LoanKept:
    """Give the things out; who gives and who fetches them is written down.

    Raises:
        StepNotDue: It is not approved, or its last day is over.
        NotFree: Something is with somebody else still, or promised on the days before it was to be fetched.
        NotLendable: A thing is not usable now.
        AssetFactWrong: A name is missing, or the day lies ahead or before the approval.
        NotInStock: Fewer consumables are there.
    """
    today = bangkok_today(store.clock)
    day = on or today
    with store.transaction(why) as tx:
        loan = standing_loan(tx, loan_id, LoanState.APPROVED)
        _check_day(day, loan.approved_on or loan.asked_on, today)
        if day > loan.due_on:
            raise StepNotDue(
                _("It was due back on {day} already.").format(day=thai_date(loan.due_on)),
                do=_("Choose a later day for it to come back first."),
            )
        lines = tx.find(LoanLine, loan_id=loan_id)
        # A slip of days ago that is entered now is out until it is back, and so are the things of others.
        until = max(loan.due_on, today)
        refuse_double_booking(tx, loan, lines, today, from_day=min(day, loan.begins_on), until=until)
        out = tx.update(
            loan,
            state=LoanState.OUT,
            handed_over_on=day,
            handed_over_by=named(handed_over_by),
            received_by=named(received_by),
        )
        for line in lines:
            if line.asset_id:
                _lend_asset(tx, out, line, day, by_name=handed_over_by)
            elif line.material_id:
                issue_on_loan(tx, out, line, on=day)
        return _kept(tx, out)


def change_due_day(store: Store, loan_id: str, due_on: date, *, why: str) -> LoanKept:
    """Let a loan last longer or shorter, before it was fetched or while it is out.

    Raises:
        StepNotDue: It has ended.
        NotFree: The things are promised to others on the days added.
        AssetFactWrong: No reason, or the day lies before the first one.
    """
    today = bangkok_today(store.clock)
    with store.transaction(need_reason(why)) as tx:
        loan = standing_loan(tx, loan_id, LoanState.ASKED, LoanState.APPROVED, LoanState.OUT)
        begins_on = loan.handed_over_on or loan.begins_on
        if due_on < begins_on:
            raise _days_wrong()
        if due_on > loan.due_on:
            added = loan.due_on + timedelta(days=1)
            refuse_double_booking(tx, loan, still_held(tx, loan.id), today, from_day=added, until=due_on)
        return _kept(tx, tx.update(loan, due_on=due_on))


def demand_back(store: Store, loan_id: str, *, on: date | None = None, letter_no: str = "", why: str = "") -> LoanKept:
    """Write down that what is overdue was demanded back, or by which letter once that has its number (ข้อ 211).

    Raises:
        StepNotDue: Nothing of it is out.
        AssetFactWrong: The day lies ahead, or not after the due day.
    """
    today = bangkok_today(store.clock)
    day = on or today
    with store.transaction(why) as tx:
        loan = standing_loan(tx, loan_id, LoanState.OUT)
        if not loan.due_on < day <= today:
            raise AssetFactWrong(
                _("It is due back on {day}, and can be demanded back after that.").format(day=thai_date(loan.due_on)),
                do=_("Look at the date and type it again."),
            )
        return _kept(tx, tx.update(loan, demanded_on=day, demand_letter_no=tidy(letter_no)))


def _asked(shelf: Shelf, new: NewLoan, asked_on: date) -> Loan:
    case = loan_case(borrower_is_agency=bool(new.agency.strip()), used_outside=new.used_outside)
    if not new.purpose.strip():
        raise AssetFactWrong(_("The loan says nothing of what for."), do=_("Write what the things are used for."))
    return Loan(
        asked_on=asked_on,
        loan_case=case,
        borrower=named(new.borrower),
        borrower_position=tidy(new.borrower_position),
        borrower_address=tidy(new.borrower_address),
        borrower_phone=tidy(new.borrower_phone),
        person_id=new.person_id,
        agency=tidy(new.agency),
        purpose=tidy(new.purpose),
        place=tidy(new.place),
        begins_on=new.begins_on,
        due_on=new.due_on,
        officer_opinion=tidy(new.officer_opinion),
        approver=asset_law(shelf).rules.approver(case, asked_on).approver,
    )


def _check_days(loan: Loan, today: date) -> None:
    check_day(loan.asked_on, today)
    if not loan.asked_on <= loan.begins_on <= loan.due_on:
        raise _days_wrong()


def _days_wrong() -> AssetFactWrong:
    return AssetFactWrong(
        _("The days of the loan are not in order."),
        do=_("It is asked for, then fetched, then comes back: look at the three days."),
    )


def _check_day(day: date, not_before: date, today: date) -> None:
    if not not_before <= day <= today:
        raise AssetFactWrong(
            _("The day must lie between {first} and today.").format(first=thai_date(not_before)),
            do=_("Look at the date and type it again."),
        )


def _check_thing(tx: Transaction, thing: ThingWanted, case: LoanCase) -> None:
    if sum(map(bool, (thing.asset_id, thing.pool_id, thing.material_id))) != 1 or thing.quantity < 1:
        raise _nothing_named()
    if thing.pool_id:
        pool = tx.get(Pool, thing.pool_id)
        if pool.ended_on is not None:
            raise NotLendable(_("{thing} is not lent any more.").format(thing=pool.name))
    elif thing.material_id:
        card = tx.get(Material, thing.material_id)
        if not may_lend_consumables(case):
            raise NotLendable(
                _("{thing} is a material: only agencies lend it to each other.").format(thing=card.name),
                do=_("Issue it by a requisition instead."),
            )
    else:
        _check_asset(tx, thing)


def _nothing_named() -> AssetFactWrong:
    return AssetFactWrong(_("A line of the loan names no thing."), do=_("Choose what is borrowed, and how many."))


def _check_asset(tx: Transaction, thing: ThingWanted) -> None:
    pool = pool_of(tx, thing.asset_id)
    if pool is not None:
        raise NotLendable(
            _("This asset is lent by the count, from {pool}.").format(pool=pool.name),
            do=_("Borrow a number of those instead."),
        )
    if thing.quantity != 1:
        raise AssetFactWrong(_("An asset with a card is lent once."), do=_("Write 1, or choose a pool."))
    _check_lendable(tx, thing.asset_id)


def _check_lendable(tx: Transaction, asset_id: str, states: Sequence[AssetStatus] = _MAY_COME_BACK) -> None:
    if not asset_id:
        return
    card = tx.get(Asset, asset_id)
    if card.status not in states:
        raise NotLendable(
            _("{thing} is not usable now.").format(thing=f"{card.name} {card.number}".strip()),
            do=_("Look at its card, and lend it when it can be used."),
        )


def _lend_asset(tx: Transaction, loan: Loan, line: LoanLine, on: date, *, by_name: str) -> None:
    _check_lendable(tx, line.asset_id, (AssetStatus.IN_USE,))
    record_event(
        tx,
        tx.get(Asset, line.asset_id),
        AssetEventKind.LENT,
        on=on,
        by_name=tidy(by_name),
        status=AssetStatus.LENT,
        document_no=loan.number,
        detail=loan.agency,
        refers_to=loan.id,
    )


def standing_loan(tx: Transaction, loan_id: str, *states: LoanState) -> Loan:
    """A loan in one of some states; `StepNotDue` where it is in another."""
    loan = tx.get(Loan, loan_id)
    if loan.state not in states:
        raise StepNotDue(
            _("This loan does not stand where that can be done."), do=_("Look at where it stands in the list.")
        )
    return loan


def _number(store: Store, tx: Transaction, loan: Loan, by_hand: int | None) -> str:
    return give_slip_number(tx, LOANS, loan.id, station=store.file_id, on_day=loan.asked_on, by_hand=by_hand)


def _kept(tx: Transaction, loan: Loan) -> LoanKept:
    return LoanKept(loan, tuple(tx.find(LoanLine, loan_id=loan.id)), tx.changes)


def named(text: str) -> str:
    """A name that must be given, tidied; `AssetFactWrong` when nothing is left of it."""
    if not text.strip():
        raise AssetFactWrong(_("A name is missing."), do=_("Write who it was."))
    return tidy(text)


def need_reason(text: str) -> str:
    """A reason that must be given, tidied; `AssetFactWrong` when nothing is left of it."""
    if not text.strip():
        raise AssetFactWrong(_("This is done only with a reason."), do=_("Write the reason."))
    return tidy(text)
