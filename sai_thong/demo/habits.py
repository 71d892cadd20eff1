"""How clerks write: one id, name or date in all the ways that offices' books really hold."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Final

from sai_thong.demo.people import Person
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import MONTHS, MONTHS_SHORT, be_year
from sai_thong.thai.citizen_id import formatted
from sai_thong.thai.digits import to_thai
from sai_thong.thai.names import full_name

Cell = str | int | date
"""What a clerk's cell holds."""

_SHORT_PREFIXES: Final = {"นางสาว": "น.ส.", "เด็กชาย": "ด.ช.", "เด็กหญิง": "ด.ญ."}
_DEATH_WORDS: Final = ("เสียชีวิต", "ถึงแก่กรรม", "ตาย")


class Habits:
    """One clerk's hand, from one stream of chance.

    Attributes:
        rng: The stream.
        typed: Whether cells may hold dates and numbers, as a workbook's do; separated text holds text alone.
    """

    def __init__(self, rng: Random, *, typed: bool = True) -> None:
        self.rng = rng
        self.typed = typed

    def citizen_id(self, cid: str) -> Cell:
        """An id: bare, with dashes, with blanks, in Thai digits, or as a number."""
        ways: list[Cell] = [cid, formatted(cid), formatted(cid).replace("-", " "), to_thai(formatted(cid))]
        return self.rng.choice([*ways, int(cid)] if self.typed else ways)

    def name(self, person: Person) -> str:
        """A full name: the prefix glued or apart, short or in full, one blank or two before the surname."""
        prefix = person.prefix
        if self.rng.random() < 0.3:
            prefix = _SHORT_PREFIXES.get(prefix, prefix)
        if person.monastic_name and self.rng.random() < 0.5:
            return full_name(prefix, person.first_name, person.last_name, person.monastic_name)
        gap = self.rng.choice(("", "", " "))
        return f"{prefix}{gap}{person.first_name}{self.rng.choice((' ', '  '))}{person.last_name}"

    def prefix(self, person: Person) -> str:
        """A prefix in a column of its own."""
        return _SHORT_PREFIXES.get(person.prefix, person.prefix) if self.rng.random() < 0.15 else person.prefix

    def birth(self, birth: PartialDate) -> Cell:
        """A birth date as far as it is known."""
        if birth.month is None:
            year = birth.year_be
            ways: list[Cell] = [f"-/-/{year}", f"0/0/{year}", str(year), f"พ.ศ. {year}"]
            return self.rng.choice([*ways, year] if self.typed else ways)
        if birth.day is None:
            short = MONTHS_SHORT[birth.month - 1]
            return self.rng.choice((f"{short} {birth.year_be}", f"-/{birth.month}/{birth.year_be}"))
        return self.day(birth.effective, two_digit_year=True)

    def day(self, day: date, *, two_digit_year: bool = False) -> Cell:
        """A whole date; with two digits of the year only where the list's purpose settles the century."""
        year = be_year(day.year)
        ways: list[Cell] = [
            f"{day.day} {MONTHS_SHORT[day.month - 1]} {year}",
            f"{day.day}/{day.month}/{year}",
            to_thai(f"{day.day} {MONTHS[day.month - 1]} พ.ศ. {year}"),
        ]
        if two_digit_year:
            ways.append(f"{day.day:02}-{day.month:02}-{year % 100:02}")
        if self.typed:
            ways += [day, _typed_in_buddhist_year(day) or day]
        return self.rng.choice(ways)

    def house(self, house_no: str) -> Cell:
        """A house number; one without a stroke may be a number."""
        return int(house_no) if self.typed and house_no.isdigit() and self.rng.random() < 0.3 else house_no

    def remark(self, person: Person) -> str:
        """What stands in the last column: a death that the clerk noted, or how the money is paid."""
        if person.death_in_book:
            return self.rng.choice(_DEATH_WORDS)
        if person.by_bank:
            return self.rng.choice(("โอนเข้าธนาคาร", "โอนเข้าบัญชี", ""))
        return "มอบอำนาจ" if person.proxy_name else self.rng.choice(("", "", "รับเงินสด"))


def _typed_in_buddhist_year(day: date) -> date | None:
    """The date cell of someone who typed the Buddhist year; None for a leap day that such a year does not have."""
    try:
        return day.replace(year=be_year(day.year))
    except ValueError:
        return None
