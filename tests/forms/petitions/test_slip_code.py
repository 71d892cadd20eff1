"""The QR code of a slip, read from the printed page by a reader of its own: the number of the case and nothing else."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image

from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.petitions.slip import roll_slip, slip
from sai_thong.forms.render import page_images
from sai_thong.ground.clock import FixedClock
from tests.forms.petitions import filled

PRINTER_DPI = 203
"""Of a thermal printer."""


def codes(paper: Paper, dpi: int = PRINTER_DPI) -> list[str]:
    (image,) = page_images(paper.pdf(), dpi=dpi)
    return [found.text for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(image.png())))]


@pytest.mark.parametrize("draw", [slip, roll_slip])
@pytest.mark.parametrize("number", ["15/2569", "ก15/2569", "ลับ2/2569"])
def test_the_code_holds_the_number_alone(
    draw: Callable[..., Paper], number: str, bundled: PaperSettings, clock: FixedClock
) -> None:
    case = replace(filled.CASE, petition=replace(filled.CASE.petition, number=number))
    assert codes(draw(case, bundled, clock)) == [number]


def test_the_code_is_data_on_a_slip_that_is_printed_already(clock: FixedClock) -> None:
    assert codes(slip(filled.CASE, PaperSettings(font="bundled", data_only=True), clock)) == ["15/2569"]
