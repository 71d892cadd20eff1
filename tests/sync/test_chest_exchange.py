"""Users and passwords of one computer reach the others through a real authority, and nobody else."""

from __future__ import annotations

import json
import warnings
from itertools import count

import pytest
import sqlalchemy as sa

from sai_thong.db import slots
from sai_thong.db.errors import WrongPassword
from sai_thong.db.key_chest import open_chest
from sai_thong.db.office_box import new_generation, newest_number
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.server.api import application
from sai_thong.server.chests import forget_chest
from sai_thong.server.database import add_office, open_database
from sai_thong.server.devices import enrol, give_code, revoke
from sai_thong.server.schema import CHESTS
from sai_thong.sync.chest_exchange import ChestExchange, KeysChanged
from sai_thong.sync.device import PinnedAuthority, become, new_device, own_device, pinned_authority
from sai_thong.sync.engine import Round
from sai_thong.sync.enrolment import Enrolment
from sai_thong.sync.transports import Answer
from tests.sync.memory_transport import MemoryTransport
from tests.sync.real_stations import NOW, OFFICE, PASSWORD, make_station

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # httpx serves as well as what starlette would rather have
    from starlette.testclient import TestClient

CLOCK = FixedClock(NOW)


class Office:
    """An authority with one office, and computers of it."""

    def __init__(self, folder):
        self.folder = folder
        self.engine = open_database(f"sqlite:///{folder / 'server.sqlite'}")
        add_office(self.engine, OFFICE, "ทรายทอง", epoch="first")
        self.client = TestClient(application(self.engine, CLOCK))
        self.computers = []

    def computer(self, name):
        ring = self.computers[0].store.keys if self.computers else None
        self.computers.append(Computer(self, make_station(self.folder / name, name, ring).store))
        return self.computers[-1]

    def held(self):
        with self.engine.begin() as connection:
            return connection.execute(sa.select(CHESTS.c.chest)).scalar_one()


class Computer:
    """A store enrolled with the authority."""

    def __init__(self, office, store):
        self.office, self.store = office, store
        device = new_device(store.user)
        code = give_code(office.engine, OFFICE, CLOCK)
        keys = device.public.signing_key, device.public.box_key
        answer = enrol(office.engine, Enrolment(OFFICE, code.secret, device.device, device.name, *keys), CLOCK)
        become(store, device, PinnedAuthority("memory:", OFFICE, answer.authority_key))

    @property
    def path(self):
        return self.store.path

    def sync(self):
        device, authority, seconds = own_device(self.store), pinned_authority(self.store), count()

        def serve(path, body, headers):
            answer = self.office.client.post(path, content=body, headers=dict(headers))
            return Answer(answer.status_code, answer.content)

        return Round(
            self.store,
            device,
            authority,
            RECORD_TYPES,
            MemoryTransport(serve),
            exchanges=(ChestExchange(self.store, device, OFFICE),),
            timer=lambda: float(next(seconds)),
            pause=lambda _seconds: None,
        ).run()

    def opens(self, user, password=PASSWORD):
        try:
            return slots.unlock(self.path, user, password).ring
        except WrongPassword:
            return None


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    yield made
    for computer in made.computers:
        computer.store.close()
    made.engine.dispose()


@pytest.fixture
def pair(office):
    computers = office.computer("ธุรการ"), office.computer("ปลัด")
    for computer in (*computers, computers[0]):
        computer.sync()
    return computers


def test_every_user_signs_in_on_every_computer_and_a_new_password_ends_the_old_one(pair):
    first, second = pair
    for computer in pair:
        for user in ("ธุรการ", "ปลัด"):
            assert computer.opens(user).data_key == computer.store.keys.data_key
    slots.change_password(second.path, "ปลัด", PASSWORD, "ใหม่")
    slots.add_user(first.path, first.store.keys, "สมศรี", "สาม")
    for computer in (first, second, first):
        computer.sync()
    for computer in pair:
        assert computer.opens("ปลัด") is None
        assert computer.opens("ปลัด", "ใหม่").data_key == computer.store.keys.data_key
        assert computer.opens("สมศรี", "สาม").data_key == computer.store.keys.data_key


def test_a_round_without_news_of_keys_asks_nothing_more(pair):
    first, _second = pair
    first.sync()
    assert first.sync().round_trips == 1


def test_the_authority_keeps_one_chest_and_reads_no_name_in_it(office, pair):
    first, _second = pair
    before = office.held()
    slots.change_password(first.path, "ธุรการ", PASSWORD, "ใหม่")
    first.sync()
    after = office.held()
    assert after != before
    for name in ("ธุรการ", "ปลัด", "admin"):
        assert name.encode() not in after
        assert json.dumps(name)[1:-1].encode() not in after


def test_a_chest_that_nobody_of_the_office_sealed_is_told_and_changes_nothing(office, pair):
    first, second = pair
    document = json.loads(office.held())
    document["sealed"] = document["sealed"][:40] + "AAAA" + document["sealed"][44:]
    with office.engine.begin() as connection:
        connection.execute(sa.update(CHESTS).values(chest=json.dumps(document).encode()))
    with pytest.raises(KeysChanged):
        first.sync()
    assert first.opens("ปลัด")
    assert forget_chest(office.engine, OFFICE)
    assert not forget_chest(office.engine, "ไม่มี")
    for computer in (first, second):
        computer.sync()
    assert open_chest(office.held(), first.store.keys.office_key, OFFICE).slots


def test_a_server_restored_without_the_chest_gets_it_again(office, pair):
    first, second = pair
    held = office.held()
    with office.engine.begin() as connection:
        connection.execute(sa.delete(CHESTS))
    for computer in (first, second):
        computer.sync()
    assert len(office.held()) == pytest.approx(len(held), rel=0.1)


def test_a_later_key_of_the_office_is_read_by_all_but_the_computer_struck_off(office, pair):
    first, second = pair
    third = office.computer("คลัง")
    third.sync()
    first.sync()
    revoke(office.engine, OFFICE, own_device(third.store).device, CLOCK)
    first.store.hold_generation(*new_generation(first.store.keys))
    with first.store.transaction() as tx:
        person = tx.insert(Citizen(first_name="สมหญิง", moo=3))
    first.sync()
    second.sync()
    assert second.store.get(Citizen, person.id).first_name == "สมหญิง"
    assert [newest_number(each.store.keys) for each in (first, second, third)] == [2, 2, 1]
    assert newest_number(second.opens("ธุรการ")) == 2
    (boxes,) = open_chest(office.held(), first.store.keys.office_key, OFFICE).handed.values()
    assert set(boxes) == {own_device(each.store).device for each in pair}
