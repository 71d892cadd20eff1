"""``claims move-letters`` and ``overpayments letters``: number and day of letters that went out."""

from __future__ import annotations

import argparse
from datetime import date

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.types import add_day, add_scheme, add_set, add_who, add_why
from sai_thong.commands.whom import claim
from sai_thong.ground.language import _
from sai_thong.registers.allowances.letters import LetterMark, mark_move_letters, mark_overpayment_letters
from sai_thong.registers.allowances.records import Overpayment
from sai_thong.registers.allowances.shelves import shelf_of


def add_claim_actions(actions: Actions) -> None:
    """Declare what is done with the letters of a claim."""
    moved = action(actions, "move-letters", _mark_move, _("number and day of the letters about a move"))
    _add_letter(moved, "person", _("number of the letter to the person"), _("day of the letter to the person"))
    _add_letter(moved, "office", _("number of the letter to the new office"), _("day of the letter to the new office"))
    add_who(moved)
    add_scheme(moved)
    add_why(moved)


def add_case_actions(actions: Actions) -> None:
    """Declare what is done with the letters of an overpayment."""
    letters = action(actions, "letters", _mark_case, _("number and day of the letters of a case"))
    _add_letter(letters, "facts", _("number of the letter with the facts"), _("day of the letter with the facts"))
    _add_letter(letters, "demand", _("number of the demand"), _("day of the demand"))
    letters.add_argument("case", metavar=_("CASE"), help=_("the id that the list shows"))
    add_why(letters)
    add_set(letters)


def _add_letter(command: argparse.ArgumentParser, name: str, number: str, day: str) -> None:
    command.add_argument(f"--{name}-no", help=number)
    add_day(command, f"--{name}-on", words=day)


def _mark_move(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        right = claim(store, arguments.who, arguments.scheme)
        to_person = _said(
            LetterMark(right.move_letter_no, right.move_letter_on), arguments.person_no, arguments.person_on
        )
        to_office = _said(
            LetterMark(right.move_office_letter_no, right.move_office_letter_on),
            arguments.office_no,
            arguments.office_on,
        )
        kept = mark_move_letters(store, right, to_person=to_person, to_office=to_office, why=arguments.why)
    session.output.record(kept.record, _("The letters were recorded."))


def _mark_case(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        case = shelf_of(store, arguments.scheme_set).get(Overpayment, arguments.case)
        facts = _said(
            LetterMark(case.facts_letter_no, case.explanation_asked_on), arguments.facts_no, arguments.facts_on
        )
        demand = _said(LetterMark(case.demand_letter_no, case.demanded_on), arguments.demand_no, arguments.demand_on)
        kept = mark_overpayment_letters(store, case, facts=facts, demand=demand, why=arguments.why)
    session.output.record(kept.record, _("The letters were recorded."))


def _said(known: LetterMark, number: str | None, on_day: date | None) -> LetterMark:
    """What is known of a letter with what was said of it now."""
    return LetterMark(known.number if number is None else number, on_day or known.on_day)
