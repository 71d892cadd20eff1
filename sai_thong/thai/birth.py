"""A date of birth of which only a part may be known, and the age that follows from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.thai.calendar import BE_OFFSET, MONTHS, Month

_STORED: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)


class ImpossibleDate(BadInput):
    """No calendar has this day."""

    def __init__(self, written: str) -> None:
        super().__init__(
            _("There is no such date as {written}.").format(written=written),
            do=_("Look at the house register or the card, and correct the date."),
        )


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known; the register of birth may lack the day, or the day and the month.

    The Buddhist year is the register's own: 543 more than the CE year, also before 1 January 2484, when the year
    began in April. Such a date is never refused; `before_new_year_reform` says that it is one.

    Attributes:
        year_be: The Buddhist year.
        month: 1 to 12, or None when not known.
        day: 1 to 31, or None when not known; never known without its month.

    Raises:
        ImpossibleDate: The calendar has no such day; 29 February is judged by the CE year.
    """

    year_be: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        try:
            if self.day is not None and self.month is None:
                raise ValueError
            date(
                self.year_be - BE_OFFSET,
                1 if self.month is None else self.month,
                1 if self.day is None else self.day,
            )
        except ValueError:
            raise ImpossibleDate(f"{self.day or '-'}/{self.month or '-'}/{self.year_be}") from None

    @classmethod
    def from_date(cls, d: date) -> PartialDate:
        """The date `d`, known to the day."""
        return cls(d.year + BE_OFFSET, d.month, d.day)

    @classmethod
    def parse_stored(cls, text: str) -> PartialDate:
        """The date stored as `iso_parts`.

        Raises:
            ImpossibleDate: It is no such text, or no such date.
        """
        parts = _STORED.fullmatch(text)
        if not parts:
            raise ImpossibleDate(text)
        return cls(int(parts[1]), int(parts[2]) or None, int(parts[3]) or None)

    @property
    def iso_parts(self) -> str:
        """``2489-01-12``: Buddhist year, month, day, with ``00`` for what is not known, as the chip of the card."""
        return f"{self.year_be:04}-{self.month or 0:02}-{self.day or 0:02}"

    @property
    def effective(self) -> date:
        """The day that counts in law.

        Without day and month it is 1 January of that year, as the notices on registering for the old-age allowance
        say; without the day it is the first of the month (ป.พ.พ. มาตรา 16 วรรคสอง).
        """
        return date(self.year_be - BE_OFFSET, self.month or 1, self.day or 1)

    @property
    def exact(self) -> bool:
        """Whether the date is known to the day."""
        return self.day is not None

    @property
    def before_new_year_reform(self) -> bool:
        """Whether the year still began in April (until 31 December 2483): the CE date is then a convention."""
        return self.year_be < 2484

    @property
    def full_text(self) -> str:
        """What is known and no more: ``12 มกราคม 2489``, ``มกราคม 2489`` or ``พ.ศ. 2489``."""
        if self.month is None:
            return f"พ.ศ. {self.year_be}"
        month = f"{MONTHS[self.month - 1]} {self.year_be}"
        return month if self.day is None else f"{self.day} {month}"

    @property
    def unknown_text(self) -> str:
        """What a paper says of the part that is not known; empty when all is."""
        if self.exact:
            return ""
        return "ไม่ปรากฏวันที่และเดือนเกิด" if self.month is None else "ไม่ปรากฏวันที่เกิด"

    def age_on(self, day: date) -> int:
        """The years completed when `day` begins; negative before birth.

        Age counts from the day of birth (ป.พ.พ. มาตรา 16), so that a year is completed as the day before the
        birthday ends, and the birthday is the first day of the new age.
        """
        born = self.effective
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    def birthday(self, age: int) -> date:
        """The first day of the new age; 1 March for who was born on 29 February, in a common year."""
        born = self.effective
        try:
            return born.replace(year=born.year + age)
        except ValueError:
            return date(born.year + age, 3, 1)

    def first_month_of_age(self, age: int) -> Month:
        """The first month that begins with `age` years completed.

        An allowance that depends on age is due from this month: born on the first of a month, that month; born
        later in it, the next. It yields the yearly cut-off of the notices, "เกิดก่อนวันที่ 2 กันยายน".
        """
        birthday = self.birthday(age)
        month = Month.of(birthday)
        return month if birthday.day == 1 else month.next()
