"""A small office with things in rooms: equipment with cards, tents and chairs lent by the count, materials in stock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sai_thong.db.store import Store
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.materials import add_material
from sai_thong.registers.assets.pools import add_pool
from sai_thong.registers.assets.records import Asset, Material, Pool, Room
from sai_thong.registers.assets.stock import Received, bring_forward
from sai_thong.registers.law.asset_terms import AssetGroup

CLERKS, TREASURY, STORE_ROOM = "ห้องสำนักปลัด", "ห้องกองคลัง", "ห้องเก็บของ"

_THINGS = (
    ("416-67-0001", "เครื่องคอมพิวเตอร์ตั้งโต๊ะ", "Dell", 2_200_000, CLERKS, "นางสาวกัญญา ผิวผ่อง"),
    ("416-67-0002", "เครื่องคอมพิวเตอร์ตั้งโต๊ะ", "Dell", 2_200_000, CLERKS, "นายบุญมี ศรีสมบัติ"),
    ("416-67-0003", "เครื่องพิมพ์เลเซอร์", "Brother", 890_000, CLERKS, ""),
    ("400-60-0007", "โต๊ะทำงานเหล็ก", "ลัคกี้", 550_000, CLERKS, "นายบุญมี ศรีสมบัติ"),
    ("401-60-0012", "เก้าอี้สำนักงาน", "", 250_000, CLERKS, ""),
    ("416-66-0004", "เครื่องคอมพิวเตอร์โน้ตบุ๊ก", "Acer", 2_400_000, TREASURY, "นางหนูเพียร ปู่ย่า"),
    ("406-58-0003", "ตู้เก็บเอกสารบานเลื่อน", "ลัคกี้", 480_000, TREASURY, ""),
    ("420-62-0001", "เครื่องปรับอากาศแบบแยกส่วน", "มิตซูบิชิ", 3_200_000, TREASURY, ""),
    ("451-63-0001", "เครื่องขยายเสียงเคลื่อนที่", "โซคูล", 1_850_000, STORE_ROOM, ""),
    ("442-61-0002", "เครื่องตัดหญ้าแบบข้ออ่อน", "ฮอนด้า", 950_000, STORE_ROOM, ""),
)


@dataclass(frozen=True)
class Furnished:
    """What stands in the office.

    Attributes:
        cards: By their numbers.
        tents: 8 of them.
        chairs: 200 of them.
        paper: 40 reams, of which at least 10 are kept.
        toner: 2, of which at least 3 are kept.
    """

    cards: dict[str, Asset]
    tents: Pool
    chairs: Pool
    paper: Material
    toner: Material


def furnish(store: Store) -> Furnished:
    """Fill the office."""
    with store.transaction("ห้อง") as tx:
        rooms = {name: tx.insert(Room(name=name)).id for name in (CLERKS, TREASURY, STORE_ROOM)}
    cards = {}
    for number, name, brand, satang, room, custodian in _THINGS:
        card = Asset(
            name=name,
            brand=brand,
            unit="เครื่อง",
            cost_satang=satang,
            acquired_on=date(int(number[4:6]) + 1957, 2, 10),
            accounting_group=AssetGroup.EQUIPMENT,
            room_id=rooms[room],
            custodian=custodian,
        )
        cards[number] = add_assets(store, NewAssets(card, numbers=(number,))).cards[0]
    tents = add_pool(store, Pool(name="เต็นท์ผ้าใบ", unit="หลัง", owned=8)).pool
    chairs = add_pool(store, Pool(name="เก้าอี้พลาสติก", unit="ตัว", owned=200)).pool
    paper = _material(store, "01-001", "กระดาษถ่ายเอกสาร A4", "รีม", 10_000)
    toner = _material(store, "04-002", "ตลับหมึกเครื่องพิมพ์", "ตลับ", 3_000)
    october = date(2026, 10, 1)
    bring_forward(store, [Received(paper.id, 40_000, 440_000), Received(toner.id, 2_000, 390_000)], on=october)
    return Furnished(cards, tents, chairs, paper, toner)


def _material(store: Store, code: str, name: str, unit: str, least: int) -> Material:
    made = Material(code=code, name=name, unit=unit, least=least, material_class="วัสดุสำนักงาน", kept_at="ตู้ 2")
    return add_material(store, made).record
