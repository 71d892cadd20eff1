"""The floor of the register of petitions: the same rows by one bare query each. Imports nothing of ours.

    python bench/floors/petition_floor.py STORE KEY_HEX TYPED_JSON

`TYPED_JSON` holds what was typed into the search field. Prints milliseconds: a list of 100 rows, each search, Today's
rows and counts, and reading everything of the open cases that bears on their clocks.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2

NOW, SOON = "2026-11-03T02:00:00.000000Z", "2026-11-06T16:59:59.999999Z"
SHOWN, TIMES = 100, 15
OPEN = "SELECT id FROM petitions WHERE next_due_at IS NOT NULL"


def main(store: str, key: str, typed_file: str) -> None:
    """Ask, and print the milliseconds of each."""
    connection = dbapi2.connect(store, isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    connection.execute("SELECT count(*) FROM petitions").fetchall()

    def ask(sql: str, *values: object) -> Callable[[], object]:
        return lambda: connection.execute(sql, values).fetchall()

    columns = "id, number, received_at, subject, petitioner_name, moo, division, state, next_due_at"
    listed = ask(f"SELECT {columns} FROM petitions WHERE next_due_at IS NOT NULL ORDER BY next_due_at LIMIT {SHOWN}")
    typed = json.loads(Path(typed_file).read_text(encoding="utf-8"))
    today = [
        ask(f"SELECT {columns} FROM petitions WHERE next_due_at < ? ORDER BY next_due_at LIMIT 20", NOW),
        ask(f"SELECT {columns} FROM petitions WHERE next_due_at BETWEEN ? AND ? ORDER BY next_due_at", NOW, SOON),
        ask("SELECT count(*) FROM petitions WHERE next_due_at < ?", NOW),
        ask("SELECT state, count(*) FROM petitions WHERE next_due_at IS NOT NULL GROUP BY state"),
        ask("SELECT * FROM petition_tasks WHERE begins_at BETWEEN ? AND ?", NOW, SOON),
    ]
    tables = ("petition_notices", "petition_defects", "petition_events", "petition_points")
    everything = [
        ask("SELECT * FROM petitions WHERE next_due_at IS NOT NULL"),
        *(ask(f"SELECT * FROM {table} WHERE petition_id IN ({OPEN})") for table in tables),
    ]
    answer = {
        "list": _median(listed),
        "search": [_milliseconds(_search(connection, text)) for text in typed],
        "today": sum(map(_median, today)),
        "recompute": sum(map(_median, everything)),
    }
    print(json.dumps(answer))


def _search(connection: dbapi2.Connection, text: str) -> Callable[[], object]:
    """One query for the longest word and its rows."""
    word = max(text.split() or [""], key=len)
    if len(word) < 3:
        sql, value = "SELECT * FROM petitions WHERE subject LIKE ? LIMIT 100", f"{word}%"
    else:
        sql = (
            "SELECT p.* FROM petitions_search s JOIN petitions p ON p.row = s.rowid"
            " WHERE petitions_search MATCH ? LIMIT 100"
        )
        value = '"' + word.replace('"', '""') + '"'
    return lambda: connection.execute(sql, (value,)).fetchall()


def _median(work: Callable[[], object]) -> float:
    return statistics.median(_milliseconds(work) for _each in range(TIMES))


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main(*sys.argv[1:])
