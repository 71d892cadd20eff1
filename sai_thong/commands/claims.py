"""``claims``: from the application to the register, who is paid how, and how a right ends."""

from __future__ import annotations

import argparse
from typing import Any

from sai_thong.commands import claim_endings, letters, payment_choices, person_facts
from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain
from sai_thong.commands.types import (
    add_day,
    add_month,
    add_scheme,
    add_set,
    add_who,
    add_why,
    amount_satang,
    month_be,
    one_of,
)
from sai_thong.commands.whom import claim, claims, people_of, person
from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.ground.language import _
from sai_thong.ground.usage import CommandParser
from sai_thong.registers.allowances import claims as operations
from sai_thong.registers.allowances.person_view import PersonAllowance, person_view
from sai_thong.registers.allowances.records import Claim, ClaimState, OfficerOpinion, Origin
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import SCHEME_LABELS
from sai_thong.thai.money import baht

_LISTED = ("scheme", "state", "applied_on", "confirmed_on", "register_no", "register_year_be")
_FORM = ("marital_status", "occupation", "monthly_income_satang", "previous_office", "last_month_paid_there", "note")


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "claims", _("claims to allowances"))
    listing = action(actions, "list", _list, _("the claims, with where they stand"))
    listing.add_argument("--state", help=_("only those that stand here"), **one_of(ClaimState))
    listing.add_argument("--review", action="store_true", help=_("only those brought over and not reviewed yet"))
    add_set(listing)
    show = action(actions, "show", _show, _("what a person gets and why, and what changes next"))
    add_who(show)
    add_set(show)
    add_month(show, required=False)
    _add_applying(actions)
    _add_deciding(actions)
    claim_endings.add_actions(actions)
    payment_choices.add_actions(actions)
    letters.add_claim_actions(actions)
    person_facts.add_to(commands)


def _add_applying(actions: Actions) -> None:
    apply = action(actions, "apply", _apply, _("take an application"))
    add_who(apply)
    add_scheme(apply)
    add_day(apply)
    apply.add_argument("--moved-in", action="store_true", help=_("confirmed here after a move"))
    apply.add_argument("--draft", action="store_true", help=_("keep it as a draft"))
    submit = action(actions, "submit", _submit, _("hand in a draft"))
    add_who(submit)
    add_scheme(submit)
    add_day(submit)
    amend = action(actions, "amend", _amend, _("correct what stands on the form"))
    add_who(amend)
    add_scheme(amend)
    for command in (apply, amend):
        _add_form(command)
    for command in (apply, submit, amend):
        add_why(command)


def _add_form(command: CommandParser) -> None:
    command.add_argument("--marital-status")
    command.add_argument("--occupation")
    command.add_argument("--income", dest="monthly_income_satang", type=amount_satang, help=_("baht a month"))
    command.add_argument("--previous-office", help=_("the office that paid before"))
    command.add_argument(
        "--paid-there-until", dest="last_month_paid_there", type=month_be, help=_("last month it paid, such as 2569-09")
    )
    command.add_argument("--note")


def _add_deciding(actions: Actions) -> None:
    opinion = action(actions, "opinion", _opinion, _("the officer's opinion"))
    opinion.add_argument("--opinion", required=True, help=_("what the officer says"), **one_of(OfficerOpinion))
    committee = action(actions, "committee", _committee, _("what the committee advises, under one report"))
    advice = committee.add_mutually_exclusive_group(required=True)
    advice.add_argument("--approve", action="store_true", help=_("the right should be granted"))
    advice.add_argument("--reject", dest="approve", action="store_false", help=_("it should not"))
    committee.add_argument("--report", required=True, help=_("number of the report"))
    order = action(actions, "order", _order, _("the executive's order"))
    decision = order.add_mutually_exclusive_group(required=True)
    decision.add_argument("--accept", action="store_true", help=_("enter them in the register"))
    decision.add_argument("--refuse", dest="accept", action="store_false", help=_("refuse them"))
    order.add_argument("--by", required=True, help=_("who ordered"))
    order.add_argument("--order-no", default="", help=_("number of the order"))
    for command in (opinion, committee, order):
        command.add_argument("--reason", default="", help=_("reason, where it says no"))
        add_day(command)
    review = action(actions, "review", _review, _("claims brought over whose papers somebody has looked at"))
    add_day(review, "--confirmed-on", words=_("day of confirmation found in the papers"))
    elsewhere = action(
        actions, "confirmed-elsewhere", _confirmed_elsewhere, _("who moved away has confirmed at the new office")
    )
    add_day(elsewhere)
    for command in (opinion, committee, order, review, elsewhere):
        command.add_argument("who", metavar=_("WHO"), nargs="+", help=_("citizen IDs, or ids that lists show"))
        add_scheme(command)
        add_why(command, required=command is review)


def _list(session: Session, arguments: argparse.Namespace) -> None:
    wanted: dict[str, Any] = {"state": arguments.state} if arguments.state else {}
    if arguments.review:
        wanted |= {"needs_review": True}
    with session.store(write=False) as store:
        found = shelf_of(store, arguments.scheme_set).find(Claim, **wanted)
        people = people_of(store, found)
    session.output.records(Claim, found, _LISTED, people)


def _show(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        citizen = person(store, arguments.who)
        view = person_view(store, citizen.id, arguments.month, sets=(arguments.scheme_set,))
        access_log.note(store, Look(Access.UNMASK, citizen.id, "claims show", register="allowances"))
    document = {
        "citizen_id": citizen.citizen_id,
        "name": citizen.full_name,
        "allowances": [_explained(each) for each in view.allowances],
    }
    lines = [citizen.full_name, *(line for each in view.allowances for line in _explained_lines(each))]
    session.output.result(document, lines)


def _explained(allowance: PersonAllowance) -> dict[str, Any]:
    payments = [
        {"line": plain(each.line), "outcome": plain(each.result.outcome) if each.result else None}
        for each in allowance.payments
    ]
    return {
        "claim": plain(allowance.file.claim),
        "month": allowance.month.be_text,
        "amount_satang": allowance.amount_satang,
        "explanation": allowance.explanation,
        "coming": list(allowance.coming),
        "channel": plain(allowance.channel),
        "payments": payments,
    }


def _explained_lines(allowance: PersonAllowance) -> list[str]:
    head = f"{_(SCHEME_LABELS[allowance.file.claim.scheme])}\t{allowance.month.name}\t{baht(allowance.amount_satang)}"
    paid = (f"  {each.line.paid_for.short_name}\t{baht(each.line.amount_satang)}" for each in allowance.payments)
    return [head, f"  {allowance.explanation}", *(f"  → {each}" for each in allowance.coming), *paid]


def _form_values(arguments: argparse.Namespace) -> dict[str, Any]:
    return {name: value for name in _FORM if (value := getattr(arguments, name)) is not None}


def _apply(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        form = Claim(
            person_id=person(store, arguments.who).id,
            scheme=arguments.scheme,
            origin=Origin.MOVED_IN if arguments.moved_in else Origin.CONFIRMED,
            applied_on=arguments.on,
            **_form_values(arguments),
        )
        taken = operations.apply(store, form, as_draft=arguments.draft, why=arguments.why)
    _tell_applied(session, taken)


def _submit(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        draft = claim(store, arguments.who, arguments.scheme)
        taken = operations.submit(store, draft, on_day=arguments.on, why=arguments.why)
    _tell_applied(session, taken)


def _tell_applied(session: Session, taken: operations.Applied) -> None:
    told = _("The application was taken.")
    if taken.kept_for_next_window and taken.counts_from:
        told += " " + _("It is outside the windows, and is kept for the next: it counts from {day}.").format(
            day=taken.counts_from.isoformat()
        )
    session.output.record(taken.claim, told)


def _amend(session: Session, arguments: argparse.Namespace) -> None:
    values = _form_values(arguments)
    if not values:
        arguments.usage_error(_("Say what to correct."))
    with session.store(write=True) as store:
        amended = operations.amend(store, claim(store, arguments.who, arguments.scheme), values, why=arguments.why)
    session.output.record(amended.record, _("The form was corrected."))


def _opinion(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        given = [
            operations.give_opinion(
                store,
                each,
                arguments.opinion,
                on_day=arguments.on or session.today,
                reason=arguments.reason,
                why=arguments.why,
            ).record
            for each in claims(store, arguments)
        ]
        people = people_of(store, given)
    session.output.records(Claim, given, _LISTED, people)


def _committee(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        decided = operations.committee_decides(
            store,
            claims(store, arguments),
            approve=arguments.approve,
            report_no=arguments.report,
            on_day=arguments.on or session.today,
            reason=arguments.reason,
            why=arguments.why,
        )
        people = people_of(store, decided.records)
    session.output.records(Claim, decided.records, _LISTED, people)


def _order(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        ordered = operations.executive_orders(
            store,
            claims(store, arguments),
            accept=arguments.accept,
            ordered_on=arguments.on or session.today,
            ordered_by=arguments.by,
            order_no=arguments.order_no,
            reason=arguments.reason,
            why=arguments.why,
        )
        people = people_of(store, ordered.claims)
    session.output.records(Claim, ordered.claims, _LISTED, people)


def _review(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        reviewed = operations.review_brought_over(
            store, claims(store, arguments), confirmed_on=arguments.confirmed_on, why=arguments.why
        )
        people = people_of(store, reviewed.records)
    session.output.records(Claim, reviewed.records, _LISTED, people)


def _confirmed_elsewhere(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        noted = [
            operations.confirm_elsewhere(store, each, arguments.on or session.today, why=arguments.why).record
            for each in claims(store, arguments)
        ]
        people = people_of(store, noted)
    session.output.records(Claim, noted, _LISTED, people)
