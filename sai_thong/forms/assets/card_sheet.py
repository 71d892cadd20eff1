"""What แบบ พ.ด.1 and แบบ พ.ด.2 have in common: the sheet lying on its side, the facts both ask, and the second page.

The fields are those of the domain notes 1.4.1 and 1.4.2, in their order. The second page has the history of repairs
(ประวัติการซ่อมบำรุง) and what was written off each year.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from sai_thong.forms.assets.asset_on_paper import AssetOnPaper, AssetsOnPaper, year_end
from sai_thong.forms.assets.wording import ACQUIRE_MODES, MONEY_KINDS, STATUSES, long_day, money, percent, short_day
from sai_thong.forms.kit import Blank, Column, Flow, Page, Paper, PaperSettings, Part, Totals, draw_table, form_line
from sai_thong.forms.kit.rule import pitch_mm
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.rules.capitalisation import rate_percent
from sai_thong.thai import words

LEFT: Final = 14.0
RIGHT: Final = 14.0
_TOP: Final = 16.0
_TITLE: Final = 18.0
_SIZE: Final = 15.0
_LINE: Final = 7.4
"""Millimetres from line to line of a card."""
_PHOTOGRAPH: Final = (56.0, 42.0)
_AFTER_LABEL: Final = 2.8
_GAP: Final = 1.2
"""Millimetres between the parts of a line."""
_NARROWEST_BLANK: Final = 12.0
_LEAST_SHRINK: Final = 0.8
_ROWS_OF_REPAIRS: Final = 4
"""Ruled at least, so that a repair can be written in by hand."""
_REPAIRS: Final = (
    Column("ครั้งที่", 16, "center"),
    Column("หนังสืออนุมัติ\nเลขที่", 40),
    Column("หนังสืออนุมัติ\nลงวันที่", 28, "center"),
    Column("รายการซ่อม/เปลี่ยนอะไหล่", 99),
    Column("จำนวนเงิน\n(บาท)", 30, "right"),
    Column("ผู้รับจ้าง", 56),
)
_COST: Final = 4
_YEAR: Final = Column("ปีงบประมาณ", 26, "center")
_FIGURES: Final = (
    Column("ราคาทุน", 40, "right"),
    Column("ค่าเสื่อมราคาประจำปี", 44, "right"),
    Column("ค่าเสื่อมราคาสะสม", 44, "right"),
    Column("มูลค่าคงเหลือ", 40, "right"),
    Column("หมายเหตุ", 51),
)


class CardSheet:
    """The first page of a card under work: a cursor that goes down it line by line."""

    def __init__(self, paper: Paper, data: AssetsOnPaper, asset: AssetOnPaper, *, title: str, form: str) -> None:
        self.asset = asset
        self.page = paper.page()
        self._head = card_head(data, asset, title=title, form=form)
        self._y = self._head(self.page) + _LINE + 1
        self._beside_picture = self._y + _PHOTOGRAPH[1]
        left = self.page.width - RIGHT - _PHOTOGRAPH[0]
        self.page.box(left, self._y - 5, *_PHOTOGRAPH)
        if asset.photograph:
            self._picture(asset.photograph, left)
        else:
            middle = left + _PHOTOGRAPH[0] / 2, self._y - 5 + _PHOTOGRAPH[1] / 2
            self.page.text(*middle, "ภาพถ่าย", size=12, align="center")

    @property
    def head(self) -> Callable[[Page], float]:
        """Draws the same head on another page."""
        return self._head

    def line(self, *parts: Part) -> None:
        """A line of labels and blanks; shorter beside the picture."""
        even_line(self.page, LEFT, self._y, self._width, parts, size=_SIZE)
        self._y += _LINE

    def long_line(self, label: str, value: str) -> None:
        """A line of one fact; of two where one would have to be set too small, the second as small as it must."""
        told = " ".join(value.split())
        taken = self.page.text_width(label, _SIZE) + _AFTER_LABEL
        if self.page.text_width(told, _SIZE) * _LEAST_SHRINK <= self._width - taken:
            self.line(label, filled(told))
            return
        first, *rest = words.wrap(told, lambda part: self.page.text_width(part, _SIZE), self._width, indent=taken)
        self.line(label, filled(first))
        self.line(filled(" ".join(rest)))

    @property
    def _width(self) -> float:
        """Of the next line."""
        whole = self.page.width - LEFT - RIGHT
        return whole - _PHOTOGRAPH[0] - 5 if self._y < self._beside_picture else whole

    def heading(self, text: str) -> None:
        """A bold line above a group of facts."""
        self._y += 0.8
        self.page.text(LEFT, self._y, text, size=_SIZE, bold=True)
        self._y += _LINE

    def _picture(self, data: bytes, left: float) -> None:
        wide, high = self._within_the_box(data)
        x, y = left + (_PHOTOGRAPH[0] - wide) / 2, self._y - 5 + (_PHOTOGRAPH[1] - high) / 2
        self.page.image(data, x, y, wide, high, filled=True)

    @staticmethod
    def _within_the_box(data: bytes) -> tuple[float, float]:
        """Millimetres of a picture as large as it fits in its box."""
        # Loaded only where a picture is drawn: the window lists papers without it.
        from PIL import Image

        with Image.open(io.BytesIO(data)) as picture:
            wide, high = picture.size
        scale = min((_PHOTOGRAPH[0] - 2) / wide, (_PHOTOGRAPH[1] - 2) / high)
        return wide * scale, high * scale

    # What both forms ask ---------------------------------------------------------------------------------------------

    def acquisition(self) -> None:
        """ลักษณะการได้กรรมสิทธิ์: how, when, by which paper, from whom, for what money."""
        card = self.asset.card
        accepted = f"{long_day(card.acquired_on)} (โดยประมาณ)" if card.date_is_estimated else long_day(card.acquired_on)
        self.line(
            *("ลักษณะการได้กรรมสิทธิ์", filled(ACQUIRE_MODES[card.acquire_mode])),
            *("วิธีการได้มา", filled(self.asset.procurement, 1.3), "วันที่ตรวจรับ", filled(accepted, 1.3)),
        )
        self.line(
            *("เลขที่ใบส่งของหรือสัญญา", filled(card.document_no, 1.3), "ลงวันที่", filled(long_day(card.document_date))),
            *("ราคาต่อหน่วย", filled(money(card.cost_satang)), "บาท"),
        )
        self.line(
            *("ผู้ขาย/คู่สัญญา", filled(card.vendor, 2), "ที่อยู่", filled(card.vendor_address, 2.4)),
            *("โทร.", filled(card.vendor_phone, 0.9)),
        )
        self.line(
            *("เจ้าของงบประมาณ (แหล่งเงิน)", filled(card.fund_source, 2)),
            *("ประเภทเงิน", filled(MONEY_KINDS[card.money_kind])),
        )

    def custody(self) -> None:
        """Who looks after it, and where it is."""
        card = self.asset.card
        status = "ยกเลิกบัตร" if card.withdrawn_why else STATUSES[card.status]
        self.line(
            *("ส่วนราชการที่ดูแล", filled(card.division), "แหล่งเก็บ/ที่ตั้ง", filled(self.asset.room)),
            *("ผู้รับผิดชอบ", filled(card.custodian), "สถานะ", filled(status, 0.7)),
        )

    def value(self, data: AssetsOnPaper) -> None:
        """ราคาทุน ค่าเสื่อมสะสม คงเหลือ, as they stood when the last year ended."""
        asset, card = self.asset, self.asset.card
        life = asset.life_years
        told = asset.years_ended(data.day)
        stood = long_day(year_end(told[-1].row.fiscal_year_be)) if told else ""
        cost, off = asset.cost_satang, asset.accumulated_satang(data.day)
        self.line(
            *("อายุการใช้งาน", filled(str(life or ""), 0.4), "ปี"),
            *("อัตราค่าเสื่อมราคา", filled(percent(rate_percent(life)) if life else "", 0.4), "% ต่อปี"),
            *("ราคาทุน", filled(money(cost)), "บาท"),
            *("ค่าเสื่อมราคาสะสม", filled(money(off if cost is not None else None)), "บาท"),
        )
        net = None if cost is None else 0 if card.struck_off_on else cost - off
        self.line("มูลค่าคงเหลือ", filled(money(net)), "บาท", "ณ วันที่", filled(stood))
        self.long_line("หมายเหตุ", card.note)

    def striking_off(self) -> None:
        """How it left the register; empty while it has not."""
        card, told = self.asset.card, self.asset.disposal
        self.line(
            *("วันที่จำหน่าย", filled(long_day(card.struck_off_on)), "เอกสารเลขที่", filled(card.struck_off_document)),
            *("ราคาจำหน่าย", filled(money(told.proceeds_satang if told else None)), "บาท"),
            *("กำไร/ขาดทุน", filled(money(told.profit_satang if told else None)), "บาท"),
        )


def filled(value: str, share: float = 1.0) -> Blank:
    """A blank whose value stands at its left, in one line whatever was written."""
    return Blank(" ".join(value.split()), share, center=False)


def as_written(value: str, share: float = 1.0) -> Blank:
    """The same with its digits left alone, as they are on the thing."""
    return Blank(" ".join(value.split()), share, center=False, verbatim=True)


def even_line(page: Page, x: float, y: float, width: float, parts: Sequence[Part], *, size: float) -> None:
    """A line of a form whose blanks share the width by what is written in them, where their own shares are too narrow.

    So that nothing is set much smaller than what stands beside it.
    """
    blanks = [part for part in parts if isinstance(part, Blank)]
    labels = sum(page.text_width(part, size) for part in parts if isinstance(part, str))
    free = width - labels - _GAP * (len(parts) - 1)
    shares = sum(blank.share for blank in blanks)
    needed = {id(blank): page.text_width(blank.value, size) + _GAP for blank in blanks}
    if any(needed[id(blank)] > free * blank.share / shares for blank in blanks):
        evenly = (
            replace(part, share=max(needed[id(part)], _NARROWEST_BLANK)) if isinstance(part, Blank) else part
            for part in parts
        )
        parts = tuple(evenly)
    form_line(page, x, y, width, parts, size=size)


def card_head(data: AssetsOnPaper, asset: AssetOnPaper, *, title: str, form: str) -> Callable[[Page], float]:
    """Draws the head of every page of a card: title, form, office, number."""

    def head(page: Page) -> float:
        page.text(page.width / 2, _TOP, title, size=_TITLE, bold=True, align="center")
        page.text(page.width - RIGHT, _TOP, form, size=14, bold=True, align="right")
        y = _TOP + pitch_mm(_TITLE) - 1
        width = page.width - LEFT - RIGHT
        number = Blank(asset.number, 0.8, center=False, verbatim=True)
        form_line(page, LEFT, y, width, ["ส่วนราชการ", filled(data.office.name, 2), "เลขรหัสพัสดุ", number], size=_SIZE)
        return y

    return head


def second_page(paper: Paper, data: AssetsOnPaper, asset: AssetOnPaper, head: Callable[[Page], float]) -> None:
    """The history of repairs and the years, on a new page and as many more as they need."""

    def whole_head(page: Page) -> float:
        y = head(page) + _LINE
        form_line(page, LEFT, y, page.width - LEFT - RIGHT, ["ชื่อ", filled(asset.card.name)], size=_SIZE)
        return y + 3

    flow = Flow(paper, head=whole_head, left=LEFT, right_margin=RIGHT, bottom_margin=12)
    flow.line("ประวัติการซ่อมบำรุง", size=15, bold=True)
    flow.gap(2)
    rows = [
        (
            str(each.ordinal),
            each.approval_no,
            short_day(each.approved_on),
            each.work or each.symptom,
            money(each.cost_satang),
            each.repairer,
        )
        for each in asset.repairs
    ]
    amounts = [each.cost_satang for each in asset.repairs]
    empty = max(0, _ROWS_OF_REPAIRS - len(rows))
    rows += [("", "", "", "", "", "")] * empty
    draw_table(flow, _REPAIRS, rows, size=14, row_height=7.0, totals=Totals(amounts + [0] * empty, _COST, words=False))
    _years(flow, data, asset)


def _years(flow: Flow, data: AssetsOnPaper, asset: AssetOnPaper) -> None:
    told = asset.years if asset.card.struck_off_on else asset.years_ended(data.day)
    if not told:
        return
    flow.need(40)
    flow.gap(10)
    flow.line("ค่าเสื่อมราคาแต่ละปี", size=15, bold=True)
    flow.gap(2)
    rows = [
        (
            str(each.row.fiscal_year_be),
            str(each.row.parts),
            money(each.row.cost_satang),
            money(each.row.amount_satang),
            money(each.row.accumulated_satang),
            money(each.row.net_satang),
            f"รวมปรับปรุงปีก่อน {money(each.correction_satang)}" if each.correction_satang else "",
        )
        for each in told
    ]
    columns = (_YEAR, Column(f"จำนวน{asset.parts_word}", 24, "center"), *_FIGURES)
    draw_table(flow, columns, rows, size=14, row_height=7.0)


def card_paper(data: AssetsOnPaper, title: str, settings: PaperSettings, clock: Clock) -> Paper:
    """An empty paper of cards, lying on its side."""
    return Paper(title, clock=clock, settings=settings, author=data.office.name, landscape=True)
