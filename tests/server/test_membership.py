"""What computers may do about the computers of their office, and what a stranger or one struck off may not."""

from __future__ import annotations

import secrets
import warnings
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sai_thong.ground.clock import FixedClock
from sai_thong.server.api import application
from sai_thong.server.chests import put_chest
from sai_thong.server.database import add_office, of_office, open_database
from sai_thong.server.devices import give_code
from sai_thong.sync import messages
from sai_thong.sync.chest_messages import ChestAsked, digest_of
from sai_thong.sync.device_messages import (
    CODE_PATH,
    DEVICES_PATH,
    RENEW_PATH,
    REVOKE_PATH,
    Renewal,
    pack_named,
    pack_renewal,
    renewal_bytes,
    unpack_given_code,
    unpack_listed,
)
from sai_thong.sync.enrolment import read_code
from tests.server.devices import Device

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # httpx serves as well as what starlette would rather have
    from starlette.testclient import TestClient

CLOCK = FixedClock(datetime(2026, 11, 21, 3, tzinfo=UTC))
OFFICE = "TT-01"


@pytest.fixture
def engine(tmp_path):
    made = open_database(f"sqlite:///{tmp_path / 'server.sqlite'}")
    add_office(made, OFFICE, "ทรายทอง", epoch="first")
    yield made
    made.dispose()


@pytest.fixture
def device(engine):
    client = TestClient(application(engine, CLOCK))
    made = Device(client, OFFICE, "aaaa0001")
    assert made.enrol(give_code(engine, OFFICE, CLOCK)).status_code == 200
    made.hello()
    return made


def told(device, response):
    assert response.status_code == 200, response.text
    return messages.verified_answer(response.content, device.nonce, device.authority)


def invited(device, name):
    """A second device, by a code that the first one asked for."""
    given = unpack_given_code(told(device, device.post(CODE_PATH, pack_named(""))))
    assert given.good_until == "2026-11-22T03:00:00Z"
    other = Device(device.client, OFFICE, name)
    assert other.enrol(read_code(given.code)).status_code == 200
    other.hello()
    return other


def renewal(device, fresh, name="aaaa0009"):
    bare = Renewal(name, fresh.public_key().public_bytes_raw(), secrets.token_bytes(32), b"")
    return replace(bare, proof=fresh.sign(renewal_bytes(OFFICE, device.name, bare, device.nonce)))


def test_a_computer_invites_another_and_strikes_it_off(device):
    other = invited(device, "aaaa0002")
    listed = unpack_listed(told(device, device.post(DEVICES_PATH, pack_named(""))))
    assert [(each.device, each.revoked_at) for each in listed] == [("aaaa0001", ""), ("aaaa0002", "")]
    left = unpack_given_code(told(other, other.post(CODE_PATH, pack_named(""))))
    listed = unpack_listed(told(device, device.post(REVOKE_PATH, pack_named("aaaa0002"))))
    assert [bool(each.revoked_at) for each in listed] == [False, True]
    assert other.post(CODE_PATH, pack_named("")).status_code == 403
    assert Device(device.client, OFFICE, "aaaa0003").enrol(read_code(left.code)).status_code == 403
    assert device.post(REVOKE_PATH, pack_named("ffffffff")).status_code == 401


def test_new_keys_are_taken_only_from_who_holds_the_old_and_the_new_one(device):
    fresh, stranger = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    asked = renewal(device, fresh)
    forged = replace(asked, signing_key=stranger.public_key().public_bytes_raw())
    assert device.post(RENEW_PATH, pack_renewal(forged)).status_code == 403
    assert device.post(RENEW_PATH, pack_renewal(replace(asked, device="x\x00y"))).status_code == 400
    other = invited(device, "aaaa0002")
    assert device.post(RENEW_PATH, pack_renewal(renewal(device, fresh, other.name))).status_code == 401
    listed = unpack_listed(told(device, device.post(RENEW_PATH, pack_renewal(asked))))
    assert {each.device: each.replaced_by for each in listed}["aaaa0001"] == "aaaa0009"
    assert device.post(DEVICES_PATH, pack_named("")).status_code == 403
    renewed = Device(device.client, OFFICE, "aaaa0009", fresh, device.authority)
    renewed.hello()
    assert renewed.post(DEVICES_PATH, pack_named("")).status_code == 200


def test_a_chest_is_put_only_by_who_knew_the_one_before(engine):
    with of_office(engine, OFFICE) as connection:
        assert put_chest(connection, OFFICE, ChestAsked(""), CLOCK) == b""
        assert put_chest(connection, OFFICE, ChestAsked("", b"one"), CLOCK) == b"one"
        assert put_chest(connection, OFFICE, ChestAsked("", b"late"), CLOCK) == b"one"
        assert put_chest(connection, OFFICE, ChestAsked(digest_of(b"one"), b"two"), CLOCK) == b"two"
        assert put_chest(connection, OFFICE, ChestAsked(digest_of(b"two")), CLOCK) == b"two"
