"""The face of one label: its codes on whole dots of the printer, and its words as large as they fit.

The QR code stands at the left with its white margin, the words beside it, the bar code of the number below over the
whole width. Bars that would be too fine for the printer are left out; the QR code is always there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from sai_thong.forms.kit import Page
from sai_thong.forms.kit.bar_code import QUIET_MODULES, Bars, code128
from sai_thong.forms.kit.qr_code import dark_runs, qr_modules
from sai_thong.registers.assets.rules.label_stock import LabelStock
from sai_thong.thai.words import pieces, wrap

_MM_AN_INCH: Final = 25.4
_QUIET: Final = 4
"""Modules of white around a QR code (ISO/IEC 18004)."""
_QR_LARGEST: Final = 0.8
"""Millimetres a module; larger is read no better."""
_QR_SHARE: Final = 0.42
"""Of the label's width, at most."""
_BAR_FINEST, _BAR_WIDEST = 0.2, 0.5
"""Millimetres a module."""
_BAR_DOTS: Final = 2
"""A bar of one dot runs."""
_LOWEST_WITH_BARS: Final = 20.0
"""Millimetres high; a lower label has no room for bars beside the words."""
_BAR_SHARE, _BAR_LOW, _BAR_HIGH = 0.22, 4.5, 9.0
_GAP: Final = 0.8
_PRINTER_EDGE: Final = 4.3
"""Millimetres at the edges of a sheet that office printers leave white."""

_NUMBER, _NAME, _SMALL = 15.0, 12.0, 10.5
"""Sizes at scale 1."""
_SCALES: Final = (2.0, 1.75, 1.5, 1.35, 1.2, 1.1, 1.0, 0.92, 0.85)
_NUMBER_LEAST: Final = 1.1
"""The number is read from afar: it stays larger than the rest where there is room."""
_SIZES: Final = (*((max(each, _NUMBER_LEAST), each) for each in _SCALES), (_SCALES[-1], _SCALES[-1]))
"""Scales of the number and of the rest, the largest first."""
_PITCH: Final = 0.375
"""Millimetres from line to line a point of size: closer than on papers, with room for the marks of two lines."""
_RISE: Final = 0.29
"""Millimetres from the top of a line to its baseline a point of size."""
_MOST_NAME_LINES: Final = 3
_LEAST_SHRUNK: Final = 0.8
"""How far the lines below may be narrowed rather than set smaller."""
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)")
_LEFT_OPEN: Final = re.compile(r"(?:\d[\d,.]*|กว่า|ไม่|ขนาด|แบบ|ชนิด|จำนวน)$")
"""What a shortened name does not end with: it says nothing without what follows."""


@dataclass(frozen=True)
class AssetLabel:
    """What stands on a label.

    Attributes:
        number: The asset's number, or that it waits for one.
        name: What it is.
        owner: Whose it is, short.
        year: ``ปีงบประมาณ 2567``; empty where nobody knows when it was acquired.
        year_short: ``ปี 2567``, for beside the owner.
        token: What the QR code holds.
        coded: The number as the bars tell it; empty where there is none.
    """

    number: str
    name: str
    owner: str
    year: str
    year_short: str
    token: str
    coded: str


def draw_label(page: Page, x: float, y: float, stock: LabelStock, label: AssetLabel) -> None:
    """Draw a label whose upper left corner is at `x`, `y`."""
    _Face(page, x, y, stock).draw(label)


def _margins(stock: LabelStock) -> tuple[float, float]:
    """White at the sides, and above and below: what a label keeps, and what printers leave white of a sheet."""
    own = 2.0 if min(stock.width, stock.height) >= 25 else 1.5
    if stock.on_roll:
        return own, own
    right, bottom = stock.place(stock.labels_a_page - 1)
    beside = min(stock.left, stock.page[0] - right - stock.width)
    above = min(stock.top, stock.page[1] - bottom - stock.height)
    return max(own, _PRINTER_EDGE - beside), max(own, _PRINTER_EDGE - above)


@dataclass(frozen=True)
class _Words:
    """The words at their sizes: the number, the lines of the name, and the lines below."""

    number_size: float
    scale: float
    name: tuple[str, ...]
    below: tuple[str, ...]

    @property
    def height(self) -> float:
        return _PITCH * (self.number_size + self.scale * (_NAME * len(self.name) + _SMALL * len(self.below)))


@dataclass(frozen=True)
class _Area:
    """Where the words stand."""

    x: float
    y: float
    width: float
    height: float


class _Face:
    """One label under work."""

    def __init__(self, page: Page, x: float, y: float, stock: LabelStock) -> None:
        self.page, self.x, self.y, self.stock = page, x, y, stock
        self.dot = _MM_AN_INCH / stock.dots_per_inch
        self.margin_x, self.margin_y = _margins(stock)

    def draw(self, label: AssetLabel) -> None:
        """Codes first; the words take what is left."""
        bars = code128(label.coded) if self.stock.height >= _LOWEST_WITH_BARS else None
        module = self._bar_module(bars) if bars else 0.0
        height = self.stock.height - self.margin_y
        if bars and module:
            height -= min(_BAR_HIGH, max(_BAR_LOW, self.stock.height * _BAR_SHARE))
            self._draw_bars(bars, module, height)
        left = self._draw_qr(label.token, height)
        top = self.margin_y
        words = _Area(
            self.x + left,
            self.y + top,
            self.stock.width - self.margin_x - left,
            height - top - (_GAP if module else 0),
        )
        self._draw_words(words, label)

    def _bar_module(self, bars: Bars) -> float:
        """Millimetres a module of the bars, in whole dots; nothing where they would be too fine."""
        with_white, inside = bars.width + 2 * QUIET_MODULES, self.stock.width - 2 * self.margin_x
        widest = min(self.stock.width / with_white, inside / bars.width, _BAR_WIDEST)
        dots = int(widest / self.dot)
        return dots * self.dot if dots >= _BAR_DOTS and dots * self.dot >= _BAR_FINEST else 0.0

    def _draw_bars(self, bars: Bars, module: float, top: float) -> None:
        x = self._on_a_dot(self.x + (self.stock.width - bars.width * module) / 2)
        y, height = self.y + top, self.stock.height - self.margin_y - top
        self.page.blocks(((x + at * module, y, wide * module, height) for at, wide in bars.bars), filled=True)

    def _draw_qr(self, token: str, height: float) -> float:
        """Draw the QR code in the middle of a height; gives the width it takes with its white margins."""
        rows = qr_modules(token)
        count = len(rows) + 2 * _QUIET
        most = min(height / count, (height - self.margin_y) / (len(rows) + _QUIET), _QR_LARGEST)
        module = int(min(most, self.stock.width * _QR_SHARE / count) / self.dot) * self.dot
        x = self._on_a_dot(self.x + max(_QUIET * module, self.margin_x))
        top = max(_QUIET * module, self.margin_y, (height + self.margin_y - len(rows) * module) / 2)
        y = self._on_a_dot(self.y + min(top, height - (len(rows) + _QUIET) * module))
        self.page.blocks(
            (
                (x + column * module, y + row * module, length * module, module)
                for row, column, length in dark_runs(rows)
            ),
            filled=True,
        )
        return x - self.x + (len(rows) + _QUIET) * module

    def _on_a_dot(self, place: float) -> float:
        return round(place / self.dot) * self.dot

    def _draw_words(self, area: _Area, label: AssetLabel) -> None:
        words = self._largest_words(area, label)
        y = area.y + max(0.0, (area.height - words.height) / 2)
        lines = [(label.number, words.number_size, True)]
        lines += [(line, _NAME * words.scale, False) for line in words.name]
        lines += [(line, _SMALL * words.scale, False) for line in words.below]
        for line, size, number in lines:
            baseline = y + _RISE * size
            self.page.text(area.x, baseline, line, size=size, bold=number, fit=area.width, verbatim=number, filled=True)
            y += _PITCH * size

    def _largest_words(self, area: _Area, label: AssetLabel) -> _Words:
        """The words as large as they fit whole; at the smallest size the name is shortened."""
        apart = tuple(filter(None, (label.owner, label.year)))
        together = (f"{label.owner} {label.year_short}".strip(),)
        plain = _IN_BRACKETS.sub("", label.name).strip() or label.name
        for name in dict.fromkeys((label.name, plain)):
            unit = self.page.text_width(name, 1.0)
            for number_scale, scale in _SIZES:
                size = _NAME * scale
                least = ceil(unit * size / area.width)
                for below in (apart, together):
                    words = _Words(_NUMBER * number_scale, scale, (name,) * least, below)
                    if not self._fits(words, area):  # whatever the lines are broken at
                        continue
                    words = replace(words, name=self._lines(name, area.width, size))
                    if self._fits(words, area):
                        return words
        return self._shortened_words(area, plain, together)

    def _shortened_words(self, area: _Area, name: str, below: tuple[str, ...]) -> _Words:
        """The words at the smallest size, the number larger where that costs no line of the name."""
        scale = _SCALES[-1]

        def lines_beside(number_scale: float) -> int:
            left = area.height - _PITCH * (_NUMBER * number_scale + _SMALL * scale)
            return min(_MOST_NAME_LINES, int(left / (_PITCH * _NAME * scale)))

        count = max(1, lines_beside(scale))
        number_scale = _NUMBER_LEAST if lines_beside(_NUMBER_LEAST) == count else scale
        return _Words(_NUMBER * number_scale, scale, self._shortened(name, area.width, _NAME * scale, count), below)

    def _fits(self, words: _Words, area: _Area) -> bool:
        below = (self.page.text_width(line, _SMALL * words.scale) * _LEAST_SHRUNK for line in words.below)
        low = len(words.name) <= _MOST_NAME_LINES and words.height <= area.height
        return low and all(width <= area.width for width in below)

    def _shortened(self, name: str, width: float, size: float, count: int) -> tuple[str, ...]:
        """A name cut behind a word, with ``…``, so that it takes no more lines than `count`."""
        cut = pieces(name)
        starts = ["".join(f"{each.text}{each.space_after}" for each in cut[:kept]).rstrip() for kept in range(len(cut))]

        def overflows(start: str) -> bool:
            return len(self._lines(f"{start}…", width, size)) > count

        kept = bisect_left(starts, True, key=overflows) - 1
        while kept > 1 and _LEFT_OPEN.search(starts[kept]):
            kept -= 1
        return self._lines(f"{starts[kept]}…" if kept > 0 else name, width, size)[:count]

    def _lines(self, text: str, width: float, size: float) -> tuple[str, ...]:
        return tuple(wrap(text, lambda stretch: self.page.text_width(stretch, size), width))
