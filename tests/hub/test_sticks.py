"""A hub answers the stick of another computer of its office, without any line between them."""

from __future__ import annotations

import pytest
from sqlalchemy import URL

from sai_thong.ground.clock import FixedClock
from sai_thong.hub.keeping import book_path, kept_hub
from sai_thong.hub.local_line import LocalLine
from sai_thong.hub.sticks import answer_stick
from sai_thong.hub.switching import switch_on
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.office.records import Office
from sai_thong.server.database import open_database
from sai_thong.server.devices import give_code
from sai_thong.sync.courier import export, take
from sai_thong.sync.device import own_device, pinned_authority
from sai_thong.sync.engine import Round
from sai_thong.sync.enrolling import enrol
from sai_thong.sync.stick import StickNotForHere
from tests.sync.real_stations import NOW, make_station
from tests.sync.test_stations import assert_alike

CLOCK = FixedClock(NOW)


@pytest.fixture
def stations(tmp_path):
    hub = make_station(tmp_path, "ธุรการ")
    other = make_station(tmp_path, "ปลัด", hub.store.keys)
    yield hub, other
    hub.store.close()
    other.store.close()


def sync(station, line):
    own, authority = own_device(station.store), pinned_authority(station.store)
    Round(station.store, own, authority, RECORD_TYPES, line, pause=lambda _seconds: None).run()


def test_a_hub_takes_a_stick_in_and_answers_it(stations, tmp_path):
    hub, other = stations
    with hub.store.transaction() as tx:
        tx.insert(Office(code="5001", name="อบต.ทรายทอง"))
    switch_on(hub.store, why="ไม่มีเครือข่าย")
    kept = kept_hub(hub.store)
    book = open_database(URL.create("sqlite", database=str(book_path(hub.store.path))), keeps_key=False)
    code = give_code(book, kept.office, CLOCK, kept.signing_key)
    book.dispose()
    with LocalLine(book_path(hub.store.path), kept.signing_key, CLOCK) as line:
        enrol(other.store, code.text, "https://hub", "ปลัด", line)
        for station, name in ((hub, "หนึ่ง"), (other, "สอง")):
            with station.store.transaction() as tx:
                tx.insert(Citizen(first_name=name))
        sync(hub, line)
        written = export(other.store, tmp_path)
        brought, answer = answer_stick(hub.store, written.path, tmp_path)
        assert (brought.refused, brought.office) == (0, kept.office)
        assert brought.entries > 0
        taken = take(other.store, answer)
        sync(hub, line)
    assert taken.pending == 0
    assert taken.received > 0
    for station in stations:
        assert {each.first_name for each in station.store.find(Citizen)} == {"หนึ่ง", "สอง"}
    assert_alike(hub, other)


def test_a_computer_that_is_no_hub_takes_no_stick_in(stations, tmp_path):
    hub, _other = stations
    with pytest.raises(StickNotForHere):
        answer_stick(hub.store, tmp_path / "x", tmp_path)
    assert kept_hub(hub.store) is None
