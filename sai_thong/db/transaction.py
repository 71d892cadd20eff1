"""One transaction of the store: rows, search words and journal entries go in together or not at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from sai_thong.db import journal
from sai_thong.db.changes import ChangeSet
from sai_thong.db.contents import Contents
from sai_thong.db.journal_writer import JournalWriter, changed_values, first_values
from sai_thong.db.permits import EVERYTHING
from sai_thong.db.reading import OrdinaryShelf
from sai_thong.db.refusals import AlreadyThere, StaleRecord
from sai_thong.db.sealed import SealedWriter
from sai_thong.db.search import indexed_text
from sai_thong.db.tables import search_table
from sai_thong.records import Declaration, Record, declaration_of, to_row
from sai_thong.records.encoding import Plain, derived_columns

R = TypeVar("R", bound=Record)

ACCESS = "access"
"""Record type of journal entries that tell who looked at, printed or exported what."""


class Transaction(OrdinaryShelf):
    """Writes to the ordinary tables; `on` gives the writer of a sensitive set in the same transaction.

    Made by `Store.transaction`; a reason given there stands in every entry that has none of its own.
    """

    def __init__(self, writer: JournalWriter, *, office_key: bytes, set_key: Callable[[str], bytes]) -> None:
        super().__init__(lambda: writer.connection, office_key)
        self._journal = writer
        self._set_key = set_key

    @property
    def changes(self) -> ChangeSet:
        """What was changed so far."""
        return self._journal.changes

    @property
    def head(self) -> journal.Head:
        """The head of the chain after what was written so far."""
        return self._journal.chain.head

    @property
    def moment(self) -> datetime:
        """When it was begun (UTC): the time that its journal entries bear."""
        return datetime.fromisoformat(self._journal.chain.at)

    @contextmanager
    def what_follows(self) -> Iterator[None]:
        """What is written here follows from what was, by the program's rules: no role of the user is asked."""
        before, self._journal.permits = self._journal.permits, EVERYTHING
        try:
            yield
        finally:
            self._journal.permits = before

    def on(self, set_name: str) -> SealedWriter:
        """The writer of a sensitive set; `SetClosed` when this user does not hold its key."""
        return SealedWriter(self._journal, set_name, self._set_key(set_name))

    def insert(self, record: R, *, record_id: str = "", why: str = "") -> R:
        """Store a new record and return it with its id and version."""
        named = dataclasses.replace(record, id=record_id) if record_id else record
        return self.insert_many([named], why=why)[0]

    def insert_many(self, records: Iterable[R], *, why: str = "") -> list[R]:
        """Store many new records of one type; a record that already carries an id keeps it."""
        stored: list[R] = []
        rows: list[tuple[Any, ...]] = []
        entries: list[tuple[Any, ...]] = []
        words: list[tuple[int, str]] = []
        insertion: _Insertion | None = None
        number, searchable = 0, False
        taken: set[tuple[str, Plain]] = set()
        for record in records:
            if insertion is None:
                insertion = _insertion(declaration_of(type(record)))
                number = self._last_row(insertion.declared.table)
                searchable = insertion.declared.searchable
            number += 1
            version = self._journal.chain.next_version
            record_id = record.id or self._identity(insertion.declared, record) or version
            row = to_row(record)
            told = first_values(row)
            self._journal.require_entry(insertion.declared.table, told)
            for field in insertion.unique:
                self._require_unique(insertion.declared, field, row[field], taken)
            subject = _subject(insertion.declared, record_id, "")
            entries.append(self._journal.entry(subject, told, why))
            rows.append((number, record_id, version, *insertion.values(row)))
            placed = _placed(record, record_id, version)
            if searchable:
                words.append((number, indexed_text(placed)))
            stored.append(placed)
            self.changes.note(insertion.declared.table, record_id)
        if insertion is not None:
            self._journal.connection.executemany(insertion.sql, rows)
            self._journal.connection.executemany(journal.INSERT_ENTRY, entries)
            if words:
                table = search_table(insertion.declared.table)
                self._journal.connection.executemany(f"INSERT INTO {table}(rowid, text) VALUES (?, ?)", words)
        return stored

    def update(self, record: R, *, why: str = "", **new_values: Any) -> R:
        """Change fields of a stored record; `StaleRecord` when someone changed it since it was read."""
        declared = declaration_of(type(record))
        before = self.get(type(record), record.id)
        if before.version != record.version:
            raise StaleRecord(declared.table, record.id)
        after: R = dataclasses.replace(before, **new_values)
        deltas = changed_values(to_row(before), to_row(after))
        if not deltas:
            return before
        subject = _subject(declared, record.id, before.version)
        self._journal.require_change(declared.table, subject, deltas)
        for name in _insertion(declared).unique:
            if name in deltas:
                self._require_unique(declared, name, deltas[name][1], set())
        version = self._journal.chain.next_version
        new_row = {name: new for name, (_, new) in deltas.items()}
        columns = {**new_row, **derived_columns(type(record), new_row), "version": version}
        assignments = ", ".join(f"{name} = ?" for name in columns)
        self._journal.connection.execute(
            f"UPDATE {declared.table} SET {assignments} WHERE id = ?", (*columns.values(), record.id)
        )
        self._journal.write(subject, deltas, why)
        placed: R = dataclasses.replace(after, version=version)
        if declared.searchable and placed.search_text() != before.search_text():
            self._reword(declared, placed)
        self.changes.note(declared.table, record.id)
        return placed

    def put_content(self, data: bytes) -> str:
        """Keep bytes and give their address; the same bytes are kept once. `ContentTooLarge` when they are too many."""
        return Contents(self._journal.connection).put(data)

    def destroy_content(self, address: str) -> None:
        """Take bytes out for ever, which only a lawful destruction may do; the caller writes it into the journal."""
        Contents(self._journal.connection).destroy(address)

    def note_access(
        self, action: str, record_id: str, *, detail: str = "", why: str = "", by: str = "", at: str = ""
    ) -> None:
        """Write an entry of the access log; for `access_log`, through which everybody else goes.

        Args:
            action: An `access_log.Access`, or what an older entry said.
            record_id: What was looked at: a record's id, or a month.
            detail: Which paper or list, in the program's own words; never personal data.
            why: Why, where a reason is required.
            by: Who it was, where it was noted by another than writes it now; empty for this user.
            at: When it was, where it was noted before; empty for now.
        """
        subject = journal.Subject(ACCESS, ACCESS, 1, record_id, "")
        told = {"action": (None, str(action)), "detail": (None, detail)}
        if at:
            told |= {"by": (None, by), "at": (None, at)}
        self._journal.write(subject, told, why)

    def _identity(self, declared: Declaration, record: Record) -> str:
        """The id that follows from what a record is; empty where nothing says it."""
        said = declared.identity
        value = getattr(record, said.name) if said else None
        return self.natural_id(declared.table, said.name, str(value)) if said and value not in (None, "") else ""

    def _require_unique(self, declared: Declaration, name: str, value: Plain, taken: set[tuple[str, Plain]]) -> None:
        """Refuse a value that another record has; `taken` are those of records about to be written."""
        if value is None or value == "":
            return
        sql = f"SELECT 1 FROM {declared.table} WHERE {name} = ? LIMIT 1"
        if (name, value) in taken or self._journal.connection.execute(sql, (value,)).fetchone():
            raise AlreadyThere(declared.table, name, value)
        taken.add((name, value))

    def _last_row(self, table: str) -> int:
        return int(self._journal.connection.execute(f"SELECT coalesce(max(row), 0) FROM {table}").fetchone()[0])

    def _reword(self, declared: Declaration, record: Record) -> None:
        """Replace the search words of a changed record."""
        connection, table = self._journal.connection, search_table(declared.table)
        (row,) = connection.execute(f"SELECT row FROM {declared.table} WHERE id = ?", (record.id,)).fetchone()
        connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))
        connection.execute(f"INSERT INTO {table}(rowid, text) VALUES (?, ?)", (row, indexed_text(record)))


class _Insertion:
    """The prepared INSERT of one record type."""

    def __init__(self, declared: Declaration) -> None:
        self.declared = declared
        self.unique = tuple(each.name for each in declared.fields if each.unique)
        names = [each.name for each in self.declared.fields]
        derived = [each.sorted_as for each in self.declared.fields if each.sorted_as]
        columns = ["row", "id", "version", *names, *derived]
        self.sql = f"INSERT INTO {self.declared.table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"

    def values(self, row: dict[str, Plain]) -> tuple[Plain, ...]:
        """The values of a plain row and its derived columns, in the statement's order."""
        return (*row.values(), *derived_columns(self.declared.record_class, row).values())


@cache
def _insertion(declared: Declaration) -> _Insertion:
    return _Insertion(declared)


def _placed(record: R, record_id: str, version: str) -> R:
    """`record` with its id and version: what `dataclasses.replace` does, at a third of its cost in an import."""
    twin: R = object.__new__(type(record))
    put = object.__setattr__
    for each in declaration_of(type(record)).fields:
        put(twin, each.name, getattr(record, each.name))
    put(twin, "id", record_id)
    put(twin, "version", version)
    return twin


def _subject(declared: Declaration, record_id: str, base: str) -> journal.Subject:
    return journal.Subject(declared.register, declared.table, declared.schema, record_id, base)
