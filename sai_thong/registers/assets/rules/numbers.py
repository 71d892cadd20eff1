"""Numbers of assets: a template of the office's own, any existing number read, the next free ones found.

A number never changes after it was given; what an old book holds is accepted as it stands (domain notes 1.3).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.thai.digits import to_arabic
from sai_thong.thai.text import search_form, tidy

MOST_DIGITS: Final = 9
_CLASS: Final = "cat"
_SEQUENCE: Final = "seq"
_PREFIX: Final = "pre"
_YEAR: Final = "fy"
_SHORT_YEAR: Final = "fy2"
_TOKEN: Final = re.compile(r"\{(\w*)\}")
_PATTERNS: Final[Mapping[str, str]] = {
    _CLASS: r"(?P<cat>[^\s/\-]+?)",
    _SEQUENCE: rf"(?P<seq>\d{{1,{MOST_DIGITS}}})",
    _PREFIX: r"(?P<pre>\D*?)",
    _YEAR: r"(?P<fy>2[45]\d\d)",
    _SHORT_YEAR: r"(?P<fy2>\d\d)",
}
_THREE_GROUPS: Final = re.compile(r"(?P<cat>\d{3})(?P<joint>[-/])(?P<year>\d{2}|2[45]\d{2})(?P=joint)(?P<seq>\d{1,6})")
_FIRST_GROUP: Final = re.compile(r"\D*?(\d{3,4})(?!\d)")
_JOINT_SPACES: Final = re.compile(r"\s*([-/])\s*")


class BadTemplate(BadInput):
    """A template from which no series of numbers can be made."""


class Scope(StrEnum):
    """What a running number begins anew with."""

    CLASS_AND_YEAR = "class-and-year"
    CLASS = "class"


@dataclass(frozen=True, slots=True)
class NumberParts:
    """What a number is made of.

    Attributes:
        class_code: The first group, usually three digits.
        year_be: Year of acquisition (BE, four digits; fiscal or calendar as the office counts).
        sequence: The running number.
        prefix: What stands before, such as the office's letters, or empty.
    """

    class_code: str
    year_be: int
    sequence: int
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class NumberTemplate:
    """How an office writes its numbers.

    Attributes:
        text: With the tokens ``{pre}{cat}{seq}{fy}{fy2}``, such as ``{cat}-{fy2}-{seq}``.
        digits: How many digits the running number is filled to.
        scope: What it begins anew with.
        prefix: What stands for ``{pre}``.

    Raises:
        BadTemplate: A token is unknown or stands twice, or no running number or class is in it.
    """

    text: str = "{cat}-{fy2}-{seq}"
    digits: int = 4
    scope: Scope = Scope.CLASS_AND_YEAR
    prefix: str = ""

    def __post_init__(self) -> None:
        tokens = _TOKEN.findall(self.text)
        known = all(token in _PATTERNS for token in tokens)
        years = self.scope is Scope.CLASS or bool({_YEAR, _SHORT_YEAR} & set(tokens))
        once = len(set(tokens)) == len(tokens)
        if not (known and once and years and {_CLASS, _SEQUENCE} <= set(tokens) and 1 <= self.digits <= MOST_DIGITS):
            raise BadTemplate(
                _("“{template}” makes no series of numbers.").format(template=self.text),
                do=_("Write it with {cat} and {seq}, and {fy} or {fy2} where each year begins anew."),
            )

    def render(self, parts: NumberParts) -> str:
        """The number as printed."""
        told = {
            _CLASS: parts.class_code,
            _SEQUENCE: f"{parts.sequence:0{self.digits}}",
            _PREFIX: parts.prefix or self.prefix,
            _YEAR: str(parts.year_be),
            _SHORT_YEAR: f"{parts.year_be % 100:02}",
        }
        return _TOKEN.sub(lambda token: told[token[1]], self.text)

    def read(self, number: str) -> NumberParts | None:
        """The parts of a number written by this template; None where it is another's."""
        found = self._pattern().fullmatch(tidy_number(number))
        if found is None:
            return None
        told = found.groupdict()
        year = told.get(_YEAR) or told.get(_SHORT_YEAR)
        return NumberParts(
            class_code=told[_CLASS],
            year_be=_whole_year(year) if year else 0,
            sequence=int(told[_SEQUENCE]),
            prefix=told.get(_PREFIX) or "",
        )

    def _pattern(self) -> re.Pattern[str]:
        literal = _TOKEN.split(self.text)
        parts = [re.escape(part) if place % 2 == 0 else _PATTERNS[part] for place, part in enumerate(literal)]
        return re.compile("".join(parts))

    def same_series(self, one: NumberParts, other: NumberParts) -> bool:
        """Whether two numbers are counted together."""
        by_year = self.scope is Scope.CLASS_AND_YEAR
        return one.class_code == other.class_code and (not by_year or one.year_be % 100 == other.year_be % 100)


def tidy_number(number: str) -> str:
    """A number in Arabic digits without stray blanks; its letters and marks as they stand."""
    return _JOINT_SPACES.sub(r"\1", to_arabic(tidy(number)))


def number_key(number: str) -> str:
    """What two writings of one number share: digits, capitals and blanks make no difference."""
    if number.isascii() and number.isprintable():  # nearly every number: a scan goes through the whole register
        return number.replace(" ", "").lower()
    return re.sub(r"\s", "", search_form(tidy_number(number)))


def read_three_groups(number: str) -> NumberParts | None:
    """The parts of a number in the pattern most offices use: ``416-62-0001``, ``412/67/0001``; None of any other."""
    found = _THREE_GROUPS.fullmatch(tidy_number(number))
    if found is None:
        return None
    return NumberParts(found["cat"], _whole_year(found["year"]), int(found["seq"]))


def class_code_of(number: str) -> str:
    """The class a number begins with, for the office's own book of classes; empty where it begins with none."""
    read = read_three_groups(number)
    if read is not None:
        return read.class_code
    found = _FIRST_GROUP.match(tidy_number(number))
    return found[1] if found else ""


def _whole_year(year: str) -> int:
    """The Buddhist year of two digits or four. Registers reach back to the 1900s BE in no office."""
    return 2500 + int(year) if len(year) == 2 else int(year)
