"""Who waits is answered when the order goes on, and not before; a province does not offer it."""

from __future__ import annotations

import threading

import pytest

from sai_thong.ground.clock import FixedClock
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.server.api import application
from sai_thong.server.database import add_office, authority_key
from sai_thong.server.devices import give_code
from sai_thong.server.tls import serving_context
from sai_thong.sync.device import own_device, pinned_authority
from sai_thong.sync.engine import Round
from sai_thong.sync.enrolling import enrol
from sai_thong.sync.listening import Listener
from sai_thong.sync.transports.http import HttpTransport, line_to
from tests.server.served import serving
from tests.sync.real_stations import NOW, OFFICE, make_station

CLOCK = FixedClock(NOW)


def sync(side):
    store = side.store
    with line_to(pinned_authority(store)) as line:
        Round(store, own_device(store), pinned_authority(store), RECORD_TYPES, line).run()


@pytest.fixture
def stations(sqlite_engine, tmp_path, request):
    """Two computers of one office at an authority that lets them wait, or does not."""
    add_office(sqlite_engine, OFFICE, "ทรายทอง", epoch="first")
    first = make_station(tmp_path, "ธุรการ")
    second = make_station(tmp_path, "ปลัด", first.store.keys)
    app = application(sqlite_engine, CLOCK, lets_wait=getattr(request, "param", True))
    with serving(app, serving_context(authority_key(sqlite_engine))) as url:
        for side in (first, second):
            code = give_code(sqlite_engine, OFFICE, CLOCK)
            with HttpTransport(url, code.fits) as line:
                enrol(side.store, code.text, url, "เครื่องของสำนักงาน", line)
            sync(side)
        yield first, second
    for side in (first, second):
        side.store.close()


def listener(side):
    return Listener(own_device(side.store), pinned_authority(side.store))


def test_who_waits_is_answered_when_another_computer_sent_something(stations):
    first, second = stations
    at, heard, told = second.cursor, threading.Event(), []
    with listener(second) as ear:
        assert ear.wait(at.epoch, at.seq, seconds=0) is False  # its session stands, and there is nothing yet

        def wait():
            told.append(ear.wait(at.epoch, at.seq))
            heard.set()

        waiting = threading.Thread(target=wait)
        waiting.start()
        assert not heard.wait(0.2)
        with first.store.transaction() as tx:
            person = tx.insert(Citizen(first_name="สมหญิง"))
        sync(first)
        assert heard.wait(timeout=10)
        waiting.join()
        assert told == [True]
        assert ear.wait(at.epoch, at.seq) is True  # who comes late is answered at once
    sync(second)
    assert second.store.get(Citizen, person.id).first_name == "สมหญิง"


@pytest.mark.parametrize("stations", [False], indirect=True)
def test_a_province_lets_nobody_wait(stations):
    at = stations[1].cursor
    with listener(stations[1]) as ear:
        assert ear.wait(at.epoch, at.seq) is False
        assert ear.able is False
