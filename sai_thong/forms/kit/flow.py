"""Text that runs from page to page: a cursor that goes down, and opens the next page when one is full."""

from __future__ import annotations

from collections.abc import Callable, Collection

from sai_thong.forms.kit.page import Align, Page
from sai_thong.forms.kit.paper import Paper
from sai_thong.forms.kit.rule import (
    BASELINE,
    BOTTOM_MARGIN,
    LEFT_MARGIN,
    PARAGRAPH_INDENT,
    RIGHT_MARGIN,
    TEXT_SIZE,
    TOP_MARGIN,
    millimetres,
    pitch_mm,
)

Head = Callable[[Page], float]
"""Draws the head of a new page; gives where the body begins, in millimetres from the top."""
Foot = Callable[[Page], None]
"""Draws the foot of a new page, below the body."""


class Flow:
    """The place where the next words go.

    Attributes:
        paper: The paper that grows.
        page: The page the cursor is on.
        y: Top of the next line, in millimetres from the top of the page.
        left: Left edge of the text.
        right: Right edge of the text.
        bottom: Where the body ends on every page.
    """

    def __init__(
        self,
        paper: Paper,
        *,
        head: Head | None = None,
        foot: Foot | None = None,
        left: float = LEFT_MARGIN,
        right_margin: float = RIGHT_MARGIN,
        bottom_margin: float = BOTTOM_MARGIN,
        landscape: bool | None = None,
    ) -> None:
        """Begin on a new page; `landscape` lays its pages otherwise than the paper's, such as a list after a memo."""
        self.paper = paper
        self._landscape = landscape
        self._head = head
        self._foot = foot
        self._bottom_margin = bottom_margin
        self.left = left
        self.page = self._open_page()
        self.right = self.page.width - right_margin

    @classmethod
    def on(cls, paper: Paper, page: Page, *, top: float, left: float = LEFT_MARGIN) -> Flow:
        """A flow that goes on below `top` on a page drawn already, such as a table in the middle of a form."""
        flow = cls.__new__(cls)
        flow.paper, flow.page, flow.y, flow.left = paper, page, top, left
        flow.right = page.width - RIGHT_MARGIN
        flow._head = flow._foot = None
        flow._landscape = None
        flow._bottom_margin = BOTTOM_MARGIN
        return flow

    @property
    def width(self) -> float:
        """Width of the text, in millimetres."""
        return self.right - self.left

    @property
    def bottom(self) -> float:
        """Where the body of the page ends."""
        return self.page.height - self._bottom_margin

    @property
    def room(self) -> float:
        """Millimetres left on this page."""
        return self.bottom - self.y

    def new_page(self) -> None:
        """Go on at the top of a new page."""
        self.page = self._open_page()

    def need(self, height: float) -> None:
        """Go to a new page if less than `height` millimetres are left here."""
        if self.room < height - 1e-6:
            self.new_page()

    def gap(self, points: float) -> None:
        """Leave points free ("Before 6 pt")."""
        self.y += millimetres(points)

    def baseline(self, size: float = TEXT_SIZE) -> float:
        """The baseline of a line of `size` that begins at the cursor."""
        return self.y + millimetres(size * BASELINE)

    def line(
        self,
        text: str,
        *,
        size: float = TEXT_SIZE,
        bold: bool = False,
        align: Align = "left",
        x: float | None = None,
    ) -> None:
        """One line; centred or right within the text, or at `x`."""
        self.need(pitch_mm(size))
        place = {"left": self.left, "center": self.page.width / 2, "right": self.right}[align] if x is None else x
        self.page.text(place, self.baseline(size), text, size=size, bold=bold, align=align)
        self.y += pitch_mm(size)

    def paragraph(
        self,
        text: str,
        *,
        size: float = TEXT_SIZE,
        bold: bool = False,
        indent: float = PARAGRAPH_INDENT,
        left: float | None = None,
        spread: bool = True,
        keep: Collection[str] = (),
        followed_by: float = 0.0,
    ) -> None:
        """A paragraph that may run over to the next page.

        `indent` moves the first line in; `left` is the left edge of the others. At least two lines stay together at
        either side of a page's end. `followed_by` is the height of what must stand on the page of the last two lines,
        such as the signature.
        """
        edge = self.left if left is None else left
        width = self.right - edge
        lines = self.page.lines_of(text, width, size=size, bold=bold, indent=indent, spread=spread, keep=keep)
        for number, line in enumerate(lines):
            left_over = len(lines) - number
            together = min(2, left_over) if number == 0 or left_over == 2 else 1
            self.need(pitch_mm(size) * together + (followed_by if left_over <= 2 else 0.0))
            self.page.draw_line(edge, self.baseline(size), line, size=size, bold=bold)
            self.y += pitch_mm(size)

    def _open_page(self) -> Page:
        page = self.paper.page(landscape=self._landscape)
        self.y = self._head(page) if self._head else TOP_MARGIN
        if self._foot:
            self._foot(page)
        return page
