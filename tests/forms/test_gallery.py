"""Every paper looks as it did when someone last looked at it and said yes, and both readers copy the same words."""

from __future__ import annotations

import pytest

from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.render import page_images
from sai_thong.ground.clock import FixedClock
from tests.forms.gallery import GALLERY
from tests.forms.golden import DPI, compare
from tests.forms.reading import by_pdfium, by_pypdf


@pytest.mark.golden
@pytest.mark.parametrize("name", GALLERY)
def test_pages(name: str, bundled: PaperSettings, clock: FixedClock) -> None:
    for number, image in enumerate(page_images(GALLERY[name](bundled, clock).pdf(), dpi=DPI), 1):
        compare(f"{name}-{number}", image.png())


@pytest.mark.parametrize("name", GALLERY)
def test_copied_text(name: str, bundled: PaperSettings, clock: FixedClock) -> None:
    paper = GALLERY[name](bundled, clock)
    pdf = paper.pdf()
    for number in range(1, len(paper.pages) + 1):
        assert sorted("".join(by_pdfium(pdf, number).split())) == sorted("".join(by_pypdf(pdf, number).split()))
