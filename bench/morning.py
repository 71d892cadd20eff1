"""Half past eight on the first: every computer of many offices says hello, sends its morning's work and reads the rest.

As many offices as this machine carries in a short time are served by real processes over one PostgreSQL; the document
`docs/scale.md` reckons from them to eight thousand.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import httpx
import sqlalchemy as sa

from bench import Figure, p95
from bench.made.databases import empty_database, postgresql
from bench.made.offices import folder
from bench.made.stations import Sender, batches_of_an_office, serving
from sai_thong.server.database import open_database
from sai_thong.sync.batches import Batch

OFFICES: Final = 200
CHANGES: Final = 100
"""What an office wrote since it last synced."""
AT_ONCE: Final = 16
"""Computers that talk at the same time."""
PROCESSES: Final = (1, 2)
DAY_OFFICES: Final = 8_000
COMPUTERS_AN_OFFICE: Final = 3
ROUND_IS_SPREAD_OVER_SECONDS: Final = 900
"""Stations begin a round at a moment of their own within a quarter of an hour (`sync/schedule.py`)."""


def measure() -> list[Figure]:
    """Serve a round of each office, by one process and by two."""
    with folder() as place, postgresql() as server:
        batches = _morning(place)
        figures = [
            Figure("offices", OFFICES, "offices"),
            Figure("entries each sends", sum(each.count for each in batches), "entries"),
        ]
        for processes in PROCESSES:
            figures += _served(empty_database(server), batches, place, processes)
        wanted = DAY_OFFICES * COMPUTERS_AN_OFFICE / ROUND_IS_SPREAD_OVER_SECONDS
        return [*figures, Figure("rounds a second of 8,000 offices with three computers", wanted, "rounds/s")]


def _morning(place: Path) -> list[Batch]:
    """An office's first batches, no more entries than a morning has."""
    return batches_of_an_office(place / "office.saithong", CHANGES, 0)


def _served(url: sa.URL, batches: Sequence[Batch], place: Path, processes: int) -> list[Figure]:
    engine = open_database(url)
    empty = _size(engine)
    with ExitStack() as stack, ThreadPoolExecutor(AT_ONCE) as threads:
        addresses = [stack.enter_context(serving(url, place / f"log{number}")) for number in range(processes)]
        senders = [
            Sender(
                f"office-{number}",
                stack.enter_context(httpx.Client(base_url=addresses[number % processes], timeout=120)),
            ).known_to(engine)
            for number in range(OFFICES)
        ]
        work = [(each, each.signed(batches)) for each in senders]
        began = time.perf_counter()
        seconds = list(threads.map(_round, work))
        all_seconds = time.perf_counter() - began
    size = _size(engine) - empty
    engine.dispose()
    entries = OFFICES * sum(each.count for each in batches)
    words = "one process" if processes == 1 else f"{processes} processes"
    return [
        Figure(f"{words}: whole rounds", OFFICES / all_seconds, "rounds/s"),
        Figure(f"{words}: entries", entries / all_seconds, "entries/s"),
        Figure(f"{words}: a round, median", statistics.median(seconds) * 1000, "ms"),
        Figure(f"{words}: a round, 95 of 100", p95(seconds) * 1000, "ms"),
        Figure(f"{words}: database an entry", size / entries, "bytes"),
    ]


def _size(engine: sa.Engine) -> int:
    """The bytes of a database."""
    with engine.connect() as connection:
        return int(connection.execute(sa.text("SELECT pg_database_size(current_database())")).scalar_one())


def _round(work: tuple[Sender, list[bytes]]) -> float:
    """Hello, push, pull; the seconds it took."""
    sender, batches = work
    began = time.perf_counter()
    sender.hello()
    for batch in batches:
        sender.push(batch)
    sender.pull(0)
    return time.perf_counter() - began
