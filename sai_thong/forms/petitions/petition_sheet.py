"""What every petition form has: head, petitioner, the petition over dotted lines, signature, and the chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.allowances.form_sheet import LEFT, FormSheet
from sai_thong.forms.kit import Blank, Column, Flow, Paper, PaperSettings, Signer, draw_table, form_line, signature_line
from sai_thong.forms.kit.rule import pitch_mm
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.petitions.case_on_paper import CaseOnPaper, blank_chain, case_paper, gather_case
from sai_thong.forms.petitions.opinion_chain import POSITION, ChainWords, chain_height, draw_chain
from sai_thong.forms.petitions.petitioner_on_paper import PetitionerOnPaper
from sai_thong.forms.text.lines import Line
from sai_thong.ground.clock import BANGKOK, Clock, bangkok_today
from sai_thong.registers.law.service_terms import OpinionStep
from sai_thong.registers.office.records import Post
from sai_thong.registers.office.signing import post_title
from sai_thong.registers.petitions.case_view import ChainLink
from sai_thong.thai.calendar import MONTHS, be_year

SIZE: Final = 15.0
_LEAD: Final = 15.0
_DOTS_BELOW: Final = 0.9
_FOOT: Final = 287.0
"""Where the boxes of the chain may end."""
_MOST_LINES: Final = 12
"""Of the petition on the form itself; a longer one stands whole on a page of its own."""
_ROOM_FOR_LIST: Final = 15.0
ATTACHED: Final = "รายละเอียดตามเอกสารแนบท้ายคำร้องนี้"
CLOSING: Final = "จึงเรียนมาเพื่อทราบและโปรดพิจารณาดำเนินการ"


@dataclass(frozen=True)
class PetitionForm:
    """A petition form, blank or of a case.

    Attributes:
        office: Whose form.
        case: The case; None on a blank form.
    """

    office: OfficeOnPaper
    case: CaseOnPaper | None = None

    @property
    def confidential(self) -> bool:
        """Whether its print job must say nothing."""
        return self.case is not None and self.case.confidential

    @property
    def chain(self) -> tuple[ChainLink, ...]:
        """The steps whose places are printed."""
        return self.case.chain_asked if self.case else blank_chain()

    @property
    def person(self) -> PetitionerOnPaper:
        """Whose petition; only the words in place of the name where it may not be told."""
        if self.case is None:
            return PetitionerOnPaper()
        if not self.case.names_anybody:
            return PetitionerOnPaper(self.case.name_to_the_office)
        return self.case.head


def gather_petition_form(store: Store, request: PaperRequest) -> PetitionForm:
    """A blank form, or that of a case.

    Raises:
        NothingToPrint: There is no such case.
    """
    if not request.record_id:
        return PetitionForm(gather_office(store))
    case = gather_case(store, PaperRequest(record_id=request.record_id, day=request.day or bangkok_today(store.clock)))
    return PetitionForm(case.office, case)


class PetitionSheet(FormSheet):
    """The sheet of one petition form under work."""

    def __init__(self, data: PetitionForm, title: str, settings: PaperSettings, clock: Clock) -> None:
        self.paper: Paper = (
            case_paper(data.case, title, settings, clock)
            if data.case
            else office_paper(data.office, title, settings, clock)
        )
        super().__init__(self.paper, top=24.0 if data.confidential else 17.0, size=SIZE)
        self.data = data

    def head(self, title: str, subject: str, enclosures: Sequence[str] = ()) -> None:
        """The title, where the number of receipt stands, place and day, เรื่อง and เรียน."""
        case = self.data.case
        self.title(title, size=20)
        received = case.petition.received_at if case else None
        number = case.petition.number if case else ""
        hour = f"{received.astimezone(BANGKOK):%H.%M}" if received else ""
        self.right_line("เลขรับที่", Blank(number, 1.2), "เวลา", Blank(hour, 0.8), "น.")
        self.right_line("เขียนที่", Blank(self.data.office.place, center=False), share=0.62)
        day, month, year = _parts_of(received)
        self.right_line("วันที่", Blank(day, 0.5), "เดือน", Blank(month, 1.2), "พ.ศ.", Blank(year, 0.7), share=0.62)
        self.line("เรื่อง", Blank(subject, center=False))
        self.line("เรียน", Blank(self._addressee(), center=False))
        if case is None:
            self.line("สิ่งที่ส่งมาด้วย", Blank())
        for number_of, name in enumerate(enclosures, 1):
            label = "สิ่งที่ส่งมาด้วย" if number_of == 1 else " " * 2
            self.line(label, Blank(f"{number_of}. {name}", center=False), indent=0 if number_of == 1 else 22)

    def _addressee(self) -> str:
        """The chief executive; of a complaint about them, whoever signs in their place."""
        case = self.data.case
        signer = case.signer(case.day) if case and case.petition.accused else None
        return signer.posts[-1] if signer and signer.posts else self.data.office.mayor_title

    def petitioner(self) -> None:
        """Who asks: name, age, address, telephone and citizen id."""
        person = self.data.person
        self.line(
            "ข้าพเจ้า", Blank(person.name, 3), "อายุ", Blank(person.age, 0.6), "ปี สัญชาติ", Blank(person.nationality, 0.9),
            indent=_LEAD,
        )  # fmt: skip
        typed = bool(person.house) and not person.subdistrict
        if typed:
            self.line("ที่อยู่", Blank(person.house, 3, center=False), "หมู่ที่", Blank(person.moo, 0.5))
        else:
            self.line(
                "บ้านเลขที่", Blank(person.house, 1), "หมู่ที่", Blank(person.moo, 0.6), "ซอย/ถนน", Blank(person.lane, 1.6)
            )  # fmt: skip
            self.line(
                "ตำบล", Blank(person.subdistrict), "อำเภอ", Blank(person.district), "จังหวัด", Blank(person.province)
            )
        self.line("โทรศัพท์", Blank(person.phone, 1), "เลขประจำตัวประชาชน", Blank(person.shown_id, 1.4))
        self._others()

    def _others(self) -> None:
        case = self.data.case
        if case is None or not case.others or not case.names_anybody:
            return
        if len(case.others) == 1 and case.others[0].role == "in-need":
            self.line("ยื่นแทน/แจ้งแทนผู้เดือดร้อน คือ", Blank(f"{case.others[0].name} {case.others[0].address}".strip()))
        else:
            self.line("พร้อมด้วยผู้ร่วมยื่นคำร้องอีก", Blank(str(len(case.others)), 0.4), "ราย ตามบัญชีรายชื่อแนบท้าย")

    def written(self, lead: str, text: str, *, least: int = 4) -> None:
        """`lead`, then `text` over dotted lines, at least that many of them; a long text goes to a page of its own."""
        start = self.page.text(self.left + _LEAD, self.y, lead, size=self.size) + 1.2
        lines = self._lines(text, start - self.left)
        if len(lines) > _MOST_LINES:
            lines = self._lines(ATTACHED, start - self.left)
        for number in range(max(least, len(lines))):
            if number < len(lines):
                self.page.draw_line(self.left, self.y, lines[number], size=self.size, filled=True)
            self.page.dots(self.left if number else start, self.right, self.y + _DOTS_BELOW)
            self.y += pitch_mm(self.size)

    def _lines(self, text: str, indent: float) -> list[Line]:
        paragraphs = [part for part in text.splitlines() if part.strip()]
        lines: list[Line] = []
        for number, part in enumerate(paragraphs):
            inset = indent if number == 0 else _LEAD
            lines += self.page.lines_of(part, self.width, size=self.size, indent=inset, spread=False)
        return lines

    def close(self, role: str, words: ChainWords) -> None:
        """The closing, the petitioner's signature, the chain, and what is attached."""
        self.page.text(self.left + _LEAD, self.y, CLOSING, size=self.size)
        self.y += pitch_mm(self.size) * 1.6
        name = self.data.person.name if self.data.case is None or self.data.case.names_anybody else ""
        width = 55.0
        middle = self.right - width / 2 - self.page.text_width(role, self.size) - 4
        self.y = signature_line(self.page, middle, self.y, role, Signer(name), size=self.size, width=width) + 1
        chain = self.data.chain
        if chain:
            if self.y + chain_height(self.page, self.width, chain) > _FOOT:
                self._next_page()
            draw_chain(self.page, (self.left, self.y), self.width, chain, words)
        self._attachments()

    def _next_page(self) -> None:
        self.page = self.paper.page()
        self.y = 20.0

    def _attachments(self) -> None:
        case = self.data.case
        if case is None:
            return
        if case.petition.detail and len(self._lines(case.petition.detail, 60)) > _MOST_LINES:
            flow = Flow(self.paper, left=LEFT)
            flow.line(f"เอกสารแนบท้ายคำร้องเลขที่ {case.case_number}", bold=True, align="center")
            flow.gap(6)
            for part in case.petition.detail.splitlines():
                flow.paragraph(part, size=self.size, indent=_LEAD)
        if len(case.others) > 1 and case.names_anybody:
            self._list_of_people(case)

    def _list_of_people(self, case: CaseOnPaper) -> None:
        flow = Flow(self.paper, left=LEFT)
        flow.line("บัญชีรายชื่อผู้ยื่นคำร้อง", bold=True, align="center")
        flow.line(f"แนบท้ายคำร้องเลขที่ {case.case_number}", align="center")
        flow.gap(6)
        columns = (
            Column("ที่", 10, "center"),
            Column("ชื่อ - สกุล", 55),
            Column("ที่อยู่", 58),
            Column("ลายมือชื่อ", 42),
        )
        rows = [(str(number), each.name, each.address, "") for number, each in enumerate(case.people, 1)]
        draw_table(flow, columns, rows, row_height=9)


def chain_words(data: PetitionForm, *, officer: str = "ความคิดเห็นเจ้าหน้าที่") -> ChainWords:
    """What the chain is called on the form of an office: the head of the division the case is with, if it is known."""
    own = data.office.office
    head = data.case.head_of_division(data.case.day).posts[-1] if data.case else "หัวหน้าสำนักปลัด/ผู้อำนวยการกอง"
    mayor = post_title(Post.MAYOR, own)
    titles = {
        OpinionStep.OFFICER: officer,
        OpinionStep.HEAD: f"ความคิดเห็น{head}",
        OpinionStep.CLERK: "ความคิดเห็นปลัด",
        OpinionStep.MAYOR: "ความคิดเห็น/คำสั่งนายก",
    }
    posts = {
        OpinionStep.OFFICER: POSITION,
        OpinionStep.HEAD: head,
        OpinionStep.CLERK: post_title(Post.CLERK, own),
        OpinionStep.MAYOR: mayor,
    }
    return ChainWords(titles, posts)


def enclosures_of(data: PetitionForm) -> list[str]:
    """The papers handed in with the petition."""
    return [paper.name for paper in data.case.papers if paper.received_on] if data.case else []


def line_of(sheet: PetitionSheet, *parts: str | Blank) -> None:
    """A line that begins where paragraphs do."""
    sheet.y = form_line(sheet.page, sheet.left + _LEAD, sheet.y, sheet.width - _LEAD, parts, size=sheet.size)


def _parts_of(moment: datetime | None) -> tuple[str, str, str]:
    if moment is None:
        return "", "", ""
    day = moment.astimezone(BANGKOK).date()
    return str(day.day), MONTHS[day.month - 1], str(be_year(day.year))
