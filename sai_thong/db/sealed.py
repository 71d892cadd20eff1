"""Writing to a sensitive set: records and journal entries are sealed before they reach any row, index or entry."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any, TypeVar

from sai_thong.db import journal, shelf
from sai_thong.db.contents import SealedContents
from sai_thong.db.journal_writer import JournalWriter, changed_values, first_values
from sai_thong.db.reading import SealedShelf
from sai_thong.db.refusals import StaleRecord
from sai_thong.db.sealing import seal, unseal
from sai_thong.records import Record, declaration_of, to_row

R = TypeVar("R", bound=Record)


class SealedWriter(SealedShelf):
    """Writes to a sensitive set inside a `Transaction`; the journal holds the sealed form and hashes it."""

    REGISTER = "sealed"

    def __init__(self, writer: JournalWriter, set_name: str, key: bytes) -> None:
        super().__init__(lambda: writer.connection, set_name, key)
        self._writer = writer

    def insert(self, record: R, *, record_id: str = "", why: str = "") -> R:
        """Store a new record and return it with its id and version."""
        version = self._writer.chain.next_version
        record_id = record_id or record.id or version
        row = to_row(record)
        told = first_values(row)
        self._writer.require_entry(declaration_of(type(record)).table, told)
        self._journal(type(record), record_id, "", told, why)
        self._writer.connection.execute(
            "INSERT INTO sealed_records (id, version, set_name, sealed) VALUES (?, ?, ?, ?)",
            (record_id, version, self._set_name, self._sealed(record_id, type(record), row)),
        )
        placed: R = dataclasses.replace(record, id=record_id, version=version)
        return placed

    def insert_many(self, records: Iterable[R], *, why: str = "") -> list[R]:
        """Store many new records."""
        return [self.insert(record, why=why) for record in records]

    def update(self, record: R, *, why: str = "", **new_values: Any) -> R:
        """Change fields of a stored record; `StaleRecord` when someone changed it since it was read."""
        before = self.get(type(record), record.id)
        if before.version != record.version:
            raise StaleRecord(self._set_name, record.id)
        after: R = dataclasses.replace(before, **new_values)
        deltas = changed_values(to_row(before), to_row(after))
        if not deltas:
            return before
        subject = journal.Subject(self.REGISTER, self._set_name, 1, record.id, before.version)
        self._writer.require_change(declaration_of(type(record)).table, subject, deltas)
        version = self._writer.chain.next_version
        self._journal(type(record), record.id, before.version, deltas, why)
        self._writer.connection.execute(
            "UPDATE sealed_records SET version = ?, sealed = ? WHERE id = ?",
            (version, self._sealed(record.id, type(record), to_row(after)), record.id),
        )
        placed: R = dataclasses.replace(after, version=version)
        return placed

    def put_content(self, data: bytes) -> str:
        """Keep bytes, sealed, and give their address; the same bytes are kept once."""
        return SealedContents(self._writer.connection, self._set_name, self._key).put(data)

    def destroy_content(self, address: str) -> None:
        """Take bytes out for ever, which only a lawful destruction may do; the caller writes it into the journal."""
        SealedContents(self._writer.connection, self._set_name, self._key).destroy(address)

    def _journal(self, record_class: type[Record], record_id: str, base: str, deltas: journal.Deltas, why: str) -> None:
        body = f"{declaration_of(record_class).table}\n{self._writer.content(deltas, why)}".encode()
        sealed = seal(self._key, body, shelf.sealed_context(self._set_name, record_id))
        subject = journal.Subject(self.REGISTER, self._set_name, 1, record_id, base)
        # Sealed bytes stand where the changes would, so nothing of the reason is readable either.
        content = journal.content_text({"sealed": (None, sealed.hex())}, "")
        self._writer.connection.execute(journal.INSERT_ENTRY, self._writer.chain.entry(subject, content))
        self._writer.changes.note(self._set_name, record_id)

    def _sealed(self, record_id: str, record_class: type[Record], row: dict[str, Any]) -> bytes:
        context = shelf.sealed_context(self._set_name, record_id)
        return seal(self._key, shelf.sealed_body(record_class, row), context)


def unsealed_content(key: bytes, set_name: str, record_id: str, sealed: str) -> tuple[str, str]:
    """The table name and the content text of a sealed journal entry."""
    body = unseal(key, bytes.fromhex(sealed), shelf.sealed_context(set_name, record_id)).decode()
    table, _, content = body.partition("\n")
    return table, content
