"""หนังสือแจ้งผลคำขอใช้สิทธิ: the answer to a request about personal data; a refusal tells its ground."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.kit import Block, Paper, PaperSettings, draw_letter
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.office.outgoing import office_letter, office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.trust.registers import RIGHTS
from sai_thong.ground.clock import Clock
from sai_thong.ground.language import _
from sai_thong.registers.trust.records import PersonRequest
from sai_thong.registers.trust.terms import Answer
from sai_thong.thai.calendar import thai_date


@dataclass(frozen=True)
class RequestAnswer:
    """The answer to a request: who writes, the day and number of the letter, and the request."""

    office: OfficeOnPaper
    day: date
    number: str
    request: PersonRequest

    @property
    def record_id(self) -> str:
        """The request."""
        return self.request.id


def gather_request_answer(store: Store, request: PaperRequest) -> RequestAnswer:
    """The letter that answers a request.

    Raises:
        RecordMissing: There is no such request.
        NothingToPrint: It is not answered yet.
    """
    asked = store.get(PersonRequest, request.record_id)
    if asked.answered_on is None:
        raise NothingToPrint(_("This request is not answered yet."), do=_("Enter the answer first."))
    return RequestAnswer(gather_office(store), request.day or asked.answered_on, request.number, asked)


def request_answer(data: RequestAnswer, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter to who asked."""
    asked, name = data.request, data.office.name
    paper = office_paper(data.office, "หนังสือแจ้งผลคำขอใช้สิทธิ", settings, clock)
    body: list[Block] = [
        f"ตามที่ท่านได้ยื่นคำขอต่อ{name} เมื่อวันที่ {thai_date(asked.received_on)} เพื่อ{RIGHTS[asked.right]} "
        f"{asked.detail}".rstrip()
        + " นั้น",
    ]
    if asked.answer is Answer.GRANTED:
        body.append(f"{name}ได้พิจารณาและดำเนินการตามคำขอของท่านแล้ว {asked.answer_reason}")
    else:
        extent = "บางส่วน" if asked.answer is Answer.PARTLY else ""
        body.append(
            f"{name}ได้พิจารณาแล้ว ไม่อาจดำเนินการตามคำขอ{extent}ได้ ด้วยเหตุตามกฎหมาย คือ {asked.ground_words} "
            f"โดยมีเหตุผลดังนี้ {asked.answer_reason}"
        )
        body.append(
            "ทั้งนี้ สำนักงานได้บันทึกการปฏิเสธพร้อมเหตุผลไว้ตามมาตรา 39 (7) "
            "และท่านมีสิทธิร้องเรียนต่อคณะกรรมการผู้เชี่ยวชาญตามมาตรา 73 แห่งพระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562"
        )
    body.append("จึงเรียนมาเพื่อทราบ")
    letter = office_letter(
        data.office,
        day=data.day,
        number=data.number,
        subject="แจ้งผลคำขอใช้สิทธิเกี่ยวกับข้อมูลส่วนบุคคล",
        to=asked.asked_by,
        body=body,
    )
    draw_letter(paper, letter)
    return paper
