"""Pages become pictures of the right size, one at a time, any of them."""

import io

import pytest
from PIL import Image

from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.render import page_count, page_images, page_sizes
from sai_thong.ground.clock import FixedClock


@pytest.fixture
def pdf(clock: FixedClock) -> bytes:
    paper = Paper("", clock=clock, settings=PaperSettings(font="bundled"))
    paper.page().line(10, 10, 200, 10, width=2)
    paper.page(landscape=True)
    paper.page().line(10, 10, 200, 10, width=2)
    return paper.pdf()


def test_sizes_are_those_of_a4_upright_and_lying(pdf: bytes) -> None:
    assert page_count(pdf) == 3
    sizes = [(round(w * 25.4 / 72), round(h * 25.4 / 72)) for w, h in page_sizes(pdf)]
    assert sizes == [(210, 297), (297, 210), (210, 297)]


def test_pictures_have_the_resolution_asked_for(pdf: bytes) -> None:
    first, second, _ = page_images(pdf, dpi=50.8)
    assert (first.width, first.height) == (421, 595)
    assert (second.width, second.height) == (595, 421)
    assert len(first.pixels) == first.stride * first.height


def test_some_pages_can_be_asked_for(pdf: bytes) -> None:
    (second,) = page_images(pdf, dpi=30, pages=[2])
    assert second.width > second.height


def test_ink_is_dark_where_it_was_drawn(pdf: bytes) -> None:
    image = Image.open(io.BytesIO(next(page_images(pdf, dpi=50.8)).png())).convert("L")
    assert image.getpixel((200, 20)) < 40
    assert image.getpixel((200, 60)) == 255


def test_leaving_off_early_closes_the_document(pdf: bytes) -> None:
    images = page_images(pdf, dpi=30)
    next(images)
    images.close()
    assert page_count(pdf) == 3
