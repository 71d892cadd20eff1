"""Too many requests are turned away: of an address before they are read, of a device only where it signed them."""

from __future__ import annotations

import warnings
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sai_thong.ground.clock import FixedClock
from sai_thong.server.api import application
from sai_thong.server.database import add_office, open_database
from sai_thong.server.devices import give_code
from sai_thong.server.limits import Limit, Limits, Rate
from sai_thong.sync import messages
from sai_thong.sync.messages import PullRequest
from tests.server.devices import Device

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # httpx serves as well as what starlette would rather have
    from starlette.testclient import TestClient

CLOCK = FixedClock(datetime(2026, 11, 21, 3, tzinfo=UTC))
PULL = messages.pack_pull(PullRequest("first", 0, 1000))


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def limits(seconds: Seconds) -> Limits:
    few = {"of_address": Rate(8, 1), "of_device": Rate(3, 0.5), "of_codes": Rate(2, 0.1)}
    return Limits(**{name: Limit(rate, seconds) for name, rate in few.items()})


@pytest.fixture
def engine(sqlite_url):
    opened = open_database(sqlite_url)
    add_office(opened, "office", "ทรายทอง", epoch="first")
    yield opened
    opened.dispose()


@pytest.fixture
def clients(engine, limits):
    """A client for each address it is asked for."""
    served = application(engine, CLOCK, limits=limits)
    return lambda address: TestClient(served, client=(address, 1))


def enrolled(engine, clients, name: str, address: str) -> Device:
    device = Device(clients(address), "office", name)
    assert device.enrol(give_code(engine, "office", CLOCK)).status_code == 200
    device.hello()
    return device


def test_a_source_may_come_often_at_once_and_then_at_its_pace(seconds):
    limit = Limit(Rate(at_once=2, a_second=0.5), seconds)
    for _request in range(2):
        assert not limit.exceeded("a")
        limit.count("a")
    assert limit.exceeded("a")
    assert not limit.exceeded("b")
    seconds.now = 1.9
    assert limit.exceeded("a")
    seconds.now = 2.0
    assert not limit.exceeded("a")
    seconds.now = 1_000.0
    limit.count("a")
    limit.count("a")
    assert limit.exceeded("a"), "a long rest saves up no more than is let in at once"


def test_the_sources_remembered_are_bounded(seconds, monkeypatch):
    monkeypatch.setattr("sai_thong.server.limits._MOST_KNOWN", 3)
    limit = Limit(Rate(1, 1), seconds)
    for source in range(5):
        limit.count(source)
    assert [limit.exceeded(source) for source in range(5)] == [False, False, True, True, True]


def test_a_device_that_asks_too_often_is_told_and_may_ask_later(engine, clients, seconds):
    pc, other = (enrolled(engine, clients, name, name) for name in ("pc1", "pc2"))
    for _request in range(2):
        assert pc.post("/v1/pull", PULL).status_code == 200
    refused = pc.post("/v1/pull", PULL)
    assert (refused.status_code, refused.json(), refused.headers["retry-after"]) == (429, {"error": "too-many"}, "2")
    assert other.post("/v1/pull", PULL).status_code == 200
    assert "saithong_turned_away_total 1" in clients("watcher").get("/metrics").text
    seconds.now = 2.0
    assert pc.post("/v1/pull", PULL).status_code == 200


def test_nobody_uses_up_what_another_device_may_ask(engine, clients):
    pc = enrolled(engine, clients, "pc1", "pc1")
    stranger = Device(clients("elsewhere"), "office", "pc1", nonce=pc.nonce, number=50)
    for _request in range(6):
        assert stranger.post("/v1/pull", PULL).status_code == 401
    assert pc.post("/v1/pull", PULL).status_code == 200


def test_an_address_that_floods_is_turned_away_unread(clients):
    stranger = clients("elsewhere")
    answers = [stranger.post("/v1/push", content=b"x").status_code for _request in range(10)]
    assert answers == [400] * 8 + [429] * 2
    assert clients("another").post("/v1/push", content=b"x").status_code == 400


def test_codes_cannot_be_tried_out_one_after_another(engine, clients, seconds):
    guesser = Device(clients("elsewhere"), "office", "pc1")
    code = give_code(engine, "office", CLOCK)
    wrong = replace(code, secret="guess")
    assert [guesser.enrol(wrong).status_code for _guess in range(3)] == [403, 403, 429]
    assert guesser.enrol(code).status_code == 429
    seconds.now = 10.0
    assert guesser.enrol(code).status_code == 200
