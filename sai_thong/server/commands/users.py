"""``user add|list|disable|reset``: the officers who read the pages, from the machine of the server itself."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sai_thong.ground.language import _
from sai_thong.server.access import Act, Role, note
from sai_thong.server.commands.session import Session, command
from sai_thong.server.users import Accounts

if TYPE_CHECKING:
    from sai_thong.server.commands.session import Actions


def add_to(commands: Actions) -> None:
    """Declare the commands."""
    user = commands.add_parser("user", help=_("Who reads the province's pages."))
    actions = user.add_subparsers(required=True, metavar=_("ACTION"))
    add = command(actions, "add", _add, _("Add an officer, with a temporary password."))
    add.add_argument("--user", required=True, help=_("name to sign in with"))
    add.add_argument("--name", required=True, help=_("name of the officer"))
    add.add_argument(
        "--role", choices=[each.value for each in Role], default=Role.PROVINCE.value, help=_("province or district")
    )
    add.add_argument("--district", default="", help=_("district of a district officer"))
    command(actions, "list", _list, _("List the officers."))
    for name, run, words in (
        ("disable", _disable, _("Let an officer sign in no longer.")),
        ("reset", _reset, _("Let an officer begin anew with a temporary password.")),
    ):
        command(actions, name, run, words).add_argument("--user", required=True, help=_("name to sign in with"))


def _add(session: Session, chosen: argparse.Namespace) -> int:
    with session.open().begin() as connection:
        role = Role(chosen.role)
        password = Accounts(session.clock).add(connection, chosen.user, chosen.name, role, chosen.district)
        note(connection, session.clock.now(), "", Act.ADDED_USER, about=chosen.user)
    _tell_password(session, chosen.user, password)
    return 0


def _list(session: Session, _chosen: argparse.Namespace) -> int:
    with session.open().begin() as connection:
        found = Accounts(session.clock).users(connection)
    document = [
        {
            "user": each.officer.name,
            "name": each.officer.full_name,
            "role": each.officer.role.value,
            "district": each.officer.district,
            "is_set_up": each.is_set_up,
            "disabled": bool(each.disabled_at),
        }
        for each in found
    ]
    lines = [
        " · ".join(
            part
            for part in (
                each.officer.name,
                each.officer.full_name,
                _(each.officer.role.label),
                each.officer.district,
                _("Sign-in disabled") if each.disabled_at else "",
            )
            if part
        )
        for each in found
    ]
    session.told({"users": document}, lines)
    return 0


def _disable(session: Session, chosen: argparse.Namespace) -> int:
    with session.open().begin() as connection:
        Accounts(session.clock).disable(connection, chosen.user)
        note(connection, session.clock.now(), "", Act.DISABLED_USER, about=chosen.user)
    session.told({"user": chosen.user}, [_("{name} may sign in no longer.").format(name=chosen.user)])
    return 0


def _reset(session: Session, chosen: argparse.Namespace) -> int:
    with session.open().begin() as connection:
        password = Accounts(session.clock).reset(connection, chosen.user)
        note(connection, session.clock.now(), "", Act.RESET_USER, about=chosen.user)
    _tell_password(session, chosen.user, password)
    return 0


def _tell_password(session: Session, user: str, password: str) -> None:
    said = _("Good for 7 days; another one is chosen at the first sign-in.")
    session.told({"user": user, "password": password}, [password, said])
