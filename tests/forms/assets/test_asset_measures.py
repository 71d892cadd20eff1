"""Papers of the register measured in the PDF: sheets, margins, columns, the memo's rule, to the millimetre.

The memo's measures are typed from the domain notes on letters 3.2; of the registers no rule gives millimetres, so that
their columns are held to the table below, which stands apart from the papers.
"""

from __future__ import annotations

import io
from itertools import accumulate
from typing import Final

import pypdfium2
import pytest
from PIL import Image

from sai_thong.forms.assets.control_register import control_register
from sai_thong.forms.assets.depreciation_of_year import depreciation_of_year
from sai_thong.forms.assets.survey_papers import survey_listed, survey_totals, survey_valued
from sai_thong.forms.assets.transfer_memo import transfer_memo
from sai_thong.forms.kit import PaperSettings
from tests.forms.assets import invented_assets as invented
from tests.forms.assets.gallery import REGISTER_DRAWINGS
from tests.forms.gallery import CLOCK
from tests.forms.reading import MM, image_boxes, place_of

NEAR: Final = 0.4
A4_LYING, A4_UPRIGHT = (297.0, 210.0), (210.0, 297.0)
LYING: Final = (
    *("property-card", "equipment-card", "asset-register", "asset-list", "depreciation-of-year"),
    *("survey-valued", "survey-listed", "survey-must-check"),
)
UPRIGHT: Final = ("depreciation-schedule", "class-totals", "survey-totals", "asset-transfer")
LEAST_MARGIN: Final = 8.0
"""A sheet that is punched and bound keeps this much white."""
INSET: Final = 1.0
COLUMNS: Final = {
    # Left edge of the table, then the width of each column.
    "survey-valued": (13, (12, 44, 74, 16, 32, 20, 15, 28, 30)),
    "survey-totals": (13, (14, 68, 34, 34, 34)),
    "survey-listed": (13, (14, 119, 24, 46, 30, 38)),
    "depreciation-of-year": (13, (10, 26, 50, 18, 25, 10, 12, 12, 24, 22, 24, 24, 14)),
    "asset-register": (10, (20, 27, 55, 13, 24, 24, 13, 14, 22, 23, 24, 18)),
}
DRAW: Final = {
    "survey-valued": (survey_valued, invented.SURVEY),
    "survey-totals": (survey_totals, invented.SURVEY),
    "survey-listed": (survey_listed, invented.SURVEY),
    "depreciation-of-year": (depreciation_of_year, invented.YEAR),
    "asset-register": (control_register, invented.ALL),
}
AMOUNTS: Final = (
    # A paper, an amount on its first page, and the column it ends.
    ("survey-valued", "850,000.00", 7),
    ("survey-valued", "389,583.33", 8),
    ("survey-totals", "4,980,000.00", 2),
    ("survey-totals", "3,600,644.39", 3),
    ("survey-listed", "2,850.00", 5),
    ("depreciation-of-year", "850,000.00", 4),
    ("depreciation-of-year", "283,333.33", 8),
    ("depreciation-of-year", "106,250.00", 9),
    ("depreciation-of-year", "389,583.33", 10),
    ("depreciation-of-year", "460,416.67", 11),
    ("asset-register", "10,666.67", 8),
    ("asset-register", "16,000.01", 9),
    ("asset-register", "15,999.99", 10),
)


@pytest.fixture
def arabic(any_face: PaperSettings) -> PaperSettings:
    return PaperSettings(font=any_face.font, digits="arabic")


def edges_of(name: str) -> list[float]:
    left, widths = COLUMNS[name]
    return [float(edge) for edge in accumulate(widths, initial=left)]


def test_every_paper_of_the_register_is_measured() -> None:
    # Labels have measures of their own, to the dot; see test_labels.
    assert {*LYING, *UPRIGHT} == set(REGISTER_DRAWINGS) - {"asset-labels"}


@pytest.mark.parametrize("name", [*LYING, *UPRIGHT])
def test_sheets_are_a4_and_keep_their_margins(name: str, any_face: PaperSettings) -> None:
    wanted = A4_LYING if name in LYING else A4_UPRIGHT
    with pypdfium2.PdfDocument(REGISTER_DRAWINGS[name](any_face, CLOCK).pdf()) as document:
        for page in document:
            width, height = (length * MM for length in page.get_size())
            assert (width, height) == pytest.approx(wanted, abs=0.1)
            for item in page.get_objects():
                left, bottom, right, top = (length * MM for length in item.get_bounds())
                assert left >= LEAST_MARGIN - 0.2
                assert right <= width - LEAST_MARGIN + 0.2
                assert bottom >= LEAST_MARGIN
                assert top <= height - 4


@pytest.mark.parametrize("name", COLUMNS)
def test_tables_fill_their_sheet_evenly(name: str) -> None:
    edges = edges_of(name)
    width = 210.0 if name in UPRIGHT else 297.0
    assert edges[-1] == pytest.approx(width - edges[0], abs=0.01)


@pytest.mark.parametrize(("name", "amount", "column"), AMOUNTS)
def test_amounts_end_at_the_edge_of_their_column(name: str, amount: str, column: int, arabic: PaperSettings) -> None:
    draw, data = DRAW[name]
    found = place_of(draw(data, arabic, CLOCK).pdf(), amount)
    assert found.right == pytest.approx(edges_of(name)[column + 1] - INSET, abs=NEAR)


@pytest.fixture
def memo(any_face: PaperSettings) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (270, 300), (90, 0, 0, 255)).save(out, "PNG")
    settings = PaperSettings(font=any_face.font, digits="arabic", garuda=out.getvalue())
    return transfer_memo(invented.TRANSFER, settings, CLOCK).pdf()


def test_the_memo_of_a_move_keeps_the_rule(memo: bytes) -> None:
    ((left, top, _width, height),) = image_boxes(memo)
    assert (left, top, height) == pytest.approx((30, 15, 15), abs=NEAR)
    for words in ("ส่วนราชการ", "เรื่อง", "เรียน"):
        assert place_of(memo, words).x == pytest.approx(30, abs=0.7)
    # The first line of a paragraph moves in by 2.5 cm.
    assert place_of(memo, "ด้วยมีความประสงค์").x == pytest.approx(55, abs=0.7)
    title = place_of(memo, "บันทึกข้อความ")
    assert (title.x + title.right) / 2 == pytest.approx(105, abs=1)


def test_the_table_of_the_memo_stands_between_its_margins(memo: bytes) -> None:
    assert place_of(memo, "416-67-0001").x > 30 + 9
    assert place_of(memo, "(นางเรไรวรรณ").x > 210 - 20 - 42
    assert place_of(memo, "(นางเรไรวรรณ").right < 210 - 20
