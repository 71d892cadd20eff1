"""A server restored from an older backup goes on in a new epoch: nothing is lost, nothing of before heard again."""

from __future__ import annotations

import json
import sqlite3
import warnings
from contextlib import closing

import pytest
import sqlalchemy as sa

from sai_thong.registers.citizens.records import Citizen
from sai_thong.server.api import application
from sai_thong.server.cli import main
from sai_thong.server.database import add_office, open_database
from sai_thong.server.devices import give_code, revoke
from sai_thong.server.rebuilding import verify
from sai_thong.server.schema import OFFICES
from sai_thong.sync import messages
from sai_thong.sync.messages import PullRequest
from tests.server.devices import Device
from tests.server.test_stations import CLOCK, Pc
from tests.sync.real_stations import OFFICE, make_station
from tests.sync.test_stations import assert_alike

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # httpx serves as well as what starlette would rather have
    from starlette.testclient import TestClient


_EPOCHS = sa.select(OFFICES.c.office, OFFICES.c.epoch, OFFICES.c.lineage)


class Province:
    """A server on a SQLite file, of which a backup is made and restored while it is down."""

    def __init__(self, url: sa.URL) -> None:
        self.url, self.path = url, url.database
        self.start()

    def start(self) -> None:
        self.engine = open_database(self.url)
        self.client = TestClient(application(self.engine, CLOCK))

    def back_up(self) -> None:
        with closing(sqlite3.connect(self.path)) as now, closing(sqlite3.connect(f"{self.path}.backup")) as kept:
            now.backup(kept)

    def restore(self) -> None:
        self.engine.dispose()
        with closing(sqlite3.connect(f"{self.path}.backup")) as kept, closing(sqlite3.connect(self.path)) as now:
            kept.backup(now)
        self.start()


@pytest.fixture
def province(sqlite_url: sa.URL):
    province = Province(sqlite_url)
    add_office(province.engine, OFFICE, "ทรายทอง", epoch="first")
    yield province
    province.engine.dispose()


@pytest.fixture
def pcs(province, tmp_path):
    first = make_station(tmp_path, "ธุรการ")
    sides = [first, *(make_station(tmp_path, name, first.store.keys) for name in ("ปลัด", "คลัง"))]
    yield [Pc(province.engine, province.client, each) for each in sides]
    for each in sides:
        each.store.close()


def add(pc: Pc, *names: str) -> list[Citizen]:
    with pc.store.transaction() as tx:
        return [tx.insert(Citizen(first_name=name)) for name in names]


def test_nothing_is_lost_when_the_server_is_restored_from_an_older_backup(province, pcs, capsys):
    first, second, third = pcs
    add(first, "สมหญิง", "สมศรี")
    add(second, "สมชาย")
    for pc in (*pcs, first):
        pc.sync()
    province.back_up()
    (late,) = add(first, "มาทีหลัง")
    first.sync()
    second.sync()
    with second.store.transaction() as tx:
        tx.update(tx.get(Citizen, late.id), moo=7)
    second.sync()
    first.sync()  # reads on in an epoch that the backup does not know the end of
    add(third, "ยังไม่ได้ส่ง")

    province.restore()
    assert main(["--database", str(province.url), "--json", "epoch", "new", "--every-office"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["offices"]
    assert (told["office"], len(told["may_talk"])) == (OFFICE, 3)

    for pc in pcs:
        pc.client = province.client
    add(first, "หลังกู้คืน")
    for pc in (third, second, first, second, third, first):
        figures = pc.sync()
    assert (figures.pending, figures.conflicts) == (0, 0)
    assert_alike(first.side, second.side)
    assert_alike(second.side, third.side)
    assert first.store.get(Citizen, late.id).moo == 7
    assert len(first.store.find(Citizen)) == 6
    assert verify(province.engine, OFFICE).is_sound
    assert third.sync().received == 0


def test_a_computer_that_read_less_than_the_backup_reads_on(province, pcs, capsys):
    first, second, _third = pcs
    add(first, "สมหญิง")
    first.sync()
    second.sync()
    add(first, "สมศรี", "สมใจ")
    first.sync()
    assert main(["--database", str(province.url), "epoch", "new", "--every-office"]) == 0
    assert "ต่อจากลำดับที่ 3" in capsys.readouterr().out
    assert second.sync().received == 2
    assert second.side.cursor.epoch != "first"


def test_sessions_and_codes_that_a_backup_brings_back_are_good_no_longer(province, capsys):
    device = Device(province.client, OFFICE, "pc1")
    assert device.enrol(give_code(province.engine, OFFICE, CLOCK)).status_code == 200
    device.hello()
    lent = give_code(province.engine, OFFICE, CLOCK)
    province.back_up()
    body = messages.pack_pull(PullRequest("first", 0, 1000))
    recorded = device.asked("/v1/pull", body, number=7).headers()
    assert device.client.post("/v1/pull", content=body, headers=recorded).status_code == 200
    assert Device(province.client, OFFICE, "pc2").enrol(lent).status_code == 200
    revoke(province.engine, OFFICE, "pc2", CLOCK)

    province.restore()
    assert main(["--database", str(province.url), "epoch", "new", "--every-office"]) == 0
    heard = province.client.post("/v1/pull", content=body, headers=recorded)
    assert (heard.status_code, heard.json()["error"]) == (409, "session")
    late = Device(province.client, OFFICE, "pc3").enrol(lent)
    assert (late.status_code, late.json()["error"]) == (403, "code")
    capsys.readouterr()


def test_an_epoch_of_one_office_leaves_the_others_alone(province, capsys):
    for office in ("5001", "5002"):
        add_office(province.engine, office, "อบต.", epoch=f"first of {office}")
    assert main(["--database", str(province.url), "--json", "epoch", "new", "--office", "5001"]) == 0
    assert [each["office"] for each in json.loads(capsys.readouterr().out)["offices"]] == ["5001"]
    with province.engine.connect() as connection:
        kept = {office: (epoch, lineage) for office, epoch, lineage in connection.execute(_EPOCHS)}
    assert kept["5002"] == ("first of 5002", '[["first of 5002", 0]]')
    assert kept["5001"][0] != "first of 5001"
    assert main(["--database", str(province.url), "epoch", "new", "--office", "nowhere"]) == 1
    assert "nowhere" in capsys.readouterr().err
    assert main(["--database", str(province.url), "epoch", "new", "--office", "nowhere"]) == 1
    assert "nowhere" in capsys.readouterr().err


def test_a_restored_server_is_noticed_even_where_the_command_was_forgotten(province, pcs):
    first, second, _third = pcs
    add(first, "สมหญิง")
    for pc in (first, second):
        pc.sync()
    province.back_up()
    add(second, "สมชาย")
    for pc in (second, first, second):
        pc.sync()
    province.restore()
    for pc in (first, second):
        pc.client = province.client
    for pc in (first, second, first):
        pc.sync()
    assert_alike(first.side, second.side)
