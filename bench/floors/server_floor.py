"""The floor of the authority: the rows it keeps of entries, written by the database's own library alone.

    python bench/floors/server_floor.py ADDRESS ROWS_JSONL

`ADDRESS` is the file of a SQLite database that is not there yet, or ``postgresql://…`` of an empty one. Each line of
`ROWS_JSONL` is one batch: its outcomes and its states. A batch is one transaction, as durable as the authority's own:
on SQLite a bare executemany a table, on PostgreSQL psycopg's executemany of INSERT … ON CONFLICT. Prints the seconds.
Imports nothing of ours.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

OUTCOMES = "office TEXT, seq BIGINT, file_id TEXT, counter BIGINT, effects TEXT, given_up TEXT"
STATES = "office TEXT, record_type TEXT, record_id TEXT, version TEXT, state TEXT, contended BOOLEAN"
TABLES = (
    f"CREATE TABLE outcomes ({OUTCOMES}, PRIMARY KEY (office, seq))",
    "CREATE UNIQUE INDEX outcomes_entry ON outcomes (office, file_id, counter)",
    f"CREATE TABLE states ({STATES}, PRIMARY KEY (office, record_type, record_id))",
)
OUTCOME = "INSERT INTO outcomes VALUES ({places}) ON CONFLICT DO NOTHING"
STATE = (
    "INSERT INTO states VALUES ({places}) ON CONFLICT (office, record_type, record_id)"
    " DO UPDATE SET version = excluded.version, state = excluded.state, contended = excluded.contended"
)
Rows = list[tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]]


def main(address: str, rows_file: str) -> None:
    """Write the rows, and print the seconds it took."""
    lines = Path(rows_file).read_text(encoding="utf-8").splitlines()
    batches = [
        ([tuple(row) for row in each["outcomes"]], [tuple(row) for row in each["states"]])
        for each in map(json.loads, lines)
    ]
    print(_postgresql(address, batches) if address.startswith("postgresql") else _sqlite(address, batches))


def _sqlite(path: str, batches: Rows) -> float:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    for table in TABLES:
        connection.execute(table)
    outcome, state = (each.format(places="?, ?, ?, ?, ?, ?") for each in (OUTCOME, STATE))
    began = time.perf_counter()
    for outcomes, states in batches:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(outcome, outcomes)
        connection.executemany(state, states)
        connection.execute("COMMIT")
    return time.perf_counter() - began


def _postgresql(url: str, batches: Rows) -> float:
    import psycopg

    connection = psycopg.connect(url)
    for table in TABLES:
        connection.execute(table)
    connection.commit()
    outcome, state = (each.format(places="%s, %s, %s, %s, %s, %s") for each in (OUTCOME, STATE))
    cursor = connection.cursor()
    began = time.perf_counter()
    for outcomes, states in batches:
        cursor.executemany(outcome, outcomes)
        cursor.executemany(state, states)
        connection.commit()
    return time.perf_counter() - began


if __name__ == "__main__":
    main(*sys.argv[1:])
