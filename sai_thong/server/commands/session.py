"""What every command of the server is given, and how commands are declared."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError

from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import BadInput, Refused
from sai_thong.ground.language import _
from sai_thong.server.database import open_database
from sai_thong.server.directory import Directory

if TYPE_CHECKING:
    Actions = argparse._SubParsersAction[argparse.ArgumentParser]

OFFICE_CODE: Final = re.compile(r"[0-9A-Za-z-]{1,32}")

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
        self._opened: list[Callable[[], None]] = []

    def open(self) -> Engine:
        """The database, brought forward.

        Raises:
            BadInput: The URL is none.
        """
        try:
            engine = open_database(self._url)
        except (ArgumentError, ModuleNotFoundError) as error:
            raise BadInput(
                _("This is no address of a database."), do=_("Write sqlite:///FILE or postgresql://USER@HOST/NAME.")
            ) from error
        self._opened.append(engine.dispose)
        return engine

    def directory(self) -> Directory:
        """The databases, this one first.

        Raises:
            BadInput: The URL is none.
        """
        directory = Directory(self.open())
        self._opened.append(directory.close)
        return directory

    def close(self) -> None:
        """Let every connection go."""
        for each in self._opened:
            each()

    def homes(self, office: str | None) -> dict[str, Engine]:
        """The database of one office, or of every one, by its code.

        Raises:
            OfficeMoves: It is being moved just now.
        """
        directory = self.directory()
        return {office: directory.home(office)} if office else directory.homes()

    def told(self, document: object, lines: Iterable[str]) -> None:
        """Write the result."""
        text = json.dumps(document, ensure_ascii=False) if self._as_json else "\n".join(lines)
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


def command(commands: Actions, name: str, run: Run, words: str) -> argparse.ArgumentParser:
    """Declare one command."""
    declared = commands.add_parser(name, help=words, description=words)
    declared.set_defaults(run=run)
    return declared


def needs_office(declared: argparse.ArgumentParser, option: str) -> None:
    """Let a command ask for the code of an office."""
    declared.add_argument(option, dest="office", type=office_code, required=True, help=_("code of the office"))


def office_code(given: str) -> str:
    """The code of an office as it was typed; wrong usage where it is none."""
    if not OFFICE_CODE.fullmatch(given):
        raise argparse.ArgumentTypeError(_("a code has up to 32 letters, digits and hyphens"))
    return given


def unknown_office(office: str) -> Refused:
    """Why nothing is done for an office that is not here."""
    return Refused(_("There is no office with the code {code}.").format(code=office), do=_("Add it first: office add."))
