"""Small drawn pictures for the made-up office: a street lamp at dusk, a broken road, things of the storeroom."""

from __future__ import annotations

from enum import StrEnum
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

SIZE: Final = (640, 480)
_DUSK, _DAY, _GRASS, _ASPHALT = (38, 46, 74), (176, 206, 226), (104, 142, 82), (96, 96, 98)
_HORIZON: Final = 300


def drawn_picture(seed: int, *, lamp: bool) -> bytes:
    """A PNG of a lamp at dusk, or of a road with holes by day; the same seed draws the same picture."""
    from PIL import Image, ImageDraw

    chance = Random(seed)
    picture = Image.new("RGB", SIZE, _DUSK if lamp else _DAY)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, _HORIZON, SIZE[0], SIZE[1]), fill=tuple(part // 2 for part in _GRASS) if lamp else _GRASS)
    pen.polygon(((260, _HORIZON), (380, _HORIZON), (620, SIZE[1]), (20, SIZE[1])), fill=_ASPHALT)
    (_draw_lamp if lamp else _draw_holes)(pen, chance)
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def _draw_lamp(pen: ImageDraw, chance: Random) -> None:
    left = chance.randint(90, 200)
    pen.rectangle((left, 90, left + 8, 400), fill=(150, 150, 154))
    pen.line((left + 4, 94, left + 90, 78), fill=(150, 150, 154), width=6)
    pen.ellipse((left + 78, 72, left + 112, 90), fill=(70, 70, 72))


def _draw_holes(pen: ImageDraw, chance: Random) -> None:
    for _hole in range(chance.randint(3, 6)):
        left, top = chance.randint(180, 420), chance.randint(_HORIZON + 40, 440)
        wide = chance.randint(30, 80)
        pen.ellipse((left, top, left + wide, top + wide // 3), fill=(58, 52, 48))


class Thing(StrEnum):
    """What is drawn of the storeroom."""

    VEHICLE = "vehicle"
    DESK = "desk"
    CHAIR = "chair"
    COMPUTER = "computer"
    AIR_CONDITIONER = "air-conditioner"
    BUILDING = "building"


_WALL, _FLOOR, _WOOD, _STEEL, _DARK = (222, 226, 218), (172, 158, 140), (150, 104, 62), (168, 174, 182), (54, 58, 64)
_PARTS: Final[dict[Thing, tuple[tuple[tuple[int, int, int, int], tuple[int, int, int]], ...]]] = {
    Thing.VEHICLE: (
        ((120, 220, 520, 360), _STEEL),
        ((180, 150, 420, 225), _STEEL),
        ((200, 165, 300, 220), _DARK),
        ((310, 165, 405, 220), _DARK),
        ((160, 330, 230, 400), _DARK),
        ((410, 330, 480, 400), _DARK),
    ),
    Thing.DESK: (((120, 220, 520, 250), _WOOD), ((140, 250, 170, 420), _WOOD), ((380, 250, 500, 400), _WOOD)),
    Thing.CHAIR: (
        ((240, 120, 400, 260), _DARK),
        ((225, 270, 415, 300), _DARK),
        ((312, 300, 328, 380), _STEEL),
        ((240, 380, 400, 396), _STEEL),
    ),
    Thing.COMPUTER: (
        ((170, 110, 450, 300), _DARK),
        ((186, 126, 434, 284), (120, 160, 200)),
        ((300, 300, 320, 340), _STEEL),
        ((150, 350, 470, 380), _STEEL),
    ),
    Thing.AIR_CONDITIONER: (((120, 110, 520, 220), (244, 246, 248)), ((140, 196, 500, 208), _STEEL)),
    Thing.BUILDING: (
        ((110, 140, 530, 400), (236, 228, 208)),
        ((90, 110, 550, 150), (150, 70, 54)),
        ((290, 300, 350, 400), _WOOD),
        ((150, 180, 250, 250), _DARK),
        ((390, 180, 490, 250), _DARK),
    ),
}
"""Rectangles of each, the one behind first."""


def picture_of_thing(seed: int, thing: Thing, *, number: str = "") -> bytes:
    """A PNG of a thing in its room; with a number, of the plate it bears."""
    from PIL import Image, ImageDraw

    chance = Random(seed)
    light = chance.randint(-14, 14)
    picture = Image.new("RGB", SIZE, _shaded(_WALL, light))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, _HORIZON + 90, SIZE[0], SIZE[1]), fill=_shaded(_FLOOR, light))
    if number:
        pen.rectangle((0, 0, *SIZE), fill=_shaded(_STEEL, light))
        pen.rectangle((90, 150, 550, 330), fill=(248, 246, 238), outline=_DARK, width=4)
        pen.text((320, 240), number, fill=_DARK, anchor="mm", font_size=64)
    else:
        aside = chance.randint(-30, 30)
        for (left, top, right, bottom), colour in _PARTS[thing]:
            pen.rectangle((left + aside, top, right + aside, bottom), fill=_shaded(colour, light))
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def _shaded(colour: tuple[int, int, int], light: int) -> tuple[int, ...]:
    return tuple(max(0, min(255, part + light)) for part in colour)
