"""``retro``: months that were due and not paid, and the orders to make them good."""

from __future__ import annotations

import argparse

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain
from sai_thong.commands.types import add_month, add_scheme, add_set, add_who, add_why, month_be
from sai_thong.commands.whom import claim
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.registers.allowances import retro
from sai_thong.registers.allowances.records import RetroOrder
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import SCHEME_LABELS, scheme_set_of
from sai_thong.thai.money import baht


class NotOrdered(Refused):
    """There is no open order for this month."""

    def __init__(self) -> None:
        super().__init__(
            _("This month is not ordered to be paid."),
            kept=_("Nothing was changed."),
            do=_("Look at the orders with “retro list”."),
        )


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "retro", _("retro pay"))
    add_set(action(actions, "list", _list, _("months that were due and not paid")))
    order = action(actions, "order", _order, _("pay such a month in a later one"))
    order.add_argument("--pay-in", type=month_be, required=True, metavar="2569-12", help=_("in which month"))
    order.add_argument("--reason", required=True)
    cancel = action(actions, "cancel", _cancel, _("take an order back that is not paid yet"))
    for command in (order, cancel):
        add_who(command)
        add_scheme(command)
        add_month(command)
        add_why(command, required=command is cancel)


def _list(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = retro.retro_candidates(store, arguments.scheme_set)
    documents = [
        {
            "claim_id": each.claim_id,
            "citizen_id": each.citizen.citizen_id,
            "name": each.citizen.full_name,
            "scheme": each.scheme.value,
            "month": each.month.be_text,
            "amount_satang": each.amount_satang,
            "cause": each.cause.value,
            "reason": each.reason,
            "pay_in": plain(each.ordered.pay_in) if each.ordered else None,
        }
        for each in found
    ]
    rows = (
        (
            each.citizen.full_name,
            _(SCHEME_LABELS[each.scheme]),
            each.month,
            baht(each.amount_satang),
            _(retro.RETRO_CAUSE_LABELS[each.cause]),
            each.reason,
            each.ordered.pay_in if each.ordered else None,
        )
        for each in found
    )
    columns = (_("name"), _("allowance"), _("month"), _("baht"), _("cause"), _("why"), _("ordered for"))
    session.output.result(documents, table(columns, rows))


def _order(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        ordered = retro.order_retro(
            store,
            scheme_set_of(arguments.scheme),
            claim(store, arguments.who, arguments.scheme).id,
            arguments.month,
            pay_in=arguments.pay_in,
            reason=arguments.reason,
            why=arguments.why,
        )
    session.output.record(ordered.record, _("The month is ordered to be paid."))


def _cancel(session: Session, arguments: argparse.Namespace) -> None:
    scheme_set = scheme_set_of(arguments.scheme)
    with session.store(write=True) as store:
        claim_id = claim(store, arguments.who, arguments.scheme).id
        orders = shelf_of(store, scheme_set).find(
            RetroOrder, claim_id=claim_id, paid_for=arguments.month, cancelled_on=None
        )
        if not orders:
            raise NotOrdered
        cancelled = retro.cancel_retro(store, scheme_set, orders[-1], why=arguments.why)
    session.output.record(cancelled.record, _("The order was taken back."))
