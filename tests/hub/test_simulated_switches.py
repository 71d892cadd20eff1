"""Hubs come, die, stand beside each other and come back, by seed: all computers end alike, and nothing is lost."""

from __future__ import annotations

import sys
from collections import Counter
from random import Random

from sai_thong.db.verify import verify_chain
from sai_thong.ground.clock import FixedClock
from sai_thong.hub.finding import FoundHub
from sai_thong.hub.keeping import book_path, kept_hub
from sai_thong.hub.local_line import LocalLine
from sai_thong.hub.switching import follow, switch_on
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.office.records import Office
from sai_thong.server.database import of_office, open_database
from sai_thong.server.devices import keep_devices, moment
from sai_thong.server.rebuilding import verify
from sai_thong.sync.device import PinnedAuthority, become, keep_office_devices, new_device, own_device, pinned_authority
from sai_thong.sync.engine import Round
from tests.sync.real_stations import NOW, OFFICE, make_station
from tests.sync.test_stations import assert_alike

CLOCK = FixedClock(NOW)
SEEDS, STEPS = 5, 40


class Network:
    """Computers of an office of which any may be the hub; who is down neither serves nor hears."""

    def __init__(self, folder, seed: int) -> None:
        self.chance, self.did = Random(seed), Counter()
        first = make_station(folder, "ธุรการ")
        self.sides = [first, *(make_station(folder, name, first.store.keys) for name in ("ปลัด", "ช่าง"))]
        self.down: set[int] = set()
        self.written: set[str] = set()
        with first.store.transaction() as tx:
            tx.insert(Office(name="ทรายทอง", code=OFFICE))
        switch_on(first.store, why="เริ่มใช้")
        devices = [own_device(first.store), *(new_device(f"เครื่อง {number}") for number in (1, 2))]
        book = open_database(f"sqlite:///{book_path(first.store.path)}", keeps_key=False)
        with of_office(book, OFFICE) as connection:
            keep_devices(connection, OFFICE, [each.public for each in devices[1:]], moment(NOW))
        book.dispose()
        for side, device in zip(self.sides, devices, strict=True):
            keep_office_devices(side.store, [each.public for each in devices])
            become(side.store, device, PinnedAuthority("https://hub:1", OFFICE, kept_hub(first.store).public_key))

    def step(self) -> None:
        works = {self.write: 10, self.change: 8, self.sync: 16, self.take_over: 2, self.fall: 3, self.come_back: 3}
        place = self.chance.randrange(len(self.sides))
        self.chance.choices(list(works), list(works.values()))[0](place)

    def write(self, place: int) -> None:
        name = f"คนที่ {len(self.written)}"
        with self.sides[place].store.transaction() as tx:
            tx.insert(Citizen(first_name=name, moo=1))
        self.written.add(name)
        self.did["written"] += 1

    def change(self, place: int) -> None:
        people = self.sides[place].store.find(Citizen)
        if people:
            with self.sides[place].store.transaction() as tx:
                tx.update(tx.get(Citizen, self.chance.choice(people).id), moo=self.chance.randrange(9))
            self.did["changed"] += 1

    def sync(self, place: int) -> None:
        """A computer hears whoever is up, follows the latest, and has a round with its hub if that is up."""
        if place in self.down:
            return
        store = self.sides[place].store
        for found in self.calling():
            self.did["followed"] += follow(store, found)
        authority = pinned_authority(store)
        for other in set(range(len(self.sides))) - self.down:
            hub = kept_hub(self.sides[other].store)
            if hub is not None and hub.is_on and hub.public_key == authority.key:
                with LocalLine(book_path(self.sides[other].store.path), hub.signing_key, CLOCK) as line:
                    device = own_device(store)
                    Round(store, device, authority, RECORD_TYPES, line, pause=lambda _seconds: None).run()
                self.did["synced"] += 1
                return

    def take_over(self, place: int) -> None:
        if place not in self.down and not (kept_hub(self.sides[place].store) or Silent).is_on:
            switch_on(self.sides[place].store, why="เครื่องกลางเงียบไป")
            self.did["taken over"] += 1

    def fall(self, place: int) -> None:
        self.down.add(place)
        self.did["fell"] += 1

    def come_back(self, place: int) -> None:
        self.down.discard(place)

    def calling(self) -> list[FoundHub]:
        """The calls of every hub that is up, the latest first."""
        found = []
        for place in set(range(len(self.sides))) - self.down:
            store = self.sides[place].store
            hub = kept_hub(store)
            if hub is not None and hub.is_on:
                found.append(FoundHub(hub.serving(book_path(store.path), own_device(store)).beacon, "hub"))
        return sorted(found, key=lambda each: each.beacon.term.rank, reverse=True)[:1]

    def come_to_rest(self) -> None:
        self.down.clear()
        for _round in range(4):
            for place in range(len(self.sides)):
                self.sync(place)


class Silent:
    """A computer that never was a hub."""

    is_on = False


def test_computers_end_alike_whoever_was_the_hub(tmp_path):
    reached: Counter[str] = Counter()
    for seed in range(SEEDS):
        network = Network(tmp_path / str(seed), seed)
        for _step in range(STEPS):
            network.step()
        network.come_to_rest()
        assert_alike(*network.sides)
        for side in network.sides:
            assert {each.first_name for each in side.store.find(Citizen)} == network.written, f"seed {seed}"
            assert not list(verify_chain(side.store.connection_for_reading()))
        (hub,) = [side for side in network.sides if kept_hub(side.store) and kept_hub(side.store).is_on]
        book = open_database(f"sqlite:///{book_path(hub.store.path)}", keeps_key=False)
        assert verify(book, OFFICE).is_sound, f"seed {seed}"
        book.dispose()
        reached += network.did
        for side in network.sides:
            side.store.close()
    sys.stdout.write(f"{SEEDS} seeds: {dict(reached)}\n")
    assert reached["taken over"] >= 3
    assert reached["followed"] >= 5
    assert reached["fell"] >= 8
