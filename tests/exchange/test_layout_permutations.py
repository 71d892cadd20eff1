"""Whatever order, wording and decoration a list has, the same people come out of it."""

from __future__ import annotations

import random
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from sai_thong.exchange.workbooks import Value
from tests.exchange.made import Someone, crowd, date_habit, id_habit, read_all, sheet_of

Column = tuple[tuple[str, ...], Callable[[Someone, int], Value]]

ID: Column = (
    ("เลขประจำตัวประชาชน", "เลขบัตรประชาชน 13 หลัก", "เลขที่บัตรประจำตัวประชาชน", "หมายเลขบัตรประชาชน", "เลข ปชช.", "CID"),
    lambda who, n: id_habit(who.citizen_id, n),
)
FULL: Column = (
    ("ชื่อ-สกุล", "ชื่อ - นามสกุล", "ชื่อ–สกุล", "ชื่อ สกุล ผู้มีสิทธิ", "รายชื่อ", "ชื่อผู้สูงอายุ", "ชื่อ"),
    lambda who, n: f"{who.prefix}{' ' * (n % 2)}{who.first}{' ' * (1 + n % 2)}{who.last}",
)
PREFIX: Column = (
    ("คำนำหน้า", "คำนำหน้านาม", "คำนำหน้าชื่อ"),
    lambda who, _n: "น.ส." if who.prefix == "นางสาว" else who.prefix,
)
FIRST: Column = (("ชื่อ", "ชื่อตัว"), lambda who, _n: who.first)
GLUED_FIRST: Column = (("ชื่อ", "ชื่อตัว"), lambda who, _n: f"{who.prefix}{who.first}")
LAST: Column = (("นามสกุล", "สกุล", "ชื่อสกุล"[4:]), lambda who, _n: who.last)
BORN: Column = (
    ("วัน/เดือน/ปีเกิด", "วดป.เกิด", "เกิดวันที่", "วันเดือนปีเกิด", "ว/ด/ป เกิด", "วันเกิด"),
    lambda who, n: date_habit(who.born, n),
)
AGE: Column = (("อายุ", "อายุ (ปี)", "อายุ/ปี"), lambda who, _n: 2569 - who.year_be)
HOUSE: Column = (("บ้านเลขที่", "เลขที่บ้าน", "เลขที่"), lambda who, _n: who.house)
MOO: Column = (("หมู่ที่", "หมู่", "ม.", "หมู่ ที่"), lambda who, n: (who.moo, str(who.moo), f"หมู่ {who.moo}")[n % 3])
ADDRESS: Column = (
    ("ที่อยู่", "ที่อยู่ตามทะเบียนบ้าน", "ภูมิลำเนา"),
    lambda who, n: (
        f"{who.house} หมู่ {who.moo}",
        f"{who.house} ม.{who.moo} ต.ทรายทอง",
        f"บ้านเลขที่ {who.house} หมู่ที่ {who.moo}",
    )[n % 3],
)
REMARK: Column = (
    ("หมายเหตุ", "สถานะ", "สถานภาพ"),
    lambda who, n: ("เสียชีวิต", "ตาย", "ถึงแก่กรรม")[n % 3] if not who.alive else (None, "โอนเข้าธนาคาร", "มอบอำนาจ")[n % 3],
)
SEQUENCE: Column = (("ที่", "ลำดับ", "ลำดับที่"), lambda _who, n: n)
AMOUNT: Column = (("จำนวนเงิน", "จำนวนเงิน (บาท)", "เบี้ยยังชีพที่ได้รับ"), lambda _who, _n: 600)
PHONE: Column = (("เบอร์โทร", "โทรศัพท์"), lambda _who, n: f"081-234-{n:04}")
SIGNATURE: Column = (("ลายมือชื่อผู้รับเงิน", "ลงชื่อ"), lambda _who, _n: None)

NAMES = ((FULL,), (PREFIX, FIRST, LAST), (GLUED_FIRST, LAST), (PREFIX, FULL))
PLACES = ((HOUSE, MOO), (ADDRESS,))
EXTRAS = (SEQUENCE, AGE, AMOUNT, PHONE, SIGNATURE)
TITLES = (
    "บัญชีรายชื่อผู้มีสิทธิรับเงินเบี้ยยังชีพผู้สูงอายุ",
    "องค์การบริหารส่วนตำบลทรายทอง อำเภอทดสอบ ประจำปีงบประมาณ พ.ศ. ๒๕๗๐",
    "ประจำเดือน พฤศจิกายน 2569",
)


@st.composite
def layouts(draw: st.DrawFn) -> tuple[list[tuple[str, Callable[[Someone, int], Value]]], int, int, int]:
    chosen = [ID, *draw(st.sampled_from(NAMES)), BORN, *draw(st.sampled_from(PLACES)), REMARK]
    chosen += draw(st.lists(st.sampled_from(EXTRAS), unique_by=lambda column: column[0]))
    columns = [(draw(st.sampled_from(wordings)), cell) for wordings, cell in draw(st.permutations(chosen))]
    return columns, draw(st.integers(0, 3)), draw(st.integers(0, 2)), draw(st.integers(0, 10**6))


def as_known(someone: Someone) -> tuple[object, ...]:
    return (someone.prefix, someone.first, someone.last, someone.born, someone.house, someone.moo, someone.alive)


@given(layouts())
def test_the_same_people_come_out_of_every_layout(layout: tuple[list, int, int, int]) -> None:
    columns, titles, totals, seed = layout
    people = crowd(seed, 12)
    dice = random.Random(seed)
    rows: list[tuple[Value, ...]] = [(title,) for title in TITLES[:titles]]
    rows.append(tuple(heading for heading, _cell in columns))
    for number, each in enumerate(people, 1):
        habit = dice.randrange(60)
        rows.append(tuple(cell(each, number if cell is SEQUENCE[1] else habit) for _heading, cell in columns))
    rows += [(), ("รวม", len(people), "ราย")][: totals + (totals > 0)]
    read = read_all(sheet_of(*rows))
    assert not read.rejected
    assert {
        person.citizen_id: (
            person.prefix,
            person.first_name,
            person.last_name,
            person.birth and person.birth.effective,
            person.house_no,
            person.moo,
            not person.deceased,
        )
        for person in read.people
    } == {each.citizen_id: as_known(each) for each in people}
