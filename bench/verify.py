"""Verification of a journal of 200,000 entries, and what a note costs that must stand before anything is shown."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from bench import Figure, milliseconds, p95
from bench.made.offices import crowded_office, folder
from sai_thong.db import access_log, verify
from sai_thong.db.access_log import Access, Look
from sai_thong.db.store import Store
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.trust.proof import verify_store
from sai_thong.sync.retelling import told_rows

PEOPLE = 50_000
ENTRIES = 200_000
LOOKS = 200
MOST_SECONDS = 10
MOST_MS = 50


def measure() -> list[Figure]:
    """Fill a journal with people, changes of them and looks at them; verify it whole and by parts."""
    with folder() as place, crowded_office(place / "office.saithong", PEOPLE) as store:
        _fill(store)
        entries = store.query("SELECT count(*) AS entries FROM journal")[0]["entries"]
        started, worked = time.perf_counter(), time.process_time()
        found = verify_store(store, told_rows)
        whole, alone = time.perf_counter() - started, time.process_time() - worked
        parts = _parts(store)
        noting = [_noted(store, number) for number in range(LOOKS)]
    return [
        Figure("entries of the journal", entries, "entries", least=ENTRIES),
        Figure("faults found", len(found.faults), "faults", most=0),
        Figure("verification of everything", whole, "s", most=MOST_SECONDS),
        Figure("of it, on the processor", alone, "s"),
        *(Figure(f"of it, {name}", seconds, "s") for name, seconds in parts.items()),
        Figure("a grave access noted, median", statistics.median(noting), "ms"),
        Figure("a grave access noted, 95 of 100", p95(noting), "ms", most=MOST_MS),
    ]


def _fill(store: Store) -> None:
    """Changes of half of what is missing, looks for the rest."""
    people = store.find(Citizen)
    missing = ENTRIES - store.head().counter
    with store.transaction() as tx:
        for number in range(missing // 2):
            place = number % len(people)
            people[place] = tx.update(people[place], phone=f"08{number:08}")
    with store.transaction() as tx:
        for number in range(ENTRIES - store.head().counter):
            tx.note_access(Access.VIEW, people[number % len(people)].id)


def _parts(store: Store) -> dict[str, float]:
    connection = store.connection_for_reading()
    work: dict[str, Callable[[], object]] = {
        "pages and references": lambda: list(verify.verify_file(connection)),
        "chain": lambda: list(verify.verify_chain(connection)),
        "journal read": lambda: told_rows(store),
        "rows": lambda: list(verify.verify_rows(connection, RECORD_TYPES, told_rows(store))),
    }
    taken = {}
    for name, run in work.items():
        started = time.perf_counter()
        run()
        taken[name] = time.perf_counter() - started
    return taken


def _noted(store: Store, number: int) -> float:
    return milliseconds(lambda: access_log.note(store, Look(Access.UNMASK, f"record.{number}", "citizen_id")))
