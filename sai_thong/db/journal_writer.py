"""Writing journal entries inside one transaction, and noting what changed."""

from __future__ import annotations

from typing import Any

from sai_thong.db import journal
from sai_thong.db.changes import ChangeSet
from sai_thong.db.dbapi import Connection
from sai_thong.db.permits import EVERYTHING, OwnEntry, Permits
from sai_thong.records.encoding import Plain


class JournalWriter:
    """What the writers of one transaction share: the connection, the chain, the reason, the changes so far.

    Attributes:
        permits: What whoever writes may do; everything while the program writes what follows.
    """

    def __init__(self, connection: Connection, chain: journal.Chain, why: str, permits: Permits = EVERYTHING) -> None:
        self.connection = connection
        self.chain = chain
        self.changes = ChangeSet()
        self.permits = permits
        self._why = why

    def require_entry(self, table: str, deltas: journal.Deltas) -> None:
        """Refuse a new record that is not this user's to write; one that is approved already approves one's own.

        Raises:
            NotPermitted, OwnEntry: As `require_change`.
        """
        if self.permits.whole and not self.permits.approves_on_screen:
            return
        self.permits.require_write(table)
        if self.permits.approves(table, deltas) and self.permits.refuses_own:
            raise OwnEntry

    def require_change(self, table: str, subject: journal.Subject, deltas: journal.Deltas) -> None:
        """Refuse a change that is not this user's to make.

        Args:
            table: Of the record; that of a sealed one stands in no entry.
            subject: What the entry will be of.
            deltas: What is changed.

        Raises:
            NotPermitted: The table, or what the change approves, belongs to others.
            OwnEntry: It approves what this user entered, and the office lets another approve that.
        """
        self.permits.require_write(table)
        if self.permits.approves(table, deltas) and self.permits.refuses_own:
            # Who only looked at it has an entry of the access log, which is of another type.
            entered = "SELECT 1 FROM journal WHERE record_id = ? AND record_type = ? AND user = ? LIMIT 1"
            said = (subject.record_id, subject.record_type, self.chain.user)
            if self.connection.execute(entered, said).fetchone():
                raise OwnEntry

    def entry(self, subject: journal.Subject, deltas: journal.Deltas, why: str) -> tuple[Any, ...]:
        """The next entry as a row, for writing many at once with `journal.INSERT_ENTRY`."""
        return self.chain.entry(subject, self.content(deltas, why))

    def write(self, subject: journal.Subject, deltas: journal.Deltas, why: str) -> None:
        """Write the next entry."""
        self.connection.execute(journal.INSERT_ENTRY, self.entry(subject, deltas, why))

    def content(self, deltas: journal.Deltas, why: str) -> str:
        """The content of an entry; the transaction's reason stands where the change has none of its own."""
        return journal.content_text(deltas, why or self._why)


def first_values(row: dict[str, Plain]) -> dict[str, tuple[Plain, Plain]]:
    """What a new record's entry tells: every field that says something."""
    return {name: (None, value) for name, value in row.items() if value is not None and value != ""}


def changed_values(before: dict[str, Plain], after: dict[str, Plain]) -> dict[str, tuple[Plain, Plain]]:
    """What a change's entry tells: base and new value of every field that differs."""
    return {name: (before[name], new) for name, new in after.items() if new != before[name]}
