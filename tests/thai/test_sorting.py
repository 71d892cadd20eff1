"""Stored sort keys stand in dictionary order byte by byte; ICU's Thai collation, through Qt, agrees."""

from functools import cache, cmp_to_key
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCollator, QLocale

from sai_thong.thai.sorting import SORT_KEY_VERSION, sort_key
from sai_thong.thai.text import clean

DICTIONARY = [
    *["กก", "กมล", "กาญจนา", "กำนัน", "กิ่ง", "เก่ง", "เกษม", "แก", "แก่น", "แก้ว", "ไก่", "จันทร์", "ใจดี", "ฉวี", "ชัย"],
    *["รัก", "ฤทธิ์", "ลม", "ฦา", "ศรี", "ษมา", "สมชาย", "เสมอ", "โสภา", "อ้วน", "เอก", "ฮ้อ"],
]

CONSONANTS = "กขคงจฉชซญฐณดตถทธนบปผพฟภมยรฤลวศษสหอฮ"
SYLLABLES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "เ", "แ", "โ", "ใ", "ไ"]),
        st.sampled_from(CONSONANTS),
        st.sampled_from(["", "", "ะ", "ั", "ิ", "ี", "ึ", "ื", "ุ", "ู", "็"]),
        st.sampled_from(["", "", "่", "้", "๊", "๋"]),
        st.sampled_from(["", "", "า", "ำ"]),
        st.sampled_from(["", "", *CONSONANTS, "ร์", "ต์"]),
    ),
)
WORDS = st.lists(SYLLABLES, min_size=1, max_size=4).map("".join)
NAMES = st.tuples(WORDS, WORDS).map(" ".join)
ADDRESSES = st.text(st.sampled_from("กขฮเแาำะ่้1290๑๒๙/-.,() abzAB"), min_size=1, max_size=8)


@cache
def icu() -> QCollator | None:
    """Qt's Thai collation where Qt was built with ICU, else none."""
    collator = QCollator(QLocale(QLocale.Language.Thai))
    return collator if collator.compare("เก", "กฮ") > 0 > collator.compare("ก่ก", "กข") else None


needs_icu = pytest.mark.skipif(icu() is None, reason="this Qt has no ICU to compare with")


def icu_order(left: str, right: str) -> int:
    """Minus one, nothing or one, as ICU orders cleaned text."""
    collator = icu()
    assert collator is not None
    order = collator.compare(clean(left), clean(right))
    return (order > 0) - (order < 0)


def key_order(left: str, right: str) -> int:
    """Minus one, nothing or one, as the bytes of the keys are ordered."""
    mine, other = sort_key(left).encode(), sort_key(right).encode()
    return (mine > other) - (mine < other)


def test_the_published_sample_stands_in_its_order() -> None:
    assert sorted(set(DICTIONARY), key=sort_key) == DICTIONARY


@pytest.mark.parametrize(
    "ascending",
    [
        ("กก", "กฮ", "กะ", "กัก", "กา", "กำ", "กิ", "กี", "กึ", "กื", "กุ", "กู", "เก", "แก", "โก", "ใก", "ไก"),
        ("ปา", "ป่า", "ป้า", "ป๊า", "ป๋า", "ปาก", "ป่าก"),
        ("แพทย", "แพทย์", "แพทยา"),
        ("รัง", "ฤกษ์", "ลา", "ฦา", "วา"),
        ("กา มา", "กาก มา", "กากี มา"),
        ("-", "1", "๒", "3", "ก", "ฮ", "a", "B", "c"),
        ("บ้าน 1", "บ้าน ๒", "บ้าน 3"),
        ("วัด 1", "วัด 1/2", "วัด 11"),
    ],
    ids=lambda words: words[0],
)
def test_words_ascend(ascending: tuple[str, ...]) -> None:
    for lower, higher in pairwise(ascending):
        assert sort_key(lower).encode() < sort_key(higher).encode(), (lower, higher)


def test_digits_of_both_kinds_and_both_long_vowels_stand_alike() -> None:
    assert sort_key("หมู่ ๑๒") == sort_key("หมู่ 12")
    assert sort_key("ฤๅษี") == sort_key("ฤาษี")


def test_misspelt_words_stand_where_the_right_ones_do() -> None:
    assert sort_key("นํ้า  ใส") == sort_key("น้ำ ใส")
    assert sort_key("เเก้ว") == sort_key("แก้ว")


def test_a_key_can_be_stored_and_printed() -> None:
    assert SORT_KEY_VERSION == 1
    assert all(character.isprintable() for character in sort_key("นาย 'เก่ง' (A-1) ๒"))


@needs_icu
def test_icu_sorts_the_published_sample_alike() -> None:
    assert sorted(set(DICTIONARY), key=cmp_to_key(icu_order)) == DICTIONARY


@needs_icu
@given(st.tuples(WORDS, WORDS) | st.tuples(NAMES, NAMES))
def test_icu_orders_names_alike(pair: tuple[str, str]) -> None:
    assert key_order(*pair) == icu_order(*pair)


@needs_icu
@given(WORDS, st.integers(0, 20), st.sampled_from(["่", "้", "์", "็", ""]))
def test_icu_orders_words_alike_that_differ_in_a_mark(word: str, place: int, mark: str) -> None:
    other = word[:place] + mark + word[place:]
    assert key_order(word, other) == icu_order(word, other)


@needs_icu
@given(ADDRESSES, ADDRESSES)
def test_icu_orders_addresses_alike(left: str, right: str) -> None:
    assert key_order(left, right) == icu_order(left, right)
