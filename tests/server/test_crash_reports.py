"""A report of a mistake goes to the province only where a person let it go, once, and from that office alone."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

from sai_thong.server.answering import Question
from sai_thong.server.api import application
from sai_thong.server.cli import main
from sai_thong.server.crash_reports import MOST_KEPT, answer_crash_reports, reports_of
from sai_thong.server.database import add_office, of_office, open_database
from sai_thong.server.devices import moment
from sai_thong.sync.crash_messages import LONGEST, MOST_AT_ONCE, pack_reports, unpack_reports
from sai_thong.sync.crash_reports import CrashReportExchange, CrashReportsByStick, let_go, waiting_to_go
from sai_thong.sync.packing import Unreadable
from tests.server.test_stations import CLOCK, Pc
from tests.server.test_sticks import Pc as PcOfSticks
from tests.server.test_sticks import Province
from tests.sync.real_stations import OFFICE, make_station

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # httpx serves as well as what starlette would rather have
    from starlette.testclient import TestClient

NEIGHBOUR = "5002"


@pytest.fixture
def province(engine: sa.Engine) -> sa.Engine:
    add_office(engine, OFFICE, "ทรายทอง", epoch="first")
    add_office(engine, NEIGHBOUR, "ทรายเงิน", epoch="first")
    return engine


def held(engine: sa.Engine, office: str = OFFICE) -> list[str]:
    with of_office(engine, office) as connection:
        return [each.text for each in reports_of(connection, office)]


def test_what_a_person_let_go_goes_with_the_next_round_once(province: sa.Engine, tmp_path: Path) -> None:
    side = make_station(tmp_path, "ธุรการ")
    with side.store, TestClient(application(province, CLOCK)) as client:
        pc = Pc(province, client, side)
        exchange = CrashReportExchange(side.store)
        quiet = pc.sync(exchange).round_trips
        let_go(side.store, ["รายงาน\nหนึ่ง", "รายงาน\nหนึ่ง"])
        assert pc.sync(exchange).round_trips == quiet + 1
        assert pc.sync(exchange).round_trips == quiet
        assert waiting_to_go(side.store) == ()
        let_go(side.store, ["รายงาน\nหนึ่ง"])
        pc.sync(exchange)
    assert held(province) == ["รายงาน\nหนึ่ง"]
    assert held(province, NEIGHBOUR) == []


def test_the_command_shows_them(sqlite_url: sa.URL, capsys: pytest.CaptureFixture[str]) -> None:
    engine = open_database(sqlite_url)
    add_office(engine, NEIGHBOUR, "ทรายเงิน", epoch="first")
    with of_office(engine, NEIGHBOUR) as connection:
        answer_crash_reports(Question(connection, NEIGHBOUR, "pc1", pack_reports(["รายงาน\nหนึ่ง"]), b"", CLOCK))
    engine.dispose()
    at = ["--database", str(sqlite_url), "--json", "crash-reports", "--office"]
    assert main([*at, NEIGHBOUR]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["text"], told["device"], told["came_at"]) == ("รายงาน\nหนึ่ง", "pc1", moment(CLOCK.now()))
    assert main([*at, "5009"]) == 1


def test_an_office_fills_no_disk_of_the_province(province: sa.Engine) -> None:
    with of_office(province, OFFICE) as connection:
        for first in range(0, MOST_KEPT + MOST_AT_ONCE, MOST_AT_ONCE):
            body = pack_reports([f"รายงาน {first + number}" for number in range(MOST_AT_ONCE)])
            answer_crash_reports(Question(connection, OFFICE, "pc1", body, b"", CLOCK))
    assert len(held(province)) == MOST_KEPT


def test_by_stick_it_waits_until_an_answer_says_that_it_is_held(tmp_path: Path) -> None:
    province = Province(tmp_path)
    with make_station(tmp_path, "ธุรการ").store as store:
        pc = PcOfSticks(province, SimpleNamespace(store=store))
        assert list(CrashReportsByStick().asks(store, lambda: 10_000)) == []
        let_go(store, ["หนึ่ง", "สอง"])
        assert list(CrashReportsByStick().asks(store, lambda: 10)) == []
        pc.export()
        assert waiting_to_go(store) == ("หนึ่ง", "สอง")
        pc.meet()
        assert waiting_to_go(store) == ()
    assert sorted(held(province.engine)) == ["สอง", "หนึ่ง"]


@pytest.mark.parametrize("texts", [["x" * (LONGEST + 1)], ["x"] * (MOST_AT_ONCE + 1), ["a\x00b"]])
def test_what_is_no_report_is_refused(texts: list[str]) -> None:
    with pytest.raises(Unreadable):
        unpack_reports(pack_reports(texts))
