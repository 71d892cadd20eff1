"""The store's schema, step by step: numbered, forward only, frozen SQL that imports no declaration.

Each step is a file ``NNNN_name.sql`` beside this one. The file's number is the schema version, kept in SQLite's
``user_version``; an older program refuses a file with a higher one. A released step is never edited.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import sqlite_utils

from sai_thong.db.dbapi import Connection

_MARK = ";\n"


def _steps() -> list[tuple[str, str]]:
    """(name, SQL) of every step in order."""
    found = [each for each in files(__name__).iterdir() if each.name.endswith(".sql")]
    return sorted((each.name.removesuffix(".sql"), each.read_text(encoding="utf-8")) for each in found)


def newest_schema() -> int:
    """The schema version this program writes."""
    return int(_steps()[-1][0].split("_")[0])


def schema_version(connection: Connection) -> int:
    """The schema version of an open store; 0 before the first step."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: Connection) -> None:
    """Bring the store to the newest schema in one transaction: all pending steps, or none."""
    database = sqlite_utils.Database(connection)
    steps = sqlite_utils.Migrations("sai_thong")
    for name, sql in _steps():
        steps(name=name)(_step(sql, int(name.split("_")[0])))
    with database.atomic():
        steps.apply(database)


def _step(sql: str, version: int) -> Callable[[sqlite_utils.Database], None]:
    def run(database: sqlite_utils.Database, /) -> None:
        # executescript would commit the transaction that makes a step all or nothing.
        for statement in sql.split(_MARK):
            if statement.strip():
                database.conn.execute(statement)
        database.conn.execute(f"PRAGMA user_version = {version}")

    return run
