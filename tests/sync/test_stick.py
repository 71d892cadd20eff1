"""A stick is read whole or refused whole, by those it is sealed to alone, and written whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from datetime import date
from pathlib import Path

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.db import sealing
from sai_thong.sync.age_keys import identity_text, recipient_text
from sai_thong.sync.stick import (
    StickFull,
    StickHead,
    StickKind,
    StickNotForHere,
    StickUnreadable,
    file_name,
    read_stick,
    written_stick,
)

HEAD = StickHead(StickKind.UP, "5001", "1a2b3c4d", 7)
SIGNING = Ed25519PrivateKey.from_private_bytes(bytes(32))
BOX, OTHER_BOX = bytes([1] * 32), bytes([2] * 32)


def written(path: Path, *bodies: tuple[str, bytes], to=(BOX,), most_bytes=10_000_000) -> Path:
    recipients = [sealing.public_key(each) for each in to]
    with written_stick(path, HEAD, recipients, SIGNING, most_bytes=most_bytes) as stick:
        for asked, body in bodies:
            stick.add(asked, body)
    return path


def read(path: Path, box: bytes = BOX) -> list[tuple[str, bytes]]:
    return [(asked, body) for asked, body, _done in read_stick(path).bodies(box)]


@given(st.binary(min_size=32, max_size=32))
def test_keys_are_written_as_age_writes_them(private):
    identity = pyrage.x25519.Identity.from_str(identity_text(private))
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    assert str(identity.to_public()) == recipient_text(public)


def test_what_was_added_comes_out_in_its_order_for_each_recipient(tmp_path):
    bodies = [("/v1/push", os.urandom(size)) for size in (1, 700_000, 700_000, 3, 900_000)] + [("/v1/pull", b"")]
    path = written(tmp_path / "x", *bodies, to=(BOX, OTHER_BOX))
    assert read(path) == bodies == read(path, OTHER_BOX)
    stick = read_stick(path)
    assert stick.head == HEAD
    assert stick.is_signed_by(SIGNING.public_key())
    assert not stick.is_signed_by(Ed25519PrivateKey.generate().public_key())
    done = [place for *_body, place in stick.bodies(BOX)]
    assert done == sorted(done)
    assert done[-1] == stick.size


def test_a_stick_shows_nothing_of_its_bodies_and_opens_for_nobody_else(tmp_path):
    path = written(tmp_path / "x", ("/v1/push", b"somebody's name"))
    assert b"somebody" not in path.read_bytes()
    with pytest.raises(StickNotForHere):
        read(path, OTHER_BOX)


def test_every_changed_byte_and_every_torn_end_is_refused_before_anything_is_taken(tmp_path):
    path = written(tmp_path / "x", ("/v1/push", b"body"))
    whole = path.read_bytes()
    torn = tmp_path / "torn"
    for place in range(len(whole)):
        torn.write_bytes(whole[:place])
        with pytest.raises(StickUnreadable):
            read_stick(torn)
        torn.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with suppress(StickUnreadable):
            assert not read_stick(torn).is_signed_by(SIGNING.public_key())
    torn.write_bytes(whole + b"x")
    with pytest.raises(StickUnreadable):
        read_stick(torn)


@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_no_stick(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("any") / "x"
    for each in (data, b"saithong-stick\x01" + data):
        path.write_bytes(each)
        with pytest.raises(StickUnreadable):
            read_stick(path)


def test_a_stick_that_shows_other_bytes_the_second_time_is_refused(tmp_path):
    stick = read_stick(written(tmp_path / "x", ("/v1/push", b"first")))
    written(tmp_path / "x", ("/v1/push", b"other"))
    with pytest.raises(StickUnreadable):
        list(stick.bodies(BOX))


def test_no_stick_is_told_as_unreadable(tmp_path):
    with pytest.raises(StickUnreadable):
        read_stick(tmp_path / "nothing")
    with pytest.raises(StickUnreadable):
        read_stick(tmp_path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full, which is always full")
def test_a_full_stick_is_told():
    with pytest.raises(StickFull):
        written(Path("/dev/full"), ("/v1/push", bytes(2_000_000)))


def test_a_full_stick_keeps_what_stood_there_and_nothing_half(tmp_path, monkeypatch):
    path = written(tmp_path / "x", ("/v1/push", b"before"))

    def full(_handle):
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StickFull):
        written(path, ("/v1/push", b"after"))
    assert read(path) == [("/v1/push", b"before")]
    assert list(tmp_path.iterdir()) == [path]


@given(most=st.integers(3_000, 300_000), body=st.integers(1, 20_000))
def test_who_minds_the_room_stays_within_the_size(tmp_path_factory, most, body):
    path = tmp_path_factory.mktemp("room") / "x"
    with written_stick(path, HEAD, [sealing.public_key(BOX)], SIGNING, most_bytes=most) as stick:
        while stick.room >= body:
            stick.add("/v1/push", bytes(body))
    assert path.stat().st_size <= most
    assert path.stat().st_size + body >= most - 3_000


def test_the_name_tells_the_office_the_day_and_the_way():
    day = date(2026, 11, 21)
    assert file_name("5001", day, "1a2b3c4d") == "ทรายทอง-5001-2569-11-21-1a2b3c4d.saithong-batch"
    assert file_name("5001", day, "1a2b3c4d", answer=True) == "ทรายทอง-5001-2569-11-21-1a2b3c4d-ตอบ.saithong-batch"
    assert file_name("50/01", day, "../x") == "ทรายทอง-50_01-2569-11-21-.._x.saithong-batch"
