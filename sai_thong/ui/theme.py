"""How the window looks: colours, type and measures, light and dark, at any scale from 100 to 200 %.

Nothing else in the window names a colour or a size in points. A widget that paints itself asks `current()` while
painting, so that a change of theme or scale shows at once everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainterPath, QPalette
from PySide6.QtWidgets import QApplication

from sai_thong.ground import resources

SCALES = (100, 110, 125, 150, 175, 200)
"""The large-print steps offered, in percent."""

FONT_FILES = ("SaiThongUI-Regular.ttf", "SaiThongUI-SemiBold.ttf", "SaiThongUI-Bold.ttf")

_TALLEST_THAI = "ปู่ ฎุ ญู น้ำ กี้ ป้ำ ปิ้ ฟื้ ฏู่ ฐู ฤๅ ฬ"
"""Text with the highest marks and the lowest vowels: what a line must have room for."""

LINE_HEIGHT = 1.5
"""Distance between base lines in font sizes. 1.45 is the least at which upper and lower Thai marks do not touch."""


class Tone(StrEnum):
    """What a colour means. A word always stands with it."""

    PLAIN = "plain"
    ACCENT = "accent"
    OK = "ok"
    WARNING = "warning"
    BAD = "bad"


class Text(StrEnum):
    """The roles of text; size and weight follow from the role."""

    SMALL = "small"
    SMALL_STRONG = "small-strong"
    BASE = "base"
    STRONG = "strong"
    SECTION = "section"
    RECORD = "record"
    FIGURE = "figure"
    TITLE = "title"
    COUNTER = "counter"
    """A number that is read across the counter."""


_TYPE: dict[Text, tuple[int, QFont.Weight]] = {
    Text.SMALL: (13, QFont.Weight.Normal),
    Text.SMALL_STRONG: (13, QFont.Weight.DemiBold),
    Text.BASE: (15, QFont.Weight.Normal),
    Text.STRONG: (15, QFont.Weight.DemiBold),
    Text.SECTION: (16, QFont.Weight.DemiBold),
    Text.RECORD: (19, QFont.Weight.DemiBold),
    Text.FIGURE: (22, QFont.Weight.DemiBold),
    Text.TITLE: (24, QFont.Weight.DemiBold),
    Text.COUNTER: (48, QFont.Weight.DemiBold),
}
"""Pixels at 100 %: 10, 11, 12, 14, 16.5, 18 and 36 points at 96 dots an inch."""


@dataclass(frozen=True)
class Tokens:
    """The named colours of one theme, as ``#rrggbb``."""

    name: str
    background: str
    panel: str
    side: str
    side_chosen: str
    side_text: str
    side_muted: str
    text: str
    muted: str
    line: str
    field_border: str
    hover: str
    ok: str
    ok_soft: str
    warning: str
    warning_soft: str
    bad: str
    bad_soft: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str

    def ink(self, tone: Tone) -> str:
        """The colour of words and lines in `tone`."""
        return self.text if tone is Tone.PLAIN else str(getattr(self, tone.value))

    def soft(self, tone: Tone) -> str:
        """The quiet ground behind words in `tone`."""
        return self.hover if tone is Tone.PLAIN else str(getattr(self, f"{tone.value}_soft"))


LIGHT = Tokens(
    name="light",
    background="#f6f7f9",
    panel="#ffffff",
    side="#16324f",
    side_chosen="#22496f",
    side_text="#ffffff",
    side_muted="#c3d0de",
    text="#1d2733",
    muted="#5b6875",
    line="#dfe4ea",
    field_border="#7f8a97",
    hover="#eef1f5",
    ok="#16733a",
    ok_soft="#e6f4ea",
    warning="#8a5d00",
    warning_soft="#fff4d6",
    bad="#c62828",
    bad_soft="#fdeaea",
    accent="#195fd0",
    accent_hover="#1450b3",
    accent_soft="#e8f0fe",
    on_accent="#ffffff",
)

DARK = Tokens(
    name="dark",
    background="#11161c",
    panel="#1a212a",
    side="#0d1218",
    side_chosen="#1d2a38",
    side_text="#e6ebf0",
    side_muted="#93a1ae",
    text="#e6ebf0",
    muted="#93a1ae",
    line="#2b3641",
    field_border="#66737f",
    hover="#232c37",
    ok="#6fcf8f",
    ok_soft="#16301f",
    warning="#e3b341",
    warning_soft="#362a0c",
    bad="#ff8a80",
    bad_soft="#3a1a1a",
    accent="#6ea8fe",
    accent_hover="#8dbaff",
    accent_soft="#1b2c44",
    on_accent="#0d1218",
)

TEXT_CONTRAST = 4.5
"""Least contrast of words with their ground (WCAG 2.2, 1.4.3 AA)."""

SHAPE_CONTRAST = 3.0
"""Least contrast of the border of a field and of the focus ring (WCAG 2.2, 1.4.11 AA)."""

PAIRS: tuple[tuple[str, str, float], ...] = (
    *(
        (ink, ground, TEXT_CONTRAST)
        for ink in ("text", "muted")
        for ground in ("background", "panel", "hover", "accent_soft")
    ),
    *(("text", f"{tone}_soft", TEXT_CONTRAST) for tone in ("ok", "warning", "bad")),
    *(
        (tone, ground, TEXT_CONTRAST)
        for tone in ("ok", "warning", "bad", "accent")
        for ground in ("panel", "background", f"{tone}_soft")
    ),
    *((ink, ground, TEXT_CONTRAST) for ink in ("side_text", "side_muted") for ground in ("side", "side_chosen")),
    ("on_accent", "accent", TEXT_CONTRAST),
    ("on_accent", "accent_hover", TEXT_CONTRAST),
    ("field_border", "panel", SHAPE_CONTRAST),
    ("field_border", "background", SHAPE_CONTRAST),
    ("accent", "hover", SHAPE_CONTRAST),
    ("side_text", "side_chosen", SHAPE_CONTRAST),
)
"""Every pair of colours the window puts on one another: (ink, ground, least contrast)."""


def contrast(first: str, second: str) -> float:
    """The contrast of two ``#rrggbb`` colours, 1 to 21 (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@dataclass(frozen=True)
class Theme:
    """One look of the window.

    Attributes:
        tokens: `LIGHT` or `DARK`.
        scale: Large print in percent, 100 to 200.
        dense: Rows of 32 instead of 40.
        family: The font family in use.
    """

    tokens: Tokens = LIGHT
    scale: int = 100
    dense: bool = False
    family: str = "Sarabun"

    def px(self, measure: float) -> int:
        """A measure given in pixels at 100 %, at this scale."""
        return round(measure * self.scale / 100)

    def font(self, role: Text = Text.BASE) -> QFont:
        """The font of a role at this scale."""
        size, weight = _TYPE[role]
        font = QFont(self.family)
        font.setPixelSize(self.px(size))
        font.setWeight(weight)
        return font

    def colour(self, token: str) -> QColor:
        """A token as a Qt colour."""
        return QColor(str(getattr(self.tokens, token)))

    @property
    def row_height(self) -> int:
        """Height of a row of a list."""
        return self.px(32 if self.dense else 40)

    @property
    def control_height(self) -> int:
        """Height of a button, a field and a combo box."""
        return self.px(36)


@dataclass(frozen=True)
class Ink:
    """How far the tallest Thai text reaches from the base line, in pixels."""

    up: float
    down: float

    @property
    def height(self) -> float:
        """Room one line needs so that no mark is cut."""
        return self.up + self.down


@cache
def _ink(family: str, pixels: int, weight: int) -> Ink:
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    # Not QFontMetricsF.tightBoundingRect: it passes over where the shaper lifts a mark (seen in Qt 6.11).
    outline = QPainterPath()
    outline.addText(0, 0, font, _TALLEST_THAI)
    bounds = outline.boundingRect()
    return Ink(up=-bounds.top() + 0.5, down=bounds.bottom() + 0.5)


def ink_of(font: QFont) -> Ink:
    """The reach of the tallest Thai text in `font`: more than its ascent and descent say."""
    return _ink(font.family(), font.pixelSize(), font.weight().value)


class _Current:
    """The look in use. One holder, as for the language: every painter looks it up while painting."""

    theme = Theme()


def current() -> Theme:
    """The look in use."""
    return _Current.theme


@cache
def load_fonts() -> str:
    """Load the shipped faces and return their family name."""
    family = ""
    for name in FONT_FILES:
        loaded = QFontDatabase.addApplicationFont(str(resources.path(f"fonts/{name}")))
        families = QFontDatabase.applicationFontFamilies(loaded) if loaded >= 0 else []
        family = family or (families[0] if families else "")
    return family or "Sarabun"


def palette(tokens: Tokens) -> QPalette:
    """The Qt palette of a theme, for what the style sheet does not reach."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, token in (
        (roles.Window, tokens.background),
        (roles.WindowText, tokens.text),
        (roles.Base, tokens.panel),
        (roles.AlternateBase, tokens.hover),
        (roles.Text, tokens.text),
        (roles.PlaceholderText, tokens.muted),
        (roles.Button, tokens.panel),
        (roles.ButtonText, tokens.text),
        (roles.Highlight, tokens.accent),
        (roles.HighlightedText, tokens.on_accent),
        (roles.ToolTipBase, tokens.panel),
        (roles.ToolTipText, tokens.text),
        (roles.Link, tokens.accent),
        (roles.Mid, tokens.line),
    ):
        made.setColor(role, QColor(token))
    for role in (roles.Text, roles.ButtonText, roles.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return made


def use(app: QApplication, theme: Theme) -> Theme:
    """Show the whole application in `theme`; returns it with the family of the loaded face."""
    from sai_thong.ui.stylesheet import stylesheet

    theme = replace(theme, family=load_fonts())
    _Current.theme = theme
    app.setStyle("Fusion")
    app.setPalette(palette(theme.tokens))
    app.setFont(theme.font())
    app.setStyleSheet(stylesheet(theme))
    return theme
