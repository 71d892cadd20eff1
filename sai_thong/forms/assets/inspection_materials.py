"""บัญชีวัสดุคงเหลือ at 30 September: what the stock cards had left (ข้อ 213)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.assets.inspection_round import InspectionOnPaper, gather_inspection, mark_draft
from sai_thong.forms.assets.list_sheets import list_flow, list_paper, sign_list
from sai_thong.forms.kit import Column, Paper, PaperSettings, Totals, draw_table
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.materials import StockFilter, stock_list
from sai_thong.registers.assets.rules.materials import quantity_text
from sai_thong.thai.money import baht

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
    if not rows:
        flow.line("ไม่มีวัสดุคงเหลือตามบัญชี", align="center")
    else:
        draw_table(
            flow, _MATERIALS, rows, totals=Totals([each.value_satang for each in data.materials], 4, words=False)
        )
    sign_list(flow, inspection.seats)
    paper.number_pages_of_total()
    mark_draft(paper, inspection)
    return paper
