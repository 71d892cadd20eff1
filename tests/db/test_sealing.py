"""A sealed value opens only with its key, in its place, unchanged; a tag names a fact the same way for ever."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.db import sealing
from sai_thong.db.errors import SealBroken, StoreMistake

KEY = bytes(range(32))
OTHER = bytes(reversed(range(32)))
PLACE = b"petitions|7|complaint"


@given(st.binary(max_size=200), st.binary(max_size=40))
def test_what_is_sealed_comes_back(plaintext: bytes, context: bytes) -> None:
    assert sealing.unseal(KEY, sealing.seal(KEY, plaintext, context), context) == plaintext


def test_two_seals_of_one_value_differ_and_show_nothing_of_it() -> None:
    secret = "ร้องเรียนเจ้าหน้าที่".encode()
    one, two = sealing.seal(KEY, secret, PLACE), sealing.seal(KEY, secret, PLACE)
    assert one != two
    assert secret not in one


def test_any_flipped_bit_of_a_sealed_value_is_refused() -> None:
    sealed = sealing.seal(KEY, b"60000", PLACE)
    for bit in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(SealBroken):
            sealing.unseal(KEY, bytes(changed), PLACE)


@pytest.mark.parametrize(
    ("key", "cut", "context"),
    [(OTHER, 99, PLACE), (KEY, 99, b"petitions|8|complaint"), (KEY, 5, PLACE), (KEY, 0, PLACE)],
)
def test_another_key_another_place_or_a_cut_value_is_refused(key: bytes, cut: int, context: bytes) -> None:
    sealed = sealing.seal(KEY, b"60000", PLACE)
    with pytest.raises(SealBroken):
        sealing.unseal(key, sealed[:cut], context)


def test_a_value_sealed_by_the_first_release_still_opens() -> None:
    kept = bytes.fromhex("01000102030405060708090a0bb27509a916b40dc6d876550d81ff33185fd32f2c32")
    assert sealing.unseal(KEY, kept, PLACE) == b"60000"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("payment", "1103700000011", "old-age", "2569-11"), "wrEZKodJemENCOsA4JQULw"),
        (("payment", "1103700000011", "old-age", 256911), "wNwpojHsLxylIC2hMuyzcg"),
        ((None,), "85UHno0OxkU3EKAfwrUZaA"),
        ((b"\x00",), "sIWrK33PCtmvnz5-yxkSJg"),
    ],
)
def test_a_tag_is_the_same_for_ever(parts: tuple[str | bytes | int | None, ...], expected: str) -> None:
    assert sealing.tag(KEY, *parts) == expected


_parts = st.lists(
    st.one_of(st.none(), st.text(max_size=3), st.binary(max_size=3), st.integers(-300, 300)), max_size=4
).map(tuple)


@given(_parts, _parts)
def test_different_facts_have_different_tags(one: tuple[object, ...], two: tuple[object, ...]) -> None:
    same = [(type(part), part) for part in one] == [(type(part), part) for part in two]
    assert (sealing.tag(KEY, *one) == sealing.tag(KEY, *two)) == same  # type: ignore[arg-type]


def test_tags_differ_by_key_and_go_into_addresses_and_file_names() -> None:
    tag = sealing.tag(KEY, "ก")
    assert tag != sealing.tag(OTHER, "ก")
    assert len(tag) == 22
    assert set(tag) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_a_truth_value_and_a_short_key_are_our_mistakes() -> None:
    with pytest.raises(StoreMistake):
        sealing.tag(KEY, True)
    with pytest.raises(StoreMistake):
        sealing.seal(b"short", b"x", PLACE)


def test_a_box_opens_only_for_the_office_it_was_sealed_to() -> None:
    office, stranger = sealing.new_private_key(), sealing.new_private_key()
    box = sealing.seal_for(sealing.public_key(office), "ถึง อบต.".encode(), PLACE)
    assert sealing.open_box(office, box, PLACE) == "ถึง อบต.".encode()
    for key, context in ((stranger, PLACE), (office, b"elsewhere")):
        with pytest.raises(SealBroken):
            sealing.open_box(key, box, context)


def test_any_flipped_bit_of_a_box_is_refused() -> None:
    office = sealing.new_private_key()
    box = sealing.seal_for(sealing.public_key(office), b"x", PLACE)
    for byte in range(len(box)):
        changed = bytearray(box)
        changed[byte] ^= 1 << byte % 8
        with pytest.raises(SealBroken):
            sealing.open_box(office, bytes(changed), PLACE)
    for length in (0, 10, len(box) - 1):
        with pytest.raises(SealBroken):
            sealing.open_box(office, box[:length], PLACE)


def test_a_box_sealed_by_the_first_release_still_opens() -> None:
    kept = bytes.fromhex(
        "016ca4275ab0017c055a80b1c41d3026be10bdcc83a585d1955200579add1f5b349a27fb55c5d2ea1877d1968d0bfc25aaad882a5315"
    )
    assert sealing.open_box(KEY, kept, PLACE) == b"60000"
