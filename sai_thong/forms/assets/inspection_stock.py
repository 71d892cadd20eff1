"""บัญชีวัสดุคงเหลือ and บัญชีครุภัณฑ์คงเหลือ at 30 September, as the inspectors found them (ข้อ 213)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.assets.inspection_round import FoundOnPaper, InspectionOnPaper, gather_inspection, mark_draft
from sai_thong.forms.assets.list_sheets import list_flow, list_paper, sign_list
from sai_thong.forms.assets.wording import STATUSES, money
from sai_thong.forms.kit import Column, Flow, Paper, PaperSettings, Totals, draw_table
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.materials import StockFilter, stock_list
from sai_thong.registers.assets.records import InspectionLine
from sai_thong.registers.assets.rules.materials import quantity_text
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
_MATERIALS: Final = (
    Column("ที่", 14, "center"),
    Column("รายการ", 84),
    Column("หน่วยนับ", 24, "center"),
    Column("คงเหลือ", 27, "right"),
    Column("มูลค่า\n(บาท)", 35, "right"),
)


@dataclass(frozen=True)
class MaterialLeft:
    """What is left of a material.

    Attributes:
        name: As on its card, with its size.
        unit: What it is counted in.
        quantity: As written, such as ``2.5``.
        value_satang: What it is worth by the card.
    """

    name: str
    unit: str
    quantity: str
    value_satang: int


@dataclass(frozen=True)
class MaterialsLeft:
    """The materials of a round.

    Attributes:
        inspection: The round.
        materials: In the order of their names.
    """

    inspection: InspectionOnPaper
    materials: tuple[MaterialLeft, ...]

    @property
    def day(self) -> date:
        """The day of the paper."""
        return self.inspection.day


_gather = gather_inspection(lambda found: found.submitted_on)
gather_equipment_left = gather_inspection(lambda found: found.submitted_on, lines=True)


def gather_materials_left(store: Store, request: PaperRequest) -> MaterialsLeft:
    """What the stock cards had left on 30 September.

    Raises:
        RoundMissing: There is no such round.
    """
    inspection = _gather(store, request)
    held = stock_list(store, chosen=StockFilter(in_stock=True, ended=True), on=inspection.last_day)
    materials = tuple(
        MaterialLeft(
            name=" ".join(filter(None, (line.material.name, line.material.size))),
            unit=line.material.unit,
            quantity=quantity_text(line.quantity),
            value_satang=line.value_satang,
        )
        for line in held
    )
    return MaterialsLeft(inspection, materials)


def equipment_left(data: InspectionOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """Everything that is there, with cost carried from page to page; what was not found is told below."""
    title = f"บัญชีครุภัณฑ์คงเหลือ ณ วันที่ {dated(data.last_day)}"
    paper = list_paper(data.office, title, settings, clock)
    flow = list_flow(paper, title, data.office.name)
    found, lost = data.found, data.found.lost
    there = [line for line in found.lines if found.condition(line) is not AssetStatus.LOST]
    rows = [
        (str(number), line.number, _item(line), "1", money(line.cost_satang), _state(found.condition(line)))
        for number, line in enumerate(there, 1)
    ]
    amounts = [line.cost_satang or 0 for line in there]
    draw_table(flow, _EQUIPMENT, rows, totals=Totals(amounts, 4, words=False))
    flow.y += 2
    for told, lines in (("ตามทะเบียน", found.lines), ("สูญไป", lost), ("คงเหลือ", there)):
        flow.line(f"{told} {len(lines):,} รายการ ราคาทุน {baht(_cost(lines))} บาท", size=15)
    _besides(flow, found)
    sign_list(flow, data.seats)
    paper.number_pages_of_total()
    mark_draft(paper, data)
    return paper


def materials_left(data: MaterialsLeft, settings: PaperSettings, clock: Clock) -> Paper:
    """Every card that has something left."""
    inspection = data.inspection
    title = f"บัญชีวัสดุคงเหลือ ณ วันที่ {dated(inspection.last_day)}"
    paper = list_paper(inspection.office, title, settings, clock)
    flow = list_flow(paper, title, inspection.office.name)
    rows = [
        (str(number), each.name, each.unit, each.quantity, baht(each.value_satang))
        for number, each in enumerate(data.materials, 1)
    ]
    draw_table(flow, _MATERIALS, rows, totals=Totals([each.value_satang for each in data.materials], 4, words=False))
    sign_list(flow, inspection.seats)
    paper.number_pages_of_total()
    mark_draft(paper, inspection)
    return paper


def _besides(flow: Flow, found: FoundOnPaper) -> None:
    """What was seen and stands in no line of the round."""
    if not found.unknown:
        return
    rows = []
    for number, each in enumerate(found.unknown, 1):
        state = each.sighting.condition
        name = each.card.name if each.card else ""
        rows.append((str(number), each.sighting.tag, name, each.sighting.room, _state(state)))
    flow.need(40)
    flow.y += 2
    flow.line("พบแต่ไม่มีในรายการตรวจสอบ", size=15, bold=True)
    draw_table(flow, _FOUND_BESIDES, rows)


def _item(line: InspectionLine) -> str:
    return " ".join(filter(None, (line.name, line.brand)))


def _state(condition: AssetStatus | None) -> str:
    return STATUSES[condition] if condition else ""


def _cost(lines: Sequence[InspectionLine]) -> int:
    return sum(line.cost_satang or 0 for line in lines)
