"""An office moves while its computers write; broken off anywhere, the move is finished or undone."""

from __future__ import annotations

import threading
import time
import warnings
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from sai_thong.ground.clock import FixedClock
from sai_thong.ground.errors import Refused
from sai_thong.server import moving
from sai_thong.server.api import application
from sai_thong.server.database import add_office, authority_key, offices
from sai_thong.server.devices import give_code
from sai_thong.server.directory import FIRST, Directory, OfficeMoves, Stage
from sai_thong.server.moving import move, undo
from sai_thong.server.nodes import Routed
from sai_thong.server.rebuilding import verify
from sai_thong.server.schema import METADATA, OF_ONE_OFFICE
from tests.server.devices import Device
from tests.server.test_api import signed, work

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # httpx serves as well as what starlette would rather have
    from starlette.testclient import TestClient

CLOCK = FixedClock(datetime(2026, 11, 21, 3, tzinfo=UTC))
OFFICE, NEIGHBOUR = "office", "neighbour"


class Killed(BaseException):
    """What a process that is killed does to its transactions: nothing after it runs."""


@pytest.fixture
def directory(engine: sa.Engine, tmp_path):
    """The first database, of either kind, and a SQLite node."""
    directory = Directory(engine)
    directory.add_node("north", f"sqlite:///{tmp_path / 'north.sqlite'}")
    for office in (OFFICE, NEIGHBOUR):
        add_office(engine, office, f"อบต.{office}", epoch=f"first of {office}")
    yield directory
    directory.engine("north").dispose()


@pytest.fixture
def client(directory):
    key = authority_key(directory.first)
    return TestClient(Routed(directory, lambda engine: application(engine, CLOCK, key)))


@pytest.fixture
def pc(directory, client) -> Device:
    device = Device(client, OFFICE, "pc1")
    code = give_code(directory.home(OFFICE), OFFICE, CLOCK, authority_key(directory.first))
    assert device.enrol(code).status_code == 200
    device.hello()
    return device


def rows_of(engine: sa.Engine, office: str) -> dict[str, list]:
    """Everything a database has of an office, as whoever owns it sees it."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT set_config('sai_thong.office', :office, true)"), {"office": office})
        return {
            table.name: [tuple(row) for row in connection.execute(sa.select(table).where(table.c.office == office))]
            for table in OF_ONE_OFFICE
        }


def test_everything_of_an_office_comes_along_and_nothing_of_another(directory, pc):
    _station, batch = work(pc, 40, office=OFFICE)
    pc.push(batch)
    before, neighbour = rows_of(directory.first, OFFICE), rows_of(directory.first, NEIGHBOUR)
    copied = move(directory, OFFICE, "north")
    assert (copied["outcomes"], copied["batches"], copied["offices"]) == (40, 1, 1)
    there = rows_of(directory.engine("north"), OFFICE)
    assert {name: sorted(rows) for name, rows in there.items()} == {n: sorted(rows) for n, rows in before.items()}
    assert not any(rows_of(directory.first, OFFICE).values())
    assert rows_of(directory.first, NEIGHBOUR) == neighbour
    assert not any(rows_of(directory.engine("north"), NEIGHBOUR).values())
    assert pc.push(batch).held.counter == 40, "the session came along"
    assert move(directory, OFFICE, "north") == {}
    assert move(directory, OFFICE, FIRST)["states"] == 40
    assert rows_of(directory.first, OFFICE)["outcomes"] == before["outcomes"]


def test_what_is_written_during_a_move_is_neither_lost_nor_doubled(directory, pc):
    station, first = work(pc, 300, office=OFFICE)
    pc.push(signed(pc, station, 0, 10))
    moved, answers = threading.Event(), []

    def write() -> None:
        held, after = 10, 0
        while held < 300 and after < 3_000:
            after += 1
            batch = signed(pc, station, held, 10)
            response = pc.post("/v1/push", batch.to_bytes())
            answers.append(response.status_code)
            held += 10 if response.status_code == 200 else 0
            time.sleep(0)

    writer = threading.Thread(target=write)
    writer.start()
    for node in ("north", FIRST, "north"):
        move(directory, OFFICE, node)
    moved.set()
    writer.join()
    assert set(answers) <= {200, 503}
    assert answers.count(200) == 29
    home = directory.home(OFFICE)
    checked = verify(home, OFFICE)
    assert (checked.outcomes, checked.is_sound) == (300, True)
    assert [node for node, engine in directory.engines().items() if OFFICE in offices(engine)] == ["north"]
    assert first.first == 1


def test_who_asked_just_before_the_move_is_told_to_come_again(directory, pc, monkeypatch):
    _station, batch = work(pc, 3, office=OFFICE)
    before = directory.place_of(OFFICE)
    move(directory, OFFICE, "north")
    asked = iter([before])
    real = Directory.place_of
    monkeypatch.setattr(Directory, "place_of", lambda self, office: next(asked, None) or real(self, office))
    assert pc.post("/v1/push", batch.to_bytes()).json() == {"error": "busy"}
    assert pc.push(batch).held.counter == 3


def test_who_waited_for_the_move_finds_nothing_to_write_beside(directory, pc, monkeypatch):
    pc.push(work(pc, 3, office=OFFICE)[1])
    alone, found = moving.alone_with_office, []

    @contextmanager
    def alone_until_the_next_one_is_heard(engine, office):
        with alone(engine, office) as connection:
            yield connection
        found.append((str(engine.url), any(rows_of(engine, office).values())))

    monkeypatch.setattr(moving, "alone_with_office", alone_until_the_next_one_is_heard)
    move(directory, OFFICE, "north")
    move(directory, OFFICE, FIRST)
    first, north = str(directory.first.url), str(directory.engine("north").url)
    assert found == [(north, True), (first, False), (first, True), (north, False)]


STEPS = ("copy a table", "say it arrived", "delete what is left", "say it is settled")


def broken_off(monkeypatch, step: str) -> None:
    """Let the next move be killed at a step."""
    copy, delete, put = moving._copy, moving._delete, Directory.put
    seen = {"deletes": 0}

    def _copy(table, *rest):
        if step == "copy a table" and table.name == "outcomes":
            raise Killed
        return copy(table, *rest)

    def _delete(*rest):
        seen["deletes"] += 1
        if step == "delete what is left" and seen["deletes"] == 2:
            raise Killed
        delete(*rest)

    def _put(self, office, place, *rest):
        if (step, place.stage) in {("say it arrived", Stage.LEAVING), ("say it is settled", Stage.SETTLED)}:
            raise Killed
        put(self, office, place, *rest)

    monkeypatch.setattr(moving, "_copy", _copy)
    monkeypatch.setattr(moving, "_delete", _delete)
    monkeypatch.setattr(Directory, "put", _put)


KILLED = [("sqlite", step, after) for step in STEPS for after in ("finished", "undone")]
KILLED += [("postgres", "copy a table", "finished"), ("postgres", "delete what is left", "finished")]


@pytest.mark.parametrize(("engine", "step", "after"), KILLED, indirect=["engine"])
def test_a_move_killed_in_the_middle_is_finished_or_undone(directory, pc, monkeypatch, step, after):
    _station, batch = work(pc, 20, office=OFFICE)
    pc.push(batch)
    before = rows_of(directory.first, OFFICE)
    with monkeypatch.context() as patched:
        broken_off(patched, step)
        with pytest.raises(Killed):
            move(directory, OFFICE, "north")
    has_arrived = directory.place_of(OFFICE).stage is Stage.LEAVING
    assert has_arrived == (step == "say it is settled")
    answer = pc.post("/v1/push", batch.to_bytes()).status_code
    assert answer == (200 if has_arrived else 503), "either whole on the new node, or asked to come again"
    if after == "finished":
        move(directory, OFFICE, "north")
    elif has_arrived:
        with pytest.raises(Refused):
            undo(directory, OFFICE)
        move(directory, OFFICE, FIRST)
    else:
        with pytest.raises(OfficeMoves):
            move(directory, OFFICE, FIRST)
        assert undo(directory, OFFICE)
        assert not undo(directory, OFFICE)
    assert pc.push(batch).held.counter == 20
    home, other = directory.first, directory.engine("north")
    if after == "finished":
        home, other = other, home
    assert sorted(rows_of(home, OFFICE)["outcomes"]) == sorted(before["outcomes"])
    assert verify(home, OFFICE).is_sound
    assert not any(rows_of(other, OFFICE).values())


def test_an_office_that_is_nowhere_is_not_moved(directory):
    with pytest.raises(Refused):
        move(directory, "nowhere", "north")
    assert not undo(directory, "nowhere")


def test_every_table_of_an_office_moves():
    keepers = {table.name for table in METADATA.sorted_tables} - {table.name for table in OF_ONE_OFFICE}
    assert keepers == {
        "access_log",
        "authority",
        "nodes",
        "page_sessions",
        "places",
        "recovery_codes",
        "sent_down",
        "sign_in_tries",
        "users",
    }
    for table in OF_ONE_OFFICE:
        assert next(iter(table.primary_key.columns)).name == "office", table.name
        for index in (each for each in table.indexes if each.unique):
            assert "office" in index.columns, index.name
        for key in table.foreign_keys:
            assert key.column.name == "office", "an office refers to nothing of another"
