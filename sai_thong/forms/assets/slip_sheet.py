"""What the slips of the supply unit share: lines of a form that run over pages, and places to sign with a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.forms.kit import Blank, Flow, Page, Paper, Part, form_line
from sai_thong.forms.kit.rule import pitch_mm
from sai_thong.thai.calendar import MONTHS, be_year, thai_date

LEFT: Final = 20.0
RIGHT: Final = 16.0
BOTTOM: Final = 10.0
SIZE: Final = 14.0
"""Points: a slip with a few lines is one page, approvals, hand-over and returns included."""
SIGNING_HEIGHT: Final = pitch_mm(SIZE) * 3.7
"""Millimetres of a place to sign: the line, the name and the day."""
_TOP: Final = 10.0
_DOTS_BELOW: Final = 0.9
_TITLE: Final = 20.0


@dataclass(frozen=True)
class Place:
    """A place to sign.

    Attributes:
        role: What the person signs as; empty where a heading says it.
        name: The name in brackets; dots where nobody is known.
        day: The day, where it is known.
    """

    role: str
    name: str = ""
    day: date | None = None


class SlipSheet:
    """A slip under work.

    Attributes:
        flow: The cursor, for tables and what stands beside each other.
    """

    def __init__(self, paper: Paper, title: str) -> None:
        self.flow = Flow(paper, left=LEFT, right_margin=RIGHT, bottom_margin=BOTTOM)
        self.flow.y = _TOP
        self.flow.line(title, size=_TITLE, bold=True, align="center")
        self.flow.y += 1

    def line(self, *parts: Part, indent: float = 0.0) -> None:
        """A line of labels, blanks and ticks over the whole width."""
        flow = self.flow
        flow.need(pitch_mm(SIZE))
        form_line(flow.page, flow.left + indent, flow.baseline(SIZE), flow.width - indent, parts, size=SIZE)
        flow.y += pitch_mm(SIZE)

    def day_line(self, left: str, day: date | None) -> None:
        """`left` at the left, and ``วันที่ … เดือน … พ.ศ. …`` at the right with the day filled in where it is known."""
        flow = self.flow
        number, month, year = (str(day.day), MONTHS[day.month - 1], str(be_year(day.year))) if day else ("", "", "")
        flow.page.text(flow.left, flow.baseline(SIZE), left, size=SIZE)
        self.line(
            *("วันที่", Blank(number, 0.6), "เดือน", Blank(month, 1.4), "พ.ศ.", Blank(year, 0.8)), indent=flow.width * 0.45
        )

    def paragraph(self, text: str, *, indent: float = 15.0) -> None:
        """A paragraph of the form."""
        self.flow.paragraph(text, size=SIZE, indent=indent)

    def signatures(self, *places: Place, begins: float = 0.0) -> None:
        """Places to sign beside each other from `begins` millimetres on, each with its role, name and day."""
        flow = self.flow
        flow.need(SIGNING_HEIGHT)
        share = (flow.width - begins) / len(places)
        for number, place in enumerate(places):
            sign_with_day(flow.page, flow.left + begins + share * number, flow.y, share, place)
        flow.y += SIGNING_HEIGHT


def sign_with_day(page: Page, left: float, top: float, width: float, place: Place) -> None:
    """``ลงชื่อ … role``, the name in brackets, ``วันที่ …``, within `width` millimetres from `left`."""
    inner, right = left + 3, left + width - 3
    y = top + pitch_mm(SIZE) * 1.2
    form_line(page, inner, y, right - inner, ["ลงชื่อ", Blank(), place.role], size=SIZE)
    y += pitch_mm(SIZE) * 1.05
    begins = inner + page.text_width("ลงชื่อ", SIZE) + 1.2
    ends = right - page.text_width(place.role, SIZE) - 1.2
    if place.name:
        page.text((begins + ends) / 2, y, f"({place.name})", size=SIZE, align="center", fit=ends - begins, filled=True)
    else:
        page.text(begins, y, "(", size=SIZE)
        page.text(ends, y, ")", size=SIZE, align="right")
        page.dots(begins + 1.8, ends - 1.8, y + _DOTS_BELOW)
    y += pitch_mm(SIZE) * 1.05
    form_line(page, inner, y, right - inner, ["วันที่", Blank(thai_date(place.day) if place.day else "")], size=SIZE)
