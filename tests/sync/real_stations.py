"""Stations of one office with real encrypted stores, and an authority in memory; what travels are the real bytes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sai_thong.db.keys import Kdf, KeyRing
from sai_thong.db.station import Station as Mark
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.sync.authority import Receipt, receive
from sai_thong.sync.batches import read_batch
from sai_thong.sync.pages import OutcomeLine, Page, pack_page, unpack_page
from sai_thong.sync.station import StationSide
from sai_thong.sync.translation import Declared
from tests.sync.memory_book import MemoryBook

OFFICE = "ทดสอบ-01"
PASSWORD = "ทดสอบ-saithong"
DEVICE = Ed25519PrivateKey.from_private_bytes(bytes(32))
DECLARED = Declared(RECORD_TYPES)
NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)


def make_station(folder: Path, name: str, ring: KeyRing | None = None, *, skew: timedelta = timedelta()) -> StationSide:
    """A station with a store of its own; of the same office as the ring's."""
    folder.mkdir(parents=True, exist_ok=True)
    store, _sheets = Store.create(
        folder / f"{name}.saithong",
        office="ทรายทอง",
        user=name,
        password=PASSWORD,
        clock=FixedClock(NOW + skew),
        sets=SENSITIVE_SETS,
        kdf=Kdf(memory_kib=8, time_cost=1),
        ring=ring.for_another_machine() if ring else None,
        station=Mark(folder / f"{name}.mark", name),
    )
    return StationSide(store, OFFICE, RECORD_TYPES, lambda batch: batch.is_signed_by(DEVICE.public_key()))


def push(station: StationSide, book: MemoryBook, wire_bytes: int = 32_768) -> list[Receipt]:
    """Send all own entries the authority does not hold."""
    receipts = []
    for file_id in station.own_files:
        while True:
            held = book.head(file_id)
            batch = station.batch_after(
                file_id, held.counter if held else 0, wire_bytes, lambda each: each.signed_by(DEVICE)
            )
            if batch is None:
                break
            receipts.append(receive(book, read_batch(batch.to_bytes()), DECLARED.policy))
            assert receipts[-1].refused is None
    return receipts


def pages_after(book: MemoryBook, seq: int, size: int = 50):
    """The pages behind a place of the order, with all batches of their entries."""
    while seq < len(book.outcomes):
        chosen = book.outcomes[seq : seq + size]
        lines = tuple(
            OutcomeLine(each.entry.id.file_id, each.entry.id.counter, each.effects, each.given_up) for each in chosen
        )
        page = Page(book.epoch, seq + 1, lines, more=seq + size < len(book.outcomes))
        files = {each.file_id for each in lines}
        yield (
            unpack_page(pack_page(page)),
            [read_batch(each.to_bytes()) for each in book.batches if each.file_id in files],
        )
        seq += size


def pull(station: StationSide, book: MemoryBook, size: int = 50) -> None:
    """Read the order to its end; anew where the authority was restored."""
    at = station.cursor
    if at.epoch and at.epoch != book.epoch:
        everything = list(pages_after(book, 0, size))
        station.take_anew([page for page, _batches in everything], everything[-1][1] if everything else [])
        return
    for page, batches in pages_after(book, at.seq, size):
        station.take(page, batches)


def exchange(book: MemoryBook, *stations: StationSide) -> None:
    """Everybody sends and reads until all hold the same."""
    for _round in range(2):
        for station in stations:
            push(station, book)
        for station in stations:
            pull(station, book)


def contents(station: StationSide) -> dict[str, list[tuple]]:
    """Every row of every table of records, sealed ones too, and what waits for a person."""
    store = station.store
    held = {}
    for record_type in RECORD_TYPES:
        rows = sorted(
            (tuple(repr(record) for record in [each]) for each in store.find(record_type)),
        )
        if rows:
            held[record_type.__name__] = rows
    for set_name in SENSITIVE_SETS:
        shelf = store.sealed_set(set_name)
        for record_type in RECORD_TYPES:
            rows = sorted((repr(each),) for each in shelf.find(record_type))
            if rows:
                held[f"{set_name} {record_type.__name__}"] = rows
    held["contenders"] = sorted(tuple(row.values()) for row in store.query("SELECT * FROM contenders"))
    return held
