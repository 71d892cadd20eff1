"""บัญชีส่งมอบงาน: what a clerk who leaves hands over, signed by both and by who saw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.kit import Column, Paper, PaperSettings
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.trust.sheets import SIZE, facts, heading, sheet, sign, table
from sai_thong.ground.clock import BANGKOK, Clock, bangkok_today
from sai_thong.registers.law.terms import PaySource
from sai_thong.registers.petitions.terms import PetitionState
from sai_thong.registers.trust.handing_over import OpenCase, ToKey, WorkInHand, work_in_hand
from sai_thong.thai.calendar import thai_date, thai_date_short

_CASE_COLUMNS: Final = (
    Column("ที่", 10, "center"),
    Column("เลขที่เรื่อง", 26, "center"),
    Column("เรื่อง", 66),
    Column("รับเมื่อ", 24, "center"),
    Column("ขั้นตอน", 30),
    Column("ครบกำหนด", 24, "center"),
)
_KEY_COLUMNS: Final = (
    Column("ที่", 10, "center"),
    Column("ชื่อ", 52),
    Column("เลขประจำตัวประชาชน", 40, "center"),
    Column("รายการที่ต้องบันทึก", 46),
    Column("งวดเดือน", 32, "center"),
)
_MONTH_COLUMNS: Final = (
    Column("งวดเดือน", 44),
    Column("แหล่งจ่าย", 44),
    Column("สถานะ", 36),
    Column("ตัดยอด", 28, "center"),
    Column("วันจ่าย", 28, "center"),
)
_LOAN_COLUMNS: Final = (
    Column("ที่", 10, "center"),
    Column("เลขที่ใบยืม", 26, "center"),
    Column("ผู้ยืม", 48),
    Column("รายการ", 66),
    Column("กำหนดคืน", 30, "center"),
)
_CASE_STATES: Final = {
    PetitionState.RECEIVED: "รับคำร้อง",
    PetitionState.AWAITING_PAPERS: "รอเอกสาร",
    PetitionState.ASSIGNED: "มอบหมายแล้ว",
    PetitionState.PROPOSED: "เสนอผู้บริหาร",
    PetitionState.DECIDED: "รอแจ้งผล",
    PetitionState.IN_WORK: "กำลังดำเนินการ",
    PetitionState.ANSWERED: "แจ้งผลแล้ว",
}
_CHANGES: Final = {
    "new": "ผู้มีสิทธิรายใหม่",
    "died": "เสียชีวิต",
    "moved-out": "ย้ายออก",
    "suspended": "ระงับการจ่าย",
    "resumed": "จ่ายต่อ",
    "account": "เปลี่ยนบัญชี",
    "amount": "เปลี่ยนจำนวนเงิน",
    "card": "บัตรคนพิการ",
}
_MONTH_STATES: Final = {"preparing": "เตรียมจ่าย", "sent": "ส่งยอดแล้ว", "paid": "จ่ายแล้ว", "results": "บันทึกผลแล้ว"}
_SOURCES: Final = {PaySource.CGD: "กรมบัญชีกลาง", PaySource.LAO: "สำนักงานจ่ายเอง"}
_LEFT_OUT: Final = {"petitions": "คำร้อง", "allowances": "เบี้ยยังชีพ", "assets": "พัสดุ"}


@dataclass(frozen=True)
class HandingOver:
    """The list as printed.

    Attributes:
        office: Whose it is.
        day: The day of handing over.
        to_name: Who takes over; empty to be written by hand.
        work: What is handed over.
    """

    office: OfficeOnPaper
    day: date
    to_name: str
    work: WorkInHand

    @property
    def record_id(self) -> str:
        """The account it is about: a user's name stands in no log that leaves the office."""
        return self.work.account.id


def gather_handing_over(store: Store, request: PaperRequest) -> HandingOver:
    """What a user has in hand.

    Raises:
        BadInput: Nobody has this user name.
    """
    day = request.day or bangkok_today(store.clock)
    return HandingOver(gather_office(store), day, request.custodian, work_in_hand(store, request.record_id))


def handing_over(data: HandingOver, settings: PaperSettings, clock: Clock) -> Paper:
    """The list, each part with its count, ending with the signatures."""
    work = data.work
    told = [f"{data.office.name} วันที่ {thai_date(data.day)}"]
    paper, flow = sheet(data.office, "บัญชีส่งมอบงาน", told, settings, clock)
    flow.gap(3)
    leaving = " ".join(filter(None, (work.account.full_name or work.account.name, work.account.position)))
    facts(flow, [("ผู้ส่งมอบ", leaving), ("ผู้รับมอบ", data.to_name or "." * 60)], indent=0)
    heading(flow, f"1. เรื่องที่ยังไม่แล้วเสร็จ ({len(work.cases)} เรื่อง)")
    table(flow, _CASE_COLUMNS, _numbered([_case(each) for each in work.cases]), "ไม่มี")
    heading(flow, f"2. รายการที่ต้องบันทึกในระบบของส่วนกลาง ({len(work.to_key)} รายการ)")
    table(flow, _KEY_COLUMNS, _numbered([_task(each) for each in work.to_key]), "ไม่มี")
    heading(flow, f"3. งวดจ่ายเบี้ยที่ยังไม่ปิด ({len(work.months)} งวด)")
    months = [
        (
            each.month.name,
            _SOURCES[each.source],
            _MONTH_STATES[each.state.value],
            _day(each.cut_off_on),
            _day(each.pay_on),
        )
        for each in work.months
    ]
    table(flow, _MONTH_COLUMNS, months, "ไม่มี")
    heading(flow, f"4. พัสดุที่ให้ยืมและยังไม่ได้คืน ({len(work.loans)} รายการ)")
    loans = [(each.number, each.borrower, each.things, _day(each.due_on)) for each in work.loans]
    table(flow, _LOAN_COLUMNS, _numbered(loans), "ไม่มี")
    flow.gap(4)
    if work.left_out:
        names = " ".join(_LEFT_OUT[each] for each in work.left_out)
        flow.paragraph(f"ไม่รวม: {names} (ผู้จัดทำบัญชีไม่มีสิทธิดู)", size=SIZE, indent=0, spread=False)
    words = "เรื่องลับและส่วนที่มีกุญแจแยก ผู้ถือกุญแจส่งมอบต่างหาก บัญชีผู้ใช้ของผู้ส่งมอบให้ผู้ดูแลโปรแกรมระงับในวันส่งมอบ"
    flow.paragraph(words, size=SIZE, indent=0, spread=False)
    sign(flow, "ผู้ส่งมอบ", "ผู้รับมอบ")
    sign(flow, "พยาน", "ผู้บังคับบัญชา")
    paper.number_pages_of_total()
    return paper


def _case(case: OpenCase) -> tuple[str, ...]:
    received, due = _moment_day(case.received_at), _moment_day(case.due_at)
    return (case.number, case.subject, received, _CASE_STATES[case.state], due)


def _task(waiting: ToKey) -> tuple[str, ...]:
    task = waiting.task
    return (waiting.person, waiting.citizen_id, _CHANGES[task.change.value], task.for_month.name)


def _numbered(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    return [(str(number), *row) for number, row in enumerate(rows, 1)]


def _day(day: date | None) -> str:
    return thai_date_short(day) if day else "–"


def _moment_day(moment: datetime | None) -> str:
    return _day(moment.astimezone(BANGKOK).date()) if moment else "–"
