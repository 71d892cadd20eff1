"""``privacy requests|ask|answer|grounds``: what persons ask about their own data, and the answers."""

from __future__ import annotations

import argparse

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.types import add_day, add_why, one_of
from sai_thong.commands.whom import person
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.law.privacy import Right
from sai_thong.registers.trust.records import PersonRequest
from sai_thong.registers.trust.terms import Answer


def add_actions(actions: Actions) -> None:
    """Declare the actions."""
    action(actions, "requests", _list, _("what persons asked about their own data, and what became of it"))
    asked = action(actions, "ask", _ask, _("take a request of a person about their own data"))
    asked.add_argument("right", help=_("which right"), **one_of(Right))
    asked.add_argument("--by", required=True, help=_("who asks"))
    asked.add_argument("--who", default="", help=_("whose data, where the person is in the register"))
    asked.add_argument("--as", dest="capacity", default="", help=_("in which capacity, such as parent"))
    asked.add_argument("--detail", default="", help=_("what is asked"))
    add_day(asked)
    answered = action(actions, "answer", _answer, _("answer a request; a refusal names its ground"))
    answered.add_argument("request", metavar=_("REQUEST"), help=_("its id, as the list shows it"))
    answered.add_argument("answer", help=_("what became of it"), **one_of(Answer))
    answered.add_argument("--ground", default="", help=_("ground of a refusal, as the list of grounds shows it"))
    add_why(answered, required=True)
    add_day(answered)
    grounds = action(actions, "grounds", _grounds, _("on which grounds of the law a right may be refused"))
    grounds.add_argument("right", help=_("which right"), **one_of(Right))


def _list(session: Session, _arguments: argparse.Namespace) -> None:
    from sai_thong.registers.trust.requests import requests

    with session.store(write=False) as store:
        found = requests(store)
    session.output.records(PersonRequest, found, ("received_on", "right", "asked_by", "due_on", "answer"))


def _ask(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.registers.trust.requests import receive_request

    with session.store(write=True) as store:
        made = receive_request(
            store,
            arguments.right,
            asked_by=arguments.by,
            received_on=arguments.on or session.today,
            person_id=person(store, arguments.who).id if arguments.who else "",
            asked_as=arguments.capacity,
            detail=arguments.detail,
        ).record
    session.output.record(made, _("The request is taken."))


def _answer(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.registers.trust.requests import answer_request

    with session.store(write=True) as store:
        known = store.get(PersonRequest, arguments.request)
        asked = {"why": arguments.why, "ground": arguments.ground, "on": arguments.on}
        made = answer_request(store, known, arguments.answer, **asked).record
    session.output.record(made, _("The request is answered."))


def _grounds(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.registers.trust.privacy_in_force import privacy_law

    with session.store(write=False) as store:
        found = privacy_law(store).grounds_for(arguments.right, bangkok_today(store.clock))
    documents = [{"ground": each.id, "name": each.name, "legal_ref": each.legal_ref} for each in found]
    session.output.result(
        documents, table((_("ground"), _("name"), _("source")), [tuple(each.values()) for each in documents])
    )
