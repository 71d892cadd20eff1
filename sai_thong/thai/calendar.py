"""The calendar of a Thai office: Buddhist years, months by name, the fiscal year.

A year is named for what it is: `year_be` (พ.ศ.), `year` or `year_ce` (ค.ศ.), `fiscal_year_be` (ปีงบประมาณ,
1 October to 30 September, named for the year in which it ends).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.thai.digits import Digits, in_digits, to_arabic

BE_OFFSET: Final = 543
"""พ.ศ. minus ค.ศ., for every date from 1 January 2484 BE; the registers use it for older dates too."""

MONTHS: Final = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
MONTHS_SHORT: Final = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
WEEKDAYS: Final = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
"""The days of the week as `date.weekday` counts them: Monday first."""
WEEKDAYS_SHORT: Final = ("จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา.")
ENGLISH_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ENGLISH_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""For the program in English; Python's own names follow the locale of the machine."""

_FISCAL_YEAR_FIRST_MONTH: Final = 10
_YEAR_AND_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)


class BadMonth(BadInput):
    """What was given names no month."""


def be_year(ce: int) -> int:
    """The Buddhist year of the Christian year `ce`."""
    return ce + BE_OFFSET


def ce_year(be: int) -> int:
    """The Christian year of the Buddhist year `be`."""
    return be - BE_OFFSET


def fiscal_year_be(d: date) -> int:
    """The fiscal year (ปีงบประมาณ, BE) in which `d` lies; October opens the next one.

    `d` is a date in Bangkok; see `ground.clock.bangkok_today`.
    """
    return be_year(d.year) + (d.month >= _FISCAL_YEAR_FIRST_MONTH)


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month.

    Attributes:
        year: CE.
        month: 1 to 12.

    Raises:
        ValueError: There is no such month.
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12 or not 1 <= self.year <= 9999:
            raise ValueError(f"no month {self.year}-{self.month}")

    @classmethod
    def of(cls, d: date) -> Month:
        """The month in which `d` lies."""
        return cls(d.year, d.month)

    @classmethod
    def parse_be(cls, text: str) -> Month:
        """The month written ``2569-11``, year in BE, in either digits.

        Raises:
            BadMonth: It is no month, or the year is a CE year.
        """
        year_be, month = _year_and_month(text)
        if year_be < 2400:
            raise BadMonth(
                _("“{text}” is not a month of a Buddhist year.").format(text=text),
                do=_("Write the Buddhist year and the month, such as 2569-11."),
            )
        return cls(ce_year(year_be), month)

    @classmethod
    def from_iso(cls, text: str) -> Month:
        """The month stored as ``2026-11``, year in CE.

        Raises:
            BadMonth: It is no month.
        """
        return cls(*_year_and_month(text))

    @property
    def iso(self) -> str:
        """``2026-11``, year in CE: how the store keeps it."""
        return f"{self.year:04}-{self.month:02}"

    @property
    def be_text(self) -> str:
        """``2569-11``, year in BE: how the command line writes it."""
        return f"{be_year(self.year)}-{self.month:02}"

    @property
    def year_be(self) -> int:
        """The Buddhist calendar year."""
        return be_year(self.year)

    @property
    def fiscal_year_be(self) -> int:
        """The fiscal year (BE) to which the month belongs."""
        return fiscal_year_be(self.first_day)

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def name(self) -> str:
        """``พฤศจิกายน 2569``."""
        return f"{MONTHS[self.month - 1]} {self.year_be}"

    @property
    def short_name(self) -> str:
        """``พ.ย. 69``."""
        return f"{MONTHS_SHORT[self.month - 1]} {self.year_be % 100:02}"

    def plus(self, months: int) -> Month:
        """The month `months` later; earlier when negative."""
        year, month_index = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month_index + 1)

    def next(self) -> Month:
        """The month after."""
        return self.plus(1)

    def previous(self) -> Month:
        """The month before."""
        return self.plus(-1)

    def __contains__(self, d: date) -> bool:
        return (d.year, d.month) == (self.year, self.month)


def months(first: Month, last: Month) -> Iterator[Month]:
    """Every month from `first` to `last`, both included; none when `last` is the earlier."""
    month = first
    while month <= last:
        yield month
        month = month.next()


def fiscal_year_months(fy_be: int) -> tuple[Month, ...]:
    """The twelve months of fiscal year `fy_be` (BE), October first."""
    october = Month(ce_year(fy_be) - 1, _FISCAL_YEAR_FIRST_MONTH)
    return tuple(months(october, october.plus(11)))


def thai_date(d: date, digits: Digits = "arabic") -> str:
    """``21 พฤศจิกายน 2569``."""
    return in_digits(f"{d.day} {MONTHS[d.month - 1]} {be_year(d.year)}", digits)


def thai_date_short(d: date, digits: Digits = "arabic") -> str:
    """``21 พ.ย. 69``."""
    return in_digits(f"{d.day} {MONTHS_SHORT[d.month - 1]} {be_year(d.year) % 100:02}", digits)


def _year_and_month(text: str) -> tuple[int, int]:
    written = _YEAR_AND_MONTH.fullmatch(to_arabic(text).strip())
    if written:
        year, month = int(written[1]), int(written[2])
        if 1 <= month <= 12 and year:
            return year, month
    raise BadMonth(
        _("“{text}” is not a month.").format(text=text),
        do=_("Write the year and the month, such as 2569-11."),
    )
