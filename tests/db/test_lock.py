"""One writer at a time, named to the second, and the lock is free as soon as the first is gone, killed or not."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from sai_thong.db.errors import DiskTrouble, StoreLocked, StoreMissing
from sai_thong.db.holder import Holder, lock_path, note_path, read_holder
from sai_thong.db.lock import WriteLock
from sai_thong.ground.clock import FixedClock

HOLDING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from sai_thong.db.lock import WriteLock
from sai_thong.ground.clock import FixedClock
lock = WriteLock.acquire(Path(sys.argv[1]), user="สมหญิง", clock=FixedClock(datetime(2026, 11, 3, 2, 15, tzinfo=UTC)))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office.saithong"


def holding_process(path: Path) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", HOLDING, path],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"held"
    return process


def end(process: subprocess.Popen[bytes]) -> None:
    process.wait()
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        pipe.close()


def test_a_second_process_is_told_who_writes_where_and_since_when(path: Path, clock: FixedClock) -> None:
    process = holding_process(path)
    with pytest.raises(StoreLocked) as raised:
        WriteLock.acquire(path, user="สมชาย", clock=clock)
    assert raised.value.holder == Holder("สมหญิง", platform.node(), process.pid, "2026-11-03T02:15:00+00:00")
    for said in ("สมหญิง", platform.node(), "09:15"):
        assert said in raised.value.what
    process.kill()
    end(process)


def test_the_lock_of_a_killed_process_is_free_though_its_note_stays(path: Path, clock: FixedClock) -> None:
    process = holding_process(path)
    process.kill()
    end(process)
    assert read_holder(path) is not None
    with WriteLock.acquire(path, user="สมชาย", clock=clock) as lock:
        assert read_holder(path) == lock.holder
        assert lock.holder.user == "สมชาย"
        assert lock.holder.pid == os.getpid()


def test_the_same_process_does_not_get_the_lock_twice(path: Path, clock: FixedClock) -> None:
    with WriteLock.acquire(path, user="สมหญิง", clock=clock), pytest.raises(StoreLocked):
        WriteLock.acquire(path, user="สมหญิง", clock=clock)
    WriteLock.acquire(path, user="สมหญิง", clock=clock).release()


def test_a_freed_lock_leaves_no_note_and_can_be_freed_again(path: Path, clock: FixedClock) -> None:
    lock = WriteLock.acquire(path, user="สมหญิง", clock=clock)
    lock.release()
    second = WriteLock.acquire(path, user="สมชาย", clock=clock)
    lock.release()
    assert read_holder(path) == second.holder
    second.release()
    assert not note_path(path).exists()


def test_a_lock_taken_in_one_thread_is_freed_in_another(path: Path, clock: FixedClock) -> None:
    lock = WriteLock.acquire(path, user="สมหญิง", clock=clock)
    thread = threading.Thread(target=lock.release)
    thread.start()
    thread.join()
    WriteLock.acquire(path, user="สมชาย", clock=clock).release()


@pytest.mark.parametrize("note", [None, b"", b"{", b"[]", b'{"user": "x"}', b"\xff"])
def test_a_torn_note_still_refuses_the_second_writer(path: Path, clock: FixedClock, note: bytes | None) -> None:
    with WriteLock.acquire(path, user="สมหญิง", clock=clock):
        if note is None:
            note_path(path).unlink()
        else:
            note_path(path).write_bytes(note)
        with pytest.raises(StoreLocked) as raised:
            WriteLock.acquire(path, user="สมชาย", clock=clock)
    assert raised.value.holder is None
    assert raised.value.what


def test_no_folder_is_made_for_a_mistyped_path(tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(StoreMissing):
        WriteLock.acquire(tmp_path / "no" / "such" / "office.saithong", user="x", clock=clock)
    assert not (tmp_path / "no").exists()


def test_a_lock_that_cannot_be_made_is_told_as_trouble_of_the_disk(path: Path, clock: FixedClock) -> None:
    lock_path(path).mkdir()
    with pytest.raises(DiskTrouble):
        WriteLock.acquire(path, user="x", clock=clock)


def test_a_lock_whose_note_cannot_be_written_is_not_kept(path: Path, clock: FixedClock) -> None:
    note_path(path).mkdir()
    with pytest.raises(DiskTrouble):
        WriteLock.acquire(path, user="สมหญิง", clock=clock)
    note_path(path).rmdir()
    WriteLock.acquire(path, user="สมหญิง", clock=clock).release()
    assert lock_path(path).exists()
