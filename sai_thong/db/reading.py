"""Reading records: from the ordinary tables, or from a sensitive set that is unsealed in memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sai_thong.db import shelf
from sai_thong.db.contents import Contents, SealedContents
from sai_thong.db.dbapi import Connection
from sai_thong.db.refusals import RecordMissing
from sai_thong.db.sealing import tag
from sai_thong.records import Record, declaration_of, from_row

R = TypeVar("R", bound=Record)


class OrdinaryShelf:
    """Reading the ordinary tables through one connection."""

    def __init__(self, connection: Callable[[], Connection], office_key: bytes) -> None:
        self._connection = connection
        self._office_key = office_key

    def get(self, record_class: type[R], record_id: str) -> R:
        """The record with this id; `RecordMissing` when there is none."""
        found = self.find(record_class, id=record_id)
        if not found:
            raise RecordMissing(declaration_of(record_class).table, record_id)
        return found[0]

    def find(self, record_class: type[R], **equals: object) -> list[R]:
        """The records whose fields equal the given values, in the order they were made."""
        where, parameters = shelf.condition(record_class, equals)
        table = declaration_of(record_class).table
        cursor = self._connection().execute(
            f"SELECT * FROM {table} {'WHERE ' + where if where else ''} ORDER BY row", parameters
        )
        names = [column[0] for column in cursor.description]
        return [from_row(record_class, dict(zip(names, row, strict=True))) for row in cursor]

    def natural_id(self, *parts: str) -> str:
        """An id derived from what a fact is, by the office key."""
        return tag(self._office_key, *parts)

    def content(self, address: str) -> bytes:
        """The bytes kept under an address; `ContentMissing` or `ContentDamaged` when they are not there as put."""
        return Contents(self._connection()).get(address)


class SealedShelf:
    """Reading a sensitive set: every record is unsealed in memory; nothing of it stands readable in the file."""

    def __init__(self, connection: Callable[[], Connection], set_name: str, key: bytes) -> None:
        self._connection = connection
        self._set_name = set_name
        self._key = key

    def get(self, record_class: type[R], record_id: str) -> R:
        """The record with this id; `RecordMissing` when there is none."""
        found = self.find(record_class, id=record_id)
        if not found:
            raise RecordMissing(self._set_name, record_id)
        return found[0]

    def find(self, record_class: type[R], **equals: object) -> list[R]:
        """The records whose fields equal the given values, in the order they were made."""
        rows = self._connection().execute(
            "SELECT id, version, sealed FROM sealed_records WHERE set_name = ? ORDER BY row", (self._set_name,)
        )
        opened = shelf.opened(record_class, (shelf.read_sealed(self._key, self._set_name, *row) for row in rows))
        return [each for each in opened if shelf.matches(each, equals)]

    def natural_id(self, *parts: str) -> str:
        """An id derived from what a fact is, by the set's own key: the office key cannot guess it."""
        return tag(self._key, *parts)

    def content(self, address: str) -> bytes:
        """The bytes kept under an address; `ContentMissing` or `ContentDamaged` when they are not there as put."""
        return SealedContents(self._connection(), self._set_name, self._key).get(address)
