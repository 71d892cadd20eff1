"""Every job of the window without the window: ``sai-thong --store FILE [--json] COMMAND``.

Exit codes: 0 done, 1 refused with a message, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sai_thong import __version__
from sai_thong.commands import (
    access,
    allowances,
    assets,
    attachments,
    audit,
    backups,
    cash_days,
    central_queue,
    citizens,
    claims,
    destruction,
    disposals,
    duty,
    exporting,
    fiscal_years,
    from_province,
    hub,
    importing,
    law,
    loans,
    lost,
    materials,
    numbers,
    office,
    overpayments,
    petitions,
    printing,
    privacy,
    retro,
    roles,
    saraban,
    settings,
    shared_use,
    syncing,
    updates,
    users,
    verifying,
    village_checks,
)
from sai_thong.commands.opening import Session
from sai_thong.commands.output import Output
from sai_thong.commands.parser import CommandParser
from sai_thong.ground import language
from sai_thong.ground.clock import SystemClock
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.registers.sensitive_sets import COMPLAINTS

REFUSED: Final = 1

COMMANDS: Final = (
    office,
    settings,
    law,
    importing,
    citizens,
    claims,
    allowances,
    cash_days,
    retro,
    overpayments,
    village_checks,
    central_queue,
    shared_use,
    fiscal_years,
    duty,
    petitions,
    saraban,
    destruction,
    assets,
    loans,
    materials,
    disposals,
    attachments,
    printing,
    exporting,
    numbers,
    users,
    roles,
    backups,
    syncing,
    hub,
    from_province,
    lost,
    updates,
    privacy,
    audit,
    access,
    verifying,
)
"""What declares commands, in the order the help lists them."""


class Cancelled(SaiThongError):
    """Somebody pressed Ctrl+C."""

    def __init__(self) -> None:
        super().__init__(
            _("The command was cancelled."), kept=_("What was not finished was taken back; nothing is left half done.")
        )


def parser() -> CommandParser:
    """The command line as declared by the commands."""
    top = CommandParser(prog="sai-thong", description=_("The registers of a tambon office."))
    top.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    top.add_argument("--store", type=Path, required=True, metavar="FILE", help=_("the office's file"))
    top.add_argument("--user", help=_("who opens the file, where several may"))
    top.add_argument("--json", action="store_true", help=_("one JSON document in place of lines"))
    _add_language(top)
    commands = top.add_subparsers(dest="command", required=True, metavar=_("COMMAND"))
    for command in COMMANDS:
        command.add_to(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    _speak_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    _choose_language(given)
    chosen = parser().parse_args(given)
    output = Output(as_json=chosen.json)
    session = Session(
        chosen.store, chosen.user, SystemClock(), output, command=chosen.command, sealed_set=_sealed_set(chosen)
    )
    try:
        chosen.run(session, chosen)
    except SaiThongError as error:
        output.trouble(error)
        return REFUSED
    except KeyboardInterrupt:
        output.trouble(Cancelled())
        return REFUSED
    except BrokenPipeError:
        # Whoever read our lines has seen enough, as `head` does; the work itself is done.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _sealed_set(chosen: argparse.Namespace) -> str:
    """The sensitive set that a command is asked of; empty for what is ordinary."""
    schemes = getattr(chosen, "scheme_set", None)
    if schemes is not None and schemes.sealed:
        return str(schemes.value)
    return COMPLAINTS if getattr(chosen, "confidential", False) else str(getattr(chosen, "in_set", ""))


def _add_language(declared: argparse.ArgumentParser) -> None:
    words = _("language of the messages")
    declared.add_argument("--language", choices=language.LANGUAGES, default="th", help=words)


def _choose_language(given: list[str]) -> None:
    """Before anything else is read, so that wrong usage too is told in the language asked for."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    _add_language(early)
    try:
        language.use(early.parse_known_args(given)[0].language)
    except argparse.ArgumentError:
        return  # the parser of the whole command line says what is wrong


def _speak_utf8() -> None:
    """Thai must come through whatever the terminal's code page: a pipe on Windows is not UTF-8 by itself."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
