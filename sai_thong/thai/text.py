"""Thai text as it should be stored, and as it is searched.

Keyboards, PDF copies and old conversions write one Thai word in several ways that look alike: a sara am in two pieces,
a sara ae as two sara e, a mark typed twice or before the vowel it stands above. `clean` gives the one right spelling,
by which text is searched, sorted and compared; `tidy` changes nothing that can be seen, for names, which the register
keeps as they were given.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from sai_thong.thai.digits import TO_ARABIC

_UPPER_VOWELS: Final = "ัิีึื็"
_TONES: Final = "่้๊๋"
_ABOVE_OR_BELOW: Final = "ัิ-ฺ็-๎"

# Zero-width and control characters are dropped, and surrogates, which no file can hold (the command line makes them of
# bytes in another encoding); every blank is a plain space.
_INVISIBLE: Final = (
    *(*range(0x20), *range(0x7F, 0xA0), 0xAD, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF),
    *range(0xD800, 0xE000),
)
_BLANKS: Final = (*range(0x09, 0x0E), 0x85, 0xA0, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
_PLAIN: Final = dict.fromkeys(_INVISIBLE) | dict.fromkeys(_BLANKS, " ")

_SAME_MARK_TWICE: Final = re.compile(f"([{_ABOVE_OR_BELOW}])\\1+")
# Whole rows of marks at once: put right pair by pair, a long row would take its length squared.
_TONES_AND_VOWELS: Final = re.compile(f"[{_TONES}{_UPPER_VOWELS}]{{2,}}")
_AM_IN_PIECES: Final = re.compile(f"ํ([{_TONES}]?)า|([{_TONES}])ํา")
_AM_AND_TONES: Final = re.compile(f"ำ[ำ{_TONES}]+")
_A_TONE: Final = re.compile(f"[{_TONES}]")
_NO_TONE: Final = re.compile(f"[^{_TONES}]")

# One look tells that a text needs none of the above; most do not.
_SUSPECT: Final = re.compile(
    rf"เเ|ํ|ำ[{_TONES}]|[{_TONES}][{_UPPER_VOWELS}]|([{_ABOVE_OR_BELOW}])\1|[^ -~ก-ฺ฿-๛]|  |^ | $",
)
_UNTIDY: Final = re.compile(r"[^ -~ก-ฺ฿-๛]|  |^ | $")
_SPACES: Final = re.compile(" {2,}")


def tidy(text: str) -> str:
    """`text` without invisible characters, its blanks of every kind single spaces and none at the ends."""
    if not _UNTIDY.search(text):
        return text
    return _SPACES.sub(" ", text.translate(_PLAIN)).strip(" ")


def clean(text: str) -> str:
    """`text` tidied and in its one spelling; cleaning again changes nothing.

    NFC; ํ + า is ำ and เ + เ is แ; a mark stands once, after the vowel it is written above.
    """
    if not _SUSPECT.search(text) and unicodedata.is_normalized("NFC", text):
        return text
    text, before = _respelt(tidy(text)), text
    while text != before:  # marks in disorder may need one rule after another
        text, before = _respelt(text), text
    return text


def _respelt(text: str) -> str:
    text = unicodedata.normalize("NFC", text).replace("เเ", "แ")
    text = _TONES_AND_VOWELS.sub(_tones_last, text)
    text = _AM_IN_PIECES.sub(r"\1\2ำ", text)
    text = _AM_AND_TONES.sub(_tones_first, text)
    return _SAME_MARK_TWICE.sub(r"\1", text)


def _tones_last(row: re.Match[str]) -> str:
    return _A_TONE.sub("", row[0]) + _NO_TONE.sub("", row[0])


def _tones_first(row: re.Match[str]) -> str:
    return _NO_TONE.sub("", row[0]) + _A_TONE.sub("", row[0])


def search_form(text: str) -> str:
    """`text` as both sides of a search compare it: cleaned, lower case, Arabic digits."""
    return clean(text).lower().translate(TO_ARABIC)
