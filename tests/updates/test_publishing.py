"""What a publisher makes by command, from keys to a signed release, is what a computer of an office takes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sai_thong import __version__
from sai_thong.ground import resources
from sai_thong.ground.clock import FixedClock
from sai_thong.updates.installation import Installation
from sai_thong.updates.memory import FIRST_RING, Memory
from sai_thong.updates.sources import FolderSource
from sai_thong.updates.updater import Updater
from sai_thong.updates.versions import Version
from tests.updates.conftest import NOW, PLATFORM, write_program
from tools.updates import __main__ as publishing

THIS = Version.read(__version__)


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The ring a program is built with, apart from the checkout's own."""
    ring = tmp_path / "keys.json"
    real = resources.read_text
    monkeypatch.setattr(publishing, "SHIPPED_RING", ring)
    monkeypatch.setattr(resources, "read_text", lambda name: ring.read_text() if name == FIRST_RING else real(name))
    monkeypatch.setenv(publishing.PASSPHRASE_VARIABLE, "ทดสอบ")
    return ring


def laid_out(folder: Path, version: Version) -> Installation:
    made = Installation(folder)
    write_program(made.place(version), version)
    made.point_at(version)
    return made


def test_from_keys_to_an_office(shipped: Path, tmp_path: Path, capsys) -> None:
    before = Version(0, 0, 9)
    old, new = laid_out(tmp_path / "old", before), laid_out(tmp_path / "new", THIS)
    offered, keys = tmp_path / "offered", tmp_path / "keys"
    of_release = ["--offered", str(offered), "--platform", PLATFORM]
    assert publishing.main(["keys", "--into", str(keys), "--count", "2", "--threshold", "2"]) == 0
    assert b"ENCRYPTED" in (keys / "key-1-1.pem").read_bytes()
    made = ["pack", *of_release, "--house", str(new.folder), "--former", str(old.folder), "--notes-th", "แก้ไข"]
    assert publishing.main(made) == 0
    assert publishing.main(["sign", *of_release, "--key", str(keys / "key-1-1.pem")]) == 0
    assert publishing.main(["check", *of_release, "--ring", str(shipped)]) == 1  # one signature of two
    assert publishing.main(["sign", *of_release, "--key", str(keys / "key-1-2.pem")]) == 0
    next_keys = [str(keys / "key-1-1.pem"), str(keys / "key-1-2.pem")]
    rotated = ["rotate", "--ring", str(shipped), "--offered", str(offered), "--into", str(keys), "--old", *next_keys]
    assert publishing.main(rotated) == 0
    assert publishing.main(["check", *of_release, "--ring", str(shipped)]) == 1  # signed by the keys that ended
    assert publishing.main(["sign", *of_release, "--key", str(keys / "key-2-1.pem")]) == 0
    assert publishing.main(["check", *of_release, "--ring", str(shipped)]) == 0
    assert "believed by ring 2; missing: nothing" in capsys.readouterr().out
    office = Updater(old, before, PLATFORM, Memory(tmp_path / "home"), FixedClock(NOW))
    source = FolderSource(offered)
    offer = office.look(source, None)
    office.make_ready(source, offer, fetched=lambda *_: None, laid_out=lambda *_: None)
    assert old.versions() == [before, THIS]
    assert json.loads(shipped.read_text())["threshold"] == 2
