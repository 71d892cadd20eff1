"""The store of one office: an encrypted file, opened by a user, read by many and written by one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Self, TypeVar

from sai_thong.db import access_log, files, guessing, journal, key_chest, migrations, search, slot_file, slots
from sai_thong.db.backup import backup_before_migration
from sai_thong.db.connection import open_connection, translate_errors
from sai_thong.db.creation import MakeKeys, make_store
from sai_thong.db.dbapi import Connection
from sai_thong.db.errors import StoreMistake, StoreTrouble, WrongPassword, WrongRecoveryCode
from sai_thong.db.journal_writer import JournalWriter
from sai_thong.db.key_chest import Chest
from sai_thong.db.keys import KeyRing
from sai_thong.db.lock import WriteLock
from sai_thong.db.permits import Permits
from sai_thong.db.readers import Readers
from sai_thong.db.reading import OrdinaryShelf, SealedShelf
from sai_thong.db.recovery import RecoverySheet
from sai_thong.db.refusals import ReadOnlyStore, SetClosed
from sai_thong.db.replaying import Replaying
from sai_thong.db.station import Standing, Station, this_machine
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import Clock
from sai_thong.records import Record, declaration_of, from_row

R = TypeVar("R", bound=Record)

Consequence = Callable[[Transaction], None]
"""What else is to be written when something was: looks at the changes of a transaction, and writes in it."""


class Store:
    """An open store. Use `create` or `open`; close it, or use it as a context manager.

    Reading goes through a connection of the reading thread and never waits for the writer; inside a transaction it
    goes through the transaction's own connection, so that an operation sees what it has just written.

    Attributes:
        path: The store's file.
        user: Who opened it; stands in every journal entry.
        keys: The keys this user holds.
        clock: Where every time written comes from.
        file_id: The id of this file as a writer of ids and journal entries.
        standing: Whether the file was found restored or moved when it was opened for writing.
    """

    def __init__(
        self,
        path: Path,
        user: str,
        keys: KeyRing,
        clock: Clock,
        *,
        lock: WriteLock | None,
        station: Station,
        standing: Standing = Standing.SAME,
    ) -> None:
        self.path = path
        self.user = user
        self.keys = keys
        self.clock = clock
        self.standing = standing
        self._lock = lock
        self._station = station
        self._writing = threading.RLock()
        self._readers = Readers(lambda: self._connect(write=False))
        self._writer = self._connect(write=True) if lock else None
        self._ordinary = OrdinaryShelf(self._readers.asked, keys.office_key)
        self._consequences: list[Consequence] = []
        self.file_id: str = self.fact("file_id")

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        office: str,
        user: str,
        password: str,
        clock: Clock,
        sets: Sequence[str] = (),
        kdf: slots.Kdf | None = None,
        ring: KeyRing | None = None,
        station: Station | None = None,
    ) -> tuple[Self, list[RecoverySheet]]:
        """Make the store of a new office and open it for writing.

        Args:
            path: Where the file shall be; nothing may be there yet.
            office: The office's name, for the recovery sheets.
            user: The first user, who holds every key.
            password: That user's password.
            clock: The clock handed to everything the store writes.
            sets: Neutral names of the sensitive sets to make keys for.
            kdf: Cost of the password's key; calibrated on this machine when not given.
            ring: The keys of an office that has a store on another machine already; fresh ones when not given.
            station: The mark this machine keeps outside the file; the user's own when not given.

        Returns:
            The open store, and the recovery sheets to print: the office's, then one a set.
        """
        sheets: list[RecoverySheet] = []

        def make_keys(making: Path) -> KeyRing:
            keys, made = slots.create(
                making, office=office, user=user, password=password, clock=clock, sets=sets, kdf=kdf, ring=ring
            )
            sheets.extend(made)
            return keys

        return cls._make(path, make_keys, office=office, user=user, clock=clock, station=station), sheets

    @classmethod
    def create_from_chest(
        cls, path: Path, chest: Chest, ring: KeyRing, *, office: str, user: str, clock: Clock, station: Station | None
    ) -> Self:
        """Make the store of one more machine of an office, which every user of the office opens.

        Args:
            path: Where the file shall be; nothing may be there yet.
            chest: Who may open the office's stores.
            ring: The office's keys, with a data key for this machine.
            office: The office's name.
            user: Whose keys they are; empty where the recovery sheet gave them.
            clock: The clock handed to everything the store writes.
            station: The mark this machine keeps outside the file; the user's own when not given.
        """

        def make_keys(making: Path) -> KeyRing:
            slot_file.write(making, key_chest.taken_in(slots.nobody(), chest, ring, user))
            return ring

        return cls._make(path, make_keys, office=office, user=user, clock=clock, station=station)

    @classmethod
    def _make(
        cls, path: Path, make_keys: MakeKeys, *, office: str, user: str, clock: Clock, station: Station | None
    ) -> Self:
        here = station or this_machine()
        lock = WriteLock.acquire(path, user=user, clock=clock)
        try:
            keys = make_store(path, here, make_keys, office=office, clock=clock)
            return cls(path, user, keys, clock, lock=lock, station=here)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        password: str,
        clock: Clock,
        user: str | None = None,
        write: bool = True,
        station: Station | None = None,
        by_sheet: bool = False,
    ) -> Self:
        """Open a store with a user's password.

        Args:
            path: The store's file.
            password: The user's password.
            clock: The clock handed to everything the store writes.
            user: Which user; may be left out while there is one only.
            write: Whether to take the writing lock. Without it the store can be read beside a running window; a file
                of an older schema is brought up to date first, which takes the lock for as long as that lasts.
            station: The mark this machine keeps outside the file; the user's own when not given.
            by_sheet: Whether `password` is the code of the office's recovery sheet.

        Raises:
            EnvironmentTrouble: No such file, a wrong password, a newer or damaged file, or another writer.
        """
        unlocked = unlock(path, user, password, clock, by_sheet=by_sheet)
        if not write and _of_older_schema(path, unlocked.ring):
            cls.open(path, password=password, clock=clock, user=user, station=station, by_sheet=by_sheet).close()
        lock = WriteLock.acquire(path, user=unlocked.user, clock=clock) if write else None
        try:
            standing = Standing.SAME
            here = station or this_machine()
            if write:
                if unlocked.from_previous:
                    slots.mend(path)
                standing = _bring_up_to_date(path, unlocked.ring, clock, here)
            return cls(path, unlocked.user, unlocked.ring, clock, lock=lock, station=here, standing=standing)
        except BaseException:
            if lock:
                lock.release()
            raise

    def close(self) -> None:
        """Close every connection and free the writing lock; a transaction of another thread ends first.

        The writer's goes last: only a connection that may write brings what the log holds into the file itself, and
        people copy the file without its log.
        """
        self._readers.close()
        with self._writing:
            if self._writer is not None:
                with suppress(StoreTrouble), translate_errors(self.path):
                    self._writer.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                self._writer.close()
                self._writer = None
        if self._lock:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @property
    def writable(self) -> bool:
        """Whether this store was opened for writing."""
        return self._writer is not None

    def add_consequence(self, consequence: Consequence) -> None:
        """Let `consequence` see every transaction before it is committed, from now on.

        What it writes stands or falls with what it follows from, so that no caller can forget it.
        """
        self._consequences.append(consequence)

    def permit(self, permits: Permits) -> None:
        """Hold this user to `permits` from now on: what is written, and what is read through this store."""
        self._readers.permits = permits

    def hand_over(self, unlocked: slots.Unlocked, permits: Permits) -> None:
        """Go on as another user of the same store, held to their `permits` from the first moment.

        Raises:
            StoreMistake: The keys are those of another store.
        """
        if unlocked.ring.data_key != self.keys.data_key:
            raise StoreMistake("a store is handed over to a user of its own")
        with self._writing:
            self.permit(permits)
            self.user, self.keys = unlocked.user, unlocked.ring
            if self._lock is not None:
                with suppress(StoreTrouble):
                    self._lock.hand_over(self.user)

    @property
    def permits(self) -> Permits:
        """What this user may do; everything until `permit` says otherwise."""
        return self._readers.permits

    def by_program(self) -> AbstractContextManager[None]:
        """What this thread does here, the program does by itself, whoever is at it: an exchange, a count, a clock."""
        return self._readers.by_program()

    @contextmanager
    def transaction(self, why: str = "") -> Iterator[Transaction]:
        """One transaction: everything written in it stands after it, or nothing does.

        `why` stands in every journal entry that has none of its own.
        """
        if self._writer is None:
            raise ReadOnlyStore
        connection = self._writer
        with self._writing, translate_errors(self.path), self._readers.through(connection):
            connection.execute("BEGIN IMMEDIATE")
            try:
                start = journal.read_head(connection, self.file_id)
                at = files.moment_text(self.clock)
                writer = JournalWriter(
                    connection, journal.Chain(start, at=at, user=self.user), why, self._readers.permits_here
                )
                transaction = Transaction(writer, office_key=self.keys.office_key, set_key=self._set_key)
                yield transaction
                with transaction.what_follows():
                    for consequence in self._consequences:
                        consequence(transaction)
                if journal.read_head(connection, self.file_id) != writer.chain.head:
                    raise StoreMistake("a write of this transaction failed and was passed over")
                connection.execute("COMMIT")
                self._remember(writer.chain.head)
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def replaying(self) -> Iterator[Replaying]:
        """One transaction that writes what other stations did; no entry of this file, and nothing follows from it."""
        if self._writer is None:
            raise ReadOnlyStore
        connection = self._writer
        with self._writing, translate_errors(self.path), self._readers.through(connection):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield Replaying(connection)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def _remember(self, head: journal.Head) -> None:
        """Move the mark outside the file along. That it stays behind is safe, and undoes no commit."""
        with suppress(StoreTrouble):
            self._station.remember(head)

    def get(self, record_class: type[R], record_id: str) -> R:
        """The record with this id; `RecordMissing` when there is none."""
        with translate_errors(self.path):
            return self._ordinary.get(record_class, record_id)

    def find(self, record_class: type[R], **equals: object) -> list[R]:
        """The records whose fields equal the given values; a tuple means any of them."""
        with translate_errors(self.path):
            return self._ordinary.find(record_class, **equals)

    def natural_id(self, *parts: str) -> str:
        """An id derived from what a fact is, by the office key."""
        return self._ordinary.natural_id(*parts)

    def content(self, address: str) -> bytes:
        """The bytes kept under an address, checked against it; see `contents`."""
        return self._ordinary.content(address)

    def sealed_set(self, set_name: str) -> SealedShelf:
        """The shelf of a sensitive set; `SetClosed` when this user does not hold its key."""
        return SealedShelf(self._readers.asked, set_name, self._set_key(set_name))

    def known_sets(self) -> frozenset[str]:
        """The sensitive sets this file has a key for, whether or not this user holds it."""
        return slots.known_sets(self.path)

    def add_set(self, set_name: str) -> RecoverySheet:
        """Make the key of a sensitive set this file was made without; this user holds it from now on.

        Returns:
            The set's own recovery sheet, to be printed; its code is kept nowhere.

        Raises:
            ReadOnlyStore: The store was opened for reading only.
            KeysRefused: There is a key for this set already.
        """
        if not self.writable:
            raise ReadOnlyStore
        with self._writing:
            self.keys, sheet = slots.add_set(
                self.path, self.keys, self.user, set_name, office=self.fact("office_name"), clock=self.clock
            )
        return sheet

    def take_chest(self, chest: Chest) -> Chest:
        """Merge what the office's other computers say of its keys with this store's keys file.

        Returns:
            What all of them say together, with what this user could hand to others.

        Raises:
            ReadOnlyStore: The store was opened for reading only.
        """
        if not self.writable:
            raise ReadOnlyStore
        with self._writing:
            before = slot_file.read(self.path)
            told = key_chest.merged(key_chest.chest_of(before), chest)
            after = key_chest.taken_in(before, told, self.keys, self.user)
            if after != before:
                slot_file.write(self.path, after, forget_previous=key_chest.passwords_ended(before, after))
            return replace(key_chest.chest_of(after), devices=told.devices, handed=told.handed)

    def hold_generation(self, name: str, key: bytes) -> None:
        """Seal with a later key of the office from now on; every user finds it in the keys file at the next opening."""
        self.keys = self.keys.with_generation(name, key)

    def search(self, record_class: type[R], text: str, limit: int = 200) -> list[R]:
        """The records of one type that hold every word of `text`, at most `limit`, in Thai order."""
        declared = declaration_of(record_class)
        with translate_errors(self.path):
            rows = search.matching_rows(self._readers.asked(), declared, text, limit)
        keys = [each.sorted_as for each in declared.fields if each.sorted_as]
        marks = ",".join("?" * len(rows))
        return [
            from_row(record_class, row)
            for row in self.query(
                f"SELECT * FROM {declared.table} WHERE row IN ({marks}) ORDER BY {', '.join([*keys, 'row'])}", rows
            )
        ]

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Rows for a list or a total, by a SELECT of the caller's own. Never for writing."""
        with translate_errors(self.path):
            cursor = self._readers.asked().execute(sql, tuple(parameters))
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def history(self, record_id: str) -> list[journal.JournalEntry]:
        """Every entry about one record, oldest first; `NotPermitted` where this user may not read the record itself."""
        with translate_errors(self.path):
            found = list(journal.entries(self._readers.asked(), "record_id = ?", (record_id,)))
        for table in {entry.subject.record_type for entry in found}:
            self._readers.permits_here.require_read(table)
        return found

    def head(self) -> journal.Head:
        """The head of this file's chain: what a memo prints and a receipt carries."""
        with translate_errors(self.path):
            return journal.read_head(self._readers.asked(), self.file_id)

    def fact(self, name: str) -> str:
        """One of the store's own facts; see `fixed_tables`."""
        with translate_errors(self.path):
            return files.fact(self._readers.asked(), name)

    def earlier_file_ids(self) -> tuple[str, ...]:
        """The ids under which this file wrote before it was restored or moved, the latest first."""
        with translate_errors(self.path):
            return files.earlier_ids(self._readers.asked(), self.file_id)

    def connection_for_reading(self) -> Connection:
        """A connection of this thread for a list that is read row by row; what this user may not view is refused."""
        return self._readers.asked()

    def connection_for_whole_file(self) -> Connection:
        """A connection of this thread for the program's own reading: verification, backup, exchange."""
        return self._readers.whole()

    def _set_key(self, set_name: str) -> bytes:
        try:
            return self.keys.set_keys[set_name]
        except KeyError:
            raise SetClosed(set_name) from None

    def _connect(self, *, write: bool) -> Connection:
        with translate_errors(self.path):
            return open_connection(self.path, self.keys.data_key, write=write)


def unlock(path: Path, user: str | None, password: str, clock: Clock, *, by_sheet: bool = False) -> slots.Unlocked:
    """Open the keys of a store with a password, or with the code of the office's sheet; what is wrong is noted.

    Raises:
        TooSoon: After several wrong passwords of this user.
        WrongPassword, WrongRecoveryCode: And the others of `slots.unlock` and `slots.unlock_by_recovery`.
    """
    known = "" if by_sheet else slots.known_name(path, user)
    guessing.refuse_too_soon(path, known, clock)
    try:
        return slots.unlock_by_recovery(path, password) if by_sheet else slots.unlock(path, user, password)
    except (WrongPassword, WrongRecoveryCode):
        access_log.note_refused(path, known, clock)
        raise


def _of_older_schema(path: Path, keys: KeyRing) -> bool:
    with translate_errors(path):
        connection = open_connection(path, keys.data_key, write=False)
        try:
            return migrations.schema_version(connection) < migrations.newest_schema()
        finally:
            connection.close()


def _bring_up_to_date(path: Path, keys: KeyRing, clock: Clock, station: Station) -> Standing:
    """Migrate an older file, after a verified backup, and give a restored or moved file a new id."""
    with translate_errors(path):
        connection = open_connection(path, keys.data_key, write=True)
        try:
            if migrations.schema_version(connection) < migrations.newest_schema():
                backup_before_migration(path, keys, clock)
                migrations.migrate(connection)
            return files.recognise(connection, clock, station)
        finally:
            connection.close()
