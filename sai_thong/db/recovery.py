"""The recovery code: 150 random bits printed for the safe, written so that people can type them and see their slips.

Six groups of six characters in Crockford's base 32 (no I, L, O, U). The sixth character of a group checks the five
before it and the group's place: a sum over GF(32) with distinct weights, so every single wrong character, every two
swapped characters of a group and every two swapped groups are found, and the wrong group is named.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime

from sai_thong.db.errors import BadRecoveryCode

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 6
GROUP_LENGTH = 6
_DATA_LENGTH = GROUP_LENGTH - 1
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_WEIGHTS = (2, 4, 8, 16, 5)
"""Powers of x in GF(32) modulo x^5 + x^2 + 1: distinct, and none is the weight 1 of the check character itself."""


@dataclass(frozen=True)
class RecoverySheet:
    """What is printed and locked away; the program keeps no copy of the code.

    Attributes:
        office: Name of the office.
        created: When the code was made, UTC.
        code: The code as printed, groups joined by hyphens.
        for_set: The sensitive set it opens, or None for the office's own sheet.
    """

    office: str
    created: datetime
    code: str = field(repr=False)
    for_set: str | None = None


def _times(a: int, b: int) -> int:
    """Product in GF(32)."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 32:
            a ^= 0b100101
        b >>= 1
    return product


def _check_character(data: str, place: int) -> str:
    check = place + 1
    for weight, character in zip(_WEIGHTS, data, strict=True):
        check ^= _times(weight, _VALUES[character])
    return ALPHABET[check]


def new_code() -> str:
    """A fresh code from the system's random source."""
    groups = []
    for place in range(GROUPS):
        data = "".join(secrets.choice(ALPHABET) for _ in range(_DATA_LENGTH))
        groups.append(data + _check_character(data, place))
    return "-".join(groups)


def _plain(text: str) -> str:
    """Typed text as code characters: capitals, Arabic digits, the usual misreadings put right."""
    digits = "".join(
        str(unicodedata.digit(c)) if unicodedata.digit(c, None) is not None else c
        for c in text  # ๑ and full-width 1
    )
    return digits.upper().translate(_MISREAD)


def read_code(typed: str) -> str:
    """The code as printed, from what was typed: any case, with or without hyphens and spaces, Thai digits allowed.

    Raises:
        BadRecoveryCode: With the number of the first wrong group, or 0 if the whole has the wrong length.
    """
    text = _plain(typed)
    groups = text.replace("-", " ").split()
    if len(groups) != GROUPS:
        joined = "".join(groups)
        if len(joined) != GROUPS * GROUP_LENGTH:
            raise BadRecoveryCode(0)
        groups = [joined[at : at + GROUP_LENGTH] for at in range(0, len(joined), GROUP_LENGTH)]
    for place, group in enumerate(groups):
        well_formed = len(group) == GROUP_LENGTH and all(c in _VALUES for c in group)
        if not well_formed or _check_character(group[:_DATA_LENGTH], place) != group[-1]:
            raise BadRecoveryCode(place + 1)
    return "-".join(groups)
