"""The ครุฑ at the head of official papers: the office's own image, an outline of the right size, or nothing."""

from __future__ import annotations

from sai_thong.forms.kit.page import Page
from sai_thong.forms.kit.writer import decoded
from sai_thong.forms.text.drawing import GREY

_OUTLINE_RATIO = 0.92
"""Width to height of the outline; the emblem is a little higher than wide."""


def draw_garuda(page: Page, *, height: float, top: float, left: float | None = None) -> None:
    """Draw the ครุฑ `height` millimetres high, `top` below the paper's edge; centred on the paper without `left`.

    Nothing is drawn on paper that already bears it (`PaperSettings.preprinted`).
    """
    settings = page.settings
    if settings.preprinted:
        return
    if settings.garuda:
        pixels_wide, pixels_high, _ = decoded(settings.garuda)
        width = height * pixels_wide / pixels_high
        x = page.width / 2 - width / 2 if left is None else left
        page.image(settings.garuda, x, top, width, height)
        return
    width = height * _OUTLINE_RATIO
    x = page.width / 2 - width / 2 if left is None else left
    page.box(x, top, width, height, dashed=True)
    size = height * 0.42
    for line, y in (("ตราครุฑ", 0.48), (f"{height / 10:g} ซม.", 0.66)):
        page.text(x + width / 2, top + height * y, line, size=size, align="center", colour=GREY)
