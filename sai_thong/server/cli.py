"""The authority from a command line: ``sai-thong-server [--database URL] [--json] COMMAND``.

Exit codes: 0 done, 1 refused with a message or something found wrong, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import secrets
import socket
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from sai_thong import __version__
from sai_thong.ground import language
from sai_thong.ground.clock import Clock, SystemClock
from sai_thong.ground.errors import BadInput, EnvironmentTrouble, Refused, SaiThongError
from sai_thong.ground.language import _
from sai_thong.ground.log import Discreet
from sai_thong.server.book import OfficeUnknown
from sai_thong.server.database import add_office, authority_key, offices, open_database
from sai_thong.server.devices import give_code, revoke
from sai_thong.server.rebuilding import Compared, rebuild, verify
from sai_thong.sync.enrolment import fingerprint

DEFAULT_DATABASE: Final = "sqlite:///sai-thong-server.sqlite"
_OFFICE_CODE: Final = re.compile(r"[0-9A-Za-z-]{1,32}")
_IDLE_SECONDS: Final = 120
"""How long an idle connection is kept: a slow link needs the time between two batches."""

Run = Callable[["Session", argparse.Namespace], int]


class Session:
    """One run of a command: its database and where it writes.

    Args:
        url: Of the database.
        as_json: Whether one JSON document is wanted in place of lines.
        clock: The time.
    """

    def __init__(self, url: str, *, as_json: bool, clock: Clock) -> None:
        self._url = url
        self._as_json = as_json
        self.clock = clock

    def open(self) -> Engine:
        """The database, brought forward.

        Raises:
            BadInput: The URL is none.
        """
        try:
            return open_database(self._url)
        except (ArgumentError, ModuleNotFoundError) as error:
            raise BadInput(
                _("This is no address of a database."), do=_("Write sqlite:///FILE or postgresql://USER@HOST/NAME.")
            ) from error

    def told(self, document: object, lines: Iterable[str]) -> None:
        """Write the result."""
        text = json.dumps(document, ensure_ascii=False) if self._as_json else "\n".join(lines)
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # whatever the console of Windows speaks
    given = list(sys.argv[1:] if arguments is None else arguments)
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("--language", choices=language.LANGUAGES, default="th")
    language.use(early.parse_known_args(given)[0].language)
    chosen = parser().parse_args(given)
    run: Run = chosen.run
    try:
        return run(Session(chosen.database, as_json=chosen.json, clock=SystemClock()), chosen)
    except SQLAlchemyError:
        return _trouble(
            EnvironmentTrouble(
                _("The database does not answer."),
                kept=_("What was stored before is untouched."),
                do=_("Look whether it runs and whether its address is right."),
            )
        )
    except SaiThongError as error:
        return _trouble(error)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(
        prog="sai-thong-server", description=_("Keeps one order for the registers of many offices.")
    )
    top.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    top.add_argument("--database", default=DEFAULT_DATABASE, metavar="URL", help=_("address of the database"))
    top.add_argument("--json", action="store_true", help=_("one JSON document in place of lines"))
    top.add_argument("--language", choices=language.LANGUAGES, default="th", help=_("language of the messages"))
    commands = top.add_subparsers(required=True, metavar=_("COMMAND"))

    serve = _command(commands, "serve", _serve, _("Answer the computers of the offices."))
    serve.add_argument("--port", type=int, required=True, metavar="N")
    serve.add_argument("--host", default="127.0.0.1", help=_("the address to listen at"))

    office = commands.add_parser("office", help=_("The offices."))
    add = _command(office.add_subparsers(required=True, metavar=_("ACTION")), "add", _add_office, _("Add an office."))
    _needs_office(add, "--code")
    add.add_argument("--name", required=True, help=_("what the office is called"))
    add.add_argument("--district", default="", help=_("its district"))

    enrol = _command(commands, "enrol", _enrol, _("Give out a code for one more computer of an office."))
    _needs_office(enrol, "--office")
    gone = _command(commands, "revoke", _revoke, _("Let a computer talk no longer."))
    _needs_office(gone, "--office")
    gone.add_argument("--device", required=True, help=_("the computer, as the office names it"))

    for name, run, words in (
        ("rebuild", _rebuild, _("Derive what is known of every record anew from the order, and compare.")),
        ("verify", _verify, _("Compare what is kept with what was received; nothing is changed.")),
    ):
        checking = _command(commands, name, run, words)
        checking.add_argument("--office", type=_office_code, help=_("this office only"))
    return top


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: Run, words: str
) -> argparse.ArgumentParser:
    declared = commands.add_parser(name, help=words, description=words)
    declared.set_defaults(run=run)
    return declared


def _needs_office(declared: argparse.ArgumentParser, option: str) -> None:
    declared.add_argument(option, dest="office", type=_office_code, required=True, help=_("code of the office"))


def _office_code(given: str) -> str:
    if not _OFFICE_CODE.fullmatch(given):
        raise argparse.ArgumentTypeError(_("a code has up to 32 letters, digits and hyphens"))
    return given


def _serve(session: Session, chosen: argparse.Namespace) -> int:
    import uvicorn

    from sai_thong.server.api import application

    engine = session.open()
    listening = _listen(chosen.host, chosen.port)
    address = f"http://{chosen.host}:{listening.getsockname()[1]}"
    pin = fingerprint(authority_key(engine).public_key().public_bytes_raw())
    said = _("Listening at {address}. The pin of this authority is {pin}.").format(address=address, pin=pin)
    session.told({"address": address, "pin": pin}, [said])
    config = uvicorn.Config(
        application(engine, session.clock),
        access_log=False,
        log_level="warning",
        timeout_keep_alive=_IDLE_SECONDS,
        server_header=False,
    )
    # uvicorn ends its work in order at Ctrl+C, and raises it again when it has.
    with _logged(), listening, suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
    engine.dispose()
    return 0


def _listen(host: str, port: int) -> socket.socket:
    """A socket at the address; stations that come before the first answer wait in it."""
    try:
        return socket.create_server((host, port))
    except OSError as error:
        raise EnvironmentTrouble(
            _("Nobody can listen at {host} with port {port}.").format(host=host, port=port),
            do=_("Choose another port, or stop the program that has it."),
        ) from error


@contextmanager
def _logged() -> Iterator[None]:
    """Within the block the log goes to the error stream."""
    handler, root = logging.StreamHandler(), logging.getLogger("sai_thong")
    handler.setFormatter(Discreet())
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.removeHandler(handler)


def _add_office(session: Session, chosen: argparse.Namespace) -> int:
    engine = session.open()
    epoch = secrets.token_hex(8)
    if not add_office(engine, chosen.office, chosen.name, epoch=epoch, district=chosen.district):
        raise Refused(_("There is an office with the code {code} already.").format(code=chosen.office))
    pin = fingerprint(authority_key(engine).public_key().public_bytes_raw())
    document = {"office": chosen.office, "name": chosen.name, "district": chosen.district, "pin": pin}
    session.told(document, [_("The office {name} was added.").format(name=chosen.name)])
    return 0


def _enrol(session: Session, chosen: argparse.Namespace) -> int:
    code = give_code(session.open(), chosen.office, session.clock)
    if code is None:
        raise _unknown(chosen.office)
    session.told({"code": code.text}, [code.text, _("Good for one computer, until this time tomorrow.")])
    return 0


def _revoke(session: Session, chosen: argparse.Namespace) -> int:
    if not revoke(session.open(), chosen.office, chosen.device, session.clock):
        raise Refused(_("The office {code} has no computer {device}.").format(code=chosen.office, device=chosen.device))
    said = _("The computer {device} may talk no longer. What it sent before stays.").format(device=chosen.device)
    session.told({"office": chosen.office, "device": chosen.device}, [said])
    return 0


def _rebuild(session: Session, chosen: argparse.Namespace) -> int:
    return _checked(session, chosen, rebuild)


def _verify(session: Session, chosen: argparse.Namespace) -> int:
    return _checked(session, chosen, verify)


def _checked(session: Session, chosen: argparse.Namespace, check: Callable[[Engine, str], Compared]) -> int:
    engine = session.open()
    try:
        found = [check(engine, office) for office in ([chosen.office] if chosen.office else offices(engine))]
    except OfficeUnknown as error:
        raise _unknown(chosen.office) from error
    documents = [
        {
            "office": each.office,
            "outcomes": each.outcomes,
            "records": each.records,
            "differing": [list(key) for key in each.differing],
            "faults": list(each.faults),
        }
        for each in found
    ]
    session.told({"offices": documents, "sound": all(each.is_sound for each in found)}, _lines(found))
    return 0 if all(each.is_sound for each in found) else 1


def _lines(found: Iterable[Compared]) -> Iterable[str]:
    for each in found:
        yield _("{office}: {outcomes} outcomes, {records} records, {differing} differ").format(
            office=each.office, outcomes=each.outcomes, records=each.records, differing=len(each.differing)
        )
        yield from (f"  {record_type} {record_id}" for record_type, record_id in each.differing)
        yield from (f"  {fault}" for fault in each.faults)


def _unknown(office: str) -> Refused:
    return Refused(_("There is no office with the code {code}.").format(code=office), do=_("Add it first: office add."))


def _trouble(error: SaiThongError) -> int:
    sys.stderr.writelines(f"{each}\n" for each in (error.what, error.kept, error.do) if each)
    return 1


if __name__ == "__main__":
    sys.exit(main())
