"""``office add``, ``enrol``, ``revoke``: the offices, and the computers that may talk for them."""

from __future__ import annotations

import argparse
import secrets
from typing import TYPE_CHECKING

from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.server.commands import nodes
from sai_thong.server.commands.session import Session, command, needs_office, unknown_office
from sai_thong.server.database import add_office, authority_key
from sai_thong.server.devices import give_code, revoke
from sai_thong.server.directory import FIRST, Place
from sai_thong.sync.enrolment import fingerprint

if TYPE_CHECKING:
    from sai_thong.server.commands.session import Actions


def add_to(commands: Actions) -> None:
    """Declare the commands."""
    office = commands.add_parser("office", help=_("The offices."))
    actions = office.add_subparsers(required=True, metavar=_("ACTION"))
    add = command(actions, "add", _add_office, _("Add an office."))
    needs_office(add, "--code")
    add.add_argument("--name", required=True, help=_("what the office is called"))
    add.add_argument("--district", default="", help=_("its district"))
    add.add_argument("--node", default=FIRST, help=_("the node it shall live on"))
    nodes.add_move_to(actions)

    enrol = command(commands, "enrol", _enrol, _("Give out a code for one more computer of an office."))
    needs_office(enrol, "--office")
    gone = command(commands, "revoke", _revoke, _("Let a computer talk no longer."))
    needs_office(gone, "--office")
    gone.add_argument("--device", required=True, help=_("the computer, as the office names it"))


def _add_office(session: Session, chosen: argparse.Namespace) -> int:
    directory = session.directory()
    engine, known = directory.engine(chosen.node), directory.place_of(chosen.office) != Place()
    epoch = secrets.token_hex(8)
    if known or not add_office(engine, chosen.office, chosen.name, epoch=epoch, district=chosen.district):
        raise Refused(_("There is an office with the code {code} already.").format(code=chosen.office))
    if chosen.node != FIRST:
        directory.put(chosen.office, Place(chosen.node))
    pin = fingerprint(authority_key(directory.first).public_key().public_bytes_raw())
    document = {"office": chosen.office, "name": chosen.name, "district": chosen.district, "pin": pin}
    session.told(document, [_("The office {name} was added.").format(name=chosen.name)])
    return 0


def _enrol(session: Session, chosen: argparse.Namespace) -> int:
    directory = session.directory()
    key = authority_key(directory.first)
    code = give_code(directory.home(chosen.office), chosen.office, session.clock, key)
    if code is None:
        raise unknown_office(chosen.office)
    session.told({"code": code.text}, [code.text, _("Good for one computer, until this time tomorrow.")])
    return 0


def _revoke(session: Session, chosen: argparse.Namespace) -> int:
    if not revoke(session.directory().home(chosen.office), chosen.office, chosen.device, session.clock):
        raise Refused(_("The office {code} has no computer {device}.").format(code=chosen.office, device=chosen.device))
    said = _("The computer {device} may talk no longer. What it sent before stays.").format(device=chosen.device)
    session.told({"office": chosen.office, "device": chosen.device}, [said])
    return 0
