"""A letter and a memo of a petition, measured in the PDF against the table of the office rule, to the millimetre.

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
from sai_thong.forms.petitions.petition_memo import petition_memo
from sai_thong.forms.petitions.result_letter import result_letter
from sai_thong.forms.text import fonts
from sai_thong.ground.clock import FixedClock
from tests.forms.petitions import filled
from tests.forms.petitions.gallery import CONFIDENTIAL_DRAWINGS
from tests.forms.reading import MM, by_pdfium, image_boxes, place_of

LEFT, RIGHT, BOTTOM = 30.0, 20.0, 20.0
A4: Final = (210.0, 297.0)
LETTER_GARUDA, MEMO_GARUDA, GARUDA_TOP = 30.0, 15.0, 15.0
INDENT: Final = 25.0
TEXT, TITLE, LABEL, STAMP = 16.0, 29.0, 20.0, 32.0
SINGLE_SPACING: Final = 21.2 * MM
"""TH Sarabun at 16 points."""
GAP_BEFORE: Final = 6 * MM
"""1 Enter + Before 6 pt."""
NEAR: Final = 0.5
"""Millimetres: a letter's own side bearing, and what a printer cannot tell."""


@pytest.fixture
def settings(any_face: PaperSettings) -> PaperSettings:
    out = io.BytesIO()
    Image.new("RGBA", (270, 300), (90, 0, 0, 255)).save(out, "PNG")
    return PaperSettings(font=any_face.font, garuda=out.getvalue())


@pytest.fixture
def letter(settings: PaperSettings, clock: FixedClock) -> bytes:
    return result_letter(filled.REFUSAL, settings, clock).pdf()


@pytest.fixture
def memo(settings: PaperSettings, clock: FixedClock) -> bytes:
    return petition_memo(filled.MEMO, settings, clock).pdf()


def near(millimetres: float) -> object:
    return pytest.approx(millimetres, abs=NEAR)


def size_of(pdf: bytes, text: str, settings: PaperSettings) -> float:
    """Points of TH Sarabun."""
    return place_of(pdf, text).size / fonts.choose(settings.font).size_factor


def test_every_page_is_a4_and_keeps_its_margins(letter: bytes, memo: bytes) -> None:
    for pdf in (letter, memo):
        with pypdfium2.PdfDocument(pdf) as document:
            for page in document:
                width, height = (length * MM for length in page.get_size())
                assert (width, height) == (near(A4[0]), near(A4[1]))
                bounds = [[length * MM for length in item.get_bounds()] for item in page.get_objects()]
                assert min(left for left, _low, _right, _top in bounds) >= LEFT - NEAR
                assert max(right for _left, _low, right, _top in bounds) <= width - RIGHT + NEAR
                # The tails of letters hang below the last baseline.
                assert min(low for _left, low, _right, _top in bounds) >= BOTTOM - 2.5
                assert max(top for _left, _low, _right, top in bounds) <= height - GARUDA_TOP + NEAR


def test_the_garuda_of_a_letter_is_three_centimetres_high_and_in_the_middle(letter: bytes) -> None:
    ((left, top, width, height),) = image_boxes(letter)
    assert (top, height, left + width / 2) == (near(GARUDA_TOP), near(LETTER_GARUDA), near(A4[0] / 2))


def test_the_garuda_of_a_memo_is_one_and_a_half_centimetres_high_at_the_left(memo: bytes) -> None:
    ((left, top, _width, height),) = image_boxes(memo)
    assert (top, height, left) == (near(GARUDA_TOP), near(MEMO_GARUDA), near(LEFT))


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("ที่ กส", LEFT),
        ("๒๑ พฤศจิกายน", A4[0] / 2),
        ("เรื่อง แจ้งผล", LEFT),
        ("เรียน นาง", LEFT),
        ("อ้างถึง", LEFT),
        ("ตามคำร้องที่อ้างถึง", LEFT + INDENT),
        ("จึงเรียนมา", LEFT + INDENT),
        ("ขอแสดงความนับถือ", A4[0] / 2),
        ("โทร.", LEFT),
    ],
)
def test_where_the_items_of_a_letter_begin(letter: bytes, text: str, begins: float) -> None:
    assert place_of(letter, text).x == near(begins)


def test_the_number_stands_level_with_the_foot_of_the_garuda(letter: bytes) -> None:
    assert place_of(letter, "ที่ กส").y == near(GARUDA_TOP + LETTER_GARUDA)


@pytest.mark.parametrize("text", ["ที่ กส", "เรื่อง แจ้งผล", "ตามคำร้องที่อ้างถึง", "ขอแสดงความนับถือ", "(นายกู้เกียรติ"])
def test_a_letter_is_set_in_sixteen_points(letter: bytes, settings: PaperSettings, text: str) -> None:
    assert size_of(letter, text, settings) == pytest.approx(TEXT, abs=0.05)


def test_items_stand_a_line_and_six_points_apart(letter: bytes) -> None:
    items = ["เรื่อง แจ้งผล", "เรียน นาง", "อ้างถึง", "ตามคำร้องที่อ้างถึง"]
    heights = [place_of(letter, text).y for text in items]
    apart = [below - above for above, below in pairwise(heights)]
    assert apart == [near(SINGLE_SPACING + GAP_BEFORE)] * 3


def test_lines_of_a_paragraph_are_single_spaced(letter: bytes) -> None:
    lines = by_pdfium(letter).splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("หากท่านไม่เห็นด้วย"))
    one, other = (place_of(letter, lines[number].strip()[:12]).y for number in (first, first + 1))
    assert other - one == near(SINGLE_SPACING)


def test_the_name_leaves_three_lines_for_the_hand(letter: bytes) -> None:
    closing, name = place_of(letter, "ขอแสดงความนับถือ"), place_of(letter, "(นายกู้เกียรติ")
    assert 3 * SINGLE_SPACING <= name.y - closing.y <= 5 * SINGLE_SPACING


def test_the_title_of_a_memo_is_big_bold_and_in_the_middle(memo: bytes, settings: PaperSettings) -> None:
    title = place_of(memo, "บันทึกข้อความ")
    assert size_of(memo, "บันทึกข้อความ", settings) == pytest.approx(TITLE, abs=0.05)
    assert (title.x + title.right) / 2 == near(A4[0] / 2)


@pytest.mark.parametrize(
    ("text", "points"),
    [("ส่วนราชการ", LABEL), ("ที่ กส", LABEL), ("วันที่", LABEL), ("เรื่อง", LABEL), ("กองช่าง", TEXT), ("เรียน นายก", TEXT)],
)
def test_the_labels_of_a_memo_are_bigger_than_its_text(
    memo: bytes, settings: PaperSettings, text: str, points: float
) -> None:
    assert size_of(memo, text, settings) == pytest.approx(points, abs=0.05)


@pytest.mark.parametrize(
    ("text", "begins"),
    [("ส่วนราชการ", LEFT), ("ที่ กส", LEFT), ("เรื่อง", LEFT), ("เรียน นายก", LEFT), ("๑. เรื่องเดิม", LEFT + INDENT)],
)
def test_where_the_items_of_a_memo_begin(memo: bytes, text: str, begins: float) -> None:
    assert place_of(memo, text).x == near(begins)


def test_the_second_page_of_a_memo_is_numbered_at_the_top_in_the_middle(memo: bytes) -> None:
    number = place_of(memo, "- ๒ -", page=2)
    assert number.y < 25
    assert (number.x + number.right) / 2 == near(A4[0] / 2)


def test_the_stamp_of_a_confidential_letter_is_thirty_two_points(settings: PaperSettings, clock: FixedClock) -> None:
    pdf = CONFIDENTIAL_DRAWINGS["confidential-forward-letter"](settings, clock).pdf()
    assert size_of(pdf, "ลับ", settings) == pytest.approx(STAMP, abs=0.05)
    top = place_of(pdf, "ลับ")
    assert (top.x + top.right) / 2 == near(A4[0] / 2)
