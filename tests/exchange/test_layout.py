"""Lists are found in sheets as clerks build them: double headers, several villages in one sheet, no header at all."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.exchange.headings import REASON_HEADING, SOURCE_ROW_HEADING, PersonField
from sai_thong.exchange.layout import Passed, layout_signature, propose_layout
from sai_thong.exchange.workbooks import Sheet
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai.calendar import MONTHS
from sai_thong.thai.citizen_id import formatted
from tests.exchange.made import HEADINGS, crowd, date_habit, elder_row, elder_sheet, read_all, sheet_of

PEOPLE = crowd(7, 8)
IDS = [each.citizen_id for each in PEOPLE]


def read_ids(*sheets: Sheet, scheme: Scheme | None = Scheme.OLD_AGE) -> list[str | None]:
    return [person.citizen_id for person in read_all(*sheets, scheme=scheme).people]


def test_a_header_in_two_rows_with_merged_cells() -> None:
    rows = [
        (n, formatted(p.citizen_id), p.prefix + p.first, p.last, p.house, p.moo, date_habit(p.born, 0))
        for n, p in enumerate(PEOPLE, 1)
    ]
    sheet = sheet_of(
        ("บัญชีรายชื่อ",),
        ("ลำดับ", "เลขประจำตัวประชาชน", "ชื่อ-สกุล", None, "ที่อยู่", None, "วันเกิด"),
        (None, None, "ชื่อ", "สกุล", "เลขที่", "หมู่"),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"),
        *rows,
        merged=(((1, 2), (1, 3)), ((1, 4), (1, 5)), ((1, 0), (2, 0))),
    )
    read = read_all(sheet)
    assert not read.rejected
    assert [(p.first_name, p.last_name, p.house_no, p.moo) for p in read.people] == [
        (p.first, p.last, p.house, p.moo) for p in PEOPLE
    ]
    assert read.people[0].row == 5


def test_a_header_in_two_rows_without_word_of_merging() -> None:
    sheet = sheet_of(
        ("ที่", "ชื่อ - สกุล", None, "เลขประจำตัวประชาชน", "วัน/เดือน/ปีเกิด", None, None, "บัญชีธนาคาร", None),
        (None, "ชื่อ", "สกุล", None, "วัน", "เดือน", "ปี", "ธนาคาร", "เลขที่"),
        *(
            (n, p.prefix + p.first, p.last, p.citizen_id, p.born.day, p.born.month, p.year_be, "ธกส.", f"0101234{n:03}")
            for n, p in enumerate(PEOPLE, 1)
        ),
    )
    read = read_all(sheet)
    assert [(p.citizen_id, p.birth and p.birth.effective, p.bank_code, p.account_no) for p in read.people] == [
        (p.citizen_id, p.born, "034", f"0101234{n:03}") for n, p in enumerate(PEOPLE, 1)
    ]


def test_a_name_and_an_id_spread_over_unheaded_columns() -> None:
    sheet = sheet_of(
        ("ที่", "ชื่อ - สกุล", None, None, "เลขประจำตัวประชาชน", *[None] * 12, "วันเกิด"),
        *((n, p.prefix, p.first, p.last, *map(int, p.citizen_id), p.born) for n, p in enumerate(PEOPLE, 1)),
        merged=(((0, 4), (0, 16)),),
    )
    read = read_all(sheet)
    assert [(p.citizen_id, p.prefix, p.first_name, p.last_name) for p in read.people] == [
        (p.citizen_id, p.prefix, p.first, p.last) for p in PEOPLE
    ]


def test_villages_stacked_in_one_sheet_with_headers_repeated() -> None:
    headings = HEADINGS[:6]
    rows: list[tuple[object, ...]] = [("บัญชีรายชื่อผู้สูงอายุ",)]
    for moo, part in ((3, PEOPLE[:4]), (5, PEOPLE[4:])):
        rows += [
            (f"บ้านทดสอบ หมู่ที่ {moo}",),
            headings,
            *(elder_row(n, p)[:6] for n, p in enumerate(part, 1)),
            ("รวม", len(part), "ราย"),
            (),
        ]
    read = read_all(sheet_of(*rows))  # type: ignore[arg-type]
    assert [p.citizen_id for p in read.people] == IDS
    assert [p.moo for p in read.people] == [3] * 4 + [5] * 4


def test_villages_separated_by_a_row_between_people() -> None:
    rows = [elder_row(n, p)[:6] for n, p in enumerate(PEOPLE, 1)]
    read = read_all(sheet_of(HEADINGS[:6], ("หมู่ที่ ๑",), *rows[:3], ("หมู่ที่ ๒ บ้านใหม่",), *rows[3:]))
    assert [p.moo for p in read.people] == [1] * 3 + [2] * 5


def test_the_header_repeated_on_every_page_is_no_person_and_keeps_the_village() -> None:
    rows = [elder_row(n, p)[:6] for n, p in enumerate(PEOPLE, 1)]
    read = read_all(sheet_of(("หมู่ที่ 4",), HEADINGS[:6], *rows[:4], HEADINGS[:6], *rows[4:]))
    assert [p.citizen_id for p in read.people] == IDS
    assert not read.rejected
    assert {p.moo for p in read.people} == {4}


def test_two_lists_with_other_columns_in_one_sheet() -> None:
    first = [elder_row(n, p) for n, p in enumerate(PEOPLE[:4], 1)]
    second = [(f"{p.prefix}{p.first} {p.last}", date_habit(p.born, 1), p.citizen_id) for p in PEOPLE[4:]]
    read = read_all(sheet_of(HEADINGS, *first, (), ("ย้ายเข้าใหม่",), ("ชื่อ-สกุล", "วันเกิด", "เลขบัตรประชาชน"), *second))
    assert [(p.citizen_id, p.birth and p.birth.effective) for p in read.people] == [
        (p.citizen_id, p.born) for p in PEOPLE
    ]


def test_totals_signatures_and_numbered_blanks_are_no_people() -> None:
    rows = [elder_row(n, p) for n, p in enumerate(PEOPLE, 1)]
    sheet = sheet_of(
        HEADINGS,
        *rows,
        (9,),
        (10, None, None, None, None, None, 1),
        (),
        ("รวมทั้งสิ้น", 8, "ราย", None, 600, 4800),
        (None, "รวมเงิน", 4800),
        (None, None, "ลงชื่อ....................................ผู้จัดทำ"),
        (None, None, "(นายทดสอบ ระบบดี)"),
        (None, None, "ตำแหน่ง นักพัฒนาชุมชน"),
        ("หมายเหตุ ผู้มีรายชื่อต้องมาแสดงตน",),
    )
    read = read_all(sheet)
    assert [p.citizen_id for p in read.people] == IDS
    assert not read.rejected


def test_a_list_without_any_heading_is_known_by_its_cells() -> None:
    rows = [(f"{p.prefix}{p.first} {p.last}", p.citizen_id, date_habit(p.born, 0)) for p in PEOPLE]
    read = read_all(sheet_of(*rows))
    assert [(p.citizen_id, p.first_name, p.birth and p.birth.effective) for p in read.people] == [
        (p.citizen_id, p.first, p.born) for p in PEOPLE
    ]


def test_cells_go_before_a_heading_that_lies() -> None:
    rows = [(p.citizen_id, n, f"{p.prefix}{p.first} {p.last}", date_habit(p.born, 0)) for n, p in enumerate(PEOPLE, 1)]
    read = read_all(sheet_of(("ที่", "เลขประจำตัวประชาชน", "ชื่อ-สกุล", "เกิด"), *rows))
    assert len(read.people) + len(read.rejected) == len(PEOPLE)
    renamed = sheet_of(("รหัส", "ที่", "ชื่อ-สกุล", "เกิด"), *rows)
    assert read_ids(renamed) == IDS


def test_columns_of_a_carer_are_not_the_person() -> None:
    carer = crowd(11, len(PEOPLE))
    sheet = sheet_of(
        ("ที่", "ชื่อ-สกุลผู้ดูแล", "เลขบัตรประชาชนผู้ดูแล", "ชื่อ-สกุลคนพิการ", "เลขประจำตัวคนพิการ", "วันเกิด", "ประเภทความพิการ"),
        *(
            (
                n,
                f"{c.prefix}{c.first} {c.last}",
                c.citizen_id,
                f"{p.prefix}{p.first} {p.last}",
                p.citizen_id,
                p.born,
                "3",
            )
            for n, (p, c) in enumerate(zip(PEOPLE, carer, strict=True), 1)
        ),
    )
    read = read_all(sheet, scheme=Scheme.DISABILITY)
    assert [(p.citizen_id, p.proxy_citizen_id, p.proxy_name) for p in read.people] == [
        (p.citizen_id, c.citizen_id, f"{c.prefix}{c.first} {c.last}") for p, c in zip(PEOPLE, carer, strict=True)
    ]


def test_other_sheets_are_passed_over_with_a_word() -> None:
    layout = propose_layout(
        [
            elder_sheet(PEOPLE),
            Sheet("ว่าง", []),
            sheet_of(("เลขครุภัณฑ์", "รายการ", "วันที่ได้มา"), ("401-64-0001", "เก้าอี้", "1 ต.ค. 2564"), name="ครุภัณฑ์"),
            sheet_of(("สรุป",), ("หมู่ 1", 8), name="สรุป"),
            elder_sheet(PEOPLE, name="ปีก่อน").__class__("ปีก่อน", elder_sheet(PEOPLE).rows, hidden=True),
        ]
    )
    assert [each.sheet for each in layout.lists] == ["หมู่ 1"]
    assert [(each.sheet, each.why) for each in layout.passed_over] == [
        ("ว่าง", Passed.EMPTY),
        ("ครุภัณฑ์", Passed.NO_LIST),
        ("สรุป", Passed.NO_LIST),
        ("ปีก่อน", Passed.HIDDEN),
    ]
    assert all(each.why.text for each in layout.passed_over)


@pytest.mark.parametrize(
    ("name", "titles", "moo"),
    [
        ("หมู่ 3", [], 3),
        ("ม.๑๑", [], 11),
        ("บ้านโนน ม.2", [], 2),
        ("Sheet1", ["บ้านทราย หมู่ที่ 7"], 7),
        ("หมู่ 3", ["บ้านหมู่ที่ 4"], 4),
        ("Sheet1", ["หมู่ที่ 1-3"], None),
        ("Sheet1", [], None),
    ],
)
def test_the_village_of_a_list_comes_from_title_or_sheet(name: str, titles: list[str], moo: int | None) -> None:
    rows = [elder_row(n, p)[:6] for n, p in enumerate(PEOPLE, 1)]
    read = read_all(sheet_of(*((title,) for title in titles), HEADINGS[:6], *rows, name=name))
    assert {p.moo for p in read.people} == {moo}


def test_sheets_named_by_bare_numbers_are_villages_when_there_are_several() -> None:
    rows = [elder_row(n, p)[:6] for n, p in enumerate(PEOPLE, 1)]
    sheets = [sheet_of(HEADINGS[:6], *rows[:4], name="1"), sheet_of(HEADINGS[:6], *rows[4:], name="๒")]
    assert [p.moo for p in read_all(*sheets).people] == [1] * 4 + [2] * 4
    assert {p.moo for p in read_all(sheets[0]).people} == {None}


def test_a_title_tells_scheme_and_day() -> None:
    (layout,) = propose_layout(
        [sheet_of(("บัญชีรายชื่อคนพิการ ข้อมูล ณ วันที่ ๑ ตุลาคม ๒๕๖๙",), HEADINGS, *(elder_row(1, p) for p in PEOPLE))]
    ).lists
    assert (layout.titled_scheme, layout.listed_on) == ("disability", date(2026, 10, 1))


def test_a_signature_stands_for_headings_in_their_order_and_nothing_else() -> None:
    here, there = propose_layout([elder_sheet(PEOPLE, "หมู่ 1"), elder_sheet(PEOPLE[:3], "หมู่ 2")]).lists
    assert here.signature == there.signature
    turned = sheet_of(HEADINGS[::-1], *(elder_row(1, p)[::-1] for p in PEOPLE))
    assert propose_layout([turned]).lists[0].signature != here.signature
    with_reasons = sheet_of((*HEADINGS, REASON_HEADING, SOURCE_ROW_HEADING), *(elder_row(1, p) for p in PEOPLE))
    assert propose_layout([with_reasons]).lists[0].signature == here.signature
    assert layout_signature(["ก", "ข", ""]) == layout_signature(["ก", "ข"])


def test_a_remembered_mapping_goes_before_the_proposal() -> None:
    sheet = elder_sheet(PEOPLE)
    (proposed,) = propose_layout([sheet]).lists
    corrected = {**proposed.columns, PersonField.PHONE: (7,)}
    del corrected[PersonField.REMARK]
    (again,) = propose_layout([sheet], {proposed.signature: corrected}).lists
    assert again.columns == corrected
    assert again.remembered and not proposed.remembered


@pytest.mark.parametrize(
    "order", [("วัน", "เดือน", "ปี"), ("ปี", "เดือน", "วัน"), ("ปีเกิด", "เดือนเกิด", "วันเกิด"), ("พ.ศ.", "เดือน", "วันที่")]
)
def test_a_birth_date_in_three_columns_is_read_in_any_order(order: tuple[str, ...]) -> None:
    parts = {"ว": lambda who: who.born.day, "เ": lambda who: MONTHS[who.born.month - 1], "ป": lambda who: who.year_be}
    parts["พ"] = parts["ป"]
    headings = ("เลขประจำตัวประชาชน", "ชื่อ-สกุล", *order)
    rows = [(p.citizen_id, f"{p.prefix}{p.first} {p.last}", *(parts[each[0]](p) for each in order)) for p in PEOPLE]
    read = read_all(sheet_of(headings, *rows))
    assert [each.birth and each.birth.effective for each in read.people] == [each.born for each in PEOPLE]


def test_a_day_of_registration_in_three_columns_is_no_birth() -> None:
    above = ("ข้อมูลบุคคล", None, "วันที่ขึ้นทะเบียน", None, None)
    below = ("เลขประจำตัวประชาชน", "ชื่อ-สกุล", "วัน", "เดือน", "ปี")
    rows = [(p.citizen_id, f"{p.prefix}{p.first} {p.last}", 1, "ต.ค.", 2560) for p in PEOPLE]
    assert [each.birth for each in read_all(sheet_of(above, below, *rows)).people] == [None] * len(PEOPLE)


def test_a_birth_date_of_eight_digits_is_believed_under_its_heading() -> None:
    headings = ("pid", "prename", "fname", "lname", "birthdate")
    rows = [(p.citizen_id, p.prefix, p.first, p.last, f"{p.year_be}{p.born:%m%d}") for p in PEOPLE]
    read = read_all(sheet_of(headings, *rows))
    assert [(each.first_name, each.birth and each.birth.effective) for each in read.people] == [
        (each.first, each.born) for each in PEOPLE
    ]
