"""The fiscal year: the notice with its dates, October's new register, the budget estimate, the close in September."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sai_thong.db.changes import ChangeSet
from sai_thong.db.numbering import open_series
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.allowances import reminders
from sai_thong.registers.allowances.case_files import CaseFile, load_case_files, person_facts
from sai_thong.registers.allowances.claims import OVER
from sai_thong.registers.allowances.law_in_force import office_law
from sai_thong.registers.allowances.overpayments import OverpaymentView, overpayment_list
from sai_thong.registers.allowances.payments import CAME_BACK, latest_results
from sai_thong.registers.allowances.records import (
    AllowanceYear,
    Claim,
    LineKind,
    MonthState,
    PaymentLine,
    PaymentMonth,
    PaymentResult,
)
from sai_thong.registers.allowances.refusals import IllegalStep
from sai_thong.registers.allowances.register_numbers import is_register_open, number_claims, register_series
from sai_thong.registers.allowances.reminders import Mover
from sai_thong.registers.allowances.retro import RetroCandidate, retro_candidates
from sai_thong.registers.allowances.rulebook import RuleBook
from sai_thong.registers.allowances.rules.entitlement import Entitled
from sai_thong.registers.allowances.rules.estimate import BudgetEstimate, estimate
from sai_thong.registers.allowances.rules.windows import ConfirmationNotice, confirmation_notice
from sai_thong.registers.allowances.saved import Saved
from sai_thong.registers.allowances.shelves import shelf_of, writer_of
from sai_thong.registers.law.terms import SCHEMES_OF, SchemeSet
from sai_thong.thai.calendar import fiscal_year_months


@dataclass(frozen=True)
class NewRegister:
    """October's register.

    Attributes:
        numbered: How many claims got a number of the new year.
        changes: Everything that changed.
    """

    fiscal_year_be: int
    numbered: int
    changes: ChangeSet


@dataclass(frozen=True)
class YearStanding:
    """What stands open of a fiscal year, for its close.

    Attributes:
        fiscal_year_be: The year.
        unclosed: Months of it that are not closed; the year cannot be closed before.
        retro: Months of it that could be made good.
        retro_paid: Retro lines paid in it.
        returned: Payments of it whose money came back.
        debts: Open overpayments, whatever the year they are of.
        movers: Who moved away and has not confirmed at the new office.
        closed: The record of the close, once done.
    """

    fiscal_year_be: int
    unclosed: tuple[PaymentMonth, ...]
    retro: tuple[RetroCandidate, ...]
    retro_paid: tuple[PaymentLine, ...]
    returned: tuple[PaymentLine, ...]
    debts: tuple[OverpaymentView, ...]
    movers: tuple[Mover, ...]
    closed: AllowanceYear | None

    @property
    def open_debt_satang(self) -> int:
        """What is still to be paid back."""
        return sum(debt.outstanding_satang for debt in self.debts)


def notice(store: Store, fiscal_year_be: int) -> ConfirmationNotice:
    """The dates of ประกาศรับยืนยันสิทธิ for a fiscal year (BE), computed: notices by hand often slip."""
    return confirmation_notice(fiscal_year_be, office_law(store))


def new_register(store: Store, scheme_set: SchemeSet, fiscal_year_be: int, *, why: str = "") -> NewRegister:
    """Give everyone who is due money in the year a ทะเบียนเลขที่/ปี, by village and name, in a series a scheme.

    A series that is not open yet is opened at 1. Numbers of that year given before stay, so it is safe to repeat.
    """
    today = bangkok_today(store.clock)
    numbered = 0
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set)
        book = RuleBook.of(tx, scheme_set)
        files = [file for file in load_case_files(tx, scheme_set) if _due_in(file, book, fiscal_year_be)]
        for scheme in SCHEMES_OF[scheme_set]:
            claims = [
                file.claim
                for file in files
                if file.claim.scheme is scheme and file.claim.register_year_be != fiscal_year_be
            ]
            if not claims:
                continue
            if not is_register_open(writer, scheme, fiscal_year_be, station=store.file_id):
                open_series(writer, register_series(scheme), fiscal_year_be, station=store.file_id)
            numbered += len(number_claims(writer, claims, fiscal_year_be, station=store.file_id, on_day=today))
        return NewRegister(fiscal_year_be, numbered, tx.changes)


def budget_estimate(
    store: Store, scheme_set: SchemeSet, fiscal_year_be: int, *, everyone: Sequence[CaseFile] | None = None
) -> BudgetEstimate:
    """What a fiscal year (BE) will cost: persons × months by step, those known to come of age, retro pay apart.

    `everyone` are the case files of the set, where they were read already.
    """
    book = RuleBook.of(store, scheme_set)
    if everyone is None:
        everyone = load_case_files(store, scheme_set)
    files = [file for file in everyone if file.claim.state not in OVER]
    coming = [] if scheme_set.sealed else [each.key for each in reminders.coming_of_age(store, fiscal_year_be).people]
    return estimate(
        fiscal_year_be,
        [(file.person_facts, file.claim_facts) for file in files],
        [person_facts(citizen) for citizen in coming],
        book.law,
        book.pay_on,
        retro_satang=sum(each.amount_satang for each in retro_candidates(store, scheme_set, files=everyone)),
    )


def year_standing(
    store: Store, scheme_set: SchemeSet, fiscal_year_be: int, *, everyone: Sequence[CaseFile] | None = None
) -> YearStanding:
    """What stands open of a fiscal year; `everyone` as `budget_estimate` takes them."""
    shelf = shelf_of(store, scheme_set)
    of_year = fiscal_year_months(fiscal_year_be)
    sent = [each for each in shelf.find(PaymentMonth) if each.month in of_year]
    lines = [line for each in sent for line in shelf.find(PaymentLine, payment_month_id=each.id)]
    results = latest_results(shelf.find(PaymentResult))
    back = {line_id for line_id, result in results.items() if result.outcome in CAME_BACK}
    return YearStanding(
        fiscal_year_be=fiscal_year_be,
        unclosed=tuple(each for each in sent if each.state is not MonthState.CLOSED),
        retro=tuple(each for each in retro_candidates(store, scheme_set, files=everyone) if each.month in of_year),
        retro_paid=tuple(line for line in lines if line.kind is LineKind.RETRO),
        returned=tuple(line for line in lines if line.id in back),
        debts=tuple(overpayment_list(store, scheme_set)),
        movers=tuple(reminders.movers_unconfirmed(store, scheme_set)),
        closed=_closed(shelf, fiscal_year_be),
    )


def close_year(store: Store, scheme_set: SchemeSet, fiscal_year_be: int, *, why: str = "") -> Saved[AllowanceYear]:
    """Close a fiscal year with what stands open then; the open things stay and go on.

    Raises:
        IllegalStep: A month of the year is not closed, or the year is closed already.
    """
    standing = year_standing(store, scheme_set, fiscal_year_be)
    if standing.closed is not None:
        raise IllegalStep(
            _("Fiscal year {year} is closed already.").format(year=fiscal_year_be), do=_("Look at its record.")
        )
    if standing.unclosed:
        raise IllegalStep(
            _("{month} is not closed yet.").format(month=standing.unclosed[0].month.name),
            do=_("Close every month of the year first."),
        )
    with store.transaction(why) as tx:
        closed = AllowanceYear(
            fiscal_year_be=fiscal_year_be,
            closed_on=bangkok_today(store.clock),
            closed_by=store.user,
            retro_count=len(standing.retro),
            returned_count=len(standing.returned),
            open_debt_satang=standing.open_debt_satang,
            unconfirmed_movers=len(standing.movers),
        )
        return Saved(writer_of(tx, scheme_set).insert(closed), tx.changes)


def register_of_year(store: Store, scheme_set: SchemeSet, fiscal_year_be: int) -> Sequence[Claim]:
    """The claims that have a number of a year's register, by that number."""
    found = shelf_of(store, scheme_set).find(Claim, register_year_be=fiscal_year_be)
    return sorted(found, key=lambda claim: (claim.scheme.value, claim.register_no or 0))


def _due_in(file: CaseFile, book: RuleBook, fiscal_year_be: int) -> bool:
    return any(isinstance(book.decide(file, month), Entitled) for month in fiscal_year_months(fiscal_year_be))


def _closed(shelf: Shelf, fiscal_year_be: int) -> AllowanceYear | None:
    return next(iter(shelf.find(AllowanceYear, fiscal_year_be=fiscal_year_be)), None)
