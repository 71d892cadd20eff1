"""``overpayments``: the facts and the right to explain, the decision, the demand, the repayments."""

from __future__ import annotations

import argparse
from typing import Any

from sai_thong.commands import letters
from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain, plain_fields, record_lines
from sai_thong.commands.types import add_day, add_set, add_why, amount_satang, month_be, one_of
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.allowances import overpayments
from sai_thong.registers.allowances.labels import OVERPAYMENT_STATE_LABELS
from sai_thong.registers.allowances.overpayments import OverpaymentView
from sai_thong.registers.allowances.records import Overpayment, OverpaymentOutcome
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import SCHEME_LABELS
from sai_thong.thai.money import baht


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "overpayments", _("money paid without right"))
    listing = action(actions, "list", _list, _("open cases"))
    listing.add_argument("--all", action="store_true", help=_("closed cases too"))
    show = action(actions, "show", _show, _("one case in full"))
    ask = action(actions, "ask", _ask, _("send the facts and ask to explain"))
    ask.add_argument("--addressee", required=True, help=_("who received the money, or the heir"))
    ask.add_argument("--address", default="")
    ask.add_argument("--letter-no", default="", help=_("number of the letter, without the office's code"))
    explained = action(actions, "explained", _explained, _("what the addressee explained"))
    explained.add_argument("--text", required=True)
    decide = action(actions, "decide", _decide, _("the executive's decision"))
    decide.add_argument("--decision", required=True, help=_("in words"))
    demand = action(actions, "demand", _demand, _("ask for the money back, after the decision"))
    demand.add_argument("--letter-no", default="", help=_("number of the letter, without the office's code"))
    letters.add_case_actions(actions)
    instalments = action(actions, "instalments", _instalments, _("so much a month"))
    instalments.add_argument("--from-month", type=month_be, required=True, metavar="2569-12")
    repay = action(actions, "repay", _repay, _("money came back"))
    repay.add_argument("--receipt", required=True, help=_("number of the receipt"))
    conclude = action(actions, "conclude", _conclude, _("end a case otherwise than by repaying"))
    for command in (instalments, repay):
        command.add_argument("--amount", type=amount_satang, required=True, help=_("baht"))
    for command in (decide, conclude):
        command.add_argument("--number", required=True, help=_("number of the order"))
        command.add_argument(
            "--outcome", required=command is conclude, help=_("how the case ends"), **one_of(OverpaymentOutcome)
        )
    for command in (show, ask, explained, decide, demand, instalments, repay, conclude):
        command.add_argument("case", metavar=_("CASE"), help=_("the id that the list shows"))
    for command in (ask, explained, decide, demand, repay, conclude):
        add_day(command)
    for command in (ask, explained, decide, demand, instalments, repay, conclude):
        add_why(command)
    for command in (listing, show, ask, explained, decide, demand, instalments, repay, conclude):
        add_set(command)


def _case(store: Store, arguments: argparse.Namespace) -> Overpayment:
    return shelf_of(store, arguments.scheme_set).get(Overpayment, arguments.case)


def _list(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        views = overpayments.overpayment_list(store, arguments.scheme_set, open_only=not arguments.all)
    rows = (
        (
            view.case.id,
            view.citizen.full_name,
            _(SCHEME_LABELS[view.case.scheme]),
            view.case.cause,
            baht(view.case.amount_satang),
            baht(view.outstanding_satang),
            _(OVERPAYMENT_STATE_LABELS[view.case.state]),
        )
        for view in views
    )
    columns = ("id", _("name"), _("allowance"), _("cause"), _("baht"), _("still open"), _("state"))
    session.output.result([_document(view) for view in views], table(columns, rows))


def _document(view: OverpaymentView) -> dict[str, Any]:
    return plain_fields(view.case) | {
        "citizen_id": view.citizen.citizen_id,
        "name": view.citizen.full_name,
        "months": [line.paid_for.be_text for line in view.lines],
        "repayments": plain(view.repayments),
        "outstanding_satang": view.outstanding_satang,
    }


def _show(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        view = overpayments.overpayment_view(store, arguments.scheme_set, _case(store, arguments))
    paid = (f"{line.paid_for.name}\t{baht(line.amount_satang)}" for line in view.lines)
    back = (f"{each.on_day.isoformat()}\t{baht(each.amount_satang)}\t{each.receipt_no}" for each in view.repayments)
    session.output.result(_document(view), [view.citizen.full_name, *record_lines(view.case), *paid, *back])


def _ask(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        asked = overpayments.ask_explanation(
            store,
            _case(store, arguments),
            on_day=arguments.on or session.today,
            addressee=arguments.addressee,
            address=arguments.address,
            letter_no=arguments.letter_no,
            why=arguments.why,
        )
    session.output.record(asked.record)


def _explained(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        kept = overpayments.record_explanation(
            store, _case(store, arguments), arguments.text, on_day=arguments.on or session.today, why=arguments.why
        )
    session.output.record(kept.record)


def _decide(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        decided = overpayments.decide(
            store,
            _case(store, arguments),
            decision=arguments.decision,
            decision_no=arguments.number,
            decided_on=arguments.on or session.today,
            not_asked_back=arguments.outcome,
            why=arguments.why,
        )
    session.output.record(decided.record)


def _demand(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        demanded = overpayments.demand(
            store,
            _case(store, arguments),
            on_day=arguments.on or session.today,
            letter_no=arguments.letter_no,
            why=arguments.why,
        )
    session.output.record(demanded.record)


def _instalments(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        agreed = overpayments.agree_instalments(
            store,
            _case(store, arguments),
            instalment_satang=arguments.amount,
            from_month=arguments.from_month,
            why=arguments.why,
        )
    session.output.record(agreed.record)


def _repay(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        repaid = overpayments.repay(
            store,
            _case(store, arguments),
            on_day=arguments.on or session.today,
            amount_satang=arguments.amount,
            receipt_no=arguments.receipt,
            why=arguments.why,
        )
    session.output.record(repaid.record)


def _conclude(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        ended = overpayments.conclude(
            store,
            _case(store, arguments),
            arguments.outcome,
            on_day=arguments.on or session.today,
            decision_no=arguments.number,
            why=arguments.why,
        )
    session.output.record(ended.record)
