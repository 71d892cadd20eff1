"""Sightings as a file: what one machine writes another reads whole; a tick list that somebody typed is understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.demo.sheets import PlannedSheet, write_workbook
from sai_thong.exchange.assets.sightings_file import read_sightings, take_in_file, write_sightings
from sai_thong.exchange.errors import NoSightingsFound
from sai_thong.ground.clock import BANGKOK, FixedClock
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.inspections import open_round
from sai_thong.registers.assets.records import Asset, InspectionLine, Room
from sai_thong.registers.assets.rules.inspection import FindingKind
from sai_thong.registers.assets.sightings import WrittenSighting, see, tick, written_sightings
from sai_thong.registers.assets.terms import AssetStatus

TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 21, tzinfo=BANGKOK)


def typed(folder: Path, *rows: tuple[object, ...], name: str = "list.xlsx") -> Path:
    path = folder / name
    header = ("ที่", "เลขครุภัณฑ์", "รายการ", "ห้อง", "พบ/ไม่พบ", "สภาพ", "ชำรุดอย่างไร", "วันที่ตรวจ", "ผู้ตรวจ")
    write_workbook(path, [PlannedSheet("บัญชีตรวจ", ("บัญชีตรวจสอบพัสดุประจำปี 2569",), (header,), rows)])
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made, _sheets = Store.create(
        tmp_path / "office.saithong",
        office="ทดสอบ",
        user="พัสดุ",
        password="ทดสอบ-saithong",
        clock=FixedClock(NOON),
        kdf=Kdf(memory_kib=8, time_cost=1),
    )
    with made:
        yield made


DESK = Asset(name="โต๊ะ", class_code="400", acquired_on=date(2025, 1, 9))


def test_what_is_written_is_read_again_to_the_millisecond(store: Store, tmp_path: Path) -> None:
    first, second = add_assets(store, NewAssets(DESK, 2)).cards
    found = open_round(store, 2569).round
    seen = see(store, found.id, first.token, room='ห้อง "ประชุม", ชั้น 2', condition=AssetStatus.BROKEN, defect="ขาหัก")
    see(store, found.id, first.number)
    see(store, found.id, "ZZ,1")
    tick(store, seen.line.id if seen.line else "", found=False)
    for state in (AssetStatus.WORN, AssetStatus.NOT_NEEDED, AssetStatus.IN_USE):
        see(store, found.id, second.number, condition=state)
    path = tmp_path / "seen.csv"
    assert write_sightings(store, found.id, path) == 7
    read = read_sightings(path, fiscal_year_be=2569, on=TODAY)
    assert list(read.sightings) == written_sightings(store, found.id)
    assert read.rejected == ()
    other = read_sightings(path, fiscal_year_be=2570, on=TODAY)
    assert (other.sightings, [row for row, _reason in other.rejected]) == ((), [2, 3, 4, 5, 6, 7, 8])


def test_a_typed_tick_list_is_understood(tmp_path: Path) -> None:
    path = typed(
        tmp_path,
        (1, "400-68-0001", "โต๊ะ", "ห้องประชุม", "พบ", "ใช้การได้ดี", None, None, "นายสมชาย"),
        (2, "400-68-0002", "โต๊ะ", "ห้องประชุม", None, "ชำรุด", "ขาหัก", "5 ต.ค. 2569 09:30", None),
        (3, "400-68-0003", "โต๊ะ", "ห้องประชุม", "ไม่พบ", None, "หาไม่เจอ", "๕/๑๐/๒๕๖๙", None),
        (4, None, "รวม", None, None, None, None, None, None),
        (5, "400-68-0004", "โต๊ะ", None, None, "สูญหาย", None, date(2026, 10, 5), None),
    )
    read = read_sightings(path, fiscal_year_be=2569, on=TODAY)
    assert read.rejected == ()
    assert list(read.sightings) == [
        WrittenSighting("400-68-0001", MIDNIGHT, "นายสมชาย", "ห้องประชุม", AssetStatus.IN_USE, ticked=True),
        WrittenSighting(
            "400-68-0002",
            datetime(2026, 10, 5, 9, 30, tzinfo=BANGKOK),
            room="ห้องประชุม",
            condition=AssetStatus.BROKEN,
            defect="ขาหัก",
            ticked=True,
        ),
        WrittenSighting(
            "400-68-0003",
            datetime(2026, 10, 5, tzinfo=BANGKOK),
            condition=AssetStatus.LOST,
            found=False,
            ticked=True,
        ),
        WrittenSighting(
            "400-68-0004",
            datetime(2026, 10, 5, tzinfo=BANGKOK),
            condition=AssetStatus.LOST,
            found=False,
            ticked=True,
        ),
    ]


def test_a_room_is_known_in_any_writing(store: Store, tmp_path: Path) -> None:
    with store.transaction() as tx:
        room = tx.insert(Room(name="ห้องประชุม 2"))
    (card,) = add_assets(store, NewAssets(replace(DESK, room_id=room.id))).cards
    found = open_round(store, 2569).round
    path = typed(tmp_path, (1, card.number, "โต๊ะ", "ห้อง ประชุม๒", "พบ", None, None, None, "นายสมชาย"))
    taken = take_in_file(store, found.id, path, on=TODAY).taken
    assert dict(taken.kinds) == {FindingKind.FOUND: 1}
    assert [line.found_room for line in store.find(InspectionLine)] == ["ห้องประชุม 2"]
    assert take_in_file(store, found.id, path, on=TODAY).taken.known == 1


@pytest.mark.parametrize(
    "row",
    [
        (1, "400-68-0001", None, None, None, "เหมือนใหม่", None, None, None),
        (1, "400-68-0001", None, None, None, None, None, "เมื่อวาน", None),
        (1, "400-68-0001", None, None, None, None, None, "5/10/2569 31:00", None),
    ],
    ids=["state", "day", "hour"],
)
def test_a_row_that_cannot_be_is_told_with_its_number_and_the_others_are_read(
    tmp_path: Path, row: tuple[object, ...]
) -> None:
    path = typed(tmp_path, row, (2, "400-68-0002", None, None, None, None, None, None, None))
    read = read_sightings(path, fiscal_year_be=2569, on=TODAY)
    assert [each.tag for each in read.sightings] == ["400-68-0002"]
    assert [number for number, _reason in read.rejected] == [3]


def test_a_file_without_numbers_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("ชื่อ,ราคา\nโต๊ะ,500\n", encoding="utf-8")
    with pytest.raises(NoSightingsFound):
        read_sightings(path, fiscal_year_be=2569, on=TODAY)
