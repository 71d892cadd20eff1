"""Computers with real stores sync through the real authority, on SQLite and PostgreSQL; it reads nothing of theirs."""

from __future__ import annotations

import warnings
from itertools import count

import pytest
import sqlalchemy as sa

from sai_thong.ground.clock import FixedClock
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.server.api import application
from sai_thong.server.database import add_office
from sai_thong.server.devices import enrol, give_code, revoke
from sai_thong.server.rebuilding import verify
from sai_thong.server.schema import METADATA
from sai_thong.sync.device import PinnedAuthority, become, new_device, own_device, pinned_authority
from sai_thong.sync.engine import Round
from sai_thong.sync.enrolment import Enrolment
from sai_thong.sync.refusals import DeviceRevoked
from sai_thong.sync.transports import Answer
from tests.sync.memory_transport import MemoryTransport
from tests.sync.real_stations import NOW, OFFICE, make_station
from tests.sync.test_stations import assert_alike

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # httpx serves as well as what starlette would rather have
    from starlette.testclient import TestClient

CLOCK = FixedClock(NOW)


class Pc:
    """A computer of the office, enrolled with the authority."""

    def __init__(self, engine, client, side):
        self.side, self.store = side, side.store
        self.client = client
        device = new_device("เครื่องของสำนักงาน")
        code = give_code(engine, OFFICE, CLOCK)
        keys = device.public.signing_key, device.public.box_key
        answer = enrol(engine, Enrolment(OFFICE, code.secret, device.device, device.name, *keys), CLOCK)
        assert code.fits(answer.authority_key)
        become(self.store, device, PinnedAuthority("memory:", OFFICE, answer.authority_key))

    def sync(self, *exchanges):
        def serve(path, body, headers):
            answer = self.client.post(path, content=body, headers=dict(headers))
            return Answer(answer.status_code, answer.content)

        seconds = count()
        return Round(
            self.store,
            own_device(self.store),
            pinned_authority(self.store),
            RECORD_TYPES,
            MemoryTransport(serve),
            exchanges=exchanges,
            timer=lambda: float(next(seconds)),
            pause=lambda _seconds: None,
        ).run()


@pytest.fixture
def pcs(engine: sa.Engine, tmp_path):
    add_office(engine, OFFICE, "ทรายทอง", epoch="first")
    first = make_station(tmp_path, "ธุรการ")
    second = make_station(tmp_path, "ปลัด", first.store.keys)
    with TestClient(application(engine, CLOCK)) as client:
        yield Pc(engine, client, first), Pc(engine, client, second)
    first.store.close()
    second.store.close()


def test_what_one_computer_wrote_another_reads_and_the_authority_cannot(engine, pcs):
    first, second = pcs
    with first.store.transaction() as tx:
        people = [tx.insert(Citizen(first_name=f"สมหญิง{number}", moo=1)) for number in range(300)]
    assert first.sync().sent >= 300
    assert second.sync().received >= 300
    with second.store.transaction() as tx:
        tx.update(tx.get(Citizen, people[0].id), moo=2)
        tx.update(tx.get(Citizen, people[1].id), last_name="ใจดีเหลือเกิน")
    with first.store.transaction() as tx:
        tx.update(tx.get(Citizen, people[0].id), moo=3)
    for pc in (first, second, first):
        figures = pc.sync()
    assert (figures.pending, figures.conflicts) == (0, 1)
    assert_alike(first.side, second.side)
    assert first.store.get(Citizen, people[1].id).last_name == "ใจดีเหลือเกิน"
    assert verify(engine, OFFICE).is_sound
    with engine.connect() as connection:
        dump = repr([list(connection.execute(sa.select(table))) for table in METADATA.sorted_tables])
    assert "สมหญิง" not in dump
    assert "ใจดี" not in dump
    assert repr("สมหญิง".encode())[2:-1] not in dump


def test_a_revoked_computer_is_told_and_its_work_of_before_stays(engine, pcs):
    first, second = pcs
    with first.store.transaction() as tx:
        person = tx.insert(Citizen(first_name="สมหญิง"))
    first.sync()
    revoke(engine, OFFICE, own_device(first.store).device, CLOCK)
    with pytest.raises(DeviceRevoked):
        first.sync()
    second.sync()
    assert second.store.get(Citizen, person.id).first_name == "สมหญิง"
