"""Every job of the window without the window: ``sai-thong --store FILE [--json] COMMAND``.

Exit codes: 0 done, 1 refused with a message, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from sai_thong import __version__
from sai_thong.commands.opening import Session
from sai_thong.commands.output import Output
from sai_thong.ground import language
from sai_thong.ground.clock import SystemClock
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.ground.usage import CommandParser
from sai_thong.registers.sensitive_sets import COMPLAINTS

REFUSED: Final = 1

COMMANDS: Final[Mapping[str, tuple[str, ...]]] = {
    "office": ("office",),
    "settings": ("settings", "villages", "signers", "holidays"),
    "law": ("law",),
    "importing": ("import",),
    "citizens": ("citizens",),
    "claims": ("claims", "cards", "incomes", "life-checks", "found-elsewhere"),
    "allowances": ("allowances",),
    "cash_days": ("cash",),
    "retro": ("retro",),
    "overpayments": ("overpayments",),
    "village_checks": ("village-checks",),
    "central_queue": ("queue",),
    "shared_use": ("shared-use",),
    "fiscal_years": ("year",),
    "duty": ("today", "remind"),
    "petitions": ("petitions",),
    "saraban": ("saraban",),
    "destruction": ("destruction",),
    "assets": ("assets",),
    "loans": ("loans",),
    "materials": ("materials",),
    "disposals": ("disposals",),
    "attachments": ("attachments",),
    "printing": ("print",),
    "exporting": ("export",),
    "numbers": ("numbers",),
    "users": ("users",),
    "roles": ("roles",),
    "backups": ("backup",),
    "syncing": ("sync",),
    "hub": ("hub",),
    "from_province": ("down",),
    "lost": ("lost",),
    "updates": ("update",),
    "privacy": ("privacy",),
    "audit": ("audit",),
    "access": ("access",),
    "verifying": ("verify",),
}
"""What declares commands, a module of `sai_thong.commands` each, in the order the help lists them; and which."""


class Cancelled(SaiThongError):
    """Somebody pressed Ctrl+C."""

    def __init__(self) -> None:
        super().__init__(
            _("The command was cancelled."), kept=_("What was not finished was taken back; nothing is left half done.")
        )


def parser(command: str | None = None) -> CommandParser:
    """The command line as declared by the commands.

    Args:
        command: The command that was given, where it is known: those of other modules are then left out. Loading and
            declaring all of them takes four times as long as most commands take to run.
    """
    top = CommandParser(prog="sai-thong", description=_("The registers of a tambon office."))
    top.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    _add_options(top)
    commands = top.add_subparsers(dest="command", required=True, metavar=_("COMMAND"))
    known = any(command in names for names in COMMANDS.values())
    for module, names in COMMANDS.items():
        if command in names or not known:
            import_module(f"sai_thong.commands.{module}").add_to(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    _speak_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    early = _looked_at(given)
    language.use(early.language)
    chosen = parser(early.command).parse_args(given)
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


def _add_options(declared: argparse.ArgumentParser, *, required: bool = True) -> None:
    declared.add_argument("--store", type=Path, required=required, metavar="FILE", help=_("the office's file"))
    declared.add_argument("--user", help=_("who opens the file, where several may"))
    declared.add_argument("--json", action="store_true", help=_("one JSON document in place of lines"))
    words = _("language of the messages")
    declared.add_argument("--language", choices=language.LANGUAGES, default="th", help=words)


def _looked_at(given: list[str]) -> argparse.Namespace:
    """The language and the command, before anything else is read: wrong usage too is told in the language asked for."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    _add_options(early, required=False)
    early.add_argument("command", nargs="?")
    try:
        return early.parse_known_args(given)[0]
    except argparse.ArgumentError:  # the parser of the whole command line says what is wrong
        return argparse.Namespace(language=language.current(), command=None)


def _speak_utf8() -> None:
    """Thai must come through whatever the terminal's code page: a pipe on Windows is not UTF-8 by itself."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
