"""An equipment register to measure on: cards with numbers, serial numbers, rooms, prices and their first event."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Final

from sai_thong.db.store import Store
from sai_thong.demo.place import DEMO_DAY
from sai_thong.registers.assets.cards import enter_cards
from sai_thong.registers.assets.records import Asset, Room
from sai_thong.registers.assets.settled import publish_life, settle_class
from sai_thong.registers.law.asset_terms import AssetGroup

_CLASSES: Final = (
    ("400", "โต๊ะทำงานระดับ 3-6", "office"),
    ("401", "เก้าอี้สำนักงาน", "office"),
    ("416", "เครื่องคอมพิวเตอร์", "computer"),
    ("420", "เครื่องปรับอากาศ แบบแยกส่วน", "electric-radio"),
)
_LIVES: Final = (("office", 8), ("computer", 3), ("electric-radio", 8))
_ROOMS: Final = 20
_LIVES_FROM: Final = date(2000, 10, 1)
_DAYS: Final = 365 * 20


def fill_with_assets(store: Store, count: int, seed: int = 4) -> list[Asset]:
    """So many cards of twenty years, with everything they need to be valued."""
    chance = random.Random(seed)
    for code, name, key in _CLASSES:
        settle_class(store, code, name=name, type_key=key, on=DEMO_DAY)
    for key, years in _LIVES:
        publish_life(store, key, years, effective_from=_LIVES_FROM)
    with store.transaction() as tx:
        rooms = tx.insert_many([Room(name=f"ห้องที่ {number + 1}") for number in range(_ROOMS)])
        return enter_cards(
            store,
            tx,
            [_card(number, chance, rooms) for number in range(count)],
            on_day=DEMO_DAY,
            random_below=chance.randrange,
        )


def _card(number: int, chance: random.Random, rooms: list[Room]) -> Asset:
    code, name, key = _CLASSES[number % len(_CLASSES)]
    acquired = DEMO_DAY - timedelta(days=chance.randrange(1, _DAYS))
    return Asset(
        number=f"{code}-{(acquired.year + 543) % 100:02}-{number:05}",
        class_code=code,
        name=name,
        type_key=key,
        accounting_group=AssetGroup.EQUIPMENT,
        unit="เครื่อง",
        serial_no=f"SN-{number:06}",
        cost_satang=chance.randrange(5_000, 60_000) * 100,
        acquired_on=acquired,
        room_id=rooms[number % _ROOMS].id,
        division=("สำนักปลัด", "กองคลัง", "กองช่าง")[number % 3],
    )
