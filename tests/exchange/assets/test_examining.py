"""The first look at a file: which lists it holds, what their columns seem to hold, and the plan from confirmed ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sai_thong.db.store import Store
from sai_thong.demo.equipment_book import write_equipment_book
from sai_thong.exchange.assets.corrections import remember_lists, remembered_columns
from sai_thong.exchange.assets.examining import examine_lists, plan_asset_list
from sai_thong.exchange.assets.headings import AssetField
from sai_thong.exchange.errors import NoListFound
from sai_thong.exchange.layout import Passed
from sai_thong.exchange.xlsx import new_workbook, write_table

TODAY = date(2026, 11, 3)
HEADINGS = ("ที่", "รหัสครุภัณฑ์", "รายการ", "ราคา", "วันที่ได้มา", "ค่าเสื่อมสะสม", "อยู่กับใคร")
ROWS = [
    [1, "416-67-0001", "คอมพิวเตอร์", 30000, "9 ต.ค. 66", 100, "กองคลัง"],
    [2, "416-67-0002", "คอมพิวเตอร์", 30000, "9 ต.ค. 66", 100, "กองช่าง"],
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    with new_workbook(path) as workbook:
        write_table(workbook, "ครุภัณฑ์", HEADINGS, ROWS, titles=["ทะเบียน"])
        write_table(workbook, "คำชี้แจง", ["ข้อความ"], [["ไม่มีอะไร"]], titles=[])
    return path


def test_a_book_of_assets_is_no_list_of_people(tmp_path: Path) -> None:
    book = write_equipment_book(tmp_path, seed=3, on=TODAY, rows=12)
    found = examine_lists(book.path)
    assert found.people is None and found.assets is not None
    assert {AssetField.NUMBER, AssetField.NAME} <= set(found.assets.groups[0].columns)


def test_columns_and_first_values_are_shown_and_untold_sheets_named(book: Path) -> None:
    assets = examine_lists(book).assets
    assert assets is not None
    (group,) = assets.groups
    assert (group.rows, group.sheets, group.remembered) == (2, ("ครุภัณฑ์",), False)
    assert group.headings == HEADINGS
    assert group.samples[1] == ("416-67-0001", "416-67-0002")
    assert group.columns[AssetField.PRICE] == (3,)
    assert [(each.sheet, each.why) for each in assets.passed_over] == [("คำชี้แจง", Passed.NO_ASSETS)]
    assert assets.asks_opening_year


def test_a_file_without_any_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    path.write_text("ก,ข\n1,2\n", encoding="utf-8")
    with pytest.raises(NoListFound):
        examine_lists(path)


def test_a_plan_follows_the_columns_as_the_clerk_says_them_and_they_are_remembered(book: Path, store: Store) -> None:
    assets = examine_lists(book).assets
    assert assets is not None
    group = assets.groups[0]
    said = {group.signature: {**group.columns, AssetField.PLACE: (6,)}}
    plan = plan_asset_list(book, said, TODAY, None, 2568)
    assert [purchase.cards[0].division for purchase in plan.purchases] == ["กองคลัง", "กองช่าง"]
    assert {purchase.cards[0].opening_year_be for purchase in plan.purchases} == {2568}
    remember_lists(store, plan.columns)
    again = examine_lists(book, assets=remembered_columns(store)).assets
    assert again is not None and again.groups[0].remembered
    assert again.groups[0].columns == said[group.signature]
