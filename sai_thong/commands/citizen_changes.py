"""``citizens add|amend|death|…``: what becomes of a person, with what follows for their allowances."""

from __future__ import annotations

import argparse
from typing import Any

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.types import add_day, add_who, add_why, known_day, thai_day
from sai_thong.commands.whom import person
from sai_thong.ground.language import _
from sai_thong.ground.usage import CommandParser
from sai_thong.registers.allowances import life_events
from sai_thong.registers.citizens.operations import register_citizen
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.citizens.undoing import values_before

_TEXTS = {
    "citizen_id": "--citizen-id",
    "prefix": "--prefix",
    "first_name": "--first-name",
    "last_name": "--last-name",
    "monastic_name": "--monastic-name",
    "house_no": "--house-no",
    "community": "--community",
    "soi": "--soi",
    "road": "--road",
    "subdistrict": "--subdistrict",
    "district": "--district",
    "province": "--province",
    "postcode": "--postcode",
    "contact_address": "--contact-address",
    "phone": "--phone",
    "bank_code": "--bank",
    "account_no": "--account-no",
    "account_name": "--account-name",
    "note": "--note",
}
"""Fields that are text, and their options."""


def add_actions(actions: Actions) -> None:
    """Declare the actions."""
    add = action(actions, "add", _add, _("enter a person"))
    _add_fields(add)
    add_why(add)
    amend = action(actions, "amend", _amend, _("correct what the register holds of a person"))
    add_who(amend)
    _add_fields(amend)
    add_why(amend)
    undo = action(actions, "undo", _undo, _("take back the last change of a person's record, by a change"))
    add_who(undo)
    add_why(undo, required=True)
    death = action(actions, "death", _death, _("note a death; rights end and payments are stopped by themselves"))
    add_who(death)
    death.add_argument("--on", type=known_day, metavar="21/11/2569", help=_("as far as it is known, such as 11/2569"))
    death.add_argument("--source", required=True, help=_("how it became known"))
    add_why(death)
    alive = action(actions, "withdraw-death", _withdraw_death, _("take back a death noted by mistake"))
    add_who(alive)
    add_why(alive, required=True)
    out = action(actions, "move-out", _move_out, _("note a move away"))
    add_who(out)
    add_day(out, required=True, words=_("first day registered elsewhere"))
    out.add_argument("--to", default="", help=_("whither"))
    add_why(out)
    here = action(actions, "move-in", _move_in, _("note a move here, or back"))
    add_who(here)
    add_day(here, required=True, words=_("first day registered here"))
    here.add_argument("--whence", default="", help=_("from which office"))
    add_why(here)
    merge = action(actions, "merge", _merge, _("make two records of one person one"))
    add_who(merge)
    merge.add_argument("other", metavar=_("OTHER"), help=_("the id of the record that is joined to the first"))
    add_why(merge, required=True)


def _add_fields(command: CommandParser) -> None:
    for name, option in _TEXTS.items():
        command.add_argument(option, dest=name)
    command.add_argument(
        "--birth", type=known_day, metavar="12/1/2489", help=_("as far as it is known, such as 11/2569")
    )
    command.add_argument("--moo", type=int)
    command.add_argument("--thai", dest="thai_national", action=argparse.BooleanOptionalAction)
    for name in ("moved_in_on", "moved_out_on"):
        command.add_argument(f"--{name.replace('_', '-')}", type=thai_day, metavar="21/11/2569")


def _given(arguments: argparse.Namespace) -> dict[str, Any]:
    """The fields that were said."""
    names = (*_TEXTS, "birth", "moo", "thai_national", "moved_in_on", "moved_out_on")
    return {name: value for name in names if (value := getattr(arguments, name)) is not None}


def _add(session: Session, arguments: argparse.Namespace) -> None:
    values = {"first_name": ""} | _given(arguments)
    with session.store(write=True) as store:
        entered = register_citizen(store, Citizen(**values), why=arguments.why).citizen
    session.output.record(entered, _("{name} was entered.").format(name=entered.full_name))


def _amend(session: Session, arguments: argparse.Namespace) -> None:
    values = _given(arguments)
    if not values:
        arguments.usage_error(_("Say what to correct."))
    with session.store(write=True) as store:
        amended = life_events.amend(store, person(store, arguments.who), values, why=arguments.why).citizen
    session.output.record(amended, _("{name} was corrected.").format(name=amended.full_name))


def _undo(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        citizen = person(store, arguments.who)
        before = values_before(store, citizen)
        undone = life_events.amend(store, citizen, before, why=arguments.why).citizen
    session.output.record(undone, _("The last change of {name} was taken back.").format(name=undone.full_name))


def _death(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        citizen = person(store, arguments.who)
        noted = life_events.record_death(
            store, citizen, arguments.on, source=arguments.source, why=arguments.why
        ).citizen
    session.output.record(noted, _("The death of {name} was noted.").format(name=noted.full_name))


def _withdraw_death(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        noted = life_events.withdraw_death(store, person(store, arguments.who), why=arguments.why).citizen
    session.output.record(noted, _("The death of {name} was taken back.").format(name=noted.full_name))


def _move_out(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        citizen = person(store, arguments.who)
        noted = life_events.record_move_out(store, citizen, arguments.on, to=arguments.to, why=arguments.why).citizen
    session.output.record(noted, _("The move of {name} was noted.").format(name=noted.full_name))


def _move_in(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        citizen = person(store, arguments.who)
        noted = life_events.record_move_in(
            store, citizen, arguments.on, whence=arguments.whence, why=arguments.why
        ).citizen
    session.output.record(noted, _("The move of {name} was noted.").format(name=noted.full_name))


def _merge(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        keep, merge = person(store, arguments.who), person(store, arguments.other)
        kept = life_events.merge_people(store, keep, merge, why=arguments.why).citizen
    session.output.record(kept, _("The two records of {name} are one now.").format(name=kept.full_name))
