"""The receiving stamp laid over the first page of a scan: a PDF stays what it is, a photograph becomes a page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.kit.rule import POINTS_A_MM
from sai_thong.forms.saraban.receiving_stamp import EDGE, HEIGHT, WIDTH, Stamp, draw_stamp
from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.ground.pdfium import PDFIUM

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfMatrix, PdfPage

_PDF_MARK: Final = b"%PDF-"
_LONGEST_SIDE_MM: Final = 297.0
_LYING: Final = (90, 270)
"""Turns of a page that make its kept height what is seen across."""


class UnreadableScan(BadInput):
    """What should be stamped is no PDF and no picture that can be opened."""

    def __init__(self) -> None:
        super().__init__(
            _("The scan cannot be opened, so it cannot be stamped."),
            kept=_("The scan was left as it is."),
            do=_("Choose a PDF without a password, or a picture that opens elsewhere."),
        )


def stamped_scan(scan: bytes, data: Stamp, settings: PaperSettings, clock: Clock) -> bytes:
    """The scan as a PDF with the stamp at the upper right of its first page, as it is seen.

    Raises:
        UnreadableScan: It is neither a PDF that opens nor a picture.
    """
    import pypdfium2

    pdf = scan if _PDF_MARK in scan[:1024] else page_of_picture(scan)
    try:
        with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
            _lay_over_first_page(document, data, settings, clock)
            out = io.BytesIO()
            document.save(out)
            return out.getvalue()
    except pypdfium2.PdfiumError as trouble:
        raise UnreadableScan from trouble


def _lay_over_first_page(document: PdfDocument, data: Stamp, settings: PaperSettings, clock: Clock) -> None:
    """Draw the stamp as a page of its own size, and place that page on the first one as an object."""
    import pypdfium2

    paper = Paper("ตรารับหนังสือ", clock=clock, settings=settings, author=data.office)
    draw_stamp(paper.page(size=(WIDTH, HEIGHT)), 0, 0, data)
    page = document[0]
    with pypdfium2.PdfDocument(paper.pdf()) as stamp:
        xobject = stamp.page_as_xobject(0, document)
        placed = xobject.as_pageobject()
        placed.set_matrix(_place(page))
        page.insert_obj(placed)
        page.gen_content()
        xobject.close()
    page.close()


def _place(page: PdfPage) -> PdfMatrix:
    """Where the stamp goes: at the upper right as the page is seen, though it may be kept turned."""
    import pypdfium2

    left, bottom, right, top = page.get_cropbox()
    turn = page.get_rotation()
    width, height, edge = WIDTH * POINTS_A_MM, HEIGHT * POINTS_A_MM, EDGE * POINTS_A_MM
    across, up = right - left, top - bottom
    seen_width, seen_height = (up, across) if turn in _LYING else (across, up)
    x, y = seen_width - edge - width, seen_height - edge - height
    # From what is seen back to how the page is kept: turned the other way about its own corner.
    matrix = pypdfium2.PdfMatrix().translate(x, y)
    if turn == 90:
        matrix = matrix.rotate(90, ccw=True).translate(across, 0)
    elif turn == 180:
        matrix = matrix.rotate(180).translate(across, up)
    elif turn == 270:
        matrix = matrix.rotate(90).translate(0, up)
    return matrix.translate(left, bottom)


def page_of_picture(scan: bytes) -> bytes:
    """A picture as the only page of a PDF, as large as A4 lets, in its proportions.

    Raises:
        UnreadableScan: It is no picture.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(scan)) as opened:
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as trouble:
        raise UnreadableScan from trouble
    out = io.BytesIO()
    dots_an_inch = max(upright.size) / (_LONGEST_SIDE_MM / 25.4)
    upright.save(out, "PDF", resolution=dots_an_inch, quality=90)
    return out.getvalue()
