"""A batch and a page arrive as they left or not at all; a size follows the link between its bounds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.sync.batch_size import AFTER_CUT_BYTES, LEAST_BYTES, MOST_BYTES, START_BYTES, WANTED_SECONDS, BatchSize
from sai_thong.sync.batches import Batch, read_batch
from sai_thong.sync.columns import pack_entries
from sai_thong.sync.merge import Effect
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.pages import OutcomeLine, Page, pack_page, unpack_page
from tests.sync.made_entries import entry

DEVICE = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
OTHER = Ed25519PrivateKey.from_private_bytes(b"\x02" * 32)
ENTRIES = [entry("aaaaaaaa.4", amount=(None, 600)), entry("aaaaaaaa.5", base="aaaaaaaa.4", amount=(600, 700))]
BATCH = Batch("123456", "aaaaaaaa", 4, 5, b"b" * 32, b"a" * 32, pack_entries(ENTRIES), b"sealed").signed_by(DEVICE)


def test_a_batch_arrives_as_it_left():
    arrived = read_batch(BATCH.to_bytes())
    assert (arrived, arrived.entries(), arrived.count) == (BATCH, ENTRIES, 2)
    assert arrived.is_signed_by(DEVICE.public_key())
    assert not arrived.is_signed_by(OTHER.public_key())


@pytest.mark.parametrize(
    "changed",
    [
        {"office": "654321"},
        {"file_id": "aaaaaaab"},
        {"first": 3},
        {"last": 6},
        {"before": b"x" * 32},
        {"after": b"x" * 32},
        {"open_side": pack_entries(ENTRIES[:1])},
        {"box": b"sealed elsewhere"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_the_signature_covers_every_part(changed):
    assert not replace(BATCH, **changed).is_signed_by(DEVICE.public_key())


@given(cut=st.integers(0, len(BATCH.to_bytes()) - 1))
def test_a_batch_cut_short_is_none(cut):
    with pytest.raises(Unreadable):
        read_batch(BATCH.to_bytes()[:cut])


@given(at=st.integers(0, len(BATCH.to_bytes()) - 1), bit=st.integers(0, 7))
def test_a_damaged_batch_is_unreadable_or_not_signed(at, bit):
    data = bytearray(BATCH.to_bytes())
    data[at] ^= 1 << bit
    try:
        batch = read_batch(bytes(data))
    except Unreadable:
        return
    assert not batch.is_signed_by(DEVICE.public_key())


@pytest.mark.parametrize("wrong", [{"first": 3}, {"last": 6}, {"file_id": "bbbbbbbb"}, {"open_side": b"?"}])
def test_a_batch_that_holds_other_entries_than_it_says_is_unreadable(wrong):
    with pytest.raises(Unreadable):
        replace(BATCH, **wrong).entries()


def test_a_box_belongs_to_its_entries():
    assert replace(BATCH, first=3).context != BATCH.context
    assert replace(BATCH, office="1", file_id="2").context != replace(BATCH, office="12", file_id="").context


NAMES = st.sampled_from(["amount", "phone", ""])
LINES = st.builds(
    OutcomeLine,
    st.sampled_from(["aaaaaaaa", "bbbbbbbb"]),
    st.integers(1, 10**9),
    st.dictionaries(NAMES, st.sampled_from(list(Effect))),
    st.lists(st.tuples(NAMES, st.just("aaaaaaaa.3")), max_size=2).map(tuple),
)


@given(page=st.builds(Page, st.text(max_size=8), st.integers(1, 10**9), st.lists(LINES).map(tuple), st.booleans()))
def test_a_page_comes_out_as_it_went_in(page):
    assert unpack_page(pack_page(page)) == page


@given(data=st.binary(max_size=100))
def test_any_bytes_are_a_page_or_said_to_be_unreadable(data):
    for tried in (data, b"\x01\x00" + data):
        with pytest.raises(Unreadable):
            unpack_page(tried)


def test_a_size_grows_and_shrinks_with_the_link():
    assert BatchSize().after(START_BYTES, 2 * WANTED_SECONDS).wire_bytes == START_BYTES // 2
    assert BatchSize().after(START_BYTES, 0.1).wire_bytes == 2 * START_BYTES
    assert BatchSize().after_cut().wire_bytes == AFTER_CUT_BYTES
    assert BatchSize(AFTER_CUT_BYTES).after_cut().wire_bytes == AFTER_CUT_BYTES // 2


def test_where_the_link_broke_is_remembered_and_passed_slowly():
    size = BatchSize(MOST_BYTES).after_cut()
    assert size.wire_bytes == AFTER_CUT_BYTES
    grown = size.after(AFTER_CUT_BYTES, 0.1)
    assert AFTER_CUT_BYTES < grown.wire_bytes < AFTER_CUT_BYTES * 1.2
    assert grown.after_cut().wire_bytes < AFTER_CUT_BYTES
    assert BatchSize(LEAST_BYTES, calm_bytes=START_BYTES).after(LEAST_BYTES, 0.1).wire_bytes == 2 * LEAST_BYTES


@given(steps=st.lists(st.one_of(st.none(), st.tuples(st.integers(0, 10**7), st.floats(0, 1000)))))
def test_a_size_stays_between_its_bounds(steps):
    size = BatchSize()
    for step in steps:
        size = size.after_cut() if step is None else size.after(*step)
        assert LEAST_BYTES <= size.wire_bytes <= MOST_BYTES
