"""Areas of land as papers write them: ไร่-งาน-ตารางวา; kept as whole hundredths of a square wa.

1 ไร่ = 4 งาน = 400 ตร.วา.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

from sai_thong.thai.text import search_form

_NGAN: Final = 100_00
_RAI: Final = 4 * _NGAN
_AMOUNT: Final = r"\d+(?:\.\d{1,2})?"
_DASHED: Final = re.compile(rf"(?P<rai>\d+)\s*-\s*(?P<ngan>[0-3])\s*-\s*(?P<wa>{_AMOUNT})\s*(?:ไร่|ตร\.?ว\.?า?)?")
_IN_WORDS: Final = re.compile(
    r"(?:(?P<rai>\d+)\s*ไร่)?\s*(?:(?P<ngan>\d+)\s*งาน)?\s*"
    rf"(?:(?P<wa>{_AMOUNT})\s*(?:ตารางวา|ตร\.?\s?ว\.?า?|วา))?"
)


class LandArea(NamedTuple):
    """An area in its three parts.

    Attributes:
        rai: ไร่.
        ngan: งาน, 0 to 3.
        wa: ตารางวา, less than 100, to two decimals.
    """

    rai: int
    ngan: int
    wa: Decimal

    @property
    def text(self) -> str:
        """``2-1-35.5`` as title deeds write it."""
        return f"{self.rai}-{self.ngan}-{self.wa.normalize():f}"


def land_area(wa100: int) -> LandArea:
    """The three parts of an area kept in hundredths of a square wa."""
    rai, rest = divmod(wa100, _RAI)
    ngan, rest = divmod(rest, _NGAN)
    return LandArea(rai, ngan, Decimal(rest) / 100)


def read_land_area(written: str) -> int | None:
    """The hundredths of a square wa that a text means; None where it is no area, or an area of nothing."""
    text = search_form(written).replace(",", "")
    found = _DASHED.fullmatch(text) or _IN_WORDS.fullmatch(text)
    if found is None:
        return None
    rai, ngan, wa = int(found["rai"] or 0), int(found["ngan"] or 0), Decimal(found["wa"] or 0)
    return rai * _RAI + ngan * _NGAN + int(wa * 100) or None
