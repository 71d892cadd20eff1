"""Backups from the command line: places, copies by plan, and an office back on a fresh machine from the file alone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from sai_thong.demo.office import PASSWORD
from tests.commands.conftest import CommandLine


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def test_places_are_added_written_and_told(living: Any, stick: Path) -> None:
    told = living("backup", "places", "--add", stick, "--on-closing", "no")
    assert [each["copies"] for each in told["places"]] == [0, 0]
    assert (told["on_closing"], told["overdue"]) == (False, True)
    done = living("backup", "run")
    assert [each["state"] for each in done] == ["done", "done"]
    again = living("backup", "places")
    assert [each["copies"] for each in again["places"]] == [1, 1]
    assert (again["on_closing"], again["overdue"], again["entries_since"]) == (False, False, 0)
    assert [each["state"] for each in living("backup", "run")] == ["held", "held"]
    assert len(living("backup", "places", "--remove", stick)["places"]) == 1


def test_a_place_that_is_gone_is_told_and_a_folder_that_never_was_is_refused(living: Any, stick: Path) -> None:
    living("backup", "places", "--add", stick)
    stick.rmdir()
    assert [each["state"] for each in living("backup", "run")] == ["done", "absent"]
    assert "แฟลชไดรฟ์" in living.run("backup", "places").out
    refused = living.run("backup", "places", "--add", stick)
    assert (refused.code, "ไม่มีโฟลเดอร์" in refused.err) == (1, True)


def test_when_no_place_is_there_the_command_fails(living: Any, stick: Path) -> None:
    own = living.folder / "backups"
    living("backup", "places", "--add", stick, "--remove", own)
    stick.rmdir()
    assert living.run("backup", "run").code == 1


def only_the_backup(living: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[CommandLine, Path]:
    """Another machine, to which somebody carried the backup and nothing else."""
    (made,) = living("backup", "run")
    carried = tmp_path / "carried.saithong-backup"
    shutil.copyfile(made["file"], carried)
    shutil.rmtree(living.folder)
    new = tmp_path / "new machine"
    new.mkdir()
    monkeypatch.setenv("SAI_THONG_HOME", str(tmp_path / "new home"))
    return CommandLine(new, living.clock, living.capsys), carried


def test_a_fresh_machine_opens_the_office_from_the_file_by_a_password(
    living: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = living("citizens", "list")
    fresh, carried = only_the_backup(living, tmp_path, monkeypatch)
    fresh("backup", "restore", carried)
    assert fresh("citizens", "list") == people
    assert fresh("verify")["ok"]


def test_a_fresh_machine_opens_the_office_from_the_file_by_the_recovery_sheet(
    living: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sheet,) = living("users", "new-sheet")["recovery"]
    (user,) = living("users", "list")
    fresh, carried = only_the_backup(living, tmp_path, monkeypatch)
    fresh("backup", "restore", carried)
    monkeypatch.setenv("SAI_THONG_NEW_PASSWORD", f"{PASSWORD}-ใหม่")
    fresh("users", "recover", user, "--code", sheet["code"])
    assert fresh.run("verify").code == 1
    monkeypatch.setenv("SAI_THONG_PASSWORD", f"{PASSWORD}-ใหม่")
    assert fresh("verify")["ok"]


def test_a_damaged_office_comes_back_from_its_backup_and_what_it_still_holds(living: Any, tmp_path: Path) -> None:
    (made,) = living("backup", "run")
    people = living("citizens", "list")
    chosen = people[0]["id"]
    living("citizens", "amend", chosen, "--phone", "0812345678")
    damaged = tmp_path / "damaged"
    shutil.move(living.folder, damaged)
    living.folder.mkdir()
    read = CommandLine(damaged, living.clock, living.capsys)("backup", "salvage")
    assert read["whole"]
    assert {"citizens", "journal"} <= {each["table"] for each in read["tables"] if each["rows"]}
    shutil.copyfile(damaged / "backups" / Path(made["file"]).name, tmp_path / "newest.saithong-backup")
    told = living("backup", "recover", tmp_path / "newest.saithong-backup", "--damaged", damaged / "office.saithong")
    assert (told["complete"], told["put_back"] > 0) == (True, True)
    assert living("verify")["ok"]
