"""``citizens``: list them, find some as one types, look at one, find who may be registered twice."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from sai_thong.commands import citizen_changes
from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain, record_lines
from sai_thong.commands.record_history import tell_history
from sai_thong.commands.types import add_who
from sai_thong.commands.whom import person
from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.ground.language import _
from sai_thong.registers.citizens.duplicates import find_duplicates
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.sorting import sort_key

COLUMNS = ("citizen_id", "prefix", "first_name", "last_name", "birth_date", "house_no", "moo", "alive")
_LAST_MOO = 10**6


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "citizens", _("the register of citizens"))
    action(actions, "list", _list, _("everyone in the register"))
    search = action(actions, "search", _search, _("by any part of a name, an ID, a house or a village"))
    search.add_argument("text", metavar=_("TEXT"))
    search.add_argument("--limit", type=int, default=200, help=_("at most so many"))
    add_who(action(actions, "show", _show, _("everything the register holds of one person")))
    add_who(action(actions, "history", _history, _("who changed what of one person, when, and on which computer")))
    action(actions, "duplicates", _duplicates, _("records that may be one person"))
    citizen_changes.add_actions(actions)


def citizen_document(citizen: Citizen) -> dict[str, Any]:
    """A citizen for a program: dates ISO in the Common Era, the effective birth date where it is not exact."""
    birth = citizen.birth
    return {
        "id": citizen.id,
        "citizen_id": citizen.citizen_id,
        "prefix": citizen.prefix,
        "first_name": citizen.first_name,
        "last_name": citizen.last_name,
        "birth_date": birth.effective.isoformat() if birth else None,
        "birth_date_exact": bool(birth and birth.exact),
        "house_no": citizen.house_no,
        "moo": citizen.moo,
        "alive": citizen.alive,
        "death_date": citizen.death.effective.isoformat() if citizen.death else None,
        "phone": citizen.phone,
    }


def _list(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        people = store.find(Citizen, merged_into=None)
        # On a disk that takes no note the register can be read all the same.
        access_log.note_views(store, [Look(Access.UNMASK, "citizens", "citizens list")])
    _tell(session, sorted(people, key=_village_order))


def _search(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = [each for each in store.search(Citizen, arguments.text, arguments.limit) if not each.merged_into]
        access_log.note_views(store, [Look(Access.UNMASK, each.id, "citizens search") for each in found])
    _tell(session, found)


def _tell(session: Session, people: Sequence[Citizen]) -> None:
    documents = [citizen_document(each) for each in people]
    rows = ([document[name] for name in COLUMNS] for document in documents)
    session.output.result(documents, table(COLUMNS, rows))


def _show(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        citizen = person(store, arguments.who)
        # A terminal masks nothing.
        access_log.note(store, Look(Access.UNMASK, citizen.id, "citizens show", register="citizens"))
    session.output.result(plain(citizen), record_lines(citizen))


def _history(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        tell_history(session, store, store, person(store, arguments.who))


def _duplicates(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = find_duplicates(store)
    documents = [
        {"alike": each.alike.value, "citizens": [citizen_document(citizen) for citizen in each.citizens]}
        for each in found
    ]
    rows = (
        (each.alike.value, citizen.id, citizen.citizen_id, citizen.full_name, citizen.birth, citizen.moo)
        for each in found
        for citizen in each.citizens
    )
    session.output.result(documents, table(("alike", "id", "citizen_id", "name", "birth_date", "moo"), rows))


def _village_order(citizen: Citizen) -> tuple[int, str, str]:
    moo = citizen.moo if citizen.moo is not None else _LAST_MOO
    return moo, sort_key(citizen.first_name), sort_key(citizen.last_name)
