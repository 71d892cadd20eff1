"""The list to walk round with: what should be in each room, boxes to tick, room to write down what else is there."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.assets.inspection_round import FoundOnPaper, InspectionOnPaper, gather_inspection
from sai_thong.forms.assets.list_sheets import BOTTOM, MARGIN, list_paper, running_head
from sai_thong.forms.assets.wording import STATUSES
from sai_thong.forms.kit import Blank, Column, Flow, Paper, PaperSettings, draw_table, form_line
from sai_thong.forms.kit.rule import pitch_mm
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock
from sai_thong.ground.language import _
from sai_thong.registers.assets.records import InspectionLine
from sai_thong.registers.assets.terms import INSPECTED_CONDITIONS
from sai_thong.thai.sorting import sort_key

_SEEN: Final = "สภาพที่พบ"
_TICKS: Final = ("1\nใช้ได้", "2\nชำรุด", "3\nเสื่อม", "4\nสูญไป", "5\nไม่ใช้")
"""In the order of `INSPECTED_CONDITIONS`, with the keys of the window."""
_COLUMNS: Final = (
    Column("ที่", 11, "center"),
    Column("เลขครุภัณฑ์", 38),
    Column("รายการ", 60),
    Column("ผู้ใช้งาน", 38),
    Column("สภาพ\nตามทะเบียน", 23, "center"),
    Column("พบ", 12, "center"),
    *(Column(title, 12, "center", group=_SEEN) for title in _TICKS),
    Column("ชำรุดอย่างไร", 29),
)
_BESIDES: Final = (
    Column("เลขที่ติดอยู่", 60),
    Column("รายการ", 110),
    Column("สภาพที่พบ", 40, "center"),
    Column("หมายเหตุ", 61),
)
_BESIDES_ROWS: Final = 4
"""Empty, for what stands in the room and not on its list."""
_ROW: Final = 7.6
_TICK: Final = "/"
_WITHOUT_ROOM: Final = "ไม่ระบุห้อง"
_FOOT: Final = 17.5

_gather = gather_inspection(lambda found: found.begun_on or found.starts_on, lines=True)


def gather_tick_list(store: Store, request: PaperRequest) -> InspectionOnPaper:
    """The lines of all rooms, or of the room chosen.

    Raises:
        RoundMissing: There is no such round.
        NothingToPrint: The round has no line there.
    """
    data = _gather(store, request)
    lines = tuple(line for line in data.found.lines if request.room in ("", line.book_room))
    if not lines:
        raise NothingToPrint(
            _("The inspection has nothing in this room."), do=_("Choose another room, or begin the inspection first.")
        )
    return dataclasses.replace(data, found=FoundOnPaper(lines))


def tick_list(data: InspectionOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """A list for each room, on pages of its own."""
    paper = list_paper(data.office, f"แบบตรวจนับครุภัณฑ์ {data.fiscal_year_be}", settings, clock, landscape=True)
    by_room = sorted(data.found.lines, key=lambda line: (not line.book_room, sort_key(line.book_room), line.book_room))
    for room, lines in groupby(by_room, key=lambda line: line.book_room):
        _room(paper, data, room or _WITHOUT_ROOM, list(lines))
    paper.number_pages_of_total()
    return paper


def _room(paper: Paper, data: InspectionOnPaper, room: str, lines: Sequence[InspectionLine]) -> None:
    head = running_head(
        f"แบบตรวจนับครุภัณฑ์ {room}",
        f"การตรวจสอบพัสดุ{data.of_the_year} ณ วันที่ {dated(data.last_day)} {data.office.name} จำนวน {len(lines):,} รายการ",
    )
    flow = Flow(paper, head=head, left=MARGIN, right_margin=MARGIN, bottom_margin=BOTTOM)
    rows = [_row(number, line) for number, line in enumerate(lines, 1)]
    draw_table(flow, _COLUMNS, rows, row_height=_ROW)
    flow.need(3 + pitch_mm(15) + (_BESIDES_ROWS + 1) * _ROW + _FOOT)
    flow.y += 3
    flow.line("พบในห้องนี้แต่ไม่มีในรายการข้างบน", size=15, bold=True)
    draw_table(flow, _BESIDES, [("",) * len(_BESIDES)] * _BESIDES_ROWS, row_height=_ROW)
    flow.y += 9
    people = [f"{number}. {seat.name}" for number, seat in enumerate(data.seats, 1)]
    form_line(
        flow.page, flow.left, flow.y, flow.width, ["ลงชื่อผู้ตรวจ", Blank(), "(", Blank(), ")", "วันที่ตรวจ", Blank("", 0.6)]
    )
    flow.y += pitch_mm(16) + 1
    if people:
        flow.page.text(flow.left, flow.y, f"{data.inspectors}: {'  '.join(people)}", size=14, fit=flow.width)


def _row(number: int, line: InspectionLine) -> tuple[str, ...]:
    ticks = (_TICK if line.condition is each else "" for each in INSPECTED_CONDITIONS)
    return (
        str(number),
        line.number,
        " ".join(filter(None, (line.name, line.brand))),
        line.custodian,
        STATUSES[line.book_status],
        _TICK if line.found else "",
        *ticks,
        line.defect.strip(),
    )
