"""The text of one page as one PDF text object: an operator a string, settings written only when they change."""

from __future__ import annotations

import math
from typing import NamedTuple

from sai_thong.forms.text.embedding import EmbeddedFace
from sai_thong.forms.text.shaping import Run


class Colour(NamedTuple):
    """A colour of ink: red, green and blue from 0 to 1."""

    red: float
    green: float
    blue: float


BLACK = Colour(0, 0, 0)
RED = Colour(0.78, 0.05, 0.05)
GREY = Colour(0.45, 0.45, 0.45)


class TextBlock:
    """Strings placed on a page, in points from its lower left corner."""

    def __init__(self) -> None:
        self._operators: list[str] = []
        self._font: tuple[str, float] | None = None
        self._colour = BLACK
        self._char_space = 0.0

    def draw(
        self,
        x: float,
        y: float,
        run: Run,
        face: EmbeddedFace,
        size: float,
        *,
        colour: Colour = BLACK,
        char_space: float = 0.0,
        word_space: float = 0.0,
    ) -> None:
        """Place `run` with its left end at `x` on the line `y`.

        `size` is in the font's own points. `char_space` (points) is added after every cluster, `word_space` (points)
        after every space too.
        """
        self._settings(face, size, colour, char_space)
        if word_space:
            shown = face.spaced_codes(run, -1000 * word_space / size)
            self._operators.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm [{shown}] TJ")
        else:
            self._operators.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm <{face.codes(run)}> Tj")

    def draw_turned(
        self, x: float, y: float, run: Run, face: EmbeddedFace, size: float, *, angle: float, colour: Colour
    ) -> None:
        """Place `run` turned to the left by `angle`, in radians."""
        self._settings(face, size, colour, 0.0)
        cosine, sine = math.cos(angle), math.sin(angle)
        matrix = f"{cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f} {x:.2f} {y:.2f}"
        self._operators.append(f"{matrix} Tm <{face.codes(run)}> Tj")

    def content(self) -> str:
        """The operators, for the page's content stream; they leave its settings as they were."""
        return "q BT\n" + "\n".join(self._operators) + "\nET Q" if self._operators else ""

    def _settings(self, face: EmbeddedFace, size: float, colour: Colour, char_space: float) -> None:
        if (face.resource, size) != self._font:
            self._font = (face.resource, size)
            self._operators.append(f"/{face.resource} {size:.3f} Tf")
        if colour != self._colour:
            self._colour = colour
            self._operators.append(f"{colour.red:g} {colour.green:g} {colour.blue:g} rg")
        if char_space != self._char_space:
            self._char_space = char_space
            self._operators.append(f"{char_space:.4f} Tc")
