"""Invented disposals: a small one with every way of leaving, and one of so many things that lists go on over pages."""

from __future__ import annotations

import dataclasses
import io
from datetime import date

from PIL import Image

from sai_thong.forms.assets.disposal_round import DisposalOnPaper
from sai_thong.registers.assets.records import CommitteeSeat, DisposalLine, DisposalRound
from sai_thong.registers.assets.terms import (
    AssetStatus,
    CommitteeRole,
    CommitteeTask,
    DisposalMethod,
    DisposalState,
    SaleReason,
)
from sai_thong.registers.law.asset_tables import shipped_asset_law
from sai_thong.registers.law.asset_terms import DisposalStepKey
from tests.forms.allowances.invented import ON_PAPER

ROUND = DisposalRound(
    id="disposal-1",
    title="จำหน่ายพัสดุชำรุดและเสื่อมสภาพ ปีงบประมาณ 2570",
    fiscal_year_be=2570,
    inspection_id="round-1",
    state=DisposalState.STRUCK_OFF,
    facts_order_no="331/2569",
    facts_reported_on=date(2026, 12, 4),
    order_no="340/2569",
    ordered_on=date(2026, 12, 9),
    finish_by=date(2027, 2, 7),
    carried_out_on=date(2027, 1, 20),
    buyer="นายสมหมาย ของเก่าดี",
    receipt_no="เล่มที่ 12 เลขที่ 45",
    proceeds_satang=9_300_00,
    struck_off_on=date(2027, 1, 25),
)


def _seats(task: CommitteeTask, *people: tuple[CommitteeRole, str, str]) -> tuple[CommitteeSeat, ...]:
    return tuple(
        CommitteeSeat(round_id="disposal-1", task=task, role=role, name=name, position=position, place=place)
        for place, (role, name, position) in enumerate(people)
    )


CHAIR = (CommitteeRole.CHAIR, "นายเทียนชัย สว่างวงศ์", "ผู้อำนวยการกองช่าง")
MEMBER = (CommitteeRole.MEMBER, "นางสาวปิ่นมณี แสงเดือนเพ็ญ", "นักพัฒนาชุมชนชำนาญการ")
SECRETARY = (CommitteeRole.SECRETARY, "นายกล้าณรงค์ ปู่ทวดทองคำ", "นักวิเคราะห์นโยบายและแผนปฏิบัติการ")
SEATS = (
    *_seats(CommitteeTask.FACT_FINDING, CHAIR, MEMBER, SECRETARY),
    *_seats(CommitteeTask.APPRAISAL, CHAIR, MEMBER, SECRETARY),
    *_seats(CommitteeTask.SALE, CHAIR, MEMBER, SECRETARY),
    *_seats(CommitteeTask.DESTRUCTION, (CommitteeRole.SOLE, "นายผายเมือง ทรายทองคำ", "นายช่างโยธาชำนาญงาน")),
)


def line(place: int, method: DisposalMethod, **facts: object) -> DisposalLine:
    """A thing that leaves; what is not said is usual."""
    things = (
        ("เครื่องคอมพิวเตอร์ สำหรับงานประมวลผล แบบที่ 1", 22_000_00, AssetStatus.BROKEN, "แผงวงจรหลักไหม้"),
        ("โต๊ะทำงานเหล็ก", 5_500_00, AssetStatus.WORN, ""),
        ("เก้าอี้บุนวมมีพนักพิง", 1_850_00, AssetStatus.BROKEN, "ขาหัก"),
        ("เครื่องปรับอากาศแบบแยกส่วน ขนาด 24,000 บีทียู", 36_900_00, AssetStatus.NOT_NEEDED, ""),
    )
    name, cost, cause, detail = things[place % len(things)]
    told: dict[str, object] = {
        "id": f"line-{place}",
        "round_id": "disposal-1",
        "asset_id": f"asset-{place}",
        "number": f"416-{50 + place % 9}-{place:04}",
        "name": name,
        "acquired_on": date(2008 + place % 9, 1 + place % 12, 1 + place % 28),
        "cost_satang": cost,
        "cause": cause,
        "cause_detail": detail,
        "method": method,
        "sale_reason": SaleReason.SMALL_TOTAL if method is DisposalMethod.DIRECT_SALE else None,
        "appraised_satang": cost // 20,
        "proceeds_satang": cost // 16,
        "accumulated_satang": cost - 100,
        "profit_satang": cost // 16 - 100,
    }
    return DisposalLine(**(told | facts))  # type: ignore[arg-type]


def disposal(*lines: DisposalLine, **told: object) -> DisposalOnPaper:
    """A paper of these things."""
    rules = shipped_asset_law().rules
    data = DisposalOnPaper(
        office=ON_PAPER,
        round=ROUND,
        lines=lines,
        seats=SEATS,
        rule=rules.disposal_rule(date(2026, 12, 9)),
        cited={each.step: each.legal_ref for each in rules.documents(tuple(DisposalStepKey), date(2026, 12, 9))},
        day=date(2026, 12, 9),
        number="221",
        inspected_year_be=2569,
    )
    return dataclasses.replace(data, **told)  # type: ignore[arg-type]


def many(method: DisposalMethod, count: int, **told: object) -> DisposalOnPaper:
    """A paper of so many things that leave in one way."""
    return disposal(*(line(number, method) for number in range(1, count + 1)), **told)


def picture(colour: str, size: tuple[int, int] = (400, 300)) -> bytes:
    """A photograph."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


_WAYS = (
    DisposalMethod.AUCTION,
    DisposalMethod.DIRECT_SALE,
    DisposalMethod.DESTRUCTION,
    DisposalMethod.TRANSFER,
)
MIXED = disposal(*(line(number, way) for number, way in enumerate(_WAYS, 1)))
EARLY = dataclasses.replace(
    MIXED,
    lines=tuple(dataclasses.replace(each, method=None) for each in MIXED.lines),
    day=date(2026, 11, 20),
)
SOLD = many(DisposalMethod.DIRECT_SALE, 4, day=date(2027, 1, 20), until=date(2027, 1, 15))
AUCTIONED = many(DisposalMethod.AUCTION, 30, day=date(2026, 12, 14), number="58/2569", until=date(2027, 1, 20))
DESTROYED = many(
    DisposalMethod.DESTRUCTION,
    3,
    day=date(2027, 1, 20),
    photographs=(picture("#7a5230"), picture("#305a7a", (300, 400)), picture("#557a30")),
)
TRANSFERRED = many(
    DisposalMethod.TRANSFER,
    2,
    round=dataclasses.replace(ROUND, buyer="ผู้อำนวยการโรงเรียนบ้านทรายทอง"),
    day=date(2027, 1, 11),
)
EXCHANGED = many(DisposalMethod.EXCHANGE, 2, round=dataclasses.replace(ROUND, buyer="บริษัท แลกเปลี่ยนดี จำกัด"))
WRITTEN_OFF = disposal(line(1, DisposalMethod.WRITE_OFF, cause=AssetStatus.LOST, cause_detail=""))
VEHICLE = disposal(
    line(1, DisposalMethod.AUCTION, name="รถยนต์บรรทุก (ดีเซล)", number="312-48-0001", cost_satang=680_000_00),
    marks={"asset-1": "กข 999 กาฬสินธุ์ เครื่อง 4JA1-999999 ตัวถัง MPATFR54H9T999999"},
    day=date(2027, 1, 28),
)
LAND = disposal(
    line(1, DisposalMethod.TRANSFER, name="ที่ดินริมห้วยทราย", number="101-30-0002", cost_satang=120_000_00),
    marks={"asset-1": "โฉนดที่ดิน 99999"},
    round=dataclasses.replace(ROUND, buyer="วัดทรายทองวนาราม"),
    day=date(2027, 1, 28),
)
HUNDREDS = many(DisposalMethod.AUCTION, 120)
