"""A cursor that goes down a form line by line, for forms made of `form_line`."""

from __future__ import annotations

from collections.abc import Sequence

from sai_thong.forms.kit import Page, Paper, Part, Signer, form_line, id_boxes, signature_line, tick
from sai_thong.forms.kit.rule import TEXT_SIZE, pitch_mm

LEFT = 25.0
RIGHT_MARGIN = 20.0
_ID_LIFT = 1.6
"""Millimetres the boxes of an id need more than a line of text."""


class FormSheet:
    """One page of a form under work.

    Attributes:
        page: The page.
        y: Baseline of the next line, in millimetres.
        left: Left edge of the lines.
        width: Their length.
        size: Size of the text in points.
    """

    def __init__(self, paper: Paper, *, top: float = 20.0, left: float = LEFT, size: float = TEXT_SIZE) -> None:
        self.page: Page = paper.page()
        self.y = top
        self.left = left
        self.width = self.page.width - left - RIGHT_MARGIN
        self.size = size

    @property
    def right(self) -> float:
        """Right edge of the lines."""
        return self.left + self.width

    def title(self, *lines: str, size: float = 18.0) -> None:
        """Bold lines in the middle of the page."""
        for line in lines:
            self.page.text(self.page.width / 2, self.y, line, size=size, bold=True, align="center")
            self.y += pitch_mm(size)

    def heading(self, text: str) -> None:
        """A bold line at the left."""
        self.page.text(self.left, self.y, text, size=self.size, bold=True)
        self.y += pitch_mm(self.size)

    def line(self, *parts: Part, indent: float = 0.0) -> None:
        """A line of labels, blanks and ticks."""
        self.y = form_line(self.page, self.left + indent, self.y, self.width - indent, parts, size=self.size)

    def right_line(self, *parts: Part, share: float = 0.5) -> None:
        """A line on the right part of the sheet."""
        width = self.width * share
        self.y = form_line(self.page, self.right - width, self.y, width, parts, size=self.size)

    def tick(self, label: str, *, checked: bool = False, indent: float = 0.0) -> None:
        """A box to tick on a line of its own."""
        tick(self.page, self.left + indent, self.y, label, checked=checked, size=self.size)
        self.y += pitch_mm(self.size)

    def ticked_paragraph(self, text: str, *, checked: bool = False) -> None:
        """A box to tick before a text of several lines."""
        inset = tick(self.page, self.left, self.y, "", checked=checked, size=self.size) + 1.5 - self.left
        self.y = self.page.paragraph(self.left + inset, self.y, self.width - inset, text, size=self.size)

    def paragraph(self, text: str, *, indent: float = 15.0, filled: bool = False) -> None:
        """A paragraph of the form."""
        self.y = self.page.paragraph(self.left, self.y, self.width, text, size=self.size, indent=indent, filled=filled)

    def id_line(self, label: str, number: str) -> None:
        """A label and the boxes of a citizen id."""
        self.y += _ID_LIFT
        x = self.page.text(self.left, self.y, label, size=self.size)
        id_boxes(self.page, x + 3, self.y, number, size=self.size)
        self.y += pitch_mm(self.size) + _ID_LIFT

    def dotted_lines(self, count: int) -> None:
        """Empty lines to write on."""
        for _ in range(count):
            self.page.dots(self.left, self.right, self.y + 0.9)
            self.y += pitch_mm(self.size)

    def gap(self, millimetres: float) -> None:
        """Leave room."""
        self.y += millimetres

    def signatures(self, places: Sequence[tuple[str, Signer]], *, width: float = 45.0) -> None:
        """Places to sign, side by side; the cursor goes below the lowest."""
        share = self.width / len(places)
        lowest = self.y
        for number, (role, signer) in enumerate(places):
            # "ลงชื่อ" stands left of the line and the role right of it: the pair is centred, not the line.
            half_role = self.page.text_width(role, self.size) / 2
            x = self.left + share * (number + 0.5) + 4 - half_role
            lowest = max(lowest, signature_line(self.page, x, self.y, role, signer, size=self.size, width=width))
        self.y = lowest
