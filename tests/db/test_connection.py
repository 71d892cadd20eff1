"""Opening the encrypted file: only a store of ours, only with its key, and whatever is refused is left untouched."""

from __future__ import annotations

import hashlib
import os
import pickle
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from sai_thong.db import connection as connecting
from sai_thong.db.connection import APPLICATION_ID, connect, open_connection, translate_errors
from sai_thong.db.errors import (
    DamagedFile,
    DiskFull,
    DiskTrouble,
    Interrupted,
    NetworkDrive,
    NewerFile,
    NotAStore,
    ReadOnlyDisk,
    StoreExists,
    StoreLocked,
    StoreMissing,
    StoreMistake,
    StoreTrouble,
    WrongKey,
)

KEY = bytes(range(32))
OTHER = bytes(reversed(range(32)))
SCHEMA = 1


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "อบต. ทดสอบ 100%"
    folder.mkdir()
    made = folder / "office #1.saithong"
    fill(open_connection(made, KEY, write=True, create=True))
    return made


def fill(connection: dbapi2.Connection) -> None:
    connection.execute(f"PRAGMA user_version = {SCHEMA}")
    connection.execute("CREATE TABLE people (name TEXT)")
    connection.executemany("INSERT INTO people VALUES (?)", [("สมหญิง" * 50,)] * 200)
    connection.close()


def opened(path: Path, *, write: bool = False, key: bytes = KEY) -> dbapi2.Connection:
    return open_connection(path, key, write=write, newest_schema=SCHEMA)


def people(connection: dbapi2.Connection) -> int:
    return int(connection.execute("SELECT count(name) FROM people").fetchone()[0])


def digest(path: Path) -> str:
    """Read from another process: closing the file in this one would drop the locks SQLite holds on it."""
    code = "import hashlib,sys;sys.stdout.write(hashlib.sha256(open(sys.argv[1],'rb').read()).hexdigest())"
    return subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True).stdout


def without_sides(path: Path) -> None:
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def mounted(folder: Path, size: str) -> None:
    """A small disk of its own at `folder`; skips where this machine does not let us mount one."""
    folder.mkdir()
    mount = shutil.which("mount")
    if (
        mount is None
        or subprocess.run([mount, "-t", "tmpfs", "-o", f"size={size}", "none", folder], check=False).returncode
    ):
        pytest.skip("mounting a small disk needs root and Linux")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    mounted(folder, "2m")
    yield folder
    subprocess.run(["umount", folder], check=True)


def remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", disk], check=True)


# ---- what a connection is


def test_a_writing_connection_is_durable_and_strict(path: Path) -> None:
    connection = opened(path, write=True)
    settings = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "temp_store", "busy_timeout", "application_id")
    }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "temp_store": 2,
        "busy_timeout": 5000,
        "application_id": APPLICATION_ID,
    }
    assert connection.isolation_level is None
    connection.close()


def test_a_connection_may_pass_to_another_thread(path: Path) -> None:
    connection = opened(path)
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(people(connection)))
    thread.start()
    thread.join()
    connection.close()
    assert found == [200]


def test_the_cipher_settings_that_fix_the_bytes_are_those_of_sqlcipher_4(path: Path) -> None:
    connection = opened(path)
    assert [
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("cipher_page_size", "cipher_hmac_algorithm")
    ] == [
        "4096",
        "HMAC_SHA512",
    ]
    connection.close()


def test_no_text_and_no_header_can_be_read_in_any_file(path: Path) -> None:
    connection = opened(path, write=True)
    connection.execute("INSERT INTO people VALUES ('นางสาวความลับ')")
    for file in path.parent.iterdir():
        data = file.read_bytes()
        assert "สมหญิง".encode() not in data
        assert "ความลับ".encode() not in data
        assert b"SQLite format 3" not in data
    connection.close()


def test_a_reader_sees_what_a_running_writer_has_committed_and_cannot_write(path: Path) -> None:
    writer, reader = opened(path, write=True), opened(path)
    writer.execute("INSERT INTO people VALUES ('ก')")
    assert people(reader) == 201
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO people VALUES ('ข')")
    assert people(reader) == 201
    with pytest.raises(dbapi2.OperationalError):
        reader.execute("INSERT INTO people VALUES ('ค')")
    writer.execute("COMMIT")
    assert people(reader) == 202
    reader.close()
    writer.close()


# ---- what is refused, and left as it was


def refused(path: Path, expected: type[Exception], *, key: bytes = KEY) -> Exception:
    """Opening for reading and for writing are both refused; the files stay as they were, to the byte."""
    before = {file.name: hashlib.sha256(file.read_bytes()).digest() for file in path.parent.iterdir()}
    for write in (True, False):
        with pytest.raises(expected) as raised:
            opened(path, write=write, key=key)
    for name, was in before.items():
        if not name.endswith("-shm"):
            assert hashlib.sha256((path.parent / name).read_bytes()).digest() == was, name
    return raised.value


def test_a_wrong_key_is_refused(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    refused(path, WrongKey, key=OTHER)
    assert capfd.readouterr().err == ""


def test_damage_in_the_first_page_is_told_from_a_wrong_key(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    refused(path, DamagedFile)


def test_damage_in_any_other_page_is_found_when_it_is_read(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 * 5 + 7] ^= 1
    path.write_bytes(data)
    connection = opened(path)
    with pytest.raises(DamagedFile), translate_errors(path):
        people(connection)
    connection.close()


@pytest.mark.parametrize("length", [0, 1, 4095, 4096 * 3 + 100])
def test_a_cut_file_is_damaged(path: Path, length: int) -> None:
    data = path.read_bytes()[:length]
    path.write_bytes(data)
    with pytest.raises(DamagedFile), translate_errors(path):
        people(opened(path))
    assert path.read_bytes() == data
    if length < 4096:
        refused(path, DamagedFile)


def test_a_random_file_of_any_size_is_refused(path: Path) -> None:
    for size in (100, 4096, 40_000):
        path.write_bytes(random.Random(size).randbytes(size))
        refused(path, StoreTrouble)


def test_another_programs_database_is_not_a_store(path: Path) -> None:
    path.unlink()
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE notes (text)")
    plain.commit()
    plain.close()
    refused(path, NotAStore)


def test_an_encrypted_database_without_our_mark_is_not_a_store(path: Path) -> None:
    path.unlink()
    foreign = connect(path, KEY, "mode=rwc")
    foreign.execute("CREATE TABLE notes (text)")
    foreign.close()
    refused(path, NotAStore)


def test_a_newer_file_is_refused(path: Path) -> None:
    connection = opened(path, write=True)
    connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.close()
    error = refused(path, NewerFile)
    assert isinstance(error, NewerFile)
    assert (error.found, error.known) == (SCHEMA + 1, SCHEMA)


def test_a_newer_file_is_refused_while_its_mark_is_in_the_log_only(path: Path, tmp_path: Path) -> None:
    """As a newer program leaves it when it is killed after its migration: opening must not empty the log."""
    connection = opened(path, write=True)
    connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    left = tmp_path / "left"
    shutil.copytree(path.parent, left)
    connection.close()
    assert (left / (path.name + "-wal")).stat().st_size
    refused(left / path.name, NewerFile)


def test_a_file_migrated_between_two_looks_is_refused_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = connecting._reader

    def reader_before_the_other_program(path: Path, key: bytes) -> dbapi2.Connection:
        monkeypatch.setattr(connecting, "_reader", honest)
        found = honest(path, key)
        found.execute("BEGIN")
        found.execute("SELECT count(*) FROM people").fetchone()
        newer = opened(path, write=True)
        newer.execute(f"PRAGMA user_version = {SCHEMA + 1}")
        newer.close()
        return found

    monkeypatch.setattr(connecting, "_reader", reader_before_the_other_program)
    with pytest.raises(NewerFile):
        opened(path, write=True)


def test_a_missing_file_and_a_folder_are_no_store(path: Path) -> None:
    for absent in (path.with_name("other"), path.parent, path.parent / "no" / "such"):
        for write in (True, False):
            with pytest.raises(StoreMissing):
                opened(absent, write=write)
    assert not path.with_name("other").exists()
    with pytest.raises(StoreMissing):
        open_connection(path.parent / "no" / "such", KEY, write=True, create=True)


def test_a_new_store_takes_no_other_files_place(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreExists):
        open_connection(path, KEY, write=True, create=True)
    assert path.read_bytes() == before


def test_a_store_on_a_network_drive_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "on_network_drive", lambda _path: True)
    for arguments in ({"write": False}, {"write": True}, {"write": True, "create": True}):
        with pytest.raises(NetworkDrive):
            open_connection(path, KEY, newest_schema=SCHEMA, **arguments)


def test_a_key_of_another_length_is_our_mistake(path: Path) -> None:
    with pytest.raises(StoreMistake):
        opened(path, key=b"short")


# ---- locked, full, read-only


def test_a_second_writer_at_the_same_moment_finds_the_file_locked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "BUSY_TIMEOUT_MS", 20)
    first = opened(path, write=True)
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreLocked):
        opened(path, write=True)
    first.execute("ROLLBACK")
    first.close()


def test_a_full_store_takes_nothing_more_and_keeps_the_rest(path: Path) -> None:
    """SQLite's own limit of pages gives the very answer a full disk gives, on any machine."""
    connection = opened(path, write=True)
    before = digest(path)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    with pytest.raises(DiskFull), translate_errors(path):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO people VALUES (?)", [("ก" * 1000,)] * 500)
    if connection.in_transaction:
        connection.execute("ROLLBACK")
    assert digest(path) == before
    assert people(connection) == 200
    connection.close()


def test_a_really_full_disk_loses_nothing_that_was_saved(disk: Path) -> None:
    path = disk / "office.saithong"
    fill(open_connection(path, KEY, write=True, create=True))
    connection = opened(path, write=True)
    connection.execute("PRAGMA wal_autocheckpoint = 0").fetchall()
    connection.execute("INSERT INTO people VALUES ('บันทึกแล้ว')")
    before = digest(path)
    ballast = disk / "photos"
    ballast.write_bytes(bytes(os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize))
    with pytest.raises(DiskFull) as raised, translate_errors(path):
        for _ in range(10_000):
            connection.execute("INSERT INTO people VALUES (?)", ("ก" * 3000,))
    assert raised.value.do
    assert digest(path) == before
    saved = people(connection)
    assert saved >= 201
    ballast.unlink()
    connection.execute("INSERT INTO people VALUES ('หลังจากนั้น')")
    connection.close()
    assert people(opened(path)) == saved + 1


def test_opening_on_a_full_disk_says_so_and_touches_nothing(disk: Path) -> None:
    path = disk / "office.saithong"
    fill(open_connection(path, KEY, write=True, create=True))
    ballast = disk / "photos"
    ballast.write_bytes(bytes(os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize))
    before = digest(path)
    with pytest.raises((DiskFull, DiskTrouble)):
        opened(path, write=True)
    assert digest(path) == before


def test_a_read_only_disk_can_be_read_and_not_written(disk: Path) -> None:
    path = disk / "office.saithong"
    fill(open_connection(path, KEY, write=True, create=True))
    without_sides(path)
    before = digest(path)
    remount(disk, "ro")
    with pytest.raises(ReadOnlyDisk):
        opened(path, write=True)
    reader = opened(path)
    assert people(reader) == 200
    reader.close()
    assert digest(path) == before
    with pytest.raises(ReadOnlyDisk):
        open_connection(disk / "new.saithong", KEY, write=True, create=True)


def test_a_read_only_disk_with_changes_in_the_log_is_refused_rather_than_read_without_them(disk: Path) -> None:
    path = disk / "office.saithong"
    fill(open_connection(path, KEY, write=True, create=True))
    connection = opened(path, write=True)
    connection.execute("INSERT INTO people VALUES ('ใหม่')")
    left = disk / "left"
    left.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(path.with_name(path.name + suffix), left / (path.name + suffix))
    connection.close()
    remount(disk, "ro")
    for write in (True, False):
        with pytest.raises(ReadOnlyDisk):
            opened(left / path.name, write=write)


def test_a_read_only_file_can_be_read_and_not_written(path: Path) -> None:
    if os.name != "nt" and os.geteuid() == 0:
        pytest.skip("root may write to read-only files")
    path.chmod(0o400)
    refused_for = pytest.raises(ReadOnlyDisk)
    with refused_for:
        opened(path, write=True)
    assert people(opened(path)) == 200


# ---- the two families of errors


def test_a_cancelled_query_says_so(path: Path) -> None:
    connection = opened(path)
    connection.set_progress_handler(lambda: 1, 100)
    with pytest.raises(Interrupted), translate_errors(path):
        connection.execute("SELECT count(*) FROM people a, people b, people c").fetchone()
    connection.close()


@pytest.mark.parametrize("wrong", ["SELECT * FROM nowhere", "SELEC", "INSERT INTO people VALUES (1, 2)", "SELECT ?"])
def test_a_senseless_statement_is_our_mistake(path: Path, wrong: str) -> None:
    connection = opened(path)
    with pytest.raises(StoreMistake) as raised, translate_errors(path):
        connection.execute(wrong)
    assert raised.value.__cause__ is not None
    connection.close()


def test_a_broken_constraint_is_our_mistake(path: Path) -> None:
    connection = opened(path, write=True)
    connection.execute("CREATE TABLE one (id INTEGER PRIMARY KEY)")
    connection.execute("INSERT INTO one VALUES (1)")
    with pytest.raises(StoreMistake), translate_errors(path):
        connection.execute("INSERT INTO one VALUES (1)")
    connection.close()


def test_other_errors_pass_through_untouched(path: Path) -> None:
    with pytest.raises(KeyError), translate_errors(path):
        raise KeyError("not the store's business")


def test_every_trouble_comes_home_from_a_worker_process() -> None:
    for error in (NewerFile(Path("ก.saithong"), 9, 3), StoreLocked(), DamagedFile(Path("ข")), DiskFull()):
        back = pickle.loads(pickle.dumps(error))
        assert type(back) is type(error)
        assert str(back) == str(error)
        assert vars(back) == vars(error)
