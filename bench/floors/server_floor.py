"""The floor of the authority: batches read and laid out as rows, and the rows written, by libraries alone.

    python bench/floors/server_floor.py ADDRESS BATCHES_JSONL DICTIONARY

`ADDRESS` is the file of a SQLite database that is not there yet, or ``postgresql://…`` of an empty one. Each line of
`BATCHES_JSONL` is one batch as it travels, in base64, with its office. `DICTIONARY` is the zstandard dictionary.

What any authority has to do is done: a batch is unpacked (zstandard, json), laid out as its rows, and written in one
transaction, as durable as the authority's own: on SQLite a bare executemany a table, on PostgreSQL psycopg's
executemany of INSERT … ON CONFLICT. What makes it an authority is left out: nothing comes over a line, no signature is
verified, nothing is checked or looked up, and every change stands. Prints the seconds of reading and those of writing.
Imports nothing of ours.
"""

from __future__ import annotations

import base64
import json
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from itertools import repeat
from pathlib import Path
from typing import Any, Final

import zstandard

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
SIGNATURE_BYTES: Final = 64
MARK_BYTES: Final = 8
WITH_BYTES: Final = 2
"""The form of a packed document that has loose bytes behind its frame."""
NOTHING: Final = '{"first":{},"fields":{}}'
Batch = dict[str, list[tuple[Any, ...]]]
"""The rows of each table."""


def main(address: str, batches_file: str, dictionary: str) -> None:
    """Read the batches and write their rows; print the seconds each took."""
    lines = [json.loads(line) for line in Path(batches_file).read_text(encoding="utf-8").splitlines()]
    travelled = [(office, base64.b64decode(packed)) for office, packed in lines]
    known = zstandard.ZstdCompressionDict(Path(dictionary).read_bytes())
    unpack = zstandard.ZstdDecompressor(dict_data=known).decompress
    began = time.perf_counter()
    batches = [_rows(office, data, unpack) for office, data in travelled]
    reading = time.perf_counter() - began
    writing = _postgresql(address, batches) if address.startswith("postgresql") else _sqlite(address, batches)
    print(reading, writing)


def _rows(office: str, data: bytes, unpack: Callable[[bytes], bytes]) -> Batch:
    """The rows of a batch; the place of an entry in the order is its place in the file, for each office has one."""
    _, _, name, first, last, _, after, open_side, _ = _parts(data[:-SIGNATURE_BYTES])
    file_id, counters = name.decode(), range(int.from_bytes(first), int.from_bytes(last) + 1)
    frame, loose = open_side[2:], b""
    if open_side[0] == WITH_BYTES:
        end = 6 + int.from_bytes(open_side[2:6])
        frame, loose = open_side[6:end], open_side[end:]
    document = json.loads(unpack(frame))
    changes = _changes(document, loose)
    lists = (document[each] for each in ("kind", "shape", "record", "base"))
    states, outcomes = {}, []
    for counter, kind, shape, record, base in zip(counters, *lists, strict=True):
        record_type, fields = document["kinds"][kind][1], next(changes[shape])
        record_id = record if isinstance(record, str) else f"{file_id}.{record or counter}"
        changed = {name: [wanted, True, []] for name, wanted in fields.items()}
        state = {"first": {}, "fields": changed} if base != "" else {"first": fields, "fields": {}}
        effects = json.dumps(dict.fromkeys(fields, "stands")) if fields else "{}"
        written = json.dumps(state) if fields else NOTHING
        states[record_id] = (office, record_type, record_id, f"{file_id}.{counter}", written, False)
        outcomes.append((office, counter, file_id, counter, effects, "[]"))
    return {
        "batches": [(office, file_id, counters[0], counters[-1], after, data)],
        "files": [(office, file_id, counters[-1], after)],
        "states": list(states.values()),
        "outcomes": outcomes,
        "offices": [(office, counters[-1])],
    }


def _changes(document: dict[str, Any], loose: bytes) -> list[Iterator[dict[str, Any]]]:
    """Of each shape the values its entries set; where a mark was taken out, the next eight loose bytes."""
    marks = (loose[place : place + MARK_BYTES].hex() for place in range(0, len(loose), MARK_BYTES))
    found = []
    for names, columns in zip(document["shapes"], document["columns"], strict=True):
        read = [[[[next(marks)] if each == [] else each for each in side] for side in column] for column in columns]
        wanted = zip(*(column[1] for column in read), strict=True)
        found.append(map(dict, map(zip, repeat(names), wanted)) if names else repeat({}))
    return found


def _parts(data: bytes) -> list[bytes]:
    parts, place = [], 0
    while place < len(data):
        begin = place + 4
        place = begin + int.from_bytes(data[place:begin])
        parts.append(data[begin:place])
    return parts


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
