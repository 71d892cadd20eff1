"""Finished pages to PDF bytes, through ReportLab's document objects."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from sai_thong import __version__
from sai_thong.forms.kit.page import Page, PlacedImage
from sai_thong.forms.kit.rule import POINTS_A_MM
from sai_thong.forms.text.document import Document, Entry
from sai_thong.forms.text.embedding import EmbeddedFace
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _

_MOST_IMAGE_PIXELS = 1200


class BadImage(BadInput):
    """The bytes given as an image are no PNG or JPEG."""


def write_pdf(
    pages: Sequence[Page], faces: Iterable[EmbeddedFace], *, title: str, author: str, moment: datetime
) -> bytes:
    """The PDF of `pages`. Dates in it are `moment`, so the outcome depends on nothing else.

    Raises:
        BadImage: An image on a page cannot be read.
    """
    document = Document()
    stamp = moment.astimezone(BANGKOK).strftime("D:%Y%m%d%H%M%S+07'00'")
    document.describe(
        {
            "Title": title,
            "Author": author,
            "Creator": f"Sai Thong {__version__}",
            "Producer": f"Sai Thong {__version__} (ReportLab)",
            "CreationDate": stamp,
            "ModDate": stamp,
        }
    )
    images = _Images(document)
    for page in pages:
        content, named = _content(page, images)
        document.add_page(page.width * POINTS_A_MM, page.height * POINTS_A_MM, content, named)
    for face in faces:
        face.add_to(document)
    return document.data()


def _content(page: Page, images: _Images) -> tuple[str, dict[str, Entry]]:
    """The content stream of `page` and the images it names."""
    settings = page.settings
    operators = []
    if settings.data_only:
        right, down = settings.offset_right_mm * POINTS_A_MM, settings.offset_down_mm * POINTS_A_MM
        operators.append(f"1 0 0 1 {right:.2f} {-down:.2f} cm")
    names: dict[str, Entry] = {}
    for placed in page.images:
        name, reference = images.of(placed)
        names[name] = reference
        operators.append(f"q {placed.width:.2f} 0 0 {placed.height:.2f} {placed.x:.2f} {placed.y:.2f} cm /{name} Do Q")
    return "\n".join([*operators, page.under.content(), *page.shapes, page.ink.content()]), names


class _Images:
    """The images of one document, each written once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[bytes, tuple[str, Entry]] = {}

    def of(self, placed: PlacedImage) -> tuple[str, Entry]:
        """The resource name and the object of an image."""
        if placed.data not in self._known:
            self._known[placed.data] = (f"Im{len(self._known) + 1}", self._write(placed.data))
        return self._known[placed.data]

    def _write(self, data: bytes) -> Entry:
        width, height, pixels = decoded(data)
        document = self._document
        return document.add_stream(
            pixels,
            {
                "Type": document.name("XObject"),
                "Subtype": document.name("Image"),
                "Width": width,
                "Height": height,
                "ColorSpace": document.name("DeviceRGB"),
                "BitsPerComponent": 8,
            },
        )


def decoded(data: bytes) -> tuple[int, int, bytes]:
    """Width, height and RGB pixels of a PNG or JPEG image, on white where it is clear, at most 1,200 pixels a side.

    Raises:
        BadImage: It cannot be read.
    """
    from PIL import Image

    try:
        image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG")).convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError) as cause:
        raise BadImage(_("The image could not be read."), do=_("Choose a PNG or JPEG file.")) from cause
    image.thumbnail((_MOST_IMAGE_PIXELS, _MOST_IMAGE_PIXELS))
    ground = Image.new("RGBA", image.size, "white")
    flat = Image.alpha_composite(ground, image).convert("RGB")
    return flat.width, flat.height, flat.tobytes()
