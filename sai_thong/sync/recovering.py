"""An office back from its newest backup and from what a damaged file still holds: nothing confirmed is given up.

1. The backup is restored at a new place; the damaged file is only read.
2. Journal entries behind the backup are put back as they were written, as far as their chain can be followed. They
   make the rows, as entries that were never sent do.
3. What lies behind a gap in the journal is taken over as changes of now (`taking_over`).
4. Attached files that the backup lacks are taken over where they are whole.

What other computers of the office wrote comes again from them, and is not taken from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sai_thong.db import backup, journal, migrations, slot_file
from sai_thong.db.backup import Manifest
from sai_thong.db.connection import open_connection, translate_errors
from sai_thong.db.contents import ContentDamaged, ContentMissing, Contents, SealedContents
from sai_thong.db.errors import DamagedFile, DamagedKeys, KeysMissing
from sai_thong.db.lock import WriteLock
from sai_thong.db.replaying import Replaying
from sai_thong.db.salvage import DamagedStore, Reading, Row
from sai_thong.db.sealed import SealedWriter
from sai_thong.db.slots import Unlocked
from sai_thong.db.station import this_machine
from sai_thong.db.store import Store, unlock
from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.records import Record
from sai_thong.sync.rows import RowKeeper

ENTRY: Final = (
    *("at", "user", "register", "record_type", "schema", "record_id", "base_version"),
    *("content", "salt", "digest", "hash"),
)
"""The columns of a journal entry behind its file id and counter."""
_CONTENT, _SALT, _DIGEST, _HASH = 8, 9, 10, 11
"""Where those stand in a row that begins with the counter."""


class AnotherOffice(Refused):
    """The backup is not one of the damaged file."""

    def __init__(self) -> None:
        super().__init__(
            _("The backup is not one of the damaged file: it belongs to another office or computer."),
            kept=_("Nothing was changed."),
            do=_("Choose the newest backup that this computer made."),
        )


@dataclass
class Recovered:
    """What came of it.

    Attributes:
        manifest: What the backup says of itself.
        put_back: Entries put back as they were written.
        taken_over: Records behind a gap, taken over as changes of now.
        contents: Attached files taken over.
        unreadable: (table, first, last) of numbers between which nothing could be read; the last None to the end.
        lost: Records and attached files that were seen and could not be brought back: (table, id).
        behind: Entries behind a gap, as (file id, row that begins with the counter).
    """

    manifest: Manifest
    put_back: int = 0
    taken_over: int = 0
    contents: int = 0
    unreadable: list[tuple[str, int, int | None]] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)
    behind: list[tuple[str, Row]] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether everything that was confirmed is there: nothing between could not be read."""
        return not self.unreadable and not self.lost

    def note(self, reading: Reading) -> None:
        """Know what could not be read of a table."""
        self.unreadable += [(reading.table, first, last) for first, last in reading.gaps]


def recover(
    damaged: Path,
    made: Path,
    destination: Path,
    *,
    user: str | None,
    password: str,
    clock: Clock,
    record_types: Sequence[type[Record]],
) -> Recovered:
    """Bring an office back at `destination` from a backup and what the damaged file still holds.

    Args:
        damaged: The damaged file; it is left as it was found.
        made: A backup of it, best the newest.
        destination: Where the file shall be; nothing may lie there.
        user: Who; None while there is one user only.
        password: The password of that user.
        clock: The clock.
        record_types: Every record type of the program.

    Raises:
        AnotherOffice: The backup is of another file.
        StoreTrouble: The backup cannot be relied on, the password is wrong, or something lies at `destination`.
    """
    from sai_thong.sync.taking_over import own_files, take_over

    told = Recovered(backup.verify(made))
    keys = _keys_beside(damaged)
    if keys is not None and keys.store_id != told.manifest.store_id:
        raise AnotherOffice
    if keys is not None:
        unlocked = unlock(damaged, user, password, clock)  # refused before anything is written
    backup.restore(made, destination)
    if keys is None:
        unlocked = unlock(destination, user, password, clock)
    else:
        slot_file.write(destination, keys, forget_previous=True)  # who may open it as of now, and nobody else
    try:
        source = DamagedStore(damaged, unlocked.ring.data_key)
    except DamagedFile:  # not even the list of its tables: the backup is all there is
        told.unreadable.append(("journal", told.manifest.counter + 1, None))
        return told
    with source:
        file_ids = own_files(source, told.manifest.file_id)
        _put_back(source, told, destination, unlocked, clock=clock, record_types=record_types)
        _read_later_files(source, told, file_ids)
        if told.behind or any(table == "journal" for table, _first, _last in told.unreadable):
            with Store.open(destination, user=user, password=password, clock=clock) as store:
                take_over(source, told, store, record_types, file_ids)
    return told


def _keys_beside(damaged: Path) -> slot_file.Slots | None:
    """The keys of the damaged file; None where they are damaged too, and those of the backup must do."""
    try:
        return slot_file.read(damaged)
    except (KeysMissing, DamagedKeys):
        return None


def _put_back(
    source: DamagedStore,
    told: Recovered,
    destination: Path,
    unlocked: Unlocked,
    *,
    clock: Clock,
    record_types: Sequence[type[Record]],
) -> None:
    """Put entries back under the file id they were written under, before the file is opened and gets a new one."""
    lock = WriteLock.acquire(destination, user=unlocked.user, clock=clock)
    try:
        with translate_errors(destination):
            connection = open_connection(destination, unlocked.ring.data_key, write=True)
            migrations.migrate(connection)
            connection.close()
        store = Store(destination, unlocked.user, unlocked.ring, clock, lock=lock, station=this_machine())
    except BaseException:
        lock.release()
        raise
    with store, store.replaying() as replaying:
        rows = _readable_chain(source, told, store.head())
        keeper = RowKeeper(replaying, store, record_types, (store.file_id, *store.earlier_file_ids()))
        for row in rows:
            keeper.hold(row[3], row[4], row[6])
        replaying.keep_entries((store.file_id, *row) for row in rows)
        keeper.write()
        _put_back_shut(source, told, replaying, unlocked, {f"{store.file_id}.{row[0]}": row for row in rows})
        _take_over_contents(source, told, replaying, unlocked)
        told.put_back = len(rows)


def _readable_chain(source: DamagedStore, told: Recovered, head: journal.Head) -> list[Row]:
    """The entries that follow the backup without a gap, each checked; the others are noted as behind one."""
    reading = Reading("journal")
    followed: list[Row] = []
    counter, previous = head.counter, head.hash
    for row in source.rows(reading, ENTRY, number="counter", of=[("file_id", head.file_id)], begin=head.counter + 1):
        if not told.behind and _follows(head.file_id, counter, previous, row):
            followed.append(row)
            counter, previous = row[0], row[_HASH]
        else:
            told.behind.append((head.file_id, row))
    told.note(reading)
    return followed


def _follows(file_id: str, counter: int, previous: bytes, row: Row) -> bool:
    """Whether an entry is the next one of the chain, and its content is what was digested."""
    header = (file_id, *row[:_CONTENT])
    content = row[_CONTENT]
    digested: bool = content is None or journal.content_digest(row[_SALT], content) == row[_DIGEST]
    chained: bool = journal.entry_hash(previous, header, row[_DIGEST]) == row[_HASH]
    return bool(row[0] == counter + 1) and digested and chained


def _read_later_files(source: DamagedStore, told: Recovered, file_ids: Sequence[str]) -> None:
    """What the file wrote under a later id than the backup's: it was restored or moved since."""
    for file_id in file_ids:
        if file_id != told.manifest.file_id:
            reading = Reading("journal")
            rows = source.rows(reading, ENTRY, number="counter", of=[("file_id", file_id)])
            told.behind += [(file_id, row) for row in rows]
            told.note(reading)


def _put_back_shut(
    source: DamagedStore, told: Recovered, replaying: Replaying, unlocked: Unlocked, entries: dict[str, Row]
) -> None:
    """Records of sensitive sets this user cannot open, sealed as they are: their latest entries were put back."""
    latest = {
        row[6]: (version, row[4])
        for version, row in entries.items()
        if row[3] == SealedWriter.REGISTER and row[4] not in unlocked.ring.set_keys
    }
    if not latest:
        return
    for _number, record_id, version, set_name, sealed in source.rows(
        Reading("sealed_records"), ("id", "version", "set_name", "sealed"), number="row"
    ):
        if latest.get(record_id) == (version, set_name):
            replaying.put_sealed(set_name, record_id, version, sealed)
            del latest[record_id]
    told.lost += [(set_name, record_id) for record_id, (_version, set_name) in latest.items()]


def _take_over_contents(source: DamagedStore, told: Recovered, replaying: Replaying, unlocked: Unlocked) -> None:
    """Attached files that the backup lacks, each checked against its address where its key is held."""
    connection = replaying.connection
    there = {address for (address,) in connection.execute("SELECT DISTINCT address FROM contents").fetchall()}
    reading = Reading("contents")
    came: set[str] = set()
    for number, address, part in source.rows(reading, ("address", "part")):
        if address not in there:
            came.add(address)
            data = source.value("SELECT bytes FROM contents WHERE rowid = ?", (number,))
            if data is not None:
                connection.execute(
                    "INSERT INTO contents (address, part, bytes) VALUES (?, ?, ?)", (address, part, data)
                )
    told.note(reading)
    for address in sorted(came):
        set_name, dot, _tag = address.partition(".")
        if dot and set_name not in unlocked.ring.set_keys:
            continue
        key = unlocked.ring.set_keys.get(set_name, b"")
        kept = SealedContents(connection, set_name, key) if dot else Contents(connection)
        try:
            kept.get(address)
        except (ContentDamaged, ContentMissing):
            kept.destroy(address)
            came.discard(address)
            told.lost.append(("contents", address))
    told.contents = len(came)
