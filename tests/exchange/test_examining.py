"""A first look at a file: lists of one layout together, values to know a column by, and the clerk obeyed."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from sai_thong.exchange.errors import NoListFound
from sai_thong.exchange.examining import examine_file, plan_confirmed
from sai_thong.exchange.headings import PersonField
from sai_thong.exchange.planning import plan_file
from sai_thong.exchange.xlsx import new_workbook, write_table
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai.citizen_id import check_digit

TODAY = date(2026, 11, 3)
HEADINGS = ("ลำดับ", "เลขประจำตัวประชาชน", "ชื่อ - สกุล", "วันเกิด", "บ้านเลขที่", "ข้อมูลอื่น")


def an_id(number: int) -> str:
    twelve = f"3{number:011}"
    return twelve + check_digit(twelve)


def person(number: int, name: str) -> tuple[object, ...]:
    return number, an_id(number), name, "12 ม.ค. 2489", f"{number}/1", None


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "รายชื่อ.xlsx"
    with new_workbook(path) as workbook:
        write_table(workbook, "หมู่ 1", HEADINGS, [person(1, "นายหนึ่ง ใจดี"), person(2, "นางสอง ใจดี")])
        write_table(workbook, "หมู่ 2", HEADINGS, [person(3, "นายสาม ใจดี")])
        other = ("เลขบัตร", "ชื่อ", "นามสกุล", "เกิด")
        write_table(workbook, "ย้ายเข้า", other, [(an_id(4), "นายสี่", "ใจดี", "12 ม.ค. 2489")])
        write_table(workbook, "บันทึก", ("เรื่อง",), [("ประชุม",)])
    return path


def test_sheets_of_one_layout_are_one_group(book: Path) -> None:
    found = examine_file(book)
    assert [group.sheets for group in found.groups] == [("หมู่ 1", "หมู่ 2"), ("ย้ายเข้า",)]
    assert [group.rows for group in found.groups] == [3, 1]
    assert [each.sheet for each in found.layout.passed_over] == ["บันทึก"]


def test_a_column_is_known_by_its_heading_and_its_first_values(book: Path) -> None:
    group = examine_file(book).groups[0]
    assert group.headings == HEADINGS
    assert group.samples[2] == ("นายหนึ่ง ใจดี", "นางสอง ใจดี", "นายสาม ใจดี")
    assert group.samples[3] == ("12 ม.ค. 2489",)
    assert group.samples[5] == ()
    assert group.columns[PersonField.CITIZEN_ID] == (1,)


def test_a_date_cell_is_shown_as_a_clerk_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "วันที่.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        sheet = workbook.add_worksheet("1")
        sheet.write_row(0, 0, ["เลขประจำตัวประชาชน", "ชื่อ - สกุล", "วันเกิด"])
        for row, year in ((1, 1946), (2, 2490)):
            sheet.write_row(row, 0, [an_id(row), f"นายก{row} ใจดี"])
            sheet.write_datetime(row, 2, datetime(year, 1, 12))
    assert examine_file(path).groups[0].samples[2] == ("12 ม.ค. 2489", "12 ม.ค. 2490")


def test_what_is_found_comes_home_from_another_process(book: Path) -> None:
    found = examine_file(book)
    assert pickle.loads(pickle.dumps(found)) == found


def test_the_proposal_untouched_plans_what_the_command_line_plans(book: Path) -> None:
    found = examine_file(book)
    plan = plan_confirmed(book, found.confirmed({}), Scheme.OLD_AGE, TODAY, None)
    assert plan == plan_file(book, scheme=Scheme.OLD_AGE, today=TODAY)
    assert len(plan.people) == 4


def test_a_corrected_column_and_a_list_left_out_are_obeyed(book: Path) -> None:
    found = examine_file(book)
    first, other = found.groups
    columns = {**first.columns, PersonField.COMMUNITY: first.columns[PersonField.HOUSE_NO]}
    del columns[PersonField.HOUSE_NO]
    layout = found.confirmed({first.signature: columns}, {other.signature})
    plan = plan_confirmed(book, layout, None, TODAY, date(2026, 10, 1))
    assert [(each.community, each.house_no) for each in plan.people] == [("1/1", ""), ("2/1", ""), ("3/1", "")]
    assert plan.listed_on == date(2026, 10, 1)


def test_what_a_clerk_confirmed_before_is_proposed_again(book: Path) -> None:
    first = examine_file(book).groups[0]
    columns = {PersonField.CITIZEN_ID: (1,), PersonField.FULL_NAME: (2,)}
    again = examine_file(book, {first.signature: columns}).groups[0]
    assert again.columns == columns
    assert again.remembered and not first.remembered


def test_a_file_without_a_list_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "ประชุม.xlsx"
    with new_workbook(path) as workbook:
        write_table(workbook, "1", ("เรื่อง",), [("ประชุม",)])
    with pytest.raises(NoListFound) as refusal:
        examine_file(path)
    assert "ประชุม.xlsx" in str(refusal.value)
