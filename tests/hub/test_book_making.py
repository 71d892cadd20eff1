"""The book of a new hub holds what the authority before decided, as it did, and loses nothing of what came since."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from sai_thong.ground.clock import FixedClock
from sai_thong.hub.book_making import lineage_behind
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
from sai_thong.server.schema import OUTCOMES, STATES
from sai_thong.sync.device import PinnedAuthority, become, new_device, own_device, pinned_authority
from sai_thong.sync.engine import Round
from sai_thong.sync.messages import Lineage
from sai_thong.sync.station import Cursor
from tests.sync.real_stations import NOW, OFFICE, make_station
from tests.sync.test_stations import assert_alike

CLOCK = FixedClock(NOW)


@pytest.fixture
def stations(tmp_path):
    """Three computers; the first is the hub, and the others know it."""
    first = make_station(tmp_path, "ธุรการ")
    others = [make_station(tmp_path, name, first.store.keys) for name in ("พัฒนาชุมชน", "ปลัด")]
    with first.store.transaction() as tx:
        tx.insert(Office(name="ทรายทอง", code=OFFICE))
    switch_on(first.store, why="เริ่มใช้")
    hub = kept_hub(first.store)
    devices = [new_device(f"เครื่อง {number}") for number in range(2)]
    book = open_book(first)
    with of_office(book, OFFICE) as connection:
        keep_devices(connection, OFFICE, [each.public for each in devices], moment(NOW))
    book.dispose()
    for side, device in zip(others, devices, strict=True):
        become(side.store, device, PinnedAuthority("https://127.0.0.1:8440", OFFICE, hub.public_key))
    yield first, *others
    for side in (first, *others):
        side.store.close()


def open_book(side):
    return open_database(f"sqlite:///{book_path(side.store.path)}", keeps_key=False)


def sync(side, hub_side):
    """A round of a computer with the hub on another, whose book answers without a process."""
    store, hub = side.store, kept_hub(hub_side.store)
    with LocalLine(book_path(hub_side.store.path), hub.signing_key, CLOCK) as line:
        authority, device = pinned_authority(store), own_device(store)
        return Round(store, device, authority, RECORD_TYPES, line, pause=lambda _seconds: None).run()


def follows(side, hub_side):
    hub = kept_hub(hub_side.store)
    beacon = hub.serving(book_path(hub_side.store.path), own_device(hub_side.store)).beacon
    return follow(side.store, FoundHub(beacon, "127.0.0.1"))


def add(side, **values):
    with side.store.transaction() as tx:
        return tx.insert(Citizen(**values))


def change(side, person, **values):
    with side.store.transaction() as tx:
        tx.update(tx.get(Citizen, person.id), **values)


def name_of(side, person):
    return side.store.get(Citizen, person.id).first_name


def rows(engine, table, upto=None):
    asked = sa.select(table) if upto is None else sa.select(table).where(table.c.seq <= upto)
    with engine.connect() as connection:
        return sorted(tuple(row) for row in connection.execute(asked))


def test_what_was_decided_stands_and_the_others_read_on(stations):
    first, second, third = stations
    people = [add(first, first_name=f"สมหญิง{number}", moo=1) for number in range(20)]
    for side in stations:
        sync(side, first)
    for side, moo in ((second, 2), (third, 3)):
        change(side, people[0], moo=moo)
        sync(side, first)
    sync(second, first)
    old = open_book(first)
    decided, states = rows(old, OUTCOMES, second.cursor.seq), rows(old, STATES)
    old.dispose()
    assert second.cursor.seq == len(decided)
    unsent = add(second, first_name="ยังไม่ได้ส่ง")

    term = switch_on(second.store, why="เครื่องธุรการเสีย")
    assert term.generation == 2
    new = open_book(second)
    assert rows(new, OUTCOMES, len(decided)) == decided
    kept = {row[1:3]: row for row in rows(new, STATES)}
    assert [kept[row[1:3]] for row in states] == states
    assert verify(new, OFFICE).is_sound
    new.dispose()
    assert follows(third, second)
    assert sync(third, second).received > 0  # only what is new
    assert name_of(third, unsent) == "ยังไม่ได้ส่ง"
    assert third.store.find(Citizen, first_name="ยังไม่ได้ส่ง")
    sync(second, second)
    sync(third, second)
    assert_alike(second, third)


def test_an_old_hub_that_comes_back_brings_what_only_its_book_held(stations):
    first, second, third = stations
    sync(second, first)
    person = add(third, first_name="สมชาย", moo=1)
    sync(third, first)  # the hub took it, and its own computer has not read it yet
    switch_on(second.store, why="เครื่องธุรการเสีย")
    # The computer that wrote it never comes back.
    alone = add(first, first_name="เขียนตอนอยู่คนเดียว")
    assert follows(first, second)
    assert kept_hub(first.store).is_on is False
    sync(first, second)
    sync(second, second)
    assert (name_of(second, person), name_of(second, alone)) == ("สมชาย", "เขียนตอนอยู่คนเดียว")
    book = open_book(second)
    assert verify(book, OFFICE).is_sound
    book.dispose()
    sync(first, second)
    assert_alike(first, second)


def test_an_earlier_hub_is_not_followed(stations):
    first, second, third = stations
    sync(second, first)
    switch_on(second.store, why="ย้าย")
    assert follows(third, second)
    assert not follows(third, first)
    assert not follows(third, second)


@pytest.mark.parametrize(
    ("at", "known", "made"),
    [
        (Cursor("", 0), (), [("new", 0)]),
        (Cursor("a", 7), (), [("a", 0), ("new", 7)]),
        (Cursor("a", 7), (("a", 0),), [("a", 0), ("new", 7)]),
        (Cursor("a", 7), (("a", 0), ("b", 5)), [("a", 0), ("new", 7)]),
        (Cursor("b", 9), (("a", 0), ("b", 5)), [("a", 0), ("b", 5), ("new", 9)]),
    ],
)
def test_a_new_epoch_begins_behind_what_was_read(at, known, made):
    lineage = lineage_behind(at, [Lineage(*each) for each in known], "new")
    assert [(each.epoch, each.begins_after) for each in lineage] == made
