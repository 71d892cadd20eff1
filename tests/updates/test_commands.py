"""By command a newer version is looked for, fetched, installed and left again, and a refusal leaves all as it was."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sai_thong import cli
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.ground.places import HOME_VARIABLE
from sai_thong.registers.office.settings import UPDATES_UP_TO, change_setting
from sai_thong.updates.installation import Installation
from tests.db.conftest import CHEAP, PASSWORD
from tests.updates.conftest import NEW, NOW, OLD, STRANGER, Published

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def store_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    path = tmp_path / "office" / "office.saithong"
    path.parent.mkdir()
    store, _sheets = Store.create(
        path, office="อบต.ทรายทอง", user="น.ส.สายทอง", password=PASSWORD, clock=FixedClock(NOW), kdf=CHEAP
    )
    store.close()
    return path


@pytest.fixture
def run(store_file: Path, installation: Installation, publisher: object, monkeypatch, capsys) -> Run:
    """Runs commands as the installed old version would; gives the exit code and what was told."""
    assert publisher
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(installation.place(OLD) / "sai-thong"))
    monkeypatch.setenv("SAI_THONG_PASSWORD", PASSWORD)

    def command(*words: str) -> tuple[int, Any]:
        code = cli.main(["--store", str(store_file), "--json", "--language", "en", *words])
        written = capsys.readouterr()
        return code, json.loads(written.out) if code == 0 else written.err

    return command


def test_a_stick_brings_a_new_version_and_it_can_be_left_again(run: Run, installation, published: Published) -> None:
    stick = published.folder.parent / "stick"
    stick.mkdir()
    published.folder.rename(stick / "sai-thong-updates")
    code, told = run("update", "look", "--from", str(stick))
    assert (code, told["version"], told["newer"], told["ready"]) == (0, "0.1.1", True, False)
    assert told["notes"] == {"th": "แก้ไข", "en": "Mended"}
    assert run("update", "get", "--from", str(stick))[1]["ready"]
    assert installation.current == OLD
    assert run("update", "install", "--from", str(stick)) == (0, {"version": "0.1.1", "running": "0.1.0"})
    assert installation.current == NEW
    assert installation.on_trial
    assert run("update", "back") == (0, {"version": "0.1.0"})
    assert installation.current == OLD
    assert not installation.on_trial


def test_an_office_that_stays_is_told_so(run: Run, store_file: Path, installation, published: Published) -> None:
    with Store.open(store_file, password=PASSWORD, clock=FixedClock(NOW)) as store:
        change_setting(store, UPDATES_UP_TO, "0.1.0", reason="ทดลองใช้ก่อน")
    assert run("update", "look", "--from", str(published.folder))[1]["held_back_at"] == "0.1.0"
    code, told = run("update", "install", "--from", str(published.folder))
    assert (code, "takes no version after 0.1.0" in told) == (1, True)
    assert installation.versions() == [OLD]


def test_a_refused_package_leaves_the_program_as_it_is(run: Run, installation, published: Published) -> None:
    published.tell(published.release, STRANGER)
    code, told = run("update", "install", "--from", str(published.folder))
    assert (code, "not signed by the publisher" in told) == (1, True)
    assert (installation.current, installation.versions()) == (OLD, [OLD])


def test_without_a_place_it_asks_the_province(run: Run) -> None:
    code, told = run("update", "look")
    assert (code, "cannot be reached" in told) == (1, True)
