"""Cleaning gives one spelling to what looks alike, and changes nothing twice."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.thai.text import clean, search_form, tidy

NASTY = st.text(st.sampled_from("กนรเแาำะัิีฺุู็่้๊๋์ํ๎ๅๆaA1๑ .-\u00a0\u200b\u200d\ufeff\t\n\u2009"), max_size=12)


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("นํ้า", "น้ำ"),  # nikhahit, tone, sara aa
        ("น้ํา", "น้ำ"),  # tone, nikhahit, sara aa
        ("นำ้", "น้ำ"),  # tone after sara am
        ("กํานัน", "กำนัน"),
        ("หาเเก้ว", "หาแก้ว"),
        ("อยูู่", "อยู่"),
        ("อย่่า", "อย่า"),
        ("ที่่", "ที่"),
        ("ก่ี", "กี่"),  # tone before the vowel
        ("รู้", "รู้"),  # tone before sara uu: NFC orders them
        ("สม\u200bชาย", "สมชาย"),
        ("\ufeffสมชาย\u200d", "สมชาย"),
        ("  สมชาย \u00a0 ใจดี\t", "สมชาย ใจดี"),
        ("สมชาย\nใจดี", "สมชาย ใจดี"),
        ("ปญฺโญ", "ปญฺโญ"),
        ("ก็", "ก็"),
        ("", ""),
    ],
)
def test_one_spelling_for_what_looks_alike(written: str, cleaned: str) -> None:
    assert clean(written) == cleaned


def test_tidying_changes_nothing_that_is_seen() -> None:
    assert tidy(" หาเเก้ว\u00a0 อ่อนรู้ที่\u200b\udca1 ") == "หาเเก้ว อ่อนรู้ที่"


@pytest.mark.parametrize(
    "variants",
    [
        ("น้ำฝน", "นํ้าฝน", "น้ํา\u200bฝน", "นำ้ฝน"),
        ("แก้ว ใจดี", "เเก้ว  ใจดี", " แก้ว\u00a0ใจดี "),
        ("หมู่ 12", "หมู่ ๑๒", "หมู่\t๑2"),
        ("SAI Thong", "sai thong"),
    ],
)
def test_variant_spellings_are_found_alike(variants: tuple[str, ...]) -> None:
    assert len({search_form(variant) for variant in variants}) == 1


@given(NASTY | st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert tidy(tidy(text)) == tidy(text)
    assert search_form(search_form(text)) == search_form(text)


@given(NASTY)
def test_cleaned_text_is_nfc_without_stray_blanks(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == " ".join(cleaned.split())
    assert not {"\u200b", "\u200d", "\ufeff"} & set(cleaned)


@given(NASTY)
def test_tidying_first_changes_no_cleaning(text: str) -> None:
    assert clean(tidy(text)) == clean(text)
