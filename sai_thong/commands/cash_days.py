"""``cash``: cash days by pay point: the order, the money drawn, what was paid and what goes back."""

from __future__ import annotations

import argparse

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain
from sai_thong.commands.types import add_day, add_month, add_set, add_why, amount_satang
from sai_thong.db.store import Store
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.registers.allowances import cash_days
from sai_thong.registers.allowances.months import months_of
from sai_thong.registers.allowances.records import CashDay
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.thai.money import baht


class NoCashHere(Refused):
    """No cash is paid at this point in the month, or its day is not ordered yet."""

    def __init__(self) -> None:
        super().__init__(
            _("This pay point has no cash, or no cash day yet, in this month."),
            kept=_("Nothing was changed."),
            do=_("Look at the pay points with “cash list”."),
        )


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "cash", _("cash days"))
    listing = action(actions, "list", _list, _("the pay points of a month with their money"))
    order = action(actions, "order", _order, _("the order that names the paying committee"))
    add_day(order, required=True, words=_("day of payment"))
    order.add_argument("--order-no", required=True, help=_("number of the order"))
    add_day(order, "--ordered-on", words=_("day of the order; today if not said"))
    order.add_argument("--member", action="append", required=True, help=_("who pays; at least two"))
    draw = action(actions, "draw", _draw, _("money was drawn"))
    draw.add_argument("--amount", type=amount_satang, required=True, help=_("baht"))
    draw.add_argument("--by", required=True, help=_("number of the disbursement or of the loan contract"))
    settle = action(actions, "settle", _settle, _("the money was counted"))
    settle.add_argument("--returned", type=amount_satang, default=0, help=_("baht that went back"))
    add_day(settle, "--returned-on", words=_("day on which it went back"))
    settle.add_argument("--receipt", default="", help=_("receipt of the return"))
    reopen = action(actions, "reopen", _reopen, _("open a settled day again"))
    for command in (order, draw, settle, reopen):
        command.add_argument("--pay-point", default="", help=_("where cash is paid, as the list names it"))
        add_why(command, required=command is reopen)
    for command in (listing, order, draw, settle, reopen):
        add_month(command)
        add_set(command)


def _points(store: Store, arguments: argparse.Namespace) -> list[cash_days.CashPoint]:
    shelf = shelf_of(store, arguments.scheme_set)
    months = months_of(shelf, arguments.month)
    return [point for each in months for point in cash_days.cash_points(store, arguments.scheme_set, each)]


def _point(store: Store, arguments: argparse.Namespace) -> cash_days.CashPoint:
    for each in _points(store, arguments):
        if each.pay_point == arguments.pay_point:
            return each
    raise NoCashHere


def _day(store: Store, arguments: argparse.Namespace) -> CashDay:
    day = _point(store, arguments).day
    if day is None:
        raise NoCashHere
    return day


def _list(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        points = _points(store, arguments)
    documents = [
        {
            "pay_point": each.pay_point,
            "source": each.payment_month.source.value,
            "count": len(each.lines),
            "amount_satang": each.total_satang,
            "paid_satang": each.paid_satang,
            "to_return_satang": each.to_return_satang,
            "day": plain(each.day),
        }
        for each in points
    ]
    rows = (
        (
            each.pay_point,
            len(each.lines),
            baht(each.total_satang),
            baht(each.paid_satang),
            baht(each.to_return_satang),
            each.day.on_day if each.day else None,
            bool(each.day and each.day.settled),
        )
        for each in points
    )
    columns = (_("pay point"), _("people"), _("baht"), _("paid"), _("to return"), _("day"), _("settled"))
    session.output.result(documents, table(columns, rows))


def _order(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        ordered = cash_days.order_cash_day(
            store,
            arguments.scheme_set,
            _point(store, arguments).payment_month,
            pay_point=arguments.pay_point,
            on_day=arguments.on,
            order_no=arguments.order_no,
            ordered_on=arguments.ordered_on or session.today,
            committee=arguments.member,
            why=arguments.why,
        )
    session.output.record(ordered.record, _("The cash day is ordered."))


def _draw(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        drawn = cash_days.draw_money(
            store,
            arguments.scheme_set,
            _day(store, arguments),
            drawn_satang=arguments.amount,
            drawn_by=arguments.by,
            why=arguments.why,
        )
    session.output.record(drawn.record, _("The money drawn was recorded."))


def _settle(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        settled = cash_days.settle_cash_day(
            store,
            arguments.scheme_set,
            _day(store, arguments),
            returned_satang=arguments.returned,
            returned_on=arguments.returned_on,
            receipt=arguments.receipt,
            why=arguments.why,
        )
    session.output.record(settled.record, _("The cash day is settled."))


def _reopen(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        opened = cash_days.reopen_cash_day(store, arguments.scheme_set, _day(store, arguments), why=arguments.why)
    session.output.record(opened.record, _("The cash day is open again."))
