"""ข้อมูลส่วนบุคคลของบุคคลหนึ่งที่สำนักงานมี (มาตรา 30): every record of every register, and who saw it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from sai_thong.db.access_log import Access, Seen
from sai_thong.forms.kit import Column, Flow, Paper, PaperSettings
from sai_thong.forms.office.office_on_paper import OfficeOnPaper
from sai_thong.forms.trust.sheets import SIZE, facts, heading, moment, sheet, sign, table
from sai_thong.ground.clock import Clock
from sai_thong.registers.trust.dossier import Dossier, HeldField, HeldRecord
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.citizen_id import formatted

_KINDS: Final = {
    Access.VIEW: "เปิดดู",
    Access.VIEW_SEALED: "เปิดดูส่วนที่มีกุญแจแยก",
    Access.UNMASK: "ดูเลขเต็ม",
    Access.SEARCH: "ค้นด้วยเลขประจำตัว",
    Access.PRINT: "พิมพ์",
    Access.REPRINT: "พิมพ์ซ้ำ",
    Access.EXPORT: "ส่งออก",
    Access.EXPORT_WHOLE: "ส่งออกข้อมูลเต็ม",
}
_SEEN: Final = (
    Column("เมื่อ", 40),
    Column("ผู้ใช้", 44),
    Column("การกระทำ", 42),
    Column("เหตุผล", 54),
)


@dataclass(frozen=True)
class DossierSheets:
    """The dossier as printed: whose papers, and what is held."""

    office: OfficeOnPaper
    dossier: Dossier


def dossier_paper(data: DossierSheets, settings: PaperSettings, clock: Clock) -> Paper:
    """The dossier on as many sheets as it needs."""
    office, dossier = data.office, data.dossier
    made = f"{office.name} รวบรวม ณ วันที่ {thai_date(dossier.made_on)} โดย {dossier.made_by}"
    paper, flow = sheet(office, "ข้อมูลส่วนบุคคลที่สำนักงานมี", [made], settings, clock)
    heading(flow, "1. เจ้าของข้อมูล")
    number = formatted(dossier.citizen_id) if dossier.citizen_id else "ไม่มี"
    facts(flow, (("ชื่อ", dossier.name), ("เลขประจำตัวประชาชน", number), ("รวบรวมเพื่อ", dossier.why)))
    heading(flow, "2. ข้อมูลที่พบจากบุคคลและเลขประจำตัวประชาชน")
    _records(flow, dossier.records)
    if dossier.sealed:
        heading(flow, "3. ข้อมูลในทะเบียนส่วนที่มีกุญแจแยก")
        _records(flow, dossier.sealed)
    if dossier.by_name:
        heading(flow, "ข้อมูลที่พบจากชื่อเท่านั้น")
        words = "อาจเป็นของผู้อื่นที่ชื่อเหมือนกัน เจ้าหน้าที่ต้องตรวจสอบ และปิดข้อมูลของบุคคลอื่นก่อนให้ (มาตรา 30 วรรคสอง)"
        flow.paragraph(words, size=SIZE, indent=0, left=flow.left + 4, spread=False)
        _records(flow, dossier.by_name)
    heading(flow, "ผู้ที่เปิดดู พิมพ์ หรือส่งออกข้อมูลนี้")
    table(flow, _SEEN, list(_seen_rows(dossier.seen)), "ไม่พบการเปิดดูในบันทึกการเข้าถึง")
    sign(flow, "ผู้รวบรวม", "ผู้รับข้อมูล")
    paper.number_pages_of_total()
    return paper


def _records(flow: Flow, records: Sequence[HeldRecord]) -> None:
    for label, group in groupby(records, key=lambda each: each.label):
        kept = list(group)
        flow.need(16)
        flow.gap(3)
        flow.line(f"{label} ({len(kept):,} รายการ)", size=SIZE, bold=True, x=flow.left + 4)
        same = _said_by_all(kept)
        if same:
            _say(flow, "ทุกรายการ: ", same)
        for number, record in enumerate(kept, 1):
            own = [each for each in record.fields if each not in same]
            lead = f"{number}) " if len(kept) > 1 else ""
            partly = "ในเรื่องของผู้อื่น: " if record.of_another else ""
            if own or not same:
                _say(flow, lead + partly, own)


def _said_by_all(records: Sequence[HeldRecord]) -> list[HeldField]:
    """What several records of a kind all say: told once."""
    if len(records) < 2:
        return []
    return [each for each in records[0].fields if all(each in other.fields for other in records[1:])]


def _say(flow: Flow, lead: str, fields: Sequence[HeldField]) -> None:
    words = "   ".join(f"{each.label}: {each.words}" for each in fields)
    flow.paragraph(f"{lead}{words}", size=SIZE - 1, indent=0, left=flow.left + 8, spread=False)


def _seen_rows(seen: Sequence[Seen]) -> Iterator[tuple[str, ...]]:
    for each in seen:
        kind = _KINDS.get(each.kind, "เข้าถึง") if each.kind else "เข้าถึง"
        yield (moment(each.at), each.user, kind, each.why)
