"""Letters and memos keep the measures of the office rule (ระเบียบงานสารบรรณ), read from the PDF in millimetres."""

import io

import pytest
from PIL import Image

from sai_thong.forms.kit import Letter, Memo, Order, Paper, PaperSettings, Signer, draw_letter, draw_memo, draw_order
from sai_thong.forms.text import fonts
from sai_thong.ground.clock import FixedClock
from tests.forms.reading import by_pdfium, image_boxes, place_of

LONG = (
    "ด้วยองค์การบริหารส่วนตำบลทรายทองได้ตรวจสอบทะเบียนราษฎรแล้วพบว่า ท่านเป็นผู้มีอายุครบหกสิบปีบริบูรณ์และมีภูมิลำเนา"
    "อยู่ในเขตองค์การบริหารส่วนตำบล จึงเป็นผู้มีสิทธิยื่นคำขอยืนยันสิทธิรับเงินเบี้ยยังชีพผู้สูงอายุตามระเบียบ"
)
SIGNER = Signer("นายสมศักดิ์ รักถิ่นไทย", ("นายกองค์การบริหารส่วนตำบลทรายทอง",))
LETTER = Letter(
    number="กส 71801/123",
    sender=("ที่ทำการองค์การบริหารส่วนตำบลทรายทอง", "อำเภอเมือง จังหวัดกาฬสินธุ์ 46000"),
    dated="21 พฤศจิกายน 2569",
    subject="แจ้งสิทธิ",
    to="นางบุญมี ศรีสุข",
    body=[LONG],
    signer=SIGNER,
    urgency="ด่วนที่สุด",
)
MEMO = Memo(
    unit="สำนักปลัด",
    number="กส 71801/55",
    dated="21 พฤศจิกายน 2569",
    subject="ขออนุมัติ",
    to="นายก",
    body=[LONG],
    signer=SIGNER,
)
ORDER = Order("คำสั่ง", "องค์การบริหารส่วนตำบลทรายทอง", "แต่งตั้ง", [LONG], "วันที่ 21 พ.ย. 2569", SIGNER, "1/2569")
NEAR = 0.35
"""Millimetres: a letter's own side bearing."""


def garuda() -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (270, 300), (120, 0, 0, 255)).save(out, "PNG")
    return out.getvalue()


def factor_of(settings: PaperSettings) -> float:
    return fonts.choose(settings.font).size_factor


@pytest.fixture
def settings(any_face: PaperSettings) -> PaperSettings:
    return PaperSettings(font=any_face.font, garuda=garuda())


@pytest.fixture
def letter(settings: PaperSettings, clock: FixedClock) -> bytes:
    paper = Paper("หนังสือ", clock=clock, settings=settings, secrecy="ลับ")
    draw_letter(paper, LETTER)
    return paper.pdf()


@pytest.fixture
def memo(settings: PaperSettings, clock: FixedClock) -> bytes:
    paper = Paper("บันทึก", clock=clock, settings=settings)
    draw_memo(paper, MEMO)
    return paper.pdf()


@pytest.mark.parametrize(
    ("text", "left_mm"),
    [("ที่ กส", 30), ("เรื่อง", 30), ("เรียน", 30), ("ด้วยองค์การ", 30 + 25), ("๒๑ พฤศจิกายน", 105), ("ขอแสดง", 105)],
)
def test_where_the_items_of_a_letter_begin(letter: bytes, text: str, left_mm: float) -> None:
    assert place_of(letter, text).x == pytest.approx(left_mm, abs=NEAR)


def test_spread_lines_end_two_centimetres_from_the_edge(letter: bytes) -> None:
    first_line = next(line for line in by_pdfium(letter).splitlines() if line.startswith("ด้วยองค์การ"))
    assert place_of(letter, first_line).right == pytest.approx(210 - 20, abs=0.6)


@pytest.mark.parametrize(
    ("text", "points"),
    [("ที่ กส", 16), ("ขอแสดงความนับถือ", 16), ("(นายสมศักดิ์", 16), ("ด่วนที่สุด", 32), ("ลับ", 32)],
)
def test_the_sizes_of_a_letter(letter: bytes, settings: PaperSettings, text: str, points: float) -> None:
    assert place_of(letter, text).size / factor_of(settings) == pytest.approx(points, abs=0.05)


def test_the_letter_stands_level_with_the_foot_of_the_garuda(letter: bytes) -> None:
    ((left, top, width, height),) = image_boxes(letter)
    assert height == pytest.approx(30, abs=0.05)
    assert top == pytest.approx(15, abs=0.05)
    assert left + width / 2 == pytest.approx(105, abs=0.05)
    assert place_of(letter, "ที่ กส").y == pytest.approx(top + height, abs=0.05)


def test_the_garuda_of_a_memo_is_half_as_high_at_the_upper_left(memo: bytes) -> None:
    ((left, top, _, height),) = image_boxes(memo)
    assert (left, top, height) == pytest.approx((30, 15, 15), abs=0.05)


@pytest.mark.parametrize(
    ("text", "points"), [("บันทึกข้อความ", 29), ("ส่วนราชการ", 20), ("เรื่อง", 20), ("สำนักปลัด", 16), ("เรียน", 16)]
)
def test_the_sizes_of_a_memo(memo: bytes, settings: PaperSettings, text: str, points: float) -> None:
    assert place_of(memo, text).size / factor_of(settings) == pytest.approx(points, abs=0.05)


def test_the_title_of_a_memo_is_centred(memo: bytes) -> None:
    title = place_of(memo, "บันทึกข้อความ")
    assert (title.x + title.right) / 2 == pytest.approx(105, abs=0.6)


def test_lines_are_single_spaced_whatever_the_face(letter: bytes) -> None:
    first, second = place_of(letter, "ด้วยองค์การ"), place_of(letter, "ผู้มีอายุ")
    assert second.y - first.y == pytest.approx(21.2 * 25.4 / 72, abs=0.05)
    assert second.x == pytest.approx(30, abs=NEAR)


def test_the_secrecy_stands_at_the_top_and_at_the_bottom(letter: bytes) -> None:
    top, bottom = place_of(letter, "ลับ", nth=1), place_of(letter, "ลับ", nth=2)
    assert top.y < 15
    assert bottom.y > 280
    assert (top.x + top.right) / 2 == pytest.approx(105, abs=0.6)


def test_an_order_begins_below_a_three_centimetre_garuda(settings: PaperSettings, clock: FixedClock) -> None:
    paper = Paper("คำสั่ง", clock=clock, settings=settings)
    draw_order(paper, ORDER)
    pdf = paper.pdf()
    ((_, top, _, height),) = image_boxes(pdf)
    assert height == pytest.approx(30, abs=0.05)
    head = place_of(pdf, "คำสั่งองค์การ")
    assert head.y > top + height
    assert (head.x + place_of(pdf, "คำสั่งองค์การบริหารส่วนตำบลทรายทอง").right) / 2 == pytest.approx(105, abs=0.6)


@pytest.mark.parametrize("settings_of", [{"preprinted": True}, {"garuda": None}], ids=["pre-printed", "none given"])
def test_no_image_is_drawn_where_the_garuda_is_there_or_missing(settings_of: dict, clock: FixedClock) -> None:
    settings = PaperSettings(**{"font": "bundled", "garuda": garuda(), **settings_of})
    paper = Paper("หนังสือ", clock=clock, settings=settings)
    draw_letter(paper, LETTER)
    assert image_boxes(paper.pdf()) == []
