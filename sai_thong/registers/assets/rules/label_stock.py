"""The sheets and rolls labels are printed on: usual A4 sticker sheets, thermal rolls, and measures of the office's own.

Measures are millimetres. A stock is written as its key: ``50x30`` is a roll with labels 50 wide and 30 high,
``50x30@300`` one for a printer of 300 dots an inch, and ``3x8:63.5x33.9:7.2,12.9:2.5,0`` an A4 sheet of three columns
and eight rows: the size of a label, the place of the first one, and what lies between two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.thai.digits import to_arabic

A4: Final = (210.0, 297.0)
SMALLEST: Final = (30.0, 15.0)
"""What the code, the number and one line of the name need."""
LARGEST: Final = (210.0, 297.0)
THERMAL_DPI: Final = 203
THERMAL_DENSITIES: Final = (203, 300)
SHEET_DPI: Final = 600
"""Of office printers; it only says on which dots the bars are laid."""
_PLAY: Final = 0.6
"""Sheets whose labels touch the edges are a little larger than A4 by their printed measures."""

_NUMBER = r"\d{1,3}(?:\.\d{1,2})?"
_ROLL: Final = re.compile(rf"({_NUMBER})x({_NUMBER})(?:@(\d{{3}}))?")
_SHEET: Final = re.compile(
    rf"(\d{{1,2}})x(\d{{1,2}}):({_NUMBER})x({_NUMBER}):({_NUMBER}),({_NUMBER}):({_NUMBER}),({_NUMBER})"
)


class BadLabelStock(BadInput):
    """No label can be printed on a sheet or roll of these measures."""


@dataclass(frozen=True, slots=True)
class LabelStock:
    """A sheet or roll of labels.

    Attributes:
        width: Of a label.
        height: Of a label.
        columns: Labels beside each other on a sheet; 0 of a roll, where each label is a page.
        rows: Labels below each other on a sheet; 0 of a roll.
        left: From the edge of the sheet to the first label.
        top: The same from above.
        gap_x: Between two labels beside each other.
        gap_y: Between two labels below each other.
        dots_per_inch: Of the printer: bars and dots of codes are whole dots of it.
    """

    width: float
    height: float
    columns: int = 0
    rows: int = 0
    left: float = 0.0
    top: float = 0.0
    gap_x: float = 0.0
    gap_y: float = 0.0
    dots_per_inch: int = THERMAL_DPI

    @property
    def on_roll(self) -> bool:
        """Whether each label is a page of its own."""
        return not self.columns

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of a page."""
        return (self.width, self.height) if self.on_roll else A4

    @property
    def labels_a_page(self) -> int:
        """How many labels a page holds."""
        return max(1, self.columns * self.rows)

    @property
    def key(self) -> str:
        """The stock as it is written, for settings and the command line."""
        size = f"{self.width:g}x{self.height:g}"
        if self.on_roll:
            return size if self.dots_per_inch == THERMAL_DPI else f"{size}@{self.dots_per_inch}"
        return f"{self.columns}x{self.rows}:{size}:{self.left:g},{self.top:g}:{self.gap_x:g},{self.gap_y:g}"

    def place(self, cell: int) -> tuple[float, float]:
        """The upper left corner of a label on its page; cells count from 0, along the rows."""
        if self.on_roll:
            return 0.0, 0.0
        row, column = divmod(cell, self.columns)
        return self.left + column * (self.width + self.gap_x), self.top + row * (self.height + self.gap_y)


def _sheet(columns: int, rows: int, size: tuple[float, float], first: tuple[float, float], gap_x: float) -> LabelStock:
    return LabelStock(*size, columns, rows, *first, gap_x, 0.0, SHEET_DPI)


SHEETS: Final = (
    _sheet(3, 8, (63.5, 33.9), (7.2, 12.9), 2.5),
    _sheet(3, 7, (63.5, 38.1), (7.2, 15.1), 2.5),
    _sheet(3, 8, (70, 37), (0, 0.5), 0),
    _sheet(4, 10, (48.5, 25.4), (8, 21.5), 0),
    _sheet(2, 7, (99.1, 38.1), (4.6, 15.1), 2.5),
    _sheet(2, 5, (105, 57), (0, 6), 0),
    _sheet(5, 13, (38.1, 21.2), (4.7, 10.7), 2.5),
)
"""A4 sticker sheets as shops have them, by the measures printed on their packs (general knowledge: measure yours)."""

ROLLS: Final = (LabelStock(50, 30), LabelStock(60, 40), LabelStock(50, 25), LabelStock(40, 20), LabelStock(100, 50))
USUAL: Final = SHEETS[0]


def read_stock(written: str) -> LabelStock:
    """The stock a key writes.

    Raises:
        BadLabelStock: It is no key, labels do not fit on A4, or nothing readable fits on a label.
    """
    text = re.sub(r"\s", "", to_arabic(written)).lower().replace("×", "x")
    roll, sheet = _ROLL.fullmatch(text), _SHEET.fullmatch(text)
    if roll:
        stock = LabelStock(float(roll[1]), float(roll[2]), dots_per_inch=int(roll[3] or THERMAL_DPI))
    elif sheet:
        width, height, left, top, gap_x, gap_y = map(float, sheet.groups()[2:])
        stock = LabelStock(width, height, int(sheet[1]), int(sheet[2]), left, top, gap_x, gap_y, SHEET_DPI)
    else:
        raise BadLabelStock(
            _("“{text}” names no sheet or roll of labels.").format(text=written),
            do=_("Write 50x30 for a roll, or such as {sheet} for an A4 sheet.").format(sheet=USUAL.key),
        )
    _check(stock)
    return stock


def stock_name(stock: LabelStock) -> str:
    """A stock in words."""
    size = f"{stock.width:g} × {stock.height:g}"
    if stock.on_roll:
        return _("Roll, {size} mm, printer of {dots} dots an inch").format(size=size, dots=stock.dots_per_inch)
    return _("A4 sheet, {count} labels of {size} mm").format(size=size, count=stock.labels_a_page)


def _check(stock: LabelStock) -> None:
    """Whether labels can be read and lie on their page."""
    if not stock.on_roll:
        if 0 in (stock.columns, stock.rows):
            raise BadLabelStock(_("The sheet has no labels."), do=_("Count its columns and rows."))
        right, bottom = stock.place(stock.labels_a_page - 1)
        if right + stock.width > A4[0] + _PLAY or bottom + stock.height > A4[1] + _PLAY:
            raise BadLabelStock(
                _("These labels do not fit on an A4 sheet."), do=_("Measure the labels and what lies between them.")
            )
    elif stock.dots_per_inch not in THERMAL_DENSITIES:
        raise BadLabelStock(
            _("No label printer has {dots} dots an inch.").format(dots=stock.dots_per_inch),
            do=_("Write 203 or 300, as on the printer's plate."),
        )
    fits = SMALLEST[0] <= stock.width <= LARGEST[0] and SMALLEST[1] <= stock.height <= LARGEST[1]
    if not fits:
        raise BadLabelStock(
            _("A label of {width} by {height} mm cannot be used.").format(
                width=f"{stock.width:g}", height=f"{stock.height:g}"
            ),
            do=_("Take labels of {width} by {height} mm or larger, and no larger than A4.").format(
                width=f"{SMALLEST[0]:g}", height=f"{SMALLEST[1]:g}"
            ),
        )
