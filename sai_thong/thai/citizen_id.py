"""The citizen id of 13 digits (เลขประจำตัวประชาชน): reading it from any cell, its check digit and its first digit."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import N_, _
from sai_thong.thai.digits import TO_ARABIC

_LENGTH: Final = 13
_WEIGHTS: Final = tuple(range(_LENGTH, 1, -1))
_NEVER_ISSUED: Final = "9"

# What people put between the digits, and before them to keep Excel from calculating.
_BETWEEN: Final = {
    ord(c): None for c in " -–—‐‑‒−_.,/'’‘`\"\t\r\n\u00a0\u2002\u2003\u2009\u202f\u200b\u200c\u200d\u2060\ufeff"
}
_COMPACT: Final = {**TO_ARABIC, **_BETWEEN}
_ROUNDED: Final = re.compile(r"\s*\d\.\d*e\+?1[12]\s*", re.IGNORECASE)
_WHOLE_FLOAT: Final = re.compile(r"\s*(\d+)\.0+\s*")

_MEANINGS: Final = {
    "0": N_("No civil registration status, or not a natural person"),
    "1": N_("Thai, birth registered in time, since 1 January 2527"),
    "2": N_("Thai, birth registered late, since 1 January 2527"),
    "3": N_("In a house register between 1 January and 31 May 2527"),
    "4": N_("Moved in between 1 January and 31 May 2527, without a number yet"),
    "5": N_("Added to the register later: missed by the survey, or a special case"),
    "6": N_("Foreigner, entered unlawfully or for a time"),
    "7": N_("Child, born in Thailand, of a person of class 6"),
    "8": N_("Foreigner, entered lawfully, or naturalised as Thai"),
    "9": N_("Never issued"),
}
_SHOWS_THAI: Final = {"1": True, "2": True, "3": True, "4": True, "5": True, "8": None}


class IdFault(StrEnum):
    """Why an id cannot be read."""

    EMPTY = "empty"
    CHARACTERS = "characters"
    ROUNDED = "rounded"
    LENGTH = "length"
    CHECKSUM = "checksum"
    NEVER_ISSUED = "never issued"


_EXPLANATIONS: Final = {
    IdFault.EMPTY: N_("There is no citizen ID."),
    IdFault.CHARACTERS: N_("The citizen ID holds something other than digits."),
    IdFault.ROUNDED: N_("The workbook has rounded the citizen ID; its last digits are lost."),
    IdFault.LENGTH: N_("The citizen ID does not have 13 digits."),
    IdFault.CHECKSUM: N_("The check digit of the citizen ID does not agree: a digit is mistyped."),
    IdFault.NEVER_ISSUED: N_("No citizen ID begins with 9."),
}


class BadCitizenId(BadInput):
    """The value is no citizen id. The words never hold the value itself.

    Attributes:
        reason: Why not.
    """

    def __init__(self, reason: IdFault) -> None:
        super().__init__(_(_EXPLANATIONS[reason]), do=_("Compare it with the card or the house register."))
        self.reason = reason


def check_digit(first_twelve: str) -> str:
    """The thirteenth digit that belongs to twelve ASCII digits."""
    total = sum(map(int.__mul__, map(int, first_twelve), _WEIGHTS))
    return str((11 - total % 11) % 10)


def is_valid(cid: str) -> bool:
    """Whether `cid` is 13 ASCII digits with the right check digit, of a class that is issued."""
    return (
        len(cid) == _LENGTH
        and cid.isascii()
        and cid.isdigit()
        and cid[0] != _NEVER_ISSUED
        and cid[-1] == check_digit(cid[:-1])
    )


def read(value: str | int | float) -> str:
    """The 13 ASCII digits of an id as a clerk or a workbook wrote it.

    Dashes, spaces, Thai digits, a leading apostrophe, a number, a float: all read. Twelve digits are never padded:
    no id of an entitled person begins with the zero a workbook may take, and a lost digit is far likelier.

    Raises:
        BadCitizenId: With the reason.
    """
    cid = _digits(value)
    if is_valid(cid):
        return cid
    if not cid:
        raise BadCitizenId(IdFault.EMPTY)
    if not (cid.isascii() and cid.isdigit()):
        raise BadCitizenId(IdFault.CHARACTERS)
    if len(cid) != _LENGTH:
        raise BadCitizenId(IdFault.LENGTH)
    if cid[-1] != check_digit(cid[:-1]):
        raise BadCitizenId(IdFault.CHECKSUM)
    raise BadCitizenId(IdFault.NEVER_ISSUED)


def formatted(cid: str) -> str:
    """``1-2345-67890-12-3``, as the card prints it."""
    return f"{cid[0]}-{cid[1:5]}-{cid[5:10]}-{cid[10:12]}-{cid[12]}"


def masked(cid: str) -> str:
    """``x-xxxx-xxxxx-12-3``: what a posted list may show."""
    return f"x-xxxx-xxxxx-{cid[10:12]}-{cid[12]}"


def meaning(cid: str) -> str:
    """What the first digit says of the person, in the language of the window."""
    return _(_MEANINGS[cid[0]])


def shows_thai_nationality(cid: str) -> bool | None:
    """Whether the first digit shows Thai nationality: True, False when it cannot, None when it leaves it open.

    A reason to ask, never to decide: classes 3 to 5 hold a few aliens with papers, class 8 the naturalised.
    """
    return _SHOWS_THAI.get(cid[0], False)


def _digits(value: str | int | float) -> str:
    if isinstance(value, str):
        if _ROUNDED.fullmatch(value):
            raise BadCitizenId(IdFault.ROUNDED)
        whole = _WHOLE_FLOAT.fullmatch(value)
        return (whole[1] if whole else value).translate(_COMPACT)
    if isinstance(value, float) and not value.is_integer():
        raise BadCitizenId(IdFault.CHARACTERS)
    return str(int(value))
