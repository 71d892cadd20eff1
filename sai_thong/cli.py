"""Every job of the window without the window: ``sai-thong --store FILE [--json] COMMAND``.

Exit codes: 0 done, 1 refused with a message, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from sai_thong.commands import allowances, citizens, exporting, importing, office, printing, verifying
from sai_thong.commands.opening import Session
from sai_thong.commands.output import Output
from sai_thong.ground import language
from sai_thong.ground.clock import SystemClock
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _

REFUSED = 1


def parser() -> argparse.ArgumentParser:
    """The command line as declared by the commands."""
    top = argparse.ArgumentParser(prog="sai-thong", description=_("The registers of a tambon office."))
    top.add_argument("--store", type=Path, required=True, metavar="FILE", help=_("the office's file"))
    top.add_argument("--user", help=_("who opens the file, where several may"))
    top.add_argument("--json", action="store_true", help=_("one JSON document in place of lines"))
    top.add_argument("--language", choices=("th", "en"), default="th", help=_("language of the messages"))
    commands = top.add_subparsers(dest="command", required=True)
    for command in (office, importing, citizens, allowances, printing, exporting, verifying):
        command.add_to(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if "--language" in given and given.index("--language") + 1 < len(given):
        language.use(given[given.index("--language") + 1])
    chosen = parser().parse_args(given)
    _speak_utf8()
    output = Output(as_json=chosen.json)
    session = Session(chosen.store, chosen.user, SystemClock(), output)
    try:
        chosen.run(session, chosen)
    except SaiThongError as error:
        output.trouble(error)
        return REFUSED
    except BrokenPipeError:
        # Whoever read our lines has seen enough, as `head` does; the work itself is done.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _speak_utf8() -> None:
    """Thai must come through whatever the terminal's code page: a pipe on Windows is not UTF-8 by itself."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
