"""The authority: entries a second one process takes over HTTP, against libraries alone."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Final

import httpx
import sqlalchemy as sa

from bench import Figure
from bench.made.databases import empty_database, postgresql
from bench.made.offices import folder
from bench.made.stations import Sender, batches_of_an_office, serving
from sai_thong.ground import resources
from sai_thong.server.database import open_database
from sai_thong.sync.batches import SIGNATURE_BYTES, Batch

PEOPLE: Final = 10_000
CHANGED: Final = 2_000
OFFICES: Final = ("5001", "5002")
"""Two at once, so that the process waits for no line."""
TIMES: Final = 5
LEAST: Final = 0.4
FLOOR: Final = Path(__file__).parent / "floors" / "server_floor.py"


def measure() -> list[Figure]:
    """Send the batches of an office to a fresh server, alternating with the floor; the best of each counts."""
    figures: list[Figure] = []
    with folder() as place:
        batches = batches_of_an_office(place / "office.saithong", PEOPLE, CHANGED)
        entries = sum(each.count for each in batches)
        figures.append(Figure("entries an office sends, in batches as a station begins with", entries, "entries"))
        files = (place / f"{number}.sqlite" for number in range(10_000))
        figures += _compared("SQLite", batches, place, lambda: sa.make_url(f"sqlite:///{next(files)}"))
        with postgresql() as server:
            figures += _compared("PostgreSQL", batches, place, lambda: empty_database(server))
    return figures


def _compared(name: str, batches: Sequence[Batch], place: Path, new: Callable[[], sa.URL]) -> list[Figure]:
    """How fast a fresh database of this kind is filled, through the server and by the floor."""
    entries = len(OFFICES) * sum(each.count for each in batches)
    # The floor reads no signature, but the batch is as long as one with it.
    unsigned = [replace(each, signature=bytes(SIGNATURE_BYTES)) for each in batches]
    served, floor, bare = [], [], []
    for _time in range(TIMES):
        served.append(entries / _served(new(), batches, place))
        reading, writing = _floor(new(), unsigned, place / "batches.jsonl")
        floor.append(entries / (reading + writing))
        bare.append(entries / writing)
    return [
        Figure(f"{name}: one process takes", max(served), "entries/s"),
        Figure("  floor: batches unpacked and their rows written, by libraries alone", max(floor), "entries/s"),
        Figure(f"{name}: of the floor", max(served) / max(floor), "×", least=LEAST),
        Figure("  the writing of the floor alone", max(bare), "entries/s"),
        Figure(f"{name}: of the writing alone", max(served) / max(bare), "×"),
    ]


def _served(url: sa.URL, batches: Sequence[Batch], place: Path) -> float:
    """The seconds in which the offices' batches are in, each answered before the office sends the next."""
    engine = open_database(url)
    with serving(url, place / "log") as address, ThreadPoolExecutor(len(OFFICES)) as threads:
        senders = [Sender(office, httpx.Client(base_url=address, timeout=60)).known_to(engine) for office in OFFICES]
        sent = [each.signed(batches) for each in senders]
        for each in senders:
            each.hello()

        def send(which: int) -> None:
            for batch in sent[which]:
                senders[which].push(batch)

        began = time.perf_counter()
        list(threads.map(send, range(len(OFFICES))))
        seconds = time.perf_counter() - began
        for each in senders:
            each.client.close()
    engine.dispose()
    return seconds


def _floor(url: sa.URL, batches: Sequence[Batch], path: Path) -> tuple[float, float]:
    """The seconds in which the floor reads the offices' batches, each in turn, and those in which it writes them."""
    travelling = ((office, replace(each, office=office)) for each in batches for office in OFFICES)
    lines = (json.dumps([office, base64.b64encode(each.to_bytes()).decode()]) for office, each in travelling)
    path.write_text("\n".join(lines), encoding="utf-8")
    postgresql_url = url.set(drivername="postgresql").render_as_string(hide_password=False)
    given = url.database if url.get_backend_name() == "sqlite" else postgresql_url
    command = [sys.executable, str(FLOOR), str(given), str(path), str(resources.path("sync/dictionary-1.zstd"))]
    reading, writing = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(reading), float(writing)
