"""Inspections and disposals of the made-up office: a year acknowledged, a year half way, things that leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Final

from sai_thong.demo.place import DEMO_DAY
from sai_thong.demo.storeroom import FINANCE_HEAD, HALL, MAYOR, ROOMS, Storeroom
from sai_thong.registers.assets import (
    disposal_orders,
    disposals,
    inspection_reports,
    inspections,
    sightings,
    striking_off,
)
from sai_thong.registers.assets.committees import Appointed
from sai_thong.registers.assets.custody import change_status
from sai_thong.registers.assets.records import Asset, DisposalLine, DisposalRound, InspectionLine, InspectionRound
from sai_thong.registers.assets.terms import (
    TO_BE_DISPOSED,
    AssetStatus,
    CommitteeRole,
    CommitteeTask,
    DisposalMethod,
)

_INSPECTORS: Final = (
    Appointed("นายเทพบุตร ช่างโยธาดี", "ผู้อำนวยการกองช่าง", CommitteeRole.CHAIR),
    Appointed("นางสาวมาลีวัลย์ การศึกษาดี", "นักวิชาการศึกษาชำนาญการ", CommitteeRole.MEMBER),
    Appointed("นายกล้าณรงค์ ป้องภัยชน", "เจ้าพนักงานป้องกันและบรรเทาสาธารณภัย", CommitteeRole.SECRETARY),
)
_SELLERS: Final = (
    Appointed(FINANCE_HEAD, "ผู้อำนวยการกองคลัง", CommitteeRole.CHAIR),
    Appointed("นางสาวมาลีวัลย์ การศึกษาดี", "นักวิชาการศึกษาชำนาญการ", CommitteeRole.MEMBER),
    Appointed("นายกล้าณรงค์ ป้องภัยชน", "เจ้าพนักงานป้องกันและบรรเทาสาธารณภัย", CommitteeRole.SECRETARY),
)
_DEFECTS: Final = {
    AssetStatus.BROKEN: ("เปิดไม่ติด", "ขาหัก ซ่อมไม่คุ้ม", "ลิ้นชักพัง", "คอมเพรสเซอร์เสีย"),
    AssetStatus.WORN: ("เก่า สีลอก", "เบาะขาด", "ทำงานช้า รุ่นเก่า"),
}
_LAST_YEAR, _THIS_YEAR = 2568, 2569
_SEEN_LAST_YEAR: Final = datetime(2025, 10, 6, 2, 0, tzinfo=UTC)
_WALKED: Final = (HALL, ROOMS[0][0], ROOMS[1][0])
"""Rooms looked at by the demo day; in the last one somebody is still at it."""
_BUYER: Final = "ร้านรุ่งเรืองค้าของเก่า"


def plan_rounds(storeroom: Storeroom) -> None:
    """Put both inspections and every disposal on the calendar."""
    storeroom.on(date(2026, 7, 7), 10, lambda _day: _last_inspection(storeroom))
    _struck_off(storeroom)
    _given_up(storeroom)
    storeroom.on(date(2026, 9, 15), 10, lambda day: _open_inspection(storeroom, day))
    storeroom.on(date(2026, 10, 1), 9, lambda _day: _begin_inspection(storeroom))
    for place, room in enumerate(_WALKED):
        day = storeroom.working_day(date(2026, 10, 6), 5 * place)
        storeroom.on(day, 13, partial(_walk, storeroom, room))
    _liability(storeroom)
    _in_work(storeroom)


# Inspections ----------------------------------------------------------------------------------------------------------


def _last_inspection(storeroom: Storeroom) -> None:
    """Last year's, done on paper: entered with what the committee had written down, reported and acknowledged."""
    store = storeroom.store
    opened = inspections.open_round(
        store,
        _LAST_YEAR,
        order_no="415/2568",
        ordered_on=date(2025, 9, 15),
        begun_on=date(2025, 10, 1),
        committee=_INSPECTORS,
        why="ตรวจสอบบนกระดาษก่อนใช้โปรแกรม",
    ).round
    lines = store.find(InspectionLine, round_id=opened.id)
    written = [
        sightings.WrittenSighting(
            tag=line.number,
            seen_at=_SEEN_LAST_YEAR + timedelta(minutes=place),
            seen_by=_INSPECTORS[2].name,
            room=line.book_room,
            condition=line.book_status if line.book_status in TO_BE_DISPOSED else None,
            defect=_defect(storeroom, line.book_status),
            ticked=True,
        )
        for place, line in enumerate(lines)
    ]
    sightings.take_in(store, opened.id, written)
    inspection_reports.submit(
        store,
        opened.id,
        receipts_right=True,
        balances_right=True,
        submitted_on=date(2025, 11, 11),
        missing_are_lost=True,
    )
    inspection_reports.acknowledge(store, opened.id, on=date(2025, 11, 13))
    inspection_reports.sent_to_auditor(store, opened.id, letter_no="กส 99901/612", on=date(2025, 11, 14))


def _open_inspection(storeroom: Storeroom, day: date) -> None:
    inspections.open_round(storeroom.store, _THIS_YEAR, order_no="398/2569", ordered_on=day, committee=_INSPECTORS)


def _begin_inspection(storeroom: Storeroom) -> None:
    inspections.begin_round(storeroom.store, _this_round(storeroom).id)


def _walk(storeroom: Storeroom, room: str, _day: date) -> None:
    """Go through a room: most things are scanned, some are worse than the book says, one stands elsewhere."""
    store, found = storeroom.store, _this_round(storeroom)
    lines = [line for line in store.find(InspectionLine, round_id=found.id) if line.book_room == room]
    lines.sort(key=lambda line: line.number)
    if room == _WALKED[-1]:
        lines = lines[: len(lines) * 2 // 3]
    tokens = {card.id: card.token for card in store.find(Asset)}
    for place, line in enumerate(lines):
        if place == 3:
            sightings.tick(store, line.id, found=False, seen_by=_INSPECTORS[1].name)
            continue
        condition = line.book_status if line.book_status in (AssetStatus.BROKEN, AssetStatus.WORN) else None
        if condition is None and storeroom.chance.random() < 0.06:
            condition = storeroom.chance.choice((AssetStatus.BROKEN, AssetStatus.WORN))
        sightings.see(
            store,
            found.id,
            tokens[line.asset_id],
            room=room,
            condition=condition,
            defect=_defect(storeroom, condition),
            seen_by=_INSPECTORS[2].name,
        )
    sightings.see(store, found.id, tokens[lines[0].asset_id], room=room, seen_by=_INSPECTORS[2].name)
    strangers = {HALL: "อบจ.กส 451/60/0007", _WALKED[1]: "SN-99-00017"}
    if room in strangers:
        sightings.see(store, found.id, strangers[room], room=room, seen_by=_INSPECTORS[2].name)
    elsewhere = [line for line in store.find(InspectionLine, round_id=found.id) if line.book_room == ROOMS[3][0]]
    sightings.see(store, found.id, elsewhere[_WALKED.index(room)].number, room=room, seen_by=_INSPECTORS[2].name)


def _defect(storeroom: Storeroom, condition: AssetStatus | None) -> str:
    return storeroom.chance.choice(_DEFECTS[condition]) if condition in _DEFECTS else ""


def _this_round(storeroom: Storeroom) -> InspectionRound:
    return storeroom.store.find(InspectionRound, fiscal_year_be=_THIS_YEAR)[0]


# Disposals ------------------------------------------------------------------------------------------------------------


def _struck_off(storeroom: Storeroom) -> None:
    """What last year's inspection found broken: sold without an auction, struck off, everybody told."""
    store = storeroom.store
    title = "จำหน่ายพัสดุชำรุด เสื่อมสภาพ ประจำปี 2568"

    def begin(_day: date) -> None:
        last = store.find(InspectionRound, fiscal_year_be=_LAST_YEAR)[0]
        chosen = _chosen(storeroom, ("400", "401", "406"), 14)
        disposals.begin_disposal(store, title, chosen, inspection_id=last.id)

    def found(day: date) -> None:
        disposals.report_facts(store, _round(storeroom, title), reported_on=day)

    def order(day: date) -> None:
        _order(storeroom, title, day, "361/2569", DisposalMethod.DIRECT_SALE)

    def carry_out(day: date) -> None:
        lines = store.find(DisposalLine, round_id=_round(storeroom, title))
        prices = {line.id: max(2_000, (line.cost_satang or 0) // 4_000 * 100) for line in lines}
        disposals.appraise(store, lines[0].round_id, prices)
        disposal_orders.carry_out(
            store,
            lines[0].round_id,
            on=day,
            proceeds_satang=sum(prices.values()) // 100 * 108,
            buyer=_BUYER,
            receipt_no="เล่มที่ 14 เลขที่ 27",
        )

    def strike(day: date) -> None:
        striking_off.strike_off(store, _round(storeroom, title), on=day)

    def tell(day: date) -> None:
        striking_off.tell_auditor(store, _round(storeroom, title), letter_no="กส 99901/455", on=day)

    storeroom.on(date(2026, 7, 8), 9, begin)
    storeroom.on(date(2026, 7, 8), 13, lambda _day: _order_facts(storeroom, title, "352/2569"))
    for day, step in (
        (date(2026, 7, 20), found),
        (date(2026, 7, 27), order),
        (date(2026, 8, 18), carry_out),
        (date(2026, 8, 21), strike),
        (date(2026, 8, 25), tell),
    ):
        storeroom.on(day, 10, step)


def _given_up(storeroom: Storeroom) -> None:
    store = storeroom.store
    title = "จำหน่ายเครื่องปรับอากาศชำรุด"

    def begin(_day: date) -> None:
        disposals.begin_disposal(
            store, title, _chosen(storeroom, ("420",), 1), facts_left_out_why="ชำรุดจากการใช้งานตามปกติ"
        )

    def drop(_day: date) -> None:
        disposals.drop(store, _round(storeroom, title), why="ช่างตรวจแล้วซ่อมได้คุ้มค่า")

    storeroom.on(date(2026, 8, 3), 10, begin)
    storeroom.on(date(2026, 8, 6), 10, drop)


def _liability(storeroom: Storeroom) -> None:
    """A printer that is lost: somebody may be liable, and nothing goes on before that is settled."""
    store = storeroom.store
    title = "เครื่องพิมพ์สูญหาย"

    def begin(day: date) -> None:
        lost = storeroom.usable("480")[0]
        change_status(store, [lost.id], AssetStatus.LOST, on=day, detail="ไม่พบตั้งแต่วันหยุดยาว แจ้งความแล้ว")
        disposals.begin_disposal(store, title, [disposals.ToDispose(lost.id, "สูญหายจากห้องทำงาน")])

    def report(day: date) -> None:
        disposals.report_facts(store, _round(storeroom, title), reported_on=day, liable="นายสมมุติ เผลอวาง")

    storeroom.on(date(2026, 9, 1), 10, begin)
    storeroom.on(date(2026, 9, 2), 10, lambda _day: _order_facts(storeroom, title, "391/2569"))
    storeroom.on(date(2026, 10, 19), 10, report)


def _in_work(storeroom: Storeroom) -> None:
    """Computers and desks to be auctioned: ordered, the prices just found, the sixty days running."""
    store = storeroom.store
    title = "จำหน่ายครุภัณฑ์คอมพิวเตอร์และสำนักงาน ครั้งที่ 1/2570"

    def begin(_day: date) -> None:
        chosen = _chosen(storeroom, ("416", "480", "400"), 11)
        disposals.begin_disposal(store, title, chosen, facts_left_out_why="เสื่อมสภาพจากการใช้งานตามปกติ")

    def appraise(_day: date) -> None:
        lines = store.find(DisposalLine, round_id=_round(storeroom, title))
        disposals.appraise(
            store, lines[0].round_id, {line.id: max(5_000, (line.cost_satang or 0) // 3_000 * 100) for line in lines}
        )

    storeroom.on(date(2026, 10, 5), 10, begin)
    storeroom.on(date(2026, 10, 8), 10, lambda day: _order(storeroom, title, day, "405/2570", DisposalMethod.AUCTION))
    storeroom.on(DEMO_DAY - timedelta(days=5), 10, appraise)


def _chosen(storeroom: Storeroom, classes: Sequence[str], count: int) -> list[disposals.ToDispose]:
    """Broken and worn things of some classes, by their numbers."""
    found = storeroom.store.find(Asset, class_code=tuple(classes), status=(AssetStatus.BROKEN, AssetStatus.WORN))
    chosen = sorted(found, key=lambda card: card.number)[:count]
    return [disposals.ToDispose(card.id, _defect(storeroom, card.status)) for card in chosen]


def _order_facts(storeroom: Storeroom, title: str, number: str) -> None:
    disposals.order_facts(storeroom.store, _round(storeroom, title), order_no=number, committee=_INSPECTORS)


def _order(storeroom: Storeroom, title: str, day: date, number: str, method: DisposalMethod) -> None:
    lines = storeroom.store.find(DisposalLine, round_id=_round(storeroom, title))
    given = disposal_orders.DisposalOrder(
        order_no=number,
        ordered_on=day,
        committees={CommitteeTask.APPRAISAL: _SELLERS, CommitteeTask.SALE: _SELLERS},
    )
    methods = {line.id: disposal_orders.ChosenMethod(method) for line in lines}
    disposal_orders.order(storeroom.store, lines[0].round_id, given, methods, why=f"คำสั่ง{MAYOR}")


def _round(storeroom: Storeroom, title: str) -> str:
    return storeroom.store.find(DisposalRound, title=title)[0].id
