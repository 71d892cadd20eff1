"""What older programs said is understood by this one: an old computer and today's server, an old server and today's."""

from __future__ import annotations

import base64
import json
import secrets
import warnings
from pathlib import Path

import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sai_thong.db.keys import KeyRing
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.server.api import application
from sai_thong.server.database import add_office, open_database
from sai_thong.server.devices import enrol, give_code
from sai_thong.server.rebuilding import verify
from sai_thong.sync import messages
from sai_thong.sync.device import Device, PinnedAuthority, become, own_device, pinned_authority
from sai_thong.sync.engine import Round
from sai_thong.sync.enrolment import Enrolment
from sai_thong.sync.sessions import SignedRequest, read_headers
from sai_thong.sync.transports import Answer
from tests.sync.memory_transport import MemoryTransport
from tests.sync.real_stations import NOW, make_station

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # httpx serves as well as what starlette would rather have
    from starlette.testclient import TestClient

KEPT = sorted(Path(__file__).parent.glob("talk-*.json"))
ORDER = ("first sends", "second reads", "first changes", "second changes", "first reads", "third reads")
WHO = {"first": "one", "second": "two", "third": "three"}


def _bytes(text):
    return base64.b64decode(text, validate=True)


@pytest.fixture(params=KEPT, ids=lambda path: path.stem)
def kept(request):
    return json.loads(request.param.read_text(encoding="utf-8"))


@pytest.fixture
def clock():
    return FixedClock(NOW)


@pytest.fixture
def ring(kept):
    told = kept["ring"]
    sets = {name: _bytes(key) for name, key in told["sets"].items()}
    return KeyRing(secrets.token_bytes(32), _bytes(told["office"]), _bytes(told["private"]), sets)


def device_of(kept, name):
    told = kept["devices"][name]
    return Device(told["id"], name, _bytes(told["signing"]), _bytes(told["box"]))


def test_there_is_something_kept():
    assert KEPT


@pytest.fixture
def engine(kept, tmp_path):
    opened = open_database(f"sqlite:///{tmp_path / 'server.sqlite'}")
    add_office(opened, kept["office"], "ที่เก็บไว้", epoch=kept["epoch"])
    yield opened
    opened.dispose()


def test_an_old_computer_is_understood_by_todays_server(kept, engine, clock):
    """Its very bodies, signed with its key for today's sessions."""
    for name in kept["devices"]:
        device, code = device_of(kept, name), give_code(engine, kept["office"], clock)
        keys = device.public.signing_key, device.public.box_key
        enrol(engine, Enrolment(kept["office"], code.secret, device.device, name, *keys), clock)
    with TestClient(application(engine, clock)) as client:
        for talk in ORDER:
            device, nonce = device_of(kept, WHO[talk.split()[0]]), b""
            for number, said in enumerate(kept["talks"][talk]):
                body, path = _bytes(said["asked"]), said["path"]
                signed = messages.request_bytes("POST", path, body, nonce, number)
                asked = SignedRequest(kept["office"], device.device, nonce, number, device.signing_key.sign(signed))
                answer = client.post(path, content=body, headers=asked.headers())
                assert answer.status_code == 200, (talk, path, answer.text)
                if number == 0:
                    nonce = messages.unpack_welcome(answer.content[:-64]).nonce
                if path == "/v1/push":
                    assert messages.unpack_receipt(answer.content[:-64]).refused is None
    assert verify(engine, kept["office"]).is_sound
    with engine.connect() as connection:
        order = connection.execute(sa.text("SELECT count(*) FROM outcomes")).scalar_one()
    assert order == max(
        messages.unpack_welcome(_bytes(each[0]["answered"])).last_seq for each in kept["talks"].values()
    )


def test_an_old_server_is_understood_by_todays_computer(kept, ring, tmp_path):
    """Its very answers, signed for what is asked today: a new computer reads the whole order from them."""
    authority = Ed25519PrivateKey.from_private_bytes(_bytes(kept["authority"]))
    station = make_station(tmp_path, "ใหม่", ring)
    device = device_of(kept, "three")
    public = authority.public_key().public_bytes_raw()
    become(station.store, device, PinnedAuthority("memory:", kept["office"], public))
    said = {each["path"]: _bytes(each["answered"]) for each in kept["talks"]["third reads"]}

    def serve(path, body, headers):
        nonce = messages.unpack_hello(body).challenge if path == "/v1/hello" else read_headers(headers).nonce
        return Answer(200, messages.signed_answer(said[path], nonce, authority))

    line = MemoryTransport(serve)
    Round(station.store, own_device(station.store), pinned_authority(station.store), RECORD_TYPES, line).run()
    store = station.store
    assert [[each.first_name, each.moo, each.phone, each.note] for each in store.find(Citizen)] == kept["stands"]
    assert [each.first_name for each in store.sealed_set(SENSITIVE_SETS[0]).find(Citizen)] == ["ลับ"]
    waiting = store.query("SELECT record_type, record_id, field, version FROM contenders ORDER BY field")
    assert waiting == kept["waiting"]
    store.close()
