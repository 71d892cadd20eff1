"""Opening the encrypted file: recognise it first, touch nothing that is not ours, tell every trouble by its name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from sai_thong.db import migrations
from sai_thong.db.drives import on_network_drive
from sai_thong.db.errors import (
    DamagedFile,
    DiskFull,
    DiskTrouble,
    Interrupted,
    NetworkDrive,
    NewerFile,
    NotAStore,
    ReadOnlyDisk,
    StoreExists,
    StoreLocked,
    StoreMissing,
    StoreMistake,
    StoreTrouble,
    WrongKey,
)
from sai_thong.db.holder import read_holder
from sai_thong.ground.log import logger

Connection = Any
"""A sqlcipher3 connection; the module ships no types."""

APPLICATION_ID = 0x53615468
"""``SaTh`` in the header of every store."""
PAGE_BYTES = 4096
BUSY_TIMEOUT_MS = 5000
_CACHE_KIB = 16 * 1024
_LARGEST_IDLE_LOG_BYTES = 32 * 1024 * 1024


def open_connection(
    path: Path, key: bytes, *, write: bool, create: bool = False, newest_schema: int | None = None
) -> Connection:
    """Open a store file with its data key.

    Transactions are explicit (``isolation_level=None``); the connection may pass between threads, one at a time.

    Args:
        path: The store file, on a disk of this machine.
        key: 32 raw bytes, used as they are.
        write: Open for writing. Without it the file is opened read-only, beside a running writer too.
        create: Make a new, empty file; needs `write`.
        newest_schema: Highest schema this program reads; by default its newest migration.

    Raises:
        StoreMissing, StoreExists: No file, or one where a new one shall be made.
        NetworkDrive: The file lies on another machine.
        WrongKey, DamagedFile, NotAStore: It cannot be read as a store.
        NewerFile: A newer program migrated it.
        StoreLocked, ReadOnlyDisk, DiskFull, DiskTrouble: It cannot be written to now.
        In every case the file is left as it was.
    """
    if on_network_drive(path):
        raise NetworkDrive(path)
    known = migrations.newest_schema() if newest_schema is None else newest_schema
    with translate_errors(path):
        connection = _created(path, key) if create else _recognised(path, key, known, write=write)
        # Not among the first settings: SQLite reads the schema to set it.
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}").fetchall()
        return connection


def _recognised(path: Path, key: bytes, newest_schema: int, *, write: bool) -> Connection:
    """A connection to an existing store; it is looked at read-only first, so that what is refused is not touched."""
    if not path.is_file():
        raise StoreMissing(path)
    reader = _reader(path, key)
    try:
        _refuse_foreign(reader, path, newest_schema)
    except BaseException:
        reader.close()
        raise
    if not write:
        return reader
    reader.close()
    return _writer(path, key, newest_schema)


def connect(path: Path, key: bytes, query: str) -> Connection:
    """A keyed connection that has read nothing yet, for this room's own use; others take `open_connection`.

    Args:
        path: The file.
        key: 32 raw bytes.
        query: The last part of SQLite's file URI, such as ``mode=ro``.
    """
    if len(key) != 32:
        raise StoreMistake("the data key has 32 bytes")
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?{query}", uri=True, isolation_level=None, check_same_thread=False
    )
    for setting in (
        "cipher_log_level = NONE",  # a wrong key would write to stderr
        f"key = \"x'{key.hex()}'\"",
        "cipher_compatibility = 4",  # these bytes for ever, whatever later releases prefer
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "temp_store = MEMORY",  # sorting must leave no plain text on the disk
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {setting}").fetchall()
    return connection


def _first_read(connection: Connection) -> None:
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _reader(path: Path, key: bytes) -> Connection:
    """A read-only connection that has proven it can read.

    Beside a writer, or after a crash, the write-ahead log holds the newest pages and is read through shared memory,
    which even a reader must be able to make. Where nothing can be made (a read-only folder or disk) and the log is
    empty, the file is whole in itself and may be read as one that cannot change.
    """
    try:
        return _proven(path, key, "mode=ro")
    except dbapi2.OperationalError as error:
        if _primary(error) not in (dbapi2.SQLITE_CANTOPEN, dbapi2.SQLITE_READONLY) or _can_write_beside(path):
            raise
        if _log_holds_pages(path):
            raise ReadOnlyDisk(path) from error
        return _proven(path, key, "mode=ro&immutable=1")


def _proven(path: Path, key: bytes, query: str) -> Connection:
    connection = connect(path, key, query)
    try:
        _first_read(connection)
    except dbapi2.DatabaseError as error:
        connection.close()
        if _primary(error) == dbapi2.SQLITE_NOTADB:
            raise _unreadable(path, key) from error
        raise
    return connection


def _log_holds_pages(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _can_write_beside(path: Path) -> bool:
    """Whether files can be made in the folder of `path`, found out by making one."""
    trial = path.with_name(f"{path.name}.trial-{os.getpid()}")
    try:
        trial.touch(exist_ok=False)
        trial.unlink()
    except OSError:
        return False
    return True


def _unreadable(path: Path, key: bytes) -> StoreTrouble:
    """Why the first page does not open: another program's file, another key, or damage.

    A page that verifies proves the key, so the damage is elsewhere. Only the 16 bytes of salt at the very beginning of
    the file cannot be told from a wrong key. The file is asked through SQLite alone: opening it here ourselves would
    drop the locks other connections of this process hold (POSIX locks go with any close).
    """
    if path.stat().st_size < PAGE_BYTES:
        return DamagedFile(path)
    plain = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    with suppress(dbapi2.DatabaseError):
        _first_read(plain)
        plain.close()
        return NotAStore(path)
    plain.close()
    keyed = connect(path, key, "mode=ro&immutable=1")
    bad = [row for row in keyed.execute("PRAGMA cipher_integrity_check") if "HMAC" in row[0]]
    keyed.close()
    return WrongKey(path) if len(bad) >= path.stat().st_size // PAGE_BYTES else DamagedFile(path)


def _refuse_foreign(connection: Connection, path: Path, newest_schema: int) -> None:
    if _pragma(connection, "application_id") != APPLICATION_ID:
        # SQLite reads an empty file as an empty database; a store is never one.
        raise DamagedFile(path) if path.stat().st_size < PAGE_BYTES else NotAStore(path)
    found = _pragma(connection, "user_version")
    if found > newest_schema:
        raise NewerFile(path, found, newest_schema)


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _writer(path: Path, key: bytes, newest_schema: int) -> Connection:
    """A writing connection to a file that was recognised."""
    connection = connect(path, key, "mode=rw")
    try:
        # Asked before anything is set, which would write: SQLite opens what it may not write without a word.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
        _refuse_foreign(connection, path, newest_schema)
        _set_writing(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_writing(connection: Connection) -> None:
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":
        raise StoreMistake(f"the write-ahead log was refused: {mode}")
    # FULL: in WAL a commit that was told as done survives a power cut; NORMAL may lose the last ones.
    connection.execute("PRAGMA synchronous = FULL").fetchall()
    connection.execute(f"PRAGMA journal_size_limit = {_LARGEST_IDLE_LOG_BYTES}").fetchall()


def _created(path: Path, key: bytes) -> Connection:
    if path.exists():
        raise StoreExists(path)
    if not path.parent.is_dir():
        raise StoreMissing(path)
    connection = connect(path, key, "mode=rwc")
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}").fetchall()
        _set_writing(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _primary(error: dbapi2.Error) -> int:
    """SQLite's primary result code, or 0 when the error came from the Python side.

    Copying a whole database tells the words of a code without the code.
    """
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF or _SAID_WITHOUT_CODE.get(str(error), 0)


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Map sqlcipher3's exceptions in the block to `StoreTrouble` (the machine) or `StoreMistake` (a bug of ours)."""
    try:
        yield
    except dbapi2.Error as error:
        raise _translated(error, path) from error


def _translated(error: dbapi2.Error, path: Path) -> StoreTrouble | StoreMistake:
    code = _primary(error)
    logger("db").info("SQLite said %s", getattr(error, "sqlite_errorname", type(error).__name__))
    if code == dbapi2.SQLITE_CANTOPEN:
        blocked = path.parent.is_dir() and not _can_write_beside(path)
        return ReadOnlyDisk(path) if blocked else DiskTrouble(path)
    if code == dbapi2.SQLITE_CORRUPT and not path.exists():
        return DiskTrouble(path)  # a search index calls itself damaged when its disk was pulled out
    make = _TROUBLES.get(code)
    return make(path) if make else StoreMistake(str(error))


_SAID_WITHOUT_CODE: dict[str, int] = {
    "database is locked": dbapi2.SQLITE_BUSY,
    "attempt to write a readonly database": dbapi2.SQLITE_READONLY,
    "disk I/O error": dbapi2.SQLITE_IOERR,
    "database disk image is malformed": dbapi2.SQLITE_CORRUPT,
    "database or disk is full": dbapi2.SQLITE_FULL,
    "unable to open database file": dbapi2.SQLITE_CANTOPEN,
    "file is not a database": dbapi2.SQLITE_NOTADB,
}
"""SQLite's words for its result codes."""

_TROUBLES: dict[int, Callable[[Path], StoreTrouble]] = {
    dbapi2.SQLITE_BUSY: lambda path: StoreLocked(read_holder(path)),
    dbapi2.SQLITE_PROTOCOL: lambda path: StoreLocked(read_holder(path)),
    dbapi2.SQLITE_FULL: lambda _path: DiskFull(),
    dbapi2.SQLITE_CORRUPT: DamagedFile,
    dbapi2.SQLITE_NOTADB: DamagedFile,
    dbapi2.SQLITE_READONLY: ReadOnlyDisk,
    dbapi2.SQLITE_IOERR: DiskTrouble,
    dbapi2.SQLITE_NOLFS: DiskTrouble,
    dbapi2.SQLITE_INTERRUPT: lambda _path: Interrupted(),
}
"""What each primary result code of SQLite means to the office; every other code is a mistake of ours."""
