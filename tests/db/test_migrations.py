"""Three schemas are one: created fresh, migrated from every kept file, derived from the declarations."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sai_thong.db import fixed_tables, migrations
from sai_thong.db.store import Store
from sai_thong.db.tables import statements_for
from sai_thong.db.verify import verify_rows
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.catalogue import RECORD_TYPES
from tests.db.conftest import CHEAP, PASSWORD


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
