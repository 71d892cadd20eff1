"""What happened to the things of the made-up office: pictures, repairs, days to remember, years closed."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from sai_thong.demo.asset_cards import PROPERTIES
from sai_thong.demo.place import FIRST_DAY
from sai_thong.demo.small_pictures import Thing, picture_of_thing
from sai_thong.demo.storeroom import KEEPERS, OFFICE, WORKS, Storeroom
from sai_thong.registers.assets.accounts import compare_year, set_account_figure
from sai_thong.registers.assets.asset_dates import add_date, date_done
from sai_thong.registers.assets.closing_years import close_year
from sai_thong.registers.assets.improvements import add_improvement
from sai_thong.registers.assets.photographs import NUMBER_PLATE, OVERALL, add_photograph
from sai_thong.registers.assets.properties import save_details
from sai_thong.registers.assets.records import (
    AccountFigure,
    Asset,
    AssetDate,
    Improvement,
    PropertyDetails,
    Repair,
)
from sai_thong.registers.assets.repairs import (
    finish_repair,
    open_repair,
    record_past_repair,
    report_fault,
    send_to_repair,
)
from sai_thong.registers.assets.terms import DateKind, RepairOutcome
from sai_thong.registers.attachments.preparing import prepared
from sai_thong.registers.law.asset_terms import AssetGroup

_PICTURED: Final = (
    ("001", Thing.VEHICLE, 3),
    ("400", Thing.DESK, 2),
    ("401", Thing.CHAIR, 2),
    ("416", Thing.COMPUTER, 3),
    ("420", Thing.AIR_CONDITIONER, 2),
    ("102", Thing.BUILDING, 1),
)
"""Class, what is drawn, and of how many things."""
_GARAGE: Final = "อู่ทรายทองการช่าง"
_SHOP: Final = "ร้านทรายทองคอมพิวเตอร์"
_LAND, _BUILDING, _ROAD = (card.number for card in PROPERTIES)
_WA100_A_RAI: Final = 400 * 100
_COMPARED_BE: Final = 2568
_ROADS: Final = AssetGroup.INFRASTRUCTURE.value
_COMPUTERS: Final = "คอมพิวเตอร์"
_PRICED_OTHERWISE: Final = 120_000
"""Satang."""


def plan_course(storeroom: Storeroom) -> None:
    """Put it all on the calendar."""
    storeroom.on(storeroom.working_day(FIRST_DAY, 2), 14, lambda _day: _describe(storeroom))
    storeroom.on(storeroom.working_day(FIRST_DAY, 3), 14, lambda _day: _photograph(storeroom))
    for year_be, day in ((2567, date(2026, 7, 9)), (2568, date(2026, 7, 10))):
        storeroom.on(day, 15, partial(_close, storeroom, year_be))
    storeroom.on(date(2026, 7, 10), 16, lambda _day: _type_accounts(storeroom))
    storeroom.on(date(2026, 7, 13), 9, lambda _day: _days_to_remember(storeroom))
    storeroom.on(date(2026, 8, 27), 10, partial(_extend, storeroom))
    _repairs(storeroom)


def _describe(storeroom: Storeroom) -> None:
    """What แบบ พ.ด.1 asks of the land, the building and the road."""
    told = (
        PropertyDetails(
            asset_id=_numbered(storeroom, _LAND).id,
            place="หมู่ที่ 1 ตำบลทรายทอง",
            moo=1,
            coordinates="16.600000,103.600000",
            title_kind="title-1",
            title_no="99901",
            area_wa100=6 * _WA100_A_RAI + 25_000,
        ),
        PropertyDetails(
            asset_id=_numbered(storeroom, _BUILDING).id,
            place="หมู่ที่ 1 ตำบลทรายทอง",
            moo=1,
            building_no="999",
            description="อาคาร คสล. 2 ชั้น หลังคามุงกระเบื้อง",
            area_cm2=640 * 10_000,
        ),
        PropertyDetails(
            asset_id=_numbered(storeroom, _ROAD).id,
            place="หมู่ที่ 1 ถึงหมู่ที่ 2 ตำบลทรายทอง",
            moo=1,
            description="ผิวจราจรคอนกรีตเสริมเหล็ก",
            width_cm=500,
            length_cm=85_000,
            thickness_cm=15,
            shoulder_cm=50,
            lanes=2,
        ),
    )
    for each in told:
        save_details(storeroom.store, each)


def _photograph(storeroom: Storeroom) -> None:
    """Drawn pictures of some things, and of one number plate each."""
    for code, thing, count in _PICTURED:
        cards = sorted(storeroom.store.find(Asset, class_code=code), key=lambda card: card.number)[:count]
        for card in cards:
            seed = storeroom.chance.randrange(1000)
            for note, number in ((OVERALL, ""), (NUMBER_PLATE, card.number)):
                picture = prepared(picture_of_thing(seed, thing, number=number), f"{thing.value}.png")
                add_photograph(storeroom.store, card.id, picture, note=note)


def _close(storeroom: Storeroom, year_be: int, _day: date) -> None:
    close_year(storeroom.store, year_be, leave_unchecked=True, why=f"ปิดบัญชีทรัพย์สินปีงบประมาณ {year_be}")


def _type_accounts(storeroom: Storeroom) -> None:
    """What the accounts had at the end of the year: the road not yet, and a computer at another price."""
    for each in compare_year(storeroom.store, _COMPARED_BE).classes:
        if each.key == _ROADS:
            continue
        cost = each.cost_satang - (_PRICED_OTHERWISE if _COMPUTERS in each.name else 0)
        told = AccountFigure(
            fiscal_year_be=_COMPARED_BE,
            class_key=each.key,
            cost_satang=cost,
            accumulated_satang=each.accumulated_satang,
            source="งบทดลอง ณ วันที่ 30 กันยายน 2568",
        )
        set_account_figure(storeroom.store, told)


def _days_to_remember(storeroom: Storeroom) -> None:
    """Taxes and insurances of the vehicles: one done, some soon, one over; the warranty stands on its card."""
    lorry, motorcycle = (_numbered(storeroom, number) for number in ("001-66-0090", "001-64-0091"))
    told = (
        (lorry, DateKind.VEHICLE_TAX, date(2026, 11, 28), None),
        (lorry, DateKind.COMPULSORY_INSURANCE, date(2026, 11, 20), None),
        (lorry, DateKind.SERVICE, date(2026, 10, 20), 45_000),
        (motorcycle, DateKind.VEHICLE_TAX, date(2026, 7, 30), None),
    )
    for card, kind, due_on, kilometres in told:
        kept = add_date(
            storeroom.store, AssetDate(asset_id=card.id, kind=kind, due_on=due_on, odometer_km=kilometres)
        ).date
        if card is motorcycle:
            date_done(storeroom.store, kept, on=date(2026, 7, 13), next_due=date(2027, 7, 30))


def _extend(storeroom: Storeroom, day: date) -> None:
    """The office building gets a covered entrance."""
    told = Improvement(
        asset_id=_numbered(storeroom, _BUILDING).id,
        accepted_on=day,
        cost_satang=38_500_000,
        what="ต่อเติมหลังคาคลุมทางเข้าอาคาร",
        document_no="สัญญาจ้างเลขที่ 9/2569",
    )
    add_improvement(storeroom.store, told)


def _repairs(storeroom: Storeroom) -> None:
    """An old repair, a finished one, one not worth it, one in the workshop, one only reported."""
    storeroom.on(date(2026, 7, 14), 9, lambda _day: _old_repair(storeroom))
    _repair(
        storeroom, "001", 2, ("เบรกมีเสียงดัง", _GARAGE), (date(2026, 8, 10), date(2026, 8, 11), date(2026, 8, 18)),
        outcome=RepairOutcome.USABLE, satang=1_285_000, work="เปลี่ยนผ้าเบรกหน้าหลังและเจียจานเบรก",
    )  # fmt: skip
    _repair(
        storeroom, "480", 3, ("ดึงกระดาษไม่เข้า เสียงดัง", _SHOP), (date(2026, 9, 7), date(2026, 9, 8), date(2026, 9, 14)),
        outcome=RepairOutcome.NOT_WORTH_IT, satang=30_000, work="ตรวจแล้วชุดลูกยางและเฟืองเสีย ไม่คุ้มซ่อม",
    )  # fmt: skip
    _repair(storeroom, "420", 1, ("ไม่เย็น มีน้ำหยด", _SHOP), (date(2026, 10, 26), date(2026, 10, 27)))
    _repair(storeroom, "416", 4, ("เปิดเครื่องแล้วดับเอง", ""), (date(2026, 11, 2),))


def _old_repair(storeroom: Storeroom) -> None:
    """From the papers of the lorry, before the program."""
    past = Repair(
        asset_id=_numbered(storeroom, "001-66-0090").id,
        ordinal=0,
        reported_on=date(2025, 3, 3),
        symptom="ปั๊มน้ำไม่ทำงาน",
        approval_no="กส 99901/88",
        approved_on=date(2025, 3, 5),
        work="เปลี่ยนซีลปั๊มน้ำ",
        repairer=_GARAGE,
        cost_satang=860_000,
        receipt_no="เล่มที่ 3 เลขที่ 12",
        finished_on=date(2025, 3, 12),
        outcome=RepairOutcome.USABLE,
    )
    record_past_repair(storeroom.store, past)


def _repair(
    storeroom: Storeroom,
    class_code: str,
    place: int,
    fault: tuple[str, str],
    days: tuple[date, ...],
    *,
    outcome: RepairOutcome | None = None,
    satang: int = 0,
    work: str = "",
) -> None:
    """Plan a repair as far as its days go: reported, sent, finished."""
    store = storeroom.store
    symptom, repairer = fault
    chosen: list[str] = []

    def report(day: date) -> None:
        card = storeroom.usable(class_code)[: place + 1][-1]
        chosen.append(card.id)
        keeper = card.custodian or KEEPERS[WORKS if class_code == "001" else OFFICE]
        report_fault(store, card.id, symptom=symptom, on=day, reported_by=keeper)

    def send(day: date) -> None:
        send_to_repair(store, _open(storeroom, chosen[0]), on=day, approval_no="กส 99901/ซ", repairer=repairer)

    def finish(day: date) -> None:
        assert outcome is not None
        finish_repair(
            store,
            _open(storeroom, chosen[0]),
            on=day,
            outcome=outcome,
            cost_satang=satang,
            work=work,
            repairer=repairer,
            receipt_no="เล่มที่ 8 เลขที่ 31",
        )

    for day, step in zip(days, (report, send, finish), strict=False):
        storeroom.on(day, 11, step)


def _open(storeroom: Storeroom, asset_id: str) -> Repair:
    found = open_repair(storeroom.store, asset_id)
    assert found is not None
    return found


def _numbered(storeroom: Storeroom, number: str) -> Asset:
    return storeroom.store.find(Asset, number=number)[0]
