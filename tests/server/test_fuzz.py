"""Whatever bytes come, they are read or refused: made from the description, random, or real ones changed."""

from __future__ import annotations

import secrets
import warnings
from contextlib import suppress
from datetime import UTC, datetime

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from sai_thong.ground.clock import FixedClock
from sai_thong.server import openapi
from sai_thong.server.api import application
from sai_thong.server.database import add_office, open_database
from sai_thong.server.devices import give_code
from sai_thong.sync import messages
from sai_thong.sync.authority import ChainHead, Receipt
from sai_thong.sync.batches import Batch, read_batch
from sai_thong.sync.columns import pack_entries, pack_secrets, unpack_entries, unpack_secrets
from sai_thong.sync.enrolment import Enrolled, pack_enrolled, unpack_enrolled, unpack_enrolment
from sai_thong.sync.entries import Mark, Secret
from sai_thong.sync.merge import Effect
from sai_thong.sync.messages import DeviceKeys, Hello, Lineage, PullRequest, Welcome
from sai_thong.sync.packing import LOOSE, Unreadable, pack, reads
from sai_thong.sync.pages import OutcomeLine, Page, pack_page, pack_with_batches, unpack_page, unpack_with_batches
from sai_thong.sync.sessions import read_headers
from tests.server.devices import Device
from tests.server.test_api import work
from tests.sync.made_entries import entry

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # httpx serves as well as what starlette would rather have
    from starlette.testclient import TestClient

CLOCK = FixedClock(datetime(2026, 11, 21, 3, tzinfo=UTC))
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
HEAD = ChainHead(7, bytes(32))
ENTRIES = [
    entry("f.1", "r", amount=(None, 1), phone=(None, Mark(b"12345678"))),
    entry("f.2", "r", base="f.1", amount=(1, 2), note=("ก", "ข")),
]
BATCH = Batch("office", "f", 1, 2, bytes(32), bytes(32), pack_entries(ENTRIES), b"box", bytes(64))
PAGE = Page("first", 1, (OutcomeLine("f", 1, {"amount": Effect.STANDS}, (("amount", "f.1"),)),), more=True)
READERS = {
    "hello": (messages.unpack_hello, messages.pack_hello(Hello("office", "pc", {"f": HEAD}))),
    "welcome": (
        messages.unpack_welcome,
        messages.pack_welcome(
            Welcome((Lineage("first"),), 3, b"n", {"f": HEAD}, "", devices=(DeviceKeys("d", "n", b"k", b"b"),))
        ),
    ),
    "pull": (messages.unpack_pull, messages.pack_pull(PullRequest("first", 0, 9, {"f": HEAD}))),
    "receipt": (messages.unpack_receipt, messages.pack_receipt(Receipt("f", HEAD, (1,), (2,)))),
    "enrolment": (unpack_enrolment, b""),
    "enrolled": (unpack_enrolled, pack_enrolled(Enrolled("office", "ทรายทอง", bytes(32)))),
    "batch": (read_batch, BATCH.to_bytes()),
    "entries": (unpack_entries, BATCH.open_side),
    "secrets": (unpack_secrets, pack_secrets([Secret("u", "why", bytes(16), {"phone": (None, "0")}, ("phone",))])),
    "page": (unpack_page, pack_page(PAGE)),
    "pulled": (unpack_with_batches, pack_with_batches(PAGE, [BATCH])),
}
CHANGES = st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=4), st.integers(0, 8)), min_size=1, max_size=4)


def mutated(data: bytes, changes: list[tuple[int, bytes, int]]) -> bytes:
    """Bytes with pieces put in, taken out or overwritten."""
    for where, piece, gone in changes:
        place = where % (len(data) + 1)
        data = data[:place] + piece + data[place + gone :]
    return data


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=200), CHANGES))
def test_a_reader_reads_or_refuses(name: str, given_bytes) -> None:
    reader, real = READERS[name]
    data = given_bytes if isinstance(given_bytes, bytes) else mutated(real, given_bytes)
    with suppress(Unreadable):
        reader(data)


PACKED = [name for name in READERS if name not in ("enrolment", "enrolled", "batch", "pulled")]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


def replaced(value, places: list[int], wanted):
    """A document in which one value, found by going down by `places`, is another."""
    if not places or not isinstance(value, dict | list) or not value:
        return wanted
    keys = list(value) if isinstance(value, dict) else range(len(value))
    key = keys[places[0] % len(keys)]
    inner = {key: replaced(value[key], places[1:], wanted)}
    if isinstance(value, dict):
        return value | inner
    return [inner.get(place, each) for place, each in enumerate(value)]


@pytest.mark.parametrize("name", PACKED)
@settings(max_examples=80, deadline=None)
@given(places=st.lists(st.integers(0, 20), min_size=1, max_size=5), wanted=JSON)
def test_a_document_with_another_value_in_it_is_read_or_refused(name: str, places: list[int], wanted) -> None:
    reader, real = READERS[name]
    document = reads(dict)(real)
    loose = document.pop(LOOSE, b"")
    with suppress(Unreadable):
        reader(pack(replaced(document, places, wanted), loose))


@pytest.mark.parametrize("name", [name for name in READERS if name not in ("enrolment", "batch")])
def test_what_was_packed_is_read(name: str) -> None:
    reader, real = READERS[name]
    assert reader(real) is not None


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(["office", "device", "nonce", "number", "signature"]), st.text(max_size=12)))
def test_headers_are_read_or_refused(headers) -> None:
    with suppress(Unreadable):
        read_headers({f"sai-thong-{name}": value for name, value in headers.items()})


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    opened = open_database(f"sqlite:///{tmp_path_factory.mktemp('fuzz') / 'x.sqlite'}")
    add_office(opened, "office", "ทรายทอง", epoch="first")
    yield opened
    opened.dispose()


@pytest.fixture(scope="module")
def app(engine):
    return application(engine, CLOCK)


@pytest.fixture(scope="module")
def pc(engine, app) -> Device:
    device = Device(TestClient(app), "office", "pc1")
    assert device.enrol(give_code(engine, "office", CLOCK)).status_code == 200
    device.hello()
    return device


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(["/v1/push", "/v1/pull", "/v1/keys"]), changes=CHANGES)
def test_a_signed_request_of_changed_bytes_is_answered(pc: Device, path: str, changes) -> None:
    _station, batch = work(pc, 2, f"f{secrets.token_hex(2)}")
    real = batch.to_bytes() if path == "/v1/push" else messages.pack_pull(PullRequest("first", 0, 1000))
    assert pc.post(path, mutated(real, changes)).status_code in (200, 400, 403, 409)


@pytest.fixture(scope="module")
def described(app):
    return schemathesis.openapi.from_asgi("/openapi.json", app)


@pytest.mark.parametrize("path", openapi.DESCRIPTION["paths"])
def test_the_server_answers_as_it_is_described(described, path: str) -> None:
    (method,) = openapi.DESCRIPTION["paths"][path]

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=described[path][method.upper()].as_strategy())
    def answers(case) -> None:
        case.call_and_validate(checks=CHECKS)

    answers()
