"""Letters, memos and orders of inspections and disposals, measured in the PDF against the table of the office rule.

The table is typed from the domain notes 3.2 (ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. 2526 and
คำอธิบายการพิมพ์หนังสือราชการ), not taken from the kit.
"""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Final

import pypdfium2
import pytest
from PIL import Image

from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.text import fonts
from sai_thong.ground.clock import FixedClock
from tests.forms.assets.rounds_gallery import ROUND_DRAWINGS
from tests.forms.reading import MM, image_boxes, place_of

LEFT, RIGHT, BOTTOM = 30.0, 20.0, 20.0
A4: Final = (210.0, 297.0)
LETTER_GARUDA, MEMO_GARUDA, GARUDA_TOP = 30.0, 15.0, 15.0
INDENT: Final = 25.0
TEXT, TITLE, LABEL = 16.0, 29.0, 20.0
SINGLE_SPACING: Final = 21.2 * MM
GAP_BEFORE: Final = 6 * MM
NEAR: Final = 0.5

MEMOS = (
    "inspection-memo",
    "inspection-report",
    "disposal-facts-memo",
    "disposal-facts-report",
    "disposal-request",
    "disposal-appraisal",
    "disposal-sale-report",
    "disposal-auction-report",
    "disposal-exchange-report",
    "disposal-destruction-report",
    "disposal-write-off",
    "disposal-strike-off",
)
ORDERS = ("inspection-order", "disposal-facts-order", "disposal-order", "disposal-auction")
LETTERS = (
    "inspection-letter-auditor",
    "inspection-letter-district",
    "disposal-invitation",
    "disposal-transfer",
    "disposal-letter-auditor",
    "disposal-letter-vehicles",
    "disposal-letter-land",
)


@pytest.fixture
def settings(any_face: PaperSettings) -> PaperSettings:
    out = io.BytesIO()
    Image.new("RGBA", (270, 300), (90, 0, 0, 255)).save(out, "PNG")
    return PaperSettings(font=any_face.font, garuda=out.getvalue())


def near(millimetres: float) -> object:
    return pytest.approx(millimetres, abs=NEAR)


def size_of(pdf: bytes, text: str, settings: PaperSettings) -> float:
    """Points of TH Sarabun."""
    return place_of(pdf, text).size / fonts.choose(settings.font).size_factor


@pytest.mark.parametrize("name", [*MEMOS, *ORDERS, *LETTERS])
def test_the_pages_of_a_letter_are_a4_and_keep_its_margins(
    name: str, settings: PaperSettings, clock: FixedClock
) -> None:
    with pypdfium2.PdfDocument(ROUND_DRAWINGS[name](settings, clock).pdf()) as document:
        for page in document:
            width, height = (length * MM for length in page.get_size())
            if width > height:
                assert (width, height) == (near(A4[1]), near(A4[0]))
                continue
            assert (width, height) == (near(A4[0]), near(A4[1]))
            bounds = [[length * MM for length in item.get_bounds()] for item in page.get_objects()]
            assert min(left for left, _low, _right, _top in bounds) >= LEFT - NEAR
            assert max(right for _left, _low, right, _top in bounds) <= width - RIGHT + NEAR
            assert min(low for _left, low, _right, _top in bounds) >= BOTTOM - 2.5
            assert max(top for _left, _low, _right, top in bounds) <= height - GARUDA_TOP + 3


@pytest.mark.parametrize("name", MEMOS)
def test_the_head_of_a_memo_is_the_rule_s(name: str, settings: PaperSettings, clock: FixedClock) -> None:
    pdf = ROUND_DRAWINGS[name](settings, clock).pdf()
    left, top, _width, height = image_boxes(pdf)[0]
    assert (top, height, left) == (near(GARUDA_TOP), near(MEMO_GARUDA), near(LEFT))
    title = place_of(pdf, "บันทึกข้อความ")
    assert (title.x + title.right) / 2 == near(A4[0] / 2)
    assert size_of(pdf, "บันทึกข้อความ", settings) == pytest.approx(TITLE, abs=0.05)
    for label in ("ส่วนราชการ", "ที่ กส", "วันที่", "เรื่อง"):
        assert size_of(pdf, label, settings) == pytest.approx(LABEL, abs=0.05)
    for text in ("กองคลัง", "เรียน นายก"):
        assert size_of(pdf, text, settings) == pytest.approx(TEXT, abs=0.05)


@pytest.mark.parametrize("name", ORDERS)
def test_the_head_of_an_order_is_the_rule_s(name: str, settings: PaperSettings, clock: FixedClock) -> None:
    pdf = ROUND_DRAWINGS[name](settings, clock).pdf()
    left, top, width, height = image_boxes(pdf)[0]
    assert (top, height, left + width / 2) == (near(GARUDA_TOP), near(LETTER_GARUDA), near(A4[0] / 2))
    given = "ประกาศ ณ วันที่" if name == "disposal-auction" else "สั่ง ณ วันที่"
    with pypdfium2.PdfDocument(pdf) as document:
        assert any(given in page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("name", LETTERS)
def test_the_head_of_a_letter_is_the_rule_s(name: str, settings: PaperSettings, clock: FixedClock) -> None:
    pdf = ROUND_DRAWINGS[name](settings, clock).pdf()
    left, top, width, height = image_boxes(pdf)[0]
    assert (top, height, left + width / 2) == (near(GARUDA_TOP), near(LETTER_GARUDA), near(A4[0] / 2))
    assert place_of(pdf, "ที่ กส").x == near(LEFT)
    assert place_of(pdf, "ที่ กส").y == near(GARUDA_TOP + LETTER_GARUDA)
    assert place_of(pdf, "ขอแสดงความนับถือ").x == near(A4[0] / 2)
    assert place_of(pdf, "จึงเรียนมาเพื่อโปรด").x == near(LEFT + INDENT)
    items = [place_of(pdf, text).y for text in ("เรื่อง", "เรียน")]
    assert [below - above for above, below in pairwise(items)] == [near(SINGLE_SPACING + GAP_BEFORE)]
    name_of_signer = place_of(pdf, "(นายกู้เกียรติ").y
    assert 3 * SINGLE_SPACING <= name_of_signer - place_of(pdf, "ขอแสดงความนับถือ").y <= 5 * SINGLE_SPACING


@pytest.mark.parametrize("name", ["inspection-tick-list", "inspection-defects", "disposal-lots", "disposal-bids"])
def test_wide_lists_lie_and_leave_what_printers_leave_white(
    name: str, settings: PaperSettings, clock: FixedClock
) -> None:
    with pypdfium2.PdfDocument(ROUND_DRAWINGS[name](settings, clock).pdf()) as document:
        for page in document:
            width, height = (length * MM for length in page.get_size())
            assert (width, height) == (near(A4[1]), near(A4[0]))
            bounds = [[length * MM for length in item.get_bounds()] for item in page.get_objects()]
            assert min(left for left, _low, _right, _top in bounds) >= 12.5
            assert max(right for _left, _low, right, _top in bounds) <= width - 12.5
            assert min(low for _left, low, _right, _top in bounds) >= 9
