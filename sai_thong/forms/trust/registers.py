"""ทะเบียนเหตุละเมิดข้อมูลส่วนบุคคล, and บันทึกการปฏิเสธคำขอ (มาตรา 39 (7)): the lists as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.kit import Column, Paper, PaperSettings
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.trust.breach_letters import KINDS
from sai_thong.forms.trust.sheets import moment, sheet, sign, table
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.registers.law.privacy import Right
from sai_thong.registers.trust.incidents import incidents
from sai_thong.registers.trust.records import Incident, PersonRequest
from sai_thong.registers.trust.requests import refused_requests
from sai_thong.registers.trust.terms import Answer, Risk
from sai_thong.thai.calendar import thai_date, thai_date_short

RIGHTS: Final = {
    Right.ACCESS: "ขอเข้าถึงและขอสำเนาข้อมูล (ม.30)",
    Right.PORTABILITY: "ขอรับข้อมูลในรูปแบบอิเล็กทรอนิกส์ (ม.31)",
    Right.OBJECTION: "คัดค้านการประมวลผล (ม.32)",
    Right.ERASURE: "ขอให้ลบข้อมูล (ม.33)",
    Right.RESTRICTION: "ขอให้ระงับการใช้ข้อมูล (ม.34)",
    Right.RECTIFICATION: "ขอให้แก้ไขข้อมูล (ม.36)",
    Right.WITHDRAW: "ถอนความยินยอม (ม.19)",
}
_RISKS: Final = {Risk.UNDECIDED: "ยังไม่ประเมิน", Risk.NONE: "ไม่มี", Risk.RISK: "มี", Risk.HIGH: "สูง"}
_INCIDENTS: Final = (
    Column("ลำดับ", 12, "center"),
    Column("ทราบเหตุเมื่อ", 32),
    Column("เหตุ", 75),
    Column("ลักษณะการละเมิด", 48),
    Column("เจ้าของข้อมูล\n(ราย)", 22, "right"),
    Column("ความเสี่ยง", 22, "center"),
    Column("แจ้ง สคส. เมื่อ", 32),
    Column("ปิดเหตุเมื่อ", 24, "center"),
)
_REFUSALS: Final = (
    Column("ลำดับ", 12, "center"),
    Column("รับคำขอ", 24, "center"),
    Column("ผู้ยื่นคำขอ", 44),
    Column("คำขอ", 48),
    Column("ผล", 20, "center"),
    Column("เหตุตามกฎหมายและเหตุผล", 95),
    Column("ตอบเมื่อ", 24, "center"),
)


@dataclass(frozen=True)
class IncidentRegister:
    """The register of breaches: whose it is, its day, and every incident, the earliest first."""

    office: OfficeOnPaper
    day: date
    incidents: tuple[Incident, ...]


@dataclass(frozen=True)
class RefusalRegister:
    """The register of refusals: whose it is, its day, and every request that was refused, in whole or in part."""

    office: OfficeOnPaper
    day: date
    requests: tuple[PersonRequest, ...]


def gather_incident_register(store: Store, request: PaperRequest) -> IncidentRegister:
    """The register as it stands."""
    day = request.day or bangkok_today(store.clock)
    return IncidentRegister(gather_office(store), day, tuple(reversed(incidents(store))))


def gather_refusal_register(store: Store, request: PaperRequest) -> RefusalRegister:
    """The register as it stands."""
    day = request.day or bangkok_today(store.clock)
    return RefusalRegister(gather_office(store), day, tuple(refused_requests(store)))


def incident_register(data: IncidentRegister, settings: PaperSettings, clock: Clock) -> Paper:
    """The register of breaches on lying sheets."""
    told = [f"{data.office.name} ณ วันที่ {thai_date(data.day)}"]
    paper, flow = sheet(data.office, "ทะเบียนเหตุละเมิดข้อมูลส่วนบุคคล", told, settings, clock, landscape=True)
    rows = [
        (
            str(number),
            moment(each.aware_at),
            each.title,
            ", ".join(KINDS[kind] for kind in each.broken),
            "" if each.persons is None else f"{each.persons:,}",
            _RISKS[each.risk],
            moment(each.told_office_at) or ("ไม่ต้องแจ้ง" if each.risk is Risk.NONE else ""),
            thai_date_short(each.closed_on) if each.closed_on else "",
        )
        for number, each in enumerate(data.incidents, 1)
    ]
    table(flow, _INCIDENTS, rows, "ไม่มีเหตุละเมิดข้อมูลส่วนบุคคล")
    sign(flow, "ผู้จัดทำ", "ผู้ตรวจสอบ")
    paper.number_pages_of_total()
    return paper


def refusal_register(data: RefusalRegister, settings: PaperSettings, clock: Clock) -> Paper:
    """The register of refusals on lying sheets."""
    told = [f"{data.office.name} ณ วันที่ {thai_date(data.day)}"]
    paper, flow = sheet(data.office, "บันทึกการปฏิเสธคำขอหรือการคัดค้านของเจ้าของข้อมูล", told, settings, clock, landscape=True)
    table(flow, _REFUSALS, refusal_rows(data.requests), "ไม่มีการปฏิเสธคำขอ")
    sign(flow, "ผู้จัดทำ", "ผู้ตรวจสอบ")
    paper.number_pages_of_total()
    return paper


def refusal_rows(requests: tuple[PersonRequest, ...]) -> list[tuple[str, ...]]:
    """A line of the register each."""
    return [
        (
            str(number),
            thai_date_short(each.received_on),
            each.asked_by,
            RIGHTS[each.right],
            "บางส่วน" if each.answer is Answer.PARTLY else "ทั้งหมด",
            f"{each.ground_words} {each.answer_reason}",
            thai_date_short(each.answered_on) if each.answered_on else "",
        )
        for number, each in enumerate(requests, 1)
    ]
