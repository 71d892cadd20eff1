"""ใบรับคำร้อง: given at the counter at once, on A5 or on an 80 mm roll whose length follows the text.

The QR code holds the number of the case and nothing else. Who withheld the name, or gave none, is told as such. Drawn
without its form (`PaperSettings.data_only`) it fills a slip that is printed already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.kit import Page, Paper, PaperSettings
from sai_thong.forms.kit.qr_code import qr_png
from sai_thong.forms.kit.rule import pitch_mm
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.petitions.case_on_paper import CaseOnPaper, case_paper, gather_case
from sai_thong.forms.petitions.wording import CHANNELS, day_of, moment_words
from sai_thong.ground.clock import Clock
from sai_thong.thai.calendar import thai_date

A5: Final = (148.0, 210.0)
ROLL_WIDTH: Final = 80.0
_MEASURING_HEIGHT: Final = 3000.0
"""Of the page on which a roll is laid out once, only to learn its length."""
_DOTS_BELOW: Final = 0.9
_STAMP_ROOM: Final = 12.0
"""The stamp ลับ above and below."""


@dataclass(frozen=True)
class _Layout:
    """The measures of one of the two slips, in millimetres and points."""

    margin: float
    size: float
    title: float
    number: float
    qr: float


_ON_A5: Final = _Layout(margin=14, size=15, title=20, number=34, qr=30)
_ON_ROLL: Final = _Layout(margin=5, size=13, title=17, number=28, qr=32)


def gather_slip(store: Store, request: PaperRequest) -> CaseOnPaper:
    """The case of which the slip is.

    Raises:
        NothingToPrint: There is no such case.
    """
    return gather_case(store, request)


def slip(data: CaseOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The slip on A5."""
    paper = case_paper(data, "ใบรับคำร้อง", settings, clock)
    _Slip(paper.page(size=A5), _ON_A5, data).draw()
    return paper


def roll_slip(data: CaseOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The slip on a roll of 80 mm."""
    measured = case_paper(data, "ใบรับคำร้อง", settings, clock)
    length = _Slip(measured.page(size=(ROLL_WIDTH, _MEASURING_HEIGHT)), _ON_ROLL, data).draw()
    paper = case_paper(data, "ใบรับคำร้อง", settings, clock)
    _Slip(paper.page(size=(ROLL_WIDTH, length)), _ON_ROLL, data).draw()
    return paper


class _Slip:
    """One slip under work: a cursor that goes down."""

    def __init__(self, page: Page, layout: _Layout, data: CaseOnPaper) -> None:
        self.page, self.layout, self.data = page, layout, data
        self.left, self.right = layout.margin, page.width - layout.margin
        self.y = layout.margin + 4 + (_STAMP_ROOM if data.secrecy else 0)

    def draw(self) -> float:
        """Draw all of it; gives the height it needs."""
        data, petition = self.data, self.data.petition
        self._center(data.office.name, size=self.layout.size + 1)
        self._center("ใบรับคำร้อง", size=self.layout.title)
        self._number()
        self._item("รับเมื่อ", moment_words(petition.received_at))
        self._item("ช่องทาง", CHANNELS[petition.channel])
        self._item("ผู้ยื่น", data.name_to_the_office)
        self._item("เรื่อง", petition.subject)
        self._rule()
        received = [paper.name for paper in data.papers if paper.received_on]
        self._list(f"เอกสารที่ได้รับ ({len(received)} รายการ)", received)
        missing = [paper.name for paper in data.missing]
        if missing:
            self._list(f"เอกสารที่ยังขาด ({len(missing)} รายการ)", missing)
        self._rule()
        self._item("กำหนดแจ้งผลภายใน", self._promise(), bold=True)
        self._item("หน่วยงานรับผิดชอบ", data.division)
        self._item("ผู้รับคำร้อง", petition.taken_by)
        self._item("โทรศัพท์", data.office.office.phone)
        return self._foot()

    def _promise(self) -> str:
        data = self.data
        if data.promise_in_hours:
            return moment_words(data.promised_at)
        return f"วันที่ {thai_date(day_of(data.promised_at))}"

    def _number(self) -> None:
        number = self.data.petition.number
        size = self.layout.number
        self.y += pitch_mm(size) * 0.32
        middle = self.page.width / 2
        label = self.page.text_width("เลขที่ ", self.layout.title)
        width = self.page.text_width(number, size, bold=True) if number else 42.0
        start = max(self.left, middle - (label + width) / 2)
        self.page.text(start, self.y, "เลขที่ ", size=self.layout.title)
        if number:
            room = self.right - start - label
            self.page.text(start + label, self.y, number, size=size, bold=True, fit=room, filled=True)
        else:
            self.page.dots(start + label, start + label + width, self.y + _DOTS_BELOW)
        self.y += pitch_mm(self.layout.size) * 1.25

    def _center(self, text: str, *, size: float) -> None:
        self.page.text(
            self.page.width / 2, self.y, text, size=size, bold=True, align="center", fit=self.right - self.left
        )
        self.y += pitch_mm(size)

    def _item(self, label: str, value: str, *, bold: bool = False) -> None:
        """A label, and its value beside it over as many lines as it needs."""
        size = self.layout.size
        start = self.page.text(self.left, self.y, label, size=size) + 2
        if not value:
            self.page.dots(start, self.right, self.y + _DOTS_BELOW)
            self.y += pitch_mm(size)
            return
        lines = self.page.lines_of(
            value, self.right - self.left, size=size, bold=bold, indent=start - self.left, spread=False
        )
        for line in lines:
            self.page.draw_line(self.left, self.y, line, size=size, bold=bold, filled=True)
            self.y += pitch_mm(size)

    def _list(self, title: str, items: Sequence[str]) -> None:
        size = self.layout.size
        self.page.text(self.left, self.y, title, size=size, bold=True, filled=True)
        self.y += pitch_mm(size)
        for number, item in enumerate(items, 1):
            label = f"{number}. "
            inset = self.page.text_width(label, size) + 1
            self.page.text(self.left + 2, self.y, label, size=size, filled=True)
            for line in self.page.lines_of(item, self.right - self.left - 2 - inset, size=size, spread=False):
                self.page.draw_line(self.left + 2 + inset, self.y, line, size=size, filled=True)
                self.y += pitch_mm(size)

    def _rule(self) -> None:
        y = self.y - pitch_mm(self.layout.size) * 0.62
        self.page.line(self.left, y, self.right, y)
        self.y += pitch_mm(self.layout.size) * 0.3

    def _foot(self) -> float:
        """How to follow the case up, beside its QR code or above it, and the signature of who took it."""
        self._rule()
        roll = self.layout is _ON_ROLL
        qr, number, size = self.layout.qr, self.data.petition.number, self.layout.size - 1
        width = self.right - self.left - (0 if roll else qr + 5)
        top = self.y - pitch_mm(self.layout.size) * 0.5
        keep = (self.data.office.office.phone,)
        self.y = self.page.paragraph(self.left, self.y, width, self._follow_up(), size=size, spread=False, keep=keep)
        if not roll:
            self.y += pitch_mm(size) * 0.9
            self._signature(self.left, width, size)
        if number:
            x = (self.page.width - qr) / 2 if roll else self.right - qr
            y = self.y - pitch_mm(size) * 0.5 if roll else top
            self.page.image(qr_png(number), x, y, qr, qr, filled=True)
            self.page.text(x + qr / 2, y + qr + 3.6, "เลขที่คำร้อง", size=12, align="center")
            self.y = max(self.y, y + qr + 6)
        return self.y + self.layout.margin + (_STAMP_ROOM if self.data.secrecy else 0)

    def _signature(self, left: float, width: float, size: float) -> None:
        start = self.page.text(left, self.y, "ลงชื่อ", size=size) + 1.2
        end = left + width - self.page.text_width("ผู้รับคำร้อง", size) - 1.2
        self.page.dots(start, end, self.y + _DOTS_BELOW)
        self.page.text(end + 1.2, self.y, "ผู้รับคำร้อง", size=size)
        self.y += pitch_mm(size)

    def _follow_up(self) -> str:
        phone = self.data.office.office.phone
        by_phone = f"โทร. {phone} หรือ" if phone else ""
        return f"ติดตามเรื่อง: แจ้งเลขที่คำร้องหรือแสดงใบนี้ {by_phone}ติดต่อ ณ {self.data.office.place} ในวันและเวลาราชการ"
