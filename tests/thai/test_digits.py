"""Digits turn both ways and touch nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from sai_thong.thai.digits import in_digits, to_arabic, to_thai


def test_each_digit_has_its_partner() -> None:
    assert to_thai("0123456789") == "๐๑๒๓๔๕๖๗๘๙"
    assert to_arabic("๐๑๒๓๔๕๖๗๘๙") == "0123456789"


def test_other_text_stays() -> None:
    assert to_thai("ที่ กส 71801/123") == "ที่ กส ๗๑๘๐๑/๑๒๓"


def test_digits_are_chosen_by_name() -> None:
    assert in_digits("ปี 2569", "thai") == "ปี ๒๕๖๙"
    assert in_digits("ปี ๒๕๖๙", "arabic") == "ปี 2569"


@given(st.integers(min_value=0))
def test_a_number_survives_the_way_there_and_back(number: int) -> None:
    assert to_arabic(to_thai(str(number))) == str(number)
    assert int(to_thai(str(number))) == number
