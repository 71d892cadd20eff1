"""The connections through which the threads of an open store read, each held to what its user may see.

A thread has a connection that reads everything, and where its user may not, another that SQLite asks about. Inside a
transaction an operation reads through the transaction's own, so that it sees what it has just written.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sai_thong.db.dbapi import Connection
from sai_thong.db.errors import StoreMistake
from sai_thong.db.permits import EVERYTHING, GuardedReader, Permits


class Readers:
    """The reading connections of one store, by thread.

    Args:
        connect: Opens one more connection for reading.

    Attributes:
        permits: What the user may do.
    """

    def __init__(self, connect: Callable[[], Connection]) -> None:
        self.permits: Permits = EVERYTHING
        self._connect = connect
        self._local = threading.local()
        self._opened: list[tuple[threading.Thread, Connection]] = []
        self._closed = False

    @property
    def permits_here(self) -> Permits:
        """What may be done on this thread now."""
        return EVERYTHING if getattr(self._local, "by_program", False) else self.permits

    @contextmanager
    def by_program(self) -> Iterator[None]:
        """What this thread does here, the program does by itself, whoever is at it."""
        before = getattr(self._local, "by_program", False)
        self._local.by_program = True
        try:
            yield
        finally:
            self._local.by_program = before

    @contextmanager
    def through(self, transaction: Connection) -> Iterator[None]:
        """Read through the connection of a transaction on this thread."""
        before = self._of_transaction()
        self._local.transaction = transaction
        try:
            yield
        finally:
            self._local.transaction = before

    def asked(self) -> Connection:
        """The connection for what a person asked for."""
        permits = self.permits_here
        if permits.whole or self._of_transaction() is not None:
            return self.whole()
        held_to, guarded = getattr(self._local, "guarded", (None, None))
        if held_to is not permits:
            guarded = GuardedReader(self._kept("guardable"), permits)
            self._local.guarded = permits, guarded
        return guarded

    def whole(self) -> Connection:
        """The connection that reads everything, for what the program does by itself."""
        current = self._of_transaction()
        return current if current is not None else self._kept("reader")

    def close(self) -> None:
        """Close the connections; one that another thread has is interrupted, and closed when that thread lets it go.

        A statement that is under way in one thread does not survive that another closes its connection.
        """
        self._closed = True
        opened, self._opened = self._opened, []
        self._local = threading.local()
        for thread, connection in opened:
            if thread is threading.current_thread() or not thread.is_alive():
                connection.close()
            else:
                connection.interrupt()

    def _of_transaction(self) -> Connection | None:
        return getattr(self._local, "transaction", None)

    def _kept(self, name: str) -> Connection:
        found = getattr(self._local, name, None)
        if found is None:
            if self._closed:
                raise StoreMistake("the store is closed")
            found = self._connect()
            self._opened.append((threading.current_thread(), found))
            setattr(self._local, name, found)
        return found
