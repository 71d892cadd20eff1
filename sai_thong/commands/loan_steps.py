"""The steps of a loan by command: asked for, approved or refused, fetched, brought back, demanded, let last longer."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.plain import plain, record_lines, words
from sai_thong.commands.types import add_day, add_why, amount_satang, one_of
from sai_thong.commands.whom import person
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.ground.usage import CommandParser
from sai_thong.registers.assets import loan_returns, loans
from sai_thong.registers.assets.loan_corrections import correct_loan
from sai_thong.registers.assets.loan_list import LoanView, find_loan, loan_view
from sai_thong.registers.assets.loan_returns import TakenBack, ThingBack
from sai_thong.registers.assets.loans import LoanKept, NewLoan, ThingWanted
from sai_thong.registers.assets.materials import find_material
from sai_thong.registers.assets.numbering import find_asset
from sai_thong.registers.assets.pools import find_pool
from sai_thong.registers.assets.records import Loan
from sai_thong.registers.assets.refusals import AssetMissing
from sai_thong.registers.assets.rules.materials import read_quantity
from sai_thong.registers.assets.terms import ReturnCondition
from sai_thong.registers.labels import label_of

_WRITTEN: Final = {
    "borrower": "borrower",
    "position": "borrower_position",
    "address": "borrower_address",
    "phone": "borrower_phone",
    "purpose": "purpose",
    "place": "place",
    "opinion": "officer_opinion",
}
"""What may be put right on a slip: the field of each option."""


def add_actions(actions: Actions) -> None:
    """Declare the steps."""
    _add_ask(actions)
    _add_decisions(actions)
    _add_course(actions)
    _add_back(actions)


def add_loan(command: CommandParser) -> None:
    """``LOAN``: a number as on the slip, of this fiscal year where no year is said, or an id."""
    command.add_argument("loan", metavar=_("LOAN"), help=_("number on the slip, such as 12/2570, or id"))


def loan_of(store: Store, session: Session, arguments: argparse.Namespace) -> Loan:
    """The loan that is named."""
    return find_loan(store, arguments.loan, session.today)


def loan_lines(view: LoanView) -> Iterator[str]:
    """A loan for a person: its facts, its things with what is out, and what came back."""
    yield from record_lines(view.loan)
    if view.standing:
        yield label_of(view.standing)
    for number, thing in enumerate(view.things, 1):
        quantity, out = thing.quantity_text(thing.line.quantity), thing.quantity_text(thing.outstanding)
        still_out = _("{count} not back").format(count=out)
        yield f"{number}\t{thing.name} {thing.number}".rstrip() + f"\t{quantity} {thing.unit}\t{still_out}"
        for back in thing.returns:
            told = back.withdrawn_why or label_of(back.condition)
            yield f"\t{words(back.returned_on)}\t{thing.quantity_text(back.quantity)}\t{told}\t{back.id}"


def _add_ask(actions: Actions) -> None:
    command = action(actions, "ask", _ask, _("take down what somebody wants to borrow; the slip gets its number"))
    command.add_argument("--borrower", required=True, help=_("who borrows; of an agency, who asks in its name"))
    command.add_argument("--purpose", required=True, help=_("what for"))
    add_day(command, "--from", words=_("the day the things are to be fetched"), required=True)
    add_day(command, "--until", words=_("the day they are due back"), required=True)
    add_day(command)
    things = (
        ("--asset", _("NUMBER"), _("an asset by its number; repeatable")),
        ("--pool", _("NAME=COUNT"), _("so many of a pool, such as tents=4; repeatable")),
        ("--material", _("CODE=QUANTITY"), _("consumables, which only an agency may borrow; repeatable")),
    )
    for option, shape, told in things:
        command.add_argument(option, action="append", default=[], metavar=shape, help=told)
    command.add_argument("--agency", default="", help=_("the agency that borrows"))
    command.add_argument("--inside", action="store_true", help=_("a person uses them within the office"))
    command.add_argument("--who", default="", help=_("the citizen who borrows: citizen ID, or the id that lists show"))
    command.add_argument("--opinion", default="", help=_("what the supply officer thinks of it"))
    command.add_argument("--number", type=int, help=_("the number written on the paper already"))
    for option in ("position", "address", "phone", "place"):
        command.add_argument(f"--{option}", default="")
    add_why(command)


def _add_decisions(actions: Actions) -> None:
    approving = action(actions, "approve", _approve, _("allow a loan"))
    refusing = action(actions, "refuse", _refuse, _("do not allow a loan"))
    refusing.add_argument("--reason", required=True)
    for command in (approving, refusing):
        add_loan(command)
        command.add_argument("--by", required=True, help=_("who decides"))
        command.add_argument("--opinion", default="", help=_("what the supply officer thinks of it"))
        add_day(command)
    cancelling = action(actions, "cancel", _cancel, _("end a loan that nobody fetched"))
    add_loan(cancelling)
    add_why(cancelling, required=True)
    correcting = action(actions, "correct", _correct, _("put right what was written wrongly on the slip"))
    add_loan(correcting)
    for option in _WRITTEN:
        correcting.add_argument(f"--{option}")
    add_why(correcting, required=True)
    numbering = action(actions, "number", _number, _("give a loan whose number was left blank its number"))
    add_loan(numbering)
    numbering.add_argument("--by-hand", type=int, help=_("the number that was written on paper"))


def _add_course(actions: Actions) -> None:
    fetching = action(actions, "hand-over", _hand_over, _("give the things out"))
    add_loan(fetching)
    fetching.add_argument("--by", required=True, help=_("who gives them"))
    fetching.add_argument("--to", required=True, help=_("who fetches them"))
    add_day(fetching)
    lasting = action(actions, "extend", _extend, _("let a loan last longer or shorter"))
    add_loan(lasting)
    add_day(lasting, "--until", words=_("the day they are due back"), required=True)
    add_why(lasting, required=True)
    demanding = action(actions, "demand", _demand, _("write down that what is overdue was demanded back"))
    add_loan(demanding)
    demanding.add_argument("--letter-no", default="", help=_("number of the letter"))
    add_day(demanding)


def _add_back(actions: Actions) -> None:
    command = action(actions, "take-back", _take_back, _("take back all that is out, or some of it"))
    add_loan(command)
    command.add_argument(
        "--line", action="append", default=[], metavar="1=3", help=_("a line, and how many of it; repeatable")
    )
    command.add_argument(
        "--condition", default=ReturnCondition.USABLE, help=_("in which state it came back"), **one_of(ReturnCondition)
    )
    command.add_argument("--paid", type=amount_satang, default=0, metavar="1,250", help=_("paid for it, in baht"))
    command.add_argument("--note", default="", help=_("how it is damaged, the receipt, and the like"))
    command.add_argument("--from", dest="returned_by", default="", help=_("who brings it; the borrower if not said"))
    command.add_argument("--by", required=True, help=_("who takes it back"))
    add_day(command)
    withdrawing = action(actions, "withdraw-return", _withdraw, _("take back that something came back"))
    withdrawing.add_argument("record_id", metavar="ID", help=_("as “loans show” shows it"))
    add_why(withdrawing, required=True)


def _ask(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        new = NewLoan(
            borrower=arguments.borrower,
            purpose=arguments.purpose,
            begins_on=getattr(arguments, "from"),
            due_on=arguments.until,
            things=tuple(_things(store, arguments)),
            agency=arguments.agency,
            used_outside=not arguments.inside,
            asked_on=arguments.on,
            borrower_position=arguments.position,
            borrower_address=arguments.address,
            borrower_phone=arguments.phone,
            place=arguments.place,
            person_id=person(store, arguments.who).id if arguments.who else None,
            officer_opinion=arguments.opinion,
            number=arguments.number,
        )
        _tell(session, store, loans.ask_loan(store, new, why=arguments.why))


def _things(store: Store, arguments: argparse.Namespace) -> Iterator[ThingWanted]:
    for number in arguments.asset:
        card = find_asset(store, number)
        if card is None:
            raise AssetMissing(number)
        yield ThingWanted(asset_id=card.id)
    for written in arguments.pool:
        name, count = _halves(arguments, written)
        yield ThingWanted(_count(arguments, count), pool_id=find_pool(store, name).id)
    for written in arguments.material:
        name, quantity = _halves(arguments, written)
        yield ThingWanted(read_quantity(quantity), material_id=find_material(store, name).id)


def _approve(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        loan = loan_of(store, session, arguments)
        kept = loans.approve_loan(
            store, loan.id, approved_by=arguments.by, on=arguments.on, officer_opinion=arguments.opinion
        )
        _tell(session, store, kept)


def _refuse(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        loan = loan_of(store, session, arguments)
        kept = loans.refuse_loan(
            store,
            loan.id,
            refused_why=arguments.reason,
            refused_by=arguments.by,
            on=arguments.on,
            officer_opinion=arguments.opinion,
        )
        _tell(session, store, kept)


def _cancel(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        loan = loan_of(store, session, arguments)
        _tell(session, store, loans.cancel_loan(store, loan.id, why=arguments.why))


def _correct(session: Session, arguments: argparse.Namespace) -> None:
    said = {name: getattr(arguments, option) for option, name in _WRITTEN.items()}
    with session.store(write=True) as store:
        loan = replace(loan_of(store, session, arguments), **{name: text for name, text in said.items() if text})
        _tell(session, store, correct_loan(store, loan, why=arguments.why))


def _number(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        loan = loan_of(store, session, arguments)
        _tell(session, store, loans.number_loan(store, loan.id, by_hand=arguments.by_hand))


def _hand_over(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        loan = loan_of(store, session, arguments)
        kept = loans.hand_over(store, loan.id, handed_over_by=arguments.by, received_by=arguments.to, on=arguments.on)
        _tell(session, store, kept)


def _extend(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        loan = loan_of(store, session, arguments)
        _tell(session, store, loans.change_due_day(store, loan.id, arguments.until, why=arguments.why))


def _demand(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        loan = loan_of(store, session, arguments)
        _tell(session, store, loans.demand_back(store, loan.id, on=arguments.on, letter_no=arguments.letter_no))


def _take_back(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        loan = loan_of(store, session, arguments)
        view = loan_view(store, loan.id, session.today)
        kept = loan_returns.take_back(
            store,
            loan.id,
            list(_things_back(view, arguments)),
            returned_by=arguments.returned_by or loan.borrower,
            received_by=arguments.by,
            on=arguments.on,
        )
        _tell_back(session, store, kept)


def _things_back(view: LoanView, arguments: argparse.Namespace) -> Iterator[ThingBack]:
    """The lines that are named, else everything that is out."""
    said: dict[int, str] = {}
    for written in arguments.line:
        place, _equals, quantity = written.partition("=")
        if not place.strip().isdigit() or not 1 <= int(place) <= len(view.things):
            arguments.usage_error(_("“{text}” names no line of this loan.").format(text=written))
        said[int(place)] = quantity
    for number, thing in enumerate(view.things, 1):
        if (said and number not in said) or not (said or thing.outstanding):
            continue
        quantity = thing.outstanding
        if said.get(number):
            written = said[number]
            quantity = read_quantity(written) if thing.line.material_id else _count(arguments, written)
        yield ThingBack(thing.line.id, quantity, arguments.condition, arguments.paid, arguments.note)


def _withdraw(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        _tell_back(session, store, loan_returns.withdraw_return(store, arguments.record_id, why=arguments.why))


def _tell(session: Session, store: Store, kept: LoanKept) -> None:
    view = loan_view(store, kept.loan.id, session.today)
    session.output.result({"loan": plain(kept.loan), "lines": plain(kept.lines)}, loan_lines(view))


def _tell_back(session: Session, store: Store, kept: TakenBack) -> None:
    view = loan_view(store, kept.loan.id, session.today)
    lines = list(loan_lines(view))
    if kept.short:
        numbers = ", ".join(store.get(Loan, each).number or each for each in kept.short)
        lines.append(_("Too few are left for these loans: {loans}.").format(loans=numbers))
    document = {"loan": plain(kept.loan), "returns": plain(kept.returns), "short": list(kept.short)}
    session.output.result(document, lines)


def _halves(arguments: argparse.Namespace, written: str) -> tuple[str, str]:
    name, _equals, quantity = written.rpartition("=")
    if not name.strip() or not quantity.strip():
        arguments.usage_error(_("“{text}” is not of the shape name=quantity.").format(text=written))
    return name.strip(), quantity.strip()


def _count(arguments: argparse.Namespace, written: str) -> int:
    if not written.strip().isdigit():
        arguments.usage_error(_("“{text}” is no whole number.").format(text=written))
    return int(written)
