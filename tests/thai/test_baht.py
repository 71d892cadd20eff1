"""Amounts in words, by the published table; num2words agrees on any amount."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from sai_thong.thai.baht import baht_text


@pytest.mark.parametrize(
    ("satang", "strict", "popular"),
    [
        (0, "ศูนย์บาทถ้วน", None),
        (100, "หนึ่งบาทถ้วน", None),
        (1_100, "สิบเอ็ดบาทถ้วน", None),
        (2_100, "ยี่สิบเอ็ดบาทถ้วน", None),
        (10_100, "หนึ่งร้อยเอ็ดบาทถ้วน", "หนึ่งร้อยหนึ่งบาทถ้วน"),
        (20_100, "สองร้อยเอ็ดบาทถ้วน", "สองร้อยหนึ่งบาทถ้วน"),
        (11_100, "หนึ่งร้อยสิบเอ็ดบาทถ้วน", None),
        (60_000, "หกร้อยบาทถ้วน", None),
        (100_100, "หนึ่งพันเอ็ดบาทถ้วน", "หนึ่งพันหนึ่งบาทถ้วน"),
        (1, "หนึ่งสตางค์", None),
        (21, "ยี่สิบเอ็ดสตางค์", None),
        (101, "หนึ่งบาทหนึ่งสตางค์", None),
        (6_314_789, "หกหมื่นสามพันหนึ่งร้อยสี่สิบเจ็ดบาทแปดสิบเก้าสตางค์", None),
        (100_000_000, "หนึ่งล้านบาทถ้วน", None),
        (100_000_100, "หนึ่งล้านเอ็ดบาทถ้วน", "หนึ่งล้านหนึ่งบาทถ้วน"),
        (2_100_002_121, "ยี่สิบเอ็ดล้านยี่สิบเอ็ดบาทยี่สิบเอ็ดสตางค์", None),
        (
            123_456_789_012_345,
            "หนึ่งล้านสองแสนสามหมื่นสี่พันห้าร้อยหกสิบเจ็ดล้านแปดแสนเก้าหมื่นหนึ่งร้อยยี่สิบสามบาทสี่สิบห้าสตางค์",
            None,
        ),
        (-60_050, "ลบหกร้อยบาทห้าสิบสตางค์", None),
    ],
)
def test_amounts_in_both_conventions(satang: int, strict: str, popular: str | None) -> None:
    assert baht_text(satang) == strict
    assert baht_text(satang, strict=False) == (popular or strict)


@given(st.integers(0, 10**13))
def test_num2words_says_the_same(satang: int) -> None:
    oracle = num2words(f"{satang // 100}.{satang % 100:02}", lang="th", to="currency", currency="THB")
    assert baht_text(satang) == oracle


@given(st.integers(1, 10**15), st.booleans())
def test_a_debt_is_the_amount_with_a_minus(satang: int, strict: bool) -> None:
    assert baht_text(-satang, strict) == f"ลบ{baht_text(satang, strict)}"


@given(st.integers(0, 10**12))
def test_no_two_amounts_read_alike(satang: int) -> None:
    assert baht_text(satang) != baht_text(satang + 1)
    assert baht_text(satang) != baht_text(satang + 100)
