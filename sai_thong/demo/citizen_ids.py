"""Invented citizen ids: the check digit is right, but they name province 99, which does not exist."""

from __future__ import annotations

from random import Random
from typing import Final

from sai_thong.thai.citizen_id import check_digit, is_valid

INVENTED_PROVINCE: Final = "99"
"""Second and third digit of every invented id; real province codes end at 96."""

BORN_IN_TIME, BORN_LATE, SURVEYED_1984, ADDED_LATER, NATURALISED = "1", "2", "3", "5", "8"


class CitizenIdMint:
    """Gives out invented ids, none twice."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._given: set[str] = set()

    def new(self, first_digit: str) -> str:
        """A fresh id of the class that `first_digit` says; see `thai.citizen_id.meaning`."""
        while True:
            body = f"{first_digit}{INVENTED_PROVINCE}{self._rng.randrange(10**9):09}"
            cid = body + check_digit(body)
            if cid not in self._given:
                self._given.add(cid)
                return cid


def mistyped(cid: str, rng: Random) -> str:
    """`cid` with one digit typed wrong, so that the check digit tells; one slip in some fifty it would not."""
    while True:
        place = rng.randrange(3, 12)
        wrong = (int(cid[place]) + rng.randrange(1, 10)) % 10
        typed = f"{cid[:place]}{wrong}{cid[place + 1 :]}"
        if not is_valid(typed):
            return typed


def is_invented(cid: str) -> bool:
    """Whether an id is recognisably one of ours."""
    return cid[1:3] == INVENTED_PROVINCE
