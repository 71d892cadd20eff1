"""What the sheets of this room have in common: a head, headings, tables or the word that there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from sai_thong.forms.kit import Column, Flow, Page, Paper, PaperSettings, Secrecy, Signer, draw_table, signature_line
from sai_thong.forms.kit.rule import pitch_mm
from sai_thong.forms.office.office_on_paper import OfficeOnPaper
from sai_thong.ground.clock import BANGKOK, Clock
from sai_thong.thai.calendar import thai_date_short

SIZE: Final = 14.0
MARGIN: Final = 15.0
_SIGNATURES: Final = 32.0


def sheet(
    office: OfficeOnPaper,
    title: str,
    lines: Sequence[str],
    settings: PaperSettings,
    clock: Clock,
    *,
    landscape: bool = False,
    secrecy: Secrecy = "",
) -> tuple[Paper, Flow]:
    """A paper whose every page bears its title and its stamp, with `lines` below the title on the first."""
    paper = Paper(
        title,
        clock=clock,
        settings=settings,
        author=office.name,
        landscape=landscape,
        secrecy=secrecy,
        keep=office.names_kept_whole,
    )
    flow = Flow(paper, head=_head(title), left=MARGIN, right_margin=MARGIN, bottom_margin=15)
    for each in lines:
        flow.line(each, size=SIZE, align="center")
    return paper, flow


def _head(title: str) -> Callable[[Page], float]:
    def draw(page: Page) -> float:
        page.text(page.width / 2, 18, title, size=18, bold=True, align="center")
        return 21

    return draw


def heading(flow: Flow, text: str, *, followed_by: float = 20.0) -> None:
    """A heading, never alone at the foot of a page."""
    flow.need(followed_by)
    flow.gap(6)
    flow.line(text, size=SIZE + 1, bold=True)


def table(flow: Flow, columns: Sequence[Column], rows: Sequence[Sequence[str]], nothing: str) -> None:
    """A ruled table, or the word that there is nothing."""
    if rows:
        flow.gap(2)
        draw_table(flow, columns, rows, size=SIZE - 1)
    else:
        flow.line(nothing, size=SIZE)


def facts(flow: Flow, told: Sequence[tuple[str, str]], *, indent: float = 4.0) -> None:
    """Each fact as a line: what it is, and what it says."""
    for label, words in told:
        if words:
            flow.paragraph(f"{label}: {words}", size=SIZE, indent=0, left=flow.left + indent, spread=False)


def sign(flow: Flow, *roles: str) -> None:
    """Places to sign, side by side, never parted from what stands above."""
    flow.need(_SIGNATURES)
    flow.y += 22 + pitch_mm(SIZE)
    part = flow.width / len(roles)
    for place, role in enumerate(roles):
        signature_line(flow.page, flow.left + part * (place + 0.5), flow.y, role, Signer("", ()), size=SIZE, width=45)


def moment(at: datetime | None) -> str:
    """A moment in Thailand; empty where it is not known."""
    if at is None:
        return ""
    there = at.astimezone(BANGKOK)
    return f"{thai_date_short(there)} เวลา {there:%H.%M} น."
