"""``cards``, ``incomes``, ``life-checks``, ``found-elsewhere``: facts about a person that decide on payment."""

from __future__ import annotations

import argparse

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.types import add_day, add_set, add_who, add_why, month_be, one_of, thai_day
from sai_thong.commands.whom import people_of, person
from sai_thong.db.store import Store
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.registers.allowances import cards, duplicates, incomes, life_checks
from sai_thong.registers.allowances.records import (
    CardExpiry,
    DisabilityCard,
    DuplicateElsewhere,
    IncomeFact,
    ProofOfLife,
)
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.joined import with_joined
from sai_thong.registers.law.terms import IncomeKind

_CARD = ("card_no", "kinds", "expiry", "expires_on", "pay_despite_until")
_INCOME = ("kind", "from_day", "to_day", "reviewed_on", "source")
_PROOF = ("asked_on", "seen_on", "certified_by")
_CASE = ("list_name", "listed_on", "detail", "settled_on", "conclusion")


def _records(store: Store, who: str) -> tuple[str, ...]:
    """The ids of the records of a person: another machine may have put a fact to one that was merged into theirs."""
    return tuple(each.id for each in with_joined(store, person(store, who)))


class NothingRecorded(Refused):
    """What should be changed is not recorded of this person."""

    def __init__(self) -> None:
        super().__init__(
            _("Nothing of this kind is recorded of this person."),
            kept=_("Nothing was changed."),
            do=_("Look at the list, or record it first."),
        )


def add_to(commands: Actions) -> None:
    """Declare the commands."""
    _add_cards(group(commands, "cards", _("disability cards")))
    _add_incomes(group(commands, "incomes", _("incomes that exclude from the old-age allowance")))
    _add_life_checks(group(commands, "life-checks", _("proofs of life")))
    _add_found_elsewhere(group(commands, "found-elsewhere", _("people found on other lists of state welfare")))


def _add_cards(actions: Actions) -> None:
    action(actions, "list", _list_cards, _("every card"))
    add = action(actions, "add", _add_card, _("enter a first or a renewed card"))
    add_who(add)
    add.add_argument("--card-no", default="")
    add.add_argument("--kind", dest="kinds", action="append", default=[], help=_("kind of disability; may be repeated"))
    add_day(add, "--issued-on", words=_("day of issue"))
    ends = add.add_mutually_exclusive_group()
    ends.add_argument("--lifelong", action="store_true", help=_("it does not end"))
    ends.add_argument("--expires-on", type=thai_day, metavar="21/11/2569", help=_("its last day"))
    add_why(add)
    despite = action(actions, "pay-despite", _pay_despite, _("go on paying with an expired card, by a decision"))
    add_who(despite)
    despite.add_argument("--until", type=month_be, required=True, metavar="2570-03")
    despite.add_argument("--reason", required=True)


def _add_incomes(actions: Actions) -> None:
    action(actions, "list", _list_incomes, _("every income recorded"))
    add = action(actions, "add", _add_income, _("record an income with its days"))
    add.add_argument("--from", dest="from_day", required=True, type=thai_day, metavar="1/10/2569")
    add.add_argument("--to", dest="to_day", type=thai_day, metavar="30/9/2570")
    add.add_argument("--source", default="", help=_("how it became known"))
    end = action(actions, "end", _end_income, _("the income has ended"))
    add_day(end, required=True, words=_("its last day"))
    review = action(actions, "review", _review_income, _("its end was looked into; payment begins again"))
    add_day(review)
    for command in (add, end, review):
        add_who(command)
        command.add_argument("--kind", required=True, help=_("kind of income"), **one_of(IncomeKind))
        add_why(command)


def _add_life_checks(actions: Actions) -> None:
    owed = action(actions, "list", _list_proofs, _("who owes a proof of life"))
    ask = action(actions, "ask", _ask_proof, _("ask for a proof of life"))
    add_day(ask)
    seen = action(actions, "seen", _seen, _("somebody saw the person alive"))
    add_day(seen)
    seen.add_argument("--by", required=True, help=_("who certifies it, with the post"))
    seen.add_argument("--note", default="")
    for command in (ask, seen):
        add_who(command)
        add_why(command)
    for command in (owed, ask, seen):
        add_set(command)


def _add_found_elsewhere(actions: Actions) -> None:
    action(actions, "list", _list_cases, _("open cases"))
    settle = action(actions, "settle", _settle_case, _("close a case with what was found"))
    settle.add_argument("case", metavar=_("CASE"), help=_("the id that the list shows"))
    settle.add_argument("--conclusion", required=True)
    add_day(settle)
    add_why(settle)


def _list_cards(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = store.find(DisabilityCard)
        people = people_of(store, found)
    session.output.records(DisabilityCard, found, _CARD, people)


def _add_card(session: Session, arguments: argparse.Namespace) -> None:
    expiry = CardExpiry.LIFELONG if arguments.lifelong else CardExpiry.UNKNOWN
    with session.store(write=True) as store:
        card = DisabilityCard(
            person_id=person(store, arguments.who).id,
            card_no=arguments.card_no,
            kinds=tuple(arguments.kinds),
            issued_on=arguments.issued_on,
            expiry=CardExpiry.DATE if arguments.expires_on else expiry,
            expires_on=arguments.expires_on,
        )
        entered = cards.enter_card(store, card, why=arguments.why)
    session.output.record(entered.record, _("The card was entered."))


def _pay_despite(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        card = cards.newest_card(store, person(store, arguments.who).id)
        if card is None:
            raise NothingRecorded
        kept = cards.pay_despite_expiry(store, card, until=arguments.until, reason=arguments.reason)
    session.output.record(kept.record, _("The decision was recorded."))


def _list_incomes(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = store.find(IncomeFact)
        people = people_of(store, found)
    session.output.records(IncomeFact, found, _INCOME, people)


def _add_income(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        fact = IncomeFact(
            person_id=person(store, arguments.who).id,
            kind=arguments.kind,
            from_day=arguments.from_day,
            to_day=arguments.to_day,
            source=arguments.source,
        )
        kept = incomes.add_income(store, fact, why=arguments.why)
    session.output.record(kept.record, _("The income was recorded."))


def _end_income(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        found = store.find(IncomeFact, person_id=_records(store, arguments.who), kind=arguments.kind, to_day=None)
        if not found:
            raise NothingRecorded
        kept = incomes.end_income(store, found[-1], arguments.on, why=arguments.why)
    session.output.record(kept.record, _("The income was recorded."))


def _review_income(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        records = _records(store, arguments.who)
        found = store.find(IncomeFact, person_id=records, kind=arguments.kind, reviewed_on=None)
        if not found:
            raise NothingRecorded
        kept = incomes.review_income(store, found[-1], reviewed_on=arguments.on or session.today, why=arguments.why)
    session.output.record(kept.record, _("The income was recorded."))


def _list_proofs(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = shelf_of(store, arguments.scheme_set).find(ProofOfLife, seen_on=None)
        people = people_of(store, found)
    session.output.records(ProofOfLife, found, _PROOF, people)


def _ask_proof(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        citizen = person(store, arguments.who)
        asked = life_checks.ask(
            store, arguments.scheme_set, citizen.id, on_day=arguments.on or session.today, why=arguments.why
        )
    session.output.record(asked.record, _("A proof of life is asked for."))


def _seen(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        shelf = shelf_of(store, arguments.scheme_set)
        proof = life_checks.open_proof(shelf, person(store, arguments.who).id)
        if proof is None:
            raise NothingRecorded
        kept = life_checks.record_seen_alive(
            store,
            arguments.scheme_set,
            proof,
            seen_on=arguments.on or session.today,
            certified_by=arguments.by,
            note=arguments.note,
            why=arguments.why,
        )
    session.output.record(kept.record, _("The proof of life was recorded."))


def _list_cases(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = store.find(DuplicateElsewhere, settled_on=None)
        people = people_of(store, found)
    session.output.records(DuplicateElsewhere, found, _CASE, people)


def _settle_case(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        settled = duplicates.settle_duplicate(
            store,
            store.get(DuplicateElsewhere, arguments.case),
            conclusion=arguments.conclusion,
            settled_on=arguments.on or session.today,
            why=arguments.why,
        )
    session.output.record(settled.record, _("The case was settled."))
