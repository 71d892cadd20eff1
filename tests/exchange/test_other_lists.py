"""Lists that are only compared: no row of them is left out, whatever an import would say of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sai_thong.exchange.other_lists import central_rows, people_elsewhere
from sai_thong.exchange.xlsx import new_workbook, write_table
from tests.exchange.made import made_id

TODAY = date(2026, 11, 3)
GOOD, BORN_NEVER, MISTYPED = made_id(11), made_id(12), "1234567890123"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ระบบกลาง.xlsx"
    headings = ("ลำดับ", "เลขประจำตัวประชาชน", "ชื่อ - สกุล", "วันเกิด", "จำนวนเงิน", "หมายเหตุ")
    rows = [
        (1, GOOD, "นายหนึ่ง ใจดี", "12 ม.ค. 2489", 800, ""),
        (2, BORN_NEVER, "นางสอง ใจดี", "32 ม.ค. 2489", 700, "บำนาญ"),
        (3, MISTYPED, "นางสาม ใจดี", "12 ม.ค. 2485", "600", ""),
        (4, "", "นายสี่ ใจดี", "12 ม.ค. 2485", 600, ""),
    ]
    with new_workbook(path) as workbook:
        write_table(workbook, "ทั้งหมด", headings, rows)
    return path


def test_every_row_of_the_central_list_counts_with_its_amount(path: Path) -> None:
    rows = central_rows(path, today=TODAY, remembered={})
    assert sorted((row.citizen_id, row.amount_satang) for row in rows) == sorted(
        [(GOOD, 80000), (BORN_NEVER, 70000), (MISTYPED, 60000), ("", 60000)]
    )
    assert {row.name for row in rows if row.citizen_id in ("", MISTYPED)} == {"นายสี่ ใจดี", "นางสาม ใจดี"}


def test_who_stands_on_another_list_without_a_readable_id_is_told_by_what_is_written(path: Path) -> None:
    rows = people_elsewhere(path, today=TODAY, remembered={})
    assert {(row.citizen_id, row.detail) for row in rows} == {
        (GOOD, ""),
        (BORN_NEVER, "บำนาญ"),
        (MISTYPED, ""),
        ("นายสี่ ใจดี", ""),
    }
