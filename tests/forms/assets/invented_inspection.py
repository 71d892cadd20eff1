"""An invented yearly inspection of a small office, and of one with hundreds of things. Nobody is real."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime

from sai_thong.forms.assets.inspection_materials import MaterialLeft, MaterialsLeft
from sai_thong.forms.assets.inspection_round import FoundOnPaper, InspectionOnPaper
from sai_thong.registers.assets.inspection_view import UnknownTag
from sai_thong.registers.assets.records import CommitteeSeat, InspectionLine, InspectionRound, InspectionSighting
from sai_thong.registers.assets.terms import AssetStatus, CommitteeRole, CommitteeTask, RoundState
from sai_thong.registers.law.asset_tables import shipped_asset_law
from tests.forms.allowances.invented import ON_PAPER

ROUND = InspectionRound(
    id="round-1",
    fiscal_year_be=2569,
    order_no="312/2569",
    ordered_on=date(2026, 9, 21),
    starts_on=date(2026, 10, 1),
    report_by=date(2026, 11, 13),
    state=RoundState.SUBMITTED,
    receipts_right=True,
    balances_right=False,
    remarks="เห็นควรปรับปรุงทะเบียนให้ตรงกับห้องที่ตั้งจริง และติดเลขครุภัณฑ์ใหม่แทนที่เลือน",
    submitted_on=date(2026, 11, 12),
)


def seat(place: int, role: CommitteeRole, name: str, position: str) -> CommitteeSeat:
    """A seat of the inspection."""
    return CommitteeSeat(
        round_id="round-1", task=CommitteeTask.INSPECTION, role=role, name=name, position=position, place=place
    )


SEATS = (
    seat(0, CommitteeRole.CHAIR, "นายเทียนชัย สว่างวงศ์", "ผู้อำนวยการกองช่าง"),
    seat(1, CommitteeRole.MEMBER, "นางสาวปิ่นมณี แสงเดือนเพ็ญ", "นักพัฒนาชุมชนชำนาญการ"),
    seat(2, CommitteeRole.SECRETARY, "นายกล้าณรงค์ ปู่ทวดทองคำ", "นักวิเคราะห์นโยบายและแผนปฏิบัติการ"),
)
LONG_COMMITTEE = (
    *SEATS[:2],
    *(seat(number, CommitteeRole.MEMBER, f"นายกรรมการคนที่ {number}", "นักวิชาการศึกษาชำนาญการ") for number in range(2, 8)),
    dataclasses.replace(SEATS[2], place=8),
)
_ROOMS = ("ห้องกองคลัง", "ห้องประชุมสภา", "ห้องปลัด", "ห้องเก็บพัสดุ", "")
_NAMES = (
    ("โต๊ะทำงานเหล็ก", "ลีโก้", 5_500_00),
    ("เก้าอี้สำนักงานมีพนักพิงและที่พักแขน", "", 3_610_00),
    ("เครื่องคอมพิวเตอร์โน้ตบุ๊ก สำหรับงานประมวลผล", "เอเซอร์", 24_000_00),
    ("เครื่องปรับอากาศแบบแยกส่วน ชนิดตั้งพื้นหรือแขวน ขนาด 24,000 บีทียู", "แคเรียร์", 36_900_00),
)
_STATES = (
    AssetStatus.IN_USE,
    AssetStatus.BROKEN,
    AssetStatus.IN_USE,
    AssetStatus.WORN,
    AssetStatus.IN_USE,
    AssetStatus.NOT_NEEDED,
    AssetStatus.IN_USE,
    AssetStatus.LOST,
)
_DEFECTS = {
    AssetStatus.BROKEN: "คอมเพรสเซอร์ไม่ทำงาน",
    AssetStatus.WORN: "พนักพิงหัก",
}


def lines_of(count: int, *, seen: bool = True) -> tuple[InspectionLine, ...]:
    """So many lines of an inspection, in the order of their numbers."""
    made = []
    for number in range(1, count + 1):
        name, brand, cost = _NAMES[number % len(_NAMES)]
        state = _STATES[number % len(_STATES)]
        made.append(
            InspectionLine(
                id=f"line-{number}",
                round_id="round-1",
                asset_id=f"asset-{number}",
                number=f"416-{60 + number % 9}-{number:04}",
                name=name,
                brand=brand,
                acquired_on=date(2017 + number % 9, 1 + number % 12, 1 + number % 28),
                cost_satang=cost + number * 1_00,
                book_room=_ROOMS[number % len(_ROOMS)],
                book_status=AssetStatus.IN_USE,
                custodian=("นางเรไรวรรณ กุดน้ำใส", "")[number % 2],
                found=state is not AssetStatus.LOST if seen else None,
                condition=state if seen else None,
                defect=_DEFECTS.get(state, "") if seen else "",
            )
        )
    return tuple(sorted(made, key=lambda line: line.number))


def found(count: int) -> FoundOnPaper:
    """What was found of so many lines, with two things in other rooms and one that nobody knows."""
    lines = lines_of(count)
    unknown = InspectionSighting(
        round_id="round-1",
        tag="452-51-0009",
        room="ห้องเก็บพัสดุ",
        condition=AssetStatus.BROKEN,
        seen_at=datetime(2026, 10, 6, 3, 0, tzinfo=UTC),
    )
    conditions = {line.asset_id: line.condition for line in lines if line.condition}
    return FoundOnPaper(lines, conditions, strays=lines[:2], unknown=(UnknownTag(unknown, None),))


BEFORE = InspectionOnPaper(
    office=ON_PAPER,
    round=dataclasses.replace(
        ROUND, order_no="", ordered_on=None, state=RoundState.IN_PROGRESS, receipts_right=None, balances_right=None
    ),
    seats=SEATS,
    rule=shipped_asset_law().rules.inspection_rule(date(2026, 10, 1)),
    day=date(2026, 9, 21),
    number="118",
)
"""The memo and order of September."""
ORDERED = dataclasses.replace(BEFORE, round=dataclasses.replace(BEFORE.round, order_no="312/2569"), number="")
REPORTED = dataclasses.replace(BEFORE, round=ROUND, day=date(2026, 11, 12), number="204", found=found(40))
HUNDREDS = dataclasses.replace(REPORTED, found=found(300))
WALK = dataclasses.replace(BEFORE, day=date(2026, 10, 1), found=FoundOnPaper(lines_of(44, seen=False)))
MATERIALS = MaterialsLeft(
    REPORTED,
    (
        MaterialLeft("กระดาษถ่ายเอกสาร A4 80 แกรม", "รีม", "118", 13_570_00),
        MaterialLeft("ตลับหมึกเครื่องพิมพ์เลเซอร์ สีดำ", "ตลับ", "6", 14_280_00),
        MaterialLeft("คลอรีนผง 65%", "กิโลกรัม", "42.5", 4_462_50),
        MaterialLeft("น้ำมันดีเซล", "ลิตร", "1,250", 39_962_50),
    ),
)
