"""One file that holds an office: its store, its keys, and what both should be.

A backup is a zip container, stored without compression (the store is encrypted and does not shrink):

- ``manifest.json``: format, version, office, store id, file id, counter and hash at the end of the journal, schema,
  moment, and size and SHA-256 of the other parts. Its chain head is an anchor of the journal outside the file.
- ``keys.json``: the keys file.
- ``store``: a copy of one moment, made by SQLite's backup API, opened and checked page by page before it counts.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from filelock import FileLock, Timeout

from sai_thong.db import files, journal, migrations, slot_file
from sai_thong.db.connection import APPLICATION_ID, Connection, connect, open_connection, translate_errors
from sai_thong.db.damage_note import note_damage
from sai_thong.db.drives import on_network_drive
from sai_thong.db.durable_file import sync_file, sync_folder, write_whole
from sai_thong.db.errors import (
    DamagedBackup,
    DamagedFile,
    DamagedKeys,
    NetworkDrive,
    NewerFile,
    StoreExists,
    StoreLocked,
    StoreMissing,
    translate_os_errors,
)
from sai_thong.db.keys import KeyRing
from sai_thong.ground.clock import BANGKOK, Clock
from sai_thong.ground.log import logger
from sai_thong.ground.whole_file import replace

SUFFIX = ".saithong-backup"
FORMAT = "sai-thong-backup"
VERSION = 1
_MANIFEST, _KEYS, _STORE = "manifest.json", "keys.json", "store"
_CHUNK = 1024 * 1024
_LARGEST_SMALL_PART = 8 * _CHUNK
"""The keys of an office with a thousand users take less."""
_TORN_CONTAINER = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,  # a flipped bit asks for a compression we never use
    RuntimeError,  # or says that a part is encrypted
    ValueError,
)
"""What Python's zip reader says of a container that is not whole."""


@dataclass(frozen=True)
class Part:
    """What one part of a backup must be."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says about itself.

    Attributes:
        office: Name of the office.
        store_id: Random name of the store, as in its keys.
        file_id: File id the store wrote under.
        counter: Counter of the last journal entry of that file id.
        head: Hash of that entry, hexadecimal.
        schema: Schema number of the store.
        created: When the copy was made, UTC.
        keys: The keys file.
        store: The copy of the store.
    """

    office: str
    store_id: str
    file_id: str
    counter: int
    head: str
    schema: int
    created: datetime
    keys: Part
    store: Part

    def to_bytes(self) -> bytes:
        """The manifest part."""
        plain = {"format": FORMAT, "version": VERSION} | asdict(self) | {"created": self.created.isoformat()}
        return json.dumps(plain, ensure_ascii=False, indent=1).encode("utf-8")

    @classmethod
    def from_bytes(cls, data: bytes, path: Path) -> Manifest:
        """The manifest of the backup at `path`.

        Raises:
            NewerFile: A newer program made the backup.
            DamagedBackup: It is no manifest.
        """
        try:
            plain = json.loads(data.decode("utf-8"))
            if plain.pop("format") != FORMAT:
                raise DamagedBackup(path)
            version = int(plain.pop("version"))
            if version > VERSION:
                raise NewerFile(path, version, VERSION)
            manifest = cls(
                **{
                    **plain,
                    "created": datetime.fromisoformat(plain["created"]),
                    "keys": Part(**plain["keys"]),
                    "store": Part(**plain["store"]),
                }
            )
            # Anybody can put a file among the backups: what other rooms read of it must be what it says it is.
            if not isinstance(manifest.counter, int) or not bytes.fromhex(manifest.head):
                raise DamagedBackup(path)
            manifest.created.astimezone(BANGKOK)
            return manifest
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
            raise DamagedBackup(path) from error


def backup_name(store: Path, moment: datetime) -> str:
    """The usual name of a backup: the store's own and the moment in Thailand, so that names sort by age."""
    return f"{store.stem}-{moment.astimezone(BANGKOK):%Y%m%d-%H%M%S}{SUFFIX}"


def free_place(folder: Path, store: Path, moment: datetime) -> Path:
    """A path in a folder for a backup of `store` that nothing has: a clock set back gives the same second again."""
    name = backup_name(store, moment)
    names = (name, *(f"{name.removesuffix(SUFFIX)}-{number}{SUFFIX}" for number in range(2, 1000)))
    return next(path for path in map(folder.joinpath, names) if not path.exists())


def make(store: Path, ring: KeyRing, destination: Path, clock: Clock) -> Manifest:
    """Write a backup of `store`, checked, at `destination`. Somebody may be writing to the store meanwhile.

    The copy is made in one step of one read snapshot: the writer goes on, its log merely is not shortened meanwhile.

    Args:
        store: The store file.
        ring: Its keys.
        destination: The backup; nothing may be there yet. A network drive or a stick will do.
        clock: Dates the backup.

    Raises:
        StoreExists: Something lies at `destination`.
        DamagedFile: The store itself is damaged; no backup was made.
        StoreLocked: Another backup of the store is being made.
        StoreTrouble: The store or its keys cannot be read, or the disk is full or not writable; nothing is left behind.
    """
    if destination.exists():
        raise StoreExists(destination)
    with _work_folder(store) as work:
        copy = work / _STORE
        _copy_store(store, ring.data_key, copy)
        keys = slot_file.read(store)
        keys_bytes = slot_file.to_bytes(keys)
        manifest = _describe(copy, ring.data_key, store_id=keys.store_id, keys_bytes=keys_bytes, clock=clock)
        _write_container(destination, manifest, keys_bytes, copy)
    logger("db").info("backup made, %d bytes", manifest.store.size)
    return manifest


@contextmanager
def _work_folder(store: Path) -> Iterator[Path]:
    """A folder beside the store for the copy, one backup at a time; what a killed one left is cleared first."""
    folder = store.with_name(store.name + ".backup-work")
    with translate_os_errors(store):
        lock = FileLock(store.with_name(store.name + ".backup.lock"), thread_local=False, fallback_to_soft=False)
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise StoreLocked from error
    try:
        with translate_os_errors(store):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()


def _copy_store(store: Path, key: bytes, copy: Path) -> None:
    """A copy of one moment of the store in a single file that needs no log beside it."""
    source = open_connection(store, key, write=False)
    try:
        with translate_errors(store):
            target = connect(copy, key, "mode=rwc")
            try:
                # Only this process sees the copy before it is checked, so it needs no journal and no waiting.
                target.execute("PRAGMA synchronous = OFF").fetchall()
                source.backup(target)
                target.execute("PRAGMA journal_mode = DELETE").fetchall()
            finally:
                target.close()
    finally:
        source.close()


def _describe(copy: Path, key: bytes, *, store_id: str, keys_bytes: bytes, clock: Clock) -> Manifest:
    """The manifest, from the checked copy itself, so that it speaks of the moment that was copied."""
    with translate_errors(copy):
        connection = connect(copy, key, "mode=ro&immutable=1")
        try:
            check_pages(connection, copy)
            file_id = files.fact(connection, "file_id")
            head = journal.read_head(connection, file_id)
            return Manifest(
                office=files.fact(connection, "office_name"),
                store_id=store_id,
                file_id=file_id,
                counter=head.counter,
                head=head.hash.hex(),
                schema=migrations.schema_version(connection),
                created=clock.now(),
                keys=part_of(keys_bytes),
                store=_part_of(copy),
            )
        finally:
            connection.close()


def check_pages(connection: Connection, path: Path) -> None:
    """Check every page, index and reference of a store file that has no pages in its log.

    Raises:
        DamagedFile: A page does not verify under the key, or the pages do not hang together.
    """
    sound = (
        connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        and connection.execute("PRAGMA cipher_integrity_check").fetchone() is None
        and connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        and connection.execute("PRAGMA foreign_key_check").fetchone() is None
    )
    if not sound:
        raise DamagedFile(path)


def part_of(data: bytes) -> Part:
    """What a part of these bytes is."""
    return Part(len(data), hashlib.sha256(data).hexdigest())


def _part_of(path: Path) -> Part:
    with path.open("rb") as file:
        return Part(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def _write_container(destination: Path, manifest: Manifest, keys_bytes: bytes, copy: Path) -> None:
    def write(target: IO[bytes]) -> None:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as container:
            container.writestr(_MANIFEST, manifest.to_bytes())
            container.writestr(_KEYS, keys_bytes)
            # In large pieces: each small one lets the interpreter lock go, and starves the window's thread.
            with copy.open("rb") as source, container.open(_STORE, "w", force_zip64=True) as part:
                shutil.copyfileobj(source, part, _CHUNK)

    _written_and_read_back(destination, write)


def _written_and_read_back(destination: Path, write: Callable[[IO[bytes]], None]) -> Manifest:
    """A backup at `destination`, which appears there when all of it was read back."""
    new = destination.with_name(destination.name + ".new")
    with translate_os_errors(destination):
        try:
            with new.open("wb") as target:
                write(target)
            sync_file(new)
            manifest = verify(new)
            replace(new, destination)
            sync_folder(destination.parent)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
    return manifest


@contextmanager
def _opened(backup: Path) -> Iterator[zipfile.ZipFile]:
    if not backup.is_file():
        raise StoreMissing(backup)
    try:
        with zipfile.ZipFile(backup) as container:
            yield container
    except _TORN_CONTAINER as error:
        raise DamagedBackup(backup) from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # a flipped bit sent the reader to a place before the file
            raise DamagedBackup(backup) from error
        raise


def _small_part(container: zipfile.ZipFile, name: str, backup: Path) -> bytes:
    """A part that has to lie in memory, no larger than any of ours: others may have packed theirs to burst."""
    with container.open(name) as source:
        data = source.read(_LARGEST_SMALL_PART + 1)
    if len(data) > _LARGEST_SMALL_PART:
        raise DamagedBackup(backup)
    return data


def _read_manifest(container: zipfile.ZipFile, backup: Path) -> Manifest:
    return Manifest.from_bytes(_small_part(container, _MANIFEST, backup), backup)


def read_manifest(backup: Path) -> Manifest:
    """What a backup says about itself; its parts are not read.

    Raises:
        StoreMissing, DamagedBackup, NewerFile: There is none, or it cannot be understood.
    """
    with translate_os_errors(backup), _opened(backup) as container:
        return _read_manifest(container, backup)


def glance(backup: Path) -> Manifest:
    """What a backup says about itself, where its parts have the sizes it tells of. Quick; `verify` reads all of it.

    Raises:
        StoreMissing, DamagedBackup, NewerFile: There is none, it cannot be understood, or it is cut.
    """
    with translate_os_errors(backup), _opened(backup) as container:
        manifest = _read_manifest(container, backup)
        if container.getinfo(_STORE).file_size != manifest.store.size:
            raise DamagedBackup(backup)
        _checked_keys(container, manifest, backup)
        return manifest


def duplicate(backup: Path, destination: Path) -> Manifest:
    """Put a backup in one more place, checked there by reading it back.

    Raises:
        StoreExists: Something lies at `destination`.
        StoreMissing, DamagedBackup, NewerFile: The backup cannot be relied on, or what was written there.
        DiskFull, ReadOnlyDisk, DiskTrouble: It could not be written; nothing is left of it.
    """
    if destination.exists():
        raise StoreExists(destination)
    with translate_os_errors(backup), backup.open("rb") as source:
        return _written_and_read_back(destination, lambda target: shutil.copyfileobj(source, target, _CHUNK))


def _copy_part(container: zipfile.ZipFile, name: str, part: Part, target: IO[bytes] | None, backup: Path) -> None:
    """Read one part through, into `target` if given, and hold it against the manifest."""
    digest, size = hashlib.sha256(), 0
    with container.open(name) as source:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            if size > part.size:
                break
            if target:
                target.write(chunk)
    if Part(size, digest.hexdigest()) != part:
        raise DamagedBackup(backup)


def verify(backup: Path) -> Manifest:
    """Read a whole backup and hold every part against its manifest. No password is needed.

    Raises:
        StoreMissing, DamagedBackup, NewerFile: It cannot be relied on.
    """
    with translate_os_errors(backup), _opened(backup) as container:
        manifest = _read_manifest(container, backup)
        _copy_part(container, _STORE, manifest.store, None, backup)
        _checked_keys(container, manifest, backup)
    return manifest


def _checked_keys(container: zipfile.ZipFile, manifest: Manifest, backup: Path) -> bytes:
    data = _small_part(container, _KEYS, backup)
    try:
        whole = slot_file.from_bytes(data, backup).store_id == manifest.store_id
    except DamagedKeys as error:
        raise DamagedBackup(backup) from error
    if not whole or part_of(data) != manifest.keys:
        raise DamagedBackup(backup)
    return data


def restore(backup: Path, destination: Path) -> Manifest:
    """Put the store and the keys of a backup at `destination`; opening it then asks for a password of that time.

    The store appears last and whole: a restore cut short leaves no store, and can simply be run again. When the file is
    next opened for writing, the station's mark tells that it was restored, and it goes on under a new file id.

    Raises:
        StoreExists: Any file of a store lies there; nothing is ever overwritten.
        NetworkDrive: A store may not live there.
        StoreMissing, DamagedBackup, NewerFile: The backup cannot be relied on.
        DiskFull, ReadOnlyDisk, DiskTrouble: Nothing was restored.
    """
    if on_network_drive(destination):
        raise NetworkDrive(destination)
    new = destination.with_name(destination.name + ".restoring")
    with translate_os_errors(destination):
        try:
            with _opened(backup) as container:
                manifest = _read_manifest(container, backup)
                keys_bytes = _checked_keys(container, manifest, backup)
                _refuse_occupied(destination, keys_bytes)
                with new.open("wb") as target:
                    _copy_part(container, _STORE, manifest.store, target, backup)
                    target.flush()
                    os.fsync(target.fileno())
            write_whole(slot_file.keys_path(destination), keys_bytes)
            replace(new, destination)
            sync_folder(destination.parent)
        finally:
            new.unlink(missing_ok=True)
    note_damage(destination, damaged=False)  # whatever lay there before, this one is whole
    return manifest


def _refuse_occupied(destination: Path, keys_bytes: bytes) -> None:
    """Refuse where a store or another's keys lie; the very same keys are what a restore cut short left."""
    for suffix in ("", "-wal", "-journal"):
        path = destination.with_name(destination.name + suffix)
        if path.exists():
            raise StoreExists(path)
    keys = slot_file.keys_path(destination)
    if keys.exists() and keys.read_bytes() != keys_bytes:
        raise StoreExists(keys)


def backup_before_migration(store: Path, ring: KeyRing, clock: Clock) -> Path:
    """A checked backup in the folder ``backups`` beside the store; returns where it lies.

    Raises:
        StoreTrouble: No backup could be made, so nothing may be migrated.
    """
    folder = store.parent / "backups"
    with translate_os_errors(folder):
        folder.mkdir(exist_ok=True)
    destination = free_place(folder, store, clock.now())
    make(store, ring, destination, clock)
    return destination
