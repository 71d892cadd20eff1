"""Thai dictionary order as a stored text key.

Two keys compared byte by byte stand in the order of the Royal Society's dictionary and of ICU's Thai collation, so that
an index, a query and the server sort alike with no collation of their own. People are sorted by first name:
``sort_key(f"{first} {last}")``.
"""

from __future__ import annotations

import re
from typing import Final

from sai_thong.thai.digits import THAI_DIGITS
from sai_thong.thai.text import clean

SORT_KEY_VERSION: Final = 1
"""The version of the rule below; stored beside the keys, which are computed anew when it moves."""

_LEVEL_SEPARATOR: Final = " "  # lower than anything a level holds

# Marks weigh nothing but between words otherwise equal, in this order, after no mark at all.
_TIE_BREAK_MARKS: Final = dict(zip("๎์็่้๊๋", "abcdefg", strict=True))
_NO_MARK: Final = "0"

_PUNCTUATION: Final = "_-–,;:!?.…·'‘’\"“”()[]{}@*/\\&#%•๏ฯ๚๛ๆ`^+<=>|~$฿"
_NIKHAHIT: Final = "\u0e2f"  # moved to stand before ะ
_PHINTHU: Final = "\u0e45"  # moved to stand after ไ
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"

_LEADING_VOWEL: Final = re.compile("([เ-ไ])([ก-ฮ])")


def _first_level() -> dict[int, str | None]:
    """Blank, punctuation, digits, Thai, Latin, by code point."""
    level: dict[str, str | None] = dict.fromkeys(_TIE_BREAK_MARKS)
    level |= {" ": "!"}
    level |= {mark: '"' + chr(ord("0") + rank) for rank, mark in enumerate(_PUNCTUATION)}
    level |= {digit: str(value) for value, digit in enumerate(THAI_DIGITS)}
    level |= {"ํ": _NIKHAHIT, "ำ": f"า{_NIKHAHIT}", "ๅ": "า", "ฺ": _PHINTHU}
    level |= {letter: chr(ord(letter) + 0xFEE0) for letter in _LATIN}  # full-width forms, after all Thai
    return {ord(char): key for char, key in level.items()}


class _Weights(dict[int, str]):
    """A translation table in which all that is not listed weighs nothing."""

    def __missing__(self, code: int) -> str:
        return _NO_MARK


_FIRST: Final = _first_level()
_SECOND: Final = _Weights({ord(mark): letter for mark, letter in _TIE_BREAK_MARKS.items()})
_THIRD: Final = _Weights(dict.fromkeys(map(ord, _LATIN.upper()), "1") | dict.fromkeys(map(ord, _TIE_BREAK_MARKS), ""))
_HAS_SECOND: Final = re.compile(f"[{''.join(_TIE_BREAK_MARKS)}]")
_HAS_THIRD: Final = re.compile("[A-Z]")


def sort_key(text: str) -> str:
    """The key under which `text` stands; compare keys as plain text.

    Letters come first, with a leading vowel (เ แ โ ใ ไ) behind its consonant; then tone marks, ็ and ์; then capital
    letters. Thai and Arabic digits stand alike, and ๅ as า. The second and third level name a weight for each letter
    up to the last that has one, so that most names need neither.
    """
    swapped = _LEADING_VOWEL.sub(r"\2\1", clean(text))
    key = swapped.lower().translate(_FIRST)
    third = swapped.translate(_THIRD).rstrip(_NO_MARK) if _HAS_THIRD.search(swapped) else ""
    if third or _HAS_SECOND.search(swapped):
        second = swapped.translate(_SECOND).rstrip(_NO_MARK)
        key = f"{key}{_LEVEL_SEPARATOR}{second}"
    return f"{key}{_LEVEL_SEPARATOR}{third}" if third else key
