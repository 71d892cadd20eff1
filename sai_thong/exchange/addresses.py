"""Addresses written in one cell, taken apart; and the village that a title or a sheet's name tells."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from sai_thong.thai.digits import to_arabic
from sai_thong.thai.text import clean

_MOST_VILLAGES = 40
"""The largest tambon has some thirty villages; a larger number is a mistake."""

_MOO_WORD = r"(?:หมู่บ้านที่|หมู่ที่|หมู่|มู่ที่|ม\s?\.|ม(?=\s?\d)|moo\.?|m(?=\s?\d))"
_MOO = re.compile(
    rf"(?<![ก-๙a-z]){_MOO_WORD}\s*(?:ที่)?\s*\.?(\d{{1,2}})(?!\d)|หมู่(?:บ้าน)?(?:ที่)?\s*(\d{{1,2}})(?!\d)", re.IGNORECASE
)
_SEVERAL = re.compile(rf"{_MOO_WORD}\s*\d{{1,2}}\s*(?:-|–|,|ถึง|และ|/)\s*(?:{_MOO_WORD}\s*)?\d", re.IGNORECASE)
_HOUSE = re.compile(r"^(?:(?:บ้าน)?เลขที่|บ\.?\s?ล\.?\s?ข\.?(?:ที่)?)?\s*(\d+(?:\s?[/\-]\s?\d+)*(?:\s?[ก-ฮ](?![ก-๙.]))?)")
_BLANK_AROUND = re.compile(r"\s*([/\-])\s*")
_POSTCODE = re.compile(r"(?<!\d)([1-9]\d{4})(?!\d)\s*$")
_NAMED = (
    ("soi", re.compile(r"(?:ซอย|(?<![ก-๙.])ซ\.|ตรอก)\s*(\S+(?:\s\d+(?!\S))?)")),
    ("road", re.compile(r"(?:ถนน|(?<![ก-๙.])ถ\.)\s*(\S+)")),
    ("subdistrict", re.compile(r"(?:ตำบล|(?<![ก-๙.])ต\.|แขวง)\s*(\S+)")),
    ("district", re.compile(r"(?:อำเภอ|(?<![ก-๙.])อ\.|เขต)\s*(\S+)")),
    ("province", re.compile(r"(?:จังหวัด|(?<![ก-๙.])จ\.)\s*(\S+)")),
    ("community", re.compile(r"(?:หมู่บ้าน|ชุมชน|(?<![ก-๙.])บ\.|บ้าน)(?!เลขที่|ที่)\s*([ก-๙]\S*)")),
)
_RUN_TOGETHER = re.compile(r"(?<=\S)(?=(?:ตำบล|อำเภอ|จังหวัด|ต\.|อ\.|จ\.)\s?[ก-๙]{2})")


class Address(NamedTuple):
    """The parts of an address; a part not written is empty, `moo` None."""

    house_no: str = ""
    moo: int | None = None
    community: str = ""
    soi: str = ""
    road: str = ""
    subdistrict: str = ""
    district: str = ""
    province: str = ""
    postcode: str = ""
    rest: str = ""
    """What was written beside the known parts."""


@lru_cache(maxsize=8192)
def split_address(text: str) -> Address:
    """The parts of an address as an office writes it: ``12/3 ม.4 บ้านทราย ต.ทรายทอง``, in any digits."""
    left = to_arabic(clean(text))
    parts: dict[str, str] = {}
    if found := _POSTCODE.search(left):
        parts["postcode"], left = found[1], _without(left, found)
    if found := _HOUSE.match(left):
        parts["house_no"], left = house_number(found[1]), left[found.end() :]
    moo = None
    if found := _MOO.search(left):
        moo, left = _village_number(found[1] or found[2]), _without(left, found)
    if "house_no" not in parts and (found := _HOUSE.match(left.strip())):
        parts["house_no"], left = house_number(found[1]), left.strip()[found.end() :]
    left = _RUN_TOGETHER.sub(" ", left)
    for name, pattern in _NAMED:
        if found := pattern.search(left):
            parts[name], left = found[1].strip(" ,"), _without(left, found)
    rest = left.strip(" ,.-")
    if rest.startswith("วัด") and "community" not in parts:  # where monks live
        parts["community"], rest = rest, ""
    return Address(moo=moo, rest=rest, **parts)


@lru_cache(maxsize=8192)
def house_number(text: str) -> str:
    """A house number in Arabic digits, without the blanks around its strokes."""
    return _BLANK_AROUND.sub(r"\1", to_arabic(clean(text)))


@lru_cache(maxsize=1024)
def read_moo(text: str) -> int | None:
    """The village number in a cell of its column: ``3``, ``๓``, ``หมู่ 3``, ``ม.3 บ้านทราย``; None when there is none."""
    plain = to_arabic(clean(text))
    found = re.match(r"\D*?(\d{1,2})(?:\.0+)?(?!\d)", plain)
    return _village_number(found[1]) if found else None


def village_in(title: str) -> int | None:
    """The one village that a title or a sheet's name tells; None when it tells none or several."""
    plain = to_arabic(clean(title))
    if _SEVERAL.search(plain):
        return None
    numbers = {found[1] or found[2] for found in _MOO.finditer(plain)}
    return _village_number(numbers.pop()) if len(numbers) == 1 else None


def bare_number(sheet_name: str) -> int | None:
    """The number that alone is a sheet's name, where a workbook numbers its sheets by village."""
    plain = to_arabic(clean(sheet_name))
    return _village_number(plain) if re.fullmatch(r"\d{1,2}", plain) else None


def _village_number(digits: str) -> int | None:
    number = int(digits)
    return number if 1 <= number <= _MOST_VILLAGES else None


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
