"""Thai digits (๐–๙, U+0E50–U+0E59) and Arabic digits, both ways."""

from __future__ import annotations

from typing import Final, Literal

Digits = Literal["arabic", "thai"]
"""Which digits a paper or a column shows."""

THAI_DIGITS: Final = "๐๑๒๓๔๕๖๗๘๙"
ARABIC_DIGITS: Final = "0123456789"

TO_THAI: Final = str.maketrans(ARABIC_DIGITS, THAI_DIGITS)
TO_ARABIC: Final = str.maketrans(THAI_DIGITS, ARABIC_DIGITS)


def to_thai(text: str) -> str:
    """`text` with every Arabic digit as the Thai one."""
    return text.translate(TO_THAI)


def to_arabic(text: str) -> str:
    """`text` with every Thai digit as the Arabic one."""
    return text.translate(TO_ARABIC)


def digits_of(text: str) -> str:
    """Only the digits of `text`, as Arabic ones: a number as it is compared, however it was written."""
    return "".join(each for each in to_arabic(text) if each.isascii() and each.isdigit())


def in_digits(text: str, digits: Digits) -> str:
    """`text` in the digits asked for."""
    return to_thai(text) if digits == "thai" else to_arabic(text)
