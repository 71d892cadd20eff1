"""Text to clusters: HarfBuzz shapes each word once a process, and digits and amounts need no shaping at all.

A *cluster* is what a reader sees as one letter: a consonant with its vowels and marks, a digit, a space. It is drawn
as one glyph, and carries its own characters for copying. A *run* is a piece of text as clusters. Words are shaped
apart: no kerning reaches across a space. Nothing here depends on size, page or document, so everything may be kept
and shared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import uharfbuzz as hb

_THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_WIDEST_DIGIT_BEARING = 0.025
"""Free space on each side of the widest Thai digit, in em, where a font's own digits differ in width."""
_FIGURES = re.compile(r"[0-9๐-๙.,/:*x\-]+")
"""Amounts, ids, dates in figures, masked ids: set digit by digit, without kerning."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
_KEPT_RUNS = 60_000


class GlyphAt(NamedTuple):
    """A glyph of the font file at a place within its cluster, in font units."""

    glyph: int
    x: int
    y: int


class Cluster(NamedTuple):
    """One letter as read and as drawn.

    Attributes:
        text: Its characters, as they are copied from the PDF.
        parts: The glyphs that draw it.
        advance: How far the next cluster lies, in font units.
    """

    text: str
    parts: tuple[GlyphAt, ...]
    advance: int


class Run(NamedTuple):
    """A piece of text ready to draw.

    Attributes:
        clusters: Numbers of its clusters in `Face.clusters`.
        width: Its width in em.
    """

    clusters: tuple[int, ...]
    width: float


class Face:
    """One weight of a font, with everything shaped in it so far.

    Attributes:
        name: The file's name without suffix.
        data: The font file.
        hb_face: HarfBuzz's view of it.
        units_per_em: Font units in an em.
        ascent: Height above the line in em.
        descent: Depth below the line in em, negative.
        clusters: All clusters met so far; a cluster's number is its place.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.stem.replace(" ", "")
        self.data = path.read_bytes()
        self.hb_face = hb.Face(self.data)
        self.units_per_em: int = self.hb_face.upem
        self._font = hb.Font(self.hb_face)
        extents = self._font.get_font_extents("ltr")
        self.ascent: float = extents.ascender / self.units_per_em
        self.descent: float = extents.descender / self.units_per_em
        self.clusters: list[Cluster] = []
        self._numbers: dict[Cluster, int] = {}
        self._runs: dict[str, Run] = {}
        self._figures: dict[str, int] = {}
        self._lock = Lock()
        self._thai_digit_advance = self._common_digit_advance()
        self._space = self._number(self._single(" "))

    def run(self, text: str) -> Run:
        """`text` as clusters. Line feeds, tabs and other control characters count as spaces."""
        return self._runs.get(text) or self._keep(text)

    def width(self, text: str) -> float:
        """The width of `text` in em."""
        return self.run(text).width

    def in_cells(self, text: str, widths: Sequence[float]) -> Run:
        """Every character of `text` in the middle of its own cell, of the given widths in em.

        The cell is the character's own width, so that readers of the PDF see no gaps in a number written in boxes.
        """
        with self._lock:
            clusters = []
            for character, width in zip(text, widths, strict=True):
                cell = round(width * self.units_per_em)
                single = self._single(character)
                shift = (cell - single.advance) // 2
                parts = tuple(part._replace(x=part.x + shift) for part in single.parts)
                clusters.append(self._number(Cluster(character, parts, cell)))
            return self._run_of(clusters)

    def advance_of(self, cluster: int) -> float:
        """How far the cluster of this number moves the pen, in em."""
        return self.clusters[cluster].advance / self.units_per_em

    @property
    def space(self) -> int:
        """The number of the cluster of a plain space."""
        return self._space

    def _keep(self, text: str) -> Run:
        with self._lock:
            if len(self._runs) > _KEPT_RUNS:
                self._runs.clear()
            clusters: list[int] = []
            for place, word in enumerate(_CONTROL.sub(" ", text).split(" ")):
                if place:
                    clusters.append(self._space)
                if word:
                    clusters.extend(self._word(word))
            run = self._runs[text] = self._run_of(clusters)
            return run

    def _run_of(self, clusters: Sequence[int]) -> Run:
        known = self.clusters
        return Run(tuple(clusters), sum([known[number].advance for number in clusters]) / self.units_per_em)

    def _word(self, word: str) -> tuple[int, ...]:
        known = self._runs.get(word)
        if known is None:
            figures = _FIGURES.fullmatch(word)
            clusters = [self._figure(c) for c in word] if figures else self._shape(word)
            known = self._runs[word] = self._run_of(clusters)
        return known.clusters

    def _figure(self, character: str) -> int:
        number = self._figures.get(character)
        if number is None:
            number = self._figures[character] = self._number(self._single(character))
        return number

    def _single(self, character: str) -> Cluster:
        """The cluster of a character that stands alone, Thai digits in their common width."""
        glyph = self._font.get_nominal_glyph(ord(character)) or 0
        advance = self._font.get_glyph_h_advance(glyph)
        if character in _THAI_DIGITS and advance != self._thai_digit_advance:
            shift = (self._thai_digit_advance - advance) // 2
            return Cluster(character, (GlyphAt(glyph, shift, 0),), self._thai_digit_advance)
        return Cluster(character, (GlyphAt(glyph, 0, 0),), advance)

    def _common_digit_advance(self) -> int:
        """The width of every Thai digit: the font's own where it is one, else the widest drawing and a little air."""
        glyphs = [self._font.get_nominal_glyph(ord(digit)) or 0 for digit in _THAI_DIGITS]
        advances = {self._font.get_glyph_h_advance(glyph) for glyph in glyphs}
        if len(advances) == 1:
            return int(advances.pop())
        extents = (self._font.get_glyph_extents(glyph) for glyph in glyphs)
        widest = max(extent.width for extent in extents if extent)
        return int(widest + 2 * _WIDEST_DIGIT_BEARING * self.units_per_em)

    def _number(self, cluster: Cluster) -> int:
        number = self._numbers.get(cluster)
        if number is None:
            number = self._numbers[cluster] = len(self.clusters)
            self.clusters.append(cluster)
        return number

    def _shape(self, word: str) -> list[int]:
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.add_str(word)
        buffer.direction, buffer.script, buffer.language = "ltr", "Thai", "th"
        hb.shape(self._font, buffer)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        numbers: list[int] = []
        parts: list[GlyphAt] = []
        start, pen = 0, 0
        for info, position in zip(infos, positions, strict=True):
            if info.cluster != start:
                numbers.append(self._shaped_cluster(word[start : info.cluster], parts, pen))
                start, parts, pen = info.cluster, [], 0
            parts.append(GlyphAt(info.codepoint, pen + position.x_offset, position.y_offset))
            pen += position.x_advance
        numbers.append(self._shaped_cluster(word[start:], parts, pen))
        return numbers

    def _shaped_cluster(self, text: str, parts: list[GlyphAt], advance: int) -> int:
        if text in _FIGURE_CHARACTERS:
            return self._figure(text)
        return self._number(Cluster(text, tuple(parts), advance))


_FIGURE_CHARACTERS = frozenset("0123456789" + _THAI_DIGITS)


@cache
def face(path: Path) -> Face:
    """The face of a font file; one a process."""
    return Face(path)
