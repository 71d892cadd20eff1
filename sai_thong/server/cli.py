"""The authority from a command line: ``sai-thong-server [--database URL] [--json] COMMAND``.

Exit codes: 0 done, 1 refused with a message or something found wrong, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from io import TextIOWrapper
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from sai_thong import __version__
from sai_thong.ground import language
from sai_thong.ground.clock import SystemClock
from sai_thong.ground.errors import EnvironmentTrouble, SaiThongError
from sai_thong.ground.language import _
from sai_thong.ground.usage import CommandParser
from sai_thong.server.commands import (
    checking,
    chests,
    contents,
    crash_reports,
    down,
    epochs,
    nodes,
    offices,
    serving,
    sticks,
    updates,
    users,
)
from sai_thong.server.commands.session import Run, Session

DEFAULT_DATABASE: Final = "sqlite:///sai-thong-server.sqlite"
_COMMANDS: Final = (
    serving,
    offices,
    nodes,
    checking,
    chests,
    epochs,
    sticks,
    contents,
    down,
    updates,
    users,
    crash_reports,
)


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
        with closing(Session(chosen.database, as_json=chosen.json, clock=SystemClock())) as session:
            return run(session, chosen)
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


def parser() -> CommandParser:
    """The command line."""
    top = CommandParser(prog="sai-thong-server", description=_("Keeps one order for the registers of many offices."))
    top.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    top.add_argument("--database", default=DEFAULT_DATABASE, metavar="URL", help=_("address of the database"))
    top.add_argument("--json", action="store_true", help=_("one JSON document in place of lines"))
    top.add_argument("--language", choices=language.LANGUAGES, default="th", help=_("language of the messages"))
    commands = top.add_subparsers(required=True, metavar=_("COMMAND"))
    for each in _COMMANDS:
        each.add_to(commands)
    return top


def _trouble(error: SaiThongError) -> int:
    sys.stderr.writelines(f"{each}\n" for each in (error.what, error.kept, error.do) if each)
    return 1


if __name__ == "__main__":
    sys.exit(main())
