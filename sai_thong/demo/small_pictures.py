"""Small drawn pictures for the made-up cases: a street lamp at dusk, a broken road, a flooded yard. No photographs."""

from __future__ import annotations

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
