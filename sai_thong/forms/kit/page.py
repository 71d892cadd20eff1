"""One page: text, lines and boxes placed in millimetres from its upper left corner."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sai_thong.forms.kit.rule import LINE_PITCH, POINTS_A_MM, TEXT_SIZE
from sai_thong.forms.kit.settings import PaperSettings
from sai_thong.forms.text.drawing import BLACK, Colour, TextBlock
from sai_thong.forms.text.embedding import EmbeddedFace
from sai_thong.forms.text.lines import Line, break_lines
from sai_thong.thai.digits import in_digits

Align = Literal["left", "center", "right"]

HAIRLINE = 0.18
"""Millimetres: rules of tables and boxes."""
_WATERMARK_GREY = Colour(0.88, 0.88, 0.88)
_DOT_GAP = 1.9


@dataclass(frozen=True)
class Type:
    """The two weights a document is set in.

    Attributes:
        regular: The text weight.
        bold: The bold weight.
        size_factor: From points of the rule to points of this font.
    """

    regular: EmbeddedFace
    bold: EmbeddedFace
    size_factor: float

    def weight(self, bold: bool) -> EmbeddedFace:
        """The face of a weight."""
        return self.bold if bold else self.regular


@dataclass(frozen=True)
class PlacedImage:
    """An image on a page, in points from the lower left corner."""

    data: bytes
    x: float
    y: float
    width: float
    height: float


class Page:
    """A page under work.

    Positions are millimetres from the upper left corner, `y` of a text is its baseline, sizes are points of TH
    Sarabun. What is drawn with ``filled=True`` is data on a form, all else the form itself; with
    `PaperSettings.data_only` the form is on the paper already, and data alone is drawn.

    Attributes:
        number: Which page of its paper it is, from 1.
        width: In millimetres.
        height: In millimetres.
        settings: The office's choices.
        type: The weights it is set in.
        under: What lies under everything else.
        ink: Its text so far.
        shapes: PDF operators of its lines and boxes so far.
        images: Its images so far.
    """

    def __init__(
        self,
        number: int,
        width: float,
        height: float,
        *,
        weights: Type,
        settings: PaperSettings,
        keep: Sequence[str] = (),
    ) -> None:
        self.number = number
        self.width = width
        self.height = height
        self.settings = settings
        self.type = weights
        self.under = TextBlock()
        self.ink = TextBlock()
        self.shapes: list[str] = []
        self.images: list[PlacedImage] = []
        self._keep = tuple(in_digits(name, settings.digits) for name in keep)

    def draws(self, *, filled: bool) -> bool:
        """Whether the form itself, or what is filled in, is drawn at all."""
        return filled or not self.settings.data_only

    # Text ------------------------------------------------------------------------------------------------------------

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = TEXT_SIZE,
        bold: bool = False,
        align: Align = "left",
        colour: Colour = BLACK,
        fit: float | None = None,
        verbatim: bool = False,
        filled: bool = False,
    ) -> float:
        """Draw one line of text; gives the `x` of its right end.

        `fit` is a width in millimetres: longer text is set smaller to keep within it. `verbatim` leaves the digits as
        they are given (e-mail addresses, bank accounts).
        """
        if not text:
            return x
        shown = text if verbatim else in_digits(text, self.settings.digits)
        face = self.type.weight(bold)
        run = face.face.run(shown)
        points = size * self.type.size_factor
        width = run.width * points
        if fit is not None and width > fit * POINTS_A_MM:
            points *= fit * POINTS_A_MM / width
            width = fit * POINTS_A_MM
        left = x * POINTS_A_MM - {"left": 0.0, "center": width / 2, "right": width}[align]
        if self.draws(filled=filled):
            self.ink.draw(left, self._up(y), run, face, points, colour=colour)
        return (left + width) / POINTS_A_MM

    def text_width(self, text: str, size: float = TEXT_SIZE, *, bold: bool = False, verbatim: bool = False) -> float:
        """The width `text` will have, in millimetres."""
        shown = text if verbatim else in_digits(text, self.settings.digits)
        return self.type.weight(bold).face.width(shown) * size * self.type.size_factor / POINTS_A_MM

    def paragraph(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        *,
        size: float = TEXT_SIZE,
        bold: bool = False,
        indent: float = 0.0,
        spread: bool = True,
        keep: Collection[str] = (),
        filled: bool = False,
    ) -> float:
        """Draw a paragraph whose first baseline is `y`; gives the baseline that follows its last line."""
        for line in self.lines_of(text, width, size=size, bold=bold, indent=indent, spread=spread, keep=keep):
            self.draw_line(x, y, line, size=size, bold=bold, filled=filled)
            y += size * LINE_PITCH / POINTS_A_MM
        return y

    def lines_of(
        self,
        text: str,
        width: float,
        *,
        size: float = TEXT_SIZE,
        bold: bool = False,
        indent: float = 0.0,
        spread: bool = True,
        keep: Collection[str] = (),
    ) -> list[Line]:
        """`text` as the lines of a paragraph `width` wide, for `draw_line`."""
        digits = self.settings.digits
        return break_lines(
            in_digits(text, digits),
            self.type.weight(bold).face,
            size * self.type.size_factor,
            width * POINTS_A_MM,
            indent=indent * POINTS_A_MM,
            spread=spread,
            keep=(*self._keep, *(in_digits(name, digits) for name in keep)),
        )

    def draw_line(
        self, x: float, y: float, line: Line, *, size: float = TEXT_SIZE, bold: bool = False, filled: bool = False
    ) -> None:
        """Draw one line of a paragraph whose left edge is `x`."""
        if not self.draws(filled=filled):
            return
        self.ink.draw(
            x * POINTS_A_MM + line.indent,
            self._up(y),
            line.run,
            self.type.weight(bold),
            size * self.type.size_factor,
            char_space=line.char_space,
            word_space=line.word_space,
        )

    def cells(
        self, x: float, y: float, text: str, widths: Sequence[float], *, size: float = TEXT_SIZE, filled: bool = False
    ) -> None:
        """Draw each character of `text` in the middle of a cell; `widths` are the cells' in millimetres."""
        if self.draws(filled=filled):
            points = size * self.type.size_factor
            shown = in_digits(text, self.settings.digits)
            run = self.type.regular.face.in_cells(shown, [width * POINTS_A_MM / points for width in widths])
            self.ink.draw(x * POINTS_A_MM, self._up(y), run, self.type.regular, points)

    def watermark(self, text: str) -> None:
        """A word across the page in light grey, such as ร่าง."""
        face = self.type.bold
        run = face.face.run(text)
        size = 130 * self.type.size_factor
        angle = math.radians(50)
        middle = run.width * size / 2
        x = self.width * POINTS_A_MM / 2 - middle * math.cos(angle)
        y = self.height * POINTS_A_MM / 2 - middle * math.sin(angle)
        self.under.draw_turned(x, y, run, face, size, angle=angle, colour=_WATERMARK_GREY)

    # Lines and boxes -------------------------------------------------------------------------------------------------

    def line(self, x1: float, y1: float, x2: float, y2: float, *, width: float = HAIRLINE) -> None:
        """A straight line; `width` in millimetres."""
        self.lines([(x1, y1, x2, y2)], width=width)

    def lines(self, segments: Iterable[tuple[float, float, float, float]], *, width: float = HAIRLINE) -> None:
        """Many straight lines at once, each as x1, y1, x2, y2."""
        path = " ".join(
            f"{x1 * POINTS_A_MM:.2f} {self._up(y1):.2f} m {x2 * POINTS_A_MM:.2f} {self._up(y2):.2f} l"
            for x1, y1, x2, y2 in segments
        )
        self._shape(f"{width * POINTS_A_MM:.2f} w {path} S", filled=False)

    def polyline(self, points: Iterable[tuple[float, float]], *, width: float, filled: bool = False) -> None:
        """A line through several points, with round joints."""
        (x, y), *rest = points
        path = f"{x * POINTS_A_MM:.2f} {self._up(y):.2f} m " + " ".join(
            f"{px * POINTS_A_MM:.2f} {self._up(py):.2f} l" for px, py in rest
        )
        self._shape(f"q 1 j 1 J {width * POINTS_A_MM:.2f} w {path} S Q", filled=filled)

    def box(
        self, x: float, y: float, width: float, height: float, *, rule: float = HAIRLINE, dashed: bool = False
    ) -> None:
        """A rectangle whose upper left corner is at `x`, `y`."""
        rectangle = (
            f"{x * POINTS_A_MM:.2f} {self._up(y + height):.2f} {width * POINTS_A_MM:.2f} {height * POINTS_A_MM:.2f} re"
        )
        dash = "[3 2] 0 d " if dashed else ""
        self._shape(f"q {rule * POINTS_A_MM:.2f} w {dash}{rectangle} S Q", filled=False)

    def blocks(self, rectangles: Iterable[tuple[float, float, float, float]], *, filled: bool = False) -> None:
        """Black rectangles as x, y, width and height, painted as one shape so that no seam shows between them."""
        path = " ".join(
            f"{x * POINTS_A_MM:.3f} {self._up(y + height):.3f} {width * POINTS_A_MM:.3f} {height * POINTS_A_MM:.3f} re"
            for x, y, width, height in rectangles
        )
        self._shape(f"{path} f", filled=filled)

    def dots(self, x1: float, x2: float, y: float) -> None:
        """A dotted line to write on, drawn (not typed, so that copied text has no dots)."""
        if x2 > x1:
            path = f"{x1 * POINTS_A_MM:.2f} {self._up(y):.2f} m {x2 * POINTS_A_MM:.2f} {self._up(y):.2f} l"
            self._shape(f"q 1 J 0.75 w [0 {_DOT_GAP}] 0 d {path} S Q", filled=False)

    def image(self, data: bytes, x: float, y: float, width: float, height: float, *, filled: bool = False) -> None:
        """A PNG or JPEG image whose upper left corner is at `x`, `y`."""
        if self.draws(filled=filled):
            left, low = x * POINTS_A_MM, self._up(y + height)
            self.images.append(PlacedImage(data, left, low, width * POINTS_A_MM, height * POINTS_A_MM))

    def _up(self, y: float) -> float:
        """Points from the lower edge, for millimetres from the upper one."""
        return (self.height - y) * POINTS_A_MM

    def _shape(self, operators: str, *, filled: bool) -> None:
        if self.draws(filled=filled):
            self.shapes.append(operators)
