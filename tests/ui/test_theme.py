"""The look: contrast of every pair used, one width of digits, drawings that take the theme's colour."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from sai_thong.ground import resources
from sai_thong.ui import icons, stylesheet, theme
from sai_thong.ui.theme import DARK, LIGHT, PAIRS, Text, Tokens, contrast

ICONS = sorted(path.stem for path in resources.path("icons").glob("*.svg"))


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0]} on {pair[1]}")
def test_every_pair_of_colours_used_has_enough_contrast(tokens: Tokens, pair: tuple[str, str, float]) -> None:
    ink, ground, least = pair
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= least


def test_contrast_is_the_ratio_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("role", list(Text))
def test_digits_are_equally_wide_so_that_columns_of_numbers_align(role: Text) -> None:
    metrics = QFontMetricsF(theme.current().font(role))
    assert {metrics.horizontalAdvance(digit) for digit in "0123456789"} == {metrics.horizontalAdvance("0")}


def test_the_shipped_face_is_used_not_one_of_the_machine() -> None:
    assert theme.load_fonts() == "Sai Thong UI"


@pytest.mark.parametrize("scale", theme.SCALES)
@pytest.mark.parametrize("role", list(Text))
def test_a_line_is_at_least_1_45_times_the_size_of_its_text(role: Text, scale: int) -> None:
    font = theme.Theme(scale=scale, family=theme.load_fonts()).font(role)
    assert theme.ink_of(font).height >= 1.45 * font.pixelSize()
    assert theme.LINE_HEIGHT >= 1.45


def test_large_print_doubles_text_rows_and_controls(app: QApplication) -> None:
    normal, large = theme.Theme(), theme.use(app, theme.Theme(scale=200))
    assert app.font().pixelSize() == 2 * normal.font().pixelSize()
    assert large.row_height == 2 * normal.row_height == 80
    assert large.control_height == 2 * normal.control_height


def test_dense_rows_are_lower() -> None:
    assert (theme.Theme().row_height, theme.Theme(dense=True).row_height) == (40, 32)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_the_style_sheet_holds_only_colours_of_the_theme(tokens: Tokens) -> None:
    import re

    sheet = stylesheet.stylesheet(theme.Theme(tokens))
    used = set(re.findall(r"#[0-9a-fA-F]{6}\b", sheet))
    assert used <= {getattr(tokens, name) for name in tokens.__dataclass_fields__}
    assert "$" not in sheet


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_drawn_in_the_colour_asked_for(name: str) -> None:
    image = icons.pixmap(name, "#ff0000", 20).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha()
    ]
    assert inked
    assert all(colour.green() == colour.blue() == 0 for colour in inked)
    assert "Apache-2.0" in resources.read_text(f"icons/{name}.svg")
