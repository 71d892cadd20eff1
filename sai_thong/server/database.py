"""Opening the database of an authority: a SQLite file by default, PostgreSQL by its URL.

On PostgreSQL the tables belong to whoever migrates. Requests are served as a role that owns nothing, is no superuser
and sees the rows of one office, which each transaction names; whatever URL the program was started with.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Engine, create_engine, event, insert, make_url, select, text
from sqlalchemy.engine import URL

from sai_thong.server.schema import AUTHORITY, OFFICES

API_ROLE: Final = "sai_thong_api"
"""On PostgreSQL: the role requests are served as; a login role of the office's choice may be a member of it."""
_MIGRATING: Final = 7_243_001
"""The lock that lets one process migrate at a time."""
_NAME_OFFICE: Final = "SELECT set_config('sai_thong.office', :office, true)"
_TURN: Final = "sai_thong_turn"
_PATIENCE: Final = 20_000
"""Milliseconds a transaction waits for another one of the same SQLite file."""
_MOVING: Final = "7243002, hashtext(:office)"
"""The lock of an office: everybody shares it but who moves the office to another database."""


def open_database(url: str | URL, *, keeps_key: bool = True) -> Engine:
    """The database at `url`, with its tables; an empty or older one is brought forward.

    Args:
        url: ``sqlite:///path`` or ``postgresql://…``.
        keeps_key: Whether the authority's key lies in it; that of a hub is handed in by whoever starts it.
    """
    engine = create_engine(_with_driver(make_url(url)), execution_options={_TURN: threading.Lock()})
    if engine.dialect.name == "sqlite":
        _make_durable(engine)
    migrate(engine, keeps_key=keeps_key)
    return engine


def migrate(engine: Engine, *, keeps_key: bool = True) -> None:
    """Bring the tables forward, and make the authority's key where there is none yet and it shall lie there."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATING})
        newest = ScriptDirectory.from_config(config).get_current_head()
        if MigrationContext.configure(connection).get_current_revision() != newest:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        if keeps_key and connection.execute(select(AUTHORITY.c.only)).first() is None:
            key = Ed25519PrivateKey.generate().private_bytes_raw()
            connection.execute(insert(AUTHORITY).values(only=1, signing_key=key))


@contextmanager
def _in_turn(engine: Engine) -> Iterator[None]:
    """On SQLite, the block while no other thread of this process is in one.

    Whoever finds the file locked sleeps, longer each time, and not until it is free: two offices beside one another
    would be slower than one behind the other.
    """
    if engine.dialect.name != "sqlite":
        yield
        return
    turn: threading.Lock = engine.get_execution_options()[_TURN]
    # Who waited as long as for the lock of a file goes on and is told by the file.
    mine = turn.acquire(timeout=_PATIENCE / 1000)
    try:
        yield
    finally:
        if mine:
            turn.release()


@contextmanager
def of_office(engine: Engine, office: str) -> Iterator[Connection]:
    """A transaction about one office; on PostgreSQL it can see no other. It waits while the office is moved away."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL ROLE {API_ROLE}"))
            connection.execute(text(f"{_NAME_OFFICE}, pg_advisory_xact_lock_shared({_MOVING})"), {"office": office})
        yield connection


@contextmanager
def alone_with_office(engine: Engine, office: str) -> Iterator[Connection]:
    """A transaction about one office, as whoever owns the tables, in which nobody else has one about it."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"{_NAME_OFFICE}, pg_advisory_xact_lock({_MOVING})"), {"office": office})
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that only reads, each statement by itself; on SQLite it waits for no writer."""
    alone = {"isolation_level": "AUTOCOMMIT"} if engine.dialect.name == "postgresql" else {"only_reads": True}
    with engine.connect().execution_options(**alone) as connection:
        yield connection


def authority_key(engine: Engine) -> Ed25519PrivateKey:
    """What this authority signs with."""
    with engine.begin() as connection:
        kept = connection.execute(select(AUTHORITY.c.signing_key)).scalar_one()
    return Ed25519PrivateKey.from_private_bytes(kept)


def add_office(engine: Engine, office: str, name: str, *, epoch: str, district: str = "") -> bool:
    """Know an office from now on; nothing changes where it is known.

    Args:
        engine: The database.
        office: Its code.
        name: What it is called.
        epoch: A random name for the first epoch of its order.
        district: The district (อำเภอ) it belongs to.

    Returns:
        Whether it was not known yet.
    """
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            _name_office(connection, office)
        if connection.execute(select(OFFICES.c.office).where(OFFICES.c.office == office)).first() is not None:
            return False
        lineage = json.dumps([[epoch, 0]])
        connection.execute(
            insert(OFFICES).values(office=office, name=name, district=district, epoch=epoch, lineage=lineage)
        )
        return True


def offices(engine: Engine) -> list[str]:
    """The codes of every office; asked as whoever owns the tables."""
    with engine.begin() as connection:
        return list(connection.execute(select(OFFICES.c.office).order_by(OFFICES.c.office)).scalars())


def _name_office(connection: Connection, office: str) -> None:
    connection.execute(text(_NAME_OFFICE), {"office": office})


def _with_driver(url: URL) -> URL:
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def _make_durable(engine: Engine) -> None:
    """Let a SQLite file lose nothing at a power cut, and let a transaction that will write begin by taking the lock.

    The driver's own way of beginning late would let two requests read the same last `seq`.
    """

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_PATIENCE}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        only_reads = connection.get_execution_options().get("only_reads")
        connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")
