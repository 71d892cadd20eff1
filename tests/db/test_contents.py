"""Bytes kept under an address that follows from them: once, whole, never readable where they are sealed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sai_thong.db import backup, slots
from sai_thong.db.connection import open_connection
from sai_thong.db.contents import LARGEST_CONTENT, PART_BYTES, ContentDamaged, ContentMissing, ContentTooLarge
from sai_thong.db.refusals import SetClosed
from sai_thong.db.shelf import Shelf
from sai_thong.db.station import Station
from sai_thong.db.store import Store
from sai_thong.db.verify import Check, verify_contents
from tests.db.conftest import PASSWORD, SPECIAL

PLANTED = b"\x89PNG planted " * 50_000
"""Longer than two parts."""


def put(store: Store, data: bytes, *, sealed: bool = False) -> str:
    with store.transaction() as tx:
        return (tx.on(SPECIAL) if sealed else tx).put_content(data)


def shelf(store: Store, *, sealed: bool) -> Shelf:
    return store.sealed_set(SPECIAL) if sealed else store


def spoil(store: Store, sql: str) -> None:
    """Change the file beside the program."""
    store.close()
    connection = open_connection(store.path, store.keys.data_key, write=True)
    connection.execute(sql)
    connection.close()


@pytest.mark.parametrize("sealed", [False, True])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(
    data=st.one_of(
        st.binary(max_size=100),
        st.integers(-2, 2).map(lambda more: os.urandom(PART_BYTES + more)),
        st.integers(-1, 1).map(lambda more: os.urandom(3 * PART_BYTES + more)),
    )
)
def test_what_was_put_comes_back_whole(store: Store, sealed: bool, data: bytes) -> None:
    address = put(store, data, sealed=sealed)
    assert shelf(store, sealed=sealed).content(address) == data


def test_the_address_of_ordinary_bytes_is_their_digest(store: Store) -> None:
    assert put(store, PLANTED) == hashlib.sha256(PLANTED).hexdigest()


@pytest.mark.parametrize("sealed", [False, True])
def test_the_same_bytes_are_kept_once(store: Store, sealed: bool) -> None:
    assert put(store, PLANTED, sealed=sealed) == put(store, PLANTED, sealed=sealed)
    (kept,) = store.query("SELECT count(*) AS parts FROM contents")
    assert kept["parts"] == -(-len(PLANTED) // PART_BYTES) > 2


def test_bytes_of_a_set_have_another_address_that_only_its_key_can_compute(store: Store) -> None:
    address = put(store, PLANTED, sealed=True)
    assert address.startswith(f"{SPECIAL}.")
    assert hashlib.sha256(PLANTED).hexdigest() not in address
    with pytest.raises(ContentMissing):
        store.content(hashlib.sha256(PLANTED).hexdigest())


def test_sealed_bytes_are_nowhere_readable_in_the_opened_file(store: Store) -> None:
    """Also not for who has the data key of the file but not the key of the set."""
    put(store, PLANTED, sealed=True)
    parts = [row["bytes"] for row in store.query("SELECT bytes FROM contents")]
    assert parts
    assert all(b"planted" not in part for part in parts)


def test_sealed_bytes_open_only_with_the_key(store: Store, store_path: Path) -> None:
    address = put(store, PLANTED, sealed=True)
    slots.add_user(store_path, store.keys, "สมชาย", "อีกคน")
    with Store.open(store_path, user="สมชาย", password="อีกคน", clock=store.clock, write=False) as other:
        with pytest.raises(SetClosed):
            other.sealed_set(SPECIAL)
        with pytest.raises(ContentDamaged):
            other.content(address)
        assert list(verify_contents(other.connection_for_reading(), other.keys.set_keys)) == []


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE contents SET bytes = CAST('x' || substr(CAST(bytes AS TEXT), 2) AS BLOB) WHERE part = 1",
        "UPDATE contents SET bytes = x'' WHERE part = 2",
        "DELETE FROM contents WHERE part = 2",
        "DELETE FROM contents WHERE part = 0",
        "UPDATE contents SET part = 9 WHERE part = 0",
    ],
)
def test_changed_lost_or_moved_bytes_are_refused_and_found(store: Store, sealed: bool, change: str) -> None:
    address = put(store, PLANTED, sealed=sealed)
    spoil(store, change)
    with Store.open(store.path, password=PASSWORD, clock=store.clock, write=False) as again:
        with pytest.raises(ContentDamaged):
            shelf(again, sealed=sealed).content(address)
        (fault,) = verify_contents(again.connection_for_reading(), again.keys.set_keys)
    assert (fault.check, fault.where) == (Check.CONTENTS, address)


def test_bytes_of_another_address_are_refused(store: Store) -> None:
    one, other = put(store, b"one"), put(store, b"other")
    spoil(store, f"UPDATE contents SET bytes = (SELECT bytes FROM contents WHERE address = '{other}')")
    with Store.open(store.path, password=PASSWORD, clock=store.clock, write=False) as again:
        with pytest.raises(ContentDamaged):
            again.content(one)
        assert again.content(other) == b"other"


def test_an_address_without_bytes_is_told(store: Store) -> None:
    with pytest.raises(ContentMissing):
        store.content("0" * 64)


def test_too_many_bytes_are_refused_before_they_are_written(store: Store) -> None:
    with pytest.raises(ContentTooLarge):
        put(store, bytes(LARGEST_CONTENT + 1))
    assert store.query("SELECT address FROM contents") == []


def test_nothing_stays_of_a_transaction_that_failed(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction() as tx:
        tx.put_content(PLANTED)
        raise ZeroDivisionError
    assert store.query("SELECT address FROM contents") == []


def test_a_backup_carries_the_bytes(store: Store, store_path: Path, tmp_path: Path) -> None:
    ordinary, sealed = put(store, PLANTED), put(store, PLANTED, sealed=True)
    made = tmp_path / f"office{backup.SUFFIX}"
    backup.make(store_path, store.keys, made, store.clock)
    restored = tmp_path / "restored" / "office.saithong"
    restored.parent.mkdir()
    backup.restore(made, restored)
    elsewhere = Station(tmp_path / "other-home", "f")
    with Store.open(restored, password=PASSWORD, clock=store.clock, station=elsewhere) as again:
        assert again.content(ordinary) == again.sealed_set(SPECIAL).content(sealed) == PLANTED
