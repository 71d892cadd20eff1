"""Compare a rendered page with its kept picture, forgiving what differs between machines but nothing a reader sees."""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

KEPT = Path(__file__).parent / "golden"
SEEN = Path(__file__).parents[2] / "build" / "golden"
"""Where pictures that differ are left to be looked at."""
ACCEPT = "SAI_THONG_ACCEPT_GOLDEN"
DPI = 100
"""Golden pictures are rendered at this resolution: small files, and every letter still shows."""

_MOST_DIFFERENCE = 64
"""Of 255, after blurring by half a pixel: anti-aliasing differs less, a missing tone mark more."""
_MOST_PIXELS = 3


def compare(name: str, png: bytes) -> None:
    """Fail when `png` differs from ``golden/<name>.png``; with ``SAI_THONG_ACCEPT_GOLDEN=1`` keep it instead."""
    kept = KEPT / f"{name}.png"
    image = Image.open(io.BytesIO(png)).convert("L")
    if os.environ.get(ACCEPT) == "1":
        KEPT.mkdir(exist_ok=True)
        image.save(kept, optimize=True)
        return
    assert kept.exists(), f"no golden picture {kept.name}: look at the page, then run `dev.py golden --accept`"
    known = Image.open(kept).convert("L")
    assert image.size == known.size, f"{name}: {image.size} instead of {known.size}"
    count = differing_pixels(known, image)
    if count > _MOST_PIXELS:
        SEEN.mkdir(parents=True, exist_ok=True)
        seen = SEEN / f"{name}.png"
        image.save(seen)
        raise AssertionError(f"{name}: {count} pixels differ from the golden picture; see {seen}")


def differing_pixels(known: Image.Image, image: Image.Image) -> int:
    """How many pixels a reader would see as different."""
    blur = ImageFilter.GaussianBlur(0.5)
    difference = ImageChops.difference(known.filter(blur), image.filter(blur))
    return sum(difference.histogram()[_MOST_DIFFERENCE:])
