"""วันจ่ายเงินสด: the order and its committee, the money drawn, what was paid by the results, what goes back.

Money drawn is money paid and money returned, at every pay point, or the day is not settled and the month not closed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.allowances.payments import came_back
from sai_thong.registers.allowances.records import CashDay, MonthState, PaymentLine, PaymentMonth
from sai_thong.registers.allowances.refusals import (
    IllegalStep,
    Incomplete,
    NotPossible,
    WrongMonthState,
    need_reason,
)
from sai_thong.registers.allowances.results import counted_results
from sai_thong.registers.allowances.saved import Saved
from sai_thong.registers.allowances.shelves import shelf_of, writer_of
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.money import baht

COMMITTEE_LEAST = 2
"""Money is paid by no one alone."""


@dataclass(frozen=True)
class CashPoint:
    """The cash of one pay point in one month.

    Attributes:
        payment_month: The month and pay source.
        pay_point: Its name; empty where none is said.
        lines: The payments in cash there, in the month's order.
        paid_satang: The list without the payments that were not claimed or were stopped.
        to_return_satang: What those payments come to; once drawn, it goes back.
        day: The recorded cash day, if one is ordered.
    """

    payment_month: PaymentMonth
    pay_point: str
    lines: tuple[PaymentLine, ...]
    paid_satang: int
    to_return_satang: int
    day: CashDay | None

    @property
    def total_satang(self) -> int:
        """The whole list of the pay point."""
        return sum(line.amount_satang for line in self.lines)


def cash_points(store: Store, scheme_set: SchemeSet, payment_month: PaymentMonth) -> list[CashPoint]:
    """The pay points of a sent month where money is handed over, by name."""
    shelf = shelf_of(store, scheme_set)
    return _cash_points(shelf, payment_month)


def order_cash_day(
    store: Store,
    scheme_set: SchemeSet,
    payment_month: PaymentMonth,
    *,
    pay_point: str,
    on_day: date,
    order_no: str,
    ordered_on: date,
    committee: Sequence[str],
    why: str = "",
) -> Saved[CashDay]:
    """คำสั่งแต่งตั้งกรรมการจ่ายเงิน for one pay point.

    Raises:
        WrongMonthState: The month is not sent, or closed.
        IllegalStep: The pay point has its day already.
        NotPossible: No cash is paid there, or the order comes after the day.
        Incomplete: No order number, or fewer than two people.
    """
    if payment_month.state is MonthState.CLOSED:
        raise WrongMonthState(_("This month is closed already."), do=_("What was missed is paid as retro pay."))
    members = tuple(dict.fromkeys(name.strip() for name in committee if name.strip()))
    if not order_no.strip() or len(members) < COMMITTEE_LEAST:
        raise Incomplete(
            _("A cash day needs an order number and at least two who pay."), do=_("Fill in what is empty.")
        )
    if on_day < ordered_on:
        raise NotPossible(_("The order comes after the cash day."), do=_("Correct one of the two days."))
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set)
        if not any(point.pay_point == pay_point for point in _cash_points(writer, payment_month)):
            raise NotPossible(_("No cash is paid at this point."), do=_("Choose a pay point of the month's list."))
        if writer.find(CashDay, payment_month_id=payment_month.id, pay_point=pay_point):
            raise IllegalStep(_("This pay point has its cash day already."), do=_("Open that cash day."))
        day = CashDay(
            payment_month_id=payment_month.id,
            pay_point=pay_point,
            on_day=on_day,
            order_no=order_no.strip(),
            ordered_on=ordered_on,
            committee=members,
        )
        return Saved(writer.insert(day), tx.changes)


def draw_money(
    store: Store, scheme_set: SchemeSet, day: CashDay, *, drawn_satang: int, drawn_by: str, why: str = ""
) -> Saved[CashDay]:
    """Money was drawn, by เลขที่ฎีกา or สัญญายืม, for everyone whose payment was not stopped.

    Raises:
        NotPossible: Less than the list of the pay point, or nothing.
        Incomplete: No ฎีกา or loan contract.
        IllegalStep: The day is settled.
    """
    _need_open(day)
    if not drawn_by.strip():
        raise Incomplete(
            _("Money is drawn against a disbursement or a loan contract."), do=_("Write the number of either.")
        )
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set)
        needed = _point_of(writer, day).paid_satang
        if drawn_satang < needed:
            raise NotPossible(
                _("The list of this pay point needs {amount} baht.").format(amount=baht(needed)),
                do=_("Draw at least that much, and correct the amount."),
            )
        return Saved(writer.update(day, drawn_satang=drawn_satang, drawn_by=drawn_by.strip()), tx.changes)


def settle_cash_day(
    store: Store,
    scheme_set: SchemeSet,
    day: CashDay,
    *,
    returned_satang: int,
    returned_on: date | None = None,
    receipt: str = "",
    why: str = "",
) -> Saved[CashDay]:
    """The money was counted: what the results say was paid, and what went back to the treasury.

    Raises:
        WrongMonthState: The month is not marked as paid yet, so results are still missing.
        NotPossible: Drawn is not paid and returned together.
        Incomplete: Money went back without day and receipt.
        IllegalStep: The day is settled, or nothing was drawn.
    """
    _need_open(day)
    if day.drawn_satang == 0:
        raise IllegalStep(_("No money was drawn for this cash day yet."), do=_("Record the money drawn first."))
    if returned_satang and (returned_on is None or not receipt.strip()):
        raise Incomplete(_("Money that goes back needs its day and its receipt."), do=_("Fill in both."))
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set)
        month = writer.get(PaymentMonth, day.payment_month_id)
        if month.state not in (MonthState.PAID, MonthState.RESULTS):
            raise WrongMonthState(_("This month is not marked as paid yet."), do=_("Mark it, then key the results."))
        paid = _point_of(writer, day).paid_satang
        if day.drawn_satang != paid + returned_satang:
            raise NotPossible(
                _("Drawn {drawn}, paid {paid}, returned {returned} baht: this does not balance.").format(
                    drawn=baht(day.drawn_satang), paid=baht(paid), returned=baht(returned_satang)
                ),
                do=_("Look at who did not come, or count the money again."),
            )
        kept = writer.update(
            day,
            paid_satang=paid,
            returned_satang=returned_satang,
            returned_on=returned_on,
            return_receipt=receipt.strip(),
            settled=True,
        )
        return Saved(kept, tx.changes)


def reopen_cash_day(store: Store, scheme_set: SchemeSet, day: CashDay, *, why: str) -> Saved[CashDay]:
    """Open a settled day again to correct a result; only while its month is not closed.

    Raises:
        Incomplete: No reason.
        WrongMonthState: The month is closed.
    """
    need_reason(why)
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set)
        if writer.get(PaymentMonth, day.payment_month_id).state is MonthState.CLOSED:
            raise WrongMonthState(_("This month is closed already."), do=_("What was missed is paid as retro pay."))
        kept = writer.update(day, settled=False, paid_satang=0, returned_satang=0, returned_on=None, return_receipt="")
        return Saved(kept, tx.changes)


def _cash_points(shelf: Shelf, payment_month: PaymentMonth) -> list[CashPoint]:
    results = counted_results(shelf, payment_month)
    days = {day.pay_point: day for day in shelf.find(CashDay, payment_month_id=payment_month.id)}
    by_point: dict[str, list[PaymentLine]] = {}
    for line in shelf.find(PaymentLine, payment_month_id=payment_month.id):
        if line.channel.is_cash:
            by_point.setdefault(line.pay_point, []).append(line)
    points = []
    for name in sorted(by_point):
        lines = by_point[name]
        back = sum(line.amount_satang for line in lines if came_back(line, results))
        paid = sum(line.amount_satang for line in lines) - back
        points.append(CashPoint(payment_month, name, tuple(lines), paid, back, days.get(name)))
    return points


def _point_of(shelf: Shelf, day: CashDay) -> CashPoint:
    payment_month = shelf.get(PaymentMonth, day.payment_month_id)
    return next(point for point in _cash_points(shelf, payment_month) if point.pay_point == day.pay_point)


def _need_open(day: CashDay) -> None:
    if day.settled:
        raise IllegalStep(
            _("The cash of this pay point is counted and settled already."),
            do=_("Open the cash day again with its reason first."),
        )
