"""ตรารับหนังสือ (ข้อ 37, 73): 2.5 by 5 cm at the upper right, on a sheet to be printed over a document or as a label."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.kit import Page, Paper, PaperSettings
from sai_thong.forms.kit.fields import dotted_field
from sai_thong.forms.office.office_on_paper import gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import BANGKOK, Clock
from sai_thong.registers.saraban.finding import find_incoming
from sai_thong.thai.calendar import thai_date

WIDTH: Final = 50.0
HEIGHT: Final = 25.0
"""Millimetres (ข้อ 73)."""
EDGE: Final = 10.0
"""From the upper and the right edge of the sheet: printers leave no less."""
LABEL_MARGIN: Final = 4.5
"""Around the stamp on a label, which label printers leave white."""
_SIZE = 13.0
_FIRST_BASELINE = 5.6
_LINE = 5.7
_INSET = 2.5


@dataclass(frozen=True)
class Stamp:
    """What a receiving stamp tells.

    Attributes:
        office: Name of the office.
        number: เลขรับ; empty leaves it to the pen.
        received_at: When it was received.
    """

    office: str
    number: str
    received_at: datetime


def gather_stamp(store: Store, request: PaperRequest) -> Stamp:
    """The stamp of an incoming document, by its id or its number.

    Raises:
        RecordMissing: There is no such document.
    """
    document = find_incoming(store, request.record_id)
    number = "" if document.number is None else f"{document.number}/{document.year_be}"
    return Stamp(gather_office(store).name, number, document.received_at)


def stamp_sheet(data: Stamp, settings: PaperSettings, clock: Clock) -> Paper:
    """The stamp alone at the upper right of an A4 sheet: the document itself is put into the printer."""
    paper = Paper("ตรารับหนังสือ", clock=clock, settings=settings, author=data.office)
    page = paper.page()
    draw_stamp(page, page.width - EDGE - WIDTH, EDGE, data)
    return paper


def stamp_label(data: Stamp, settings: PaperSettings, clock: Clock) -> Paper:
    """The stamp as a label of its own size, to be stuck on."""
    paper = Paper("ตรารับหนังสือ", clock=clock, settings=settings, author=data.office)
    page = paper.page(size=(WIDTH + 2 * LABEL_MARGIN, HEIGHT + 2 * LABEL_MARGIN))
    draw_stamp(page, LABEL_MARGIN, LABEL_MARGIN, data)
    return paper


def draw_stamp(page: Page, x: float, y: float, data: Stamp) -> None:
    """The stamp with its upper left corner at `x`, `y`."""
    page.box(x, y, WIDTH, HEIGHT, rule=0.35)
    page.text(
        x + WIDTH / 2, y + _FIRST_BASELINE, data.office, size=_SIZE, bold=True, align="center", fit=WIDTH - 2 * _INSET
    )
    local = data.received_at.astimezone(BANGKOK)
    fields = (
        ("เลขรับ", data.number),
        ("วันที่", thai_date(local)),
        ("เวลา", f"{local:%H.%M} น."),
    )
    for line, (label, value) in enumerate(fields, 1):
        baseline = y + _FIRST_BASELINE + line * _LINE
        end = page.text(x + _INSET, baseline, label, size=_SIZE)
        dotted_field(page, end + 1, baseline, x + WIDTH - _INSET - end - 1, value, size=_SIZE)
