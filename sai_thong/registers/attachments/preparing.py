"""A file made ready to be kept: recognised by its bytes, a photograph upright and no larger than needed, a thumbnail.

A telephone's photograph has 3 to 12 MB and says inside where it was taken and by which telephone. It is kept as a JPEG
of at most 2,000 pixels a side, which prints well on A4, without what the camera wrote into it. A PDF is kept as it is.
Plain bytes in, plain bytes out: the window does this in a process of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.ground.pdfium import PDFIUM, POINTS_AN_INCH
from sai_thong.thai.text import clean

if TYPE_CHECKING:
    from PIL import Image

JPEG: Final = "image/jpeg"
PDF: Final = "application/pdf"

LONGEST_SIDE: Final = 2000
THUMBNAIL_SIDE: Final = 256
LARGEST_INPUT: Final = 60_000_000
"""Bytes of a file as it is handed in, before a photograph is made smaller."""
MOST_PIXELS: Final = 80_000_000
"""A larger picture would need more memory than an office's machine has to spare."""
_QUALITY, _THUMBNAIL_QUALITY = 85, 80
_PICTURE_FORMATS: Final = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF")
_PDF_MARK: Final = b"%PDF-"
_WHITE: Final = (255, 255, 255)


class UnsuitableFile(BadInput):
    """A file of a kind that is not kept, or one that cannot be read to its end."""


@dataclass(frozen=True)
class PreparedFile:
    """A file as it will be kept.

    Attributes:
        name: Its name, without folders, in the form of its kind: a photograph ends in ``.jpg``.
        media_type: ``image/jpeg`` or ``application/pdf``.
        data: Its bytes.
        thumbnail: A JPEG of at most 256 pixels a side; empty where none could be drawn.
    """

    name: str
    media_type: str
    data: bytes
    thumbnail: bytes


def prepared_file(path: Path) -> PreparedFile:
    """A file of this machine ready to be kept.

    Raises:
        UnsuitableFile: It cannot be read, or as `prepared`.
    """
    try:
        data = path.read_bytes()
    except OSError as trouble:
        raise UnsuitableFile(
            _("The file {name} cannot be read.").format(name=path.name),
            kept=_("Nothing was changed."),
            do=_("See that the file is there, and try again."),
        ) from trouble
    return prepared(data, path.name)


def prepared(data: bytes, name: str) -> PreparedFile:
    """The file ready to be kept.

    Args:
        data: The file's bytes.
        name: The name it had, with or without folders.

    Raises:
        UnsuitableFile: It is too large, of a kind that is not kept, or not whole.
    """
    if len(data) > LARGEST_INPUT:
        raise UnsuitableFile(
            _("The file {name} is larger than {megabytes} MB.").format(
                name=_plain_name(name), megabytes=LARGEST_INPUT // 1_000_000
            ),
            kept=_("Nothing was changed."),
            do=_("Save it smaller and choose it again."),
        )
    if _PDF_MARK in data[:1024]:
        return PreparedFile(_plain_name(name), PDF, data, _thumbnail_of_pdf(data, name))
    picture = _upright_picture(data, name)
    kept = _within(picture, LONGEST_SIDE)
    stem = PurePath(_plain_name(name)).stem
    small = _jpeg(_within(kept, THUMBNAIL_SIDE), _THUMBNAIL_QUALITY)
    return PreparedFile(f"{stem}.jpg", JPEG, _jpeg(kept, _QUALITY), small)


def _plain_name(name: str) -> str:
    """The name without folders of either system."""
    return clean(name.replace("\\", "/").rsplit("/", 1)[-1]) or _("file")


def _upright_picture(data: bytes, name: str) -> Image.Image:
    """The picture in the position it was taken, in red, green and blue on white.

    Raises:
        UnsuitableFile: It is no picture, damaged, or too large.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data), formats=_PICTURE_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise UnsuitableFile(
                    _("The picture {name} has more than {millions} million pixels.").format(
                        name=_plain_name(name), millions=MOST_PIXELS // 1_000_000
                    ),
                    kept=_("Nothing was changed."),
                    do=_("Save it smaller and choose it again."),
                )
            # A JPEG is read at the size wanted, which spares most of the memory of a large one.
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(opened)
            return _on_white(upright)
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as trouble:
        raise UnsuitableFile(
            _("The file {name} is not kept: it is no whole picture and no PDF.").format(name=_plain_name(name)),
            kept=_("Nothing was changed."),
            do=_("Save it as JPEG, PNG or PDF where it opens, and choose it again."),
        ) from trouble


def _on_white(picture: Image.Image) -> Image.Image:
    """The picture in red, green and blue; what was transparent is white, as on paper."""
    from PIL import Image

    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    paper = Image.new("RGB", layered.size, _WHITE)
    paper.paste(layered, mask=layered.getchannel("A"))
    return paper


def _within(picture: Image.Image, side: int) -> Image.Image:
    """The picture no larger than `side` in either direction, in its proportions."""
    from PIL import Image

    smaller = picture.copy()
    smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
    return smaller


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    """The picture as a JPEG that says nothing but the picture."""
    out = BytesIO()
    picture.info.clear()
    picture.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _thumbnail_of_pdf(data: bytes, name: str) -> bytes:
    """The first page, small.

    Raises:
        UnsuitableFile: It cannot be opened, or only with a password.
    """
    import pypdfium2

    try:
        with PDFIUM, pypdfium2.PdfDocument(data) as document:
            page = document[0]
            longest = max(page.get_size()) / POINTS_AN_INCH
            bitmap = page.render(scale=THUMBNAIL_SIDE / POINTS_AN_INCH / max(longest, 0.01))
            picture = bitmap.to_pil().convert("RGB")
            bitmap.close()
            page.close()
    except (pypdfium2.PdfiumError, IndexError) as trouble:
        raise UnsuitableFile(
            _("The PDF file {name} cannot be opened, or only with a password.").format(name=_plain_name(name)),
            kept=_("Nothing was changed."),
            do=_("Save it without a password where it opens, and choose it again."),
        ) from trouble
    return _jpeg(_within(picture, THUMBNAIL_SIDE), _THUMBNAIL_QUALITY)
