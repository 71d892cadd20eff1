"""``allowances result|results|stops|stop-told|stop-settle``: what became of payments, by exception."""

from __future__ import annotations

import argparse
from datetime import datetime, time

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.plain import plain, plain_fields
from sai_thong.commands.types import add_day, add_month, add_scheme, add_set, add_who, add_why, one_of
from sai_thong.commands.whom import person
from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.registers.allowances import results, stops
from sai_thong.registers.allowances.labels import OUTCOME_LABELS
from sai_thong.registers.allowances.records import Outcome, PaymentLine, UrgentStop
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.joined import with_joined
from sai_thong.registers.law.terms import scheme_set_of
from sai_thong.thai.calendar import Month
from sai_thong.thai.money import baht


class NotPaidInMonth(Refused):
    """The person has no payment in the month."""

    def __init__(self, name: str, month: Month) -> None:
        super().__init__(
            _("{name} has no payment in {month}.").format(name=name, month=month.name),
            kept=_("Nothing was changed."),
            do=_("Look at the month's list."),
        )


def add_actions(actions: Actions) -> None:
    """Declare the actions."""
    listing = action(actions, "results", _list, _("the exceptions recorded of a month"))
    add_month(listing)
    add_set(listing)
    one = action(actions, "result", _record, _("record what became of one payment"))
    add_who(one)
    add_scheme(one)
    add_month(one)
    one.add_argument("--outcome", required=True, help=_("what became of it"), **one_of(Outcome))
    add_day(one)
    one.add_argument("--received-by", default="", help=_("who took the money"))
    one.add_argument("--card", default="", help=_("the card that person showed"))
    one.add_argument("--authority", default="", help=_("number or day of the letter of authority"))
    one.add_argument("--witness", action="append", default=[], help=_("a witness; give two for a thumb print"))
    one.add_argument("--reason", default="", help=_("why a transfer failed, or a remark"))
    add_why(one)
    stop_list = action(actions, "stops", _stops, _("payments that must be stopped at once"))
    add_set(stop_list)
    told = action(actions, "stop-told", _told, _("whom we told to stop a payment, and how"))
    told.add_argument("--whom", required=True)
    told.add_argument("--how", required=True)
    add_day(told)
    told.add_argument("--time", type=time.fromisoformat, metavar="14:30", help=_("time of day; now if not said"))
    settle = action(actions, "stop-settle", _settle, _("whether a payment was stopped in time"))
    outcome = settle.add_mutually_exclusive_group(required=True)
    outcome.add_argument("--stopped", action="store_true", help=_("it was stopped"))
    outcome.add_argument("--went-out", dest="stopped", action="store_false", help=_("it went out all the same"))
    for command in (told, settle):
        command.add_argument("stop", metavar=_("STOP"), help=_("the id that the list shows"))
        add_set(command)


def _list(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = results.results_of(store, arguments.scheme_set, arguments.month)
        shelf = shelf_of(store, arguments.scheme_set)
        lines = {line.id: line for line in shelf.find(PaymentLine, id=tuple(found))} if found else {}
    documents = [plain_fields(result) | {"line": plain(lines[line_id])} for line_id, result in found.items()]
    rows = (
        (
            line_id,
            _name(lines[line_id]),
            baht(lines[line_id].amount_satang),
            _(OUTCOME_LABELS[result.outcome]),
            result.on_day,
            result.reason,
        )
        for line_id, result in found.items()
    )
    columns = ("id", _("name"), _("baht"), _("result"), _("day"), _("why"))
    session.output.result(documents, table(columns, rows))


def _record(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        entry = results.ResultEntry(
            line_id=_line_of(store, arguments).id,
            outcome=arguments.outcome,
            on_day=arguments.on,
            received_by=arguments.received_by,
            received_card=arguments.card,
            authority=arguments.authority,
            witnesses=tuple(arguments.witness),
            reason=arguments.reason,
        )
        kept = results.record_results(store, scheme_set_of(arguments.scheme), [entry], why=arguments.why)
    session.output.record(kept.records[0], _("The result was recorded."))


def _line_of(store: Store, arguments: argparse.Namespace) -> PaymentLine:
    citizen = person(store, arguments.who)
    shelf = shelf_of(store, scheme_set_of(arguments.scheme))
    # Lines stay as they were sent, under the record they name, also when it was merged into another since.
    records = tuple(each.id for each in with_joined(store, citizen))
    found = shelf.find(PaymentLine, person_id=records, scheme=arguments.scheme, paid_for=arguments.month)
    if not found:
        raise NotPaidInMonth(citizen.full_name, arguments.month)
    # Of a month paid again the last payment counts.
    return found[-1]


def _stops(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = stops.stops_of(store, arguments.scheme_set)
    rows = (
        (each.stop.id, _name(each.line), each.stop.month, each.stop.reason, each.stop.told_whom, each.stop.told_at)
        for each in found
    )
    columns = ("id", _("name"), _("month"), _("why"), _("told whom"), _("told at"))
    session.output.result(plain(found), table(columns, rows))


def _told(session: Session, arguments: argparse.Namespace) -> None:
    now = session.clock.now().astimezone(BANGKOK)
    at = datetime.combine(arguments.on or now.date(), arguments.time or now.timetz(), tzinfo=BANGKOK)
    with session.store(write=True) as store:
        stop = shelf_of(store, arguments.scheme_set).get(UrgentStop, arguments.stop)
        kept = stops.tell(store, arguments.scheme_set, stop, whom=arguments.whom, how=arguments.how, at=at)
    session.output.record(kept.record, _("It was recorded whom we told."))


def _settle(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        stop = shelf_of(store, arguments.scheme_set).get(UrgentStop, arguments.stop)
        kept = stops.settle(store, arguments.scheme_set, stop, stopped=arguments.stopped)
    session.output.record(kept.record, _("The stop is settled."))


def _name(line: PaymentLine) -> str:
    return f"{line.prefix}{line.first_name} {line.last_name}"
