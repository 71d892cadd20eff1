"""Three schemas are one: created fresh, migrated from every kept file, derived from the declarations."""

from __future__ import annotations

import re

from sai_thong.db import fixed_tables, migrations
from sai_thong.db.store import Store
from sai_thong.db.tables import statements_for
from sai_thong.registers.catalogue import RECORD_TYPES


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
