"""``petitions``: putting right what was entered of a case and its people; petitioners who take back their part."""

from __future__ import annotations

import argparse
from typing import Any, Final

from sai_thong.commands.cases import add_case, case_of, tell_case
from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.petition_intake import person_given
from sai_thong.commands.record_history import tell_history
from sai_thong.commands.types import add_day, add_why, one_of, thai_moment
from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.ground.language import _
from sai_thong.registers.petitions import correct, endings
from sai_thong.registers.petitions.outcome import Stepped
from sai_thong.registers.petitions.shelves import locate
from sai_thong.registers.petitions.terms import Channel, Naming, Role

_MOMENT: Final = "21/11/2569 09:30"
_FORM: Final = ("subject", "detail", "place", "coordinates", "incoming_no", "taken_by", "note")
_PERSON: Final = ("name", "citizen_id", "address", "phone", "relation")


def add_actions(actions: Actions) -> None:
    """Declare the actions."""
    form = action(actions, "correct", _correct, _("put right what stands on the form"))
    add_case(form)
    for name in _FORM:
        form.add_argument(f"--{name.replace('_', '-')}")
    form.add_argument("--moo", type=int, help=_("the village it is about"))
    form.add_argument("--channel", help=_("how it came"), **one_of(Channel))
    form.add_argument("--naming", help=_("whether a name is given"), **one_of(Naming))
    form.add_argument("--received-at", type=thai_moment, metavar=_MOMENT, help=_("when it came"))
    form.add_argument("--called-at", type=thai_moment, metavar=_MOMENT, help=_("when the call came"))
    other = action(actions, "reclassify", _reclassify, _("put a case under another service"))
    add_case(other)
    other.add_argument("service", metavar=_("SERVICE"), help=_("which service; “petitions services” lists them"))
    back = action(actions, "undo", _undo, _("take back the last correction of the form, by a correction"))
    add_case(back)
    for command in (form, other, back):
        add_why(command, required=True)
    add_case(action(actions, "history", _history, _("who changed what of a case, when, and on which computer")))
    _add_people(actions)


def _add_people(actions: Actions) -> None:
    add = action(actions, "add-person", _add_person, _("one more person of a case"))
    amend = action(actions, "correct-person", _correct_person, _("put right what stands of a person"))
    leave = action(actions, "withdraw-person", _withdraw_person, _("one of several petitioners takes back their part"))
    for command in (add, amend, leave):
        add_case(command)
    add.add_argument("who", metavar=_("WHO"), help=_("citizen ID or id of somebody registered, or a name"))
    for command in (amend, leave):
        command.add_argument("party", metavar=_("PARTY"), help=_("the id that “petitions show --json” tells"))
    for command in (add, amend):
        command.add_argument("--role", help=_("what they are to the case"), **one_of(Role))
        command.add_argument("--moo", type=int, help=_("their village"))
        for name in _PERSON[1:] if command is add else _PERSON:
            command.add_argument(f"--{name.replace('_', '-')}")
    leave.add_argument("--reason", required=True)
    add_day(leave)
    for command in (add, amend, leave):
        add_why(command, required=command is amend)


def _said(arguments: argparse.Namespace, names: tuple[str, ...]) -> dict[str, Any]:
    """What was said of these fields."""
    found = {name: getattr(arguments, name) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def _correct(session: Session, arguments: argparse.Namespace) -> None:
    values = _said(arguments, (*_FORM, "moo", "channel", "naming", "received_at", "called_at"))
    if not values:
        arguments.usage_error(_("Say what is to be corrected."))
    with session.store(write=True) as store:
        done = correct.correct(store, case_of(store, arguments), values, why=arguments.why)
        tell_case(session, store, done, _("The case was corrected."))


def _undo(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        done = correct.take_back(store, case_of(store, arguments), why=arguments.why)
        tell_case(session, store, done, _("The last correction was taken back."))


def _history(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        place = locate(store, case_of(store, arguments).id)
        kind = Access.VIEW_SEALED if place.confidential else Access.VIEW
        access_log.note(store, Look(kind, place.petition.id, "petitions history", register="petitions"))
        tell_history(session, store, place.shelf, place.petition)


def _reclassify(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        done = correct.reclassify(store, case_of(store, arguments).id, arguments.service, why=arguments.why)
        tell_case(session, store, done, _("The case stands under another service."))


def _add_person(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        more = _said(arguments, (*_PERSON[1:], "moo"))
        given = person_given(store, arguments.role or Role.CO_PETITIONER, arguments.who, more)
        done: Stepped = correct.add_person(store, case_of(store, arguments).id, given, why=arguments.why)
        tell_case(session, store, done, _("The person was entered in the case."))


def _correct_person(session: Session, arguments: argparse.Namespace) -> None:
    values = _said(arguments, (*_PERSON, "moo", "role"))
    if not values:
        arguments.usage_error(_("Say what is to be corrected."))
    with session.store(write=True) as store:
        case = case_of(store, arguments)
        done = correct.correct_person(store, case.id, arguments.party, values, why=arguments.why)
        tell_case(session, store, done, _("The person of the case was corrected."))


def _withdraw_person(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        case = case_of(store, arguments)
        done = endings.withdraw_party(
            store, case.id, arguments.party, reason=arguments.reason, on_day=arguments.on, why=arguments.why
        )
        tell_case(session, store, done, _("The petitioner took back their part."))
