"""The lines of a paragraph, spread the Thai way (จัดกระจายแบบไทย): to the spaces first, then between letters.

Letters move apart by at most 0.035 em: from about 0.1 em on, PDF readers guess a space between all of them (measured).
What is left stays ragged.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sai_thong.forms.text.shaping import Face, Run
from sai_thong.thai import words

_MOST_LETTER_SPACE_EM = 0.035
_MOST_WORD_SPACE_EM = 0.6


class Line(NamedTuple):
    """One line ready to draw.

    Attributes:
        run: Its text.
        char_space: Points to add after every cluster.
        word_space: Points to add after every space.
        indent: Points from the left edge of the paragraph.
    """

    run: Run
    char_space: float
    word_space: float
    indent: float


def break_lines(
    text: str,
    face: Face,
    size: float,
    width: float,
    *,
    indent: float = 0,
    spread: bool = True,
    keep: Collection[str] = (),
) -> list[Line]:
    """`text` as lines of `width` points at `size` points of the font; `indent` moves the first one in.

    With `spread` every line but the last of a paragraph fills the width as far as looks well. `keep` names stretches
    never broken, see `words.wrap`.
    """

    def measure(stretch: str) -> float:
        return face.run(stretch).width * size

    lines: list[Line] = []
    for number, paragraph in enumerate(text.split("\n")):
        first = indent if number == 0 else 0.0
        broken = words.wrap(paragraph, measure, width, first, keep)
        for place, line in enumerate(broken):
            inset = first if place == 0 else 0.0
            run = face.run(line)
            fill = spread and place < len(broken) - 1
            char_space, word_space = _spacing(face, run, size, width - inset) if fill else (0.0, 0.0)
            lines.append(Line(run, char_space, word_space, inset))
    return lines


def _spacing(face: Face, run: Run, size: float, width: float) -> tuple[float, float]:
    """How much to add after each cluster and each space so that `run` fills `width`, within what looks well."""
    slack = width - run.width * size
    gaps = len(run.clusters) - 1
    if slack <= 0 or gaps < 1:
        return 0.0, 0.0
    spaces = run.clusters.count(face.space)
    word_space = 0.0
    if spaces:
        half_suits_letters = slack / 2 / gaps <= _MOST_LETTER_SPACE_EM * size
        word_space = min(slack / (2 * spaces if half_suits_letters else spaces), _MOST_WORD_SPACE_EM * size)
        slack -= word_space * spaces
    return min(slack / gaps, _MOST_LETTER_SPACE_EM * size), word_space
