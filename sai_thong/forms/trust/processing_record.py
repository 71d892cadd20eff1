"""บันทึกรายการประมวลผลข้อมูลส่วนบุคคล (มาตรา 39): everything the article asks for, activity by activity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sai_thong.db.store import Store
from sai_thong.forms.kit import Flow, Paper, PaperSettings
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.trust.registers import RIGHTS
from sai_thong.forms.trust.sheets import SIZE, facts, heading, sheet, sign
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.registers.law.terms import Certainty
from sai_thong.registers.trust.processing import ActivityRecord, ProcessingRecord, processing_record
from sai_thong.thai.calendar import thai_date


@dataclass(frozen=True)
class ProcessingSheets:
    """The record as printed: whose it is, its day, and what it tells."""

    office: OfficeOnPaper
    day: date
    record: ProcessingRecord


def gather_processing_record(store: Store, request: PaperRequest) -> ProcessingSheets:
    """The record as it stands.

    Raises:
        LawDataError: An own row of the office does not fit what is shipped; the row is named.
    """
    return ProcessingSheets(gather_office(store), request.day or bangkok_today(store.clock), processing_record(store))


def processing_paper(data: ProcessingSheets, settings: PaperSettings, clock: Clock) -> Paper:
    """The record on as many sheets as it needs."""
    office = data.office
    told = [f"{office.name} ณ วันที่ {thai_date(data.day)}", "พระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 มาตรา 39"]
    paper, flow = sheet(office, "บันทึกรายการประมวลผลข้อมูลส่วนบุคคล", told, settings, clock)
    heading(flow, "ผู้ควบคุมข้อมูลส่วนบุคคล")
    where = " ".join(filter(None, (office.office.address, office.district_and_province, office.office.postcode)))
    reached = " ".join(filter(None, (office.office.phone, office.office.email)))
    facts(flow, (("หน่วยงาน", office.name), ("ที่อยู่", where), ("ติดต่อ", reached)))
    for number, each in enumerate(data.record.activities, 1):
        _activity(flow, number, each)
    heading(flow, "สิทธิและวิธีการเข้าถึงข้อมูลของเจ้าของข้อมูล (มาตรา 39 (5))")
    flow.paragraph(
        f"ยื่นคำขอด้วยตนเองหรือทางไปรษณีย์ที่{office.place} พร้อมหลักฐานแสดงตน โดยมีสิทธิ {', '.join(RIGHTS.values())}",
        size=SIZE,
        indent=0,
        left=flow.left + 4,
    )
    heading(flow, "การปฏิเสธคำขอหรือการคัดค้าน (มาตรา 39 (7))")
    count = len(data.record.refusals)
    refused = f"มี {count:,} รายการ ตามบันทึกการปฏิเสธคำขอที่แนบ" if count else "ยังไม่มีการปฏิเสธ"
    flow.line(refused, size=SIZE, x=flow.left + 4)
    heading(flow, "มาตรการรักษาความมั่นคงปลอดภัย (มาตรา 39 (8) และ 37 (1))")
    for measure in data.record.measures:
        flow.paragraph(f"– {measure.name}", size=SIZE, indent=0, left=flow.left + 4, spread=False)
    sign(flow, "ผู้จัดทำ", "ผู้บริหาร")
    paper.number_pages_of_total()
    return paper


def _activity(flow: Flow, number: int, each: ActivityRecord) -> None:
    activity = each.activity
    heading(flow, f"{number}. {activity.name}", followed_by=34)
    personal = "; ".join(f"{kind.record} ({', '.join(kind.personal)})" for kind in each.collected if kind.personal)
    sensitive = "; ".join(f"{kind.record} ({', '.join(kind.sensitive)})" for kind in each.collected if kind.sensitive)
    facts(
        flow,
        (
            ("วัตถุประสงค์ (2)", activity.purpose),
            ("เจ้าของข้อมูล", activity.subjects),
            ("ข้อมูลที่เก็บรวบรวม (1)", personal),
            ("ข้อมูลอ่อนไหวตามมาตรา 26", sensitive),
            ("ฐานทางกฎหมาย", activity.basis),
            ("ฐานสำหรับข้อมูลอ่อนไหว", activity.sensitive_basis),
            ("แหล่งที่มา", activity.source),
            ("ระยะเวลาการเก็บรักษา (4)", each.kept),
            ("ผู้มีสิทธิเข้าถึง (5)", activity.access),
            ("การใช้หรือเปิดเผย (6)", activity.recipients),
            ("กฎหมายของกิจกรรม", activity.legal_ref),
            ("หมายเหตุ", "ยังไม่ยืนยัน ให้สำนักงานตรวจสอบ" if activity.certainty is Certainty.UNVERIFIED else ""),
        ),
    )
