"""Bodies that arrived in part: their device goes on by the byte, nobody else does, and wrong bytes change nothing."""

from __future__ import annotations

import asyncio
import hashlib
import warnings
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from sai_thong.ground.clock import FixedClock
from sai_thong.server.api import MOST_PUSHED, application
from sai_thong.server.database import add_office
from sai_thong.server.devices import give_code, revoke
from sai_thong.server.schema import OUTCOMES, UNFINISHED_BODIES
from sai_thong.server.unfinished import Unfinished
from sai_thong.sync import messages
from sai_thong.sync.messages import PullRequest
from sai_thong.sync.resuming import ANSWER, BODY, UNFINISHED, Part, pack_unfinished, unpack_held
from tests.server.devices import Device
from tests.server.test_api import declined, work

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # httpx serves as well as what starlette would rather have
    from starlette.testclient import TestClient


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 21, 3, tzinfo=UTC))


@pytest.fixture
def app(engine, clock):
    add_office(engine, "office", "อบต.ทรายทอง", epoch="first of office")
    return application(engine, clock)


@pytest.fixture
def pcs(engine, app, clock):
    with TestClient(app) as client:
        devices = [Device(client, "office", name) for name in ("pc1", "pc2")]
        for each in devices:
            assert each.enrol(give_code(engine, "office", clock)).status_code == 200
            each.hello()
        yield devices


@pytest.fixture
def unfinished(engine, clock) -> Unfinished:
    return Unfinished(engine, clock)


def digest_of(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()


def send_from(device: Device, path: str, body: bytes, start: int, sent: bytes | None = None):
    """Ask as the device, with the body from a byte on; with other bytes where they are given."""
    device.number += 1
    headers = device.asked(path, body).headers() | {BODY: Part(digest_of(body), start).text}
    return device.client.post(path, content=body[start:] if sent is None else sent, headers=headers)


def held(device: Device, body: bytes):
    response = device.post(UNFINISHED, pack_unfinished(digest_of(body)))
    return unpack_held(messages.verified_answer(response.content, device.nonce, device.authority))


def order(engine) -> int:
    with engine.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(OUTCOMES)).scalar_one()


def kept(engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(sa.select(UNFINISHED_BODIES.c.device)).scalars())


def test_the_rest_of_a_body_is_enough(pcs, unfinished):
    body = work(pcs[0])[1].to_bytes()
    unfinished.keep(pcs[0].asked("/v1/push", body), digest_of(body), body[:100])
    assert held(pcs[0], body).size == 100
    assert held(pcs[0], body).digest == digest_of(body[:100])
    response = send_from(pcs[0], "/v1/push", body, 60)
    receipt = messages.unpack_receipt(messages.verified_answer(response.content, pcs[0].nonce, pcs[0].authority))
    assert receipt.held.counter == 6


def test_nobody_goes_on_with_what_another_computer_began(engine, pcs, unfinished):
    first, other = pcs
    body = work(other)[1].to_bytes()
    unfinished.keep(first.asked("/v1/push", body), digest_of(body), body[:100])
    assert held(other, body).size == 0
    assert declined(send_from(other, "/v1/push", body, 100)) == (400, "unreadable")
    assert order(engine) == 0


def test_a_body_that_was_never_begun_is_not_gone_on_with(pcs, unfinished):
    body = work(pcs[0])[1].to_bytes()
    assert declined(send_from(pcs[0], "/v1/push", body, 100)) == (400, "unreadable")
    unfinished.keep(pcs[0].asked("/v1/push", b"else"), digest_of(b"else"), bytes(200))
    assert held(pcs[0], body).size == 0
    assert declined(send_from(pcs[0], "/v1/push", body, 100)) == (400, "unreadable")


def test_wrong_bytes_fit_no_signature_and_are_forgotten_with_the_next_try(engine, pcs, unfinished):
    body = work(pcs[0])[1].to_bytes()
    unfinished.keep(pcs[0].asked("/v1/push", body), digest_of(body), bytes(100))
    assert declined(send_from(pcs[0], "/v1/push", body, 100)) == (401, "unknown-device")
    assert order(engine) == 0
    assert send_from(pcs[0], "/v1/push", body, 0).status_code == 200
    assert held(pcs[0], body).size == 0


def test_a_wrong_rest_fits_no_signature(engine, pcs, unfinished):
    body = work(pcs[0])[1].to_bytes()
    unfinished.keep(pcs[0].asked("/v1/push", body), digest_of(body), body[:100])
    assert declined(send_from(pcs[0], "/v1/push", body, 100, b"x" + body[101:])) == (401, "unknown-device")
    assert order(engine) == 0


@pytest.mark.parametrize("why", ["forged", "revoked", "used number", "other session"])
def test_nothing_is_read_of_a_body_whose_request_will_not_be_heard(engine, clock, app, pcs, why):
    body, pc = work(pcs[0])[1].to_bytes(), pcs[0]
    pc.number += 1
    asked = pc.asked("/v1/push", body)
    said = asked.headers() | {BODY: Part(digest_of(b"else" if why == "forged" else body)).text}
    if why == "revoked":
        revoke(engine, "office", pc.name, clock)
    if why == "used number":
        pc.number -= 1
        pc.post("/v1/pull", messages.pack_pull(PullRequest("first of office", 0, 1)))
    if why == "other session":
        said |= pc.asked("/v1/push", body, nonce=pcs[1].nonce, number=9).headers()
    told = []

    async def receive():
        raise AssertionError("the body was read")

    async def send(message):
        told.append(message)

    headers = [(name.encode(), value.encode()) for name, value in said.items()]
    scope = {"type": "http", "method": "POST", "path": "/v1/push", "query_string": b"", "headers": headers}
    asyncio.run(app({**scope, "client": ("127.0.0.1", 1)}, receive, send))
    assert told[0]["status"] in (401, 403, 409)
    assert kept(engine) == []


def test_together_a_body_may_be_no_larger_than_at_once(pcs, unfinished):
    body = bytes(MOST_PUSHED + 1)
    unfinished.keep(pcs[0].asked("/v1/push", body), digest_of(body), body[:-1])
    assert declined(send_from(pcs[0], "/v1/push", body, MOST_PUSHED)) == (413, "too-large")


def test_one_body_of_a_computer_is_kept_until_it_begins_anew_or_a_day_went_by(engine, clock, pcs, unfinished):
    first, other = pcs
    for body in (b"one body", b"another"):
        unfinished.keep(first.asked("/v1/push", body), digest_of(body), body[:4])
    assert (held(first, b"one body").size, held(first, b"another").size) == (0, 4)
    unfinished.keep(first.asked("/v1/push", b"another"), digest_of(b"another"), b"ano")
    assert held(first, b"another").size == 4, "less of the same came later"
    later = Unfinished(engine, FixedClock(clock.now() + timedelta(days=2)))
    later.keep(other.asked("/v1/push", b"x"), digest_of(b"x"), b"x")
    assert kept(engine) == ["pc2"]
    other.hello()
    assert kept(engine) == []


def test_an_answer_goes_on_where_it_broke_off_and_else_begins_anew(pcs):
    pcs[0].push(work(pcs[0], 400)[1])
    wanted = messages.pack_pull(PullRequest("first of office", 0, 100_000))

    def pull(part: Part | None):
        pcs[1].number += 1
        headers = pcs[1].asked("/v1/pull", wanted).headers() | ({ANSWER: part.text} if part else {})
        return pcs[1].client.post("/v1/pull", content=wanted, headers=headers)

    whole = pull(None)
    digest = digest_of(whole.content)
    assert whole.headers[ANSWER] == Part(digest).text
    rest = pull(Part(digest, 1000))
    assert (rest.headers[ANSWER], rest.content) == (Part(digest, 1000).text, whole.content[1000:])
    anew = pull(Part(digest_of(b"else"), 1000))
    assert (anew.headers[ANSWER], anew.content) == (Part(digest).text, whole.content)


@pytest.mark.parametrize("text", ["", "x 1", "0" * 64, f"{'0' * 64} -1", f"{'0' * 64} {'9' * 30}", f"{'é' * 64} 1"])
def test_a_header_that_names_no_part_is_unreadable(pcs, text):
    pcs[0].number += 1
    headers = pcs[0].asked("/v1/push", b"x").headers() | {BODY: text.encode("latin-1", "replace")}
    assert declined(pcs[0].client.post("/v1/push", content=b"x", headers=headers)) == (400, "unreadable")
