"""A disk that is full, read-only or pulled out: told in words, nothing half, and gone on with when it is well again."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from sai_thong import cli
from sai_thong.db import access_log
from sai_thong.db.errors import StoreTrouble
from sai_thong.db.store import Store
from sai_thong.demo.office import PASSWORD, STORE_NAME
from sai_thong.demo.place import demo_clock
from sai_thong.ground.errors import EnvironmentTrouble
from sai_thong.registers.citizens.records import Citizen
from tests.faults.killed_work import Offices, assert_sound, at_home, at_work, lay_out_copy

NEW_PASSWORD = "รหัสผ่านที่เปลี่ยนแล้ว"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    command = (mount or "", "-t", "tmpfs", "-o", "size=24m", "none", folder)
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs root and Linux")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture
def office(offices: Offices, disk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office on the small disk; a clock that stands still tells no two days apart."""
    monkeypatch.setenv("SAI_THONG_PASSWORD", PASSWORD)
    monkeypatch.setenv("SAI_THONG_NEW_PASSWORD", NEW_PASSWORD)
    clock = demo_clock()
    monkeypatch.setattr(cli, "SystemClock", lambda: clock)
    folder = disk / "office of the test"
    lay_out_copy(offices.living, folder)
    return folder


def command(folder: Path, *words: object) -> tuple[int, str]:
    """How a command of the office ends, and what it says where it is refused."""
    with at_home(folder) as path, redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as told:
        return cli.main(["--store", str(path), "--json", *map(str, words)]), told.getvalue()


@contextmanager
def full(disk: Path, spare: int) -> Iterator[None]:
    """The disk with so many bytes left within the block."""
    ballast = disk / "photographs"
    told = os.statvfs(disk)
    ballast.write_bytes(bytes(max(0, told.f_bavail * told.f_frsize - spare)))
    try:
        yield
    finally:
        ballast.unlink()


def test_on_a_full_disk_every_job_is_refused_in_words_and_done_when_there_is_room(office: Path, disk: Path) -> None:
    books = office / "office" / "workbooks"
    jobs: dict[str, tuple[object, ...]] = {
        "saving": ("citizens", "add", "--first-name", "ก" * 9_000, "--last-name", "ดี", "--birth", "2500"),
        "importing": ("import", "citizens", books / "registrar.xlsx", "--rejects", disk / "rejects.xlsx"),
        "closing a month": ("allowances", "close", "--month", "2569-11"),
        "backing up": ("backup", "run"),
        "exporting": ("export", "citizens", "-o", disk / "citizens.xlsx"),
        "printing": ("print", "payment-list", "--month", "2569-11", "-o", disk / "list.pdf"),
        "restoring": ("backup", "restore", "{backup}"),
        "password": ("users", "password"),
    }
    refused = 0
    for name, job in jobs.items():
        with at_work(office) as store:
            access_log.take_in(store)  # what was only looked at before is no part of what the job writes
        before = heads(office)
        words = [str(each).format(backup=newest_backup(office)) for each in job]
        asked = ("--store", disk / "restored.saithong") if name == "restoring" else ()
        for spare in (0, 48_000):
            with full(disk, spare):
                code, told = command(office, *asked, *words)
            if not code:
                break  # it found room, in the log that was there already
            refused += 1
            assert (code, bool(told.strip())) == (cli.REFUSED, True), name
            assert heads(office) == before, f"{name} wrote something and was refused"
        else:
            assert command(office, *asked, *words) == (0, ""), name
    assert refused >= len(jobs)
    assert_sound(office, NEW_PASSWORD)
    left = {each.name for each in disk.iterdir()}
    assert {each for each in left if not each.startswith("restored.saithong")} == {
        *("office of the test", "rejects.xlsx", "citizens.xlsx", "list.pdf")
    }


def heads(folder: Path) -> tuple[bytes, ...]:
    """What tells that something was written: the journal's head, and every file that is no database."""
    for password in (PASSWORD, NEW_PASSWORD):
        try:
            with at_home(folder) as path:
                store = Store.open(path, password=password, clock=demo_clock(), write=False)
        except EnvironmentTrouble:
            continue
        with store:
            head = repr(store.head()).encode()
            count = len(store.find(Citizen))
        backups = sorted(each.name for each in (folder / "office" / "backups").glob("*"))
        return head, str(count).encode(), repr(backups).encode(), password.encode()
    raise AssertionError("no password opens the store")


def newest_backup(folder: Path) -> Path | None:
    return max((folder / "office" / "backups").glob("*.saithong-backup"), default=None)


def test_a_read_only_disk_is_read_and_not_written(office: Path, disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    for words in (("citizens", "list"), ("allowances", "run", "--month", "2569-11"), ("today",), ("verify",)):
        assert command(office, *words) == (0, ""), words
    for words in (
        ("citizens", "add", "--first-name", "ก", "--last-name", "ข"),
        ("allowances", "close", "--month", "2569-11"),
        ("backup", "run"),
        ("export", "citizens", "-o", disk / "citizens.xlsx"),
    ):
        code, told = command(office, *words)
        assert (code, bool(told.strip())) == (cli.REFUSED, True), words
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    assert_sound(office)


def test_a_stick_pulled_out_under_the_open_store_loses_nothing_that_was_saved(offices: Offices, tmp_path: Path) -> None:
    if not Path("/proc/self/mem").exists():
        pytest.skip("pulling a disk out is imitated by a file of Linux that answers every access with an error")
    stick, pulled = tmp_path / "stick", tmp_path / "drawer"
    lay_out_copy(offices.living, stick)

    def pull_out() -> str:
        told = []
        with at_home(stick) as path:
            store = Store.open(path, password=PASSWORD, clock=demo_clock())
            with store.transaction() as tx:
                tx.insert(Citizen(first_name="บันทึกแล้ว", last_name="บนแฟลชไดรฟ์"))
            stick.rename(pulled)
            _answer_with_errors(pulled)
            for work in (
                lambda: _save(store),
                lambda: store.search(Citizen, "นาง"),
                lambda: Store.open(path, password=PASSWORD, clock=demo_clock()),
            ):
                told.append(_told(work))
            store.close()
        return " ".join(told)

    told = in_a_process(pull_out).split()
    assert len(told) == 3, told
    saving, reading, opening = told
    assert (saving, opening) == ("DiskTrouble", "StoreMissing")
    assert reading in ("DiskTrouble", "read")  # what was read before may still be in memory
    with at_home(pulled) as path, Store.open(path, password=PASSWORD, clock=demo_clock()) as store:
        assert len(store.find(Citizen, first_name="บันทึกแล้ว")) == 1
        assert store.find(Citizen, first_name="ไม่ถึง") == []
    assert_sound(pulled)


def _save(store: Store) -> None:
    with store.transaction() as tx:
        tx.insert(Citizen(first_name="ไม่ถึง", last_name="แฟลชไดรฟ์"))


def _told(work: Callable[[], object]) -> str:
    try:
        work()
    except StoreTrouble as trouble:
        return type(trouble).__name__
    return "read"


def _answer_with_errors(folder: Path) -> None:
    """Put, behind every file that this process has open below a folder, one that answers every access with an error."""
    broken = os.open("/proc/self/mem", os.O_RDWR)
    for each in Path("/proc/self/fd").iterdir():
        try:
            target = each.readlink()
        except OSError:
            continue
        if target.is_relative_to(folder):
            os.dup2(broken, int(each.name))


def in_a_process(work: Callable[[], str]) -> str:
    """What work in a process of its own says."""
    reading, writing = os.pipe()
    number = os.fork()
    if not number:
        said = "failed"
        try:
            said = work()
        except BaseException as error:
            said = f"failed by {error!r}"
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as lines:
        said = lines.read()
    os.waitpid(number, 0)
    return said


def test_of_many_programs_that_open_one_store_at_once_one_may_write(offices: Offices, tmp_path: Path) -> None:
    if not hasattr(os, "fork"):
        pytest.skip("processes are forked, which this system cannot")
    lay_out_copy(offices.fresh, tmp_path / "shared")
    gate, may_go = os.pipe()
    may_end, ended = os.pipe()
    answers, answer = os.pipe()
    numbers = []
    for _ in range(6):
        number = os.fork()
        if not number:
            os.close(may_go)
            os.close(ended)
            os.read(gate, 1)  # until all are there
            with at_home(tmp_path / "shared") as path:
                said = _told(lambda path=path: keep(Store.open(path, password=PASSWORD, clock=demo_clock())))
            os.write(answer, f"{said}\n".encode())
            os.read(may_end, 1)
            os._exit(0)
        numbers.append(number)
    os.close(answer)
    os.close(may_go)
    with os.fdopen(answers, encoding="utf-8") as lines:
        said = [lines.readline().strip() for _ in numbers]
        os.close(ended)
        for number in numbers:
            os.waitpid(number, 0)
    for each in (gate, may_end):
        os.close(each)
    assert sorted(said) == ["StoreLocked"] * (len(numbers) - 1) + ["read"]
    assert (tmp_path / "shared" / "office" / STORE_NAME).exists()
    assert_sound(tmp_path / "shared")


HELD: list[Store] = []


def keep(store: Store) -> None:
    """Hold a store open for as long as this process lasts."""
    HELD.append(store)
