"""หนังสือแจ้งเหตุการละเมิดข้อมูลส่วนบุคคล: to the committee's office, and to the persons where the risk is high.

What is told: มาตรา 37 (4) and ประกาศคณะกรรมการคุ้มครองข้อมูลส่วนบุคคล 15 ธันวาคม 2565 (notes 5.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.kit import Block, Paper, PaperSettings, Words, draw_letter
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.office.outgoing import office_letter, office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.trust.sheets import moment
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.registers.trust.incidents import breach_hours
from sai_thong.registers.trust.records import Incident
from sai_thong.registers.trust.rules.breach import countdown
from sai_thong.registers.trust.terms import IncidentKind, Risk

KINDS: Final = {
    IncidentKind.CONFIDENTIALITY: "ข้อมูลถูกเข้าถึงหรือเปิดเผยโดยปราศจากอำนาจ",
    IncidentKind.INTEGRITY: "ข้อมูลถูกเปลี่ยนแปลงโดยปราศจากอำนาจหรือโดยผิดพลาด",
    IncidentKind.AVAILABILITY: "ข้อมูลสูญหายหรือไม่สามารถเข้าถึงได้",
}
RISKS: Final = {
    Risk.UNDECIDED: "อยู่ระหว่างประเมิน",
    Risk.NONE: "ไม่มีความเสี่ยง",
    Risk.RISK: "มีความเสี่ยงที่จะกระทบต่อสิทธิและเสรีภาพของบุคคล",
    Risk.HIGH: "มีความเสี่ยงสูงที่จะกระทบต่อสิทธิและเสรีภาพของบุคคล",
}
_OFFICE: Final = "เลขาธิการคณะกรรมการคุ้มครองข้อมูลส่วนบุคคล"
_NOT_KNOWN: Final = "อยู่ระหว่างตรวจสอบ"


@dataclass(frozen=True)
class BreachLetter:
    """A letter about a breach.

    Attributes:
        office: Who writes.
        day: The day of the letter.
        number: Its number, or empty.
        incident: What happened.
        hours: Within how many hours it is told.
        late: Whether it is told later.
    """

    office: OfficeOnPaper
    day: date
    number: str
    incident: Incident
    hours: int
    late: bool

    @property
    def record_id(self) -> str:
        """The incident."""
        return self.incident.id


def gather_breach_letter(store: Store, request: PaperRequest) -> BreachLetter:
    """The letter about an incident.

    Raises:
        RecordMissing: There is no such incident.
    """
    incident = store.get(Incident, request.record_id)
    hours = breach_hours(store)
    told = incident.told_office_at or store.clock.now()
    return BreachLetter(
        office=gather_office(store),
        day=request.day or bangkok_today(store.clock),
        number=request.number,
        incident=incident,
        hours=hours,
        late=told > countdown(incident, told, hours).deadline,
    )


def breach_notice(data: BreachLetter, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter to the committee's office."""
    paper = office_paper(data.office, "หนังสือแจ้งเหตุการละเมิดข้อมูลส่วนบุคคล", settings, clock)
    incident = data.incident
    body: list[Block] = [
        f"ด้วย{data.office.name}ได้ทราบเหตุการละเมิดข้อมูลส่วนบุคคลเมื่อวันที่ {moment(incident.aware_at)} "
        f"จึงขอแจ้งเหตุตามมาตรา 37 (4) แห่งพระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ดังนี้",
        *_numbered(
            ("เหตุที่เกิด", " ".join(filter(None, (incident.title, incident.detail)))),
            ("ลักษณะการละเมิด", ", ".join(KINDS[each] for each in incident.broken)),
            ("เวลาที่เกิดเหตุ", moment(incident.happened_at) or _NOT_KNOWN),
            ("ข้อมูลที่ถูกละเมิด", incident.data or _NOT_KNOWN),
            ("จำนวนโดยประมาณ", _extent(incident)),
            ("ผลกระทบ", f"{RISKS[incident.risk]} {incident.risk_reason}".strip()),
            ("มาตรการที่ดำเนินการแล้วหรือจะดำเนินการ", incident.measures or _NOT_KNOWN),
        ),
    ]
    if data.late:
        reason = incident.late_reason or "...................................................................."
        body.append(f"การแจ้งนี้ล่วงเลยกำหนด {data.hours} ชั่วโมงนับแต่ทราบเหตุ เนื่องจาก{reason}")
    body.append("จึงเรียนมาเพื่อโปรดทราบ")
    letter = office_letter(
        data.office,
        day=data.day,
        number=data.number,
        subject="แจ้งเหตุการละเมิดข้อมูลส่วนบุคคล",
        to=_OFFICE,
        body=body,
        urgency="ด่วนที่สุด",
    )
    draw_letter(paper, letter)
    return paper


def breach_to_persons(data: BreachLetter, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter to the persons: what happened to their data, what it may do to them, and what helps."""
    paper = office_paper(data.office, "หนังสือแจ้งเจ้าของข้อมูลส่วนบุคคล", settings, clock)
    incident = data.incident
    body: list[Block] = [
        f"ด้วยเมื่อวันที่ {moment(incident.aware_at)} {data.office.name}ได้ทราบเหตุที่กระทบต่อข้อมูลส่วนบุคคลของท่าน "
        f"คือ {incident.title} และประเมินแล้วเห็นว่า{RISKS[incident.risk]} จึงขอแจ้งให้ท่านทราบดังนี้",
        *_numbered(
            ("ลักษณะของเหตุ", ", ".join(KINDS[each] for each in incident.broken)),
            ("ข้อมูลของท่านที่เกี่ยวข้อง", incident.data or _NOT_KNOWN),
            ("สิ่งที่สำนักงานดำเนินการและแนวทางเยียวยา", incident.measures or _NOT_KNOWN),
            (
                "สิ่งที่ท่านควรทำ",
                "ตรวจสอบรายการบัญชีธนาคาร ไม่ให้รหัสหรือข้อมูลส่วนตัวแก่ผู้ที่ติดต่อมาโดยอ้างเหตุนี้ และแจ้งสำนักงานทันทีเมื่อพบสิ่งผิดปกติ",
            ),
        ),
        f"หากมีข้อสงสัยหรือได้รับผลกระทบ โปรดติดต่อ {' '.join(data.office.contact(data.day))}",
        "จึงเรียนมาเพื่อโปรดทราบ",
    ]
    letter = office_letter(
        data.office,
        day=data.day,
        number=data.number,
        subject="แจ้งเหตุการละเมิดข้อมูลส่วนบุคคลและแนวทางการเยียวยา",
        to="เจ้าของข้อมูลส่วนบุคคล",
        body=body,
    )
    draw_letter(paper, letter)
    return paper


def _numbered(*told: tuple[str, str]) -> list[Block]:
    return [Words(f"{number}. {label}: {words}") for number, (label, words) in enumerate(told, 1)]


def _extent(incident: Incident) -> str:
    persons = "" if incident.persons is None else f"เจ้าของข้อมูล {incident.persons:,} ราย"
    records = "" if incident.record_count is None else f"{incident.record_count:,} รายการ"
    return " ".join(filter(None, (persons, records))) or _NOT_KNOWN
