"""``petitions``: numbers of cases: series opened, given afterwards, void with a reason."""

from __future__ import annotations

import argparse

from sai_thong.commands.cases import add_case, case_of, tell_case
from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.petition_intake import number_choice
from sai_thong.commands.types import add_why, year_be
from sai_thong.ground.language import _
from sai_thong.registers.petitions.numbers import number_case, open_numbers, void_number


def add_actions(actions: Actions) -> None:
    """Declare the actions."""
    opening = action(actions, "open-numbers", _open, _("give numbers on this machine, after the last one on paper"))
    opening.add_argument("--next", dest="next_number", type=int, required=True, help=_("the first number to give"))
    number = action(actions, "number", _number, _("give a case its number: the next, or the one on paper"))
    add_case(number)
    number.add_argument("--number", type=int, help=_("the number that was written on it"))
    number.set_defaults(blank=False)
    void = action(actions, "void-number", _void, _("make a number void that no case bears"))
    for command in (opening, void):
        command.add_argument("year", type=year_be, metavar=_("YEAR"), help=_("calendar year, such as 2569"))
        command.add_argument("--confidential", action="store_true", help=_("of the complaints against officials"))
    void.add_argument("number", type=int, metavar=_("NUMBER"))
    for command in (opening, number, void):
        command.add_argument("--series-letter", default="", help=_("the letter of the station's series"))
        add_why(command, required=command is void)


def _open(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        opened = open_numbers(
            store,
            arguments.year,
            next_number=arguments.next_number,
            letter=arguments.series_letter,
            confidential=arguments.confidential,
            why=arguments.why,
        )
    session.output.record(opened.record, _("The series is open."))


def _number(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        done = number_case(store, case_of(store, arguments).id, number_choice(arguments), why=arguments.why)
        tell_case(session, store, done, _("The case has its number."))


def _void(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        void = void_number(
            store,
            arguments.number,
            arguments.year,
            letter=arguments.series_letter,
            confidential=arguments.confidential,
            why=arguments.why,
        )
    session.output.record(void.record, _("The number is void."))
