"""A computer put back to an older backup: what it had written behind it comes back as others' work."""

from __future__ import annotations

import shutil

import pytest

from sai_thong.db.station import Station as Mark
from sai_thong.db.store import Store
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.office.records import Setting
from sai_thong.sync.station import StationSide
from tests.sync.memory_book import MemoryBook
from tests.sync.real_stations import DEVICE, OFFICE, PASSWORD, contents, exchange, make_station, pull, push
from tests.sync.test_stations import add, assert_alike, change, of


def put_back(station, folder):
    """Copy the file of a station away; calling the answer puts that copy back in the place of what it became."""
    path = station.store.path
    station.store.close()
    copies = [shutil.copy(each, folder) for each in path.parent.glob(f"{path.name}*") if each.is_file()]
    mark, clock = Mark(path.parent / f"{path.stem}.mark", path.stem), station.store.clock

    def opened() -> StationSide:
        store = Store.open(path, password=PASSWORD, clock=clock, station=mark)
        return StationSide(store, OFFICE, RECORD_TYPES, lambda batch: batch.is_signed_by(DEVICE.public_key()))

    def restored() -> StationSide:
        for each in path.parent.glob(f"{path.name}*"):
            each.unlink()
        for each in copies:
            shutil.copy(each, path.parent)
        return opened()

    return opened(), restored


@pytest.fixture
def book():
    return MemoryBook(OFFICE)


def test_a_restored_computer_takes_its_lost_work_back_as_it_was_decided(tmp_path, book):
    first = make_station(tmp_path, "ธุรการ")
    second = make_station(tmp_path, "ปลัด", first.store.keys)
    person = add(first, first_name="สมหญิง", moo=3)
    exchange(book, first, second)
    (tmp_path / "backup").mkdir()
    second, restored = put_back(second, tmp_path / "backup")
    change(first, person, moo=4, note="โทรแล้ว")
    with first.store.transaction() as tx:
        tx.insert(Setting(key="cutoff.day", value="2"))
    push(first, book)
    change(second, person, moo=5, note="มาที่สำนักงาน")
    with second.store.transaction() as tx:
        tx.insert(Setting(key="cutoff.day", value="5"))
    push(second, book)
    before = second.store.file_id
    second.store.close()
    second = restored()
    assert second.store.file_id != before
    change(second, person, phone="0811111111")
    # A page of one line at a time: what came in a batch and is not decided yet is not the computer's own either.
    pull(second, book, size=1)
    exchange(book, first, second)
    assert (of(second, person).moo, of(second, person).note) == (4, "โทรแล้ว\nมาที่สำนักงาน")
    assert [each.value for each in second.store.find(Setting, key="cutoff.day")] == ["2"]
    assert sorted(row[2] for row in contents(second)["contenders"]) == ["", "moo"]
    assert_alike(first, second)
    first.store.close()
    second.store.close()
