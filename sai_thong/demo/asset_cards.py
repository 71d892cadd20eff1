"""The made-up office's register of assets: its book taken over, what the book leaves out, what was bought since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from sai_thong.demo.place import FIRST_DAY, OFFICE
from sai_thong.demo.storeroom import EDUCATION, FINANCE, HALL, KEEPERS, ROOMS, WORKS, Storeroom
from sai_thong.demo.storeroom import OFFICE as OFFICE_DIVISION
from sai_thong.exchange.assets.importing import import_assets
from sai_thong.exchange.assets.planning import plan_assets
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.custody import add_room, move
from sai_thong.registers.assets.labels import keep_labelled
from sai_thong.registers.assets.records import Asset, Room
from sai_thong.registers.assets.settled import publish_life, settle_class
from sai_thong.registers.assets.terms import AcquireMode, MoneyKind

_CLASSES: Final = (
    ("001", "รถยนต์", "vehicle"),
    ("059", "เครื่องตัดหญ้า", "work-tools"),
    ("400", "โต๊ะ", "office"),
    ("401", "เก้าอี้", "office"),
    ("406", "ตู้", "office"),
    ("416", "เครื่องคอมพิวเตอร์", "computer"),
    ("420", "เครื่องปรับอากาศ", "office"),
    ("480", "เครื่องพิมพ์", "computer"),
    ("055", "เครื่องพ่นหมอกควัน", "medical-science"),
    ("442", "โทรทัศน์", "advertising"),
    ("451", "เครื่องเสียง", "advertising"),
    ("101", "ที่ดิน", "land"),
    ("102", "อาคาร", "building-permanent"),
    ("103", "ถนน", "road-concrete"),
)
"""Code, name and type; the last of the office's own book, no official list."""
_LIVES: Final = (
    ("office", 8),
    ("vehicle", 8),
    ("computer", 3),
    ("medical-science", 8),
    ("advertising", 5),
    ("work-tools", 5),
    ("building-permanent", 25),
    ("road-concrete", 15),
)
_LIVES_FROM: Final = date(2006, 10, 1)
_VENDORS: Final = ("ร้านทรายทองคอมพิวเตอร์", "หจก.โนนทรายคำการค้า", "บริษัท กาฬสินธุ์ครุภัณฑ์ตัวอย่าง จำกัด")

PROPERTIES: Final = (
    Asset(
        number="101-45-0001",
        name="ที่ดินที่ตั้งสำนักงาน",
        type_key="land",
        unit="แปลง",
        cost_satang=95_000_000,
        acquired_on=date(2001, 11, 20),
        acquire_mode=AcquireMode.DONATED,
        money_kind=MoneyKind.DONATION,
        vendor=f"ราษฎรตำบล{OFFICE.name}",
        division=OFFICE_DIVISION,
    ),
    Asset(
        number="102-48-0001",
        name="อาคารสำนักงาน คสล. 2 ชั้น",
        type_key="building-permanent",
        unit="หลัง",
        cost_satang=482_500_000,
        acquired_on=date(2005, 3, 14),
        acquire_mode=AcquireMode.BUILT,
        document_no="สัญญาจ้างเลขที่ 12/2547",
        division=OFFICE_DIVISION,
    ),
    Asset(
        number="103-61-0001",
        name="ถนนคอนกรีตเสริมเหล็กสายบ้านทรายทอง-บ้านหนองน้ำทิพย์",
        type_key="road-concrete",
        unit="สาย",
        cost_satang=138_750_000,
        acquired_on=date(2018, 7, 9),
        acquire_mode=AcquireMode.BUILT,
        document_no="สัญญาจ้างเลขที่ 5/2561",
        division=WORKS,
    ),
)
"""Of the old พ.ด.1, entered by hand."""
_VEHICLES: Final = (
    Asset(
        number="001-66-0090",
        name="รถบรรทุกน้ำอเนกประสงค์ ขนาดความจุไม่น้อยกว่า 6,000 ลิตร",
        type_key="vehicle",
        unit="คัน",
        brand="ทรายแก้ว",
        model="TK-6000",
        plate_no="บร 9901 กาฬสินธุ์",
        engine_no="TK6000E-000017",
        chassis_no="TKXX6000H00000017",
        colour="แดง",
        cost_satang=249_000_000,
        acquired_on=date(2023, 2, 1),
        invoiced_on=date(2023, 1, 27),
        document_no="สัญญาซื้อขายเลขที่ 3/2566",
        vendor=_VENDORS[2],
        division=WORKS,
        custodian="นายกล้าณรงค์ ป้องภัยชน",
    ),
    Asset(
        number="001-64-0091",
        name="รถจักรยานยนต์ ขนาด 110 ซีซี",
        type_key="vehicle",
        unit="คัน",
        brand="ดาวเหนือ",
        plate_no="1กท 9902 กาฬสินธุ์",
        cost_satang=4_650_000,
        acquired_on=date(2021, 5, 17),
        division=OFFICE_DIVISION,
    ),
)
_UNCLEAR: Final = (
    Asset(
        number="442-65-0091",
        class_code="442",
        name="โทรทัศน์สี 50 นิ้ว",
        unit="เครื่อง",
        acquired_on=date(2022, 1, 10),
        acquire_mode=AcquireMode.TRANSFERRED,
        money_kind=MoneyKind.OTHER,
        vendor="โรงเรียนบ้านทรายทอง",
        division=EDUCATION,
        note="รับโอน ยังไม่มีหลักฐานราคา",
    ),
    Asset(name="กล้องวงจรปิดพร้อมอุปกรณ์", unit="ชุด", cost_satang=1_850_000, acquired_on=date(2026, 6, 22), division=WORKS),
)
"""A thing handed over without its price, and one that waits for number and type: what must be looked at."""


def take_over_register(storeroom: Storeroom, book: Path) -> None:
    """Plan the first days: the book read in, classes and lives settled, rooms, what the book lacks, labels."""
    storeroom.on(FIRST_DAY, 10, lambda _day: _read_book(storeroom, book))
    storeroom.on(FIRST_DAY, 11, lambda day: _settle(storeroom, day))
    second = storeroom.working_day(FIRST_DAY, 1)
    storeroom.on(second, 9, lambda day: _place(storeroom, day))
    storeroom.on(second, 13, lambda _day: _enter_old(storeroom))
    storeroom.on(storeroom.working_day(FIRST_DAY, 3), 10, lambda _day: _label(storeroom))
    storeroom.on(date(2026, 7, 15), 14, lambda day: _buy(storeroom, day))
    storeroom.on(date(2026, 9, 23), 14, lambda day: _buy_more(storeroom, day))


def _read_book(storeroom: Storeroom, book: Path) -> None:
    import_assets(storeroom.store, plan_assets(book, today=FIRST_DAY))


def _settle(storeroom: Storeroom, day: date) -> None:
    for code, name, key in _CLASSES:
        settle_class(storeroom.store, code, name=name, type_key=key, on=day, source="สมุดทะเบียนของสำนักงาน")
    for key, years in _LIVES:
        publish_life(
            storeroom.store,
            key,
            years,
            effective_from=_LIVES_FROM,
            announcement_no="ประกาศ 4/2562",
            announced_on=date(2019, 3, 4),
        )


def _place(storeroom: Storeroom, day: date) -> None:
    """Give every thing of a division its room and keeper; vehicles stand in the garage."""
    store = storeroom.store
    for name, division, keeper in ROOMS:
        add_room(store, name, division=division, keeper=keeper)
    rooms = {room.name: room for room in store.find(Room)}
    cards = store.find(Asset)
    for name, division, keeper in ROOMS[:4]:
        chosen = [card.id for card in cards if card.division == division and card.class_code != "001"]
        move(store, chosen, on=day, room_id=rooms[name].id, custodian=keeper, why="จัดของเข้าห้อง")
    hall = [card.id for card in cards if card.room_id == rooms[HALL].id and card.class_code != "001"]
    move(store, hall, on=day, division=OFFICE_DIVISION, custodian=KEEPERS[OFFICE_DIVISION])
    vehicles = [card.id for card in cards if card.class_code == "001"]
    if vehicles:  # few books have none
        move(store, vehicles, on=day, room_id=rooms[ROOMS[5][0]].id, division=WORKS, custodian=ROOMS[5][2])


def _enter_old(storeroom: Storeroom) -> None:
    garage = storeroom.store.find(Room, name=ROOMS[5][0])[0]
    for card in (*PROPERTIES, *(replace(each, room_id=garage.id) for each in _VEHICLES), *_UNCLEAR):
        _enter(storeroom, NewAssets(replace(card, number=""), 1, (card.number,) if card.number else ()))


def _label(storeroom: Storeroom) -> None:
    """Two rooms have their labels; the rest waits."""
    rooms = storeroom.store.find(Room, name=(ROOMS[0][0], ROOMS[1][0]))
    chosen = [card.id for card in storeroom.store.find(Asset, room_id=tuple(room.id for room in rooms))]
    keep_labelled(storeroom.store, chosen)


def _buy(storeroom: Storeroom, day: date) -> None:
    """Five notebooks of one purchase, with serial numbers and a warranty."""
    room = storeroom.store.find(Room, name=ROOMS[0][0])[0]
    card = Asset(
        name="เครื่องคอมพิวเตอร์โน้ตบุ๊ก สำหรับงานประมวลผล",
        class_code="416",
        unit="เครื่อง",
        brand="ดาวเหนือ",
        model="DN-14 G3",
        cost_satang=2_390_000,
        acquired_on=day,
        invoiced_on=date(2026, 7, 13),
        procurement_method="เฉพาะเจาะจง",
        fund_source="ข้อบัญญัติงบประมาณ พ.ศ. 2569",
        document_no="ใบส่งของเลขที่ 69/0713",
        vendor=_VENDORS[0],
        vendor_phone="0 7999 0101",
        warranty_until=date(2029, 7, 14),
        warranty_by=_VENDORS[0],
        room_id=room.id,
        division=OFFICE_DIVISION,
        custodian=KEEPERS[OFFICE_DIVISION],
    )
    serials = tuple(f"DN14G3-{storeroom.chance.randrange(10**6):06}" for _each in range(5))
    _enter(storeroom, NewAssets(card, 5, serial_numbers=serials))


def _buy_more(storeroom: Storeroom, day: date) -> None:
    """A fogging machine, a set of loudspeakers and folding chairs that cost too little for the accounts."""
    store = storeroom.store
    rooms = {room.name: room.id for room in store.find(Room)}
    bought = (
        (("055", "เครื่องพ่นหมอกควัน แบบสะพายไหล่", 5_900_000, 1), ROOMS[4][0], FINANCE),
        (("451", "ชุดเครื่องเสียงเคลื่อนที่ พร้อมไมโครโฟนไร้สาย", 3_450_000, 1), HALL, OFFICE_DIVISION),
        (("401", "เก้าอี้พับ", 65_000, 8), ROOMS[3][0], EDUCATION),
    )
    for (code, name, satang, quantity), room, division in bought:
        card = Asset(
            name=name,
            class_code=code,
            unit="ชุด" if code == "451" else "ตัว" if code == "401" else "เครื่อง",
            cost_satang=satang,
            acquired_on=day,
            procurement_method="เฉพาะเจาะจง",
            vendor=storeroom.chance.choice(_VENDORS),
            room_id=rooms[room],
            division=division,
            custodian=KEEPERS[division],
        )
        _enter(storeroom, NewAssets(card, quantity))


def _enter(storeroom: Storeroom, new: NewAssets) -> None:
    add_assets(storeroom.store, new, random_below=storeroom.chance.randrange)
