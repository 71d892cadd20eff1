"""บัญชีพัสดุชำรุด เสื่อมสภาพ สูญไป หรือไม่จำเป็นต้องใช้: thirteen columns on lying sheets, at least twelve ruled rows."""

from __future__ import annotations

from typing import Final

from sai_thong.forms.assets.inspection_round import (
    NOT_IN_ORDER,
    InspectionOnPaper,
    gather_inspection,
    mark_draft,
)
from sai_thong.forms.assets.list_sheets import list_flow, list_paper, sign_list
from sai_thong.forms.assets.wording import STATUSES, money, short_day
from sai_thong.forms.kit import Column, Paper, PaperSettings, draw_table
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.records import InspectionLine
from sai_thong.registers.assets.terms import AssetStatus

_TITLE: Final = "บัญชีพัสดุชำรุด เสื่อมสภาพ สูญไป หรือไม่จำเป็นต้องใช้"
_LEAST_ROWS: Final = 12
_SIZE, _ROW = 13.0, 7.4
_TICK: Final = "/"
_STATE: Final = "สภาพพัสดุ"
_COLUMNS: Final = (
    Column("ที่", 10, "center"),
    Column("รายการ", 51),
    Column("รหัส", 29),
    Column("ยี่ห้อ", 19),
    Column("ชำรุด", 12, "center", group=_STATE),
    Column("เสื่อม", 12, "center", group=_STATE),
    Column("สูญไป", 12, "center", group=_STATE),
    Column("ไม่ใช้", 12, "center", group=_STATE),
    Column("ใช้อยู่", 12, "center", group=_STATE),
    Column("วันที่ได้มา", 20, "center"),
    Column("ราคา\nตามทะเบียน", 24, "right"),
    Column("ผู้ใช้งาน", 32),
    Column("ชำรุดอย่างไร", 26),
)
_STATES: Final = (*NOT_IN_ORDER, AssetStatus.IN_USE)

gather_defects = gather_inspection(lambda found: found.submitted_on, lines=True)


def defects_list(data: InspectionOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """What is not in order; also what is used although something is wrong with it."""
    paper = list_paper(data.office, f"{_TITLE} {data.fiscal_year_be}", settings, clock, landscape=True)
    flow = list_flow(
        paper,
        _TITLE,
        f"การตรวจสอบพัสดุ{data.of_the_year} ณ วันที่ {dated(data.last_day)} {data.office.name}",
    )
    bad = {line.asset_id for line in data.found.not_in_order}
    listed = [line for line in data.found.lines if line.asset_id in bad or line.defect.strip()]
    rows = [_row(number, line, data.found.condition(line)) for number, line in enumerate(listed, 1)]
    rows += [("",) * len(_COLUMNS)] * (_LEAST_ROWS - len(rows))
    draw_table(flow, _COLUMNS, rows, size=_SIZE, row_height=_ROW)
    sign_list(flow, data.seats)
    paper.number_pages_of_total()
    mark_draft(paper, data)
    return paper


def _row(number: int, line: InspectionLine, condition: AssetStatus | None) -> tuple[str, ...]:
    waiting = STATUSES[condition] if condition is AssetStatus.AWAITING_DISPOSAL else ""
    return (
        str(number),
        line.name,
        line.number,
        line.brand,
        *(_TICK if condition is each else "" for each in _STATES),
        short_day(line.acquired_on),
        money(line.cost_satang),
        line.custodian,
        line.defect.strip() or waiting,
    )
