"""The hub by commands: started as a process, found on this machine, told of, and ended; a reason is needed once."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from sai_thong import cli
from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.ground.clock import SystemClock
from sai_thong.registers.office.records import Office
from tests.commands.conftest import CommandLine

PASSWORD = "ทดสอบ-saithong"
CODE = "ทดสอบ-hub"


@pytest.fixture
def computer(tmp_path, monkeypatch, capsys):
    """The first computer of an office that belongs to no province."""
    monkeypatch.setenv("SAI_THONG_PASSWORD", PASSWORD)
    monkeypatch.setenv("SAI_THONG_HOME", str(tmp_path / "home"))
    store, _sheets = Store.create(
        tmp_path / "office.saithong",
        office="ทรายทอง",
        user="ธุรการ",
        password=PASSWORD,
        clock=SystemClock(),
        kdf=Kdf(memory_kib=8, time_cost=1),
    )
    with store, store.transaction() as tx:
        tx.insert(Office(name="ทรายทอง", code=CODE))
    return CommandLine(tmp_path, SystemClock(), capsys)


def document_of(stream):
    """The first document a command writes while it goes on."""
    lines = []
    for line in stream:
        lines.append(line)
        if line.rstrip("\n") == "}":
            break
    return json.loads("".join(lines))


def test_a_hub_is_started_found_and_ended_by_commands(computer):
    assert computer.run("hub", "start").code == cli.REFUSED
    assert computer("hub", "status")["is_hub"] is False
    command = [sys.executable, "-m", "sai_thong.cli", "--store", str(computer.store), "--json"]
    process = subprocess.Popen(
        [*command, "hub", "start", "--why", "ไม่มีอินเทอร์เน็ต"],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    started = document_of(process.stdout)
    try:
        assert started["generation"] == 1
        told = computer("hub", "status")
        assert (told["is_hub"], told["serving"], told["address"]) == (True, True, started["address"])
        assert told["term"]["why"] == "ไม่มีอินเทอร์เน็ต"
        (found,) = computer("hub", "find", "--seconds", "1")["hubs"]
        assert (found["pin"], found["trusted"], found["generation"]) == (started["pin"], True, 1)
        assert computer("sync", "--once")["pending"] == 0
        assert computer("hub", "find", "--at", started["address"], "--follow")["followed"] is None  # its own
        assert computer.run("hub", "start").code == cli.REFUSED
        assert computer.run("hub", "send").code == cli.REFUSED
        assert computer.run("hub", "give-back", "--why", "ลอง").code == cli.REFUSED
    finally:
        assert computer("hub", "stop") == {"was_serving": True}
        assert process.wait(timeout=30) == 0
        process.stdout.close()
    assert computer("hub", "status")["serving"] is False
    assert computer("hub", "stop") == {"was_serving": False}


def test_another_computer_takes_over_with_a_reason(computer):
    assert computer("hub", "take-over", "--why", "เครื่องเดิมเสีย")["generation"] == 1
    assert computer("hub", "status")["term"]["generation"] == 1
    assert computer.run("hub", "take-over").code == 2
