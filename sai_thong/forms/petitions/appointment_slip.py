"""ใบนัดหมาย: matter, day, hour and place, who comes, what to bring, and whom to call; half an A4 page on A5."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.kit import Blank, Paper, PaperSettings, form_line
from sai_thong.forms.kit.rule import pitch_mm
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.petitions.case_on_paper import CaseOnPaper, case_paper, gather_case
from sai_thong.forms.petitions.slip import A5
from sai_thong.ground.clock import BANGKOK, Clock
from sai_thong.ground.language import _
from sai_thong.registers.petitions.records import Task
from sai_thong.registers.petitions.terms import TaskKind
from sai_thong.thai.calendar import thai_date

_LEFT: Final = 14.0
_SIZE: Final = 16.0
_WEEKDAYS: Final = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")


@dataclass(frozen=True)
class Appointment:
    """An appointment or a visit of a case.

    Attributes:
        case: The case.
        task: The appointment.
    """

    case: CaseOnPaper
    task: Task

    @property
    def confidential(self) -> bool:
        """Whether its print job must say nothing."""
        return self.case.confidential


def gather_appointment(store: Store, request: PaperRequest) -> Appointment:
    """The appointment chosen, else the next one of the case.

    Raises:
        NothingToPrint: There is no such case, or it has no appointment.
    """
    case = gather_case(store, request)
    timed = [task for task in case.tasks if task.begins_at is not None and task.kind is not TaskKind.TASK]
    chosen = [task for task in timed if task.id == case.refers_to]
    standing = [task for task in timed if task.done_on is None and not task.dropped]
    first = [*chosen, *sorted(standing, key=lambda task: task.kind is not TaskKind.APPOINTMENT)]
    if not first:
        raise NothingToPrint(_("The case has no appointment."), do=_("Plan the appointment first."))
    return Appointment(case, first[0])


def appointment_slip(data: Appointment, settings: PaperSettings, clock: Clock) -> Paper:
    """The slip."""
    case, task = data.case, data.task
    paper = case_paper(case, "ใบนัดหมาย", settings, clock)
    page = paper.page(size=A5)
    width, pitch = page.width - 2 * _LEFT, pitch_mm(_SIZE)
    y = 32.0 if case.secrecy else 22.0
    page.text(page.width / 2, y, case.office.name, size=17, bold=True, align="center", fit=width)
    page.text(page.width / 2, y + 9, "ใบนัดหมาย", size=22, bold=True, align="center")
    y += 20
    assert task.begins_at is not None
    begins = task.begins_at.astimezone(BANGKOK)
    day = f"วัน{_WEEKDAYS[begins.weekday()]}ที่ {thai_date(begins.date())}"
    number = Blank(case.petition.number, 0.7)
    lines = (
        ("คำร้องเลขที่", number, "ลงวันที่", Blank(thai_date(case.received_on))),
        ("ผู้ยื่น", Blank(case.name_to_the_petitioner, center=False)),
        ("เรื่อง", Blank(case.petition.subject, center=False)),
        ("นัดเพื่อ", Blank(task.what, center=False)),
        (Blank(day, 2), "เวลา", Blank(f"{begins:%H.%M}", 0.6), "น."),
        ("สถานที่", Blank(task.place or case.where or case.office.place, center=False)),
        ("เจ้าหน้าที่ผู้นัด", Blank(task.who or case.petition.officer, center=False)),
    )
    for parts in lines:
        y = form_line(page, _LEFT, y, width, parts, size=_SIZE) + 0.8
    y += 2
    page.text(_LEFT, y, "สิ่งที่ต้องเตรียมมาด้วย", size=_SIZE, bold=True)
    y += pitch
    for number_of, item in enumerate(task.bring or ("",) * 3, 1):
        y = form_line(page, _LEFT + 4, y, width - 4, (f"{number_of}.", Blank(item, center=False)), size=_SIZE)
    y += 3
    phone = case.office.office.phone
    told = f"หากไม่สามารถมาตามนัด โปรดแจ้ง{case.division}ล่วงหน้า" + (f" โทร. {phone}" if phone else "")
    y = page.paragraph(_LEFT, y, width, told, size=15, spread=False)
    y += pitch
    end = page.width - _LEFT - page.text_width("เจ้าหน้าที่", 15) - 1.2
    start = page.text(_LEFT + 30, y, "ลงชื่อ", size=15) + 1.2
    page.dots(start, end, y + 0.9)
    page.text(end + 1.2, y, "เจ้าหน้าที่", size=15)
    return paper
