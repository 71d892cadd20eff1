"""Lists of assets in the habits of offices: quantities, years alone, category rows, what the old book wrote off."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.exchange.assets.headings import AssetField, asset_meaning, year_named
from sai_thong.exchange.assets.reading import AssetReading, read_asset_sheets
from sai_thong.exchange.assets.rows import AssetFinding, AssetRow, numbers_in
from sai_thong.exchange.workbooks import Sheet, Value
from sai_thong.registers.assets.terms import AssetStatus

TODAY = date(2026, 11, 21)
HEADINGS = (
    *("ลำดับ", "รหัสครุภัณฑ์", "รายการ", "รุ่น/ยี่ห้อ", "วันที่ได้รับ", "ปีที่ได้รับ", "สถานที่ติดตั้ง/กอง", "ประเภท"),
    *("จำนวน", "หน่วยนับ", "ราคา/หน่วย", "ราคารวม", "สถานะ", "หมายเหตุ", "รูป"),
)


def read(*rows: tuple[Value, ...], headings: tuple[str, ...] = HEADINGS) -> AssetReading:
    return read_asset_sheets([Sheet("ครุภัณฑ์", [("ทะเบียนครุภัณฑ์",), headings, *rows])], today=TODAY)


def one(*row: Value, headings: tuple[str, ...] = HEADINGS) -> AssetRow:
    [found] = read(row, headings=headings).rows
    return found


@pytest.mark.parametrize(
    ("heading", "above", "field"),
    [
        ("ลำดับที่", "", AssetField.SEQUENCE),
        ("เลขรหัสพัสดุ", "", AssetField.NUMBER),
        ("หมายเลขครุภัณฑ์", "", AssetField.NUMBER),
        ("ชื่อครุภัณฑ์", "", AssetField.NAME),
        ("ประเภทครุภัณฑ์", "", AssetField.KIND),
        ("ปีที่ได้มา", "", AssetField.ACQUIRED_YEAR),
        ("วัน เดือน ปี ที่ได้มา", "", AssetField.ACQUIRED),
        ("ราคาต่อหน่วย", "", AssetField.UNIT_PRICE),
        ("ต่อหน่วย", "ราคา", AssetField.UNIT_PRICE),
        ("รวม", "ราคา", AssetField.TOTAL_PRICE),
        ("จำนวนเงิน", "", AssetField.TOTAL_PRICE),
        ("ราคาทุน (บาท)", "", AssetField.PRICE),
        ("จำนวน", "", AssetField.QUANTITY),
        ("หน่วยนับ", "", AssetField.UNIT),
        ("หน่วยงานที่ใช้", "", AssetField.PLACE),
        ("ผู้รับผิดชอบ", "", AssetField.CUSTODIAN),
        ("สภาพครุภัณฑ์", "", AssetField.CONDITION),
        ("ภาพถ่าย", "", AssetField.OTHER),
        ("ค่าเสื่อมราคาประจำปี", "", AssetField.OTHER),
        ("ค่าเสื่อมราคาสะสม ณ 30 ก.ย. ๒๕๖๘", "", AssetField.ACCUMULATED),
        ("อายุการใช้งาน (ปี)", "", AssetField.LIFE),
        ("วิธีการได้มา", "", AssetField.METHOD),
        ("แหล่งเงิน", "", AssetField.FUND),
        ("Serial No.", "", AssetField.SERIAL),
        ("ความเห็น", "", None),
    ],
)
def test_what_a_heading_tells(heading, above, field):
    assert asset_meaning(heading, above) is field


def test_a_row_of_the_usual_list():
    row = one(
        1,
        "๔๑๖/๖๗/๐๐๐๑",
        "คอมพิวเตอร์",
        "Acer",
        "9 ต.ค. 67",
        "-",
        "กองคลัง",
        "คอมพิวเตอร์",
        1,
        "เครื่อง",
        "๒๒,๐๐๐.-",
        22000,
        "ดี",
        "-",
    )
    assert (row.number, row.acquired_on, row.price_satang) == ("416/67/0001", date(2024, 10, 9), 2200000)
    assert (row.place, row.unit, row.status, row.remark) == ("กองคลัง", "เครื่อง", AssetStatus.IN_USE, "")
    assert row.findings == ()


def test_several_things_become_a_card_each_and_their_prices_add_up():
    row = one(
        1, "401-64-0001 ถึง 0003", "เก้าอี้", None, date(2021, 1, 7), None, None, None, "3 ตัว", None, None, "10,000.00"
    )
    assert [card.number for card in row.cards] == ["401-64-0001", "401-64-0002", "401-64-0003"]
    assert [card.price_satang for card in row.cards] == [333334, 333333, 333333]
    assert row.findings == ()


def test_several_things_under_one_number_wait_for_theirs():
    row = one(1, "401-64-0001", "เก้าอี้", None, date(2021, 1, 7), None, None, None, 3, None, 2500, 7500)
    assert [card.number for card in row.cards] == ["401-64-0001", "", ""]
    assert row.findings == (AssetFinding.NUMBERS_TOO_FEW,)


@pytest.mark.parametrize(
    ("written", "quantity", "numbers"),
    [
        ("401-64-0001-0005", 5, 5),
        ("401-64-0001 ถึง 401-64-0005", 5, 5),
        ("401/64/0009–0010", 2, 2),
        ("401-64-0001-0005", 4, 1),
        ("401-64-0001", 1, 1),
        ("401-64-0065", 2, 1),
    ],
)
def test_a_span_of_numbers_is_one_only_when_it_fits_the_quantity(written, quantity, numbers):
    assert len(numbers_in(written, quantity)) == numbers


@pytest.mark.parametrize(
    ("day", "year", "expected", "findings"),
    [
        ("2567", None, date(2023, 10, 1), (AssetFinding.DATE_ESTIMATED,)),
        (None, "2567", date(2023, 10, 1), (AssetFinding.DATE_ESTIMATED,)),
        ("ก.ค. 2567", None, date(2024, 7, 1), (AssetFinding.DATE_ESTIMATED,)),
        ("-", "-", date(2020, 10, 1), (AssetFinding.DATE_ESTIMATED,)),
        ("ไม่แน่ชัดเลย", None, None, (AssetFinding.DATE_UNREAD,)),
    ],
)
def test_where_only_the_year_is_known_the_fiscal_year_begins_it(day, year, expected, findings):
    row = one(1, "401-64-0001", "เก้าอี้", None, day, year, None, None, 1, None, 2500, 2500)
    assert (row.acquired_on, row.date_is_estimated, row.findings) == (expected, expected is not None, findings)


@pytest.mark.parametrize(
    ("cells", "headings", "satang", "findings"),
    [
        ((3, 2500, 7000), ("จำนวน", "ราคาต่อหน่วย", "ราคารวม"), 700000, (AssetFinding.PRICES_DISAGREE,)),
        ((3, 2500), ("จำนวน", "ราคา"), 750000, (AssetFinding.PRICE_OF_ONE_OR_ALL,)),
        ((1, 2500), ("จำนวน", "ราคา"), 250000, ()),
        ((1, "สองพัน"), ("จำนวน", "ราคา"), None, (AssetFinding.PRICE_UNREAD,)),
        ((1, "-"), ("จำนวน", "ราคา"), None, (AssetFinding.PRICE_MISSING,)),
        (("หลาย", 100), ("จำนวน", "ราคา"), 10000, (AssetFinding.QUANTITY_UNREAD,)),
    ],
)
def test_prices_that_do_not_tell_enough_are_asked_about(cells, headings, satang, findings):
    row = one("400-64-0001", "โต๊ะ", "7 ม.ค. 2564", *cells, headings=("เลขครุภัณฑ์", "รายการ", "วันที่ได้มา", *headings))
    assert row.price_satang == satang
    assert tuple(each for each in row.findings if each is not AssetFinding.NUMBERS_TOO_FEW) == findings


def test_what_the_old_book_wrote_off_comes_with_its_year():
    headings = ("เลขครุภัณฑ์", "รายการ", "วันที่ได้มา", "ราคา", "อายุการใช้งาน", "ค่าเสื่อมราคาสะสม ณ 30 ก.ย. 2568")
    row = one("416-67-0001", "คอมพิวเตอร์", "9/10/2566", 32000, "3 ปี", "21,333.34", headings=headings)
    assert (row.life_years, row.opening_year_be) == (3, 2568)
    assert [card.accumulated_satang for card in row.cards] == [2133334]
    without = one("416-67-0001", "โน้ตบุ๊ก", "9/10/2566", 100, 3, 5, headings=(*headings[:5], "ค่าเสื่อมราคาสะสม"))
    assert without.findings == (AssetFinding.ACCUMULATED_WITHOUT_YEAR,)
    assert year_named("ค่าเสื่อมราคาสะสม") is None


def test_category_rows_totals_and_repeated_headings_are_no_assets():
    chair = ("1", "401-64-0001", "เก้าอี้", None, "7/1/2564", None, None, None, 1, None, 2500, 2500)
    desk = ("2", "400-64-0001", "โต๊ะ", None, "7/1/2564", None, None, None, 1, None, 5000, 5000)
    total = (None, None, "รวมทั้งสิ้น", None, None, None, None, None, 2, None, None, 7500)
    reading = read(("ครุภัณฑ์สำนักงาน",), chair, (), HEADINGS, desk, total, (None, None, None, "ลงชื่อ"))
    assert [(row.name, row.kind, row.row_number) for row in reading.rows] == [
        ("เก้าอี้", "ครุภัณฑ์สำนักงาน", 4),
        ("โต๊ะ", "", 7),
    ]
    assert len(reading.lists) == 2


def test_headings_over_two_rows_are_read_together():
    upper = ("ที่", "เลขรหัสครุภัณฑ์", "รายการ", "ราคา", None, "วันที่ได้มา")
    lower = (None, None, None, "ต่อหน่วย", "รวม", None)
    sheet = Sheet("1", [upper, lower, (1, "401-64-0001", "เก้าอี้", 2500, 2500, "7/1/2564")], merged=(((0, 3), (0, 4)),))
    [row] = read_asset_sheets([sheet], today=TODAY).rows
    assert (row.price_satang, row.acquired_on, row.findings) == (250000, date(2021, 1, 7), ())


def test_a_number_that_stands_twice_is_asked_about_the_second_time():
    chair = ("1", "401-64-0001", "เก้าอี้", None, "7/1/2564", None, None, None, 1, None, 2500, 2500)
    again = ("2", "๔๐๑ - ๖๔ - ๐๐๐๑", "เก้าอี้", None, "7/1/2564", None, None, None, 1, None, 2500, 2500)
    assert [row.findings for row in read(chair, again).rows] == [(), (AssetFinding.NUMBER_TWICE,)]


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("ปกติ", AssetStatus.IN_USE),
        ("ใช้งานได้ดี", AssetStatus.IN_USE),
        ("ใช้การไม่ได้", AssetStatus.BROKEN),
        ("ชำรุดรอจำหน่าย", AssetStatus.AWAITING_DISPOSAL),
        ("จำหน่ายแล้ว", AssetStatus.STRUCK_OFF),
        ("เสื่อมสภาพ", AssetStatus.WORN),
        ("สูญหาย", AssetStatus.LOST),
        ("ไม่ได้ใช้งาน", AssetStatus.NOT_NEEDED),
        ("อบต.อื่นยืม", AssetStatus.LENT),
        ("???", None),
    ],
)
def test_conditions_in_the_words_of_offices(written, status):
    row = one(1, "401-64-0001", "เก้าอี้", None, "7/1/2564", None, None, None, 1, None, 2500, 2500, written)
    assert (row.status, row.condition) == (status, written)
    assert row.findings == (() if status else (AssetFinding.CONDITION_UNREAD,))


ORDERS = list(permutations(range(5)))


@given(st.sampled_from(ORDERS))
def test_any_order_of_columns_gives_the_same_row(order):
    headings = ("รหัสพัสดุ", "ชื่อ", "ได้มาเมื่อ", "ราคา (บาท)", "สถานะ")
    cells = ("401-64-0001", "เก้าอี้", "๗ มกราคม พ.ศ. ๒๕๖๔", "2,500.50", "ใช้ได้")
    shuffled = one(*(cells[place] for place in order), headings=tuple(headings[place] for place in order))
    assert shuffled == one(*cells, headings=headings)
