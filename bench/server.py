"""The authority: entries a second one process takes over HTTP, against the same rows by the library alone."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import httpx
import sqlalchemy as sa

from bench import Figure
from bench.made.databases import empty_database, postgresql
from bench.made.offices import folder
from bench.made.stations import Sender, batches_of_an_office, serving
from sai_thong.server.database import of_office, open_database
from sai_thong.server.schema import OUTCOMES, STATES
from sai_thong.sync.batches import Batch

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
    entries = sum(each.count for each in batches)
    served, bare = [], []
    for _time in range(TIMES):
        url = new()
        served.append(len(OFFICES) * entries / _served(url, batches, place))
        rows = _rows(url, batches, place / "rows.jsonl")
        bare.append(len(OFFICES) * entries / _floor(new(), rows))
    return [
        Figure(f"{name}: one process takes", max(served), "entries/s"),
        Figure("  floor: the same rows by the library alone", max(bare), "entries/s"),
        Figure(f"{name}: of the floor", max(served) / max(bare), "×", least=LEAST),
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


def _rows(url: sa.URL, batches: Sequence[Batch], path: Path) -> Path:
    """The rows the server kept, batch by batch and the offices in turn, as JSON lines for the floor."""
    engine = open_database(url)
    kept = {office: _kept(engine, office) for office in OFFICES}
    engine.dispose()
    with path.open("w", encoding="utf-8") as out:
        for batch in batches:
            records = {each.record_id: None for each in batch.entries()}
            for office, (outcomes, states) in kept.items():
                whose, after = [office, batch.file_id], _as_json(batch.after)
                document = {
                    "batches": [[*whose, batch.first, batch.last, after, _as_json(batch.to_bytes())]],
                    "files": [[*whose, batch.last, after]],
                    "states": [states[each] for each in records],
                    "outcomes": outcomes[batch.first - 1 : batch.last],
                    "offices": [[office, batch.last]],
                }
                out.write(json.dumps(document, ensure_ascii=False) + "\n")
    return path


def _kept(engine: sa.Engine, office: str) -> tuple[list[list[object]], dict[str, list[object]]]:
    """The outcomes of an office in their order, and its states by the record's id."""
    with of_office(engine, office) as connection:
        outcomes = connection.execute(sa.select(OUTCOMES).where(OUTCOMES.c.office == office).order_by(OUTCOMES.c.seq))
        states = connection.execute(sa.select(STATES).where(STATES.c.office == office))
        return [list(row) for row in outcomes], {row.record_id: list(row) for row in states}


def _as_json(data: bytes) -> list[str]:
    """Bytes, told from a text by the list around them."""
    return [base64.b64encode(data).decode()]


def _floor(url: sa.URL, rows: Path) -> float:
    postgresql_url = url.set(drivername="postgresql").render_as_string(hide_password=False)
    given = url.database if url.get_backend_name() == "sqlite" else postgresql_url
    done = subprocess.run(
        [sys.executable, str(FLOOR), str(given), str(rows)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)
