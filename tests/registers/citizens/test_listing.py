"""Lists of citizens: in Thai order, searched as one types, filtered by village, life and move."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.db.store import Store
from sai_thong.registers.citizens.banks import bank_code, bank_name
from sai_thong.registers.citizens.listing import (
    CitizenFilter,
    citizen_list,
    count_citizens,
)
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.birth import PartialDate


@pytest.fixture(autouse=True)
def people(store: Store) -> None:
    with store.transaction() as tx:
        kept, *_others = tx.insert_many(
            [
                Citizen(
                    prefix="นาง", first_name="เพ็ญศรี", last_name="ใจดี", moo=1, house_no="12/3", birth=PartialDate(2489)
                ),
                Citizen(prefix="นาย", first_name="ไพรัช", last_name="แก้วสุข", moo=2, deceased=True),
                Citizen(prefix="นาย", first_name="กมล", last_name="ทองคำ", moo=2, moved_out_on=date(2026, 9, 1)),
                Citizen(
                    first_name="แก้ว",
                    last_name="ทองคำ",
                    prefix="นาย",
                    citizen_id="3000000000014",
                    moved_out_on=date(2026, 8, 1),
                    moved_in_on=date(2026, 8, 20),
                ),
            ]
        )
        tx.insert(Citizen(first_name="เพ็ญศรี", last_name="ใจดี", merged_into=kept.id))


def names(lines: list) -> list[str]:
    return [line.first_name for line in lines]


def test_everybody_in_thai_order_without_merged_records(store: Store) -> None:
    assert names(citizen_list(store)) == ["กมล", "แก้ว", "เพ็ญศรี", "ไพรัช"]
    assert count_citizens(store) == 4
    assert names(citizen_list(store, limit=2)) == ["กมล", "แก้ว"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ใจ", ["เพ็ญศรี"]),
        ("ทองคำ", ["กมล", "แก้ว"]),
        ("3-0000-00000-01-4", ["แก้ว"]),
        ("12/3", ["เพ็ญศรี"]),
        ("หมู่ 2 กมล", ["กมล"]),
        ("ไม่มีใคร", []),
        ("  ", ["กมล", "แก้ว", "เพ็ญศรี", "ไพรัช"]),
    ],
)
def test_the_list_is_searched_as_one_types(store: Store, text: str, found: list[str]) -> None:
    assert names(citizen_list(store, text)) == found


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (CitizenFilter(moo=2), ["กมล", "ไพรัช"]),
        (CitizenFilter(alive=False), ["ไพรัช"]),
        (CitizenFilter(moo=2, alive=True), ["กมล"]),
        (CitizenFilter(moved_out_by=True, on=date(2026, 9, 1)), ["กมล"]),
        (CitizenFilter(moved_out_by=True, on=date(2026, 8, 31)), []),
        (CitizenFilter(moved_out_by=False, on=date(2026, 11, 1)), ["แก้ว", "เพ็ญศรี", "ไพรัช"]),
    ],
)
def test_filters(store: Store, chosen: CitizenFilter, found: list[str]) -> None:
    assert names(citizen_list(store, "", chosen)) == found
    assert count_citizens(store, chosen) == len(found)
    assert names(citizen_list(store, "ทองคำ", chosen)) == [name for name in found if name in ("กมล", "แก้ว")]


def test_a_line_says_what_a_list_shows(store: Store) -> None:
    line = citizen_list(store, "เพ็ญศรี")[0]
    assert (line.full_name, line.born, line.moo) == ("นางเพ็ญศรี ใจดี", PartialDate(2489), 1)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("ธ.ก.ส.", "034"),
        ("ธกส", "034"),
        ("ธนาคารเพื่อการเกษตรและสหกรณ์การเกษตร", "034"),
        ("กรุงไทย", "006"),
        ("KTB", "006"),
        ("ธ.กรุงเทพ", "002"),
        ("กรุงศรีอยุธยา", "025"),
        ("ออมสิน", "030"),
        ("ไทยพาณิชย์", "014"),
        ("SCB", "014"),
        ("6", "006"),
        ("๐๓๔", "034"),
        ("ธนาคารชุมชน", ""),
        ("999", ""),
    ],
)
def test_a_bank_is_known_by_what_offices_write(written: str, code: str) -> None:
    assert bank_code(written) == code


def test_a_banks_name() -> None:
    assert (bank_name("006"), bank_name("777")) == ("ธนาคารกรุงไทย", "777")
