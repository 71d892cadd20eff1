"""The book of elders in five layouts, each the habit of some office."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sai_thong.demo.habits import Cell, Habits
from sai_thong.demo.people import Person
from sai_thong.demo.place import OFFICE
from sai_thong.demo.sheets import PlannedSheet
from sai_thong.thai.calendar import MONTHS, fiscal_year_be
from sai_thong.thai.digits import to_thai


class ElderLayout(StrEnum):
    """How the book of elders is laid out."""

    VILLAGE_SHEETS = "village-sheets"
    """A sheet a village, whole names, ages, bank accounts and proxies."""
    AMOUNTS = "amounts"
    """A sheet a village with the month's amount, some of them wrong; sequence and age in Thai digits."""
    NAME_PARTS = "name-parts"
    """Prefix, first name and surname apart, the address in one cell."""
    ONE_SHEET = "one-sheet"
    """Everyone on one sheet under a header of two rows: address and birth date in several columns, bank and account."""
    SEPARATED_TEXT = "separated-text"
    """A csv in UTF-8 with columns in another order."""


@dataclass(frozen=True)
class BookRow:
    """A row of the book.

    Attributes:
        person: Who is meant.
        written_id: The digits typed, which may be wrong.
        baht: The amount typed, where the layout has one.
        wrong_amount: Whether that amount is not what the rules give.
    """

    person: Person
    written_id: str
    baht: int
    wrong_amount: bool = False


Placed = tuple[str, int, BookRow]
"""A row with its sheet's name and its number as people count them."""

_TITLE: Final = "บัญชีรายชื่อผู้มีสิทธิรับเงินเบี้ยยังชีพผู้สูงอายุ"


def elder_sheets(
    rows: Sequence[BookRow], layout: ElderLayout, habits: Habits, on: date
) -> tuple[list[PlannedSheet], list[Placed]]:
    """The sheets of the book in `layout`, and where each row came to stand."""
    plan = _PLANS[layout]
    groups = _by_village(rows) if plan.sheet_name else {0: list(rows)}
    sheets: list[PlannedSheet] = []
    placed: list[Placed] = []
    for moo, members in groups.items():
        name = plan.sheet_name(moo) if plan.sheet_name else "รายชื่อ"
        written = tuple(plan.cells(habits, row, number, on) for number, row in enumerate(members, 1))
        footer: tuple[Cell, ...] = ("รวม", len(members), "ราย") if plan.titled else ()
        sheet = PlannedSheet(name, _titles(moo, on) if plan.titled else (), plan.header, written, footer)
        sheets.append(sheet)
        placed += [(name, sheet.first_row + index, row) for index, row in enumerate(members)]
    return sheets, placed


def _titles(moo: int, on: date) -> tuple[str, ...]:
    office = f"{OFFICE.kind}{OFFICE.name}  ประจำปีงบประมาณ พ.ศ. {to_thai(str(fiscal_year_be(on)))}"
    return (_TITLE, office, f"บ้านหมู่ที่ {moo}") if moo else (_TITLE, office)


def _by_village(rows: Sequence[BookRow]) -> dict[int, list[BookRow]]:
    groups: dict[int, list[BookRow]] = {}
    for row in rows:
        groups.setdefault(row.person.moo, []).append(row)
    return groups


def _village_sheet_cells(habits: Habits, row: BookRow, number: int, on: date) -> tuple[Cell, ...]:
    person = row.person
    return (
        number,
        habits.citizen_id(row.written_id),
        habits.name(person),
        habits.birth(person.birth),
        person.birth.age_on(on),
        habits.house(person.house_no),
        person.moo,
        *(_BANK_NAMES.get(person.bank_code, ""), person.account_no, person.proxy_name),
        habits.remark(person),
    )


def _amounts_cells(habits: Habits, row: BookRow, number: int, on: date) -> tuple[Cell, ...]:
    person = row.person
    return (
        to_thai(str(number)),
        habits.name(person),
        habits.citizen_id(row.written_id),
        habits.house(person.house_no),
        person.moo,
        habits.birth(person.birth),
        to_thai(str(person.birth.age_on(on))),
        row.baht,
        habits.remark(person),
    )


def _name_parts_cells(habits: Habits, row: BookRow, number: int, _on: date) -> tuple[Cell, ...]:
    person = row.person
    return (
        number,
        habits.prefix(person),
        person.first_name,
        person.last_name,
        habits.citizen_id(row.written_id),
        habits.birth(person.birth),
        f"{person.house_no} หมู่ {person.moo}",
        habits.remark(person),
    )


def _one_sheet_cells(habits: Habits, row: BookRow, number: int, on: date) -> tuple[Cell, ...]:
    person = row.person
    birth = person.birth
    month = MONTHS[birth.month - 1] if birth.month else "-"
    return (
        number,
        habits.citizen_id(row.written_id),
        habits.name(person),
        *(person.house_no, person.moo),
        *(birth.day or "-", month, birth.year_be),
        birth.age_on(on),
        *(_BANK_NAMES.get(person.bank_code, ""), person.account_no, person.account_name),
        habits.remark(person),
    )


def _separated_text_cells(habits: Habits, row: BookRow, _number: int, on: date) -> tuple[Cell, ...]:
    person = row.person
    return (
        habits.name(person),
        habits.birth(person.birth),
        str(person.birth.age_on(on)),
        habits.citizen_id(row.written_id),
        f"{person.house_no} ม.{person.moo} ต.{OFFICE.name}",
        person.phone,
        habits.remark(person),
    )


_BANK_NAMES: Final = {"006": "กรุงไทย", "030": "ออมสิน", "034": "ธ.ก.ส."}


@dataclass(frozen=True)
class _Plan:
    """How one layout names its sheets, heads its columns and fills a row."""

    header: tuple[tuple[str, ...], ...]
    cells: Callable[[Habits, BookRow, int, date], tuple[Cell, ...]]
    sheet_name: Callable[[int], str] | None = None
    titled: bool = True


_PLANS: Final[dict[ElderLayout, _Plan]] = {
    ElderLayout.VILLAGE_SHEETS: _Plan(
        (
            (
                *("ที่", "เลขประจำตัวประชาชน", "ชื่อ - สกุล", "วัน/เดือน/ปีเกิด", "อายุ", "บ้านเลขที่", "หมู่ที่"),
                *("ธนาคาร", "เลขที่บัญชี", "ผู้รับมอบอำนาจ", "หมายเหตุ"),
            ),
        ),
        _village_sheet_cells,
        lambda moo: f"หมู่ {moo}",
    ),
    ElderLayout.AMOUNTS: _Plan(
        (("ลำดับ", "ชื่อ-สกุล", "เลขบัตรประชาชน 13 หลัก", "บ้านเลขที่", "หมู่", "วดป.เกิด", "อายุ (ปี)", "จำนวนเงิน", "หมายเหตุ"),),
        _amounts_cells,
        lambda moo: f"ม.{to_thai(str(moo))}",
    ),
    ElderLayout.NAME_PARTS: _Plan(
        (("ลำดับที่", "คำนำหน้า", "ชื่อ", "นามสกุล", "เลขประจำตัวประชาชน", "เกิดวันที่", "ที่อยู่", "สถานะ"),),
        _name_parts_cells,
        lambda moo: f"หมู่ที่ {moo}",
    ),
    ElderLayout.ONE_SHEET: _Plan(
        (
            (
                "ที่",
                "เลขประจำตัวประชาชน",
                "ชื่อ-นามสกุล",
                "ที่อยู่",
                "",
                "วันเดือนปีเกิด",
                "",
                "",
                "อายุ",
                "บัญชีธนาคาร",
                "",
                "",
                "หมายเหตุ",
            ),
            ("", "", "", "บ้านเลขที่", "หมู่ที่", "วัน", "เดือน", "พ.ศ.", "", "ธนาคาร", "เลขที่บัญชี", "ชื่อบัญชี", ""),
        ),
        _one_sheet_cells,
    ),
    ElderLayout.SEPARATED_TEXT: _Plan(
        (("ชื่อ - นามสกุล", "ว/ด/ป เกิด", "อายุ", "เลขประจำตัว 13 หลัก", "ที่อยู่ตามทะเบียนบ้าน", "เบอร์โทรศัพท์", "สถานะ"),),
        _separated_text_cells,
        titled=False,
    ),
}
