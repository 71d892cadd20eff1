"""Headings, addresses, remarks and kinds of disability are understood in the wordings offices use."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.exchange.addresses import bare_number, read_moo, split_address, village_in
from sai_thong.exchange.disability_kinds import SEVEN_KINDS, kinds_in
from sai_thong.exchange.headings import PersonField, meaning
from sai_thong.exchange.remarks import PaidHow, read_remark
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.digits import to_thai

ON = date(2026, 11, 21)
SEES, HEARS, MOVES, MIND, INTELLECT, LEARNS, AUTISM = SEVEN_KINDS

HEADINGS = {
    PersonField.SEQUENCE: "ที่|ลำดับ|ลำดับที่|ล.ด.|No.",
    PersonField.CITIZEN_ID: "เลขประจำตัวประชาชน|เลขบัตรประชาชน 13 หลัก|เลขที่บัตรประชาชน|หมายเลขบัตรประจำตัวประชาชน"
    "|เลข ปชช.|CID|เลขประจําตัวประชาชน|เลขประจำตัว\n13 หลัก|บัตรประชาชน|เลขประจำตัวประชาชน (๑๓ หลัก)",
    PersonField.FULL_NAME: "ชื่อ - สกุล|ชื่อ-นามสกุล|ชื่อ–สกุล|ชื่อ-สกุล ผู้มีสิทธิ|ชื่อผู้สูงอายุ|รายชื่อ|ชื่อ-สกุลคนพิการ"
    "|คำนำหน้า ชื่อ-สกุล|ชื่อ ชื่อสกุล|ชื่อ/สกุล",
    PersonField.PREFIX: "คำนำหน้า|คำนำหน้านาม|คำนำหน้าชื่อ",
    PersonField.FIRST_NAME: "ชื่อ|ชื่อตัว|fname",
    PersonField.LAST_NAME: "นามสกุล|สกุล|lname",
    PersonField.BIRTH: "วัน/เดือน/ปีเกิด|วดป.เกิด|ว/ด/ป เกิด|เกิดวันที่|วันเกิด|ปี พ.ศ. เกิด|วัน เดือน ปี (เกิด)|ว.ด.ป.",
    PersonField.AGE: "อายุ|อายุ (ปี)|อายุ ณ 30 ก.ย. 70",
    PersonField.HOUSE_NO: "บ้านเลขที่|เลขที่|เลขที่บ้าน|hno",
    PersonField.MOO: "หมู่ที่|หมู่|ม.|หมู่ที่/ชุมชน|หมู่บ้านที่"[:26],
    PersonField.ADDRESS: "ที่อยู่|ที่อยู่ตามทะเบียนบ้าน|ภูมิลำเนา",
    PersonField.CONTACT_ADDRESS: "ที่อยู่ปัจจุบัน|ที่อยู่ที่ติดต่อได้",
    PersonField.REMARK: "หมายเหตุ|สถานะ|สถานภาพ|วิธีรับเงิน|ช่องทางการรับเงิน",
    PersonField.AMOUNT: "จำนวนเงิน|จำนวนเงิน (บาท)|เบี้ยยังชีพ (บาท/เดือน)|เงินที่ได้รับ|อัตราเบี้ย",
    PersonField.DISABILITY_KIND: "ประเภทความพิการ|ความพิการ|ลักษณะความพิการ|ประเภทคนพิการ",
    PersonField.CARD_EXPIRY: "บัตรหมดอายุ|วันหมดอายุบัตร|วันบัตรหมดอายุ|วันหมดอายุบัตรคนพิการ|วันสิ้นอายุ",
    PersonField.CARD_ISSUED: "วันออกบัตร|วันที่ออกบัตรคนพิการ",
    PersonField.CARD_NO: "เลขบัตรคนพิการ|เลขประจำตัวคนพิการ",
    PersonField.PHONE: "เบอร์โทรศัพท์|โทร.|โทรศัพท์มือถือ",
    PersonField.BANK: "ธนาคาร|ชื่อธนาคาร",
    PersonField.ACCOUNT_NO: "เลขที่บัญชี|เลขบัญชีธนาคาร|บัญชีธนาคาร|บัญชีเลขที่",
    PersonField.ACCOUNT_NAME: "ชื่อบัญชี|ชื่อเจ้าของบัญชี",
    PersonField.PROXY_NAME: "ผู้ดูแล|ชื่อผู้ดูแล|ชื่อ-สกุลผู้ดูแล|ผู้รับมอบอำนาจ|ชื่อผู้รับมอบอำนาจ",
    PersonField.PROXY_ID: "เลขบัตรผู้ดูแล|เลขประจำตัวประชาชนผู้รับมอบอำนาจ",
    PersonField.DEATH: "วันที่เสียชีวิต|วันที่ตาย|วัน/เดือน/ปี ที่ถึงแก่กรรม",
    PersonField.MOVED_OUT: "วันที่ย้ายออก",
    PersonField.SUBDISTRICT: "ตำบล",
    PersonField.OTHER: "ลายมือชื่อผู้รับเงิน|ลงชื่อ|วันที่ขึ้นทะเบียน|บิดา|อาชีพ|สถานที่เกิด|วันหมดอายุบัตรประชาชน",
}


@pytest.mark.parametrize(
    ("heading", "field"), [(heading, field) for field, said in HEADINGS.items() for heading in said.split("|")]
)
def test_a_heading_is_understood(heading: str, field: PersonField) -> None:
    assert meaning(heading) is field


@pytest.mark.parametrize(
    ("above", "heading", "field"),
    [
        ("ที่อยู่", "เลขที่", PersonField.HOUSE_NO),
        ("ที่อยู่", "หมู่", PersonField.MOO),
        ("บัญชีธนาคาร", "เลขที่", PersonField.ACCOUNT_NO),
        ("บัญชีธนาคาร", "ธนาคาร", PersonField.BANK),
        ("ผู้ดูแล", "ชื่อ-สกุล", PersonField.PROXY_NAME),
        ("ผู้รับมอบอำนาจ", "เลขประจำตัวประชาชน", PersonField.PROXY_ID),
        ("วัน เดือน ปี เกิด", "วัน", PersonField.BIRTH),
        ("ชื่อ-สกุล", "ชื่อ", PersonField.FIRST_NAME),
        ("บัตรประจำตัวคนพิการ", "วันหมดอายุ", PersonField.CARD_EXPIRY),
        ("บัตรประจำตัวคนพิการ", "เลขที่", PersonField.CARD_NO),
    ],
)
def test_the_heading_above_decides_what_the_lower_means(above: str, heading: str, field: PersonField) -> None:
    assert meaning(heading, above) is field


@pytest.mark.parametrize("text", ["", "ก", "นายสมชาย ใจดี", "12/3 หมู่ 4", "เก้าอี้สำนักงาน", "ราคาต่อหน่วย", "x" * 200])
def test_other_texts_are_no_headings(text: str) -> None:
    assert meaning(text) is None


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("187 หมู่ 4", {"house_no": "187", "moo": 4}),
        ("12/3 ม.4 บ้านทราย", {"house_no": "12/3", "moo": 4, "community": "ทราย"}),
        ("137/7หมู่6", {"house_no": "137/7", "moo": 6}),
        ("99 ม.๑๐", {"house_no": "99", "moo": 10}),
        ("๑๒/๓ หมู่ที่ ๔", {"house_no": "12/3", "moo": 4}),
        ("12 / 3 หมู่ 4", {"house_no": "12/3", "moo": 4}),
        ("หมู่ 5 เลขที่ 12", {"house_no": "12", "moo": 5}),
        ("บ้านเลขที่ 12 หมู่ 3 บ้านหนองบัว", {"house_no": "12", "moo": 3, "community": "หนองบัว"}),
        (
            "14/2 ม.1ต.ทราย อ.เมือง จ.กาฬสินธุ์ 46000",
            {
                "house_no": "14/2",
                "moo": 1,
                "subdistrict": "ทราย",
                "district": "เมือง",
                "province": "กาฬสินธุ์",
                "postcode": "46000",
            },
        ),
        ("12 ซอยสุขใจ 2 ถนนกลาง ม.2", {"house_no": "12", "moo": 2, "soi": "สุขใจ 2", "road": "กลาง"}),
        ("วัดป่าทราย หมู่ 3", {"moo": 3, "community": "วัดป่าทราย"}),
        ("55", {"house_no": "55"}),
        ("ข้างวัด", {"rest": "ข้างวัด"}),
    ],
)
def test_an_address_is_taken_apart(written: str, parts: dict[str, object]) -> None:
    assert {name: value for name, value in split_address(written)._asdict().items() if value not in ("", None)} == parts


@given(st.integers(1, 999), st.one_of(st.none(), st.integers(1, 99)), st.integers(1, 30), st.booleans())
def test_every_house_and_village_comes_back(house: int, stroke: int | None, moo: int, thai: bool) -> None:
    number = f"{house}/{stroke}" if stroke else str(house)
    written = f"{number} หมู่ที่ {moo} ต.ทรายทอง"
    read = split_address(to_thai(written) if thai else written)
    assert (read.house_no, read.moo, read.subdistrict, read.rest) == (number, moo, "ทรายทอง", "")


@pytest.mark.parametrize(
    ("title", "moo"),
    [
        ("บ้านหมู่ที่ 1", 1),
        ("ม.๑", 1),
        ("ม.๑๒", 12),
        ("หมู่ 3", 3),
        ("ม1", 1),
        ("หมู่3บ้านทราย", 3),
        ("M3", 3),
        ("บ้านทราย ม.12", 12),
        ("บัญชีรายชื่อ หมู่ที่ ๔ ตำบลทรายทอง", 4),
        ("หมู่ที่ 1-5", None),
        ("หมู่ 1, 2", None),
        ("Sheet1", None),
        ("ประจำปีงบประมาณ 2570", None),
        ("รวม", None),
        ("หมู่ที่ 0", None),
        ("ประจำเดือน พ.ย. 2569", None),
    ],
)
def test_a_title_tells_its_village(title: str, moo: int | None) -> None:
    assert village_in(title) == moo


def test_a_village_cell_is_read_in_any_habit() -> None:
    assert [read_moo(text) for text in ("3", "๓", "หมู่ 3", "ม.3", "3 บ้านทราย", "3.0", "99", "-", "บ้านทราย")] == [
        3,
        3,
        3,
        3,
        3,
        3,
        None,
        None,
        None,
    ]
    assert (bare_number("๗"), bare_number("Sheet1")) == (7, None)


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        *((kind, (kind,)) for kind in SEVEN_KINDS),
        *((f"ความพิการ{kind}", (kind,)) for kind in SEVEN_KINDS),
        *((str(number), (kind,)) for number, kind in enumerate(SEVEN_KINDS, 1)),
        ("ออทิสติก", (AUTISM,)),
        ("ออทิซึม", (AUTISM,)),
        ("ตาบอด", (SEES,)),
        ("พิการทางการเคลื่อนไหวหรือร่างกาย", (MOVES,)),
        ("กาย", (MOVES,)),
        ("หู", (HEARS,)),
        ("การได้ยิน", (HEARS,)),
        ("จิตใจ", (MIND,)),
        ("LD", (LEARNS,)),
        ("สติปัญญา/เคลื่อนไหว", (MOVES, INTELLECT)),
        ("ประเภท ๑,๓", (SEES, MOVES)),
        ("1 และ 2", (SEES, HEARS)),
        ("ประเภทที่ 5 สติปัญญา", (INTELLECT,)),
        ("ท.3", (MOVES,)),
        ("4. ทางจิตใจหรือพฤติกรรม", (MIND,)),
        ("ออทิสติกและสติปัญญา", (INTELLECT, AUTISM)),
        ("จิตใจหรือพฤติกรรม หรือออทิสติก", (MIND,)),
        ("ซ้ำซ้อน", ()),
        ("8", ()),
        ("สาขา", ()),
        ("", ()),
    ],
)
def test_a_kind_of_disability_is_one_of_the_seven(written: str, kinds: tuple[str, ...]) -> None:
    assert kinds_in(written) == kinds


@pytest.mark.parametrize(
    "word",
    [
        "เสียชีวิต",
        "ตาย",
        "ถึงแก่กรรม",
        "เสียชีวิตแล้ว",
        "มรณภาพ",
        "จำหน่าย (ตาย)",
        "เสีย",
        "แจ้งตายแล้ว",
        "เสีย ชีวิต",
        "เสียชิวิต",
        "Death",
    ],
)
def test_a_remark_tells_a_death(word: str) -> None:
    assert read_remark(word, ON).deceased


@pytest.mark.parametrize(
    "word", ["บุตรเสียชีวิต", "สามีตายแล้ว", "ผู้รับมอบอำนาจเสียชีวิต", "ยังไม่เสียชีวิต", "อาศัยอยู่กับตายาย", "มีชีวิต", "ปกติ", "จำหน่าย"]
)
def test_a_remark_about_someone_else_or_a_denial_kills_nobody(word: str) -> None:
    assert not read_remark(word, ON).deceased


@pytest.mark.parametrize(
    ("remark", "died"),
    [
        ("เสียชีวิต 12 ม.ค. 69", PartialDate(2569, 1, 12)),
        ("ตาย 5/9/69", PartialDate(2569, 9, 5)),
        ("เสียชีวิตเมื่อวันที่ ๓ ต.ค. ๒๕๖๙", PartialDate(2569, 10, 3)),
        ("ถึงแก่กรรม (ต.ค. 69)", PartialDate(2569, 10)),
        ("เสียชีวิตปี 2568", PartialDate(2568)),
        ("เสียชีวิต", None),
    ],
)
def test_a_death_in_a_remark_has_the_date_written_beside_it(remark: str, died: PartialDate | None) -> None:
    facts = read_remark(remark, ON)
    assert (facts.deceased, facts.died, facts.date_unread) == (True, died, False)


@pytest.mark.parametrize("remark", ["ตาย 30/2/69", "เสียชีวิต 1 ธ.ค. 2590"])
def test_an_impossible_date_of_death_is_told_and_not_taken(remark: str) -> None:
    facts = read_remark(remark, ON)
    assert (facts.deceased, facts.died, facts.date_unread) == (True, None, True)


def test_moves_and_ways_of_payment_are_told() -> None:
    moved = read_remark("ย้ายไป อบต.ทรายขาว เมื่อ 1 ก.ย. 2569", ON)
    assert (moved.moved_out, moved.moved_out_on, moved.moved_out_to) == (True, date(2026, 9, 1), "อบต.ทรายขาว")
    assert read_remark("ย้ายออก", ON).moved_out and not read_remark("ย้ายเข้าจาก ต.บ้านใหม่", ON).moved_out
    ways = {
        "มอบอำนาจ": PaidHow.PROXY,
        "โอนเข้าธนาคาร": PaidHow.BANK,
        "มอบอำนาจ โอนเข้าธนาคาร": PaidHow.BANK_OF_PROXY,
        "รับเงินสด": PaidHow.CASH,
        "": PaidHow.UNSAID,
    }
    assert {remark: read_remark(remark, ON).paid_how for remark in ways} == ways
    assert read_remark("จำหน่าย", ON).struck_off and read_remark("ระงับการจ่าย", ON).stopped
