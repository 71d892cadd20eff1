"""The floor of an import: calamine reads the workbook, sqlite-utils inserts the same rows. Imports nothing of ours.

    python bench/floors/import_floor.py STORE KEY_HEX WORKBOOK ROWS_JSON

`ROWS_JSON` holds table → rows as the product wrote them, and with each row its search words and one bare journal row.
Prints its own seconds: reading, inserting.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import sqlite_utils
from python_calamine import CalamineWorkbook
from sqlcipher3 import dbapi2

BINARY = ("genesis", "salt", "digest", "hash")


def main(store: str, key: str, workbook: str, rows_file: str) -> None:
    """Read, insert, and print the seconds of each."""
    tables = json.loads(Path(rows_file).read_text(encoding="utf-8"))
    connection = dbapi2.connect(store, isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    connection.execute("PRAGMA synchronous = FULL")
    database = sqlite_utils.Database(connection)
    started = time.perf_counter()
    book = CalamineWorkbook.from_path(workbook)
    read = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    reading = time.perf_counter() - started
    started = time.perf_counter()
    with database.atomic():
        for table, rows in tables.items():
            if table.endswith("_search"):
                connection.executemany(f"INSERT INTO {table}(rowid, text) VALUES (?, ?)", rows)
            else:
                database[table].insert_all(_with_bytes(rows))
    inserting = time.perf_counter() - started
    print(json.dumps({"sheets": len(read), "reading": reading, "inserting": inserting}))


def _with_bytes(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Digests came through JSON as hexadecimal text."""
    return [{name: bytes.fromhex(value) if name in BINARY else value for name, value in row.items()} for row in rows]


if __name__ == "__main__":
    main(*sys.argv[1:])
