"""What is packed comes out again as it was; what is no packed table is said to be none, whatever the bytes."""

from __future__ import annotations

import json

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.sync.columns import (
    pack_entries,
    pack_secrets,
    unpack_entries,
    unpack_secrets,
)
from sai_thong.sync.entries import Mark
from sai_thong.sync.packing import MOST_UNPACKED, Unreadable, pack
from tests.sync.made_entries import SECRETS, entry, runs_of_entries

SOME = [entry("aaaaaaaa.4", "aaaaaaaa.4", amount=(None, 60000)), entry("aaaaaaaa.5", "x", "b.2", note=("", "ก"))]


@given(entries=runs_of_entries())
def test_entries_come_out_as_they_went_in(entries):
    assert unpack_entries(pack_entries(entries)) == entries


@given(secrets=SECRETS)
def test_secrets_come_out_as_they_went_in(secrets):
    assert unpack_secrets(pack_secrets(secrets)) == secrets


@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_said_to_be_unreadable(data):
    for unpack in (unpack_entries, unpack_secrets):
        with pytest.raises(Unreadable):
            unpack(data)


@given(at=st.integers(0, 400), bit=st.integers(0, 7))
def test_a_damaged_table_is_read_or_said_to_be_unreadable(at, bit):
    packed = bytearray(pack_entries(SOME))
    packed[at % len(packed)] ^= 1 << bit
    try:
        entries = unpack_entries(bytes(packed))
    except Unreadable:
        return
    assert unpack_entries(pack_entries(entries)) == entries


def packed(document: object) -> bytes:
    return b"\x01\x00" + zstandard.compress(json.dumps(document).encode())


WELL_FORMED = {
    "file": "aaaaaaaa", "first": 1, "kinds": [["things", "things", 1]], "kind": [0], "shapes": [["amount"]],
    "shape": [0], "at": [0], "record": [0], "base": [0], "columns": [[[[None], [5]]]],
}  # fmt: skip


def test_the_table_that_the_broken_ones_are_made_from_is_well_formed():
    (read,) = unpack_entries(packed(WELL_FORMED))
    assert read.changes == {"amount": (None, 5)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": [1]},
        {"kind": [-1]},
        {"shape": [-1]},
        {"shape": []},
        {"at": ["soon"]},
        {"at": [10**18]},
        {"first": True},
        {"record": [1.5]},
        {"columns": [[[[None], [5, 6]]]]},
        {"columns": [[[[None, None], [5, 6]]]]},
        {"columns": [[[[None], [{"a": 1}]]]]},
        {"columns": [[[[None], [["not a mark"]]]]]},
        {"columns": []},
        {name: [0, 0] for name in ("kind", "shape", "at", "record", "base")},
        {"shapes": [["amount", "note"]]},
        {"kinds": [["things", "things"]]},
        {"file": 7},
    ],
    ids=json.dumps,
)
def test_a_table_that_is_not_well_formed_is_unreadable(wrong):
    with pytest.raises(Unreadable):
        unpack_entries(packed(WELL_FORMED | wrong))


@pytest.mark.parametrize("loose", [b"", bytes(7), bytes(9)])
def test_a_table_with_fewer_or_more_bytes_than_marks_is_unreadable(loose):
    table = WELL_FORMED | {"columns": [[[[None], [[]]]]], "shapes": [["note"]]}
    assert unpack_entries(pack(table, bytes(8)))[0].changes == {"note": (None, Mark(bytes(8)))}
    with pytest.raises(Unreadable):
        unpack_entries(pack(table, loose))


def test_a_table_of_another_version_is_unreadable():
    with pytest.raises(Unreadable):
        unpack_entries(b"\x02" + pack_entries(SOME)[1:])


def test_a_small_packet_cannot_fill_the_memory():
    bomb = b"\x01\x00" + zstandard.compress(b" " * (MOST_UNPACKED + 1))
    assert len(bomb) < 10_000
    with pytest.raises(Unreadable):
        unpack_entries(bomb)


def test_only_consecutive_entries_of_one_file_are_packed_together():
    for wrong in ([], [SOME[0], SOME[0]], [SOME[0], entry("bbbbbbbb.5")]):
        with pytest.raises(ValueError, match=r"entries|follow"):
            pack_entries(wrong)
