"""Operations run one after another in one thread; their exceptions go to whoever asked; closing finishes all."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from sai_thong.db.connection import open_connection
from sai_thong.db.errors import StoreMistake
from sai_thong.db.writer import Writer

KEY = bytes(range(32))


class Gate:
    """An operation that waits until the test lets it through."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.open = threading.Event()

    def __call__(self, _subject: object) -> str:
        self.entered.set()
        assert self.open.wait(30)
        return "through"


def test_operations_run_in_the_order_submitted_and_in_one_thread() -> None:
    threads: list[str] = []
    with Writer(list[int]) as writer:

        def put(number: int) -> list[int]:
            def operation(numbers: list[int]) -> list[int]:
                threads.append(threading.current_thread().name)
                numbers.append(number)
                return numbers.copy()

            return writer.submit(operation).result(30)

        for number in range(50):
            put(number)
        assert put(99) == [*range(50), 99]
    assert set(threads) == {"store-writer"}


def test_what_many_threads_submit_is_all_written_to_a_real_store(tmp_path: Path) -> None:
    path = tmp_path / "office.saithong"
    made = open_connection(path, KEY, write=True, create=True)
    made.execute("CREATE TABLE lines (thread INTEGER, number INTEGER)")
    made.close()
    writer = Writer(lambda: open_connection(path, KEY, write=True), lambda connection: connection.close())

    def clerk(thread: int) -> None:
        for number in range(20):
            writer.submit(
                lambda connection, number=number: connection.execute(
                    "INSERT INTO lines VALUES (?, ?)", (thread, number)
                )
            )

    clerks = [threading.Thread(target=clerk, args=(n,)) for n in range(5)]
    for each in clerks:
        each.start()
    for each in clerks:
        each.join()
    writer.close()
    reader = open_connection(path, KEY, write=False)
    rows = reader.execute("SELECT thread, number FROM lines ORDER BY rowid").fetchall()
    reader.close()
    assert len(rows) == 100
    for thread in range(5):
        assert [number for owner, number in rows if owner == thread] == list(range(20))


def test_a_reader_does_not_wait_for_an_operation_under_way(tmp_path: Path) -> None:
    path = tmp_path / "office.saithong"
    made = open_connection(path, KEY, write=True, create=True)
    made.execute("CREATE TABLE lines (number INTEGER)")
    made.close()
    gate = Gate()

    def slow(connection: object) -> None:
        connection.execute("BEGIN IMMEDIATE")  # type: ignore[attr-defined]
        connection.execute("INSERT INTO lines VALUES (1)")  # type: ignore[attr-defined]
        gate(connection)
        connection.execute("COMMIT")  # type: ignore[attr-defined]

    with Writer(lambda: open_connection(path, KEY, write=True), lambda connection: connection.close()) as writer:
        writing = writer.submit(slow)
        assert gate.entered.wait(30)
        reader = open_connection(path, KEY, write=False)
        assert reader.execute("SELECT count(*) FROM lines").fetchone() == (0,)
        gate.open.set()
        writing.result(30)
        assert reader.execute("SELECT count(*) FROM lines").fetchone() == (1,)
        reader.close()


@pytest.mark.parametrize("error", [ValueError("ผิด"), SystemExit(3), KeyboardInterrupt()])
def test_an_exception_goes_to_whoever_asked_and_the_next_operation_runs(error: BaseException) -> None:
    def failing(_subject: object) -> None:
        raise error

    with Writer(object) as writer:
        with pytest.raises(type(error)) as raised:
            writer.run(failing)
        assert raised.value is error
        assert writer.run(lambda _subject: "next") == "next"


def test_closing_finishes_what_was_queued_and_closes_what_was_opened_in_the_same_thread() -> None:
    gate, closed = Gate(), []
    writer = Writer(list[int], lambda numbers: closed.append((numbers, threading.current_thread().name)))
    first = writer.submit(gate)
    later = [writer.submit(lambda numbers, number=number: numbers.append(number)) for number in range(10)]
    assert gate.entered.wait(30)
    assert not any(future.done() for future in (first, *later))
    threading.Thread(target=gate.open.set).start()
    writer.close()
    assert all(future.done() for future in later)
    assert closed == [(list(range(10)), "store-writer")]
    writer.close()
    assert len(closed) == 1


def test_a_closed_writer_takes_nothing() -> None:
    writer = Writer(object)
    writer.close()
    with pytest.raises(StoreMistake):
        writer.submit(lambda _subject: None)


def test_a_cancelled_operation_is_passed_over() -> None:
    gate, done = Gate(), []
    with Writer(object) as writer:
        writer.submit(gate)
        assert gate.entered.wait(30)
        waiting = writer.submit(lambda _subject: done.append(1))
        assert waiting.cancel()
        gate.open.set()
        assert writer.run(lambda _subject: "after") == "after"
    assert done == []
    with pytest.raises(CancelledError):
        waiting.result()


def test_an_operation_that_waits_for_its_own_thread_is_our_mistake() -> None:
    with Writer(object) as writer, pytest.raises(StoreMistake):
        writer.run(lambda _subject: writer.run(lambda _again: None))


def test_a_store_that_does_not_open_is_told_where_the_writer_is_made() -> None:
    def failing() -> object:
        raise OSError("gone")

    before = threading.active_count()
    with pytest.raises(OSError, match="gone"):
        Writer(failing)
    assert threading.active_count() == before


def test_a_program_that_forgets_to_close_still_writes_everything_and_ends(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib\n"
        "from sai_thong.db.writer import Writer\n"
        "writer = Writer(lambda: open(sys.argv[1], 'w'), lambda file: file.close())\n"
        "for number in range(2000): writer.submit(lambda file, number=number: file.write(f'{number} '))\n"
    )
    written = tmp_path / "written"
    subprocess.run(
        [sys.executable, "-c", code, written],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        check=True,
        timeout=60,
    )
    assert written.read_text().split() == [str(number) for number in range(2000)]
