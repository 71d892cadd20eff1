"""บัญชีวัสดุ: a stock card of a fiscal year lying on its side, what was brought forward first (domain notes 1.13).

What went out of several deliveries stands on several lines, each at the price of its delivery.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.assets.wording import short_day
from sai_thong.forms.kit import (
    Blank,
    Column,
    ColumnSum,
    Flow,
    Page,
    Paper,
    PaperSettings,
    Totals,
    draw_table,
    form_line,
)
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.materials import find_material
from sai_thong.registers.assets.records import Material
from sai_thong.registers.assets.rules.materials import THOUSANDTHS, quantity_text
from sai_thong.registers.assets.rules.rounding import divide_half_up
from sai_thong.registers.assets.stock import CardEntry, card_entries
from sai_thong.registers.assets.terms import StockMove
from sai_thong.thai.calendar import fiscal_year_be
from sai_thong.thai.money import baht

TITLE: Final = "บัญชีวัสดุ"
_MARGIN: Final = 13.0
_BOTTOM: Final = 13.0
_SIZE: Final = 14.0
_QUANTITY, _VALUE = 8, 9
"""The columns of the balance."""
_COLUMNS: Final = (
    Column("วัน เดือน ปี", 24, "center"),
    Column("รับจาก/จ่ายให้", 48),
    Column("เลขที่เอกสาร", 27, verbatim=True),
    Column("ราคาต่อหน่วย\n(บาท)", 23, "right"),
    Column("จำนวน", 17, "right", group="รับ"),
    Column("ราคา", 23, "right", group="รับ"),
    Column("จำนวน", 17, "right", group="จ่าย"),
    Column("ราคา", 23, "right", group="จ่าย"),
    Column("จำนวน", 17, "right", group="คงเหลือ"),
    Column("ราคา", 25, "right", group="คงเหลือ"),
    Column("หมายเหตุ", 27),
)
_LEAST_ROWS: Final = 6


@dataclass(frozen=True)
class CardOnPaper:
    """A stock card of a fiscal year.

    Attributes:
        material: Its head.
        class_name: What its class is called.
        entries: Its lines, the first of them what was brought forward.
    """

    material: Material
    class_name: str
    entries: tuple[CardEntry, ...]


@dataclass(frozen=True)
class CardsOnPaper:
    """Stock cards of an office.

    Attributes:
        office: Whose.
        fiscal_year_be: Of which fiscal year.
        cards: In the order chosen.
    """

    office: OfficeOnPaper
    fiscal_year_be: int
    cards: tuple[CardOnPaper, ...]


def gather_stock_cards(store: Store, request: PaperRequest) -> CardsOnPaper:
    """The cards chosen; of this fiscal year where no other is.

    Raises:
        SlipMissing: There is no such card.
    """
    year = request.fiscal_year_be or fiscal_year_be(bangkok_today(store.clock))
    classes = {each.id: each.name for each in asset_law(store).choices.material_classes}
    materials = [find_material(store, text) for text in request.record_ids]
    cards = tuple(
        CardOnPaper(
            material,
            classes.get(material.material_class, material.material_class),
            tuple(card_entries(store, material.id, year)),
        )
        for material in materials
    )
    return CardsOnPaper(gather_office(store), year, cards)


def stock_cards(data: CardsOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """Each card on sheets of its own, the balance carried from sheet to sheet."""
    paper = Paper(
        TITLE,
        clock=clock,
        settings=settings,
        author=data.office.name,
        landscape=True,
        keep=data.office.names_kept_whole,
    )
    for card in data.cards:
        flow = Flow(paper, head=_head(data, card), left=_MARGIN, right_margin=_MARGIN, bottom_margin=_BOTTOM)
        rows, quantities, values = [], [], []
        for row, quantity, value in _rows(card):
            rows.append(row)
            quantities.append(quantity)
            values.append(value)
        for _number in range(_LEAST_ROWS - len(rows)):
            rows.append(("",) * len(_COLUMNS))
            quantities.append(0)
            values.append(0)
        totals = Totals(
            quantities,
            _QUANTITY,
            words=False,
            besides=(ColumnSum(values, _VALUE),),
            written=quantity_text,
            balance=True,
        )
        draw_table(flow, _COLUMNS, rows, totals=totals, size=_SIZE)
    return paper


def _head(data: CardsOnPaper, card: CardOnPaper) -> Callable[[Page], float]:
    """Title and the facts of the card, with the number of the sheet."""
    sheets = 0

    def draw(page: Page) -> float:
        nonlocal sheets
        sheets += 1
        material, width = card.material, page.width - 2 * _MARGIN
        page.text(page.width / 2, 16, TITLE, size=18, bold=True, align="center")
        page.text(page.width / 2, 23, f"ปีงบประมาณ พ.ศ. {data.fiscal_year_be}", size=15, align="center")
        form_line(page, page.width - _MARGIN - 32, 16, 32, ["แผ่นที่", Blank(str(sheets))], size=15)
        lines = (
            ("ส่วนราชการ", Blank(data.office.name, 2), "ประเภท", Blank(card.class_name, 1.2), "รหัส", _code(material)),
            (
                "ชื่อหรือชนิดวัสดุ",
                Blank(material.name, 1.6, verbatim=True),
                "ขนาดหรือลักษณะ",
                Blank(material.size, verbatim=True),
            ),
            (
                *("หน่วยที่นับ", Blank(material.unit), "ที่เก็บ", Blank(material.kept_at, 1.6)),
                *("จำนวนอย่างสูง", Blank(_limit(material.most), 0.6)),
                *("จำนวนอย่างต่ำ", Blank(_limit(material.least), 0.6)),
            ),
        )
        y = 31.0
        for parts in lines:
            y = form_line(page, _MARGIN, y, width, parts, size=15)
        return y - 3.0

    return draw


def _code(material: Material) -> Blank:
    return Blank(material.code, 0.7, verbatim=True)


def _limit(thousandths: int | None) -> str:
    return "" if thousandths is None else quantity_text(thousandths)


def _rows(card: CardOnPaper) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """The rows of a card, each with what it changes in quantity and value: a row for each lot."""
    worth = 0
    for entry in card.entries:
        line, move, before = entry.line, entry.move, worth
        worth = line.balance_satang
        if move is None:
            balance = (quantity_text(line.balance), baht(line.balance_satang))
            yield (
                (short_day(line.on), "ยอดยกมา", "", "", "", "", "", "", *balance, ""),
                line.balance,
                line.balance_satang,
            )
            continue
        if not line.lots:
            left = (quantity_text(line.balance), baht(line.balance_satang))
            yield (short_day(line.on), _party(entry), move.document_no, *[""] * 5, *left, _note(entry)), 0, 0
            continue
        out = bool(line.went_out)
        sign = -1 if out else 1
        held = line.balance - sign * (line.went_out or line.came_in)
        standing = worth - sign * line.value_satang
        for place, lot in enumerate(line.lots):
            held += sign * lot.quantity
            standing += sign * lot.value_satang
            told = (quantity_text(lot.quantity), baht(lot.value_satang))
            first = place == 0
            row = (
                short_day(line.on) if first else "",
                _party(entry) if first else "",
                move.document_no if first else "",
                baht(divide_half_up(lot.value_satang * THOUSANDTHS, lot.quantity)),
                *(("", "") if out else told),
                *(told if out else ("", "")),
                quantity_text(held),
                baht(standing),
                _note(entry) if first else "",
            )
            yield row, sign * lot.quantity, standing - before
            before = standing


def _party(entry: CardEntry) -> str:
    move = entry.move
    assert move is not None
    if move.kind is StockMove.ADJUSTED:
        return "ปรับปรุงยอดหลังตรวจนับ"
    if move.kind is StockMove.BROUGHT_FORWARD:
        return "ยอดยกมาจากบัญชีเดิม"
    if move.kind is StockMove.REVERSED:
        return f"กลับรายการ {move.other_party}".strip()
    return move.other_party


def _note(entry: CardEntry) -> str:
    move = entry.move
    assert move is not None
    reversed_by = "กลับรายการแล้ว" if entry.reversed_by else ""
    return " ".join(filter(None, (move.note, reversed_by)))
