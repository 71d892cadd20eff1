"""``citizens``: list them, or find some as one types."""

from __future__ import annotations

import argparse
from typing import Any

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.ground.language import _
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.sorting import sort_key

COLUMNS = ("citizen_id", "prefix", "first_name", "last_name", "birth_date", "house_no", "moo", "alive")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    citizens = commands.add_parser("citizens", help=_("the register of citizens"))
    actions = citizens.add_subparsers(dest="action", required=True)
    listing = actions.add_parser("list", help=_("everyone in the register"))
    listing.set_defaults(run=_list)
    search = actions.add_parser("search", help=_("by any part of a name, an ID, a house or a village"))
    search.add_argument("text")
    search.add_argument("--limit", type=int, default=200)
    search.set_defaults(run=_search)


def plain(citizen: Citizen) -> dict[str, Any]:
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
        with_order = sorted(people, key=lambda each: (each.moo or 0, sort_key(each.first_name)))
    _tell(session, with_order)


def _search(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = [each for each in store.search(Citizen, arguments.text, arguments.limit) if not each.merged_into]
    _tell(session, found)


def _tell(session: Session, people: list[Citizen]) -> None:
    documents = [plain(each) for each in people]
    rows = ([document[name] for name in COLUMNS] for document in documents)
    session.output.result(documents, table(COLUMNS, rows))
