"""Stations of one office and their authority in one process: every message may be lost, doubled, late or out of order.

The stations keep their journals and rows in memory and speak the real bytes: packed entries, signed batches, pages.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from contextlib import suppress
from random import Random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sai_thong.sync.authority import ChainHead, receive
from sai_thong.sync.batches import Batch, read_batch
from sai_thong.sync.columns import pack_entries, pack_secrets, unpack_entries, unpack_secrets
from sai_thong.sync.entries import Entry, EntryId, Mark, Secret
from sai_thong.sync.merge import Effect
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.pages import OutcomeLine, Page, pack_page, unpack_page
from sai_thong.sync.replicas import Wish, lay_over, replay
from tests.sync.made_entries import AT, policy
from tests.sync.memory_book import MemoryBook

SEALED = ("phone", "note")
EMPTY = hashlib.sha256(b"chain").digest()
_NOTHING = ChainHead(0, EMPTY)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))


def mark(record, name, value):
    return Mark(hashlib.sha256(repr((record, name, value)).encode()).digest()[:8])


class Station:
    """One PC: its own journal, the entries it knows of others, the rows the outcomes left, and its unsent changes."""

    def __init__(self, file_id: str) -> None:
        self.file_id = file_id
        self.entries: dict[str, tuple[Entry, Secret]] = {}
        self.counter = 0
        self.hashes = [EMPTY]
        self.decided: set[str] = set()  # own entries of which the outcome came
        self.rows: dict[str, object] = {}
        self.contending: set[tuple[str, str]] = set()  # field and version
        self.epoch, self.cursor = "", 0

    def write(self, record, *, values, is_new=False):
        """A change as the clerk makes it: on what this station shows."""
        base = "" if is_new else self.shown(record).version
        self.counter += 1
        entry_id = EntryId(self.file_id, self.counter)
        opened = {name: value for name, value in values.items() if name not in SEALED}
        marked = {}
        if not is_new:
            for name in SEALED:
                if name in values:
                    found, wanted = values[name]
                    marked[name] = (mark(record, name, found), mark(record, name, wanted))
        entry = Entry(entry_id, AT, "things", "things", 1, record or entry_id.text, base, {**opened, **marked})
        secret = Secret("u", "", bytes(16), {name: values[name] for name in SEALED if name in values})
        self.entries[entry_id.text] = (entry, secret)
        self.hashes.append(hashlib.sha256(self.hashes[-1] + repr(entry).encode()).digest())
        return entry.record_id

    def wish(self, version):
        entry, secret = self.entries[version]
        opened = {name: value for name, value in entry.changes.items() if name not in SEALED}
        return Wish(version, entry.is_new, {**opened, **secret.values})

    def unsent(self, record):
        versions = (f"{self.file_id}.{each}" for each in range(1, self.counter + 1))
        unsent = (each for each in versions if each not in self.decided)
        return [self.wish(each) for each in unsent if self.entries[each][0].record_id == record]

    def shown(self, record):
        return lay_over(self.rows.get(record), self.unsent(record), "things", policy)

    def records(self):
        own = {entry.record_id for entry, _secret in self.entries.values()}
        return sorted(each for each in own | set(self.rows) if self.shown(each) is not None)

    def batch(self, after: int, most: int) -> bytes | None:
        """Own entries above a counter, signed."""
        last = min(self.counter, after + most)
        if last <= after:
            return None
        chosen = [self.entries[f"{self.file_id}.{each}"] for each in range(after + 1, last + 1)]
        batch = Batch(
            "office",
            self.file_id,
            after + 1,
            last,
            self.hashes[after],
            self.hashes[last],
            pack_entries([entry for entry, _secret in chosen]),
            pack_secrets([secret for _entry, secret in chosen]),
        )
        return batch.signed_by(KEY).to_bytes()

    def take_page(self, page_bytes: bytes, batches: list[bytes]) -> bool:
        """Take a page in; one of another place in the order is passed over."""
        page = unpack_page(page_bytes)
        if page.epoch != self.epoch:
            # The authority was restored: its order is read anew from the beginning. Own entries stay.
            self.epoch, self.cursor = page.epoch, 0
            self.rows, self.contending, self.decided = {}, set(), set()
        if page.first_seq != self.cursor + 1:
            return False
        for data in batches:
            batch = read_batch(data)
            assert batch.is_signed_by(KEY.public_key())
            pairs = zip(unpack_entries(batch.open_side), unpack_secrets(batch.box), strict=True)
            self.entries.update({entry.id.text: (entry, secret) for entry, secret in pairs})
        for line in page.lines:
            self._take(line)
        self.cursor = page.last_seq
        return True

    def _take(self, line):
        version = f"{line.file_id}.{line.counter}"
        record = self.entries[version][0].record_id
        held = replay(self.rows.get(record), self.wish(version), line.effects)
        if held is not None:
            self.rows[record] = held
        self.contending = {each for each in self.contending if each[1:] not in line.given_up}
        self.contending |= {
            (record, name, version) for name, effect in line.effects.items() if effect is Effect.CONTENDS
        }
        if line.file_id == self.file_id:
            self.decided.add(version)


class Office:
    """The stations, the authority, and the messages on their way between them."""

    def __init__(self, seed: int, stations: int) -> None:
        self.random = Random(seed)
        self.book = MemoryBook()
        self.stations = [Station(f"station{each}") for each in range(stations)]
        self.on_the_way: list[tuple[str, Station, object]] = []
        self.backup: MemoryBook | None = None
        self.reached: Counter[str] = Counter()

    def step(self) -> None:
        """Something happens."""
        station = self.random.choice(self.stations)
        what = self.random.choices(
            (self.clerk_writes, self.station_asks, self.message_arrives, self.message_is_lost, self.backup_is_made,
             self.backup_is_restored),
            (30, 25, 40, 5, 2, 0.5),
        )[0]  # fmt: skip
        what(station)

    def clerk_writes(self, station):
        records = station.records()
        if not records or self.random.random() < 0.12:
            natural = f"fact-{self.random.randrange(4)}"
            if self.random.random() < 0.3 and natural not in records:
                station.write(natural, values={"amount": (None, self.random.randrange(2))}, is_new=True)
                self.reached["facts"] += 1
            else:
                values = {"amount": (None, 0), "phone": (None, "0"), "note": (None, "ก")}
                station.write("", values=values, is_new=True)
            return
        record = self.random.choice(records)
        shown = station.shown(record).row
        name = self.random.choice(("amount", "phone", "note"))
        found = shown.get(name)
        wanted = {
            "amount": self.random.randrange(5),
            "phone": str(self.random.randrange(5)),
            "note": f"{found or ''}\n{station.file_id} {station.counter}".strip("\n"),
        }[name]
        if wanted != found:
            station.write(record, values={name: (found, wanted)})

    def station_asks(self, station):
        held = self.book.head(station.file_id)
        batch = station.batch(held.counter if held else 0, self.random.randint(1, 6))
        if batch is not None and self.random.random() < 0.6:
            self.send("push", station, batch)
        else:
            self.send("pull", station, (station.epoch, station.cursor))

    def send(self, kind, station, body):
        for _copy in range(1 + (self.random.random() < 0.15)):
            self.on_the_way.append((kind, station, body))

    def message_is_lost(self, _station):
        if self.on_the_way:
            self.on_the_way.pop(self.random.randrange(len(self.on_the_way)))
            self.reached["lost"] += 1

    def message_arrives(self, _station):
        if not self.on_the_way:
            return
        place = self.random.randrange(min(4, len(self.on_the_way)))
        kind, station, body = self.on_the_way.pop(place)
        self.reached["out of order"] += place > 0
        if kind == "push":
            self.arrive(body)
        elif kind == "pull":
            self.send("page", station, self.page(*body))
        else:
            self.reached["pages"] += station.take_page(*body)

    def arrive(self, data):
        if self.random.random() < 0.1:
            # What is cut or damaged on the way is told by its signature and never reaches the merge.
            damaged = bytearray(data)
            damaged[self.random.randrange(len(damaged))] ^= 1
            with suppress(Unreadable):
                assert not read_batch(bytes(damaged)).is_signed_by(KEY.public_key())
            self.reached["damaged"] += 1
            return
        self.merge(data)

    def merge(self, data):
        batch = read_batch(data)
        held = self.book.head(batch.file_id)
        receipt = receive(self.book, batch, policy)
        self.reached["doubled"] += held is not None and batch.last <= held.counter
        self.reached["conflicts"] += len(receipt.contending)
        self.reached["waited"] += len(receipt.waiting)
        self.reached["refused"] += receipt.refused is not None

    def page(self, epoch, cursor):
        after = cursor if epoch == self.book.epoch else 0
        chosen = self.book.outcomes[after : after + 20]
        lines = tuple(
            OutcomeLine(each.entry.id.file_id, each.entry.id.counter, each.effects, each.given_up) for each in chosen
        )
        page = Page(self.book.epoch, after + 1, lines, more=len(self.book.outcomes) > after + 20)
        named = {(each.file_id, each.counter) for each in lines}
        batches = [
            each.to_bytes()
            for each in self.book.batches
            if any((each.file_id, counter) in named for counter in range(each.first, each.last + 1))
        ]
        return pack_page(page), batches

    def backup_is_made(self, _station):
        self.backup = self.book.copy()

    def backup_is_restored(self, _station):
        if self.backup is not None and len(self.backup.outcomes) < len(self.book.outcomes):
            self.book = self.backup.copy()
            self.book.epoch = f"restored {self.reached['restored']}"
            self.reached["restored"] += 1

    def quiet(self) -> None:
        """No clerk writes any more and every message arrives: until everybody holds everything."""
        self.on_the_way.clear()
        for _round in range(4):
            for station in self.stations:
                while (data := station.batch((self.book.head(station.file_id) or _NOTHING).counter, 50)) is not None:
                    self.merge(data)
            for station in self.stations:
                while True:
                    page, batches = self.page(station.epoch, station.cursor)
                    took = station.take_page(page, batches)
                    if took and not unpack_page(page).more:
                        break
