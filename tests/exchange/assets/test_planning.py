"""A list of assets is planned whole rows or rejects: numbers that follow, days, money, doubles, types, places."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.demo.sheets import PlannedSheet, write_workbook
from sai_thong.exchange.assets.card_numbers import following
from sai_thong.exchange.assets.findings import AssetRejectCode, NoteKind
from sai_thong.exchange.assets.planning import AssetPlan, plan_assets
from sai_thong.exchange.assets.words import is_division, read_kind, read_mode
from sai_thong.exchange.errors import NoAssetListFound
from sai_thong.registers.assets.terms import AcquireMode

TODAY = date(2026, 11, 21)
HEADER = ("เลขรหัสครุภัณฑ์", "รายการ", "จำนวน", "ราคาต่อหน่วย", "ราคารวม", "วันที่ได้มา", "ประเภท", "สถานที่ติดตั้ง")
ROW: dict[str, Any] = {
    "เลขรหัสครุภัณฑ์": "401-66-0001",
    "รายการ": "เก้าอี้",
    "จำนวน": "1",
    "ราคาต่อหน่วย": "2,500",
    "วันที่ได้มา": "9 ต.ค. 2565",
}


def planned(tmp_path: Path, *rows: dict[str, Any], header: tuple[str, ...] = HEADER) -> AssetPlan:
    lines = tuple(tuple({**ROW, **row}.get(heading, "") for heading in header) for row in rows)
    path = tmp_path / "list.xlsx"
    write_workbook(path, [PlannedSheet("ครุภัณฑ์", (), (header,), lines)])
    return plan_assets(path, today=TODAY)


def test_several_things_of_one_row_are_cards_that_add_up(tmp_path: Path) -> None:
    plan = planned(tmp_path, {"จำนวน": "3", "ราคาต่อหน่วย": "", "ราคารวม": "10,000"})
    (purchase,) = plan.purchases
    assert [card.number for card in purchase.cards] == ["401-66-0001", "401-66-0002", "401-66-0003"]
    assert [card.cost_satang for card in purchase.cards] == [333334, 333333, 333333]
    assert NoteKind.SPLIT in {note.kind for note in plan.notes}


@pytest.mark.parametrize(
    ("row", "code", "value"),
    [
        ({"วันที่ได้มา": "31/2/2565"}, AssetRejectCode.BAD_DATE, "31/2/2565"),
        ({"วันที่ได้มา": "22/11/2569"}, AssetRejectCode.FUTURE_DATE, "22/11/2569"),
        ({"ราคาต่อหน่วย": "แพง"}, AssetRejectCode.BAD_PRICE, "แพง"),
        ({"ราคาต่อหน่วย": "-500"}, AssetRejectCode.BAD_PRICE, "-500"),
        ({"จำนวน": "หลาย"}, AssetRejectCode.BAD_QUANTITY, "หลาย"),
        ({"จำนวน": "2", "เลขรหัสครุภัณฑ์": "7440-001/186/69"}, AssetRejectCode.NUMBERS_UNTOLD, "7440-001/186/69"),
    ],
    ids=lambda told: told.value if isinstance(told, AssetRejectCode) else "",
)
def test_what_cannot_be_read_rejects_its_row_and_no_other(
    tmp_path: Path, row: dict[str, Any], code: AssetRejectCode, value: str
) -> None:
    plan = planned(tmp_path, {"เลขรหัสครุภัณฑ์": "401-66-0009"}, row)
    assert [(each.row, each.code, each.value) for each in plan.rejected] == [(3, code, value)]
    assert value in plan.rejected[0].reason
    assert len(plan.purchases) == 1


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"เลขรหัสครุภัณฑ์": ""}, NoteKind.NUMBER_AWAITED),
        ({"ราคาต่อหน่วย": ""}, NoteKind.PRICE_MISSING),
        ({"ราคาต่อหน่วย": "0"}, NoteKind.PRICE_MISSING),
        ({"วันที่ได้มา": "2565"}, NoteKind.DATE_ESTIMATED),
        ({"ประเภท": "ของใช้"}, NoteKind.KIND_UNKNOWN),
        ({"จำนวน": "2", "ราคารวม": "9,000"}, NoteKind.PRICES_DISAGREE),
    ],
    ids=lambda told: told.value if isinstance(told, NoteKind) else "",
)
def test_what_is_missing_is_taken_and_told(tmp_path: Path, row: dict[str, Any], kind: NoteKind) -> None:
    plan = planned(tmp_path, row)
    assert plan.rejected == ()
    assert kind in {note.kind for note in plan.notes}
    assert all(note.text for note in plan.notes)


def test_a_price_of_nothing_is_a_price_nobody_knows(tmp_path: Path) -> None:
    assert planned(tmp_path, {"ราคาต่อหน่วย": "0"}).purchases[0].cards[0].cost_satang is None


def test_a_bare_year_is_the_first_day_of_its_fiscal_year(tmp_path: Path) -> None:
    (card,) = planned(tmp_path, {"วันที่ได้มา": "2565"}).purchases[0].cards
    assert (card.acquired_on, card.date_is_estimated) == (date(2021, 10, 1), True)


def test_the_same_row_twice_is_taken_once_and_another_of_its_number_rejected(tmp_path: Path) -> None:
    plan = planned(tmp_path, {}, {}, {"เลขรหัสครุภัณฑ์": "๔๐๑-๖๖-๐๐๐๑", "ราคาต่อหน่วย": "9,999"})
    assert len(plan.purchases) == 1
    assert [note.kind for note in plan.notes] == [NoteKind.DUPLICATE_ROW]
    assert [(each.row, each.code) for each in plan.rejected] == [(4, AssetRejectCode.NUMBER_TWICE)]


def test_a_span_that_meets_another_row_is_rejected_whole(tmp_path: Path) -> None:
    plan = planned(tmp_path, {"เลขรหัสครุภัณฑ์": "401-66-0003"}, {"จำนวน": "5"})
    assert [card.number for each in plan.purchases for card in each.cards] == ["401-66-0003"]
    assert [each.code for each in plan.rejected] == [AssetRejectCode.NUMBER_TWICE]


def test_a_division_and_a_room_are_told_apart(tmp_path: Path) -> None:
    plan = planned(
        tmp_path,
        {"สถานที่ติดตั้ง": "กองช่าง"},
        {"เลขรหัสครุภัณฑ์": "401-66-0002", "สถานที่ติดตั้ง": "ห้องประชุม"},
    )
    assert [(each.cards[0].division, each.room) for each in plan.purchases] == [("กองช่าง", ""), ("", "ห้องประชุม")]
    assert not is_division("ห้องกองช่าง")


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("ครุภัณฑ์คอมพิวเตอร์", "computer"),
        ("คอมพิวเตอร์หรืออิเล็กทรอนิกส์", "computer"),
        ("สำนักงาน", "office"),
        ("ครุภัณฑ์ยานพาหนะและขนส่ง", "vehicle"),
        ("ที่ดิน", "land"),
        ("ครุภัณฑ์การเกษตร", None),
        ("ไฟฟ้าและวิทยุ", "electric-radio"),
        ("อะไรก็ได้", None),
        ("", None),
    ],
)
def test_a_type_is_known_by_the_names_of_the_table_alone(written: str, key: str | None) -> None:
    found = read_kind(written, TODAY)
    assert (found.key if found else None) == key


@pytest.mark.parametrize(
    ("written", "mode"),
    [
        ("รับบริจาค", AcquireMode.DONATED),
        ("วิธีเฉพาะเจาะจง", AcquireMode.BOUGHT),
        ("รับโอนจาก อบจ.", AcquireMode.TRANSFERRED),
        ("จ้างก่อสร้าง", AcquireMode.BUILT),
        ("", AcquireMode.BOUGHT),
    ],
)
def test_a_way_of_acquisition_is_read_from_its_word(written: str, mode: AcquireMode) -> None:
    assert read_mode(written) is mode


@given(st.integers(1, 9000), st.integers(1, 50))
def test_numbers_that_follow_differ_and_keep_their_width(first: int, count: int) -> None:
    numbers = following(f"401-66-{first:04}", count)
    assert numbers is not None
    assert len(set(numbers)) == count
    assert {len(number) for number in numbers} == {len("401-66-0001")}
    assert numbers[-1] == f"401-66-{first + count - 1:04}"


def test_a_file_without_assets_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("ชื่อ,นามสกุล\nทองใบ,ใจดี\n", encoding="utf-8")
    with pytest.raises(NoAssetListFound):
        plan_assets(path, today=TODAY)
