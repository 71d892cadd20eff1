"""``allowances changes|send|paid|finish|close|take-over``: a month on its way, by scheme set."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.plain import plain_fields
from sai_thong.commands.types import add_day, add_month, add_set, add_why
from sai_thong.ground.language import _
from sai_thong.registers.allowances import months
from sai_thong.registers.allowances.labels import MONTH_STATE_LABELS, PAY_SOURCE_LABELS
from sai_thong.registers.allowances.month_changes import MONTH_CHANGE_LABELS
from sai_thong.registers.allowances.month_view import month_view
from sai_thong.registers.allowances.records import PaymentMonth
from sai_thong.registers.law.terms import SCHEME_LABELS
from sai_thong.thai.calendar import Month
from sai_thong.thai.money import baht


def add_actions(actions: Actions) -> None:
    """Declare the actions."""
    show = action(actions, "month", _month, _("where a month stands, and what changed since the month before"))
    send = action(actions, "send", _send, _("freeze the payments and send them"))
    add_day(send, "--cut-off", words=_("cut-off day of the central system for this month"))
    paid = action(actions, "paid", _paid, _("the money has gone out"))
    add_day(paid, words=_("day of payment; the month's pay date if not said"))
    finish = action(actions, "finish", _finish, _("every exception is recorded"))
    close = action(actions, "close", _close, _("close a month, passing through the steps it has not reached yet"))
    over = action(actions, "take-over", _take_over, _("hold a month here that another machine held"))
    add_why(over, required=True)
    for command in (show, send, paid, finish, close, over):
        add_month(command)
        add_set(command)


def _month(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        view = month_view(store, arguments.scheme_set, arguments.month)
    document = {
        "month": view.month.be_text,
        "state": view.state.value,
        "pay_on": view.pay_on.isoformat(),
        "people": view.people,
        "count": view.totals.count,
        "amount_satang": view.totals.satang,
        "sources": [plain_month(each) for each in view.payment_months],
        "changes": [plain_fields(each) | {"reason": each.why} for each in view.changes],
        "findings": [{"blocking": each.blocking, "message": each.message} for each in view.findings],
    }
    changes = table(
        (_("change"), _("name"), _("village"), _("allowance"), _("before"), _("after"), _("why")),
        (
            (
                _(MONTH_CHANGE_LABELS[each.kind]),
                each.name,
                each.moo,
                _(SCHEME_LABELS[each.scheme]),
                baht(each.before_satang),
                baht(each.after_satang),
                each.why,
            )
            for each in view.changes
        ),
    )
    state = f"{view.month.name}\t{_(MONTH_STATE_LABELS[view.state])}\t{view.totals.count}\t{baht(view.totals.satang)}"
    findings = (f"  {'!' if each.blocking else '-'} {each.message}" for each in view.findings)
    session.output.result(document, [state, *findings, *(changes if view.changes else ())])


def _send(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        sent = months.send(store, arguments.scheme_set, arguments.month, cut_off_on=arguments.cut_off).months
    _tell(session, arguments.month, "sent", sent)


def _paid(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        paid = months.mark_paid(store, arguments.scheme_set, arguments.month, paid_on=arguments.on).months
    _tell(session, arguments.month, "paid", paid)


def _finish(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        finished = months.finish_results(store, arguments.scheme_set, arguments.month).months
    _tell(session, arguments.month, "finished", finished)


def _take_over(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        taken = months.take_over(store, arguments.scheme_set, arguments.month, why=arguments.why).months
    _tell(session, arguments.month, "taken_over", taken)


def _close(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        closed = months.close(store, arguments.scheme_set, arguments.month).months
    document = {"month": arguments.month.be_text, "closed": [plain_month(each) for each in closed]}
    lines = [
        _("{month} is closed: {count} payments, {total} baht, journal {anchor}").format(
            month=each.month.name, count=each.line_count, total=baht(each.total_satang), anchor=each.anchor
        )
        for each in closed
    ]
    session.output.result(document, lines)


def _tell(session: Session, month: Month, done: str, changed: Sequence[PaymentMonth]) -> None:
    document = {"month": month.be_text, done: [plain_month(each) for each in changed]}
    lines = [
        "\t".join(
            (
                month.name,
                _(PAY_SOURCE_LABELS[each.source]),
                _(MONTH_STATE_LABELS[each.state]),
                str(each.line_count),
                baht(each.total_satang),
            )
        )
        for each in changed
    ]
    session.output.result(document, lines)


def plain_month(each: PaymentMonth) -> dict[str, Any]:
    """A month of one pay source for a program."""
    return {
        "source": each.source.value,
        "state": each.state.value,
        "count": each.line_count,
        "amount_satang": each.total_satang,
        "digest": each.lines_digest,
        "anchor": each.anchor,
    }
