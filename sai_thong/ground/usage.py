"""Wrong usage of a command, told in words in the language in use."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Final, NoReturn

from sai_thong.ground.language import N_, _

WRONG_USAGE: Final = 2

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


def _told(message: str) -> str:
    for pattern, words in _TOLD:
        found = pattern.fullmatch(message)
        if found:
            return _(words).format(**found.groupdict())
    return message.removeprefix("argument ")
