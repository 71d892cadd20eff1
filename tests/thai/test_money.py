"""Amounts in figures: written one way, read in every way a clerk writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.thai.digits import to_thai
from sai_thong.thai.money import BadAmount, baht, parse_baht

AMOUNTS = st.integers(-(10**13), 10**13)


def test_an_amount_has_groups_of_three_and_two_decimals() -> None:
    assert baht(123_450) == "1,234.50"
    assert baht(-5) == "-0.05"
    assert baht(100_000_000) == "1,000,000.00"
    assert (baht(0), baht(0, zero="-")) == ("0.00", "-")


@pytest.mark.parametrize(
    ("written", "satang"),
    [
        ("1,234.50", 123_450),
        ("1234.5", 123_450),
        ("๑,๒๓๔.๕๐", 123_450),
        ("600 บาท", 60_000),
        ("600บาทถ้วน", 60_000),
        ("600.-", 60_000),
        ("600.00 บาท", 60_000),
        ("600 บาท 50 สตางค์", 60_050),
        ("฿600", 60_000),
        (" 600 ", 60_000),
        ("-", 0),
        ("- บาท", 0),
        ("0", 0),
        ("-600", -60_000),
        ("(600.00)", -60_000),
        (600, 60_000),
        (600.5, 60_050),
        (0.1 + 0.2, 30),
    ],
)
def test_a_clerks_amount_is_read(written: str | int | float, satang: int) -> None:
    assert parse_baht(written) == satang


@pytest.mark.parametrize(
    "written",
    ["", "หกร้อย", "600.505", "12,34", "1,2345", "(600", "6 0 0", "600.50 บาท 25 สตางค์", float("nan"), 0.005, "9" * 15],
)
def test_what_is_no_amount_is_refused(written: str | float) -> None:
    with pytest.raises(BadAmount):
        parse_baht(written)


@given(AMOUNTS)
def test_a_written_amount_reads_back_in_either_digits(satang: int) -> None:
    assert parse_baht(baht(satang)) == satang
    assert parse_baht(to_thai(baht(satang))) == satang


@given(st.integers(-(10**11), 10**11))
def test_a_workbooks_float_reads_back(satang: int) -> None:
    assert parse_baht(satang / 100) == satang
