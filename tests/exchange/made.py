"""Invented people and workbooks for the tests of the exchange room. No id belongs to anyone."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import xlsxwriter

from sai_thong.exchange.layout import propose_layout
from sai_thong.exchange.people import ListReading, read_list
from sai_thong.exchange.planning import ImportPlan, plan_import
from sai_thong.exchange.workbooks import Row, Sheet, Value
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai.calendar import MONTHS, MONTHS_SHORT
from sai_thong.thai.citizen_id import check_digit, formatted
from sai_thong.thai.digits import to_thai

TODAY = date(2026, 11, 21)
FIRST_NAMES = ("สมชาย", "สมศรี", "บุญมี", "คำปัน", "แก้ว", "เพ็ญศรี", "ณัฐวุฒิ", "ไพรินทร์", "ประเสริฐ", "จันทร์เพ็ญ")
LAST_NAMES = ("ใจดี", "ทองคำ", "แก้วสุข", "ณ อยุธยา", "ศรีสวัสดิ์", "บุญมา", "พรหมมา", "วงศ์ใหญ่")


def made_id(number: int, first: str = "3") -> str:
    """A citizen id with the right check digit that nobody has."""
    twelve = f"{first}{number:011}"
    return twelve + check_digit(twelve)


@dataclass(frozen=True)
class Someone:
    """An invented elder as a careful clerk would know them."""

    citizen_id: str
    prefix: str
    first: str
    last: str
    born: date
    house: str
    moo: int
    alive: bool

    @property
    def year_be(self) -> int:
        return self.born.year + 543


def crowd(seed: int, count: int) -> list[Someone]:
    """Invented elders, the same for the same seed."""
    dice = random.Random(seed)
    return [
        Someone(
            citizen_id=made_id(dice.randrange(10**10), dice.choice("135")),
            prefix=dice.choice(("นาย", "นาง", "นางสาว")),
            first=dice.choice(FIRST_NAMES),
            last=dice.choice(LAST_NAMES),
            born=date(dice.randrange(1930, 1966), dice.randrange(1, 13), dice.randrange(1, 29)),
            house=f"{dice.randrange(1, 250)}" + (f"/{dice.randrange(1, 10)}" if dice.random() < 0.4 else ""),
            moo=dice.randrange(1, 13),
            alive=dice.random() > 0.1,
        )
        for _each in range(count)
    ]


def id_habit(citizen_id: str, habit: int) -> Value:
    """An id as one of the habits writes it."""
    return (
        citizen_id,
        formatted(citizen_id),
        formatted(citizen_id).replace("-", " "),
        to_thai(formatted(citizen_id)),
        int(citizen_id),
    )[habit % 5]


def date_habit(day: date, habit: int) -> Value:
    """A date as one of the habits writes it."""
    year = day.year + 543
    return (
        f"{day.day} {MONTHS_SHORT[day.month - 1]} {year}",
        f"{day.day}/{day.month}/{year}",
        to_thai(f"{day.day} {MONTHS[day.month - 1]} พ.ศ. {year}"),
        day,
        f"{day.day:02}-{day.month:02}-{year % 100:02}",
        day.replace(year=year) if not (day.month == 2 and day.day == 29) else day,
    )[habit % 6]


def sheet_of(*rows: Sequence[Value], name: str = "รายชื่อ", **more: object) -> Sheet:
    """A sheet with these rows."""
    return Sheet(name, [tuple(row) for row in rows], **more)  # type: ignore[arg-type]


def read_all(*sheets: Sheet, scheme: Scheme | None = Scheme.OLD_AGE, on: date = TODAY) -> ListReading:
    """Everything read from sheets by the proposed layout."""
    into = ListReading()
    by_name = {sheet.name: sheet for sheet in sheets}
    for layout in propose_layout(sheets).lists:
        for _number in read_list(by_name[layout.sheet], layout, scheme=scheme, on=on, into=into):
            pass
    return into


def plan_of(*sheets: Sheet, scheme: Scheme | None = Scheme.OLD_AGE, **more: object) -> ImportPlan:
    """The plan of an import of sheets by the proposed layout."""
    return plan_import(sheets, propose_layout(sheets), scheme=scheme, today=TODAY, **more)  # type: ignore[arg-type]


def save_xlsx(path: Path, sheets: dict[str, list[Row]]) -> Path:
    """Write sheets as an XLSX file; dates as dates."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        dated = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, column, value, dated)
                    elif value is not None:
                        sheet.write(number, column, value)
    return path


HEADINGS = ("ที่", "เลขประจำตัวประชาชน", "ชื่อ - สกุล", "วัน/เดือน/ปีเกิด", "อายุ", "บ้านเลขที่", "หมู่ที่", "หมายเหตุ")


def elder_row(number: int, someone: Someone, remark: str | None = None) -> Row:
    """A row under `HEADINGS`."""
    return (
        number,
        formatted(someone.citizen_id),
        f"{someone.prefix}{someone.first} {someone.last}",
        date_habit(someone.born, 0),
        2569 - someone.year_be,
        someone.house,
        someone.moo,
        remark if remark is not None else (None if someone.alive else "เสียชีวิต"),
    )


def elder_sheet(people: Sequence[Someone], name: str = "หมู่ 1") -> Sheet:
    """An ordinary list of elders with titles above and a total below."""
    return sheet_of(
        ("บัญชีรายชื่อผู้มีสิทธิรับเงินเบี้ยยังชีพผู้สูงอายุ",),
        (),
        HEADINGS,
        *(elder_row(number, each) for number, each in enumerate(people, 1)),
        (),
        ("รวม", len(people), "ราย"),
        name=name,
    )
