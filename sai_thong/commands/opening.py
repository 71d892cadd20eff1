"""Opening the office's file for a command: password from the environment or a prompt."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sai_thong.commands.output import Output
from sai_thong.db.store import Store
from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _

PASSWORD_VARIABLE = "SAI_THONG_PASSWORD"


class PasswordMissing(BadInput):
    """There is no terminal to ask for the password at, and none in the environment."""


@dataclass(frozen=True)
class Session:
    """What every command is given.

    Attributes:
        store_path: The office's file.
        user: Who opens it; None while there is one user only.
        clock: The clock.
        output: Where the result goes.
    """

    store_path: Path
    user: str | None
    clock: Clock
    output: Output

    @contextmanager
    def store(self, *, write: bool) -> Iterator[Store]:
        """The open store; reading commands work beside an open window."""
        with Store.open(self.store_path, user=self.user, password=password(), clock=self.clock, write=write) as store:
            yield store


def password() -> str:
    """The password from the environment, or asked for at the terminal."""
    given = os.environ.get(PASSWORD_VARIABLE)
    if given is not None:
        return given
    try:
        return getpass.getpass(_("Password: "))
    except EOFError:
        raise PasswordMissing(
            _("No password was given."),
            kept=_("Nothing was changed."),
            do=_("Type it at the terminal, or put it into {variable}.").format(variable=PASSWORD_VARIABLE),
        ) from None
