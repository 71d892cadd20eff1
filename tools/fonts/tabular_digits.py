"""Make the window's face from Sarabun: the same letters, and digits of one width.

Sarabun's Thai digits differ in width, and Qt cannot space them evenly, so columns of figures would not line up. This
script writes ``SaiThongUI-*.ttf`` from the Sarabun of the PyPI package ``fontpkg-sarabun``: ten Thai digits of one
width, ten Arabic digits of one width (Sarabun kerns none of them). The SIL Open Font License allows it; Sarabun
reserves no font name, and the result has a name of its own.

Run from the repository: ``python tools/fonts/tabular_digits.py``. The outcome is committed; a test makes it again.
"""

from __future__ import annotations

import io
from importlib import resources
from pathlib import Path
from typing import Any

from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

FAMILY = "Sai Thong UI"
STYLES = ("Regular", "SemiBold", "Bold")
ARABIC = "0123456789"
THAI = "๐๑๒๓๔๕๖๗๘๙"
OUT = Path(__file__).parents[2] / "resources" / "fonts"

_BEARING = 0.025
"""Free space on each side of the widest digit, in em."""
_FAMILY_NAME, _STYLE_NAME, _UNIQUE_ID, _FULL_NAME, _DESCRIPTION, _POSTSCRIPT_NAME = 1, 2, 3, 4, 10, 6
_LONG_FAMILY, _LONG_STYLE = 16, 17


def source(style: str) -> bytes:
    """Sarabun of a style, from the package."""
    return resources.files("fontpkg_sarabun").joinpath("files", f"Sarabun-{style}.ttf").read_bytes()


def make(data: bytes, style: str) -> bytes:
    """The window's face made from a Sarabun font file."""
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    for digits in (ARABIC, THAI):
        _make_tabular(font, digits)
    _rename(font, style)
    if "DSIG" in font:
        del font["DSIG"]
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _make_tabular(font: TTFont, digits: str) -> None:
    """Give `digits` one width, each in the middle of it."""
    names = [font.getBestCmap()[ord(digit)] for digit in digits]
    metrics = font["hmtx"].metrics
    advances = {metrics[name][0] for name in names}
    if len(advances) == 1:
        return
    bounds = {name: _bounds(font, name) for name in names}
    widest = max(right - left for left, right in bounds.values())
    common = round(widest + 2 * _BEARING * font["head"].unitsPerEm)
    for name in names:
        left, right = bounds[name]
        shift = round((common - (right - left)) / 2) - left
        _move(font["glyf"][name], font["glyf"], shift)
        metrics[name] = (common, left + shift)


def _bounds(font: TTFont, name: str) -> tuple[int, int]:
    """The left and right ends of a glyph's drawing."""
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return round(pen.bounds[0]), round(pen.bounds[2])


def _move(glyph: Any, table: Any, shift: int) -> None:  # noqa: ANN401 - fontTools has no types
    """Move a glyph's drawing to the right."""
    if glyph.isComposite():
        for component in glyph.components:
            component.x += shift
    else:
        glyph.coordinates.translate((shift, 0))
    glyph.recalcBounds(table)


def _rename(font: TTFont, style: str) -> None:
    """Give the font its own family name, and say what was changed."""
    names = font["name"]
    linked = style in ("Regular", "Bold")
    texts = {
        _FAMILY_NAME: FAMILY if linked else f"{FAMILY} {style}",
        _STYLE_NAME: style if linked else "Regular",
        _UNIQUE_ID: f"1.000;SaiThong;SaiThongUI-{style}",
        _FULL_NAME: f"{FAMILY} {style}",
        _POSTSCRIPT_NAME: f"SaiThongUI-{style}",
        _DESCRIPTION: "Sarabun with digits of one width.",
        _LONG_FAMILY: FAMILY,
        _LONG_STYLE: style,
    }
    platforms = {(record.platformID, record.platEncID, record.langID) for record in names.names}
    for name_id, text in texts.items():
        names.removeNames(nameID=name_id)
        for platform in sorted(platforms):
            names.setName(text, name_id, *platform)


def main() -> None:
    """Write the three faces."""
    for style in STYLES:
        (OUT / f"SaiThongUI-{style}.ttf").write_bytes(make(source(style), style))


if __name__ == "__main__":
    main()
