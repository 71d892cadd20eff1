"""Three schemas are one: created fresh, migrated from every kept file, derived from the declarations."""

from __future__ import annotations

import hashlib
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from sai_thong.db import backup, fixed_tables, migrations, verify
from sai_thong.db.backup import SUFFIX
from sai_thong.db.connection import open_connection
from sai_thong.db.errors import DamagedBackup, NewerFile, StoreTrouble
from sai_thong.db.store import Store
from sai_thong.db.tables import statements_for
from sai_thong.db.verify import verify_rows
from sai_thong.ground.clock import FixedClock
from sai_thong.records import to_row
from sai_thong.registers.allowances.records import Claim
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.saraban.outgoing import Draft, issue_document
from sai_thong.registers.saraban.series import open_register
from sai_thong.registers.sensitive_sets import COMPLAINTS, add_missing_sets
from tests.db.conftest import CHEAP, PASSWORD
from tools import keep_store
from tools.schema_step import STEPS, step_text

KEPT = Path(__file__).with_name("kept")


def normal(sql: str) -> str:
    return re.sub(r"\s+", " ", sql).strip()


def made(store: Store) -> set[str]:
    rows = store.query(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND name NOT LIKE '%_search_%' AND name NOT LIKE '%_sqlite_migrations%'"
    )
    return {normal(row["sql"]) for row in rows}


def test_a_fresh_store_has_the_tables_the_declarations_ask_for(store: Store) -> None:
    derived = {normal(each) for record_class in RECORD_TYPES for each in statements_for(record_class)}
    assert made(store) == derived | {normal(each) for each in fixed_tables.STATEMENTS}


def test_a_fresh_store_is_at_the_newest_schema(store: Store) -> None:
    assert migrations.schema_version(store.connection_for_reading()) == migrations.newest_schema()


def test_migrating_a_store_that_is_up_to_date_changes_nothing(store: Store) -> None:
    before = made(store)
    connection = store.connection_for_reading()
    assert migrations.schema_version(connection) == migrations.newest_schema()
    assert made(store) == before


def test_a_file_of_an_older_schema_is_brought_up_to_date_even_when_only_read(
    store_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_path.parent.mkdir()
    every_step = migrations._steps()
    monkeypatch.setattr(migrations, "_steps", lambda: every_step[:1])
    made_before, _sheets = Store.create(
        store_path, office="ทดสอบ", user="ผู้ดูแล", password=PASSWORD, clock=clock, kdf=CHEAP
    )
    made_before.close()
    monkeypatch.setattr(migrations, "_steps", lambda: every_step)
    with Store.open(store_path, password=PASSWORD, clock=clock, write=False) as read:
        connection = read.connection_for_reading()
        assert migrations.schema_version(connection) == migrations.newest_schema() > 1
        assert not read.writable
        assert not list(verify_rows(connection, RECORD_TYPES))
    assert list(store_path.parent.rglob("*.saithong-backup"))


RELEASED = {
    "0001_office": "e2c37d6bb9035ca4",
    "0002_petitions": "537cd54107840b57",
}
"""Digests of the steps that offices have; each is frozen for ever."""


def test_a_released_step_is_never_edited() -> None:
    digests = {name: hashlib.sha256(sql.encode()).hexdigest()[:16] for name, sql in migrations._steps()}
    assert {name: digests[name] for name in RELEASED} == RELEASED


def test_a_step_that_is_not_released_is_what_the_tool_writes() -> None:
    steps = dict(migrations._steps())
    assert set(steps) == set(RELEASED) | set(STEPS)
    for name in STEPS:
        assert steps[name] == step_text(name), f"run: python tools/schema_step.py {name}"


@pytest.fixture(params=sorted(KEPT.glob("office-*.saithong")), ids=lambda file: file.stem)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file as the program left it when its schema was the newest, on another machine."""
    for file in (request.param, request.param.with_name(f"{request.param.name}.keys")):
        shutil.copy(file, tmp_path)
    return tmp_path / request.param.name


def test_every_kept_file_is_brought_up_to_date_with_its_data_whole(kept: Path, clock: FixedClock, store: Store) -> None:
    with Store.open(kept, password=keep_store.PASSWORD, clock=clock) as migrated:
        connection = migrated.connection_for_reading()
        assert migrations.schema_version(connection) == migrations.newest_schema()
        assert made(migrated) == made(store)
        (person,) = migrated.search(Citizen, "ทองใบ ทรายคำ")
        expected = {**to_row(keep_store.PERSON), "phone": "0710000001"}
        assert to_row(person) == expected
        assert [entry.reason for entry in migrated.history(person.id)] == ["เริ่มใช้งาน", "แจ้งเอง"]
        assert len(migrated.sealed_set("special").find(Claim)) == 1
        faults = [
            *verify.verify_file(connection),
            *verify.verify_chain(connection),
            *verify.verify_rows(connection, RECORD_TYPES),
        ]
        assert faults == []


def test_a_kept_file_is_backed_up_before_it_is_changed(kept: Path, clock: FixedClock) -> None:
    Store.open(kept, password=keep_store.PASSWORD, clock=clock).close()
    assert len(list(kept.parent.rglob(f"*{SUFFIX}"))) == 1


@pytest.mark.parametrize("fault", ["cannot be written", "does not read back"])
def test_a_kept_file_is_left_as_it_is_where_its_backup_fails(
    kept: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    before = kept.read_bytes()
    if fault == "cannot be written":
        (kept.parent / "backups").write_text("a file where the folder would be", encoding="utf-8")
    else:

        def verify_damaged(path: Path) -> None:
            raise DamagedBackup(path)

        monkeypatch.setattr(backup, "verify", verify_damaged)
    with pytest.raises(StoreTrouble):
        Store.open(kept, password=keep_store.PASSWORD, clock=clock)
    assert kept.read_bytes() == before


def test_a_kept_file_goes_on_with_work_of_this_program(kept: Path, clock: FixedClock) -> None:
    """What the newer tables are for works in an older file too: a new part with its own key, petitions, numbers."""
    with Store.open(kept, password=keep_store.PASSWORD, clock=clock) as store:
        assert [sheet.for_set for sheet in add_missing_sets(store)] == [COMPLAINTS]
        with store.transaction() as tx:
            address = tx.on(COMPLAINTS).put_content(b"scan")
        assert store.sealed_set(COMPLAINTS).content(address) == b"scan"
        # The file came to another machine: the last number on paper is confirmed before any is given.
        open_register(store, "letters-out", 2569, next_number=58, why="ย้ายเครื่อง")
        letter = issue_document(store, Draft(subject="ทดสอบ", dated_on=date(2026, 11, 3))).record
        assert letter.printed_number == "กส 99901/58"


def test_a_file_of_a_newer_program_is_refused_untouched(store: Store, clock: FixedClock) -> None:
    store.close()
    connection = open_connection(store.path, store.keys.data_key, write=True)
    connection.execute(f"PRAGMA user_version = {migrations.newest_schema() + 1}")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = store.path.read_bytes()
    with pytest.raises(NewerFile):
        Store.open(store.path, password=PASSWORD, clock=clock)
    assert store.path.read_bytes() == before
