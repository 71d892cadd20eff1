"""Packed documents: small with the shipped dictionary, read without it too, and never anything else than a document."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.ground import resources
from sai_thong.sync.packing import LOOSE, MOST_UNPACKED, Unreadable, join_parts, pack, reads, split_parts

DICTIONARY_1 = "578f674671b81813efe168edc3bcfa2eb22e306010d967555f45f3e7fad704ff"
"""Of released bytes: whoever changes the file makes what others sent unreadable."""

DOCUMENTS = st.dictionaries(st.text(), st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=5))
read = reads(dict)


def packed_plainly(document, level=3):
    return bytes((1, 0)) + zstandard.ZstdCompressor(level=level).compress(json.dumps(document).encode())


@given(DOCUMENTS)
def test_a_document_comes_back_with_and_without_the_dictionary(document):
    assert read(pack(document)) == {**document, LOOSE: b""}
    assert read(packed_plainly(document)) == {**document, LOOSE: b""}


@given(DOCUMENTS, st.binary(min_size=1, max_size=40))
def test_bytes_beside_a_document_come_back_as_they_were(document, loose):
    packed = pack(document, loose)
    assert read(packed) == {**document, LOOSE: loose}
    assert packed.endswith(loose)
    for cut in (3, 7, len(packed) - len(loose) - 1):
        with pytest.raises(Unreadable):
            read(packed[:cut])


def test_a_single_change_travels_in_about_half_by_the_dictionary():
    change = {"file": "k3v9x2mq", "first": 812, "kinds": [["citizens", "citizens", 1]], "kind": [0]}
    change |= {"shapes": [["house_no", "moo", "phone"]], "shape": [0], "at": [1], "record": [3], "base": [7]}
    change |= {"columns": [[[["12/3"], ["14"]], [[3], [4]], [["0811111111"], ["0822222222"]]]]}
    assert len(pack(change)) * 1.8 < len(packed_plainly(change, level=12))


def test_the_dictionary_stays_as_it_was_sent_with():
    shipped = resources.path("sync/dictionary-1.zstd").read_bytes()
    assert hashlib.sha256(shipped).hexdigest() == DICTIONARY_1


def test_a_dictionary_nobody_knows_yet_is_told_and_not_guessed():
    with pytest.raises(Unreadable):
        read(bytes((1, 2)) + pack({"a": "ก"})[2:])


@given(st.binary(max_size=300), st.sampled_from((b"", bytes((1, 0)), bytes((1, 1)), bytes((2, 1, 0, 0, 0, 9)))))
def test_random_bytes_are_unreadable_or_a_document(data, header):
    with suppress(Unreadable):
        assert isinstance(read(header + data), dict)


@given(DOCUMENTS, st.data())
def test_a_changed_byte_is_unreadable_or_another_document(document, data):
    packed = bytearray(pack(document))
    place = data.draw(st.integers(0, len(packed) - 1))
    packed[place] ^= data.draw(st.integers(1, 255))
    with suppress(Unreadable):
        assert isinstance(read(bytes(packed)), dict)


def test_a_document_that_would_fill_the_memory_is_not_unpacked():
    with pytest.raises(Unreadable):
        read(bytes((1, 0)) + zstandard.ZstdCompressor().compress(bytes(MOST_UNPACKED + 1)))


@given(st.lists(st.binary(max_size=40)))
def test_parts_come_back_and_cut_parts_do_not(parts):
    joined = join_parts(parts)
    assert split_parts(joined) == parts
    if joined:
        with pytest.raises(Unreadable):
            split_parts(joined[:-1])
