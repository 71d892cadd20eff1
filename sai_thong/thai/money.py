"""Amounts of money: integer satang inside, figures with two decimals outside."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.thai.text import search_form

_FIGURES: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_AMOUNT: Final = re.compile(
    rf"(?P<open>\()?(?P<minus>-)?฿?\s?(?P<baht>{_FIGURES}(?:\.\d{{1,2}}0*)?)"
    r"\s?(?:[.,]?-|บาท(?:ถ้วน)?|thb|฿|บ\.)?(?:\s?(?P<satang>\d\d?)\s?(?:สตางค์|สต\.))?(?(open)\))",
    re.ASCII,
)
_MOST_SATANG: Final = 10**15
"""Ten trillion baht, three times the budget of the whole state: what is more is a slip of the keys, and sums of it
would leave what a store can keep."""
_NOTHING: Final = re.compile(r"[-–—]+(?:\s?บาท)?|ไม่มี")


class BadAmount(BadInput):
    """What was given is no amount of money."""

    def __init__(self, written: object) -> None:
        super().__init__(
            _("“{written}” is not an amount of money.").format(written=written),
            do=_("Write it in figures, such as 1,234.50."),
        )


def baht(satang: int, zero: str = "0.00") -> str:
    """``1,234.50``; nothing at all as `zero`, for which tables use ``-``."""
    if not satang:
        return zero
    whole, rest = divmod(abs(satang), 100)
    return f"{'-' if satang < 0 else ''}{whole:,}.{rest:02}"


def parse_baht(value: str | int | float) -> int:
    """The satang that a clerk's or a workbook's amount in baht means.

    Read are both kinds of digits, groups of three, ``600 บาท``, ``600.-``, ``600 บาท 50 สตางค์``, ``฿``, brackets or a
    minus for a negative amount, and ``-`` for nothing.

    Raises:
        BadAmount: It is no amount, has a fraction of a satang, or is more than any office ever had.
    """
    if not isinstance(value, str):
        value = f"{value:f}" if isinstance(value, float) else str(value)
    text = search_form(value)
    if _NOTHING.fullmatch(text):
        return 0
    found = _AMOUNT.fullmatch(text)
    if not found or (found["satang"] and "." in found["baht"]):
        raise BadAmount(value)
    satang = int(Decimal(found["baht"].replace(",", "")) * 100) + int(found["satang"] or 0)
    if satang > _MOST_SATANG:
        raise BadAmount(value)
    return -satang if found["minus"] or found["open"] else satang
