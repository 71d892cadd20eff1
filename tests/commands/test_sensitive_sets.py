"""An office's file made before the program knew a part with its own key gets it by command, with its recovery code."""

from __future__ import annotations

from pathlib import Path

import pytest

from sai_thong import cli
from sai_thong.db import slots
from sai_thong.db.store import Store
from sai_thong.demo.office import PASSWORD
from sai_thong.demo.place import demo_clock
from tests.commands.conftest import CHEAP, STORE, CommandLine


@pytest.fixture
def older_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """An office whose file knows the first part with a key of its own only."""
    monkeypatch.setenv("SAI_THONG_PASSWORD", PASSWORD)
    clock = demo_clock()
    monkeypatch.setattr(cli, "SystemClock", lambda: clock)
    store, _sheets = Store.create(
        tmp_path / STORE, office="ทดสอบ", user="ก", password=PASSWORD, clock=clock, sets=("special",), kdf=CHEAP
    )
    store.close()
    return CommandLine(tmp_path, clock, capsys)


def test_a_part_nobody_can_open_any_more_comes_back_by_its_own_sheet(older_office: CommandLine) -> None:
    (sheet,) = older_office("office", "add-set")["recovery"]
    slots.reset_password(older_office.store, older_office("users", "new-sheet")["recovery"][0]["code"], "ก", PASSWORD)
    with Store.open(older_office.store, password=PASSWORD, clock=older_office.clock, write=False) as store:
        assert not store.keys.set_keys
    wrong = older_office.run("users", "recover-set", "ก", "--for-set", "special", "--code", sheet["code"])
    assert wrong.code == 1
    older_office("users", "recover-set", "ก", "--for-set", "complaints", "--code", sheet["code"])
    with Store.open(older_office.store, password=PASSWORD, clock=older_office.clock, write=False) as store:
        assert set(store.keys.set_keys) == {"complaints"}


def test_the_missing_key_is_made_once_and_its_code_told(older_office: CommandLine) -> None:
    (sheet,) = older_office("office", "add-set")["recovery"]
    assert sheet["for"] == "complaints"
    with Store.open(older_office.store, password=PASSWORD, clock=older_office.clock, write=False) as store:
        assert store.known_sets() == {"special", "complaints"}
    assert older_office("office", "add-set")["recovery"] == []


def test_a_new_office_has_a_sheet_for_itself_and_for_each_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAI_THONG_PASSWORD", PASSWORD)
    made = CommandLine(tmp_path, demo_clock(), capsys)("office", "create", "--name", "ทดสอบ", "--code", "99000001")
    assert [each["for"] for each in made["recovery"]] == ["office", "special", "complaints"]
