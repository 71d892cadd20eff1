"""An amount of money in Thai words, as papers write it in brackets after the figures."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES: Final = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_MILLION: Final = 1_000_000


def baht_text(satang: int, strict: bool = True) -> str:
    """``หกร้อยบาทถ้วน``: `satang` in words; ถ้วน only after whole baht, ลบ before a debt.

    Args:
        satang: The amount in satang.
        strict: A final one after any higher digit is เอ็ด (101 is หนึ่งร้อยเอ็ด), as the Royal Society rules; else only
            after a ten, as many offices and spreadsheets write (หนึ่งร้อยหนึ่ง).
    """
    whole, rest = divmod(abs(satang), 100)
    if not satang:
        return "ศูนย์บาทถ้วน"
    sign = "ลบ" if satang < 0 else ""
    in_baht = f"{_number(whole, strict)}บาท" if whole else ""
    in_satang = f"{_number(rest, strict)}สตางค์" if rest else "ถ้วน"
    return f"{sign}{in_baht}{in_satang}"


def _number(n: int, strict: bool) -> str:
    """A positive number; millions are counted in the same words again."""
    millions, below = divmod(n, _MILLION)
    head = f"{_number(millions, strict)}ล้าน" if millions else ""
    return head + _below_million(below, strict, after_more=bool(millions))


def _below_million(n: int, strict: bool, *, after_more: bool) -> str:
    words = ""
    for place in range(len(_PLACES) - 1, -1, -1):
        digit = n // 10**place % 10
        if digit:
            words += _digit_in_place(digit, place, et=(n > 1 or after_more) if strict else n % 100 > 10)
    return words


def _digit_in_place(digit: int, place: int, *, et: bool) -> str:
    """One digit with its place; `et` tells that a final one is เอ็ด."""
    if place == 0 and digit == 1 and et:
        return "เอ็ด"
    if place == 1 and digit <= 2:
        return "สิบ" if digit == 1 else "ยี่สิบ"
    return _DIGITS[digit] + _PLACES[place]
