"""Writing what other stations did: their journal entries, what became of them, and the rows that follow.

Nothing written here is an entry of this file, and nothing follows from it: what followed, the station that made the
change wrote itself. Everything of one call of `Store.replaying` stands after it, or nothing does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sai_thong.db.changes import ChangeSet
from sai_thong.db.dbapi import Connection
from sai_thong.db.journal import INSERT_ENTRY
from sai_thong.db.search import indexed_text
from sai_thong.db.tables import search_table
from sai_thong.records import Declaration, from_row
from sai_thong.records.encoding import Plain, derived_columns

SHUT_FROM: Final = "sync_sealed_from:"
"""With the name of a sensitive set: the first outcome that had no effect on it, as nobody here held the key."""


class KeptRow(NamedTuple):
    """The values of a record by field, and the entry that last had an effect on it."""

    version: str
    values: dict[str, Plain]


class Replaying:
    """The writer of one transaction. Made by `Store.replaying`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.changes = ChangeSet()

    def keep_file(self, file_id: str, genesis: bytes, at: str) -> None:
        """Know another station's file, and what its chain begins with."""
        self.connection.execute(
            "INSERT OR IGNORE INTO files (file_id, started_at, after_file_id, after_counter, genesis)"
            " VALUES (?, ?, '', 0, ?)",
            (file_id, at, genesis),
        )

    def keep_entries(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Keep entries of other stations as they were written; whoever calls has followed their chain."""
        self.connection.executemany(INSERT_ENTRY, rows)

    def keep_outcome(
        self, seq: int, file_id: str, counter: int, effects: Mapping[str, str], given_up: Sequence[tuple[str, str]]
    ) -> None:
        """Keep what the authority said became of an entry."""
        self.connection.execute(
            "INSERT INTO outcomes (seq, file_id, counter, effects, given_up) VALUES (?, ?, ?, ?, ?)",
            (seq, file_id, counter, json.dumps(effects), json.dumps(given_up)),
        )

    def let_wait(self, record_type: str, record_id: str, field: str, version: str) -> None:
        """Know that a value waits for a person."""
        self.connection.execute(
            "INSERT OR IGNORE INTO contenders (record_type, record_id, field, version) VALUES (?, ?, ?, ?)",
            (record_type, record_id, field, version),
        )
        self.changes.note(record_type, record_id)

    def end_waiting(self, field: str, version: str) -> None:
        """Know that a value waits no longer."""
        where = "field = ? AND version = ?"
        for record_type, record_id in self.connection.execute(
            f"SELECT record_type, record_id FROM contenders WHERE {where}", (field, version)
        ).fetchall():
            self.changes.note(record_type, record_id)
        self.connection.execute(f"DELETE FROM contenders WHERE {where}", (field, version))

    def row(self, declared: Declaration, record_id: str) -> KeptRow | None:
        """A record as its table has it; None where there is none."""
        names = [each.name for each in declared.fields]
        found = self.connection.execute(
            f"SELECT version, {', '.join(names)} FROM {declared.table} WHERE id = ?", (record_id,)
        ).fetchone()
        return KeptRow(found[0], dict(zip(names, found[1:], strict=True))) if found else None

    def put_row(self, declared: Declaration, record_id: str, kept: KeptRow) -> None:
        """Let a record hold these values; a field they do not name is empty."""
        values = {each.name: kept.values.get(each.name, None if each.optional else "") for each in declared.fields}
        columns = {"version": kept.version, **values, **derived_columns(declared.record_class, values)}
        found = self.connection.execute(f"SELECT row FROM {declared.table} WHERE id = ?", (record_id,)).fetchone()
        if found:
            (number,) = found
            assignments = ", ".join(f"{name} = ?" for name in columns)
            sql = f"UPDATE {declared.table} SET {assignments} WHERE row = ?"
            self.connection.execute(sql, (*columns.values(), number))
        else:
            marks = ", ".join("?" * (len(columns) + 1))
            sql = f"INSERT INTO {declared.table} (id, {', '.join(columns)}) VALUES ({marks})"
            number = self.connection.execute(sql, (record_id, *columns.values())).lastrowid
        if declared.searchable:
            record = from_row(declared.record_class, {**values, "id": record_id, "version": kept.version})
            table = search_table(declared.table)
            self.connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (number,))
            self.connection.execute(f"INSERT INTO {table}(rowid, text) VALUES (?, ?)", (number, indexed_text(record)))
        self.changes.note(declared.table, record_id)

    def drop_row(self, declared: Declaration, record_id: str) -> None:
        """Let a record not be there: the authority was restored, and nobody has sent it again yet."""
        found = self.connection.execute(f"SELECT row FROM {declared.table} WHERE id = ?", (record_id,)).fetchone()
        if found is None:
            return
        self.connection.execute(f"DELETE FROM {declared.table} WHERE id = ?", (record_id,))
        if declared.searchable:
            self.connection.execute(f"DELETE FROM {search_table(declared.table)} WHERE rowid = ?", found)
        self.changes.note(declared.table, record_id)

    def put_sealed(self, set_name: str, record_id: str, version: str, sealed: bytes) -> None:
        """Let a record of a sensitive set hold these sealed values."""
        self.connection.execute(
            "INSERT INTO sealed_records (id, version, set_name, sealed) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET version = excluded.version, sealed = excluded.sealed",
            (record_id, version, set_name, sealed),
        )
        self.changes.note(set_name, record_id)

    def drop_sealed(self, set_name: str, record_id: str) -> None:
        """Let a record of a sensitive set not be there; see `drop_row`."""
        self.connection.execute("DELETE FROM sealed_records WHERE id = ?", (record_id,))
        self.changes.note(set_name, record_id)

    def base_row(self, record_type: str, record_id: str) -> KeptRow | None:
        """A record as the authority has it, where this station has changes it has not seen yet."""
        found = self.connection.execute(
            "SELECT version, row FROM base_rows WHERE record_type = ? AND record_id = ?", (record_type, record_id)
        ).fetchone()
        return KeptRow(found[0], json.loads(found[1])) if found else None

    def put_base_row(self, record_type: str, record_id: str, kept: KeptRow | None) -> None:
        """Keep a record as the authority has it; None where it and this station have it alike."""
        where = (record_type, record_id)
        if kept is None:
            self.connection.execute("DELETE FROM base_rows WHERE record_type = ? AND record_id = ?", where)
        else:
            self.connection.execute(
                "INSERT OR REPLACE INTO base_rows (record_type, record_id, version, row) VALUES (?, ?, ?, ?)",
                (*where, kept.version, json.dumps(kept.values, ensure_ascii=False)),
            )

    def shut_sets(self) -> dict[str, int]:
        """The sensitive sets of which outcomes came while nobody could read them, and the `seq` of the first."""
        found = self.connection.execute("SELECT name, value FROM facts WHERE name GLOB ?", (SHUT_FROM + "*",))
        return {name.removeprefix(SHUT_FROM): int(value) for name, value in found.fetchall()}

    def keep_shut_from(self, set_name: str, seq: int) -> None:
        """Know that a set has outcomes from `seq` on which had no effect yet; the earliest said stands."""
        fact = (SHUT_FROM + set_name, str(seq))
        self.connection.execute("INSERT OR IGNORE INTO facts (name, value) VALUES (?, ?)", fact)

    def open_shut(self, set_name: str) -> None:
        """Know that everything that came for a set has had its effect."""
        self.connection.execute("DELETE FROM facts WHERE name = ?", (SHUT_FROM + set_name,))

    def forget_outcomes(self) -> None:
        """Forget what an authority said, before all of it is read anew."""
        for table in ("outcomes", "contenders", "base_rows"):
            self.connection.execute(f"DELETE FROM {table}")

    def set_fact(self, name: str, value: str) -> None:
        """Keep one of the store's own facts."""
        self.connection.execute("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (name, value))
