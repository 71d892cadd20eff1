"""``claims waive|end|reopen|suspend|resume``: how a right ends, stops, and goes on."""

from __future__ import annotations

import argparse

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.types import add_day, add_scheme, add_who, add_why, month_be, one_of
from sai_thong.commands.whom import claim
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.registers.allowances import claim_endings as operations
from sai_thong.registers.allowances.records import Suspension
from sai_thong.registers.allowances.rules.facts import EndReason
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import scheme_set_of


class NotSuspended(Refused):
    """There is no suspension to resume from."""

    def __init__(self) -> None:
        super().__init__(
            _("This claim is not suspended."),
            kept=_("Nothing was changed."),
            do=_("Look at the claim with “claims show”."),
        )


def add_actions(actions: Actions) -> None:
    """Declare the actions."""
    waive = action(actions, "waive", _waive, _("the person gave up the right in writing"))
    add_day(waive, words=_("day of the letter; today if not said"))
    end = action(actions, "end", _end, _("end a right"))
    end.add_argument("--reason", required=True, help=_("why it ends"), **one_of(EndReason))
    add_day(end, required=True, words=_("the last day of the right"))
    reopen = action(actions, "reopen", _reopen, _("take back an ending"))
    suspend = action(actions, "suspend", _suspend, _("stop paying by order, after the facts were checked"))
    suspend.add_argument("--from-month", type=month_be, required=True, metavar="2569-12")
    suspend.add_argument("--to-month", type=month_be, metavar="2570-03")
    suspend.add_argument("--reason", required=True)
    suspend.add_argument("--facts", required=True, help=_("what was found"))
    add_day(suspend, "--checked-on", required=True, words=_("day on which the facts were checked"))
    suspend.add_argument("--order-no", required=True, help=_("number of the order"))
    add_day(suspend, "--ordered-on", words=_("day of the order; today if not said"))
    resume = action(actions, "resume", _resume, _("pay again after a suspension"))
    resume.add_argument("--last-month", type=month_be, required=True, help=_("last month that stays suspended"))
    resume.add_argument("--reason", required=True)
    add_day(resume)
    for command in (waive, end, reopen, suspend, resume):
        add_who(command)
        add_scheme(command)
        add_why(command, required=command in (waive, end, reopen))


def _waive(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        right = claim(store, arguments.who, arguments.scheme)
        ended = operations.waive(store, right, letter_on=arguments.on or session.today, why=arguments.why)
    session.output.record(ended.record, _("The right ended."))


def _end(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        right = claim(store, arguments.who, arguments.scheme)
        ended = operations.end_claim(store, right, arguments.reason, ended_on=arguments.on, why=arguments.why)
    session.output.record(ended.record, _("The right ended."))


def _reopen(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        stands = operations.reopen(store, claim(store, arguments.who, arguments.scheme), why=arguments.why)
    session.output.record(stands.record, _("The right stands again."))


def _suspend(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        suspended = operations.suspend(
            store,
            claim(store, arguments.who, arguments.scheme),
            from_month=arguments.from_month,
            to_month=arguments.to_month,
            reason=arguments.reason,
            facts=arguments.facts,
            facts_checked_on=arguments.checked_on,
            order_no=arguments.order_no,
            ordered_on=arguments.ordered_on or session.today,
            why=arguments.why,
        )
    session.output.record(suspended.record, _("Payment is suspended."))


def _resume(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        right = claim(store, arguments.who, arguments.scheme)
        shelf = shelf_of(store, scheme_set_of(arguments.scheme))
        suspensions = shelf.find(Suspension, claim_id=right.id, resumed_on=None)
        if not suspensions:
            raise NotSuspended
        resumed = operations.resume(
            store,
            right,
            suspensions[-1],
            last_month=arguments.last_month,
            resumed_on=arguments.on or session.today,
            reason=arguments.reason,
            why=arguments.why,
        )
    session.output.record(resumed.record, _("Payment goes on."))
