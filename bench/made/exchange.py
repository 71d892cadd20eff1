"""Computers of one office and a real server process to exchange with, for measurements."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.made.offices import CHEAP, PASSWORD
from sai_thong.db.keys import KeyRing
from sai_thong.db.station import Station
from sai_thong.db.store import Store
from sai_thong.demo.place import demo_clock
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.sync.engine import Figures
from sai_thong.sync.enrolling import enrol
from sai_thong.sync.rounds import open_round
from sai_thong.sync.transports.http import HttpTransport

OFFICE = "bench-01"


@dataclass
class Server:
    """A server of a province on a database of its own."""

    database: Path
    wrapped: tuple[str, ...] = ()
    """What a command is run by: the network namespace it lives in."""
    environment: Mapping[str, str] | None = None

    def run(self, *words: str) -> dict[str, str]:
        """One command; what it printed."""
        command = [*self._command, *words]
        done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
        answer: dict[str, str] = json.loads(done.stdout)
        return answer

    @contextmanager
    def serving(self, *words: str) -> Iterator[str]:
        """Serve at some port; the address."""
        command = [*self.wrapped, *self._command, "serve", "--port", "0", *words]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
            assert process.stdout is not None
            try:
                yield json.loads(process.stdout.readline())["address"]
            finally:
                process.terminate()
                process.wait()

    @property
    def _command(self) -> list[str]:
        return [sys.executable, "-m", "sai_thong.server.cli", "--database", f"sqlite:///{self.database}", "--json"]


def computer(folder: Path, name: str, ring: KeyRing | None = None) -> Store:
    """A new computer of the office, with an empty store; of the same office as the ring's."""
    store, _sheets = Store.create(
        folder / f"{name}.saithong",
        office="วัด",
        user=name,
        password=PASSWORD,
        clock=demo_clock(),
        sets=SENSITIVE_SETS,
        kdf=CHEAP,
        ring=ring.for_another_machine() if ring else None,
        station=Station(folder / f"{name}.mark", name),
    )
    return store


def opened(folder: Path, name: str) -> Store:
    """A computer made before, open again."""
    station = Station(folder / f"{name}.mark", name)
    return Store.open(folder / f"{name}.saithong", password=PASSWORD, clock=demo_clock(), station=station)


def enrolled(store: Store, server: Server, address: str, name: str) -> None:
    """Make a computer a device of the office."""
    with HttpTransport(address) as line:
        enrol(store, server.run("enrol", "--office", OFFICE)["code"], address, name, line)


def exchange(store: Store) -> Figures:
    """A whole round, as the command makes it."""
    with open_round(store) as one:
        return one.run()
