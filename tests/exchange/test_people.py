"""Rows become people as a careful clerk would read them; what does not fit is told, what cannot be is rejected."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.exchange.cells import read_account, read_expiry, read_house, read_phone
from sai_thong.exchange.findings import FindingKind
from sai_thong.exchange.headings import PersonField
from sai_thong.exchange.person_rows import PersonRow
from sai_thong.exchange.remarks import PaidHow
from sai_thong.exchange.workbooks import Value
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.citizen_id import formatted
from sai_thong.thai.digits import to_thai
from tests.exchange.made import HEADINGS, TODAY, crowd, made_id, plan_of, read_all, sheet_of

ID = made_id(1)
WRONG = ID[:-1] + str((int(ID[-1]) + 1) % 10)
WHOLE = (1, ID, "นางสมศรี ใจดี", "12 ม.ค. 2489", 80, "12/3", 4, None)


def row_with(**cells: Value) -> tuple[Value, ...]:
    """The ordinary row with some cells changed, by the field's name."""
    places = ("sequence", "id", "name", "birth", "age", "house", "moo", "remark")
    return tuple(cells.get(place, value) for place, value in zip(places, WHOLE, strict=True))


def read_one(scheme: Scheme | None = Scheme.OLD_AGE, **cells: Value) -> PersonRow:
    read = read_all(sheet_of(HEADINGS, row_with(**cells)), scheme=scheme)
    assert not read.rejected
    return read.people[0]


def findings_of(scheme: Scheme | None = Scheme.OLD_AGE, **cells: Value) -> list[FindingKind]:
    return [each.kind for each in read_all(sheet_of(HEADINGS, row_with(**cells)), scheme=scheme).findings]


def test_an_ordinary_row() -> None:
    person = read_one()
    assert (person.citizen_id, person.prefix, person.first_name, person.last_name) == (ID, "นาง", "สมศรี", "ใจดี")
    assert (person.birth, person.house_no, person.moo, person.deceased) == (PartialDate(2489, 1, 12), "12/3", 4, False)
    assert findings_of() == []


@pytest.mark.parametrize(
    ("written", "value", "code"),
    [
        (WRONG, WRONG, "bad-id:checksum"),
        (formatted(WRONG), WRONG, "bad-id:checksum"),
        (to_thai(formatted(WRONG)), WRONG, "bad-id:checksum"),
        (int(WRONG), WRONG, "bad-id:checksum"),
        (float(WRONG), WRONG, "bad-id:checksum"),
        (ID[:-1], ID[:-1], "bad-id:length"),
        ("3.07956E+12", "3.07956E+12", "bad-id:rounded"),
        ("รอตรวจสอบ", "รอตรวจสอบ", "bad-id:characters"),
        (None, "", "no-id"),
        ("-", "-", "no-id"),
    ],
)
def test_a_bad_id_rejects_the_row_and_keeps_the_digits_written(written: Value, value: str, code: str) -> None:
    read = read_all(sheet_of(("บัญชี",), HEADINGS, row_with(id=written), name="หมู่ 9"))
    (rejected,) = read.rejected
    assert (rejected.sheet, rejected.row, rejected.value, rejected.code) == ("หมู่ 9", 3, value, code)
    assert rejected.field is PersonField.CITIZEN_ID
    assert rejected.cells == row_with(id=written)
    assert rejected.reason
    assert (read.people, read.findings) == ([], [])


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        ({"name": None}, PersonField.FULL_NAME, "no-name"),
        ({"name": "-"}, PersonField.FULL_NAME, "no-name"),
        ({"birth": "31/2/2489"}, PersonField.BIRTH, "bad-birth:impossible"),
        ({"birth": "ราวปีวอก"}, PersonField.BIRTH, "bad-birth:not a date"),
        ({"birth": "1/1/2580", "age": None}, PersonField.BIRTH, "bad-birth:in the future"),
    ],
)
def test_a_row_never_half_arrives(cells: dict[str, Value], field: PersonField, code: str) -> None:
    read = read_all(sheet_of(HEADINGS, row_with(**cells)))
    assert [(each.field, each.code) for each in read.rejected] == [(field, code)]
    assert read.rejected[0].reason
    assert not read.people


def test_a_registrars_list_takes_who_has_no_id() -> None:
    assert read_one(scheme=None, id=None).citizen_id is None
    assert findings_of(scheme=None, id=None) == [FindingKind.WITHOUT_ID]


@pytest.mark.parametrize(
    ("written", "age", "scheme", "born"),
    [
        ("05-12-89", 80, Scheme.OLD_AGE, PartialDate(2489, 12, 5)),
        ("05-12-89", None, Scheme.OLD_AGE, PartialDate(2489, 12, 5)),
        ("12/1/09", 60, Scheme.OLD_AGE, PartialDate(2509, 1, 12)),
        ("12/1/68", 1, Scheme.DISABILITY, PartialDate(2568, 1, 12)),
        ("12/1/68", 101, Scheme.DISABILITY, PartialDate(2468, 1, 12)),
        ("-/-/2485", 84, Scheme.OLD_AGE, PartialDate(2485)),
        ("2485", None, Scheme.OLD_AGE, PartialDate(2485)),
        (2485, None, Scheme.OLD_AGE, PartialDate(2485)),
        (date(2505, 3, 27), None, Scheme.OLD_AGE, PartialDate(2505, 3, 27)),
        (date(1950, 5, 24), 76, Scheme.OLD_AGE, PartialDate(2493, 5, 24)),
    ],
)
def test_a_birth_date_is_settled_by_age_and_purpose(
    written: Value, age: Value, scheme: Scheme, born: PartialDate
) -> None:
    assert read_one(scheme, birth=written, age=age).birth == born


def test_a_two_digit_year_that_nothing_settles_is_rejected_not_guessed() -> None:
    read = read_all(sheet_of(HEADINGS, row_with(birth="12/1/68", age=None)), scheme=Scheme.DISABILITY)
    assert [each.code for each in read.rejected] == ["bad-birth:ambiguous"]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"birth": None}, FindingKind.BIRTH_MISSING),
        ({"birth": "ไม่ทราบ"}, FindingKind.BIRTH_MISSING),
        ({"age": 70}, FindingKind.AGE_DIFFERS),
        ({"name": "ด.ช.สมชาย ใจดี"}, FindingKind.PREFIX_AGE),
        ({"house": date(2026, 3, 12)}, FindingKind.HOUSE_WAS_DATE),
        ({"moo": "นอกเขต"}, FindingKind.VILLAGE_UNREAD),
        ({"house": "ข้างวัด"}, FindingKind.ADDRESS_UNREAD),
        ({"remark": "ตาย 30/2/69"}, FindingKind.DEATH_DATE_UNREAD),
        ({"remark": "ย้ายออก"}, FindingKind.MOVE_WITHOUT_DATE),
        ({"remark": "จำหน่าย"}, FindingKind.STRUCK_OFF),
        ({"remark": "ระงับการจ่าย"}, FindingKind.STOPPED),
        ({"id": made_id(5, "6")}, FindingKind.NOT_THAI_CLASS),
    ],
)
def test_what_does_not_fit_is_told_and_the_row_taken(cells: dict[str, Value], kind: FindingKind) -> None:
    read = read_all(sheet_of(HEADINGS, row_with(**cells)))
    assert [each.kind for each in read.findings] == [kind]
    assert len(read.people) == 1
    assert read.findings[0].text


@pytest.mark.parametrize("remark", ["ตาย", "เสียชีวิต", "ถึงแก่กรรม 1 ต.ค. 69"])
def test_the_dead_are_taken_as_dead(remark: str) -> None:
    assert read_one(remark=remark).deceased


@pytest.mark.parametrize(
    ("name", "last", "remark"),
    [
        ("นางสมศรี ใจดี (เสียชีวิต)", "ใจดี", "เสียชีวิต"),
        ("นางสมศรี ใจดี(ตาย 1/10/69)", "ใจดี", "ตาย 1/10/69"),
        ("นางสมศรี ณ อยุธยา  ถึงแก่กรรม", "ณ อยุธยา", "ถึงแก่กรรม"),
    ],
)
def test_a_death_written_behind_a_name_is_a_death_and_no_surname(name: str, last: str, remark: str) -> None:
    person = read_one(name=name)
    assert (person.first_name, person.last_name, person.deceased, person.remark) == ("สมศรี", last, True, remark)
    assert read_one(name=name, remark="โอนเข้าธนาคาร").deceased


@pytest.mark.parametrize("name", ["นางสมศรี ใจดี (แก้วมา)", "นางสมศรี ตาย", "นางสมศรี ณ ตายะ", "นางสมศรี (สามีตาย) ใจดี"])
def test_no_other_words_in_a_name_make_a_death(name: str) -> None:
    person = read_one(name=name)
    assert (f"นางสมศรี {person.last_name}", person.deceased) == (name, False)


def test_a_name_that_begins_like_a_prefix_stays_whole_beside_its_prefix() -> None:
    headings = ("เลขประจำตัวประชาชน", "คำนำหน้า", "ชื่อ", "นามสกุล", "วันเกิด")
    others = [(p.citizen_id, p.prefix, p.first, p.last, p.born) for p in crowd(4, 5)]
    read = read_all(sheet_of(headings, (ID, "นาง", "นางนวล", "ใจดี", "1/1/2489"), *others))
    assert (read.people[0].prefix, read.people[0].first_name) == ("นาง", "นางนวล")
    doubled = [(p.citizen_id, p.prefix, f"{p.prefix}{p.first}", p.last, p.born) for p in crowd(4, 5)]
    assert [p.first_name for p in read_all(sheet_of(headings, *doubled)).people] == [p.first for p in crowd(4, 5)]


def test_a_monks_pali_name_is_known_beside_his_prefix() -> None:
    headings = ("เลขประจำตัวประชาชน", "คำนำหน้า", "ชื่อ-สกุล", "วันเกิด")
    (monk,) = read_all(sheet_of(headings, (ID, "พระ", "สมชาย ฐิตธมฺโม", "1/1/2489"))).people
    assert (monk.prefix, monk.first_name, monk.monastic_name) == ("พระ", "สมชาย", "ฐิตธมฺโม")


@pytest.mark.parametrize(
    ("prefix", "name", "expected"),
    [
        ("นาง", "สาวิตรี ใจดี", ("นาง", "สาวิตรี", "ใจดี")),
        ("นางสาว", "นางสาวสมศรี ใจดี", ("นางสาว", "สมศรี", "ใจดี")),
        ("น.ส.", "สมศรี ณ อยุธยา", ("นางสาว", "สมศรี", "ณ อยุธยา")),
        (None, "นายสมชาย  ใจดี", ("นาย", "สมชาย", "ใจดี")),
        (None, "สมชาย ใจดี", ("", "สมชาย", "ใจดี")),
    ],
)
def test_a_prefix_stands_apart_glued_or_twice(prefix: Value, name: str, expected: tuple[str, str, str]) -> None:
    rows = [
        (ID, prefix, name, "1/1/2489"),
        *((p.citizen_id, p.prefix, f"{p.first} {p.last}", p.born) for p in crowd(2, 6)),
    ]
    read = read_all(sheet_of(("เลขประจำตัวประชาชน", "คำนำหน้า", "ชื่อ-สกุล", "วันเกิด"), *rows))
    person = read.people[0]
    assert (person.prefix, person.first_name, person.last_name) == expected


@pytest.mark.parametrize(
    "written",
    ["1. นางสมศรี ใจดี", "๑. นางสมศรี ใจดี", "12) นางสมศรี ใจดี", "(3) นางสมศรี ใจดี", "1.นางสมศรี  ใจดี", "7 นางสมศรี ใจดี"],
)
def test_the_number_of_a_row_written_before_the_name_is_no_part_of_it(written: str) -> None:
    person = read_one(name=written)
    assert (person.prefix, person.first_name, person.last_name) == ("นาง", "สมศรี", "ใจดี")


def test_a_name_keeps_its_spelling() -> None:
    assert read_one(name="นายธีระ อยูู่ประเสริฐ").last_name == "อยูู่ประเสริฐ"


def test_a_disability_list_keeps_kinds_words_and_the_three_kinds_of_expiry() -> None:
    headings = ("เลขประจำตัวประชาชน", "ชื่อ-สกุล", "วันเกิด", "ประเภทความพิการ", "บัตรหมดอายุ", "หมู่ที่")
    expiries: list[Value] = [
        "5 ก.ย. 2570",
        "ตลอดชีพ",
        None,
        "ไม่ทราบ",
        date(2027, 9, 5),
        "5/9/70",
        "31/12/2642",
        "เร็ว ๆ นี้",
    ]
    kinds = ["ออทิสติก", "3", "หูหนวก เป็นใบ้", "กาย/สติปัญญา", "ทางการเห็น", "ตาบอด", "จิต", "ซ้ำซ้อน"]
    rows = [
        (p.citizen_id, f"{p.prefix}{p.first} {p.last}", p.born, kind, expiry, 1)
        for p, kind, expiry in zip(crowd(3, 8), kinds, expiries, strict=True)
    ]
    read = read_all(sheet_of(headings, *rows), scheme=Scheme.DISABILITY)
    day = date(2027, 9, 5)
    assert [(p.expires_on, p.lifelong) for p in read.people] == [
        (day, False),
        (None, True),
        (None, False),
        (None, False),
        (day, False),
        (day, False),
        (None, True),
        (None, False),
    ]
    assert [p.written_kind for p in read.people] == kinds
    assert [len(p.kinds) for p in read.people] == [1, 1, 1, 2, 1, 1, 1, 0]
    assert read.people[0].kinds == ("ทางออทิสติก",)
    assert [each.kind for each in read.findings] == [FindingKind.KIND_UNKNOWN, FindingKind.EXPIRY_UNREAD]


def test_accounts_proxies_and_amounts_are_taken() -> None:
    headings = (
        "เลขประจำตัวประชาชน",
        "ชื่อ-สกุล",
        "วันเกิด",
        "จำนวนเงิน",
        "ธนาคาร",
        "เลขที่บัญชี",
        "ชื่อบัญชี",
        "ผู้รับมอบอำนาจ",
        "โทรศัพท์",
        "หมายเหตุ",
    )
    row = (
        ID,
        "นางสมศรี ใจดี",
        "1/1/2489",
        "700.-",
        "ธ.ก.ส.",
        "012-3-45678-9",
        "นางสมศรี ใจดี",
        "นายบุญ ใจดี",
        812345678,
        "มอบอำนาจ",
    )
    (person,) = read_all(sheet_of(headings, row)).people
    assert (person.amount_satang, person.bank_code, person.account_no) == (70000, "034", "0123456789")
    assert (person.proxy_name, person.phone, person.paid_how) == ("นายบุญ ใจดี", "0812345678", PaidHow.PROXY)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (123456789, "0123456789"),
        ("123-4-56789-0", "1234567890"),
        ("๑๒๓๔๕๖๗๘๙๐", "1234567890"),
        (20123456789, "020123456789"),
        ("12", ""),
        ("1.2E+10", ""),
    ],
)
def test_an_account_number_gets_back_the_zero_the_workbook_took(cell: Value, number: str) -> None:
    assert read_account(cell) == (number, bool(number))


def test_small_cells() -> None:
    assert [read_phone(cell) for cell in (812345678, "081-234-5678", "๐๘๑ ๒๓๔ ๕๖๗๘", "-", None)] == [
        "0812345678"
    ] * 3 + ["", ""]
    assert [read_house(cell) for cell in (12, "12 / 3", date(2026, 3, 12), date(1945, 5, 1), None)] == [
        ("12", False),
        ("12/3", False),
        ("12/3", True),
        ("5/45", True),
        ("", False),
    ]
    assert read_expiry("31/12/9999", TODAY).lifelong


def test_someone_listed_twice_is_taken_once_and_completed() -> None:
    first = row_with(remark=None, house=None)
    later = row_with(sequence=2, id=formatted(ID), name="นาง สมศรี  ใจดี", remark="เสียชีวิต 1 ต.ค. 69", house="12/3")
    plan = plan_of(sheet_of(HEADINGS, first, later))
    (person,) = plan.people
    assert (person.deceased, person.death, person.house_no) == (True, PartialDate(2569, 10, 1), "12/3")
    assert [each.kind for each in plan.findings] == [FindingKind.DUPLICATE_ROW]


def test_an_exact_birth_goes_before_one_of_the_year_alone() -> None:
    plan = plan_of(sheet_of(HEADINGS, row_with(birth="-/-/2489"), row_with(birth="12/1/2489")))
    assert plan.people[0].birth == PartialDate(2489, 1, 12)
    assert [each.kind for each in plan.findings] == [FindingKind.DUPLICATE_ROW]


def test_rows_that_contradict_each_other_are_told() -> None:
    plan = plan_of(sheet_of(HEADINGS, WHOLE, row_with(name="นางสมศรี ทองคำ", birth="13 ม.ค. 2489", house="99")))
    told = [each for each in plan.findings if each.kind is FindingKind.CONTRADICTING_ROW]
    assert {dict(each.values)["field"] for each in told} == {"Last name", "Birth date", "House number"}
    assert (plan.people[0].last_name, plan.people[0].house_no) == ("ใจดี", "12/3")


def test_two_ids_with_one_name_and_birth_are_a_possible_duplicate() -> None:
    plan = plan_of(sheet_of(HEADINGS, WHOLE, row_with(id=made_id(2))))
    assert [each.kind for each in plan.findings] == [FindingKind.POSSIBLE_DUPLICATE]
    assert len(plan.people) == 2
