"""Pages of a PDF as pictures, and pages to a printer. Runs on a worker's thread; pdfium draws, Qt prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, Self

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from sai_thong.ground.errors import BadInput, EnvironmentTrouble
from sai_thong.ground.language import _
from sai_thong.ground.pdfium import PDFIUM, POINTS_AN_INCH
from sai_thong.thai.digits import to_arabic
from sai_thong.ui.work import Report

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_PRINT_DPI: Final = 300
_HIGHEST_LABEL: Final = 100 / 25.4 * POINTS_AN_INCH
"""In points; what is lower and wider is no sheet but a label."""
_BAND_ROWS: Final = 256
_MOST_PIXELS: Final = 40_000_000


class PrinterTrouble(EnvironmentTrouble):
    """The printer took nothing."""

    def __init__(self, printer: str) -> None:
        super().__init__(
            _("The printer “{printer}” did not take the pages.").format(printer=printer),
            kept=_("The paper is still here and can be printed again or saved."),
            do=_("See that the printer is on and has paper, or choose another printer."),
        )


class PdfPages:
    """Pages of a PDF. Open it, use it and close it on one worker thread, and close whatever was opened.

    A document that is let go without being closed is closed by whichever thread let it go, while another may be
    drawing: PDFium does not survive that.

    Args:
        pdf: The file's bytes.

    Attributes:
        sizes: Width and height of each page, in points; empty until it is open.
    """

    def __init__(self, pdf: bytes) -> None:
        self.sizes: list[tuple[float, float]] = []
        self._pdf = pdf
        self._document: PdfDocument | None = None

    def open(self) -> None:
        """Open the document, and read how large its pages are."""
        import pypdfium2

        with PDFIUM:
            self._document = document = pypdfium2.PdfDocument(self._pdf)
            self.sizes = [document.get_page_size(number) for number in range(len(document))]

    def picture(self, number: int, dots_per_inch: float) -> QImage:
        """Page `number` (from 0) at a density."""
        assert self._document is not None
        width, height = self.sizes[number]
        scale = dots_per_inch / POINTS_AN_INCH
        scale = min(scale, (_MOST_PIXELS / (width * height)) ** 0.5)
        with PDFIUM:
            page = self._document[number]
            bitmap: Any = page.render(scale=scale, prefer_bgrx=True)
            image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32).copy()
            bitmap.close()
            page.close()
        return image

    def close(self) -> None:
        """Let the document go; nothing to do where it was never open."""
        with PDFIUM:
            if self._document is not None:
                self._document.close()

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def page_numbers(text: str, count: int) -> list[int]:
    """The pages that ``1-3, 5`` names, from 0, in the order written; all of them for empty text.

    Raises:
        BadInput: It names no page, or one that is not there.
    """
    plain = to_arabic(text).replace(" ", "").replace("–", "-")
    if not plain:
        return list(range(count))
    found: list[int] = []
    for part in plain.split(","):
        first, dash, last = part.partition("-")
        start = first or "1"
        end = (last or str(count)) if dash else first
        if not (start.isdigit() and end.isdigit()) or not 1 <= int(start) <= int(end) <= count:
            raise BadInput(
                _("“{written}” names no pages of this paper.").format(written=text),
                do=_("Write pages from 1 to {count}, such as 1-3, 5.").format(count=count),
            )
        found.extend(range(int(start) - 1, int(end)))
    return found


def print_pages(pdf: bytes, numbers: Sequence[int], printer: QPrinter, *, report: Report) -> int:
    """Print the pages `numbers`; returns how many went out.

    Args:
        pdf: The paper.
        numbers: Pages from 0, in the order printed.
        printer: Set up with name, copies and job title.
        report: Told after every page; stops the job when the person cancelled.

    Raises:
        PrinterTrouble: The printer did not take them.
    """
    with PdfPages(pdf) as pages:
        printer.setFullPage(True)
        _fit_paper(printer, pages.sizes[numbers[0]])
        painter = QPainter()
        if not painter.begin(printer):
            raise PrinterTrouble(printer.printerName())
        try:
            for place, number in enumerate(numbers):
                report(place, len(numbers))
                if place:
                    _fit_paper(printer, pages.sizes[number])
                    if not printer.newPage():
                        raise PrinterTrouble(printer.printerName())
                _draw(painter, printer, pages, number)
        except BaseException:
            printer.abort()
            raise
        finally:
            painter.end()
    report(len(numbers), len(numbers))
    return len(numbers)


def _fit_paper(printer: QPrinter, size: tuple[float, float]) -> None:
    """The paper of the page; landscape is a turned sheet, as printers want it. A label lies on its roll as it is."""
    width, height = size
    turned = width > height > _HIGHEST_LABEL
    fed = QSizeF(height, width) if turned else QSizeF(width, height)
    paper = QPageSize(fed, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    way = QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, way, QMarginsF(0, 0, 0, 0)))


def _draw(painter: QPainter, printer: QPrinter, pages: PdfPages, number: int) -> None:
    density = printer.resolution()
    image = pages.picture(number, min(density, _PRINT_DPI))
    width, height = (points / POINTS_AN_INCH * density for points in pages.sizes[number])
    # In bands that meet on whole dots: each call holds the interpreter, and the window must get its turn between them.
    for top in range(0, image.height(), _BAND_ROWS):
        rows = min(_BAND_ROWS, image.height() - top)
        begin = round(top * height / image.height())
        end = round((top + rows) * height / image.height())
        target = QRectF(0, begin, width, end - begin)
        painter.drawImage(target, image, QRectF(0, top, image.width(), rows))
