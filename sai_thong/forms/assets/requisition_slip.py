"""ใบเบิกพัสดุ (ข้อ 205–206): what is asked for and really issued, with its four signatures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.assets.slip_sheet import SIGNING_HEIGHT, SIZE, Place, SlipSheet
from sai_thong.forms.kit import Blank, Column, Paper, PaperSettings, draw_table
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.registers.assets.requisitions import SlipLine, SlipView, find_requisition, requisition_view
from sai_thong.registers.assets.rules.materials import quantity_text

TITLE: Final = "ใบเบิกพัสดุ"
_LINES: Final = (
    Column("ที่", 11, "center"),
    Column("รายการ", 74, verbatim=True),
    Column("หน่วย", 19, "center"),
    Column("จำนวนเบิก", 21, "right"),
    Column("จำนวนจ่ายจริง", 23, "right"),
    Column("หมายเหตุ", 26),
)
_LEAST_ROWS: Final = 8
"""Ruled at least, so that more can be written in by hand."""


@dataclass(frozen=True)
class RequisitionOnPaper:
    """A requisition, or the blank form.

    Attributes:
        office: Whose.
        view: The slip; None of the blank form.
    """

    office: OfficeOnPaper
    view: SlipView | None = None


def gather_requisition(store: Store, request: PaperRequest) -> RequisitionOnPaper:
    """A blank form, or that of a slip.

    Raises:
        SlipMissing: There is no such slip.
    """
    if not request.record_id:
        return RequisitionOnPaper(gather_office(store))
    slip = find_requisition(store, request.record_id, bangkok_today(store.clock))
    return RequisitionOnPaper(gather_office(store), requisition_view(store, slip.id))


def requisition_slip(data: RequisitionOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The slip; a long one goes on to further pages, the signatures with its last lines."""
    paper = office_paper(data.office, TITLE, settings, clock)
    sheet = SlipSheet(paper, TITLE)
    slip = data.view.slip if data.view else None
    where = Blank(data.office.place, 2, center=False)
    sheet.line("เลขที่", Blank(slip.number if slip else ""), "เขียนที่", where)
    sheet.day_line("เรียน  หัวหน้าหน่วยพัสดุ", slip.asked_on if slip else None)
    sheet.line("ด้วย", Blank(slip.division if slip else "", center=False), "มีความประสงค์ขอเบิกพัสดุ", indent=15)
    sheet.line("เพื่อใช้ในงาน", Blank(slip.purpose if slip else "", center=False), "ดังรายการต่อไปนี้")
    sheet.flow.y += 1
    rows = [_row(number, line) for number, line in enumerate(data.view.lines if data.view else (), 1)]
    rows += [("",) * len(_LINES)] * (_LEAST_ROWS - len(rows))
    draw_table(sheet.flow, _LINES, rows, size=SIZE, followed_by=2 * SIGNING_HEIGHT + 6)
    sheet.flow.y += 3
    asked, allowed, issued, received = (
        (slip.asked_by, slip.allowed_by, slip.issued_by, slip.received_by) if slip else ("", "", "", "")
    )
    asked_on, day = (slip.asked_on, slip.issued_on) if slip else (None, None)
    sheet.signatures(Place("ผู้เบิก", asked, asked_on), Place("ผู้สั่งจ่าย", allowed, day))
    sheet.flow.y += 2
    sheet.signatures(Place("ผู้จ่าย", issued, day), Place("ผู้รับ", received, day))
    if len(paper.pages) > 1:
        paper.number_pages_of_total()
    return paper


def _row(number: int, each: SlipLine) -> tuple[str, ...]:
    line, card = each.line, each.material
    issued = "" if line.issued is None else quantity_text(line.issued)
    name = " ".join(filter(None, (card.name, card.size)))
    return (str(number), name, card.unit, quantity_text(line.asked), issued, line.note)
