"""A backup holds store and keys of one moment, is checked before it counts, and restores to a working office."""

from __future__ import annotations

import itertools
import json
import os
import random
import subprocess
import sys
import threading
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sai_thong.db import backup, slot_file
from sai_thong.db.connection import open_connection
from sai_thong.db.errors import (
    DamagedBackup,
    DamagedFile,
    DiskTrouble,
    NetworkDrive,
    NewerFile,
    StoreExists,
    StoreLocked,
    StoreMissing,
    StoreTrouble,
)
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.citizens.records import Citizen

PASSWORD = "ทดสอบ-saithong"
DYING = Path(__file__).with_name("dying_process.py")


@pytest.fixture
def kept(store: Store) -> Store:
    with store.transaction() as tx:
        tx.insert_many([Citizen(first_name=name) for name in ("ก", "ข", "ค")])
    return store


@pytest.fixture
def container(kept: Store, tmp_path: Path, clock: FixedClock) -> Path:
    made = tmp_path / f"office{backup.SUFFIX}"
    backup.make(kept.path, kept.keys, made, clock)
    return made


def names(path: Path, clock: FixedClock) -> list[str]:
    with Store.open(path, password=PASSWORD, clock=clock, write=False) as store:
        return sorted(citizen.first_name for citizen in store.find(Citizen))


def test_a_backup_says_what_it_holds_and_anchors_the_journal(kept: Store, container: Path, clock: FixedClock) -> None:
    manifest = backup.verify(container)
    head = kept.head()
    assert manifest == backup.read_manifest(container)
    assert (manifest.file_id, manifest.counter, manifest.head) == (head.file_id, head.counter, head.hash.hex())
    assert (manifest.office, manifest.created) == (kept.fact("office_name"), clock.now())
    assert manifest.store_id == slot_file.read(kept.path).store_id
    assert manifest.schema >= 1
    assert manifest.store.size % 4096 == 0


def test_nothing_readable_and_nothing_else_stands_in_a_backup(container: Path) -> None:
    with zipfile.ZipFile(container) as parts:
        assert parts.namelist() == ["manifest.json", "keys.json", "store"]
        assert b"SQLite format 3" not in parts.read("store")
    assert "ผู้ดูแล".encode() in container.read_bytes()
    assert PASSWORD.encode() not in container.read_bytes()


def test_a_restored_backup_opens_with_the_password_and_goes_on_under_a_new_file_id(
    kept: Store, container: Path, tmp_path: Path, clock: FixedClock
) -> None:
    with kept.transaction() as tx:
        tx.insert(Citizen(first_name="หลังสำรอง"))
    destination = tmp_path / "restored.saithong"
    backup.restore(container, destination)
    assert names(destination, clock) == ["ก", "ข", "ค"]
    with Store.open(destination, password=PASSWORD, clock=clock) as restored:
        assert restored.file_id != kept.file_id
        with restored.transaction() as tx:
            tx.insert(Citizen(first_name="ง"))
    assert names(destination, clock) == ["ก", "ข", "ค", "ง"]


def test_a_backup_is_made_while_somebody_writes(kept: Store, tmp_path: Path, clock: FixedClock) -> None:
    """Inside an open transaction of the writer; what it has not committed is not in the backup."""
    made = tmp_path / "office.saithong-backup"
    with kept.transaction() as tx:
        tx.insert(Citizen(first_name="ยังไม่บันทึก"))
        thread = threading.Thread(target=backup.make, args=(kept.path, kept.keys, made, clock))
        thread.start()
        thread.join()
    backup.restore(made, tmp_path / "restored.saithong")
    assert names(tmp_path / "restored.saithong", clock) == ["ก", "ข", "ค"]
    assert len(kept.find(Citizen)) == 4


def test_nothing_is_left_beside_the_store_or_the_backup(kept: Store, container: Path) -> None:
    assert not kept.path.with_name(kept.path.name + ".backup-work").exists()
    assert [file.name for file in container.parent.iterdir() if ".new" in file.name] == []


def test_no_file_is_ever_overwritten(kept: Store, container: Path, tmp_path: Path, clock: FixedClock) -> None:
    before = container.read_bytes()
    with pytest.raises(StoreExists):
        backup.make(kept.path, kept.keys, container, clock)
    assert container.read_bytes() == before
    for suffix in ("", "-wal", "-journal", ".keys"):
        destination = tmp_path / f"in the way {len(suffix)}{suffix[:1]}.saithong"
        occupied = destination.with_name(destination.name + suffix)
        occupied.write_bytes(b"precious")
        with pytest.raises(StoreExists):
            backup.restore(container, destination)
        assert occupied.read_bytes() == b"precious"
        assert [file.name for file in tmp_path.iterdir() if file.name.startswith(destination.name)] == [occupied.name]


def test_a_damaged_store_gives_no_backup(kept: Store, tmp_path: Path, clock: FixedClock) -> None:
    kept.close()
    data = bytearray(kept.path.read_bytes())
    data[4096 * 9 + 11] ^= 1
    kept.path.write_bytes(data)
    with pytest.raises(DamagedFile):
        backup.make(kept.path, kept.keys, tmp_path / "office.saithong-backup", clock)
    assert not list(tmp_path.glob("*.saithong-backup*"))
    assert not list(kept.path.parent.glob("*.backup-work"))


def test_a_store_whose_index_lies_gives_no_backup(kept: Store, tmp_path: Path, clock: FixedClock) -> None:
    """Every page verifies under the key, and yet the pages do not hang together."""
    connection = open_connection(kept.path, kept.keys.data_key, write=True)
    connection.execute("CREATE TABLE parents (id INTEGER PRIMARY KEY)")
    connection.execute("CREATE TABLE children (parent INTEGER REFERENCES parents(id))")
    connection.execute("PRAGMA foreign_keys = OFF").fetchall()
    connection.execute("INSERT INTO children VALUES (7)")
    connection.close()
    with pytest.raises(DamagedFile):
        backup.make(kept.path, kept.keys, tmp_path / "office.saithong-backup", clock)


def test_two_backups_at_once_are_not_made(kept: Store, tmp_path: Path, clock: FixedClock) -> None:
    with backup._work_folder(kept.path), pytest.raises(StoreLocked):
        backup.make(kept.path, kept.keys, tmp_path / "second.saithong-backup", clock)
    backup.make(kept.path, kept.keys, tmp_path / "second.saithong-backup", clock)


def test_any_flipped_bit_of_a_backup_that_matters_is_found(container: Path, tmp_path: Path) -> None:
    """A bit of the zip's own trimmings (dates, attributes) may pass; what is restored then is still what was saved."""
    whole = container.read_bytes()
    manifest = backup.verify(container)
    flipped = tmp_path / "flipped.saithong-backup"
    chance = random.Random(2569)
    head = range(0, whole.index(b"PK", 100))
    tail = range(len(whole) - 300, len(whole))
    found = 0
    places = [*head, *tail, *(chance.randrange(len(whole)) for _ in range(300))]
    for at in places:
        changed = bytearray(whole)
        changed[at] ^= 1 << chance.randrange(8)
        flipped.write_bytes(changed)
        try:
            assert backup.verify(flipped) == manifest
        except (DamagedBackup, NewerFile):
            found += 1
    assert found > len(places) * 0.6


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.99])
def test_a_cut_backup_is_refused_and_restores_nothing(container: Path, tmp_path: Path, share: float) -> None:
    cut = tmp_path / "cut.saithong-backup"
    data = container.read_bytes()
    cut.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(DamagedBackup):
        backup.verify(cut)
    with pytest.raises(DamagedBackup):
        backup.restore(cut, tmp_path / "restored.saithong")
    assert not list(tmp_path.glob("restored*"))


def repacked(container: Path, target: Path, **parts: bytes) -> Path:
    """The backup with some parts exchanged, as somebody might who knows zip files."""
    with zipfile.ZipFile(container) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            out.writestr(name, parts.get(name.split(".")[0], source.read(name)))
    return target


def test_exchanged_parts_are_refused(container: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(container) as parts:
        store, keys = parts.read("store"), parts.read("keys.json")
        manifest = backup.Manifest.from_bytes(parts.read("manifest.json"), container)
    foreign = replace(manifest, store_id="0" * 32).to_bytes()
    for number, change in enumerate(
        (
            {"store": store + bytes(4096)},
            {"store": store[:-4096]},
            {"keys": keys + b" "},
            {"keys": b"{}"},
            {"manifest": b"{}"},
            {"manifest": b"[]"},
            {"manifest": b"\xff"},
            {"manifest": foreign},
        )
    ):
        bad = repacked(container, tmp_path / f"bad{number}.saithong-backup", **change)
        with pytest.raises(DamagedBackup):
            backup.verify(bad)
        with pytest.raises(DamagedBackup):
            backup.restore(bad, tmp_path / "restored.saithong")
    assert not list(tmp_path.glob("restored*"))


def test_a_backup_of_a_newer_program_is_refused(container: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(container) as parts:
        document = json.loads(parts.read("manifest.json")) | {"version": 2, "more": 1}
    newer = repacked(container, tmp_path / "newer.saithong-backup", manifest=json.dumps(document).encode())
    for refuse in (backup.verify, backup.read_manifest, lambda path: backup.restore(path, tmp_path / "restored")):
        with pytest.raises(NewerFile):
            refuse(newer)


@pytest.mark.parametrize(
    "said", [{"head": "no hash"}, {"head": ""}, {"counter": "3"}, {"created": "0001-01-01T00:00:00+14:00"}, {"keys": 1}]
)
def test_a_forged_manifest_is_a_damaged_backup(container: Path, tmp_path: Path, said: dict[str, object]) -> None:
    forged = tmp_path / f"forged{backup.SUFFIX}"
    with zipfile.ZipFile(container) as before, zipfile.ZipFile(forged, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, json.dumps(json.loads(data) | said) if name == "manifest.json" else data)
    with pytest.raises(DamagedBackup):
        backup.glance(forged)


def test_a_missing_backup_and_an_impossible_place_are_told(
    kept: Store, container: Path, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StoreMissing):
        backup.verify(tmp_path / "none.saithong-backup")
    with pytest.raises(StoreTrouble):
        backup.make(kept.path, kept.keys, tmp_path / "no" / "such.saithong-backup", clock)
    with pytest.raises(DiskTrouble):
        backup.restore(container, tmp_path / "no" / "such.saithong")
    monkeypatch.setattr(backup, "on_network_drive", lambda _path: True)
    with pytest.raises(NetworkDrive):
        backup.restore(container, tmp_path / "restored.saithong")


def test_the_backup_before_a_migration_lies_beside_the_store_and_is_named_by_the_moment(
    kept: Store, clock: FixedClock
) -> None:
    made = backup.backup_before_migration(kept.path, kept.keys, clock)
    assert made == kept.path.parent / "backups" / "office-20261103-090000.saithong-backup"
    assert backup.verify(made).counter == kept.head().counter


def test_names_of_backups_sort_by_age_whatever_the_day(store_path: Path) -> None:
    moments = [datetime(2026, month, day, hour, tzinfo=UTC) for month in (1, 11) for day in (2, 30) for hour in (1, 18)]
    made = [backup.backup_name(store_path, moment) for moment in moments]
    assert made == sorted(made)


# ---- killed while backing up or restoring


def run_dying(step: int, *arguments: str) -> bool:
    done = subprocess.run(
        [sys.executable, str(DYING), str(step), *arguments],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        check=False,
    )
    assert not done.stderr, done.stderr
    return done.returncode == 0


def test_a_restore_killed_at_any_step_leaves_no_store_or_a_whole_one_and_can_be_run_again(
    container: Path, tmp_path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    nothing = whole = 0
    for step in itertools.count(1):
        destination = tmp_path / f"restored-{step}.saithong"
        if run_dying(step, "restore", str(container), str(destination)):
            break
        if destination.exists():
            whole += 1
        else:
            nothing += 1
            backup.restore(container, destination)
        assert names(destination, clock) == ["ก", "ข", "ค"]
    with capsys.disabled():
        sys.stdout.write(f"\n[restore killed at {step - 1} steps: {nothing} before the store stood, {whole} after] ")
    assert nothing >= 4


def test_a_backup_killed_at_any_step_leaves_no_backup_or_a_whole_one(kept: Store, tmp_path: Path) -> None:
    nothing = 0
    for step in itertools.count(1):
        made = tmp_path / f"office-{step}.saithong-backup"
        if run_dying(step, "make_backup", str(kept.path), PASSWORD, str(made)):
            break
        if made.exists():
            backup.verify(made)
        else:
            nothing += 1
    assert nothing >= 3
    assert backup.verify(made).counter == kept.head().counter
    assert not list(kept.path.parent.glob("*.backup-work"))
