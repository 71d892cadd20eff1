"""The equipment book of the made-up office, as clerks keep it, and what a careful clerk ends up with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from sai_thong.demo.habits import Cell, Habits
from sai_thong.demo.place import OFFICE
from sai_thong.demo.sheets import PlannedSheet, write_workbook
from sai_thong.thai.calendar import be_year, fiscal_year_be
from sai_thong.thai.digits import to_thai

_KINDS: Final = (
    ("001", "รถยนต์ส่วนกลาง", range(400_000, 900_000, 10), 1),
    ("059", "เครื่องตัดหญ้าแบบข้อแข็ง", range(6_500, 12_500, 10), 3),
    ("400", "โต๊ะทำงานระดับ 3-6", range(4_000, 9_000, 10), 8),
    ("401", "เก้าอี้สำนักงาน", range(1_500, 5_000, 10), 8),
    ("406", "ตู้เหล็ก 2 บาน", range(4_500, 7_000, 10), 6),
    ("416", "เครื่องคอมพิวเตอร์", range(17_000, 45_000, 10), 8),
    ("420", "เครื่องปรับอากาศ", range(17_000, 45_000, 10), 5),
    ("442", "โทรทัศน์สี", range(9_000, 24_000, 10), 2),
    ("480", "เครื่องพิมพ์เลเซอร์", range(4_500, 28_000, 10), 6),
)
"""Class, what it is called, what one costs in baht, and how often the book has it."""
_CONDITIONS: Final = ("ปกติ", "ใช้งานได้", "ใช้งานได้", "ชำรุด", "เสื่อมสภาพ")
_PLACES: Final = ("สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา", "ห้องประชุม")
_BRANDS: Final = ("", "ช้างทอง", "ดาวเหนือ", "สยามกลการ", "ทรายแก้ว")
_HEADINGS: Final = {
    "order": "ลำดับ",
    "no": "เลขรหัสครุภัณฑ์",
    "name": "รายการ",
    "brand": "ยี่ห้อ/รุ่น",
    "acquired": "วันที่ได้มา",
    "quantity": "จำนวน",
    "price": "ราคาต่อหน่วย",
    "place": "ใช้ประจำที่",
    "condition": "สภาพ",
    "remark": "หมายเหตุ",
}
_YEARS: Final = 14
_MOST_TOGETHER: Final = 6


@dataclass(frozen=True)
class EquipmentBook:
    """The written book.

    Attributes:
        path: The workbook.
        truth_file: What a careful clerk ends up with, as text.
        truth: The same: ``assets`` by number, and ``rejects`` with sheet, row and what is wrong as written.
    """

    path: Path
    truth_file: Path
    truth: dict[str, Any]


@dataclass(frozen=True)
class _Thing:
    """Things bought together, of which the first has the number."""

    code: str
    name: str
    sequence: int
    acquired: date
    price: int
    quantity: int
    brand: str
    place: str
    condition: str

    @property
    def numbers(self) -> list[str]:
        year = fiscal_year_be(self.acquired) % 100
        return [f"{self.code}-{year:02}-{self.sequence + step:04}" for step in range(self.quantity)]


def write_equipment_book(folder: Path, *, seed: int, on: date, rows: int = 160) -> EquipmentBook:
    """Write ``assets.xlsx`` and ``assets-truth.json``; the same seed gives the same book.

    Its columns stand in an order of the seed's own. Three rows cannot be right: a day that no calendar has, a price in
    words, and a number that another thing has.
    """
    rng = Random(f"sai-thong:equipment:{seed}")
    habits = Habits(rng)
    order = [each for each in _HEADINGS if each != "order"]
    rng.shuffle(order)
    columns = ["order", *order]
    things = _things(rng, on, rows)
    told = [_cells(thing, habits, rng) for thing in things]
    spoiled = _spoil(told, things, rng)
    lines = tuple(
        tuple({**cells, "order": number}[column] for column in columns) for number, cells in enumerate(told, 1)
    )
    titles = (f"ทะเบียนคุมครุภัณฑ์ {OFFICE.kind}{OFFICE.name}", "")
    sheet = PlannedSheet("ครุภัณฑ์", titles, (tuple(_HEADINGS[each] for each in columns),), lines)
    path, truth_file = folder / "assets.xlsx", folder / "assets-truth.json"
    write_workbook(path, [sheet])
    truth = {
        "on": on.isoformat(),
        "assets": [
            _truth(thing, number)
            for place, thing in enumerate(things)
            if place not in spoiled
            for number in thing.numbers
        ],
        "rejects": [
            {"sheet": sheet.name, "row": sheet.first_row + place, "value": value}
            for place, value in sorted(spoiled.items())
        ],
    }
    truth_file.write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")
    return EquipmentBook(path, truth_file, truth)


def _things(rng: Random, on: date, rows: int) -> list[_Thing]:
    sequences: dict[tuple[str, int], int] = {}
    things = []
    for _row in range(rows):
        ((code, name, prices, _often),) = rng.choices(_KINDS, [often for *_what, often in _KINDS])
        acquired = on - timedelta(days=rng.randrange(1, 365 * _YEARS))
        quantity = rng.randrange(2, _MOST_TOGETHER) if code in ("400", "401") and rng.random() < 0.3 else 1
        series = code, fiscal_year_be(acquired)
        sequence = sequences.get(series, 0) + 1
        sequences[series] = sequence + quantity - 1
        brand, place, condition = rng.choice(_BRANDS), rng.choice(_PLACES), rng.choice(_CONDITIONS)
        things.append(_Thing(code, name, sequence, acquired, rng.choice(prices), quantity, brand, place, condition))
    return things


def _cells(thing: _Thing, habits: Habits, rng: Random) -> dict[str, Cell]:
    number = thing.numbers[0]
    return {
        "no": to_thai(number) if rng.random() < 0.15 else number,
        "name": thing.name,
        "brand": thing.brand,
        "acquired": habits.day(thing.acquired, two_digit_year=True),
        "quantity": rng.choice((thing.quantity, f"{thing.quantity}", to_thai(str(thing.quantity)))),
        "price": rng.choice(
            (thing.price, f"{thing.price:,}.00", f"{thing.price:,}.-", to_thai(f"{thing.price:,} บาท"))
        ),
        "place": thing.place,
        "condition": thing.condition,
        "remark": rng.choice(("", "", "-")),
    }


def _spoil(told: list[dict[str, Cell]], things: Sequence[_Thing], rng: Random) -> dict[int, str]:
    """Make three rows wrong; what is wrong by the row's place."""
    single = [place for place, thing in enumerate(things) if thing.quantity == 1]
    day, price, number = sorted(rng.sample(single[1:], 3))
    other = things[single[0]].numbers[0]
    told[day]["acquired"] = f"31/2/{be_year(things[day].acquired.year)}"
    told[price]["price"] = "สองหมื่น"
    told[number]["no"] = other
    return {day: str(told[day]["acquired"]), price: "สองหมื่น", number: other}


def _truth(thing: _Thing, number: str) -> dict[str, Any]:
    return {
        "no": number,
        "name": thing.name,
        "acquired": thing.acquired.isoformat(),
        "price": thing.price,
        "condition": thing.condition,
    }
