"""``sync code``, ``sync devices``, ``sync revoke``, ``office join``: which computers belong to the office."""

from __future__ import annotations

import argparse
import platform
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sai_thong.commands.opening import Session, password
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.users import CODE_VARIABLE
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.ground.usage import CommandParser

if TYPE_CHECKING:
    from sai_thong.sync.device_messages import ListedDevice
    from sai_thong.sync.joining import Joined, Secret


def add_to(actions: Actions) -> None:
    """Declare the commands among those of ``sync``."""
    code = action(actions, "code", _code, _("a code for one more computer of the office, good once"))
    code.add_argument("--qr", type=Path, metavar=_("FILE"), help=_("write it as a QR too, as PNG"))
    action(actions, "devices", _devices, _("the computers of the office, and when each was last heard"))
    revoke = action(actions, "revoke", _revoke, _("strike a computer off those of the office"))
    revoke.add_argument("device", metavar=_("COMPUTER"), help=_("its id, as sync devices shows it"))
    rotate = action(actions, "rotate", _rotate, _("give this computer new keys"))
    told = _("a new key for what the office sends from now on, which computers struck off never get")
    rotate.add_argument("--office", action="store_true", help=told)


def add_join(actions: Actions) -> None:
    """Declare ``join`` among the commands of ``office``."""
    join = action(actions, "join", _join, _("make the file of one more computer of an office that exists there"))
    join.add_argument("--recovery", action="store_true", help=_("open the office's keys by its recovery sheet"))
    join.add_argument("--user", default=argparse.SUPPRESS, help=_("whose password opens the office's keys"))
    add_code(join)
    by_stick = join.add_mutually_exclusive_group()
    add_stick(by_stick)
    by_stick.add_argument("--answer", type=Path, metavar=_("FILE"), help=_("without a line: the answer that came back"))


def add_code(command: CommandParser) -> None:
    """Let a command ask for a code, an address and the name of this computer."""
    told = _("the enrolment code, or the address and the code in one, as the QR has them")
    command.add_argument("code", metavar=_("CODE"), help=told)
    command.add_argument("--server", default="", metavar="URL", help=_("address of the province or the hub"))
    command.add_argument("--name", default=platform.node() or "pc", help=_("what the office calls this computer"))


def add_stick(command: argparse._ActionsContainer) -> None:
    """Let a command write what it says onto a stick."""
    command.add_argument("--stick", type=Path, metavar=_("FILE"), help=_("without a line: write it onto a stick there"))


def address_and_code(arguments: argparse.Namespace) -> tuple[str, str]:
    """Address and code as they were given.

    Raises:
        BadInput: There is no address.
    """
    from sai_thong.sync.codes import read_line

    url, code = read_line(arguments.code)
    url = arguments.server or url
    if not url.startswith(("http://", "https://")):
        raise BadInput(_("This is no address of a province or a hub."), do=_("Write http://HOST:PORT."))
    return url, code


def _code(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.ground.whole_file import write_whole
    from sai_thong.hub.keeping import lan_url
    from sai_thong.sync.codes import offer_code, qr_png

    with session.store(write=False) as store:
        offered = offer_code(store)
        offered = replace(offered, url=lan_url(store) or offered.url)  # the hub itself asks at the loopback
    if arguments.qr:
        write_whole(arguments.qr, qr_png(offered.line))
    lines = [offered.line, _("Good for one computer, until this time tomorrow.")]
    session.output.result(asdict(offered) | {"line": offered.line}, lines)


def _devices(session: Session, _arguments: argparse.Namespace) -> None:
    from sai_thong.sync.devices import listed_devices

    with session.store(write=False) as store:
        found = listed_devices(store)
    session.output.result(*_told(found))


def _revoke(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.sync.devices import revoke_device

    with session.store(write=False) as store:
        found = revoke_device(store, arguments.device)
    session.output.result(*_told(found))


def _rotate(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.sync.rotation import rotate_device, rotate_office

    with session.store(write=True) as store:
        if arguments.office:
            number = rotate_office(store)
            said = _("What the office sends from now on is sealed with its key number {number}.").format(number=number)
            session.output.result({"generation": number}, [said])
            return
        device = rotate_device(store)
    said = _("This computer has new keys, and is called {device} now.").format(device=device.device)
    session.output.result({"device": device.device}, [said])


def _told(found: tuple[ListedDevice, ...]) -> tuple[object, list[str]]:
    rows = [(each.device, each.name, each.last_contact, each.revoked_at) for each in found if not each.replaced_by]
    columns = (_("computer"), _("name"), _("last heard"), _("struck off"))
    return [asdict(each) for each in found], list(table(columns, rows))


def _join(session: Session, arguments: argparse.Namespace) -> None:
    if arguments.stick:
        _ask_to_join(session, arguments)
        return
    joined = _joined(session, arguments)
    document = {
        "store": str(session.store_path),
        "office": joined.office,
        "name": joined.office_name,
        "users": list(joined.users),
        "received": joined.figures.received,
        "complete": joined.complete,
    }
    said = _("This computer belongs to {office} now; {count} entries came.")
    lines = [said.format(office=joined.office_name, count=joined.figures.received)]
    if not joined.complete:
        lines.append(_("There is more than it holds: write a new stick, and have it answered."))
    session.output.result(document, lines)


def _joined(session: Session, arguments: argparse.Namespace) -> Joined:
    """Join over the line, or by what came back on a stick."""
    from sai_thong.sync.codes import read_line
    from sai_thong.sync.joining import join
    from sai_thong.sync.joining_by_stick import join_by_stick

    path, clock = session.store_path, session.clock
    if arguments.answer:
        _url, code = read_line(arguments.code)
        return join_by_stick(path, code, arguments.answer, _secret(session, arguments), clock=clock)
    url, code = address_and_code(arguments)
    return join(path, code, url, _secret(session, arguments), name=arguments.name, clock=clock)


def _ask_to_join(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.sync.codes import read_line
    from sai_thong.sync.joining_by_stick import ask_to_join

    url, code = read_line(arguments.code)
    file = ask_to_join(
        session.store_path,
        code,
        arguments.stick,
        name=arguments.name,
        clock=session.clock,
        url=arguments.server or url,
    )
    session.output.result({"file": str(file)}, request_lines(file, "office join CODE --answer FILE"))


def request_lines(file: Path, command: str) -> list[str]:
    """What becomes of a request on a stick; the answer is taken in by `command`."""
    return [
        _("The request to enrol this computer stands in {file}.").format(file=file),
        _("Take it to whoever gave out the code; take in here what comes back: {command}.").format(command=command),
    ]


def _secret(session: Session, arguments: argparse.Namespace) -> Secret:
    from sai_thong.sync.joining import ByPassword, BySheet

    if arguments.recovery:
        return BySheet(password(CODE_VARIABLE, _("Recovery code: ")))
    if not session.user:
        arguments.usage_error(_("Still missing: {what}").format(what="--user"))
    return ByPassword(session.user or "", password())
