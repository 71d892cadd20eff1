"""ตกเบิก: months that were due and not paid, for a person to decide; ordered into a later run, and never paid twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import N_, _
from sai_thong.registers.allowances.case_files import CaseFile, load_case_files
from sai_thong.registers.allowances.payments import Ledger, ledger
from sai_thong.registers.allowances.records import MonthState, PaymentMonth, RetroOrder
from sai_thong.registers.allowances.refusals import IllegalStep, NotPossible, PaidAlready, WrongMonthState, need_reason
from sai_thong.registers.allowances.rulebook import RuleBook
from sai_thong.registers.allowances.rules.entitlement import Entitled
from sai_thong.registers.allowances.saved import Saved
from sai_thong.registers.allowances.shelves import shelf_of, writer_of
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.calendar import Month, months


class RetroCause(StrEnum):
    """Why a month is a candidate."""

    RETURNED = "returned"
    """Sent, and the money came back."""
    MISSED = "missed"
    """Due by what is known now, and never sent."""


RETRO_CAUSE_LABELS: dict[RetroCause, str] = {
    RetroCause.RETURNED: N_("The money came back"),
    RetroCause.MISSED: N_("Due, but never sent"),
}
"""English message ids; show them through `_`."""


@dataclass(frozen=True)
class RetroCandidate:
    """A month that could be paid now.

    Attributes:
        claim_id: Whose.
        citizen: The person.
        scheme: The scheme.
        month: The month to be paid for.
        amount_satang: What was due for it.
        cause: Why it is one.
        reason: In words: the bank's reason, or why it was due.
        failed_line_id: The line that came back, or empty.
        ordered: The open order for it, if there is one.
    """

    claim_id: str
    citizen: Citizen
    scheme: Scheme
    month: Month
    amount_satang: int
    cause: RetroCause
    reason: str
    failed_line_id: str
    ordered: RetroOrder | None


def retro_candidates(
    store: Store | Transaction,
    scheme_set: SchemeSet,
    *,
    person_id: str = "",
    files: Sequence[CaseFile] | None = None,
) -> list[RetroCandidate]:
    """Every month that was due and is not paid, ordered already or not; by village and name, then month.

    The office's own records begin with its first sent month; of months before nothing can be said. `files` are those
    of everyone, where they were read already.
    """
    shelf = shelf_of(store, scheme_set)
    if files is None:
        files = load_case_files(store, scheme_set, person_id=person_id)
    return list(_Search(shelf, files, RuleBook.of(store, scheme_set)).candidates())


def order_retro(
    store: Store, scheme_set: SchemeSet, claim_id: str, month: Month, *, pay_in: Month, reason: str, why: str = ""
) -> Saved[RetroOrder]:
    """Order a missed or returned month to be paid in a later one; the run of that month pays it.

    Raises:
        Incomplete: No reason.
        PaidAlready: The month is paid, or on its way, or ordered.
        NotPossible: Nothing is due for it, or it would be paid before its own month.
        WrongMonthState: The month to pay it in is sent already.
    """
    need_reason(reason)
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set)
        if pay_in <= month:
            raise NotPossible(_("Retro pay goes out in a later month."), do=_("Choose a month that is not sent yet."))
        if any(each.state is not MonthState.PREPARING for each in writer.find(PaymentMonth, month=pay_in)):
            raise WrongMonthState(
                _("{month} is sent already.").format(month=pay_in.name), do=_("Choose a month that is not sent yet.")
            )
        person_id = load_case_files(tx, scheme_set, claim_ids=[claim_id])[0].citizen.id
        found = [
            each
            for each in retro_candidates(tx, scheme_set, person_id=person_id)
            if (each.claim_id, each.month) == (claim_id, month)
        ]
        if not found:
            raise _nothing_to_order(writer, claim_id, month)
        if found[0].ordered is not None:
            raise PaidAlready(
                _("{month} is ordered to be paid already.").format(month=month.name),
                do=_("Change or cancel that order."),
            )
        order = RetroOrder(
            claim_id=claim_id,
            paid_for=month,
            pay_in=pay_in,
            failed_line_id=found[0].failed_line_id,
            reason=reason.strip(),
        )
        return Saved(writer.insert(order), tx.changes)


def cancel_retro(store: Store, scheme_set: SchemeSet, order: RetroOrder, *, why: str) -> Saved[RetroOrder]:
    """Take an order back that no run has paid.

    Raises:
        Incomplete: No reason.
        IllegalStep: It is paid, or cancelled already.
    """
    need_reason(why)
    if order.line_id or order.cancelled_on is not None:
        raise IllegalStep(_("This order is paid or cancelled already."), do=_("Look at the month it was paid in."))
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set)
        return Saved(writer.update(order, cancelled_on=bangkok_today(store.clock)), tx.changes)


def first_unsent_month(shelf: Shelf, at_least: Month) -> Month:
    """The first month from `at_least` on of which nothing is sent: where retro pay can go."""
    sent = {each.month for each in shelf.find(PaymentMonth)}
    return max([at_least, *(each.next() for each in sent)])


@dataclass(frozen=True)
class _Search:
    """Looks for unpaid months of some case files."""

    shelf: Shelf
    files: Sequence[CaseFile]
    book: RuleBook

    def candidates(self) -> Iterator[RetroCandidate]:
        sent = sorted({each.month for each in self.shelf.find(PaymentMonth)})
        if not sent:
            return
        one_person = len({file.citizen.id for file in self.files}) == 1
        entries = ledger(self.shelf, [file.claim.id for file in self.files] if one_person else None)
        orders = self._open_orders()
        for files in self._by_holder().values():
            yield from self._of_holder(files, (sent[0], sent[-1]), entries, orders)

    def _by_holder(self) -> dict[tuple[str, Scheme], list[CaseFile]]:
        """The claims of each person to each scheme, open ones first: a month is due once, under one of them."""
        holders: dict[tuple[str, Scheme], list[CaseFile]] = defaultdict(list)
        for file in sorted(self.files, key=lambda file: file.claim.end_reason is not None):
            holders[file.citizen.id, file.claim.scheme].append(file)
        return holders

    def _of_holder(
        self,
        files: Sequence[CaseFile],
        span: tuple[Month, Month],
        entries: Ledger,
        orders: dict[tuple[str, Month], RetroOrder],
    ) -> Iterator[RetroCandidate]:
        claim_ids = [file.claim.id for file in files]
        paid = entries.paid_months(claim_ids)
        returned = {line.paid_for: line for line in entries.of(claim_ids)}
        for month in months(*span):
            if month in paid:
                continue
            due = self._due(files, month)
            if due is None:
                continue
            file, decision = due
            ordered = next((order for each in claim_ids if (order := orders.get((each, month))) is not None), None)
            line = returned.get(month)
            yield RetroCandidate(
                claim_id=ordered.claim_id if ordered else file.claim.id,
                citizen=file.citizen,
                scheme=file.claim.scheme,
                month=month,
                amount_satang=decision.amount_satang,
                cause=RetroCause.RETURNED if line else RetroCause.MISSED,
                reason=entries.results[line.id].reason if line else "",
                failed_line_id=line.id if line else "",
                ordered=ordered,
            )

    def _due(self, files: Sequence[CaseFile], month: Month) -> tuple[CaseFile, Entitled] | None:
        for file in files:
            decision = self.book.decide(file, month)
            if isinstance(decision, Entitled):
                return file, decision
        return None

    def _open_orders(self) -> dict[tuple[str, Month], RetroOrder]:
        found = self.shelf.find(RetroOrder, line_id="", cancelled_on=None)
        return {(order.claim_id, order.paid_for): order for order in found}


def _nothing_to_order(shelf: Shelf, claim_id: str, month: Month) -> NotPossible | PaidAlready:
    entries = ledger(shelf, [claim_id])
    if month in entries.paid_months([claim_id]):
        return PaidAlready(
            _("{month} is paid already, or on its way.").format(month=month.name),
            do=_("If the money did not arrive, record that result first."),
        )
    return NotPossible(
        _("Nothing is due for {month} by what is known now.").format(month=month.name),
        do=_("Look at the reason on the person's page."),
    )
