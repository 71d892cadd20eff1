"""The numbers of several things that an office's list has under the first one's."""

from __future__ import annotations

import re
from typing import Final

from sai_thong.registers.assets.rules.numbers import read_three_groups

_LAST_DIGITS: Final = re.compile(r"(?P<head>.*?)(?P<digits>\d+)")
_LEAST_DIGITS: Final = 3
"""A last group of fewer digits may be a year (7440-001-0006/186/69), which nothing counts on."""


def following(first: str, count: int) -> tuple[str, ...] | None:
    """A number and the ones after it, `count` in all; None where nothing in it is a running number."""
    found = _LAST_DIGITS.fullmatch(first)
    if found is None or (read_three_groups(first) is None and len(found["digits"]) < _LEAST_DIGITS):
        return None
    width, begin = len(found["digits"]), int(found["digits"])
    return tuple(f"{found['head']}{begin + step:0{width}}" for step in range(count))
