"""Read a PDF back, as two independent readers do: PDFium (Edge, Chrome) and pypdf."""

from __future__ import annotations

import ctypes
import io
from typing import NamedTuple

import pypdf
import pypdfium2
from pypdfium2 import raw

from sai_thong.ground.pdfium import PDFIUM

MM = 25.4 / 72


class Place(NamedTuple):
    """Where a string stands: millimetres from the upper left corner, size in the font's points."""

    x: float
    right: float
    y: float
    size: float


def by_pdfium(pdf: bytes, page: int = 1) -> str:
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return document[page - 1].get_textpage().get_text_range().replace("\r\n", "\n")


def by_pypdf(pdf: bytes, page: int = 1) -> str:
    return pypdf.PdfReader(io.BytesIO(pdf)).pages[page - 1].extract_text()


READERS = {"pdfium": by_pdfium, "pypdf": by_pypdf}


def place_of(pdf: bytes, text: str, page: int = 1, nth: int = 1) -> Place:
    """Where the `nth` occurrence of `text` is drawn."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        leaf = document[page - 1]
        height = leaf.get_height()
        reader = leaf.get_textpage()
        search = reader.search(text)
        found = None
        for _ in range(nth):
            found = search.get_next()
        assert found, f"{text!r} is not on page {page}"
        first, count = found
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(reader, first, x, y)
        size = raw.FPDFText_GetFontSize(reader, first)
        rights = [reader.get_charbox(index, loose=True)[2] for index in range(first, first + count)]
        return Place(x.value * MM, max(rights) * MM, (height - y.value) * MM, size)


def image_boxes(pdf: bytes, page: int = 1) -> list[tuple[float, float, float, float]]:
    """Left, top, width and height of the images of a page, in millimetres."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        leaf = document[page - 1]
        height = leaf.get_height()
        boxes = [item.get_bounds() for item in leaf.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])]
        return [(x0 * MM, (height - y1) * MM, (x1 - x0) * MM, (y1 - y0) * MM) for x0, y0, x1, y1 in boxes]
