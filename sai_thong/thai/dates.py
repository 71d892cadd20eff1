"""Reading dates as clerks and workbooks write them.

A cell gives one or more readings; the row's age and the purpose of the list settle which is meant. What they cannot
settle is refused with the reason, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, Literal, NamedTuple

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import N_, _
from sai_thong.thai.birth import ImpossibleDate, PartialDate
from sai_thong.thai.calendar import BE_OFFSET, MONTHS, MONTHS_SHORT, WEEKDAYS
from sai_thong.thai.text import search_form

Purpose = Literal["elders", "disabled", "births", "future", "any"]
"""What a column of dates is for: births of elders, of disabled people, of anyone; expiry of cards; anything else."""

_YEARS_AGO: Final[Mapping[Purpose, range]] = {
    "elders": range(55, 116),
    "disabled": range(0, 111),
    "births": range(0, 111),
    "future": range(-15, 16),
    "any": range(-10, 41),
}
"""How long before `DateHint.on` a date of that purpose lies, in years, when its century is in doubt."""

_BIRTHS: Final = ("elders", "disabled", "births")
_OLDEST: Final = 130
_LONGEST: Final = 200
"""Letters of a date with its remark. A cell of a damaged file may hold 30,000, over which patterns would take long."""

# Ages are counted by the day or by the year, and go out of date with the list. Readings of one text lie 43 years apart
# or more, so that even an age ten years off tells them apart.
_AGE_AGREES: Final = 1
_AGE_OF_AN_OLD_LIST: Final = 10

_BE_YEARS: Final = range(2400, 2700)
_CE_YEARS: Final = range(1800, 2200)


class DateFault(StrEnum):
    """Why a date cannot be read."""

    EMPTY = "empty"
    NOT_A_DATE = "not a date"
    IMPOSSIBLE = "impossible"
    AMBIGUOUS = "ambiguous"
    IN_THE_FUTURE = "in the future"
    TOO_LONG_AGO = "too long ago"


_EXPLANATIONS: Final = {
    DateFault.EMPTY: N_("There is no date."),
    DateFault.NOT_A_DATE: N_("“{written}” cannot be read as a date."),
    DateFault.IMPOSSIBLE: N_("There is no such date as {written}."),
    DateFault.AMBIGUOUS: N_("The year of “{written}” can be read in more than one way."),
    DateFault.IN_THE_FUTURE: N_("The birth date “{written}” lies in the future."),
    DateFault.TOO_LONG_AGO: N_("The birth date “{written}” lies more than 130 years ago."),
}


class UnreadableDate(BadInput):
    """The value is no date, or not one date.

    Attributes:
        reason: Why not.
    """

    def __init__(self, reason: DateFault, written: object = "") -> None:
        super().__init__(
            _(_EXPLANATIONS[reason]).format(written=written),
            do=_("Write it as day, month and four-digit Buddhist year, such as 12 ม.ค. 2489."),
        )
        self.reason = reason


@dataclass(frozen=True, kw_only=True, slots=True)
class DateHint:
    """What the rest of the row and of the list says about a date.

    Attributes:
        on: The day the list was made, or today.
        purpose: What the column is for.
        age: The age the row gives, in years; it goes before the purpose.
    """

    on: date
    purpose: Purpose = "any"
    age: int | None = None


class _Reading(NamedTuple):
    """One way to understand what was written.

    `plain` is false for a reading that only an age can bring up: a slip that workbooks or people are known to make.
    """

    year_be: int
    month: int | None = None
    day: int | None = None
    plain: bool = True

    def exists(self) -> bool:
        try:
            self.as_date()
        except ImpossibleDate:
            return False
        return True

    def as_date(self) -> PartialDate:
        return PartialDate(self.year_be, self.month, self.day)

    def years_before(self, on: date) -> int:
        return on.year + BE_OFFSET - self.year_be


def read_date(value: str | int | float | date | datetime, hint: DateHint) -> PartialDate:
    """The date that `value` writes, as far as it is known.

    Read are: day, month and year with any separator or none, month names in full, short or misspelt in the usual
    ways, Thai digits, two-digit years, BE or CE years (by size, whatever the label), year-first dates, unknown day
    or month (``-``, ``0``, ``ไม่ปรากฏ``), a bare year, a date cell with its year typed in BE, a date cell whose year
    the workbook completed to 19xx or 20xx, and workbook serial numbers. A time or a
    remark in brackets after the date is passed over; what is longer than a date with its remark is none.

    Raises:
        UnreadableDate: It is no date, no possible date, or can be read in several ways that nothing settles; for
            births also a date after `hint.on` or more than 130 years before it.
    """
    if isinstance(value, date):
        readings = list(_of_date_cell(value))
    elif isinstance(value, str):
        readings = list(_of_text(value, hint.on))
    else:
        readings = list(_of_number(value, hint.on))
    if not readings:
        raise UnreadableDate(DateFault.NOT_A_DATE, value)
    meant = _settle(readings, hint, value)
    if hint.purpose in _BIRTHS:
        _believe_birth(meant, hint.on, value)
    return meant


def _settle(readings: Sequence[_Reading], hint: DateHint, value: object) -> PartialDate:
    """The one reading that the hint leaves, of those the calendar has."""
    possible = [reading for reading in readings if reading.exists()]
    if not possible:
        raise UnreadableDate(DateFault.IMPOSSIBLE, value)
    plain = [reading for reading in possible if reading.plain]
    meant = plain
    if len(possible) > 1 and hint.age is not None:
        meant = _of_age(possible, hint.age, hint.on) or (plain if len(plain) == 1 else [])
    elif len(plain) > 1:
        meant = [reading for reading in plain if reading.years_before(hint.on) in _YEARS_AGO[hint.purpose]]
    if len(meant) != 1:
        raise UnreadableDate(DateFault.AMBIGUOUS, value)
    return meant[0].as_date()


def _of_age(readings: Sequence[_Reading], age: int, on: date) -> list[_Reading]:
    """The readings that agree best with the row's age; a slip only when no plain one does, and within a year."""
    for plain, years in ((True, _AGE_AGREES), (True, _AGE_OF_AN_OLD_LIST), (False, _AGE_AGREES)):
        agreeing = [
            reading
            for reading in readings
            if reading.plain is plain and abs(reading.as_date().age_on(on) - age) <= years
        ]
        if agreeing:
            return agreeing
    return []


def _believe_birth(born: PartialDate, on: date, value: object) -> None:
    if born.effective > on:
        raise UnreadableDate(DateFault.IN_THE_FUTURE, value)
    if born.age_on(on) > _OLDEST:
        raise UnreadableDate(DateFault.TOO_LONG_AGO, value)


# Years


def _years(digits: str, era: str | None, on: date) -> Iterator[tuple[int, bool]]:
    """The Buddhist years that `digits` can mean, each with whether it is a plain reading."""
    year = int(digits)
    if len(digits) == 4:
        if year in _BE_YEARS:
            yield year, True
        elif year in _CE_YEARS:
            yield year + BE_OFFSET, True
        return
    if era != "ค":
        century = (on.year + BE_OFFSET) // 100
        yield from (((century + step) * 100 + year, True) for step in (-1, 0, 1))
    if era != "พ":
        century = on.year // 100
        yield from (((century + step) * 100 + year + BE_OFFSET, era == "ค") for step in (-1, 0, 1))


def _with_years(
    digits: str, month: int | None, day: int | None, on: date, *, era: str | None = None, plain: bool = True
) -> Iterator[_Reading]:
    for year_be, plain_year in _years(digits, era, on):
        yield _Reading(year_be, month or None, (day or None) if month else None, plain and plain_year)


# Date cells and numbers

_SERIAL_DAY_ZERO: Final = date(1899, 12, 30)
_SERIALS: Final = range(3_000, 293_000)  # 1908 CE to 2702, for years typed in BE


def _of_date_cell(cell: date) -> Iterator[_Reading]:
    """A date the workbook holds as such: its year is CE, or BE as typed, or completed from two digits of BE."""
    if cell.year in _BE_YEARS:
        yield _Reading(cell.year, cell.month, cell.day)
    elif cell.year in _CE_YEARS:
        year_be = cell.year + BE_OFFSET
        yield _Reading(year_be, cell.month, cell.day)
        if 1930 <= cell.year < 2030:  # what workbooks make of 30–99 and 00–29
            for century in (2400, 2500):
                yield _Reading(century + cell.year % 100, cell.month, cell.day, plain=False)


def _of_number(number: int | float, on: date) -> Iterator[_Reading]:
    if not 0 < number < 10**8:
        return
    if isinstance(number, int) or number.is_integer():
        yield from _of_digits(str(int(number)), on, numeric=True)
    else:
        yield from _of_serial(int(number))


def _of_serial(serial: int, *, plain: bool = True) -> Iterator[_Reading]:
    if serial in _SERIALS:
        for reading in _of_date_cell(_SERIAL_DAY_ZERO + timedelta(days=serial)):
            if reading.plain:
                yield reading._replace(plain=plain)


def _of_digits(digits: str, on: date, *, numeric: bool) -> Iterator[_Reading]:
    """Digits with nothing between: a year, ddmmyyyy, yyyymmdd, ddmmyy, or a workbook's serial number."""
    match len(digits):
        case 4:
            year = list(_with_years(digits, None, None, on))
            yield from year or _of_serial(int(digits))
        case 5:
            yield from _of_serial(int(digits))
            yield from _packed("0" + digits, on, plain=False)
        case 6:
            yield from _packed(digits, on, plain=True)
            yield from _of_serial(int(digits), plain=numeric)
        case 7:  # ddmmyyyy of which the workbook took the first zero
            yield from _packed("0" + digits, on, plain=True)
        case 8:
            yield from _packed(digits, on, plain=True)
            yield from _with_years(digits[:4], int(digits[4:6]), int(digits[6:]), on)


def _packed(digits: str, on: date, *, plain: bool) -> Iterator[_Reading]:
    """Two digits of day, two of month, and the year."""
    for reading in _with_years(digits[4:], int(digits[2:4]), int(digits[:2]), on, plain=plain):
        if reading.exists():
            yield reading


# Text

_PUNCTUATION: Final = str.maketrans(
    {**dict.fromkeys("'’‘`´\"“”", ""), **dict.fromkeys("–—‐‑‒−", "-"), **dict.fromkeys("\\|／⁄", "/"), "…": "-"}
)
_TIME: Final = re.compile(
    r"(?:(?<=\d)t|[\s,]+)(?:เวลา\s*)?(?:\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?|(?<=เวลา )\d\d?\.\d\d)\s*(?:น\.?|z|[ap]m)?$"
)
_REMARK: Final = re.compile(r"\s*\((?![^)]*\d{4})[^)]*\)$")

_UNKNOWN: Final = r"(?:[-?_x*]+|\.{2,}|ไม่ทราบ|ไม่ปรากฏ|ไม่ปรากฎ|ไม่ระบุ|ไม่รู้|ไม่มี)"
_ERA: Final = r"(?:ปี\s?)?(?:(?P<era>[พค])\.?\s?ศ\.?\s?|[bc]\.?e\.?\s?|ad\s?)?"
_SEPARATOR: Final = r"\s?(?:[-/.,]|\s)\s?"

_DAY_MONTH_YEAR: Final = re.compile(
    rf"(?P<day>\d\d?|{_UNKNOWN}){_SEPARATOR}(?P<month>\d\d?|{_UNKNOWN}){_SEPARATOR}{_ERA}(?P<year>\d{{4}}|\d\d)"
)
_YEAR_MONTH_DAY: Final = re.compile(rf"(?P<year>\d{{4}}){_SEPARATOR}(?P<month>\d\d?){_SEPARATOR}(?P<day>\d\d?)")
_MONTH_YEAR: Final = re.compile(r"(?P<month>\d\d?)\s?[-/.]\s?(?P<year>\d{4})")
_DIGITS: Final = re.compile(r"(?P<digits>\d{4,8})(?:\.0+)?")

# Month names are sought with blanks and dots taken out, so that those never matter.
_WORDS: Final = rf"(?:{'|'.join(WEEKDAYS)}|พฤหัส|วันที่|วัน|ที่|เดือน|เกิด|เมื่อ|และ|{_UNKNOWN}|[/,()])*+"
_BARE_ERA: Final = r"(?:ปี)?(?:(?P<era>[พค])ศ|be|ce|ad)?"
_YEAR_ONLY: Final = re.compile(rf"(?P<words>{_WORDS}){_BARE_ERA}(?P<year>\d{{4}}|\d\d)")


def _month_spellings() -> dict[str, int]:
    """Names of months without blanks and dots, with the ways they are often misspelt."""
    misspelt = {
        1: "มกรา มกราค มกราคน",
        2: "กุมภา กุมพา กุมภาพันธ กุมภาพัน กุมภาพันธุ์ กุมพาพันธ์ กุมภาพันท์",
        3: "มีนา มินาคม",
        4: "เมษา เมษยน เมษายม เมศายน",
        5: "พฤษภา พฤกษภาคม พฤศภาคม พฤษาคม พฤษภาค",
        6: "มิถุนา มิถุนายม มิถนายน มิย มิถุยายน",
        7: "กรกฎา กรกฏา กรกฏาคม กรกดาคม",
        8: "สิงหา สิงหาค",
        9: "กันยา กันยายม",
        10: "ตุลา ตุลาค",
        11: "พฤศจิกา พฤษจิกา พฤษจิกายน พฤจิกายน พฤศจิกายม พฤกจิกายน",
        12: "ธันวา ธันวาค",
    }
    english = "january february march april may june july august september october november december"
    spellings = {name: number for number, names in misspelt.items() for name in names.split()}
    for number, names in enumerate(zip(MONTHS, MONTHS_SHORT, english.split(), strict=True), 1):
        full, short, foreign = names
        spellings |= dict.fromkeys((full, short.replace(".", ""), foreign, foreign[:3]), number)
    return spellings


_MONTHS: Final = _month_spellings()
_ENGLISH: Final = re.compile("[a-z]{3}")
_NAMED: Final = re.compile(
    rf"{_WORDS}(?P<day>\d\d?)?{_WORDS}(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
    rf"{_WORDS}{_BARE_ERA}{_WORDS}(?P<year>\d{{4}}|\d\d)"
)
_BLANKS_AND_DOTS: Final = str.maketrans("", "", " .")


def _of_text(written: str, on: date) -> Iterator[_Reading]:
    text = search_form(written).translate(_PUNCTUATION).strip(" ,;")
    if not text:
        raise UnreadableDate(DateFault.EMPTY)
    if len(text) > _LONGEST:
        return
    text = _TIME.sub("", _REMARK.sub("", text))
    if (found := _DAY_MONTH_YEAR.fullmatch(text)) or (found := _YEAR_MONTH_DAY.fullmatch(text)):
        era = found.groupdict().get("era")
        yield from _with_years(found["year"], _part(found["month"]), _part(found["day"]), on, era=era)
    elif found := _DIGITS.fullmatch(text):
        yield from _of_digits(found["digits"], on, numeric=False)
    elif found := _MONTH_YEAR.fullmatch(text):
        yield from _with_years(found["year"], _part(found["month"]), None, on)
    else:
        yield from _of_words(text.translate(_BLANKS_AND_DOTS), on)


def _of_words(text: str, on: date) -> Iterator[_Reading]:
    """A date with its month by name, or a year with words that say nothing else is known."""
    if found := _NAMED.fullmatch(text):
        readings = _with_years(found["year"], _MONTHS[found["month"]], _part(found["day"]), on, era=found["era"])
        foreign = bool(_ENGLISH.match(found["month"]))
        yield from (reading._replace(plain=reading.plain or foreign) for reading in readings)
    elif (found := _YEAR_ONLY.fullmatch(text)) and (found["words"] or len(found["year"]) == 4):
        yield from _with_years(found["year"], None, None, on, era=found["era"])


def _part(written: str | None) -> int | None:
    """A day or a month; zero, a mark or a word for unknown is none."""
    return int(written) or None if written and written.isdecimal() else None
