"""Lists of a round on sheets of their own: a running head on every page, pages counted, signatures under the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sai_thong.forms.assets.committee_on_paper import sign_abreast, signers_of
from sai_thong.forms.kit import Flow, Page, Paper, PaperSettings
from sai_thong.forms.kit.rule import pitch_mm
from sai_thong.forms.office.office_on_paper import OfficeOnPaper
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.records import CommitteeSeat

MARGIN: Final = 13.0
BOTTOM: Final = 14.0
"""Millimetres beside and below the lists."""
UPRIGHT_WIDTH: Final = 210.0 - 2 * MARGIN
LYING_WIDTH: Final = 297.0 - 2 * MARGIN
_TITLE, _BELOW = 18.0, 15.0
_FIRST_LINE = 18.0


def list_paper(
    office: OfficeOnPaper, title: str, settings: PaperSettings, clock: Clock, *, landscape: bool = False
) -> Paper:
    """An empty paper for a list."""
    return Paper(
        title,
        clock=clock,
        settings=settings,
        author=office.name,
        landscape=landscape,
        keep=office.names_kept_whole,
    )


def list_flow(paper: Paper, title: str, *below: str) -> Flow:
    """Where the list goes: under its title and the lines below it on every page."""
    return Flow(paper, head=running_head(title, *below), left=MARGIN, right_margin=MARGIN, bottom_margin=BOTTOM)


def running_head(title: str, *below: str) -> Callable[[Page], float]:
    """A bold title in the middle of the page and lines under it."""

    def draw(page: Page) -> float:
        y, middle, room = _FIRST_LINE, page.width / 2, page.width - 2 * MARGIN
        page.text(middle, y, title, size=_TITLE, bold=True, align="center", fit=room)
        for line in filter(None, below):
            y += pitch_mm(_BELOW)
            page.text(middle, y, line, size=_BELOW, align="center", fit=room)
        return y + 4.0

    return draw


def sign_list(flow: Flow, seats: Sequence[CommitteeSeat]) -> None:
    """The places where everybody signs under a list."""
    flow.y += 3
    sign_abreast(flow, signers_of(seats))
