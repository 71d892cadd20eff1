"""A book for a hub, made of what this computer's store holds: whoever was the authority before may be gone.

Outcomes stand as they were decided. What nobody decided yet, this computer's own unsent work too, is decided now. The
batches are made and signed anew by this computer; the chains in them are those of the computers that wrote them.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import URL, update

from sai_thong.db.files import moment_text
from sai_thong.db.store import Store
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.server.book import SqlBook
from sai_thong.server.database import add_office, of_office, open_database
from sai_thong.server.devices import keep_devices
from sai_thong.server.following import replay_order
from sai_thong.server.policies import declared_policy
from sai_thong.server.schema import OFFICES
from sai_thong.sync.authority import take
from sai_thong.sync.batches import Batch
from sai_thong.sync.device import Device, believes, kept_lineage, office_devices
from sai_thong.sync.entries import Entry
from sai_thong.sync.merge import Effect
from sai_thong.sync.messages import DeviceKeys, Lineage
from sai_thong.sync.pages import OutcomeLine
from sai_thong.sync.station import Cursor, StationSide

_BATCH_BYTES: Final = 128 * 1024


def make_book(store: Store, file: Path, office: str, device: Device) -> None:
    """Make the book of a new hub at `file`; one that was there is replaced when the new one is whole.

    Args:
        store: The store of the computer that becomes the hub.
        file: Where the book shall be.
        office: The code of the office.
        device: This computer, which signs the batches.
    """
    station = StationSide(store, office, RECORD_TYPES, believes(store))
    making = file.with_name(file.name + ".new")
    _remove(making)
    engine = open_database(URL.create("sqlite", database=str(making)), keeps_key=False)
    epoch, now = secrets.token_hex(8), moment_text(store.clock)
    add_office(engine, office, store.fact("office_name"), epoch=epoch)
    with of_office(engine, office) as connection:
        keep_devices(connection, office, devices_known(store, device), now)
        book = SqlBook(connection, office)
        entries = _keep_batches(book, station, device)
        lines = _lines(store)
        book.expect((each.record_type, each.record_id) for each in entries.values())
        replay_order(book, lines, lambda *key: entries[key])
        for line in lines:
            del entries[line.file_id, line.counter]
        lineage = lineage_behind(station.cursor, kept_lineage(store), epoch)
        for entry in entries.values():
            take(book, entry, declared_policy)
        book.write(now)
        told = json.dumps([[each.epoch, each.begins_after] for each in lineage])
        connection.execute(update(OFFICES).where(OFFICES.c.office == office).values(lineage=told))
    engine.dispose()
    _remove(file)
    making.replace(file)


def devices_known(store: Store, device: Device) -> list[DeviceKeys]:
    """The devices of the office as the last authority told them, and this one."""
    return [each for each in office_devices(store) if each.device != device.device] + [device.public]


def lineage_behind(at: Cursor, known: Iterable[Lineage], epoch: str) -> tuple[Lineage, ...]:
    """The epochs of an order that goes on in a new one, behind what this computer has read."""
    if not at.epoch:
        return (Lineage(epoch, 0),)
    before: list[Lineage] = []
    for each in known:
        before.append(each)
        if each.epoch == at.epoch:
            return (*before, Lineage(epoch, at.seq))
    return (Lineage(at.epoch, 0), Lineage(epoch, at.seq))


def _keep_batches(book: SqlBook, station: StationSide, device: Device) -> dict[tuple[str, int], Entry]:
    """Keep everything the store's journal holds, and give the entries in the order of their files."""
    entries: dict[tuple[str, int], Entry] = {}
    for file_id in station.heads():
        for batch in _batches(station, file_id, device):
            book.keep_batch(batch)
            entries |= {(each.id.file_id, each.id.counter): each for each in batch.entries()}
    return entries


def _batches(station: StationSide, file_id: str, device: Device) -> Iterator[Batch]:
    counter = 0
    while (batch := station.batch_after(file_id, counter, _BATCH_BYTES, device.signed)) is not None:
        yield batch
        counter = batch.last


def _lines(store: Store) -> list[OutcomeLine]:
    return [
        OutcomeLine(
            row["file_id"],
            row["counter"],
            {name: Effect(effect) for name, effect in json.loads(row["effects"]).items()},
            tuple((name, version) for name, version in json.loads(row["given_up"])),
        )
        for row in store.query("SELECT file_id, counter, effects, given_up FROM outcomes ORDER BY seq")
    ]


def _remove(file: Path) -> None:
    """Remove a SQLite file with what belongs to it."""
    for ending in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            file.with_name(file.name + ending).unlink()
