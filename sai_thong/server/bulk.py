"""Many rows by one statement, as fast as each database takes them: what a batch of entries reads and writes.

The statements are written by hand, for the general machinery of SQLAlchemy costs more than the databases do here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import Boolean, Connection, Integer, LargeBinary, Table

_TYPES: Final = ((Boolean, "boolean"), (Integer, "bigint"), (LargeBinary, "bytea"))


def write_rows(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    *,
    replaced: Sequence[str] = (),
) -> None:
    """Insert rows.

    Args:
        connection: In a transaction.
        table: Where to.
        columns: The columns of each row, in order.
        rows: The rows; none writes nothing.
        replaced: Columns that a row with the same key gets anew; where there are none, the same key is an error.
    """
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        # A value that every row has goes over the line once, and not in an array.
        values = [list(column) if len(set(column)) > 1 else column[0] for column in zip(*rows, strict=True)]
        varied = tuple(isinstance(each, list) for each in values)
        if not any(varied):
            values[0], varied = [values[0]], (True, *varied[1:])
        statement = _insert_from_arrays(table, tuple(columns), varied, tuple(replaced))
        connection.exec_driver_sql(statement, tuple(values))
    else:
        connection.exec_driver_sql(_insert_one_by_one(table, tuple(columns), tuple(replaced)), list(rows))


def rows_of(
    connection: Connection, table: Table, columns: Sequence[str], fixed: Sequence[str], among: Iterable[str]
) -> Sequence[Any]:
    """The rows whose primary key begins with given values and ends with one of many.

    Args:
        connection: In a transaction.
        table: Where from.
        columns: What is wanted of each.
        fixed: The values of the key's columns but the last.
        among: The values its last column may have.
    """
    *leading, last = table.primary_key.columns.keys()
    on_postgresql = connection.dialect.name == "postgresql"
    place = "%s" if on_postgresql else "?"
    condition = " AND ".join(f"{name} = {place}" for name in leading)
    listed = f"= ANY({place}::text[])" if on_postgresql else f"IN (SELECT value FROM json_each({place}))"
    statement = f"SELECT {', '.join(columns)} FROM {table.name} WHERE {condition} AND {last} {listed}"
    asked = list(among)
    return connection.exec_driver_sql(statement, (*fixed, asked if on_postgresql else json.dumps(asked))).all()


@cache
def _insert_one_by_one(table: Table, columns: tuple[str, ...], replaced: tuple[str, ...]) -> str:
    places = ", ".join("?" * len(columns))
    return f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({places}){_on_conflict(table, replaced)}"


@cache
def _insert_from_arrays(
    table: Table, columns: tuple[str, ...], varied: tuple[bool, ...], replaced: tuple[str, ...]
) -> str:
    """As many rows as the arrays of the varied columns are long; the other columns have one value for all."""
    places = ", ".join(_place(table, *each) for each in zip(columns, varied, strict=True))
    return f"INSERT INTO {table.name} ({', '.join(columns)}) SELECT {places}{_on_conflict(table, replaced)}"


def _place(table: Table, name: str, varies: bool) -> str:
    kind = table.columns[name].type
    typed = next((typed for each, typed in _TYPES if isinstance(kind, each)), "text")
    return f"unnest(%b::{typed}[])" if varies else f"%b::{typed}"


def _on_conflict(table: Table, replaced: Sequence[str]) -> str:
    if not replaced:
        return ""
    key = ", ".join(table.primary_key.columns.keys())
    return f" ON CONFLICT ({key}) DO UPDATE SET " + ", ".join(f"{name} = excluded.{name}" for name in replaced)
