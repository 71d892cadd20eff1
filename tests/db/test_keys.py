"""The key ring, what a password costs to guess, and keys wrapped so that they fit one slot only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.db import sealing
from sai_thong.db.errors import SealBroken
from sai_thong.db.keys import FLOOR, Kdf, KeyRing, Place, SaltedKdf, calibrate, cost_for

CHEAP = Kdf(memory_kib=8, time_cost=1)
HERE = Place("0123", "user", "สมหญิง")
KEK = bytes(32)


def test_a_new_ring_has_different_random_keys() -> None:
    ring = KeyRing.new(("s1", "s2"))
    keys = list(ring.named().values())
    assert len(set(keys)) == len(keys) == 5
    assert {len(key) for key in keys} == {32}
    assert ring.office_public == sealing.public_key(ring.office_private)
    assert KeyRing.new().data_key != ring.data_key


def test_a_ring_is_the_same_after_naming_its_keys_and_can_leave_sets_out() -> None:
    ring = KeyRing.new(("s1", "s2"))
    assert KeyRing.from_named(ring.named()) == ring
    assert dict(KeyRing.from_named(ring.named(["s2"])).set_keys) == {"s2": ring.set_keys["s2"]}
    assert dict(KeyRing.from_named(ring.named(())).set_keys) == {}
    assert dict(KeyRing.new().with_set("s3", KEK).set_keys) == {"s3": KEK}


def test_a_ring_shown_in_a_log_shows_no_key() -> None:
    ring = KeyRing.new(("s1",))
    shown = repr(ring)
    for key in ring.named().values():
        assert key.hex() not in shown
        assert repr(key) not in shown


def test_a_ring_does_not_change_when_the_mapping_it_was_made_from_does() -> None:
    sets = {"s1": KEK}
    ring = KeyRing(KEK, KEK, KEK, sets)
    sets["s2"] = KEK
    assert set(ring.set_keys) == {"s1"}


@pytest.mark.parametrize(
    ("floor_seconds", "cost"),
    [
        (0.5, Kdf(64 * 1024, 3)),
        (0.2, Kdf(128 * 1024, 3)),
        (0.13, Kdf(128 * 1024, 5)),
        (0.05, Kdf(256 * 1024, 7)),
        (2.0, Kdf(64 * 1024, 3)),
        (0.001, Kdf(256 * 1024, 16)),
        (0.0, Kdf(256 * 1024, 16)),
    ],
)
def test_a_guess_is_made_to_cost_half_a_second_and_never_less_than_the_floor(floor_seconds: float, cost: Kdf) -> None:
    assert cost_for(floor_seconds, 0.5) == cost


@given(st.floats(0, 10), st.floats(0.01, 5))
def test_no_machine_is_calibrated_below_the_floor(floor_seconds: float, target: float) -> None:
    cost = cost_for(floor_seconds, target)
    assert cost.memory_kib >= FLOOR.memory_kib == 64 * 1024
    assert cost.time_cost >= FLOOR.time_cost == 3
    assert cost.within_reason()


def test_calibration_measures_the_floor_once() -> None:
    readings = iter((10.0, 10.2))
    assert calibrate(0.5, timer=lambda: next(readings)) == Kdf(128 * 1024, 3)


def test_argon2id_is_the_one_of_the_standard() -> None:
    """RFC 9106, 5.3, has secret and data, which we do not use; this vector is of the reference implementation."""
    salted = SaltedKdf(Kdf(memory_kib=256, time_cost=2, lanes=1), b"somesalt")
    assert salted.key("password").hex() == "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"


@pytest.mark.parametrize(("one", "two"), [("น้ำ", "น้ํา"), ("café", "cafe\u0301")])
def test_a_password_is_the_same_however_its_marks_were_composed(one: str, two: str) -> None:
    assert one != two
    kdf = SaltedKdf.fresh(CHEAP)
    assert kdf.key(one) == kdf.key(two)
    assert kdf.key(one) != SaltedKdf.fresh(CHEAP).key(one)


@pytest.mark.parametrize(
    "cost",
    [Kdf(4, 1), Kdf(2 * 1024 * 1024, 1), Kdf(8, 0), Kdf(8, 65), Kdf(8, 1, 0), Kdf(8, 1, 17), Kdf(2**40, 3)],
)
def test_a_cost_that_would_stop_the_machine_is_not_believed(cost: Kdf) -> None:
    assert not cost.within_reason()
    assert FLOOR.within_reason()


@pytest.mark.parametrize(
    ("place", "kek", "name"),
    [
        (Place("0124", "user", "สมหญิง"), KEK, "data"),
        (Place("0123", "recovery", "สมหญิง"), KEK, "data"),
        (Place("0123", "user", "สมชาย"), KEK, "data"),
        (HERE, KEK, "office"),
        (HERE, bytes([1] * 32), "data"),
    ],
)
def test_a_wrapped_key_opens_in_its_own_slot_only(place: Place, kek: bytes, name: str) -> None:
    key = sealing.new_key()
    wrapped = HERE.wrap(KEK, "data", key)
    assert HERE.unwrap(KEK, "data", wrapped) == key
    assert place.unwrap(kek, name, wrapped) is None
    assert HERE.unwrap(KEK, "data", wrapped[:10]) is None


def test_a_handed_key_opens_in_the_slot_it_was_handed_to_only() -> None:
    private, key = sealing.new_private_key(), sealing.new_key()
    box = HERE.hand(sealing.public_key(private), "set:s1", key)
    assert HERE.take(private, "set:s1", box) == key
    with pytest.raises(SealBroken):
        HERE.take(private, "set:s2", box)
    with pytest.raises(SealBroken):
        Place("0123", "user", "สมชาย").take(private, "set:s1", box)


def test_a_public_key_is_vouched_for_with_the_data_key() -> None:
    public = sealing.public_key(sealing.new_private_key())
    vouched = HERE.vouch(KEK, public)
    assert vouched == HERE.vouch(KEK, public)
    assert vouched != HERE.vouch(bytes([1] * 32), public)
    assert vouched != Place("0123", "user", "สมชาย").vouch(KEK, public)
    assert vouched != HERE.vouch(KEK, sealing.public_key(sealing.new_private_key()))
