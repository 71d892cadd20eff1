"""What was committed stands, and nothing half, whatever kills the process or cuts the power."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sai_thong.db.connection import open_connection
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.citizens.records import Citizen
from tests.db.conftest import PASSWORD

KEY = bytes(range(32))
COMMITTING = Path(__file__).with_name("committing_process.py")
ROWS = 60
KILLS = 12
FEWEST_KILLS_INSIDE_A_COMMIT = 4
POWER_CUTS = 60


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "office.saithong"
    connection = open_connection(made, KEY, write=True, create=True)
    connection.execute("CREATE TABLE ledger (number INTEGER, row INTEGER, note TEXT, PRIMARY KEY (number, row))")
    connection.execute("CREATE TABLE accounts (id INTEGER PRIMARY KEY, satang INTEGER NOT NULL)")
    connection.executemany("INSERT INTO accounts VALUES (?, 0)", [(n,) for n in range(5)])
    connection.close()
    return made


def test_a_killed_writer_loses_no_finished_commit_and_leaves_no_half_one(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(2569)
    inside = survived = total = 0
    for _ in range(KILLS):
        begun, done = killed_while_committing(
            path, patience=chance.randrange(2, 30), spins=chance.choice((0, chance.randrange(1_000_000)))
        )
        total = checked_ledger(path)
        assert total >= done, "a finished commit was lost"
        inside += begun > done
        survived += total > done
    with capsys.disabled():
        sys.stdout.write(
            f"\n[{KILLS} kills over {total} commits: {inside} inside a commit, {survived} of those stood] "
        )
    assert inside >= FEWEST_KILLS_INSIDE_A_COMMIT


def killed_while_committing(path: Path, *, patience: int, spins: int) -> tuple[int, int]:
    """Kill a committing process that announces a commit, a few turns of a loop later; the last begun and last done."""
    process = subprocess.Popen(
        [sys.executable, COMMITTING, path, KEY.hex()],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    lines = [line for _ in range(patience) for line in (process.stdout.readline(),)]
    while not lines[-1].startswith(b"commit"):
        assert process.poll() is None, "the committing process ended by itself"
        lines.append(process.stdout.readline())
    for _ in range(spins):
        pass
    process.kill()
    lines += process.stdout.read().splitlines()
    process.wait()
    process.stdout.close()
    said = [line.split() for line in lines]
    begun = max(int(number) for word, number in said if word == b"commit")
    return begun, max((int(number) for word, number in said if word == b"done"), default=begun - 1)


def checked_ledger(path: Path) -> int:
    """Every transaction whole and in order, and the accounts what the ledger says; the last number."""
    reader = open_connection(path, KEY, write=False)
    rows = reader.execute("SELECT number, count(*) FROM ledger GROUP BY number ORDER BY number").fetchall()
    assert rows == [(number, ROWS) for number in range(1, len(rows) + 1)]
    satang = dict(reader.execute("SELECT id, satang FROM accounts"))
    assert satang == {n: sum(range(n or 5, len(rows) + 1, 5)) for n in range(5)}
    reader.close()
    writer = open_connection(path, KEY, write=True)
    assert writer.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert writer.execute("PRAGMA cipher_integrity_check").fetchone() is None
    writer.close()
    return len(rows)


def test_a_power_cut_that_tears_the_log_loses_no_finished_commit(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the log held at the last finished commit reached the disk; of what followed, any sectors in any state."""
    connection = open_connection(path, KEY, write=True)
    connection.execute("PRAGMA wal_autocheckpoint = 0").fetchall()
    log = path.with_name(path.name + "-wal")
    ends = []
    for number in range(1, 9):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO ledger VALUES (?, ?, ?)", [(number, row, "ก" * 99) for row in range(ROWS)])
        connection.execute("UPDATE accounts SET satang = satang + ? WHERE id = ?", (number, number % 5))
        connection.execute("COMMIT")
        ends.append(log.stat().st_size)
    store, whole = path.read_bytes(), log.read_bytes()
    connection.close()
    chance = random.Random(2569)
    torn = tmp_path / "torn" / path.name
    torn.parent.mkdir()
    beyond = 0
    for _ in range(POWER_CUTS):
        finished = chance.randrange(len(ends) - 1)
        for left in torn.parent.iterdir():
            left.unlink()
        torn.write_bytes(store)
        torn.with_name(torn.name + "-wal").write_bytes(_torn(whole, ends[finished], chance))
        found = checked_ledger(torn)
        assert found >= finished + 1
        beyond += found > finished + 1
    with capsys.disabled():
        sys.stdout.write(f"\n[{POWER_CUTS} power cuts: {beyond} kept more than was told as done] ")


def _torn(log: bytes, kept: int, chance: random.Random) -> bytes:
    """The log up to `kept`, and behind it sectors that were written, not written, or garbled, cut anywhere."""
    tail = bytearray(log[kept:])
    harm = chance.choice((0.0, 0.002, 0.03))
    for start in range(0, len(tail), 512):
        sector = slice(start, start + len(tail[start : start + 512]))
        fate = chance.random()
        if fate < harm:
            tail[sector] = bytes(sector.stop - sector.start)
        elif fate < harm * 1.3:
            tail[sector] = chance.randbytes(sector.stop - sector.start)
    return log[:kept] + bytes(tail[: chance.randrange(len(tail) + 1)])


@pytest.mark.parametrize("watched", [False, True], ids=["alone", "beside a reader"])
def test_a_file_copied_without_its_log_after_closing_holds_everything(
    store: Store, tmp_path: Path, clock: FixedClock, *, watched: bool
) -> None:
    beside = Store.open(store.path, password=PASSWORD, clock=clock, write=False) if watched else None
    with store.transaction("บันทึก") as tx:
        person = tx.insert(Citizen(first_name="สมศรี", last_name="ใจดี"))
    assert store.find(Citizen)  # a reader of its own was opened, and closes too
    store.close()
    copy = tmp_path / "copy" / store.path.name
    copy.parent.mkdir()
    for name in (store.path.name, f"{store.path.name}.keys"):
        shutil.copy(store.path.with_name(name), copy.with_name(name))
    if beside is not None:
        beside.close()
    with Store.open(copy, password=PASSWORD, clock=clock, write=False) as copied:
        assert copied.get(Citizen, person.id).first_name == "สมศรี"
