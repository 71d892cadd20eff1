"""Where something lies: decimal degrees as people paste them, and how far two places are from each other."""

from __future__ import annotations

import math
import re
from typing import Final, NamedTuple

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.thai.digits import to_arabic

_PAIR: Final = re.compile(r"\(?\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*\)?")
_LATITUDES: Final = (5.0, 21.0)
_LONGITUDES: Final = (97.0, 106.5)
"""What Thailand lies within, so that a pair pasted the wrong way round is noticed."""
_EARTH_RADIUS_M: Final = 6_371_000


class Coordinates(NamedTuple):
    """A place in decimal degrees (WGS 84)."""

    latitude: float
    longitude: float

    @property
    def text(self) -> str:
        """As it is stored: ``16.432100,103.506000``, which is a hand's breadth."""
        return f"{self.latitude:.6f},{self.longitude:.6f}"


def read_coordinates(text: str) -> Coordinates | None:
    """A place as it was pasted from a map; None when nothing is written.

    Raises:
        BadInput: It is no pair of decimal degrees, or lies outside Thailand.
    """
    written = to_arabic(text).strip()
    if not written:
        return None
    found = _PAIR.fullmatch(written)
    if found:
        place = Coordinates(float(found[1]), float(found[2]))
        if _within(place.latitude, _LATITUDES) and _within(place.longitude, _LONGITUDES):
            return place
    raise BadInput(
        _("“{text}” is no place in Thailand.").format(text=written),
        do=_("Write the latitude, a comma and the longitude, such as 16.4321,103.5060."),
    )


def metres_between(one: Coordinates, other: Coordinates) -> float:
    """The distance of two places along the ground (haversine)."""
    lat, other_lat = math.radians(one.latitude), math.radians(other.latitude)
    half = math.sin((other_lat - lat) / 2) ** 2
    across = math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * _EARTH_RADIUS_M * math.asin(math.sqrt(half + math.cos(lat) * math.cos(other_lat) * across))


def _within(degrees: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= degrees <= bounds[1]
