"""The floor of the authority: what it keeps of entries, written by the database's own library alone.

    python bench/floors/server_floor.py ADDRESS ROWS_JSONL

`ADDRESS` is the file of a SQLite database that is not there yet, or ``postgresql://…`` of an empty one. Each line of
`ROWS_JSONL` is one batch: its bytes, its outcomes and its states, and how far its file and its office are then. A batch
is one transaction, as durable as the authority's own: on SQLite a bare executemany a table, on PostgreSQL psycopg's
executemany of INSERT … ON CONFLICT. The rows are there beforehand: nothing is received, verified, unpacked, decided or
looked up, so the floor is below what any authority could reach. Prints the seconds. Imports nothing of ours.
"""

from __future__ import annotations

import base64
import json
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

COLUMNS: Final = {
    "batches": "office TEXT, file_id TEXT, first BIGINT, last BIGINT, hash BYTEA, bytes BYTEA",
    "files": "office TEXT, file_id TEXT, counter BIGINT, hash BYTEA",
    "states": "office TEXT, record_type TEXT, record_id TEXT, version TEXT, state TEXT, contended BOOLEAN",
    "outcomes": "office TEXT, seq BIGINT, file_id TEXT, counter BIGINT, effects TEXT, given_up TEXT",
    "offices": "office TEXT, last_seq BIGINT",
}
KEY_COLUMNS: Final = {"batches": 3, "files": 2, "states": 3, "outcomes": 2, "offices": 1}
"""How many of the first columns are the key."""
INDEXES: Final = (
    "CREATE INDEX batches_last ON batches (office, file_id, last)",
    "CREATE UNIQUE INDEX outcomes_entry ON outcomes (office, file_id, counter)",
)
Batch = dict[str, list[tuple[Any, ...]]]
"""The rows of each table."""


def main(address: str, rows_file: str) -> None:
    """Write the rows, and print the seconds it took."""
    batches = [_batch(json.loads(line)) for line in Path(rows_file).read_text(encoding="utf-8").splitlines()]
    print(_postgresql(address, batches) if address.startswith("postgresql") else _sqlite(address, batches))


def _batch(read: dict[str, list[list[Any]]]) -> Batch:
    for row in read["batches"] + read["files"]:
        row[:] = [base64.b64decode(each[0]) if isinstance(each, list) else each for each in row]
    return {table: [tuple(row) for row in read[table]] for table in COLUMNS}


def _sqlite(path: str, batches: list[Batch]) -> float:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", *_schema()):
        connection.execute(statement)
    return _timed(
        batches,
        begin=lambda: connection.execute("BEGIN IMMEDIATE"),
        write=connection.executemany,
        commit=connection.commit,
        place="?",
    )


def _postgresql(url: str, batches: list[Batch]) -> float:
    import psycopg

    connection = psycopg.connect(url)
    for statement in _schema():
        connection.execute(statement)
    connection.commit()
    cursor = connection.cursor()
    return _timed(batches, begin=lambda: None, write=cursor.executemany, commit=connection.commit, place="%s")


def _timed(
    batches: list[Batch],
    *,
    begin: Callable[[], object],
    write: Callable[[Any, Any], object],
    commit: Callable[[], object],
    place: str,
) -> float:
    statements = {table: _insert(table, place) for table in COLUMNS}
    began = time.perf_counter()
    for batch in batches:
        begin()
        for table, rows in batch.items():
            write(statements[table], rows)
        commit()
    return time.perf_counter() - began


def _schema() -> list[str]:
    tables = [f"CREATE TABLE {table} ({columns}, PRIMARY KEY ({_key(table)}))" for table, columns in COLUMNS.items()]
    return [*tables, *INDEXES]


def _insert(table: str, place: str) -> str:
    names = _names(table)
    places, rest = ", ".join([place] * len(names)), names[KEY_COLUMNS[table] :]
    # An outcome never changes.
    replaced = ", ".join(f"{name} = excluded.{name}" for name in rest)
    change = "NOTHING" if table == "outcomes" else f"UPDATE SET {replaced}"
    return f"INSERT INTO {table} VALUES ({places}) ON CONFLICT ({_key(table)}) DO {change}"


def _key(table: str) -> str:
    return ", ".join(_names(table)[: KEY_COLUMNS[table]])


def _names(table: str) -> list[str]:
    return [each.split()[0] for each in COLUMNS[table].split(", ")]


if __name__ == "__main__":
    main(*sys.argv[1:])
