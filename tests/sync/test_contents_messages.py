"""What is said about attached files reads back as it was written, and no other bytes do harm."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.sync.contents_messages import (
    Came,
    ContentsAsked,
    ContentsTold,
    HeldSoFar,
    Listed,
    Piece,
    Wanted,
    pack_contents_asked,
    pack_contents_told,
    unpack_contents_asked,
    unpack_contents_told,
)
from sai_thong.sync.packing import Unreadable, join_parts, split_parts

WHOLE = st.integers(0, 2**50)
TAG = st.text("abcXYZ019-_", max_size=22)
DIGEST = st.binary(min_size=32, max_size=32)
DATA = st.binary(max_size=60)
ASKED = st.builds(
    ContentsAsked,
    after=st.none() | WHOLE,
    pieces=st.lists(st.builds(Piece, TAG, WHOLE, DIGEST, st.integers(0, 1), WHOLE, DATA), max_size=3).map(tuple),
    wanted=st.lists(st.builds(Wanted, TAG, WHOLE), max_size=3).map(tuple),
    most_bytes=WHOLE,
    dropped=st.lists(TAG, max_size=3).map(tuple),
)
TOLD = st.builds(
    ContentsTold,
    listed=st.lists(st.builds(Listed, WHOLE, TAG, WHOLE, DIGEST, st.integers(0, 1)), max_size=3).map(tuple),
    more=st.booleans(),
    held=st.lists(st.builds(HeldSoFar, TAG, WHOLE, WHOLE), max_size=3).map(tuple),
    came=st.lists(st.builds(Came, TAG, WHOLE, DATA), max_size=3).map(tuple),
    gone=st.lists(TAG, max_size=3).map(tuple),
    is_full=st.booleans(),
)


@given(ASKED, TOLD)
def test_what_is_said_reads_back(asked, told):
    assert unpack_contents_asked(pack_contents_asked(asked)) == asked
    assert unpack_contents_told(pack_contents_told(told)) == told


@given(ASKED, TOLD, st.binary(max_size=40), st.data())
def test_other_bytes_are_unreadable_or_another_message_and_nothing_else(asked, told, noise, data):
    for packed, read in (
        (pack_contents_asked(asked), unpack_contents_asked),
        (pack_contents_told(told), unpack_contents_told),
    ):
        place = data.draw(st.integers(0, len(packed) - 1))
        for changed in (noise, packed[:place], packed[:place] + noise + packed[place + 1 :]):
            with suppress(Unreadable):
                read(changed)


def test_a_piece_more_or_less_than_said_is_unreadable():
    packed = pack_contents_asked(ContentsAsked(pieces=(Piece("tag", 3, bytes(32), 0, 0, b"abc"),)))
    for parts in (split_parts(packed)[:1], [*split_parts(packed), b"more"], []):
        with pytest.raises(Unreadable):
            unpack_contents_asked(join_parts(parts))
