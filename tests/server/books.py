"""The book of an office, opened as the API opens it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from sai_thong.server.book import SqlBook
from sai_thong.server.database import of_office


@contextmanager
def open_book(engine: Engine, office: str) -> Iterator[SqlBook]:
    """The book for one transaction, which begins with the lock of the office."""
    with of_office(engine, office) as connection:
        yield SqlBook(connection, office)
