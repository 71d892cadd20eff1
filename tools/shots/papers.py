"""Every paper, as the tests of the papers fill it: from `papers()` of ``tests/forms/gallery.py``."""

from __future__ import annotations

from pathlib import Path

from sai_thong.forms import render
from tests.forms import gallery

DPI = 80
MOST_PAGES = 3
"""The first pages of a long list tell how all look."""


def draw(folder: Path, only: list[str]) -> None:
    """Write ``paper-<name>-<page>.png`` of every paper, or of those whose name holds one of `only`."""
    for name, make in gallery.papers():
        if not only or any(part in name for part in only):
            pdf = make()
            shown = range(1, min(render.page_count(pdf), MOST_PAGES) + 1)
            for number, image in zip(shown, render.page_images(pdf, dpi=DPI, pages=shown), strict=True):
                (folder / f"paper-{name}-{number}.png").write_bytes(image.png())
