"""Opening the database of an authority: a SQLite file by default, PostgreSQL by its URL."""

from __future__ import annotations

import json
import sqlite3

from sqlalchemy import Connection, Engine, create_engine, event, insert, select

from sai_thong.server.schema import METADATA, OFFICES


def open_database(url: str) -> Engine:
    """The database at `url`, with its tables; an empty one is made ready.

    Args:
        url: ``sqlite:///path`` or ``postgresql+psycopg://…``.
    """
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        _make_durable(engine)
    METADATA.create_all(engine)
    return engine


def add_office(engine: Engine, office: str, name: str, *, epoch: str, district: str = "") -> None:
    """Know an office from now on; nothing changes where it is known.

    Args:
        engine: The database.
        office: Its code.
        name: What it is called.
        epoch: A random name for the first epoch of its order.
        district: The district (อำเภอ) it belongs to.
    """
    with engine.begin() as connection:
        if connection.execute(select(OFFICES.c.office).where(OFFICES.c.office == office)).first() is None:
            lineage = json.dumps([[epoch, 0]])
            connection.execute(
                insert(OFFICES).values(office=office, name=name, district=district, epoch=epoch, lineage=lineage)
            )


def _make_durable(engine: Engine) -> None:
    """Let a SQLite file lose nothing at a power cut, and let a transaction that will write begin by taking the lock.

    The driver's own way of beginning late would let two requests read the same last `seq`.
    """

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=20000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
