"""A file that was restored or carried to another machine is recognised; one that merely was killed is not."""

from __future__ import annotations

import hashlib
import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sai_thong.db import station
from sai_thong.db.errors import DiskTrouble, StoreMistake
from sai_thong.db.journal import Head
from sai_thong.db.station import Standing, Station

DYING = Path(__file__).with_name("dying_process.py")


def chain(length: int, told: str = "") -> list[bytes]:
    """Hashes of a chain: the first is what the chain starts from; `told` makes another story of the same length."""
    return [hashlib.sha256(f"{n}{told if n > 2 else ''}".encode()).digest() for n in range(length + 1)]


def check(machine: Station, hashes: list[bytes], file_id: str = "file1") -> Standing:
    head = Head(file_id, len(hashes) - 1, hashes[-1])
    return machine.check(head, lambda counter: hashes[counter] if counter < len(hashes) else None)


def remember(machine: Station, hashes: list[bytes], file_id: str = "file1") -> None:
    machine.remember(Head(file_id, len(hashes) - 1, hashes[-1]))


@pytest.fixture
def machine(tmp_path: Path) -> Station:
    return Station(tmp_path / "home", "this computer")


@pytest.mark.parametrize(
    ("marked", "found", "standing"),
    [
        (None, chain(0), Standing.NEW),
        (None, chain(5), Standing.MOVED),
        (chain(5), chain(5), Standing.SAME),
        (chain(0), chain(0), Standing.SAME),
        (chain(0), chain(7), Standing.SAME),
        (chain(5), chain(9), Standing.SAME),
        (chain(5), chain(4), Standing.RESTORED),
        (chain(5), chain(0), Standing.RESTORED),
        (chain(5), chain(5, "x"), Standing.RESTORED),
        (chain(5), chain(9, "x"), Standing.RESTORED),
    ],
)
def test_a_file_stands_to_its_mark(
    machine: Station, marked: list[bytes] | None, found: list[bytes], standing: Standing
) -> None:
    if marked is not None:
        remember(machine, marked)
    assert check(machine, found) is standing


def test_a_file_that_lacks_the_marked_entry_is_not_the_same(machine: Station) -> None:
    remember(machine, chain(5))
    assert machine.check(Head("file1", 9, chain(9)[-1]), lambda _counter: None) is Standing.RESTORED


def test_files_are_marked_apart(machine: Station) -> None:
    remember(machine, chain(5))
    assert check(machine, chain(5), "file2") is Standing.MOVED
    assert check(machine, chain(5)) is Standing.SAME


def test_a_user_folder_copied_to_another_computer_does_not_pass_for_this_one(tmp_path: Path, machine: Station) -> None:
    remember(machine, chain(5))
    here = machine.machine_id
    elsewhere = Station(tmp_path / "home", "another computer")
    assert check(elsewhere, chain(5)) is Standing.MOVED
    assert elsewhere.machine_id != here


def test_the_machine_keeps_its_name(tmp_path: Path, machine: Station) -> None:
    assert machine.machine_id == machine.machine_id == Station(tmp_path / "home", "this computer").machine_id
    assert machine.machine_id != Station(tmp_path / "other home", "this computer").machine_id


@pytest.mark.parametrize("torn", [b"", b"{", b"[]", b"{}", b"\xff"])
def test_a_torn_mark_makes_the_file_look_moved_which_is_safe(tmp_path: Path, machine: Station, torn: bytes) -> None:
    remember(machine, chain(5))
    (tmp_path / "home" / "files" / "file1.json").write_bytes(torn)
    assert check(machine, chain(5)) is Standing.MOVED
    remember(machine, chain(5))
    (tmp_path / "home" / "machine.json").write_bytes(torn)
    assert check(machine, chain(5)) is Standing.MOVED


def test_a_file_id_never_leads_out_of_the_folder(machine: Station) -> None:
    for file_id in ("../x", "a/b", "", "ก"):
        with pytest.raises(StoreMistake):
            remember(machine, chain(1), file_id)


def test_a_mark_that_cannot_be_written_is_told_and_the_old_one_stands(tmp_path: Path, machine: Station) -> None:
    remember(machine, chain(5))
    blocked = tmp_path / "home" / "files" / "file1.json.new"
    blocked.mkdir()
    with pytest.raises(DiskTrouble):
        remember(machine, chain(6))
    assert check(machine, chain(5)) is Standing.SAME


def test_this_machine_keeps_its_marks_in_the_program_s_own_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SAI_THONG_HOME", str(tmp_path / "stick"))
    remember(station.this_machine(), chain(3))
    assert (tmp_path / "stick" / "files" / "file1.json").is_file()
    assert check(station.this_machine(), chain(3)) is Standing.SAME


def test_this_machine_has_one_fingerprint_that_does_not_tell_its_id() -> None:
    assert station.machine_fingerprint() == station.machine_fingerprint()
    assert len(station.machine_fingerprint()) == 16
    machine_id = Path("/etc/machine-id")
    if machine_id.is_file():
        assert station.machine_fingerprint() not in machine_id.read_text(encoding="ascii")


def test_a_process_killed_while_naming_the_machine_leaves_a_whole_name_or_none(tmp_path: Path) -> None:
    for step in itertools.count(1):
        folder = tmp_path / f"home-{step}"
        done = subprocess.run(
            [sys.executable, str(DYING), str(step), "machine_id", str(folder)],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            check=False,
        )
        named = Station(folder, "f").machine_id
        assert Station(folder, "f").machine_id == named
        if done.returncode == 0:
            break
    assert step > 3
