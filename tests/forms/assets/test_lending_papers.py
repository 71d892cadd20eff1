"""What the papers of loans and materials say, word for word, to two independent readers; and how they are laid out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sai_thong.forms.assets.demand_letter import demand_letter
from sai_thong.forms.assets.loan_slip import LoanOnPaper, loan_slip
from sai_thong.forms.assets.requisition_slip import requisition_slip
from sai_thong.forms.assets.stock_card import stock_cards
from sai_thong.forms.kit import PaperSettings
from sai_thong.registers.assets.terms import LoanState
from sai_thong.registers.law.asset_terms import LoanApprover, LoanCase
from tests.forms.assets import invented_lending as lending
from tests.forms.assets.gallery import LENDING_DRAWINGS
from tests.forms.gallery import CLOCK
from tests.forms.reading import READERS, by_pdfium, place_of

ARABIC = PaperSettings(font="bundled", digits="arabic")

WORDS = {
    "loan-slip": [
        "เลขที่ 12/2570 เขียนที่ ที่ทำการองค์การบริหารส่วนตำบลทรายทอง",
        "เรื่อง ขอยืมพัสดุ",
        "วันที่ 9 เดือน พฤศจิกายน พ.ศ. 2569",
        "เรียน นายกองค์การบริหารส่วนตำบลทรายทอง",
        "ข้าพเจ้า นายปิ่นปู่ ทองปั้นฟ้า ตำแหน่ง ประชาชน",
        "โทรศัพท์ 08 1234 5678",
        "เพื่อใช้ในงาน งานบุญกฐินสามัคคีวัดป่าศรีสว่าง สถานที่ วัดป่าศรีสว่าง หมู่ที่ 3",
        "439-66-0002",
        "กำหนดรับของวันที่ 12 พฤศจิกายน 2569 กำหนดส่งคืนวันที่ 16 พฤศจิกายน 2569",
        "หรือชดใช้เป็นเงินตามราคาที่เป็นอยู่ในขณะยืม",
        "ความเห็นเจ้าหน้าที่พัสดุ",
        "ยืมได้ พัสดุว่างในวันที่ขอ",
        "คำสั่งผู้อนุมัติ",
        "(นายกิตติพิชญ์ อุ้มบุญทรัพย์)",
        "ผู้จ่ายของ",
        "ผู้รับของ",
        "การส่งคืนพัสดุ",
        "ใช้การได้",
    ],
    "loan-slip-blank": ["ใบยืมพัสดุ", "ผู้ยืม", "ความเห็นหัวหน้าเจ้าหน้าที่พัสดุ", "ไม่อนุมัติ เนื่องจาก", "ผู้รับคืน"],
    "loan-demand": [
        "ที่ กส 99901/1234",
        "18 พฤศจิกายน 2569",
        "เรื่อง ขอให้ส่งคืนพัสดุที่ยืม",
        "เรียน นายปิ่นปู่ ทองปั้นฟ้า",
        "อ้างถึง ใบยืมพัสดุ เลขที่ 12/2570 ลงวันที่ 9 พฤศจิกายน 2569",
        "โดยมีกำหนดส่งคืนภายในวันที่ 16 พฤศจิกายน 2569 นั้น",
        "1. เต็นท์ผ้าใบ ขนาด 5 x 12 เมตร จำนวน 1 หลัง",
        "2. เก้าอี้พลาสติก จำนวน 100 ตัว",
        "3. เครื่องขยายเสียงเคลื่อนที่พร้อมไมโครโฟน หมายเลข 439-66-0002",
        "ข้อ 211",
        "ภายในวันที่ 25 พฤศจิกายน 2569",
        "กองคลัง",
    ],
    "requisition": [
        "เลขที่ 45/2570",
        "เรียน หัวหน้าหน่วยพัสดุ",
        "วันที่ 20 เดือน พฤศจิกายน พ.ศ. 2569",
        "ด้วย สำนักปลัด องค์การบริหารส่วนตำบลทรายทอง มีความประสงค์ขอเบิกพัสดุ",
        "เพื่อใช้ในงาน จัดทำเอกสารประกอบการประชุมสภา ดังรายการต่อไปนี้",
        "กระดาษถ่ายเอกสาร A4 80 แกรม รีม 10 8 ของมีไม่พอ",
        "น้ำมันเครื่องดีเซล SAE 15W-40 ลิตร 2.5 2.5",
        "ผู้เบิก",
        "(นางสาวปิ่นมณี แสงเดือนเพ็ญ)",
        "ผู้สั่งจ่าย",
        "(นายเทียนชัย สว่างวงศ์)",
        "ผู้จ่าย",
        "(นางสาวจุฬาลักษณ์ ก้อนแก้ว)",
        "ผู้รับ",
        "(นายกล้าณรงค์ ปู่ทวดทองคำ)",
    ],
    "requisition-blank": ["ใบเบิกพัสดุ", "จำนวนเบิก", "จำนวนจ่ายจริง", "ผู้สั่งจ่าย"],
    "stock-card": [
        "บัญชีวัสดุ",
        "ปีงบประมาณ พ.ศ. 2570",
        "แผ่นที่ 1",
        "ส่วนราชการ องค์การบริหารส่วนตำบลทรายทอง ประเภท วัสดุสำนักงาน รหัส ว01-001",
        "ชื่อหรือชนิดวัสดุ กระดาษถ่ายเอกสาร ขนาดหรือลักษณะ A4 80 แกรม",
        "หน่วยที่นับ รีม ที่เก็บ ห้องเก็บพัสดุ กองคลัง จำนวนอย่างสูง 100 จำนวนอย่างต่ำ 20",
        "1 ต.ค. 69 ยอดยกมา 18 2,160.00",
        "บส.4/2570 125.00 20 2,500.00 38 4,660.00",
        "3/2570 120.00 18 2,160.00 20 2,500.00",
        "125.00 7 875.00 13 1,625.00",
        "กลับรายการแล้ว",
        "กลับรายการ กองคลัง 7/2570 125.00 2.5 312.50 13 1,625.00 จดจำนวนผิด",
        "ปรับปรุงยอดหลังตรวจนับ 125.00 1 125.00 12 1,500.00 ชื้นใช้ไม่ได้",
    ],
}


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize("name", LENDING_DRAWINGS)
def test_says_what_is_known(name: str, read: Callable[[bytes, int], str]) -> None:
    told = "".join(read(LENDING_DRAWINGS[name](ARABIC, CLOCK).pdf(), 1).split())
    assert [words for words in WORDS[name] if "".join(words.split()) not in told] == []


def test_a_slip_with_a_few_things_is_one_page() -> None:
    fresh = replace(
        lending.SLIP, view=replace(lending.VIEW, things=tuple(replace(each, returns=()) for each in lending.THINGS))
    )
    for data in (fresh, lending.BLANK_SLIP):
        assert len(loan_slip(data, ARABIC, CLOCK).pages) == 1


def test_a_long_slip_keeps_its_boxes_whole() -> None:
    paper = loan_slip(lending.LONG_SLIP, ARABIC, CLOCK)
    assert len(paper.pages) > 1
    pdf = paper.pdf()
    told = [by_pdfium(pdf, number) for number in range(1, len(paper.pages) + 1)]
    (box,) = (each for each in told if "คำสั่งผู้อนุมัติ" in each)
    assert "(นายกิตติพิชญ์ อุ้มบุญทรัพย์)" in box
    assert sum("โต๊ะพับหน้าโฟเมก้า แบบที่ 18" in each for each in told) == 2


def decided(**told: object) -> str:
    """The slip of a loan of which something else is known."""
    view = replace(lending.VIEW, loan=replace(lending.LOAN, **told))  # type: ignore[arg-type]
    return by_pdfium(loan_slip(LoanOnPaper(lending.ON_PAPER, lending.DAY, view), ARABIC, CLOCK).pdf())


def test_a_refused_slip_says_why() -> None:
    told = decided(
        state=LoanState.REFUSED,
        refused_why="ต้องใช้ในงานของสำนักงาน",
        officer_opinion="ไม่ควรให้ยืม เนื่องจาก มีผู้จองไว้แล้ว",
        handed_over_on=None,
    )
    assert "ไม่อนุมัติ เนื่องจาก ต้องใช้ในงาน" in told
    assert "ไม่ควรให้ยืม เนื่องจาก มีผู้จอง" in told


def test_a_loan_within_the_office_is_asked_of_who_is_in_charge_of_the_thing() -> None:
    told = decided(loan_case=LoanCase.INSIDE, approver=LoanApprover.RESPONSIBLE_UNIT_HEAD)
    assert "เรียน หัวหน้าหน่วยงานซึ่งรับผิดชอบพัสดุ" in told


@pytest.mark.parametrize(
    ("position", "to"),
    [
        ("ผู้อำนวยการ", "เรียน ผู้อำนวยการโรงเรียนบ้านทราย"),
        ("ผู้อำนวยการโรงเรียนบ้านทราย", "เรียน ผู้อำนวยการโรงเรียนบ้านทราย"),
        ("", "เรียน หัวหน้าหน่วยงาน โรงเรียนบ้านทราย"),
    ],
)
def test_an_agency_is_asked_through_its_head(position: str, to: str) -> None:
    loan = replace(lending.LOAN, agency="โรงเรียนบ้านทราย", borrower_position=position)
    data = replace(lending.DEMAND, view=replace(lending.VIEW, loan=loan), until=None)
    told = "".join(by_pdfium(demand_letter(data, ARABIC, CLOCK).pdf()).split())
    assert "".join(to.split()) + "อ้างถึง" in told
    assert "โดยเร็ว" in told


def test_only_what_is_still_out_is_demanded_back() -> None:
    back = lending.thing(2, "เก้าอี้พลาสติก", 100, "ตัว", lending.back(100))
    data = replace(lending.DEMAND, view=replace(lending.VIEW, things=(lending.THINGS[0], back)))
    told = by_pdfium(demand_letter(data, ARABIC, CLOCK).pdf())
    assert "เต็นท์ผ้าใบ" in told
    assert "เก้าอี้พลาสติก" not in told


def test_the_four_sign_with_the_last_lines_of_a_long_requisition() -> None:
    paper = requisition_slip(lending.LONG_REQUISITION, ARABIC, CLOCK)
    last = by_pdfium(paper.pdf(), len(paper.pages))
    assert len(paper.pages) == 2
    assert all(role in last for role in ("ผู้เบิก", "ผู้สั่งจ่าย", "ผู้จ่าย", "ผู้รับ", "\n40"))


def test_the_balance_is_carried_from_sheet_to_sheet() -> None:
    paper = stock_cards(lending.LONG_CARD, ARABIC, CLOCK)
    pdf = paper.pdf()
    told = ["".join(by_pdfium(pdf, number).split()) for number in range(1, len(paper.pages) + 1)]
    assert len(told) == 3
    for number in (0, 1):
        carried = told[number].split("ยอดยกไป")[1]
        assert carried
        assert f"ยอดยกมา{carried}" in told[number + 1].replace("แผ่นที่", "")
    assert [f"แผ่นที่{number}" in each for number, each in enumerate(told, 1)] == [True] * 3
    assert "288" in told[-1].rsplit("2,940.00", 1)[1]


def test_columns_of_a_card_end_on_one_edge() -> None:
    pdf = stock_cards(lending.CARDS, ARABIC, CLOCK).pdf()
    edges = {round(place_of(pdf, amount).right, 1) for amount in ("4,660.00", "1,312.50", "1,500.00")}
    assert len(edges) == 1


def test_a_day_stands_under_each_signature() -> None:
    told = by_pdfium(requisition_slip(lending.REQUISITION, ARABIC, CLOCK).pdf())
    assert told.count("วันที่ 21 พฤศจิกายน 2569") == 3
