"""A hub's call is believed by its own signature, and followed by that of a device of the office."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.hub.beacon import (
    Beacon,
    pack_beacon,
    pack_question,
    read_beacon,
    unpack_question,
    vouched,
)
from sai_thong.sync.device import new_device
from sai_thong.sync.following import Term
from sai_thong.sync.packing import Unreadable

HUB = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
TERM = Term("ทดสอบ-01", 3, HUB.public_key().public_bytes_raw())
DEVICE = new_device("เครื่องธุรการ")
CALL = Beacon(TERM, DEVICE.name, 8440, DEVICE.device, vouched(TERM, DEVICE.signing_key))


def test_a_call_is_read_as_it_was_sent():
    assert read_beacon(pack_beacon(CALL, HUB)) == CALL
    assert unpack_question(pack_question("ทดสอบ-01")) == "ทดสอบ-01"


def test_a_call_that_its_hub_did_not_sign_is_none():
    with pytest.raises(Unreadable):
        read_beacon(pack_beacon(CALL, Ed25519PrivateKey.generate()))


@given(st.binary(max_size=1500))
def test_no_bytes_from_the_network_do_more_than_be_unreadable(data):
    for read in (read_beacon, unpack_question):
        with pytest.raises(Unreadable):
            read(data)


@given(st.integers(0), st.integers(1, 255))
def test_a_changed_call_is_unreadable(place, change):
    data = bytearray(pack_beacon(CALL, HUB))
    data[place % len(data)] ^= change
    with pytest.raises(Unreadable):
        read_beacon(bytes(data))


def test_only_a_device_that_was_not_struck_off_vouches_and_for_this_very_term():
    known = DEVICE.public
    assert CALL.is_vouched_by([known])
    assert not CALL.is_vouched_by([replace(known, revoked=True)])
    assert not CALL.is_vouched_by([new_device("อื่น").public])
    assert not CALL.is_vouched_by([replace(new_device("อื่น").public, device=DEVICE.device)])
    for term in (replace(TERM, generation=4), replace(TERM, office="อื่น"), replace(TERM, key=bytes(32))):
        assert not replace(CALL, term=term).is_vouched_by([known])


def test_of_two_terms_everybody_follows_the_same():
    later, other = replace(TERM, generation=4), replace(TERM, key=bytes(32))
    assert max(TERM, later, other, key=lambda each: each.rank) == later
    assert max(TERM, other, key=lambda each: each.rank) == max(other, TERM, key=lambda each: each.rank)
