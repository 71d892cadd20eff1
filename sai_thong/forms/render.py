"""Pages of a PDF as pictures: for the preview, for printing, and for the golden pictures of the tests."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sai_thong.ground.pdfium import PDFIUM, POINTS_AN_INCH


@dataclass(frozen=True)
class PageImage:
    """A rendered page.

    Attributes:
        width: In pixels.
        height: In pixels.
        stride: Bytes from row to row.
        pixels: Four bytes a pixel, blue, green, red and one unused: the layout of `QImage.Format_RGB32`.
    """

    width: int
    height: int
    stride: int
    pixels: bytes

    def png(self) -> bytes:
        """The page as a PNG file."""
        from PIL import Image

        image = Image.frombuffer("RGB", (self.width, self.height), self.pixels, "raw", "BGRX", self.stride, 1)
        out = io.BytesIO()
        image.save(out, "PNG")
        return out.getvalue()


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page, in points."""
    import pypdfium2

    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return [document.get_page_size(number) for number in range(len(document))]


def page_images(pdf: bytes, *, dpi: float = 96, pages: Iterable[int] | None = None) -> Iterator[PageImage]:
    """The pages of `pdf` as pictures, one at a time; `pages` names some of them, from 1."""
    import pypdfium2

    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        chosen = range(len(document)) if pages is None else [number - 1 for number in pages]
    try:
        for number in chosen:
            with PDFIUM:
                image = _image(document, number, dpi)
            yield image
    finally:
        with PDFIUM:
            document.close()


def _image(document: object, number: int, dpi: float) -> PageImage:
    import pypdfium2

    assert isinstance(document, pypdfium2.PdfDocument)
    page = document[number]
    bitmap = page.render(scale=dpi / POINTS_AN_INCH, prefer_bgrx=True)
    image = PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    bitmap.close()
    page.close()
    return image
