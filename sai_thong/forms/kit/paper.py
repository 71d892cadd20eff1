"""A paper: its pages, and the PDF they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from sai_thong.forms.kit.page import Page, Type
from sai_thong.forms.kit.rule import (
    A4_HEIGHT,
    A4_WIDTH,
    PAGE_NUMBER_BASELINE,
    STAMP_BOTTOM_BASELINE,
    STAMP_SIZE,
    STAMP_TOP_BASELINE,
)
from sai_thong.forms.kit.settings import PaperSettings
from sai_thong.forms.kit.writer import write_pdf
from sai_thong.forms.text import fonts, shaping
from sai_thong.forms.text.drawing import RED
from sai_thong.forms.text.embedding import EmbeddedFace
from sai_thong.ground.clock import Clock

Secrecy = Literal["", "ลับ", "ลับมาก", "ลับที่สุด"]
"""ชั้นความลับ, by ระเบียบว่าด้วยการรักษาความลับของทางราชการ พ.ศ. 2544."""


class DocumentKind(StrEnum):
    """What kind of official document (ข้อ 10) stands on a paper."""

    LETTER = "letter"
    """หนังสือภายนอก"""
    MEMO = "memo"
    """บันทึกข้อความ"""
    ORDER = "order"
    """คำสั่ง"""
    ANNOUNCEMENT = "announcement"
    """ประกาศ"""


@dataclass(frozen=True)
class OfficialDocument:
    """A letter, memo, order or announcement drawn on a paper: what its line in the register of documents tells.

    Attributes:
        kind: What kind it is.
        subject: เรื่อง.
        addressee: To whom; empty for an order or an announcement.
    """

    kind: DocumentKind
    subject: str
    addressee: str = ""


class Paper:
    """A document under work: pages are added, drawn on, and written with `pdf`, all or one alone.

    Attributes:
        title: For the PDF's properties and the print job; never name what must stay private.
        author: The office, for the PDF's properties.
        settings: The office's choices.
        secrecy: The stamp on every page, or empty.
        keep: Names that no line of a paragraph may break, such as the tambon's.
        pages: The pages so far.
        documents: The letters, memos, orders and announcements drawn so far.
    """

    def __init__(
        self,
        title: str,
        *,
        clock: Clock,
        settings: PaperSettings | None = None,
        author: str = "",
        landscape: bool = False,
        secrecy: Secrecy = "",
        keep: Sequence[str] = (),
    ) -> None:
        self.title = title
        self.author = author
        self.settings = settings or PaperSettings()
        self.secrecy = secrecy
        self.pages: list[Page] = []
        self.documents: list[OfficialDocument] = []
        self.keep = tuple(keep)
        self._landscape = landscape
        self._clock = clock
        family = fonts.choose(self.settings.font)
        self._type = Type(
            EmbeddedFace(shaping.face(family.regular), "T1"),
            EmbeddedFace(shaping.face(family.bold), "T2"),
            family.size_factor,
        )

    def page(self, *, landscape: bool | None = None, size: tuple[float, float] | None = None) -> Page:
        """Add an A4 page, lying as the paper does unless told otherwise; `size` is another width and height, in mm."""
        lying = self._landscape if landscape is None else landscape
        width, height = size or ((A4_HEIGHT, A4_WIDTH) if lying else (A4_WIDTH, A4_HEIGHT))
        page = Page(len(self.pages) + 1, width, height, weights=self._type, settings=self.settings, keep=self.keep)
        self.pages.append(page)
        if self.secrecy:
            for y in (STAMP_TOP_BASELINE, height - (A4_HEIGHT - STAMP_BOTTOM_BASELINE)):
                self._stamp(page, y)
        return page

    def _stamp(self, page: Page, y: float) -> None:
        """The secrecy, red and bold; on pre-printed paper too."""
        middle = page.width / 2
        page.text(middle, y, self.secrecy, size=STAMP_SIZE, bold=True, align="center", colour=RED, filled=True)

    def number_pages(self, first: Page | None = None) -> None:
        """Number the pages as a letter's: ``- ๒ -`` centred at the top, from the second on.

        `first` is the first page of the letter, where a paper holds several letters.
        """
        before = first.number - 1 if first else 0
        for page in self.pages[before + 1 :]:
            page.text(page.width / 2, PAGE_NUMBER_BASELINE, f"- {page.number - before} -", align="center")

    def number_pages_of_total(self, *, size: float = 12, y: float = 10) -> None:
        """Number the pages as a list's: ``หน้า ๒/๑๒`` at the upper right of every page."""
        for page in self.pages:
            label = f"หน้า {page.number}/{len(self.pages)}"
            page.text(page.width - 15, y, label, size=size, align="right")

    def pdf(self, pages: Iterable[int] | None = None) -> bytes:
        """The PDF of all pages, or only of those numbered (from 1), which keep the numbers printed on them.

        The same paper at the same moment of the clock gives the same bytes.
        """
        chosen = self.pages if pages is None else [self.pages[number - 1] for number in pages]
        return write_pdf(
            chosen,
            (self._type.regular, self._type.bold),
            title=self.title,
            author=self.author,
            moment=self._clock.now(),
        )
