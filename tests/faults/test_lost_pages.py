"""A log cut short by a disk that lied, and pages that turned bad: what can be read is whole, and the rest is said."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from sai_thong import cli
from sai_thong.db.station import Standing
from sai_thong.demo.office import PASSWORD, STORE_NAME
from sai_thong.demo.place import demo_clock
from sai_thong.registers.citizens.records import Citizen
from tests.faults.killed_work import Offices, assert_sound, at_home, at_work, lay_out_copy

SAVED = 6
CUTS = 4
DAMAGES = 3
PAGE = 4096
COMMANDS = (("citizens", "list"), ("allowances", "run", "--month", "2569-11"), ("verify",))


@pytest.fixture
def log_left(offices: Offices, tmp_path: Path) -> Path:
    """An office whose last six transactions stand in the log alone: its process died before it closed."""
    if not hasattr(os, "fork"):
        pytest.skip("processes are forked, which this system cannot")
    folder = tmp_path / "left"
    lay_out_copy(offices.fresh, folder)
    number = os.fork()
    if not number:
        try:
            with at_work(folder) as store:
                for turn in range(SAVED):
                    with store.transaction() as tx:
                        tx.insert(Citizen(first_name=f"คนที่ {turn}", note="ก" * 3_000))
                os._exit(0)
        finally:
            os._exit(1)
    assert os.waitpid(number, 0)[1] == 0
    assert (folder / "office" / f"{STORE_NAME}-wal").stat().st_size > SAVED * PAGE
    return folder


def test_a_log_cut_short_gives_whole_transactions_and_the_loss_is_known(
    log_left: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAI_THONG_PASSWORD", PASSWORD)
    chance = random.Random(2569)
    whole = (log_left / "office" / f"{STORE_NAME}-wal").read_bytes()
    kept = []
    for length in (0, len(whole), *(chance.randrange(len(whole)) for _ in range(CUTS))):
        folder = tmp_path / f"cut {length}"
        shutil.copytree(log_left, folder)
        (folder / "office" / f"{STORE_NAME}-wal").write_bytes(whole[:length])
        code, said, _told = answer(folder, ("verify",))
        found = {each["check"] for each in json.loads(said)["faults"]}
        with at_work(folder) as store:
            people = sorted(each.first_name for each in store.find(Citizen))
            assert people == [f"คนที่ {turn}" for turn in range(len(people))]
            # The mark outside the file tells that the file has gone back: it goes on under a new id.
            assert (store.standing is Standing.SAME) is (len(people) == SAVED)
        assert (code, found) == ((0, set()) if len(people) == SAVED else (cli.REFUSED, {"anchor"}))
        assert_sound(folder)
        kept.append(len(people))
    assert kept[:2] == [0, SAVED]
    assert len(set(kept)) > 2


def test_damaged_pages_are_told_and_give_no_wrong_answer(
    offices: Offices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAI_THONG_PASSWORD", PASSWORD)
    clock = demo_clock()
    monkeypatch.setattr(cli, "SystemClock", lambda: clock)
    folder = tmp_path / "damaged"
    lay_out_copy(offices.living, folder)
    file = folder / "office" / STORE_NAME
    sound = file.read_bytes()
    right = [answer(folder, words) for words in COMMANDS]
    chance = random.Random(2570)
    for _ in range(DAMAGES):
        harmed = bytearray(sound)
        for _page in range(chance.choice((1, 20))):
            at = chance.randrange(len(sound) // PAGE) * PAGE + chance.randrange(PAGE)
            harmed[at] ^= 0xFF
        file.write_bytes(harmed)
        found = [answer(folder, words) for words in COMMANDS]
        for words, sound_answer, (code, said, told) in zip(COMMANDS, right, found, strict=True):
            assert (code, said) == sound_answer[:2] or (code == cli.REFUSED and told.strip()), words
        assert found[-1][0] == cli.REFUSED, "verify found nothing"


def answer(folder: Path, words: tuple[str, ...]) -> tuple[int, str, str]:
    """How a command ends, what it says and what it says on the side of errors."""
    with at_home(folder) as path, redirect_stdout(io.StringIO()) as said, redirect_stderr(io.StringIO()) as told:
        code = cli.main(["--store", str(path), "--json", *words])
    return code, said.getvalue(), told.getvalue()
