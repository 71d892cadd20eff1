"""Devices of an office talk to the authority, on SQLite and PostgreSQL; whoever is not one of them is told no."""

from __future__ import annotations

import json
import logging
import warnings
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
import zstandard

from sai_thong.ground.clock import FixedClock
from sai_thong.ground.log import Discreet
from sai_thong.records import declaration_of
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.server import openapi
from sai_thong.server.api import MOST_ASKED, MOST_PUSHED, application
from sai_thong.server.database import add_office
from sai_thong.server.devices import give_code, revoke
from sai_thong.server.policies import declared_policy
from sai_thong.server.schema import ENROLMENT_CODES
from sai_thong.sync import messages
from sai_thong.sync.authority import Refusal
from sai_thong.sync.batches import Batch, read_batch
from sai_thong.sync.columns import pack_entries
from sai_thong.sync.messages import Hello, PullRequest
from sai_thong.sync.packing import text_of_packed
from sai_thong.sync.translation import Declared
from tests.server.devices import Device
from tests.sync.made_entries import entry
from tests.sync.simulated import Station

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # httpx serves as well as what starlette would rather have
    from starlette.testclient import TestClient

OFFICES = ("office", "elsewhere")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 21, 3, tzinfo=UTC))


@pytest.fixture
def client(engine: sa.Engine, clock: FixedClock):
    for office in OFFICES:
        add_office(engine, office, f"อบต.{office}", epoch=f"first of {office}")
    with TestClient(application(engine, clock)) as client:
        yield client


@pytest.fixture
def pc(engine: sa.Engine, client, clock: FixedClock) -> Device:
    return enrolled(engine, client, clock, "pc1")


def enrolled(engine, client, clock, name, office="office") -> Device:
    device = Device(client, office, name)
    assert device.enrol(give_code(engine, office, clock)).status_code == 200
    device.hello()
    return device


def work(device: Device, count=6, file_id="station1", office="office") -> tuple[Station, Batch]:
    """A station that wrote something, and its first batch as the device signs it."""
    station = Station(file_id)
    for place in range(count):
        station.write("", values={"amount": (None, place), "phone": (None, "0"), "note": (None, "")}, is_new=True)
    return station, signed(device, station, 0, count, office)


def signed(device: Device, station: Station, after: int, most: int, office="office") -> Batch:
    return replace(read_batch(station.batch(after, most)), office=office).signed_by(device.key)


def declined(response) -> tuple[int, str]:
    return response.status_code, response.json()["error"]


def test_what_one_computer_sends_another_reads(engine, client, pc, clock):
    _station, batch = work(pc)
    receipt = pc.push(batch)
    assert (receipt.held.counter, receipt.held.hash, receipt.refused) == (6, batch.after, None)
    assert pc.push(batch).held == receipt.held
    other = enrolled(engine, client, clock, "pc2")
    welcome = other.hello({"station1": receipt.held, "never sent": receipt.held})
    assert welcome.heads == {"station1": receipt.held}
    assert (welcome.epoch, welcome.last_seq, welcome.now) == ("first of office", 6, "2026-11-21T03:00:00Z")
    keys = {each.device: each.signing_key for each in welcome.devices}
    assert keys == {each.name: each.key.public_key().public_bytes_raw() for each in (pc, other)}
    page, batches = other.pull(PullRequest(welcome.epoch, 0, 100_000))
    assert (page.first_seq, page.last_seq, page.more) == (1, 6, False)
    assert batches == [batch]
    assert other.pull(PullRequest(welcome.epoch, 6, 100_000))[0].lines == ()
    assert other.pull(PullRequest(welcome.epoch, 0, 100_000, {"station1": receipt.held}))[1] == []


def test_a_page_is_as_large_as_was_asked_and_never_empty(pc):
    station, _batch = work(pc, 12)
    batches = [signed(pc, station, after, 4) for after in (0, 4, 8)]
    for each in batches:
        pc.push(each)
    size = max(len(each.to_bytes()) for each in batches)
    epoch = "first of office"
    assert [line.counter for line in pc.pull(PullRequest(epoch, 0, 1))[0].lines] == [1]
    page, brought = pc.pull(PullRequest(epoch, 0, size + 100))
    assert ([line.counter for line in page.lines], page.more, brought) == ([1, 2, 3, 4], True, batches[:1])
    head = pc.hello({"station1": pc.push(batches[2]).held}).heads["station1"]
    page, brought = pc.pull(PullRequest(epoch, 4, size + 100, {"station1": replace(head, counter=4)}))
    assert ([line.counter for line in page.lines], brought) == ([5, 6, 7, 8], batches[1:2])
    page, brought = pc.pull(PullRequest(epoch, 4, 10 * size, {"station1": head}))
    assert (len(page.lines), page.more, brought) == (8, False, [])


def test_a_batch_whose_entries_wait_comes_along_so_that_the_chain_has_no_gap(pc):
    entries = [entry("f.1", "late", base="x.1", amount=(0, 1)), entry("f.2", "new", amount=(None, 1))]
    first, second = (
        Batch("office", "f", place, place, b"%032d" % (place - 1), b"%032d" % place, pack_entries([each]), b"")
        for place, each in enumerate(entries, 1)
    )
    assert pc.push(first.signed_by(pc.key)).waiting == (1,)
    pc.push(second.signed_by(pc.key))
    page, batches = pc.pull(PullRequest("first of office", 0, 100_000))
    assert ([line.counter for line in page.lines], [each.first for each in batches]) == ([2], [1, 2])


def test_a_code_is_good_once_and_for_a_day(engine, client, clock):
    code = give_code(engine, "office", clock)
    first = Device(client, "office", "pc1")
    assert first.enrol(code).status_code == 200
    assert first.enrol(code).status_code == 200, "its answer may have been lost"
    assert declined(Device(client, "office", "pc2").enrol(code)) == (403, "code")
    assert declined(Device(client, "office", "pc1").enrol(code)) == (403, "code")
    taken = give_code(engine, "office", clock)
    assert declined(Device(client, "office", "pc1").enrol(taken)) == (403, "code"), "another computer has this id"
    assert Device(client, "office", "pc2").enrol(taken).status_code == 200, "the code was not used up by the refusal"
    late = give_code(engine, "office", clock)
    clock.advance(days=1)
    assert declined(Device(client, "office", "pc3").enrol(late)) == (403, "code")
    elsewhere = replace(give_code(engine, "office", clock), office="elsewhere")
    assert declined(Device(client, "elsewhere", "pc3").enrol(elsewhere)) == (403, "code")
    assert give_code(engine, "unknown", clock) is None
    with engine.connect() as connection:
        kept = connection.execute(sa.select(ENROLMENT_CODES.c.code_hash)).scalars().all()
    assert not any(code.secret.encode() in bytes(each) for each in kept)


def test_a_request_is_heard_once_and_in_its_session_only(pc, client):
    body = messages.pack_pull(PullRequest("first of office", 0, 1000))
    headers = pc.asked("/v1/pull", body, number=5).headers()
    send = lambda told: client.post("/v1/pull", content=body, headers=told)  # noqa: E731
    assert send(headers).status_code == 200
    assert declined(send(headers)) == (409, "session")
    assert declined(send(pc.asked("/v1/pull", body, number=4).headers())) == (409, "session")
    assert declined(send(pc.asked("/v1/pull", body, nonce=b"other", number=6).headers())) == (409, "session")
    assert send(pc.asked("/v1/pull", body, number=6).headers()).status_code == 200


def test_a_session_is_of_its_device_and_ends_after_a_day(engine, client, pc, clock):
    other = enrolled(engine, client, clock, "pc2")
    body = messages.pack_pull(PullRequest("first of office", 0, 1000))
    stolen = other.asked("/v1/pull", body, nonce=pc.nonce, number=9).headers()
    assert declined(client.post("/v1/pull", content=body, headers=stolen)) == (409, "session")
    clock.advance(days=1, seconds=1)
    assert declined(pc.post("/v1/pull", body)) == (409, "session")


def test_a_hello_is_heard_once(pc, client):
    body = messages.pack_hello(Hello("office", "pc1", {}))
    headers = pc.asked("/v1/hello", body, nonce=b"", number=0).headers()
    assert client.post("/v1/hello", content=body, headers=headers).status_code == 200
    assert declined(client.post("/v1/hello", content=body, headers=headers)) == (409, "session")


def test_a_forged_request_is_refused(pc, client):
    body = messages.pack_pull(PullRequest("first of office", 0, 1000))
    other = Device(client, "office", "pc1", nonce=pc.nonce, number=50)
    assert declined(other.post("/v1/pull", body)) == (401, "unknown-device")
    headers = pc.asked("/v1/pull", body, number=60).headers()
    assert declined(client.post("/v1/push", content=body, headers=headers)) == (401, "unknown-device")
    assert declined(client.post("/v1/pull", content=body + b"x", headers=headers)) == (401, "unknown-device")
    assert declined(Device(client, "office", "nobody").post("/v1/pull", body)) == (401, "unknown-device")
    hello = messages.pack_hello(Hello("elsewhere", "pc1", {}))
    headers = pc.asked("/v1/hello", hello, nonce=b"", number=0).headers()
    assert declined(client.post("/v1/hello", content=hello, headers=headers)) == (401, "unknown-device")


def test_a_device_of_another_office_sees_and_sends_nothing_here(engine, client, pc, clock):
    _station, batch = work(pc)
    pc.push(batch)
    foreign = enrolled(engine, client, clock, "pc1", "elsewhere")
    page, batches = foreign.pull(PullRequest("first of elsewhere", 0, 100_000))
    assert (page.lines, batches, foreign.hello({"station1": pc.push(batch).held}).heads) == ((), [], {})
    assert declined(replace(foreign, office="office").post("/v1/push", batch.to_bytes())) == (401, "unknown-device")
    assert foreign.push(batch).refused is Refusal.OTHER_OFFICE
    assert pc.hello().last_seq == 6


def test_a_batch_needs_the_signature_of_a_device_that_may_send(engine, client, pc, clock):
    other, stranger = enrolled(engine, client, clock, "pc2"), Device(client, "office", "pc3")
    _station, batch = work(pc)
    assert declined(pc.post("/v1/push", batch.signed_by(stranger.key).to_bytes())) == (403, "signature")
    revoke(engine, "office", "pc2", clock)
    assert declined(pc.post("/v1/push", batch.signed_by(other.key).to_bytes())) == (403, "signature")
    assert pc.push(batch).refused is None


def test_a_revoked_device_is_told_so_and_stays_revoked(engine, client, pc, clock):
    assert revoke(engine, "office", "pc1", clock)
    assert not revoke(engine, "office", "pc9", clock)
    body = messages.pack_pull(PullRequest("first of office", 0, 1000))
    assert declined(pc.post("/v1/pull", body)) == (403, "revoked")
    hello = messages.pack_hello(Hello("office", "pc1", {}))
    headers = pc.asked("/v1/hello", hello, nonce=b"", number=0).headers()
    assert declined(client.post("/v1/hello", content=hello, headers=headers)) == (403, "revoked")
    assert declined(pc.enrol(give_code(engine, "office", clock))) == (403, "code")
    other = enrolled(engine, client, clock, "pc2")
    assert {each.device: each.revoked for each in other.hello().devices} == {"pc1": True, "pc2": False}


def test_another_epoch_sends_the_station_back_to_its_hello(pc):
    body = messages.pack_pull(PullRequest("another", 0, 1000))
    assert declined(pc.post("/v1/pull", body)) == (409, "epoch")


def half_a_letter(packed: bytes) -> bytes:
    """Packed entries in which a text became half a surrogate pair: JSON can say it, UTF-8 cannot."""
    text = text_of_packed(packed)
    assert b'"HALF"' in text
    return bytes((1, 0)) + zstandard.ZstdCompressor().compress(text.replace(b'"HALF"', b'"\\ud800"'))


@pytest.mark.parametrize(
    ("bad", "change"),
    [
        (entry("f.1", "r" * 65, amount=(None, 1)), bytes),
        (entry("f.1", "r\x00", amount=(None, 1)), bytes),
        (entry("f" * 64 + ".1", "r", amount=(None, 1)), bytes),
        (entry("f.1", "r", amount=(None, "HALF")), half_a_letter),
        (entry("f.1", "r", HALF=(None, 1)), half_a_letter),
        (entry("f.1", "r", amount=(None, 1)), lambda _packed: b"x"),
    ],
)
def test_entries_no_database_holds_are_refused_by_receipt(pc, bad, change):
    open_side = change(pack_entries([bad]))
    batch = Batch("office", bad.id.file_id, 1, 1, bytes(32), bytes(32), open_side, b"").signed_by(pc.key)
    assert pc.push(batch).refused is Refusal.UNREADABLE


def test_what_is_no_request_is_told_so(pc, client):
    for path in ("/v1/enrol", "/v1/hello", "/v1/push", "/v1/pull"):
        assert declined(client.post(path, content=b"x")) == (400, "unreadable")
    for path in ("/v1/push", "/v1/pull"):
        assert declined(pc.post(path, b"x")) == (400, "unreadable")
    for after in (-1, 2**60):
        body = messages.pack_pull(PullRequest("first of office", after, 1))
        assert declined(pc.post("/v1/pull", body)) == (400, "unreadable")
    assert declined(client.get("/v1/push")) == (405, "unknown-path")
    assert declined(client.get("/v2")) == (404, "unknown-path")


def test_too_much_is_not_read(pc, client):
    for path, most in (("/v1/push", MOST_PUSHED), ("/v1/pull", MOST_ASKED), ("/v1/enrol", MOST_ASKED)):
        assert declined(pc.post(path, bytes(most))) == (400, "unreadable")
        assert declined(pc.post(path, bytes(most + 1))) == (413, "too-large")
        pieces = iter([bytes(most), b"x"])
        assert declined(client.post(path, content=pieces)) == (413, "too-large")


def test_health_and_figures_are_told(pc, client):
    pc.hello()
    assert client.get("/health").json() == {"status": "ok"}
    figures = client.get("/metrics").text
    assert 'saithong_requests_total{path="/v1/hello",status="200"} 2' in figures
    assert "pc1" not in figures


@pytest.mark.expects_log("the database did not answer")
def test_a_database_that_fails_is_said_to_be_busy(engine, client, pc):
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE sessions RENAME TO gone")
        connection.exec_driver_sql("ALTER TABLE authority RENAME TO lost")
    assert declined(pc.post("/v1/pull", messages.pack_pull(PullRequest("", 0, 1)))) == (503, "busy")
    assert declined(client.get("/health")) == (503, "busy")


def test_the_log_names_who_proved_it_and_nobody_else(pc, client, caplog):
    caplog.set_level(logging.INFO, "sai_thong.sync")
    pc.post("/v1/pull", messages.pack_pull(PullRequest("first of office", 0, 1)))
    Device(client, "1-2345-67890-12-3", "นางสาวใครบางคน").post("/v1/pull", b"x")
    lines = [Discreet().format(each) for each in caplog.records if each.name == "sai_thong.sync"]
    told = [json.loads(each.message) for each in caplog.records if each.name == "sai_thong.sync"]
    assert [(each.get("office"), each.get("device"), each["status"]) for each in told] == [
        ("office", "pc1", 200),
        (None, None, 401),
    ]
    assert "ใครบางคน" not in "".join(lines)


def test_the_description_tells_every_path(client):
    told = client.get("/openapi.json").json()
    assert told == openapi.DESCRIPTION
    assert set(told["paths"]) == {route.path for route in client.app.routes}


def test_the_authority_merges_as_the_stations_do():
    declared = Declared(RECORD_TYPES)
    for record_type in map(declaration_of, RECORD_TYPES):
        for field in record_type.fields:
            expected = declared.policy(record_type.table, field.name)
            assert declared_policy(record_type.table, field.name) is expected, (record_type.table, field.name)
