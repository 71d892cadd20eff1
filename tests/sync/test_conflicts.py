"""What waits for a person shows both sides and whose they are, and one word ends it on every computer."""

from __future__ import annotations

import pytest

from sai_thong.db.permits import Permits, TableRule
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.office.records import Setting
from sai_thong.registers.settlements import MergeSettlement
from sai_thong.sync.conflicts import ConflictMoved, NotReadableHere, conflicts, settle
from tests.sync.memory_book import MemoryBook
from tests.sync.real_stations import OFFICE, contents, exchange, make_station, pull, push
from tests.sync.test_shut_sets import CLERK, Shared, keep, sealed
from tests.sync.test_shut_sets import change as change_sealed
from tests.sync.test_stations import add, assert_alike, change, of


@pytest.fixture
def book():
    return MemoryBook(OFFICE)


@pytest.fixture
def stations(tmp_path):
    first = make_station(tmp_path, "ธุรการ")
    second = make_station(tmp_path, "พัฒนาชุมชน", first.store.keys)
    yield first, second
    for station in (first, second):
        station.store.close()


@pytest.fixture
def contended(stations, book):
    """A person of whom both computers changed the village: the first one's stands."""
    first, second = stations
    person = add(first, first_name="สมหญิง", moo=3)
    exchange(book, *stations)
    change(first, person, moo=4)
    change(second, person, moo=5)
    exchange(book, *stations)
    return person


def waits(station):
    return conflicts(station.store, RECORD_TYPES)


def end(station, conflict, chosen, **how):
    settle(station.store, RECORD_TYPES, conflict, chosen, **how)


def test_both_sides_show_with_who_and_where(stations, contended):
    first, second = stations
    for station, here in ((first, (True, False)), (second, (False, True))):
        (conflict,) = waits(station)
        (other,) = conflict.waiting
        assert (conflict.subject_table, conflict.subject_id, conflict.field_name) == ("citizens", contended.id, "moo")
        assert (conflict.standing.values, other.values) == ({"moo": 4}, {"moo": 5})
        assert (conflict.standing.user, other.user) == ("ธุรการ", "พัฒนาชุมชน")
        assert (conflict.standing.file_id, other.file_id) == (first.store.file_id, second.store.file_id)
        assert (conflict.standing.here, other.here) == here


def test_who_may_not_view_the_register_is_told_that_values_wait_and_nothing_of_them(stations, contended):
    first, _second = stations
    first.store.permit(Permits(tables={"citizens": TableRule(seen_with=("citizens",))}))
    (conflict,) = waits(first)
    assert (conflict.subject_id, conflict.standing, conflict.waiting) == (contended.id, None, ())
    with pytest.raises(NotReadableHere):
        end(first, conflict, {"moo": 5})


@pytest.mark.parametrize("chosen", [4, 5, 9])
def test_the_chosen_value_stands_everywhere_and_nothing_waits(stations, book, contended, chosen):
    first, second = stations
    (conflict,) = waits(second)
    end(second, conflict, {"moo": chosen}, note="ถามเจ้าตัวแล้ว")
    assert waits(second) == []
    assert of(second, contended).moo == chosen
    exchange(book, *stations)
    assert (waits(first), of(first, contended).moo) == ([], chosen)
    assert contents(first)["contenders"] == []
    assert first.store.find(MergeSettlement)[0].note == "ถามเจ้าตัวแล้ว"
    assert_alike(*stations)


def test_what_waits_can_be_sent_back_with_a_note(stations, book, contended):
    first, second = stations
    (conflict,) = waits(first)
    end(first, conflict, {}, note="โปรดตรวจสอบ", sent_back=True)
    exchange(book, *stations)
    (told,) = second.store.find(MergeSettlement)
    assert (told.sent_back, told.note, told.versions) == (True, "โปรดตรวจสอบ", conflict.versions[0])
    assert (waits(second), of(second, contended).moo) == ([], 4)


def test_nobody_settles_what_they_have_not_seen(stations, contended):
    first, second = stations
    (shown,) = waits(first)
    change(first, contended, moo=8)
    with pytest.raises(ConflictMoved):
        end(first, shown, {"moo": 5})
    assert of(first, contended).moo == 8
    assert first.store.find(MergeSettlement) == []
    (shown,) = waits(second)
    end(second, shown, {"moo": 5})
    with pytest.raises(ConflictMoved):
        end(second, shown, {"moo": 5})
    with pytest.raises(NotReadableHere):
        end(second, shown, {"phone": "1"})


def test_two_records_of_one_name_show_where_they_differ(stations, book):
    first, second = stations
    for station, value in ((first, "2"), (second, "5")):
        with station.store.transaction() as tx:
            tx.insert(Setting(key="cutoff.day", value=value))
    exchange(book, *stations)
    (conflict,) = waits(first)
    assert (conflict.standing.values, conflict.waiting[0].values) == ({"value": "2"}, {"value": "5"})
    assert conflict.standing.user == "ธุรการ"
    end(first, conflict, conflict.waiting[0].values)
    exchange(book, *stations)
    assert [each.value for each in second.store.find(Setting, key="cutoff.day")] == ["5"]
    assert waits(second) == []
    assert_alike(*stations)


def test_a_sealed_record_is_settled_by_who_can_read_it(tmp_path, stations, book):
    first, _second = stations
    shared = Shared(tmp_path, first.store.keys)
    person = keep(first, first_name="ลับ", moo=1)
    exchange(book, first, shared.station)
    change_sealed(first, person, moo=2)
    change_sealed(shared.station, person, moo=3)
    exchange(book, first, shared.station)
    clerk = shared.opened_by(CLERK)
    (shut,) = waits(clerk)
    assert not shut.readable
    with pytest.raises(NotReadableHere):
        end(clerk, shut, {})
    head = shared.opened_by("ปลัด")
    (conflict,) = waits(head)
    assert (conflict.standing.values, conflict.waiting[0].values) == ({"moo": 2}, {"moo": 3})
    end(head, conflict, {"moo": 3}, note="ลับมาก")
    assert waits(head) == []
    exchange(book, first, head)
    assert sealed(first) == sealed(head) == {"ลับ": 3}
    assert waits(first) == []
    assert [each.note for each in first.store.find(MergeSettlement)] == [""]
    shared.station.store.close()


def test_all_that_one_computer_changed_of_a_sealed_record_waits_as_one(tmp_path, stations, book):
    first, _second = stations
    shared = Shared(tmp_path, first.store.keys)
    person = keep(first, first_name="ลับ", moo=1)
    exchange(book, first, shared.station)
    change_sealed(first, person, moo=2)
    change_sealed(shared.station, person, phone="0811111111")
    change_sealed(shared.station, person, moo=3)
    exchange(book, first, shared.station)
    (conflict,) = waits(first)
    (other,) = conflict.waiting
    assert (conflict.standing.values, other.values) == ({"phone": "", "moo": 2}, {"phone": "0811111111", "moo": 3})
    end(first, conflict, other.values)
    exchange(book, first, shared.station)
    for station in (first, shared.station):
        kept = station.store.sealed_set("special").get(Citizen, person.id)
        assert (kept.phone, kept.moo, waits(station)) == ("0811111111", 3, [])
    shared.station.store.close()


def test_what_was_changed_of_the_record_that_waits_does_not_stand_unseen(stations, book):
    first, second = stations
    for station, value in ((first, "2"), (second, "5")):
        with station.store.transaction() as tx:
            made = tx.insert(Setting(key="cutoff.day", value=value))
    with second.store.transaction() as tx:
        tx.update(tx.get(Setting, made.id), value="7")
    exchange(book, *stations)
    for station in stations:
        assert [each.value for each in station.store.find(Setting)] == ["2"]
        assert sorted(each.values["value"] for one in waits(station) for each in one.waiting) == ["5", "7"]
    assert_alike(*stations)


def test_a_settlement_that_meets_a_newer_change_waits_with_it(stations, book, contended):
    first, second = stations
    (conflict,) = waits(first)
    end(first, conflict, {"moo": 5})
    chosen = of(first, contended).version
    change(second, contended, moo=7)
    push(second, book)
    pull(first, book)
    exchange(book, *stations)
    for station in stations:
        (anew,) = waits(station)
        assert (anew.standing.values, anew.waiting[0].values, anew.versions) == ({"moo": 7}, {"moo": 5}, (chosen,))
    assert_alike(*stations)
