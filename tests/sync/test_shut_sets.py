"""Entries of a sensitive set come to a station while nobody there can read them, and lose nothing by it."""

from __future__ import annotations

import pytest

from sai_thong.db import slots
from sai_thong.db.refusals import SetClosed
from sai_thong.db.station import Station as Mark
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.attachments.operations import Subject
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.saraban.incoming import Receipt, receive
from sai_thong.registers.saraban.records import IncomingDocument
from sai_thong.registers.saraban.sealing import full_document, seal
from sai_thong.registers.saraban.series import Numbering
from sai_thong.registers.sensitive_sets import COMPLAINTS
from sai_thong.sync.shut_sets import open_sets
from sai_thong.sync.station import StationSide
from tests.sync.memory_book import MemoryBook
from tests.sync.real_stations import DEVICE, NOW, OFFICE, PASSWORD, contents, exchange, make_station, pull, push

CLERK = "ผู้ช่วย"
SET = "special"


@pytest.fixture
def book():
    return MemoryBook(OFFICE)


@pytest.fixture
def holder(tmp_path):
    """The station of somebody who holds every set's key."""
    station = make_station(tmp_path, "ธุรการ")
    yield station
    station.store.close()


class Shared:
    """A station that a holder and a clerk without the key of any set open by turns."""

    def __init__(self, folder, ring):
        self.folder = folder
        station = make_station(folder, "ปลัด", ring)
        slots.add_user(station.store.path, station.store.keys, CLERK, PASSWORD)
        self.path = station.store.path
        self.station = station

    def opened_by(self, user):
        self.station.store.close()
        mark = Mark(self.folder / "ปลัด.mark", "ปลัด")
        store = Store.open(self.path, password=PASSWORD, clock=FixedClock(NOW), user=user, station=mark)
        self.station = StationSide(store, OFFICE, RECORD_TYPES, lambda batch: batch.is_signed_by(DEVICE.public_key()))
        return self.station


@pytest.fixture
def shared(tmp_path, holder):
    made = Shared(tmp_path, holder.store.keys)
    yield made
    made.station.store.close()


def keep(station, **values):
    with station.store.transaction() as tx:
        return tx.on(SET).insert(Citizen(**values))


def change(station, person, **values):
    with station.store.transaction() as tx:
        shelf = tx.on(SET)
        return shelf.update(shelf.get(Citizen, person.id), **values)


def sealed(station):
    return {each.first_name: each.moo for each in station.store.sealed_set(SET).find(Citizen)}


def test_the_records_come_when_a_holder_opens_the_store(holder, shared, book):
    person = keep(holder, first_name="ลับ", moo=1)
    push(holder, book)
    clerk = shared.opened_by(CLERK)
    pull(clerk, book)
    change(holder, person, moo=2)
    push(holder, book)
    pull(clerk, book)
    with pytest.raises(SetClosed):
        clerk.store.sealed_set(SET)
    assert clerk.store.query("SELECT * FROM sealed_records") == []
    assert clerk.cursor.seq == len(book.outcomes)
    head = shared.opened_by("ปลัด")
    assert open_sets(head.store)
    assert sealed(head) == {"ลับ": 2}
    assert not open_sets(head.store)
    assert head.store.query("SELECT * FROM facts WHERE name LIKE 'sync_sealed%'") == []


def test_a_page_that_comes_to_a_holder_first_finds_what_came_before(holder, shared, book):
    person = keep(holder, first_name="ลับ", moo=1)
    push(holder, book)
    pull(shared.opened_by(CLERK), book)
    change(holder, person, moo=3)
    push(holder, book)
    head = shared.opened_by("ปลัด")
    pull(head, book)
    assert sealed(head) == {"ลับ": 3}


def test_what_a_holder_left_unsent_meets_what_came_while_a_clerk_worked(holder, shared, book):
    person = keep(holder, first_name="ลับ", moo=1)
    exchange(book, holder, shared.station)
    change(shared.station, person, phone="0811111111")
    change(holder, person, moo=7)
    push(holder, book)
    clerk = shared.opened_by(CLERK)
    pull(clerk, book)
    push(clerk, book)
    pull(clerk, book)
    head = shared.opened_by("ปลัด")
    open_sets(head.store)
    exchange(book, holder, head)
    assert contents(holder) == contents(head)
    assert sealed(head) == {"ลับ": 7}
    assert [row[2] for row in contents(head)["contenders"]] == [""]


def test_an_order_read_anew_by_a_clerk_is_read_anew_for_the_set_too(holder, shared, book):
    person = keep(holder, first_name="ลับ", moo=1)
    exchange(book, holder, shared.station)
    older = book.copy()
    older.epoch = "restored"
    change(holder, person, moo=9)
    exchange(book, holder, shared.station)
    clerk = shared.opened_by(CLERK)
    pull(clerk, older)
    push(holder, older)
    pull(clerk, older)
    head = shared.opened_by("ปลัด")
    open_sets(head.store)
    assert sealed(head) == {"ลับ": 9}
    pull(holder, older)
    assert contents(holder) == contents(head)


def test_a_letter_that_went_behind_the_key_tells_a_clerk_nothing_and_a_holder_all(holder, shared, book):
    letter = receive(holder.store, Receipt(sender="นายสมชาย", subject="ร้องเรียน"), numbering=Numbering.BLANK).record
    with holder.store.transaction() as tx:
        seal(tx, letter, Subject("petitions", "case.1", COMPLAINTS), on_day=NOW.date())
    push(holder, book)
    clerk = shared.opened_by(CLERK)
    pull(clerk, book)
    line = clerk.store.get(IncomingDocument, letter.id)
    assert (line.sender, line.subject) == ("ลับ", "ลับ")
    assert full_document(clerk.store, line) == line
    head = shared.opened_by("ปลัด")
    open_sets(head.store)
    assert full_document(head.store, line).subject == "ร้องเรียน"
