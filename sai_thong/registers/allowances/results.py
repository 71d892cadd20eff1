"""บันทึกผล: what became of the payments, keyed by exception. A line without a result was paid as planned."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.allowances.consequences import follow_claims
from sai_thong.registers.allowances.labels import OUTCOME_LABELS
from sai_thong.registers.allowances.life_checks import ask_for_unclaimed
from sai_thong.registers.allowances.overpayments import lines_came_back
from sai_thong.registers.allowances.payments import CAME_BACK, latest_results
from sai_thong.registers.allowances.records import (
    CashDay,
    MonthState,
    Outcome,
    PaymentLine,
    PaymentMonth,
    PaymentResult,
    RetroOrder,
)
from sai_thong.registers.allowances.refusals import IllegalStep, Incomplete, NotPossible, PaidAlready, WrongMonthState
from sai_thong.registers.allowances.saved import SavedMany
from sai_thong.registers.allowances.shelves import shelf_of, writer_of
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai import citizen_id as citizen_ids
from sai_thong.thai.calendar import Month

RECORDABLE: Final = frozenset({MonthState.PAID, MonthState.RESULTS})
"""States in which any result may be recorded."""

OF_TRANSFER: Final = frozenset({Outcome.TRANSFERRED, Outcome.TRANSFER_FAILED})
OF_CASH: Final = frozenset(
    {Outcome.PAID_SELF, Outcome.PAID_PROXY, Outcome.PAID_THUMB, Outcome.PAID_HOME, Outcome.NOT_CLAIMED}
)

WITNESSES_OF_A_THUMB_PRINT: Final = 2
"""ป.พ.พ. มาตรา 9: a thumb print stands for a signature with two witnesses."""


@dataclass(frozen=True)
class ResultEntry:
    """One exception as keyed.

    Attributes:
        line_id: The payment.
        outcome: What became of it; `STOPPED` comes from settling an urgent stop.
        on_day: When; today when None.
        received_by: Who took the money, when not the person.
        received_card: That person's citizen id or card number as shown.
        authority: The letter of authority: its number or day.
        witnesses: Names; two for a thumb print.
        reason: Why a transfer failed (บัญชีปิด, ชื่อไม่ตรง), or a remark.
    """

    line_id: str
    outcome: Outcome
    on_day: date | None = None
    received_by: str = ""
    received_card: str = ""
    authority: str = ""
    witnesses: tuple[str, ...] = ()
    reason: str = ""


def record_results(
    store: Store, scheme_set: SchemeSet, entries: Sequence[ResultEntry], *, why: str = ""
) -> SavedMany[PaymentResult]:
    """Record the exceptions of paid months; a later entry on the same line corrects an earlier one.

    After a month is closed only a transfer that the bank returned late may still be recorded: it does not change the
    month, and makes the month a candidate for retro pay. Who did not come two months running is asked for a proof of
    life.

    Raises:
        WrongMonthState: The month is not paid yet, or is closed.
        Incomplete: Proxy without card and authority, thumb print without two witnesses, failure without its reason.
        NotPossible: The result does not fit the way the line was paid.
        PaidAlready: The month of a returned line is ordered or paid again, so it cannot also have arrived.
        IllegalStep: The cash day of the line is settled.
    """
    today = bangkok_today(store.clock)
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set)
        lines = {line.id: line for line in writer.find(PaymentLine, id=tuple(entry.line_id for entry in entries))}
        months = {month.id: month for month in writer.find(PaymentMonth)}
        check = _Check(writer, months, latest_results(writer.find(PaymentResult)))
        for entry in entries:
            check.entry(entry, lines[entry.line_id])
        kept = writer.insert_many([_result(entry, lines[entry.line_id], months, today) for entry in entries])
        back = [lines[entry.line_id] for entry in entries if entry.outcome in CAME_BACK]
        lines_came_back(writer, back, today)
        ask_for_unclaimed(writer, [line for line in back if line.channel.is_cash], today)
        follow_claims(tx, scheme_set, list(dict.fromkeys(line.claim_id for line in lines.values())), today)
        return SavedMany(tuple(kept), tx.changes)


def results_of(store: Store, scheme_set: SchemeSet, month: Month) -> dict[str, PaymentResult]:
    """The result that counts of every line of a month that has one."""
    shelf = shelf_of(store, scheme_set)
    ids = tuple(each.id for each in shelf.find(PaymentMonth, month=month))
    return latest_results(shelf.find(PaymentResult, payment_month_id=ids)) if ids else {}


def counted_results(shelf: Shelf, payment_month: PaymentMonth) -> dict[str, PaymentResult]:
    """The results that the papers of a month count: not those known only after it was closed."""
    found = shelf.find(PaymentResult, payment_month_id=payment_month.id)
    return latest_results(result for result in found if not result.after_closing)


@dataclass(frozen=True)
class _Check:
    """Refuses what may not be recorded of a line."""

    shelf: Shelf
    months: Mapping[str, PaymentMonth]
    results: Mapping[str, PaymentResult]

    def entry(self, entry: ResultEntry, line: PaymentLine) -> None:
        """Raise when `entry` may not be recorded of `line`."""
        month = self.months[line.payment_month_id]
        late_return = month.state is MonthState.CLOSED and entry.outcome is Outcome.TRANSFER_FAILED
        if month.state not in RECORDABLE and not late_return:
            raise WrongMonthState(
                _("Results of {month} can be recorded between paying and closing only.").format(month=month.month.name),
                do=_("Mark the month as paid first; after closing use retro pay or an overpayment."),
            )
        self._fits(entry, line)
        _complete(entry)
        if entry.outcome not in CAME_BACK:
            self._not_paid_again(line)
        refuse_settled_cash(self.shelf, line)

    def _fits(self, entry: ResultEntry, line: PaymentLine) -> None:
        fitting: Collection[Outcome] = OF_CASH if line.channel.is_cash else OF_TRANSFER
        if entry.outcome not in fitting:
            raise NotPossible(
                _("“{outcome}” does not fit the way {name} is paid.").format(
                    outcome=_(OUTCOME_LABELS[entry.outcome]), name=f"{line.prefix}{line.first_name} {line.last_name}"
                ),
                do=_("Choose a result of a transfer for a transfer, and of cash for cash."),
            )

    def _not_paid_again(self, line: PaymentLine) -> None:
        if not self._came_back(line.id):
            return
        orders = self.shelf.find(RetroOrder, claim_id=line.claim_id, paid_for=line.paid_for, cancelled_on=None)
        # The order that made this very line, and those whose own payment came back too, pay nothing beside it.
        if any(order.line_id != line.id and not self._came_back(order.line_id) for order in orders):
            raise PaidAlready(
                _("{month} is ordered to be paid again, so this payment cannot count as well.").format(
                    month=line.paid_for.name
                ),
                do=_("Cancel the retro order first; if it is paid already, open an overpayment."),
            )

    def _came_back(self, line_id: str) -> bool:
        result = self.results.get(line_id)
        return result is not None and result.outcome in CAME_BACK


def refuse_settled_cash(shelf: Shelf, line: PaymentLine) -> None:
    """Raise `IllegalStep` when the cash that `line` was paid with is counted and settled: its sum would not hold."""
    if not line.channel.is_cash:
        return
    days = shelf.find(CashDay, payment_month_id=line.payment_month_id, pay_point=line.pay_point)
    if any(day.settled for day in days):
        raise IllegalStep(
            _("The cash of this pay point is counted and settled already."),
            do=_("Open the cash day again with its reason first."),
        )


def _complete(entry: ResultEntry) -> None:
    if entry.outcome is Outcome.TRANSFER_FAILED and not entry.reason.strip():
        raise Incomplete(_("A failed transfer needs the bank's reason."), do=_("Write it, such as บัญชีปิด."))
    if entry.outcome is Outcome.PAID_PROXY:
        if not (entry.received_by.strip() and entry.received_card.strip() and entry.authority.strip()):
            raise Incomplete(
                _("Who received for another needs a name, a card and the letter of authority."),
                do=_("Fill in all three."),
            )
        citizen_ids.read(entry.received_card)
    named = [name for name in entry.witnesses if name.strip()]
    if entry.outcome is Outcome.PAID_THUMB and len(set(named)) < WITNESSES_OF_A_THUMB_PRINT:
        raise Incomplete(
            _("A thumb print needs two witnesses."), do=_("Write the names of two different people who saw it.")
        )


def _result(entry: ResultEntry, line: PaymentLine, months: Mapping[str, PaymentMonth], today: date) -> PaymentResult:
    return PaymentResult(
        line_id=line.id,
        payment_month_id=line.payment_month_id,
        outcome=entry.outcome,
        on_day=entry.on_day or today,
        received_by=entry.received_by.strip(),
        received_card=entry.received_card.strip(),
        authority=entry.authority.strip(),
        witnesses=tuple(name.strip() for name in entry.witnesses if name.strip()),
        reason=entry.reason.strip(),
        after_closing=months[line.payment_month_id].state is MonthState.CLOSED,
    )
