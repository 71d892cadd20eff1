"""The stock cards of the made-up office: what the old cards had, deliveries, requisitions, counting."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Final

from sai_thong.demo.place import DEMO_DAY, FIRST_DAY
from sai_thong.demo.storeroom import (
    CLERK,
    EDUCATION,
    FINANCE,
    FINANCE_HEAD,
    KEEPERS,
    OFFICE,
    ROOMS,
    SUPPLY_OFFICER,
    WORKS,
    Storeroom,
)
from sai_thong.registers.assets.materials import add_material, stock_list
from sai_thong.registers.assets.records import Material, RequisitionLine
from sai_thong.registers.assets.requisitions import Asked, ask_materials, cancel_requisition, issue_materials
from sai_thong.registers.assets.stock import Received, adjust, bring_forward, receive, reverse
from sai_thong.registers.assets.terms import MaterialNature

_ONE: Final = 1_000
"""Thousandths of a unit, as stock cards count."""
_OFFICE, _COMPUTER, _HOUSE, _BUILDING = "วัสดุสำนักงาน", "วัสดุคอมพิวเตอร์", "วัสดุงานบ้านงานครัว", "วัสดุก่อสร้าง"
_MATERIALS: Final = (
    # class, name, size, unit, price in satang, least, most, brought forward
    (_OFFICE, "กระดาษถ่ายเอกสาร", "A4 80 แกรม", "รีม", 11_500, 30, 200, 84),
    (_OFFICE, "แฟ้มสันกว้าง", "3 นิ้ว", "แฟ้ม", 6_500, 12, 60, 36),
    (_OFFICE, "ปากกาลูกลื่น", "สีน้ำเงิน", "ด้าม", 600, 24, 200, 120),
    (_OFFICE, "ลวดเย็บกระดาษ", "เบอร์ 10", "กล่อง", 1_000, 12, 60, 48),
    (_OFFICE, "ซองน้ำตาล", "A4 ขยายข้าง", "ซอง", 350, 50, 500, 210),
    (_COMPUTER, "หมึกพิมพ์เลเซอร์", "รุ่น DN-26A สีดำ", "ตลับ", 239_000, 4, 20, 9),
    (_COMPUTER, "หมึกเติมแท็งก์", "สีดำ 135 มล.", "ขวด", 29_000, 6, 30, 15),
    (_COMPUTER, "แฟลชไดรฟ์", "64 GB", "อัน", 22_000, 4, 20, 8),
    (_HOUSE, "น้ำยาถูพื้น", "แกลลอน 3,800 มล.", "แกลลอน", 14_500, 4, 24, 10),
    (_HOUSE, "กระดาษชำระ", "ม้วนใหญ่", "ม้วน", 4_500, 12, 96, 40),
    (_HOUSE, "ถุงขยะดำ", "30×40 นิ้ว", "กิโลกรัม", 6_500, 10, 60, 22),
    (_BUILDING, "ยางมะตอยสำเร็จรูป", "ถุง 20 กก.", "ถุง", 13_500, 20, 200, 75),
    (_BUILDING, "หลอดไฟ LED", "18 วัตต์ ถนน", "หลอด", 18_500, 20, 150, 64),
)
_SHOP: Final = "หจก.โนนทรายคำการค้า"
_COUNTED_SHORT: Final = 3
"""Which card has less than it says when it is counted."""


def plan_stock(storeroom: Storeroom) -> None:
    """Put cards, deliveries and requisitions on the calendar; some are left waiting, and two cards run low."""
    storeroom.on(storeroom.working_day(FIRST_DAY, 2), 9, lambda day: _open_cards(storeroom, day))
    for number, day in enumerate((date(2026, 7, 22), date(2026, 8, 26), date(2026, 10, 14))):
        storeroom.on(day, 11, partial(_deliver, storeroom, number))
    day, week = storeroom.working_day(FIRST_DAY, 8), 0
    while day < DEMO_DAY - timedelta(days=3):
        storeroom.on(day, 10, partial(_requisition, storeroom, week))
        day, week = storeroom.working_day(day + timedelta(days=6)), week + 1
    storeroom.on(date(2026, 9, 30), 14, lambda on: _count(storeroom, on))
    storeroom.on(date(2026, 10, 15), 9, lambda on: _wrong_delivery(storeroom, on))
    storeroom.on(date(2026, 10, 29), 10, lambda on: _run_low(storeroom, on))
    storeroom.on(date(2026, 11, 2), 15, lambda on: _left_waiting(storeroom, on))


def _open_cards(storeroom: Storeroom, day: date) -> None:
    store = storeroom.store
    brought = []
    for number, (kind, name, size, unit, price, least, most, count) in enumerate(_MATERIALS, 1):
        card = add_material(
            store,
            Material(
                code=f"ว{number:03}",
                name=name,
                material_class=kind,
                nature=MaterialNature.CONSUMABLE,
                size=size,
                unit=unit,
                kept_at=ROOMS[4][0],
                least=least * _ONE,
                most=most * _ONE,
            ),
        ).record
        brought.append(Received(card.id, count * _ONE, count * price))
    bring_forward(store, brought, on=day, document_no="บัญชีวัสดุเล่มเดิม")


def _deliver(storeroom: Storeroom, turn: int, day: date) -> None:
    """A third of the cards is filled up, at prices a little higher each time."""
    lines = [
        Received(card.id, count * _ONE, count * round(price * (1.02 + turn / 50)))
        for place, (card, price, count) in enumerate(_cards(storeroom))
        if place % 3 == turn
    ]
    receive(storeroom.store, lines, on=day, from_whom=_SHOP, document_no=f"ใบส่งของเลขที่ 69/{410 + turn}")


def _requisition(storeroom: Storeroom, week: int, day: date) -> None:
    """A division asks for three things and gets what is there; every fifth time less than it asked for."""
    division = (OFFICE, FINANCE, WORKS, EDUCATION)[week % 4]
    usual = (11, 12) if division == WORKS else (0, 2, 5, 8)
    cards = _cards(storeroom)
    chosen = sorted({*usual[:2], storeroom.chance.randrange(5), 6 + week % 5})
    lines = [Asked(cards[place][0].id, storeroom.chance.randrange(1, 5) * _ONE) for place in chosen]
    slip = ask_materials(
        storeroom.store, lines, asked_by=KEEPERS[division], division=division, purpose="ใช้ในราชการ", asked_on=day
    )
    held = {line.material.id: line.quantity for line in stock_list(storeroom.store)}
    issued = {line.id: min(line.asked, max(0, held[line.material_id])) for line in slip.lines}
    if week % 5 == 4:
        issued[slip.lines[0].id] = min(issued[slip.lines[0].id], _ONE)
    _issue(storeroom, slip.slip.id, issued, KEEPERS[division], day)


def _issue(storeroom: Storeroom, slip_id: str, issued: dict[str, int], receiver: str, day: date) -> None:
    issue_materials(
        storeroom.store,
        slip_id,
        issued,
        allowed_by=FINANCE_HEAD,
        issued_by=SUPPLY_OFFICER,
        received_by=receiver,
        on=day,
    )


def _count(storeroom: Storeroom, day: date) -> None:
    card, _price, _count_before = _cards(storeroom)[_COUNTED_SHORT]
    held = next(line.quantity for line in stock_list(storeroom.store) if line.material.id == card.id)
    adjust(storeroom.store, card.id, counted=held - 2 * _ONE, why="ตรวจนับสิ้นปีงบประมาณ ขาดจากบัญชี", on=day)


def _wrong_delivery(storeroom: Storeroom, day: date) -> None:
    """Entered twice by mistake, and taken back."""
    card, price, _count_before = _cards(storeroom)[1]
    moved = receive(
        storeroom.store, [Received(card.id, 12 * _ONE, 12 * price)], on=day, from_whom=_SHOP, document_no="69/412"
    )
    reverse(storeroom.store, moved.moves[0].id, why="บันทึกซ้ำกับใบส่งของเดิม", on=day)


def _run_low(storeroom: Storeroom, day: date) -> None:
    """Two cards fall below what should always be there."""
    held = {line.material.id: line.quantity for line in stock_list(storeroom.store)}
    cards = [_cards(storeroom)[place][0] for place in (5, 8)]
    lines = [Asked(card.id, held[card.id] - (card.least or 0) + _ONE) for card in cards]
    slip = ask_materials(
        storeroom.store, lines, asked_by=KEEPERS[OFFICE], division=OFFICE, purpose="งานประชุมสภา", asked_on=day
    )
    everything = {line.id: line.asked for line in storeroom.store.find(RequisitionLine, requisition_id=slip.slip.id)}
    _issue(storeroom, slip.slip.id, everything, KEEPERS[OFFICE], day)


def _left_waiting(storeroom: Storeroom, day: date) -> None:
    """One slip waits to be issued; one was cancelled."""
    cards = _cards(storeroom)
    store = storeroom.store
    ask_materials(
        store,
        [Asked(cards[11][0].id, 12 * _ONE), Asked(cards[12][0].id, 4 * _ONE)],
        asked_by=KEEPERS[WORKS],
        division=WORKS,
        purpose="ซ่อมถนนและไฟฟ้าสาธารณะ",
        asked_on=day,
    )
    twice = ask_materials(store, [Asked(cards[0][0].id, 5 * _ONE)], asked_by=CLERK, division=OFFICE, asked_on=day)
    cancel_requisition(store, twice.slip.id, why="เขียนซ้ำ")


def _cards(storeroom: Storeroom) -> list[tuple[Material, int, int]]:
    """The cards in the order of the list above, with price and how many came over."""
    kept = {card.code: card for card in storeroom.store.find(Material)}
    return [(kept[f"ว{number:03}"], each[4], each[7]) for number, each in enumerate(_MATERIALS, 1)]
