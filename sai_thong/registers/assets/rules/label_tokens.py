"""What the code on a label holds: an opaque token, so that the label stays right after the card was corrected.

Ten characters of an alphabet without 0, O, 1 and I; the last one checks the others (Luhn, modulo 32).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
TOKEN_LENGTH: Final = 10
_BASE: Final = len(ALPHABET)
_VALUES: Final = {character: value for value, character in enumerate(ALPHABET)}


def new_token(random_below: Callable[[int], int]) -> str:
    """A new token.

    Args:
        random_below: Gives a number from 0 up to, not including, what it is given; ``secrets.randbelow``.
    """
    body = "".join(ALPHABET[random_below(_BASE)] for _place in range(TOKEN_LENGTH - 1))
    return body + _check_character(body)


def is_token(text: str) -> bool:
    """Whether a text is a token whose check character agrees."""
    return (
        len(text) == TOKEN_LENGTH
        and all(character in _VALUES for character in text)
        and _check_character(text[:-1]) == text[-1]
    )


def _check_character(body: str) -> str:
    """The character with which the Luhn sum is whole."""
    total = 0
    for place, character in enumerate(reversed(body)):
        value = _VALUES[character] * (2 if place % 2 == 0 else 1)
        total += value // _BASE + value % _BASE
    return ALPHABET[-total % _BASE]
