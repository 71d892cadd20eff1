"""Opening the office's file for a command: password from the environment, a prompt, or a pipe."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sai_thong.commands.output import Output
from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.db.connection import translate_errors
from sai_thong.db.store import Store
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers import consequences
from sai_thong.registers.trust.permits import admit
from sai_thong.sync.shut_sets import open_sets

PASSWORD_VARIABLE = "SAI_THONG_PASSWORD"
NEW_PASSWORD_VARIABLE = "SAI_THONG_NEW_PASSWORD"


class PasswordMissing(BadInput):
    """Nobody typed a password, and none stands in the environment."""

    def __init__(self, variable: str) -> None:
        super().__init__(
            _("No password was given."),
            kept=_("Nothing was changed."),
            do=_("Type it at the terminal, or put it into {variable}.").format(variable=variable),
        )


class PasswordsDiffer(BadInput):
    """A new password was typed in two ways."""

    def __init__(self) -> None:
        super().__init__(
            _("The two passwords differ."), kept=_("Nothing was changed."), do=_("Type the same password twice.")
        )


@dataclass(frozen=True)
class Session:
    """What every command is given.

    Attributes:
        store_path: The office's file.
        user: Who opens it; None while there is one user only.
        clock: The clock.
        output: Where the result goes.
        command: What was asked for, such as ``print``.
        sealed_set: The sensitive set it is asked of; empty for what is ordinary.
    """

    store_path: Path
    user: str | None
    clock: Clock
    output: Output
    command: str = ""
    sealed_set: str = ""

    @contextmanager
    def store(self, *, write: bool) -> Iterator[Store]:
        """The open store; reading commands work beside an open window.

        Raises:
            EnvironmentTrouble: It cannot be opened, or a page of it proves damaged while it is read.
        """
        opened = Store.open(self.store_path, user=self.user, password=password(), clock=self.clock, write=write)
        with opened as store, translate_errors(self.store_path):
            consequences.attach(store)
            admit(store)
            if write:
                open_sets(store)
                access_log.take_in(store)
            elif self.sealed_set:
                # Before anything of the set is read; what writes tells of itself.
                access_log.note(store, Look(Access.VIEW_SEALED, self.sealed_set, self.command))
            yield store

    @property
    def today(self) -> date:
        """The day it is in Thailand."""
        return bangkok_today(self.clock)


def password(variable: str = PASSWORD_VARIABLE, prompt: str = "") -> str:
    """The password of whoever opens the file, or another secret that `variable` names and `prompt` asks for.

    Raises:
        PasswordMissing: None was given.
    """
    return _given(variable) or _asked(prompt or _("Password: "), variable)


def new_password(variable: str = NEW_PASSWORD_VARIABLE) -> str:
    """A password to be set: from the environment, or typed twice.

    Raises:
        PasswordMissing: None was given.
        PasswordsDiffer: The two are not the same.
    """
    given = _given(variable)
    if given:
        return given
    typed = _asked(_("New password: "), variable)
    if sys.stdin.isatty() and _asked(_("Once more: "), variable) != typed:
        raise PasswordsDiffer
    return typed


def _given(variable: str) -> str:
    return os.environ.get(variable, "")


def _asked(prompt: str, variable: str) -> str:
    """What is typed at the terminal without being shown, or the next line of a pipe."""
    try:
        typed = getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    except EOFError:
        typed = ""
    if not typed:
        raise PasswordMissing(variable)
    return typed
