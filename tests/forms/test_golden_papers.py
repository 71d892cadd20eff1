"""Every paper looks as it did when someone last looked at it and said yes."""

from __future__ import annotations

import pytest

from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.render import page_images
from tests.forms.gallery import CLOCK, DRAWINGS
from tests.forms.golden import DPI, compare

PAGES_KEPT = 2
"""Of a long list the first pages tell; those after them are alike."""


@pytest.mark.golden
@pytest.mark.parametrize("name", DRAWINGS)
def test_first_pages(name: str) -> None:
    paper = DRAWINGS[name](PaperSettings(font="bundled"), CLOCK)
    numbers = range(1, min(PAGES_KEPT, len(paper.pages)) + 1)
    for number, image in zip(numbers, page_images(paper.pdf(), dpi=DPI, pages=numbers), strict=True):
        compare(f"{name}-{number}", image.png())
