"""Stations with real stores come to hold the same, whatever each wrote while it was alone."""

from __future__ import annotations

import base64
from random import Random

import pytest

from sai_thong.db.verify import verify_chain, verify_rows
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.office.pictures import LARGEST_BYTES
from sai_thong.registers.office.records import Picture, Setting, Village
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.registers.settlements import MergeSettlement
from sai_thong.server.api import MOST_PUSHED
from sai_thong.sync.retelling import told_by_journal
from sai_thong.sync.station import ChainBroken
from tests.sync.memory_book import MemoryBook
from tests.sync.real_stations import DECLARED, OFFICE, contents, exchange, make_station, pages_after, pull, push


@pytest.fixture
def book():
    return MemoryBook(OFFICE)


@pytest.fixture
def stations(tmp_path):
    first = make_station(tmp_path, "ธุรการ")
    others = [make_station(tmp_path, name, first.store.keys) for name in ("พัฒนาชุมชน", "ปลัด")]
    yield first, *others
    for station in (first, *others):
        station.store.close()


def add(station, **values):
    with station.store.transaction() as tx:
        return tx.insert(Citizen(**values))


def change(station, person, **values):
    with station.store.transaction() as tx:
        return tx.update(tx.get(Citizen, person.id), **values)


def of(station, person):
    return station.store.get(Citizen, person.id)


def assert_alike(*stations):
    first = contents(stations[0])
    for station in stations[1:]:
        assert contents(station) == first
    for station in stations:
        connection = station.store.connection_for_reading()
        assert list(verify_chain(connection)) == []
        told = told_by_journal(connection, DECLARED, station.own_files)
        assert list(verify_rows(connection, RECORD_TYPES, told)) == []


def test_what_one_writes_all_come_to_hold_and_find(stations, book):
    first, second, third = stations
    person = add(first, first_name="สมหญิง", moo=3)
    add(second, first_name="สมชาย")
    exchange(book, *stations)
    assert of(third, person).first_name == "สมหญิง"
    assert [each.first_name for each in third.store.search(Citizen, "มหญิ")] == ["สมหญิง"]
    assert_alike(*stations)


def test_what_is_large_goes_in_batches_that_are_taken_in(stations, book):
    """The largest picture in the place of another one, among other entries: nothing of it is ever too large to go."""
    first, second, _third = stations
    for seed in (1, 2, 3):
        with first.store.transaction() as tx:
            for kept in tx.find(Picture):
                tx.update(kept, base64=noise(seed))
            if not tx.find(Picture):
                tx.insert(Picture(key="garuda", media_type="image/png", base64=noise(seed)))
        add(first, first_name="สมชาย")
    push(first, book)
    assert max(len(each.to_bytes()) for each in book.batches) < MOST_PUSHED
    pull(second, book)
    assert second.store.find(Picture)[0].base64 == noise(3)


def noise(seed: int) -> str:
    """A picture as it is kept, of the largest size, that nothing makes shorter."""
    return base64.b64encode(Random(seed).randbytes(LARGEST_BYTES)).decode()


def test_changes_of_different_fields_meet(stations, book):
    first, second, _third = stations
    person = add(first, first_name="สมหญิง", moo=3)
    exchange(book, *stations)
    change(first, person, moo=4)
    change(second, person, phone="0811111111")
    exchange(book, *stations)
    assert (of(first, person).moo, of(first, person).phone) == (4, "0811111111")
    assert_alike(*stations)


def test_two_values_of_one_field_wait_for_a_person(stations, book):
    first, second, _third = stations
    person = add(first, first_name="สมหญิง", moo=3)
    exchange(book, *stations)
    change(first, person, moo=4)
    ours = change(second, person, moo=5)
    exchange(book, *stations)
    assert of(second, person).moo == 4
    assert contents(first)["contenders"] == [("citizens", person.id, "moo", ours.version)]
    assert_alike(*stations)
    with second.store.transaction() as tx:
        chosen = tx.update(tx.get(Citizen, person.id), moo=5)
        tx.insert(
            MergeSettlement(subject_table="citizens", subject_id=person.id, field_name="moo", versions=ours.version)
        )
    exchange(book, *stations)
    assert (contents(first)["contenders"], of(first, person).moo) == ([], 5)
    assert of(first, person).version == chosen.version
    assert_alike(*stations)


def test_what_is_unsent_stays_on_top_of_what_comes(stations, book):
    first, second, _third = stations
    person = add(first, first_name="สมหญิง", moo=3)
    exchange(book, *stations)
    change(second, person, phone="0899999999")
    change(second, person, moo=6)
    change(first, person, moo=4)
    push(first, book)
    pull(second, book)
    assert (of(second, person).phone, of(second, person).moo) == ("0899999999", 4)
    change(second, person, note="ลายมือ")
    exchange(book, *stations)
    assert (of(first, person).phone, of(first, person).note, of(first, person).moo) == ("0899999999", "ลายมือ", 4)
    assert_alike(*stations)


def test_that_somebody_only_looked_at_a_record_changes_nothing_of_it(stations, book):
    first, second, _third = stations
    person = add(first, first_name="สมหญิง", moo=3)
    with first.store.transaction() as tx:
        hidden = tx.on(SENSITIVE_SETS[0]).insert(Citizen(first_name="ปกปิด", moo=1))
    exchange(book, first, second)
    with first.store.transaction() as tx:
        tx.note_access("unmask", person.id, why="ตรวจบัตร")
        tx.note_access("view", hidden.id)
    change(second, person, moo=5)
    with second.store.transaction() as tx:
        kept = second.store.sealed_set(SENSITIVE_SETS[0]).get(Citizen, hidden.id)
        tx.on(SENSITIVE_SETS[0]).update(kept, moo=2)
    push(second, book)
    pull(first, book)
    assert (of(first, person).first_name, of(first, person).moo) == ("สมหญิง", 5)
    assert first.store.sealed_set(SENSITIVE_SETS[0]).get(Citizen, hidden.id).moo == 2
    exchange(book, first, second)
    assert_alike(first, second)


def test_records_of_two_tables_may_bear_one_id(stations, book):
    first, second, _third = stations
    with first.store.transaction() as tx:
        tx.insert(Village(moo=3, name="บ้านหนองบัว"), record_id="ข้อเท็จจริง")
        tx.on(SENSITIVE_SETS[0]).insert(Citizen(first_name="ปกปิด", id="ข้อเท็จจริง"))
    exchange(book, first, second)
    with first.store.transaction() as tx:
        tx.update(tx.get(Village, "ข้อเท็จจริง"), name="บ้านหนองบัวแดง")
    with second.store.transaction() as tx:
        kept = second.store.sealed_set(SENSITIVE_SETS[0]).get(Citizen, "ข้อเท็จจริง")
        tx.on(SENSITIVE_SETS[0]).update(kept, moo=2)
    push(second, book)
    pull(first, book)
    assert first.store.sealed_set(SENSITIVE_SETS[0]).get(Citizen, "ข้อเท็จจริง").moo == 2
    assert first.store.get(Village, "ข้อเท็จจริง").name == "บ้านหนองบัวแดง"
    exchange(book, first, second)
    assert_alike(first, second)


def test_two_stations_that_say_the_same_setting_mean_one_record(stations, book):
    first, second, third = stations
    for station, value in ((first, "2"), (second, "2"), (third, "5")):
        with station.store.transaction() as tx:
            tx.insert(Setting(key="cutoff.day", value=value))
    exchange(book, *stations)
    assert [each.value for each in first.store.find(Setting, key="cutoff.day")] == ["2"]
    assert [row[2] for row in contents(second)["contenders"]] == [""]
    assert_alike(*stations)


def test_a_sensitive_set_comes_to_who_holds_its_key(stations, book):
    first, second, _third = stations
    with first.store.transaction() as tx:
        kept = tx.on("special").insert(Citizen(first_name="ลับ", moo=1))
    exchange(book, *stations)
    with second.store.transaction() as tx:
        shelf = tx.on("special")
        shelf.update(shelf.get(Citizen, kept.id), moo=2)
    exchange(book, *stations)
    assert [each.moo for each in first.store.sealed_set("special").find(Citizen)] == [2]
    assert_alike(*stations)


def test_a_restored_authority_is_brought_up_to_date_by_those_who_wrote(stations, book):
    first, second, _third = stations
    person = add(first, first_name="สมหญิง", moo=3)
    exchange(book, *stations)
    older = book.copy()
    older.epoch = "restored"
    change(first, person, moo=4)
    add(second, first_name="สมชาย")
    exchange(book, *stations)
    exchange(older, *stations)
    assert of(second, person).moo == 4
    assert len(older.outcomes) == len(book.outcomes)
    assert_alike(*stations)


def test_a_batch_that_was_tampered_with_is_refused_and_changes_nothing(stations, book):
    first, second, _third = stations
    add(first, first_name="สมหญิง")
    push(first, book)
    before = contents(second)
    ((page, (batch,)),) = pages_after(book, 0)
    other = batch.with_box(batch.box[:-1] + b"x")
    with pytest.raises(ChainBroken):
        second.take(page, [other])
    assert contents(second) == before
    second.take(page, [batch])
    assert len(second.store.find(Citizen)) == 1
    assert not second.take(page, [batch])
