"""An exchange with the province: bytes against the same rows compressed bare, a hundred changes, merging.

The server is a process of its own on SQLite; rounds are what the command runs. Bytes are bodies and signed headers.
"""

from __future__ import annotations

import base64
import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench import Figure
from bench.made.exchange import OFFICE, Server, computer, enrolled, exchange
from bench.made.offices import folder
from sai_thong.db import journal
from sai_thong.db.store import Store
from sai_thong.demo.crowd import crowd
from sai_thong.registers.allowances.records import Claim, ClaimState, Origin
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme
from sai_thong.server.policies import declared_policy
from sai_thong.sync.authority import receive
from sai_thong.sync.batches import read_batch
from tests.sync.memory_book import MemoryBook

RECORDS = 10_000
CITIZENS = 50_000
CHANGES = 100
MOST_TIMES_BARE = 1.3
MOST_BYTES_OF_CHANGES = 8 * 1024
MOST_ROUND_TRIPS = 4
FLOOR = Path(__file__).parent / "floors" / "sync_floor.py"


def measure() -> list[Figure]:
    """Send 10,000 records, read them on a second computer; change 100 among 50,000; merge again what was sent."""
    with folder() as place:
        server = Server(place / "server.sqlite")
        server.run("office", "add", "--code", OFFICE, "--name", "ทรายทอง")
        with server.serving() as address:
            first = computer(place, "one")
            second = computer(place, "two", first.keys)
            for name, store in (("one", first), ("two", second)):
                enrolled(store, server, address, name)
            with first, second:
                figures = _everything(place, first, second)
                figures += _merging(place / "server.sqlite")
                figures += _changes(first, second)
    return figures


def _everything(place: Path, first: Store, second: Store) -> list[Figure]:
    with first.transaction() as tx:
        people = tx.insert_many(list(crowd(RECORDS // 2, youngest=60)))
        tx.insert_many([_claim(each.id) for each in people])
    begun = time.perf_counter()
    pushed = exchange(first)
    pushing = time.perf_counter() - begun
    begun = time.perf_counter()
    pulled = exchange(second)
    pulling = time.perf_counter() - begun
    floor = _floor(place, first, place / "server.sqlite")
    assert pulled.received == pushed.sent == floor["entries"]
    bare, records = floor["whole"], floor["records"]
    return [
        Figure("records sent", pushed.sent, "records"),
        Figure("first push", pushed.bytes_up / pushed.sent, "B/record"),
        Figure("first pull", pulled.bytes_down / pushed.sent, "B/record"),
        Figure("floor: the same batches, compressed bare", bare / pushed.sent, "B/record"),
        Figure("first push against the floor", pushed.bytes_up / bare, "×", most=MOST_TIMES_BARE),
        Figure("first pull against the floor", pulled.bytes_down / bare, "×", most=MOST_TIMES_BARE),
        Figure("the floor without who, when and the salts", records / pushed.sent, "B/record"),
        Figure("first push against that", pushed.bytes_up / records, "×"),
        Figure("first push took", pushing, "s"),
        Figure("first pull took", pulling, "s"),
        Figure("first push: round trips", pushed.round_trips, "times"),
    ]


def _merging(database: Path) -> list[Figure]:
    """The authority's part alone: unpack what came, decide, keep what is known, in memory."""
    connection = sqlite3.connect(database)
    packed = [data for (data,) in connection.execute("SELECT bytes FROM batches ORDER BY file_id, first")]
    connection.close()
    begun = time.perf_counter()
    book = MemoryBook(OFFICE)
    for data in packed:
        assert receive(book, read_batch(data), declared_policy).refused is None
    took = time.perf_counter() - begun
    each = took / len(book.outcomes) * RECORDS
    return [Figure(f"merging {RECORDS:,} entries", each, "s", most=1.0)]


def _changes(first: Store, second: Store) -> list[Figure]:
    with first.transaction() as tx:
        tx.insert_many(list(crowd(CITIZENS - RECORDS // 2, seed=2)))
    exchange(first)
    exchange(second)
    people = first.find(Citizen)[:: CITIZENS // CHANGES][:CHANGES]
    with first.transaction() as tx:
        for number, person in enumerate(people):
            tx.update(person, phone=f"08{number:08}", house_no=f"{number}/1")
    sent = exchange(first)
    came = exchange(second)
    assert (sent.sent, came.received) == (CHANGES, CHANGES)
    figures = []
    for name, did in (("sending", sent), ("reading", came)):
        total = did.bytes_up + did.bytes_down
        what = f"{name} {CHANGES} changes among {CITIZENS:,}"
        figures.append(Figure(f"{what}: all told", total, "bytes", most=MOST_BYTES_OF_CHANGES))
        figures.append(Figure(f"{what}: round trips", did.round_trips, "times", most=MOST_ROUND_TRIPS))
    return figures


def _claim(person_id: str) -> Claim:
    state, origin = ClaimState.ACCEPTED, Origin.BROUGHT_OVER
    return Claim(person_id=person_id, scheme=Scheme.OLD_AGE, origin=origin, state=state, needs_review=True)


def _floor(place: Path, store: Store, database: Path) -> dict[str, int]:
    """The bytes of the very batches that were sent, as bare lines."""
    connection = sqlite3.connect(database)
    counts = [last - first + 1 for first, last in connection.execute("SELECT first, last FROM batches ORDER BY first")]
    connection.close()
    (place / "entries.jsonl").write_text("\n".join(_entries(store)), encoding="utf-8")
    (place / "batches.json").write_text(json.dumps(counts))
    command = [sys.executable, str(FLOOR), str(place / "entries.jsonl"), str(place / "batches.json")]
    answer: dict[str, int] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return answer


def _entries(store: Store) -> Iterator[str]:
    """Every entry as a plain row, and beside it what proves it."""
    rows = "SELECT at, user, record_type, record_id, content, salt FROM journal ORDER BY file_id, counter"
    for row in store.query(rows):
        changes, _reason = journal.read_content(row["content"])
        values = {name: wanted for name, (_found, wanted) in (changes or {}).items()}
        record = {"id": row["record_id"], "table": row["record_type"], **values}
        salt = base64.b64encode(row["salt"]).decode()
        entry = {"record": record, "proof": [row["at"], row["user"], salt]}
        yield json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
