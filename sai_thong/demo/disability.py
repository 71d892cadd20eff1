"""Invented disability cards: all seven kinds, written as clerks write them, ending on a day, never or nobody knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from sai_thong.exchange.disability_kinds import SEVEN_KINDS

_SHARE_OF_KIND: Final = (10, 18, 45, 9, 9, 4, 5)
"""Weights by kind, in the order of the form."""

_WRITTEN: Final[dict[str, tuple[str, ...]]] = {
    "ทางการเห็น": ("ทางการเห็น", "การเห็น", "ความพิการทางการเห็น", "๑. ทางการเห็น"),
    "ทางการได้ยินหรือสื่อความหมาย": ("ทางการได้ยินหรือสื่อความหมาย", "การได้ยิน/สื่อความหมาย", "2 การได้ยิน"),
    "ทางการเคลื่อนไหวหรือทางร่างกาย": ("ทางการเคลื่อนไหวหรือทางร่างกาย", "การเคลื่อนไหว", "ทางร่างกาย", "3"),
    "ทางจิตใจหรือพฤติกรรม": ("ทางจิตใจหรือพฤติกรรม", "จิตใจ", "ความพิการทางจิตใจหรือพฤติกรรม"),
    "ทางสติปัญญา": ("ทางสติปัญญา", "สติปัญญา", "ความพิการทางสติปัญญา"),
    "ทางการเรียนรู้": ("ทางการเรียนรู้", "การเรียนรู้", "ความพิการทางการเรียนรู้"),
    "ทางออทิสติก": ("ทางออทิสติก", "ออทิสติก", "7"),
}
"""Habits of writing each kind; a bare number is its place on the form."""


@dataclass(frozen=True)
class Disability:
    """What a disability card says.

    Attributes:
        kinds: In the wording and order of the application form.
        written: As the clerk wrote them.
        expires_on: The card's last day, when it has one that is known.
        lifelong: ตลอดชีพ. Neither this nor a day: nobody knows.
    """

    kinds: tuple[str, ...]
    written: str
    expires_on: date | None
    lifelong: bool


def invent_disability(rng: Random, on: date) -> Disability:
    """A card as it may be on the day `on`; a few have ended, a few end within three months."""
    kinds = {rng.choices(SEVEN_KINDS, _SHARE_OF_KIND)[0]}
    if rng.random() < 0.08:
        kinds |= {rng.choice(SEVEN_KINDS)}
    in_order = tuple(kind for kind in SEVEN_KINDS if kind in kinds)
    expires_on, lifelong = _expiry(rng, on)
    return Disability(in_order, _written(rng, in_order), expires_on, lifelong)


def _written(rng: Random, kinds: tuple[str, ...]) -> str:
    if len(kinds) == 1:
        return rng.choice(_WRITTEN[kinds[0]])
    return rng.choice((", ", " และ")).join(kinds)


def _expiry(rng: Random, on: date) -> tuple[date | None, bool]:
    chance = rng.random()
    if chance < 0.2:
        return None, True
    if chance < 0.28:
        return None, False
    if chance < 0.36:
        return on - timedelta(days=rng.randrange(1, 300)), False
    if chance < 0.46:
        return on + timedelta(days=rng.randrange(1, 90)), False
    return on + timedelta(days=rng.randrange(90, 2900)), False
