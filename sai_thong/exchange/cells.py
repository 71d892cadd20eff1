"""Single cells read for what their column holds: telephone and account numbers, ages, amounts, card expiry."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sai_thong.exchange.addresses import house_number
from sai_thong.exchange.workbooks import Value
from sai_thong.thai.dates import DateHint, UnreadableDate, read_date
from sai_thong.thai.digits import to_arabic
from sai_thong.thai.text import clean

_BLANK_WORDS = re.compile(r"[-–—_.*/\s]*|ไม่มี|ไม่ระบุ|ไม่ทราบ|ไม่ปรากฏ|ไม่ปรากฎ|null|none|n/?a", re.IGNORECASE)
_AGE = re.compile(r"(?:อายุ\s*)?(\d{1,3})(?:\.\d+)?(?:\s*ปี.*)?")
_LIFELONG = re.compile("ตลอด|ไม่มีวันหมด|ไม่หมด|ไม่กำหนด|ไม่มีกำหนด|ถาวร|9999|lifelong|permanent", re.IGNORECASE)
_ENDLESS_YEAR_BE = 2640
"""Systems that must have a date write 31/12/2642 or the like for a card without end."""
_ACCOUNT_LENGTHS = range(10, 16)


class Expiry(NamedTuple):
    """When a card ends: on a day, never (`lifelong`), or not known; `unread` when something else stands there."""

    expires_on: date | None = None
    lifelong: bool = False
    unread: bool = False


def text_of(cell: Value) -> str:
    """A cell as plain text, nothing for an empty one."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell if isinstance(cell, str) else str(cell)


def is_blank(text: str) -> bool:
    """Whether a text says nothing: a dash, ไม่มี, ไม่ทราบ."""
    return _BLANK_WORDS.fullmatch(text) is not None


@lru_cache(maxsize=512)
def read_age(text: str) -> int | None:
    """Completed years from ``82``, ``๘๒`` or ``82 ปี``; None for anything else."""
    found = _AGE.fullmatch(to_arabic(text).strip())
    return int(found[1]) if found and int(found[1]) <= 130 else None


def read_phone(cell: Value) -> str:
    """Telephone numbers; one that the workbook took for a number gets its first zero back."""
    text = to_arabic(clean(text_of(cell)))
    if is_blank(text):
        return ""
    digits = re.sub(r"[\s\-.]", "", text)
    if digits.isdigit():
        return "0" + digits if len(digits) in (8, 9) and digits[0] != "0" else digits
    return text


def read_account(cell: Value) -> tuple[str, bool]:
    """An account number in digits, and whether the cell was read.

    A number of 9 or 11 digits lost its first zero to the workbook: Thai accounts have 10 digits, some banks' 12.
    """
    text = to_arabic(clean(text_of(cell)))
    if is_blank(text):
        return "", True
    digits = re.sub(r"\D", "", text)
    if isinstance(cell, int) and len(digits) in (9, 11):
        digits = "0" + digits
    if len(digits) in _ACCOUNT_LENGTHS and not re.search("[eE]", text):
        return digits, True
    return "", False


def read_house(cell: Value) -> tuple[str, bool]:
    """A house number, and whether the workbook had made a date of it (12/3 becomes 12 March)."""
    if isinstance(cell, date):
        first, second = (cell.day, cell.month)
        if cell.day == 1 and cell.year % 100 > 12:  # 5/45 becomes 1 May 1945
            first, second = (cell.month, cell.year % 100)
        return f"{first}/{second}", True
    if isinstance(cell, int):
        return str(cell), False
    text = text_of(cell)
    return ("", False) if not text or is_blank(text) else (house_number(text), False)


def read_expiry(cell: Value, on: date) -> Expiry:
    """When a card ends. A date, "ตลอดชีพ" and "not known" are three different things."""
    text = text_of(cell)
    if is_blank(text):
        return Expiry()
    if isinstance(cell, str) and _LIFELONG.search(to_arabic(text)):
        return Expiry(lifelong=True)
    if cell is None or isinstance(cell, bool):
        return Expiry()
    try:
        ends = read_date(cell, DateHint(on=on, purpose="future"))
    except UnreadableDate:
        return Expiry(unread=True)
    if ends.year_be >= _ENDLESS_YEAR_BE:
        return Expiry(lifelong=True)
    return Expiry(expires_on=ends.effective) if ends.exact else Expiry(unread=True)
