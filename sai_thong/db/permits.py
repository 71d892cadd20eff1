"""What a user may do, asked in one place under the window and the command line.

A store is opened with the permits of its user (`Store.permit`). Writes are asked in `transaction`, by the table they
touch; reads by SQLite itself, which asks before it reads a column (`GuardedReader`), so that no list, page or command
can forget it; what a person does with what was read (print, export, unmask, administer) by `Permits.require`.

This keeps colleagues to their posts. Who holds the file's key and another program is kept out by nothing of this: the
sensitive sets, which have keys of their own, are.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from sqlcipher3 import dbapi2

from sai_thong.db.dbapi import Connection, Cursor
from sai_thong.db.tables import search_table
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import N_, _


class Action(StrEnum):
    """What is done with the records of a register."""

    VIEW = "view"
    EDIT = "edit"
    APPROVE = "approve"
    """อนุมัติ on the screen; that a paper was approved is written by whoever may edit."""
    PRINT = "print"
    EXPORT = "export"
    UNMASK = "unmask"
    """Show whole what stands masked: citizen ids and account numbers."""
    ADMINISTER = "administer"


ACTION_LABELS: Final[Mapping[Action, str]] = {
    Action.VIEW: N_("view"),
    Action.EDIT: N_("edit"),
    Action.APPROVE: N_("approve on the screen"),
    Action.PRINT: N_("print"),
    Action.EXPORT: N_("export"),
    Action.UNMASK: N_("show IDs whole"),
    Action.ADMINISTER: N_("administer"),
}


class NotPermitted(Refused):
    """The roles of this user do not hold what was asked."""

    def __init__(self, register: str, action: Action, label: str = "") -> None:
        words = _("Your role does not allow this: {action} – {register}.")
        if not register:
            words = _("Your role does not allow this in any register: {action}.")
        super().__init__(
            words.format(action=_(ACTION_LABELS[action]), register=_(label) if label else register),
            kept=_("Nothing was changed."),
            do=_("Ask a colleague whose role it is, or an administrator of the program."),
        )
        self.register = register
        self.action = action


class OwnEntry(Refused):
    """Who entered something may not be the one who approves it."""

    def __init__(self) -> None:
        super().__init__(
            _("What one entered oneself, another approves."),
            kept=_("Nothing was changed."),
            do=_("Ask a colleague who may approve it to do so."),
        )


@dataclass(frozen=True)
class TableRule:
    """Who may read and write a table.

    Attributes:
        seen_with: Registers; who may view one of them reads the table. With none, everybody does.
        written_with: Registers; who has `action` in one of them writes the table. With none, everybody does.
        action: What it takes to write.
        approvals: Fields that say that it was approved, and by whom.
    """

    seen_with: tuple[str, ...] = ()
    written_with: tuple[str, ...] = ()
    action: Action = Action.EDIT
    approvals: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Permits:
    """What one user may do.

    Attributes:
        allowed: Actions by register.
        tables: Rules by table; who may nothing is refused a table that has none.
        labels: English message ids of what registers are called.
        whole: Everything is allowed: the first user, until there are others.
        approves_on_screen: Whether fields of approval are written only by who may approve.
        refuses_own: Whether one's own entries are approved by another.
    """

    allowed: Mapping[str, frozenset[Action]] = field(default_factory=dict)
    tables: Mapping[str, TableRule] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    whole: bool = False
    approves_on_screen: bool = False
    refuses_own: bool = False

    def allows(self, register: str, action: Action) -> bool:
        """Whether the user may do this in a register."""
        return self.whole or action in self.allowed.get(register, ())

    def require(self, register: str, action: Action) -> None:
        """Refuse what is not allowed.

        Raises:
            NotPermitted: It is not.
        """
        if not self.allows(register, action):
            raise NotPermitted(register, action, self.labels.get(register, ""))

    def require_in(self, register: str, action: Action) -> None:
        """As `require`; with no register, refuse what is allowed in none.

        Raises:
            NotPermitted: It is not allowed.
        """
        if register:
            self.require(register, action)
        elif not self.whole and not any(action in actions for actions in self.allowed.values()):
            raise NotPermitted(register, action)

    def may_read(self, table: str) -> bool:
        """Whether the user reads a table; those of the store itself, which no rule names, are read by all."""
        rule = self.tables.get(table)
        return rule is None or not rule.seen_with or self._any(rule.seen_with, Action.VIEW)

    def require_read(self, table: str) -> None:
        """Refuse what belongs to a record of a table that this user does not read, such as its attached files.

        Raises:
            NotPermitted: Naming the register.
        """
        if not self.may_read(table):
            self.require(self.register_of(table), Action.VIEW)

    def register_of(self, table: str) -> str:
        """The register whose roles say who reads a table; empty where everybody does."""
        rule = self.tables.get(table)
        return rule.seen_with[0] if rule and rule.seen_with else ""

    def require_write(self, table: str) -> None:
        """Refuse to write a table that is not this user's.

        Raises:
            NotPermitted: Naming the register.
        """
        rule = self.tables.get(table)
        if self.whole or (rule is not None and (not rule.written_with or self._any(rule.written_with, rule.action))):
            return
        said = (rule.written_with if rule else ()) or (table,)
        self.require(said[0], rule.action if rule else Action.EDIT)

    def approves(self, table: str, fields: Iterable[str]) -> bool:
        """Whether a change of these fields approves something on the screen.

        Raises:
            NotPermitted: It does, and this user may not.
        """
        rule = self.tables.get(table)
        if not self.approves_on_screen or rule is None or rule.approvals.isdisjoint(fields):
            return False
        if not self._any(rule.written_with, Action.APPROVE):
            self.require(rule.written_with[0], Action.APPROVE)
        return True

    def unreadable(self) -> dict[str, str]:
        """The tables this user does not read, their search words included, and the register each belongs to."""
        shut = {name: rule.seen_with[0] for name, rule in self.tables.items() if not self.may_read(name)}
        return shut | {search_table(name): register for name, register in shut.items()}

    def _any(self, registers: Sequence[str], action: Action) -> bool:
        return any(self.allows(register, action) for register in registers)


EVERYTHING: Final = Permits(whole=True)
"""Of a store whose users have no roles yet, and of what the program does by itself."""
# Asked of every column of a new statement: looked up once, not each time.
_READ, _DENY, _OK = int(dbapi2.SQLITE_READ), int(dbapi2.SQLITE_DENY), int(dbapi2.SQLITE_OK)


def _asks(guard: weakref.ref[GuardedReader]) -> Callable[..., int]:
    """What SQLite asks: the guard while there is one, so that the two need no garbage collection to go together."""

    def ask(code: int, table: str | None, *_rest: object) -> int:
        asked = guard()
        return _DENY if asked is None else asked.allows(code, table)

    return ask


class GuardedReader:
    """A reading connection of a user who may not read everything.

    SQLite asks while a statement is prepared; one that was prepared is not asked again, so that repeating a search
    costs nothing more.
    """

    def __init__(self, connection: Connection, permits: Permits) -> None:
        self._connection = connection
        self._labels = permits.labels
        self._shut = permits.unreadable()
        self._denied = ""
        connection.set_authorizer(_asks(weakref.ref(self)))

    def allows(self, code: int, table: str | None) -> int:
        """SQLite's answer to whether a statement may do this with this table; what was refused is remembered."""
        if table in self._shut and code == _READ:
            self._denied = self._shut[table]
            return _DENY
        return _OK

    def execute(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Cursor:
        """Run a statement.

        Raises:
            NotPermitted: It reads what this user may not see.
        """
        self._denied = ""
        try:
            return self._connection.execute(sql, parameters)
        except dbapi2.DatabaseError:
            if self._denied:
                raise NotPermitted(self._denied, Action.VIEW, self._labels.get(self._denied, "")) from None
            raise
