"""The parser of the command line: groups and actions declared in one line each, wrong usage told in words."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NoReturn, TypeAlias

from sai_thong.ground.language import N_, _

if TYPE_CHECKING:
    from sai_thong.commands.opening import Session

WRONG_USAGE: Final = 2

Run: TypeAlias = "Callable[[Session, argparse.Namespace], None]"
Actions: TypeAlias = "argparse._SubParsersAction[CommandParser]"

_TOLD: Final = (
    (re.compile(r"the following arguments are required: (?P<what>.+)"), N_("Still missing: {what}")),
    (re.compile(r"unrecognized arguments: (?P<what>.+)"), N_("Not understood: {what}")),
    (
        re.compile(r"argument (?P<what>.+?): invalid choice: (?P<given>.+?) \(choose from (?P<choices>.+)\)"),
        N_("{given} is none of: {choices}"),
    ),
    (re.compile(r"argument (?P<what>.+?): expected .+"), N_("A value is missing after {what}")),
    (
        re.compile(r"argument (?P<what>.+?): invalid int value: (?P<given>.+)"),
        N_("{given} is no whole number ({what})"),
    ),
    (re.compile(r"argument (?P<what>.+?): not allowed with argument (?P<given>.+)"), N_("Not both: {what}, {given}")),
    (re.compile(r"one of the arguments (?P<what>.+) is required"), N_("Give one of: {what}")),
)
"""What argparse says in English, and how we say it; what is not here is shown as argparse says it."""


class CommandParser(argparse.ArgumentParser):
    """A parser whose troubles are told in the language in use; exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Tell wrong usage on the error stream and end."""
        self.print_usage(sys.stderr)
        hint = _("See {program} --help").format(program=self.prog)
        self.exit(WRONG_USAGE, f"{_told(message)}\n{hint}\n")


def group(commands: Actions, name: str, words: str) -> Actions:
    """Declare a command that has actions, such as ``citizens list``."""
    command = commands.add_parser(name, help=words, description=words)
    return command.add_subparsers(dest="action", required=True, metavar=_("ACTION"))


def action(actions: Actions, name: str, run: Run, words: str) -> CommandParser:
    """Declare an action, or a command without actions; add its arguments to what is returned."""
    declared = actions.add_parser(name, help=words, description=words)
    # `usage_error` ends with exit code 2 where only the store or a table can tell that the usage is wrong.
    declared.set_defaults(run=run, usage_error=declared.error)
    return declared


def _told(message: str) -> str:
    for pattern, words in _TOLD:
        found = pattern.fullmatch(message)
        if found:
            return _(words).format(**found.groupdict())
    return message.removeprefix("argument ")
