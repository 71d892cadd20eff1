"""The longest gap of the window's event loop while it sends 10,000 records and while it fetches 10,000 of others."""

from __future__ import annotations

import time
from contextlib import closing
from typing import Final

from PySide6.QtWidgets import QApplication

from bench import Figure
from bench.made.exchange import OFFICE, Server, computer, enrolled
from bench.made.offices import crowded_office, folder
from bench.made.windows import GapMeter, open_window, settle
from sai_thong.db.store import Store
from sai_thong.ui.background_sync import RoundEnded
from sai_thong.ui.kit.label import prepare_words
from sai_thong.ui.load_ahead import LoadAhead, parts_of_pages

RECORDS: Final = 10_000
MOST_GAP_MS: Final = 50
_STANDS_AFTER_SECONDS: Final = 4


def measure() -> list[Figure]:
    """A round each on an open window, with a server in a process of its own."""
    prepare_words()  # as the unlock screen does before there is a window
    with folder() as place:
        server = Server(place / "server.sqlite")
        server.run("office", "add", "--code", OFFICE, "--name", "วัด")
        with server.serving() as address, closing(crowded_office(place / "first.saithong", RECORDS)) as first:
            enrolled(first, server, address, "หนึ่ง")
            figures = _round(first, f"sending {RECORDS:,} records")
            with closing(computer(place, "second", first.keys)) as second:
                enrolled(second, server, address, "สอง")
                figures += _round(second, f"fetching {RECORDS:,} records")
    return figures


def _round(store: Store, name: str) -> list[Figure]:
    """Run a round beside a window that stands, and watch its event loop: first with nothing to do, then through it."""
    shell = open_window(store, "citizens")
    LoadAhead(parts_of_pages(), shell)  # as the program does when the window stands
    shell.sync.count()
    settle(_STANDS_AFTER_SECONDS)
    idle = GapMeter()
    settle(_STANDS_AFTER_SECONDS)
    idle.stop()
    ends: list[RoundEnded] = []
    shell.sync.ended.connect(ends.append)
    meter, began = GapMeter(), time.perf_counter()
    shell.sync.sync_now()
    while not ends:
        QApplication.processEvents()
    took = time.perf_counter() - began
    settle(1)
    meter.stop()
    shell.sync.close()
    shell.close()
    if ends[0].error is not None:
        raise ends[0].error
    return [
        Figure(f"{name}: took", took, "s"),
        Figure(f"{name}: longest gap", meter.longest_ms, "ms", most=MOST_GAP_MS),
        Figure(f"{name}: longest gap of the same window at rest before", idle.longest_ms, "ms"),
    ]
