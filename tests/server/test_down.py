"""What the province sends down arrives signed, where it is for, once, and waits there until it is withdrawn."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from sai_thong.ground.errors import BadInput
from sai_thong.registers.from_province.contents import DownKind
from sai_thong.registers.from_province.operations import accept, province_items, waiting_items
from sai_thong.server.api import application
from sai_thong.server.cli import main
from sai_thong.server.database import add_office, authority_key, of_office, open_database
from sai_thong.server.down import send_down, sent_behind, sent_down, withdraw
from sai_thong.sync.device import PinnedAuthority, own_device, pinned_authority
from sai_thong.sync.down import SentDown, pack_sent, unpack_sent
from sai_thong.sync.down_exchange import DownExchange
from sai_thong.sync.packing import Unreadable
from tests.server.test_stations import CLOCK, Pc
from tests.sync.real_stations import OFFICE, make_station

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # httpx serves as well as what starlette would rather have
    from starlette.testclient import TestClient

HOLIDAY = '[[holiday]]\nday = 2026-12-28\nname = "วันหยุดพิเศษ"\n'


@pytest.fixture
def province(engine: sa.Engine) -> sa.Engine:
    add_office(engine, OFFICE, "ทรายทอง", epoch="first", district="เมือง")
    add_office(engine, "5002", "ทรายเงิน", epoch="first", district="ป่า")
    return engine


def send(engine: sa.Engine, title: str, **whom: str) -> int:
    key = authority_key(engine)
    return send_down([engine], key, CLOCK, kind=DownKind.HOLIDAYS, title=title, content=HOLIDAY, **whom)


def titles(engine: sa.Engine, office: str) -> list[str]:
    with of_office(engine, office) as connection:
        return [each.title for each in sent_behind(connection, office, 0)]


def test_each_office_is_told_what_is_for_it(province: sa.Engine) -> None:
    send(province, "ทุกแห่ง")
    send(province, "เฉพาะแห่ง", office="5002")
    send(province, "เฉพาะอำเภอ", district="เมือง")
    assert titles(province, OFFICE) == ["ทุกแห่ง", "เฉพาะอำเภอ"]
    assert titles(province, "5002") == ["ทุกแห่ง", "เฉพาะแห่ง"]
    for whom in ({"office": "5009"}, {"district": "ไม่มี"}):
        with pytest.raises(BadInput):
            send(province, "หายไป", **whom)


def test_a_round_fetches_it_once_and_it_waits_for_a_person(province: sa.Engine, tmp_path: Path) -> None:
    numbers = [send(province, f"ประกาศ {number}") for number in range(25)]
    side = make_station(tmp_path, "ธุรการ")
    with side.store, TestClient(application(province, CLOCK)) as client:
        pc = Pc(province, client, side)
        exchange = DownExchange(side.store, pinned_authority(side.store))
        pc.sync(exchange)
        assert sorted(each.number for each in waiting_items(side.store)) == numbers
        pc.sync(exchange)
        quiet = pc.sync(exchange)
        withdraw([province], authority_key(province), CLOCK, numbers[0])
        assert pc.sync(exchange).round_trips == quiet.round_trips + 1, "asked only when there is something"
        assert numbers[0] not in {each.number for each in waiting_items(side.store)}
        accept(side.store, waiting_items(side.store)[0])
    with province.connect() as connection:
        assert [each.number for each in sent_down(connection) if each.withdrawn_at] == [numbers[0]]
    with pytest.raises(BadInput):
        withdraw([province], authority_key(province), CLOCK, numbers[0])


def test_two_computers_of_an_office_keep_one_and_the_same(province: sa.Engine, tmp_path: Path) -> None:
    send(province, "ประกาศ")
    first = make_station(tmp_path, "ธุรการ")
    second = make_station(tmp_path, "ปลัด", first.store.keys)
    with first.store, second.store, TestClient(application(province, CLOCK)) as client:
        pcs = [Pc(province, client, side) for side in (first, second)]
        for _round in range(2):
            for pc in pcs:
                figures = pc.sync(DownExchange(pc.store, pinned_authority(pc.store)))
        assert figures.conflicts == 0
        assert [each.id for each in province_items(first.store)] == [each.id for each in province_items(second.store)]
        assert len(province_items(first.store)) == 1


def test_what_somebody_else_signed_is_not_taken(province: sa.Engine, tmp_path: Path) -> None:
    send(province, "ประกาศ")
    side = make_station(tmp_path, "ธุรการ")
    with side.store, TestClient(application(province, CLOCK)) as client:
        Pc(province, client, side)
        assert own_device(side.store)
        with of_office(province, OFFICE) as connection:
            (sent,) = sent_behind(connection, OFFICE, 0)
        exchange = DownExchange(side.store, pinned_authority(side.store))
        for forged in (replace(sent, content=HOLIDAY.replace("28", "29")), replace(sent, withdrawn=True)):
            with pytest.raises(Unreadable):
                exchange.take([forged])
        assert province_items(side.store) == []
        exchange.take([sent])
        assert len(province_items(side.store)) == 1


def test_a_newer_province_may_send_what_this_program_does_not_know_beside_what_it_does(
    province: sa.Engine, tmp_path: Path
) -> None:
    key, side = authority_key(province), make_station(tmp_path, "ธุรการ")
    said = [
        SentDown(number, number, kind, kind, HOLIDAY, "2026-11-21T02:00:00Z")
        for number, kind in enumerate(("survey", DownKind.HOLIDAYS), start=1)
    ]
    page = pack_sent([replace(each, signature=each.signed_by(key)) for each in said], more=False)
    authority = PinnedAuthority("", OFFICE, key.public_key().public_bytes_raw())
    with side.store:
        DownExchange(side.store, authority).take(unpack_sent(page)[0])
        assert {each.kind: each.known_kind for each in waiting_items(side.store)} == {
            "survey": None,
            "holidays": DownKind.HOLIDAYS,
        }


def test_the_command_sends_lists_and_withdraws(
    sqlite_url: sa.URL, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = tmp_path / "ประกาศ.txt"
    words.write_text("ขอให้ตรวจสอบบัญชีก่อนวันที่ 5", encoding="utf-8")
    engine = open_database(sqlite_url)
    add_office(engine, OFFICE, "ทรายทอง", epoch="first")
    engine.dispose()
    at = ["--database", str(sqlite_url), "--json", "down"]
    assert main([*at, "add", "--kind", "announcement", "--title", "ตรวจบัญชี", str(words)]) == 0
    assert '"number": 1' in capsys.readouterr().out
    assert main([*at, "withdraw", "1"]) == 0
    assert main([*at, "withdraw", "1"]) == 1
    assert main([*at, "list"]) == 0
    assert "ตรวจบัญชี" in capsys.readouterr().out
