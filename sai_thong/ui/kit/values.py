"""What people type, as values: text to value, value to text, and the echo that shows what was understood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Literal

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _, current
from sai_thong.thai import calendar, citizen_id
from sai_thong.thai.calendar import ENGLISH_MONTHS, ENGLISH_WEEKDAYS
from sai_thong.thai.dates import DateHint, Purpose, read_date
from sai_thong.thai.digits import to_arabic
from sai_thong.thai.money import baht, parse_baht

TypedKind = Literal["text", "notes", "password", "integer", "money", "date", "partial-date", "month", "citizen-id"]
"""Kinds of values that are typed."""

FieldValue = Any
"""What a field holds; its type follows from the kind."""


def parse(kind: TypedKind, text: str, *, today: date, purpose: Purpose = "any") -> FieldValue:
    """The value that `text` writes; None for empty text, except that text kinds give ``""``.

    Money becomes satang, a date `date`, a partial date `PartialDate`, a month `Month`, a citizen id thirteen digits.

    Raises:
        BadInput: It writes no such value; `what` says so in words, for the place beside the field.
    """
    if kind == "password":
        return text
    text = text.strip()
    if kind in ("text", "notes"):
        return text
    return _PARSERS[kind](text, DateHint(on=today, purpose=purpose)) if text else None


def shown(kind: TypedKind, value: FieldValue) -> str:
    """The text a field shows for a value, in a form that `parse` reads back."""
    if value is None or value == "":
        return ""
    return _SHOWN.get(kind, str)(value)


def echo(kind: TypedKind, value: FieldValue, *, today: date, purpose: Purpose = "any") -> str:
    """What was understood, for kinds that can be written in many ways: ``ศ. 9 ต.ค. 2569``; empty for the others."""
    if value is None or kind not in ("date", "partial-date", "month"):
        return ""
    if kind == "month":
        return shown("month", value)
    if isinstance(value, date):
        return weekday_and_date(value)
    words = weekday_and_date(value.effective) if value.exact else value.full_text
    if purpose in ("elders", "disabled", "births"):
        words += "  ·  " + _("{age} years old").format(age=value.age_on(today))
    return words


def weekday_and_date(day: date) -> str:
    """``ศ. 9 ต.ค. 2569``, or ``Fri 9 Oct 2569`` in English: the year stays Buddhist, as on every paper."""
    if current() == "th":
        weekday, month = calendar.WEEKDAYS_SHORT[day.weekday()], calendar.MONTHS_SHORT[day.month - 1]
        return f"{weekday} {day.day} {month} {calendar.be_year(day.year)}"
    weekday, name = ENGLISH_WEEKDAYS[day.weekday()], ENGLISH_MONTHS[day.month - 1]
    return f"{weekday} {day.day} {name[:3]} {calendar.be_year(day.year)}"


def _integer(text: str) -> int:
    plain = to_arabic(text).replace(",", "").replace(" ", "")
    try:
        return int(plain)
    except ValueError:
        raise BadInput(_("“{written}” is not a whole number.").format(written=text)) from None


def _full_date(text: str, hint: DateHint) -> date:
    found = read_date(text, hint)
    if not found.exact:
        raise BadInput(_("The day and the month are missing."))
    return found.effective


def _month(text: str) -> calendar.Month:
    plain = to_arabic(text)
    words = plain.replace(".", "").split()
    if len(words) == 2 and words[1].isdigit():
        short: Sequence[str] = [name.replace(".", "") for name in calendar.MONTHS_SHORT]
        for names in (calendar.MONTHS, short):
            if words[0] in names:
                year = int(words[1]) + (2500 if len(words[1]) == 2 else 0)
                return calendar.Month(calendar.ce_year(year), list(names).index(words[0]) + 1)
    try:
        return calendar.Month.parse_be(plain)
    except BadInput:
        raise BadInput(
            _("“{written}” is not a month and a Buddhist year, such as พ.ย. 2569.").format(written=text)
        ) from None


_PARSERS: dict[str, Callable[[str, DateHint], FieldValue]] = {
    "integer": lambda text, _hint: _integer(text),
    "money": lambda text, _hint: parse_baht(text),
    "date": _full_date,
    "partial-date": read_date,
    "month": lambda text, _hint: _month(text),
    "citizen-id": lambda text, _hint: citizen_id.read(text),
}

_SHOWN: dict[str, Callable[[FieldValue], str]] = {
    "integer": lambda value: f"{value:,}",
    "money": baht,
    "date": calendar.thai_date,
    "partial-date": lambda value: value.full_text,
    "month": lambda value: value.name,
    "citizen-id": citizen_id.formatted,
}
