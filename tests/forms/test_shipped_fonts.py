"""The fonts we ship are free, and the window's digits line up in columns."""

import importlib.util
import io
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from sai_thong.ground import resources

STYLES = ("Regular", "SemiBold", "Bold")
SCRIPT = Path(__file__).parents[2] / "tools" / "fonts" / "tabular_digits.py"


def window_face(style: str) -> bytes:
    return resources.path(f"fonts/SaiThongUI-{style}.ttf").read_bytes()


def shaped_width(data: bytes, text: str) -> int:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(hb.Face(data)), buffer)
    return sum(position.x_advance for position in buffer.glyph_positions)


@pytest.mark.parametrize("digits", ["0123456789", "๐๑๒๓๔๕๖๗๘๙"])
@pytest.mark.parametrize("style", STYLES)
def test_digits_of_the_window_have_one_width_alone_and_in_pairs(style: str, digits: str) -> None:
    data = window_face(style)
    pairs = {shaped_width(data, first + second) for first in digits for second in digits}
    assert pairs == {2 * shaped_width(data, digits[0])}


@pytest.mark.parametrize("style", STYLES)
def test_digits_are_not_drawn_into_each_other(style: str) -> None:
    font = TTFont(io.BytesIO(window_face(style)))
    for digit in "0123456789๐๑๒๓๔๕๖๗๘๙":
        name = font.getBestCmap()[ord(digit)]
        glyph, (advance, _) = font["glyf"][name], font["hmtx"][name]
        assert glyph.xMin >= 15
        assert glyph.xMax <= advance - 15


@pytest.mark.parametrize("style", STYLES)
def test_letters_are_those_of_sarabun(style: str) -> None:
    pytest.importorskip("fontpkg_sarabun", reason="the source fonts come from the package fontpkg-sarabun")
    script = load_script()
    for text in ("ที่นี่มีน้ำ ปู่ ญาติ", "AV To kerning", "0.5-1/2"):
        assert shaped_width(window_face(style), text) == shaped_width(script.source(style), text)


@pytest.mark.parametrize("style", STYLES)
def test_the_window_face_is_what_the_script_makes(style: str) -> None:
    pytest.importorskip("fontpkg_sarabun", reason="the source fonts come from the package fontpkg-sarabun")
    script = load_script()
    made, kept = (TTFont(io.BytesIO(data)) for data in (script.make(script.source(style), style), window_face(style)))
    for digit in "0123456789๐๑๒๓๔๕๖๗๘๙":
        name = kept.getBestCmap()[ord(digit)]
        assert made["hmtx"][name] == kept["hmtx"][name]
        assert made["glyf"][name] == kept["glyf"][name]


@pytest.mark.parametrize("style", STYLES)
def test_the_window_face_has_its_own_name_and_keeps_the_licence(style: str) -> None:
    names = TTFont(io.BytesIO(window_face(style)))["name"]
    assert names.getBestFamilyName() == "Sai Thong UI"
    assert names.getDebugName(6) == f"SaiThongUI-{style}"
    assert "SIL Open Font License" in names.getDebugName(13)
    assert "Sarabun Project Authors" in names.getDebugName(0)


def test_the_licence_is_shipped_with_the_fonts() -> None:
    assert "SIL OPEN FONT LICENSE" in resources.read_text("fonts/OFL.txt")


def load_script():
    spec = importlib.util.spec_from_file_location("tabular_digits", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
