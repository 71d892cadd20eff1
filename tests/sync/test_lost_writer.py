"""The authority is put back to an older backup, and who wrote what it lacks is gone: whoever read it sends it again."""

from __future__ import annotations

import pytest

from tests.sync.memory_authority import MemoryAuthority
from tests.sync.real_stations import OFFICE, make_station
from tests.sync.test_engine import Pc, alike


@pytest.fixture
def authority():
    return MemoryAuthority(OFFICE)


def test_what_a_lost_computer_wrote_is_sent_again_by_who_read_it(tmp_path, authority):
    lost, second, third = (Pc(make_station(tmp_path / "first", "ธุรการ"), authority), None, None)
    others = [make_station(tmp_path / name, name, lost.store.keys) for name in ("ปลัด", "กองช่าง")]
    second, third = (Pc(each, authority) for each in others)
    older = authority.book.copy()
    person = lost.add(first_name="สมหญิง", moo=3)
    lost.sync()
    second.sync()
    second.change(person, moo=4)
    second.sync()
    lost.store.close()
    authority.restore(older, "restored")
    second.sync()
    third.sync()
    second.sync()
    assert third.names() == ["สมหญิง"]
    assert [each.moo for each in third.store.find(type(person))] == [4]
    alike(second, third)
    second.store.close()
    third.store.close()
