"""บัญชีครุภัณฑ์คงเหลือ at 30 September, as the inspectors found it; land and structures stand below (ข้อ 213)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sai_thong.forms.assets.inspection_round import FoundOnPaper, InspectionOnPaper, gather_inspection, mark_draft
from sai_thong.forms.assets.list_sheets import list_flow, list_paper, sign_list
from sai_thong.forms.assets.wording import STATUSES, money
from sai_thong.forms.kit import Column, Flow, Paper, PaperSettings, Totals, draw_table
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.records import InspectionLine
from sai_thong.registers.assets.terms import AssetStatus
from sai_thong.thai.money import baht

_EQUIPMENT: Final = (
    Column("ที่", 12, "center"),
    Column("เลขครุภัณฑ์", 37),
    Column("รายการ", 66),
    Column("จำนวน", 15, "center"),
    Column("ราคาทุน\n(บาท)", 29, "right"),
    Column("สภาพ", 25, "center"),
)
_FOUND_BESIDES: Final = (
    Column("ที่", 12, "center"),
    Column("เลขที่ติดอยู่", 44, verbatim=True),
    Column("รายการ", 58),
    Column("พบที่", 45),
    Column("สภาพ", 25, "center"),
)
_LEAST_TABLE: Final = 42.0
"""Millimetres for a heading, the head of a table and its first rows."""

gather_equipment_left = gather_inspection(lambda found: found.submitted_on, lines=True)


def equipment_left(data: InspectionOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """Everything that is there, with cost carried from page to page; what was not found is told below."""
    title = f"บัญชีครุภัณฑ์คงเหลือ ณ วันที่ {dated(data.last_day)}"
    paper = list_paper(data.office, title, settings, clock)
    flow = list_flow(paper, title, data.office.name)
    found, lost = data.found, data.found.lost
    there = [line for line in found.lines if found.condition(line) is not AssetStatus.LOST]
    equipment = [line for line in there if line.asset_id not in found.property_ids]
    property_ = [line for line in there if line.asset_id in found.property_ids]
    if equipment or not property_:
        _table(flow, equipment, found)
    if property_:
        flow.need(_LEAST_TABLE)
        flow.y += 3
        flow.line("ที่ดิน อาคาร สิ่งก่อสร้าง และทรัพย์สินอื่น", size=15, bold=True)
        _table(flow, property_, found)
    flow.y += 2
    for told, lines in (("ตามทะเบียน", found.lines), ("สูญไป", lost), ("คงเหลือ", there)):
        flow.line(f"{told} {len(lines):,} รายการ ราคาทุน {baht(_cost(lines))} บาท", size=15)
    _besides(flow, found)
    sign_list(flow, data.seats)
    paper.number_pages_of_total()
    mark_draft(paper, data)
    return paper


def _table(flow: Flow, lines: Sequence[InspectionLine], found: FoundOnPaper) -> None:
    rows = [
        (str(number), line.number, _item(line), "1", money(line.cost_satang), _state(found.condition(line)))
        for number, line in enumerate(lines, 1)
    ]
    draw_table(flow, _EQUIPMENT, rows, totals=Totals([line.cost_satang or 0 for line in lines], 4, words=False))


def _besides(flow: Flow, found: FoundOnPaper) -> None:
    """What was seen and stands in no line of the round."""
    if not found.unknown:
        return
    rows = []
    for number, each in enumerate(found.unknown, 1):
        state = each.sighting.condition
        name = each.card.name if each.card else ""
        rows.append((str(number), each.sighting.tag, name, each.sighting.room, _state(state)))
    flow.need(_LEAST_TABLE)
    flow.y += 2
    flow.line("พบแต่ไม่มีในรายการตรวจสอบ", size=15, bold=True)
    draw_table(flow, _FOUND_BESIDES, rows)


def _item(line: InspectionLine) -> str:
    return " ".join(filter(None, (line.name, line.brand)))


def _state(condition: AssetStatus | None) -> str:
    return STATUSES[condition] if condition else ""


def _cost(lines: Sequence[InspectionLine]) -> int:
    return sum(line.cost_satang or 0 for line in lines)
