"""An attached file travels as the same bytes from every computer of its office, and opens for nobody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.db.errors import SealBroken
from sai_thong.db.keys import KeyRing
from sai_thong.db.office_box import GenerationMissing, new_generation
from sai_thong.sync.content_seals import OpenedContent, content_tag, open_content, seal_content

KEY, OTHER_KEY = bytes([1] * 32), bytes([2] * 32)
RING, OTHER_RING = (KeyRing(bytes(32), key, bytes(32)) for key in (KEY, OTHER_KEY))
ADDRESS = "0" * 64
CONTENTS = st.lists(st.binary(max_size=300), min_size=1, max_size=4).map(tuple)


@given(CONTENTS)
def test_a_file_sealed_by_any_computer_is_the_same_bytes_and_opens(parts):
    sealed = seal_content(RING, OpenedContent(ADDRESS, parts))
    assert sealed == seal_content(RING, OpenedContent(ADDRESS, parts))
    assert open_content(RING, content_tag(KEY, ADDRESS), sealed) == (ADDRESS, parts)


@given(CONTENTS, CONTENTS)
def test_other_parts_of_one_address_share_nothing(parts, other):
    first, second = (seal_content(RING, OpenedContent(ADDRESS, each)) for each in (parts, other))
    assert (first == second) is (parts == other)
    if parts != other:
        assert first[1:17] != second[1:17]


@given(CONTENTS, st.data())
def test_a_changed_byte_another_key_and_another_tag_open_nothing(parts, data):
    tag = content_tag(KEY, ADDRESS)
    sealed = seal_content(RING, OpenedContent(ADDRESS, parts))
    place = data.draw(st.integers(0, len(sealed) - 1))
    changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
    for ring, name, given_bytes in (
        (RING, tag, changed),
        (RING, tag, sealed[:place]),
        (OTHER_RING, tag, sealed),
        (RING, content_tag(KEY, "1" * 64), sealed),
    ):
        with pytest.raises((SealBroken, GenerationMissing)):
            open_content(ring, name, given_bytes)


def test_a_file_sealed_under_a_later_key_opens_for_who_was_handed_it():
    later = RING.with_generation(*new_generation(RING))
    sealed = seal_content(later, OpenedContent(ADDRESS, (b"data",)))
    tag = content_tag(KEY, ADDRESS)
    assert open_content(later, tag, sealed).parts == (b"data",)
    assert open_content(later, tag, seal_content(RING, OpenedContent(ADDRESS, (b"data",)))).parts == (b"data",)
    with pytest.raises(GenerationMissing):
        open_content(RING, tag, sealed)


def test_bytes_of_today_open_for_ever():
    parts = (b"first", b"second")
    sealed = seal_content(RING, OpenedContent(ADDRESS, parts))
    assert content_tag(KEY, ADDRESS) == KEPT_TAG
    assert sealed.hex() == KEPT


KEPT_TAG = "8wMKtTAioQjQUA43YJGIgQ"
KEPT = (
    "01eff0ca6a675b2debc38c984079a0fccb3995b1aa3ab6c9d75095713fddf7c37e2fd45f5b68a8900a1607e0fb837dea208c"
    "bcacbee92b7ee82f5131b96949747e294cc5930789ac8eac1be7c33a1064ff4499a5d89f46d5fe4dd2cbde4c7e9984b7b11c"
    "c6b9919c"
)
