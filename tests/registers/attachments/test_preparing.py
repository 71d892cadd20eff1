"""Files made ready to be kept: upright, no larger than needed, silent about the camera; anything else is refused."""

from __future__ import annotations

from io import BytesIO

import pypdf
import pytest
from PIL import Image

from sai_thong.registers.attachments import preparing
from sai_thong.registers.attachments.preparing import JPEG, PDF, UnsuitableFile, prepared
from tests.registers.attachments.conftest import pdf, photograph


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def colour_at(image: Image.Image, x: float, y: float) -> str:
    red, _green, blue = image.convert("RGB").getpixel((int(image.width * x), int(image.height * y)))  # type: ignore[misc]
    return "red" if red > blue else "blue"


def test_a_large_photograph_is_kept_small_with_its_proportions() -> None:
    file = prepared(photograph(4000, 3000), "DCIM/100/IMG_0001.JPG")
    image, small = opened(file.data), opened(file.thumbnail)
    assert (file.name, file.media_type, image.format) == ("IMG_0001.jpg", JPEG, "JPEG")
    assert image.size == (2000, 1500)
    assert small.size == (256, 192)


def test_a_small_picture_is_not_made_larger() -> None:
    assert opened(prepared(photograph(300, 200), "a.jpg").data).size == (300, 200)


@pytest.mark.parametrize(
    ("orientation", "size", "red", "blue"),
    [
        (1, (300, 200), (0.1, 0.5), (0.9, 0.5)),
        (3, (300, 200), (0.9, 0.5), (0.1, 0.5)),
        (6, (200, 300), (0.5, 0.1), (0.5, 0.9)),
        (8, (200, 300), (0.5, 0.9), (0.5, 0.1)),
    ],
)
def test_a_photograph_stands_as_it_was_taken(
    orientation: int, size: tuple[int, int], red: tuple[float, float], blue: tuple[float, float]
) -> None:
    image = opened(prepared(photograph(300, 200, orientation=orientation), "a.jpg").data)
    assert image.size == size
    assert (colour_at(image, *red), colour_at(image, *blue)) == ("red", "blue")


def test_what_the_camera_wrote_is_not_kept() -> None:
    data = photograph(300, 200)
    assert b"PLANTED-PHONE" in data
    file = prepared(data, "a.jpg")
    assert b"PLANTED-PHONE" not in file.data + file.thumbnail
    assert not opened(file.data).getexif()


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
def test_other_pictures_become_photographs(kind: str) -> None:
    file = prepared(photograph(300, 200, kind=kind), f"ภาพ.{kind.lower()}")
    assert (file.name, opened(file.data).format) == ("ภาพ.jpg", "JPEG")
    assert colour_at(opened(file.data), 0.1, 0.5) == "red"


def test_what_is_transparent_becomes_paper() -> None:
    out = BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(prepared(out.getvalue(), "a.png").data).getpixel((20, 20)) == (255, 255, 255)


def test_a_pdf_is_kept_byte_for_byte_with_its_first_page_as_thumbnail() -> None:
    data = pdf()
    file = prepared(data, "C:\\สแกน\\หนังสือ.pdf")
    assert (file.name, file.media_type, file.data) == ("หนังสือ.pdf", PDF, data)
    assert max(opened(file.thumbnail).size) in (255, 256)


def locked_pdf() -> bytes:
    writer = pypdf.PdfWriter(BytesIO(pdf(1)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90 a program",
        b"PK\x03\x04 a workbook",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        photograph(300, 200)[:500],
        photograph(300, 200, kind="PNG")[:400],
        b"%PDF-1.7 nothing more",
        locked_pdf(),
    ],
    ids=["empty", "program", "workbook", "drawing", "torn photograph", "torn PNG", "torn PDF", "locked PDF"],
)
def test_any_other_file_is_refused_by_its_bytes_whatever_its_name(data: bytes) -> None:
    with pytest.raises(UnsuitableFile) as raised:
        prepared(data, "ภาพถ่าย.jpg")
    assert "ภาพถ่าย.jpg" in raised.value.what
    assert raised.value.do


def test_a_picture_that_would_fill_the_memory_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    data = photograph(300, 200, kind="PNG")
    monkeypatch.setattr(preparing, "MOST_PIXELS", 300 * 200 - 1)
    with pytest.raises(UnsuitableFile):
        prepared(data, "a.png")


def test_a_file_that_is_too_large_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "LARGEST_INPUT", 10)
    with pytest.raises(UnsuitableFile):
        prepared(photograph(300, 200), "a.jpg")
