"""A store that is closed while threads still read it: they are told so, and no connection is taken from under them."""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from sai_thong.db.errors import StoreMistake
from sai_thong.db.permits import Action, Permits
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.citizens.records import Citizen
from tests.db.conftest import PASSWORD

LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000) SELECT count(*) FROM n"
ROWS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200000) SELECT i, hex(i) FROM n"


class Reading(threading.Thread):
    """Runs one statement after another on a store until it is stopped by an error."""

    def __init__(self, store: Store, sql: str) -> None:
        super().__init__(daemon=True)
        self.begun = threading.Event()
        self.stopped_by: list[BaseException] = []
        self._store = store
        self._sql = sql

    def run(self) -> None:
        try:
            while True:
                cursor = self._store.connection_for_reading().execute("SELECT 1")
                self.begun.set()
                cursor.fetchall()
                for _row in self._store.connection_for_reading().execute(self._sql):
                    pass
        except (dbapi2.Error, StoreMistake) as error:
            self.stopped_by.append(error)


class Idle(threading.Thread):
    """Reads once, and then waits for what it is given to do, as the queues of the window do."""

    def __init__(self, store: Store) -> None:
        super().__init__(daemon=True)
        self.begun = threading.Event()
        self.work: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()
        self.raised: list[BaseException] = []
        self._store = store

    def run(self) -> None:
        self._store.find(Citizen)
        self.begun.set()
        while (work := self.work.get()) is not None:
            try:
                work()
            except StoreMistake as error:
                self.raised.append(error)


def holds_open(path: Path) -> bool:
    """Whether this process has the file open."""
    folder = Path("/proc/self/fd")
    return any(os.path.realpath(each) == os.path.realpath(path) for each in folder.iterdir())


@pytest.mark.parametrize("sql", [LONG, ROWS], ids=["inside a statement", "between rows"])
def test_a_thread_in_the_middle_of_reading_is_stopped_and_nothing_crashes(
    store: Store, store_path: Path, clock: FixedClock, sql: str
) -> None:
    store.close()
    for _ in range(10):
        opened = Store.open(store_path, password=PASSWORD, clock=clock)
        threads = [Reading(opened, sql) for _ in range(3)]
        for thread in threads:
            thread.start()
            assert thread.begun.wait(20)
        opened.close()
        for thread in threads:
            thread.join(60)
            assert len(thread.stopped_by) == 1


@pytest.mark.parametrize("guarded", [False, True], ids=["everything", "a held user"])
def test_a_thread_that_waits_keeps_no_file_open_and_is_told_when_it_goes_on(
    store: Store, store_path: Path, guarded: bool
) -> None:
    if guarded:
        store.permit(Permits(allowed={"citizens": frozenset({Action.VIEW})}))
    idle = Idle(store)
    idle.start()
    assert idle.begun.wait(20)
    store.close()
    if sys.platform == "linux":
        assert not holds_open(store_path)
    idle.work.put(lambda: store.find(Citizen))
    idle.work.put(None)
    idle.join(20)
    assert [str(each) for each in idle.raised] == ["the store is closed"]


def test_closing_waits_for_the_transaction_of_another_thread(store: Store, store_path: Path, clock: FixedClock) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def write() -> None:
        with store.transaction() as tx:
            tx.insert(Citizen(first_name="สมหญิง"))
            begun.set()
            assert go_on.wait(20)

    writing = threading.Thread(target=write)
    writing.start()
    assert begun.wait(20)
    closing = threading.Thread(target=store.close)
    closing.start()
    go_on.set()
    writing.join(20)
    closing.join(20)
    with Store.open(store_path, password=PASSWORD, clock=clock) as again:
        assert [each.first_name for each in again.find(Citizen)] == ["สมหญิง"]
