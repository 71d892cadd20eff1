"""ทะเบียนรับคำร้อง: every case of a time in the order of its receipt (columns of the notes 2.5), on A4 lying down.

The confidential cases have a register of their own, for who holds their key; it tells no petitioner's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.kit import Column, Flow, Page, Paper, PaperSettings, draw_table
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.petitions.case_on_paper import ANONYMOUS, HIDDEN, NEUTRAL_TITLE, WITHHELD
from sai_thong.forms.petitions.petitioner_on_paper import HEAD_FIRST
from sai_thong.forms.petitions.wording import CHANNELS, day_of
from sai_thong.ground.clock import BANGKOK, Clock, bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.petitions.clocks_in_force import promised_on
from sai_thong.registers.petitions.law_in_force import PetitionLaw, petition_law
from sai_thong.registers.petitions.records import CasePaper, Notice, Party, Petition
from sai_thong.registers.petitions.shelves import may_see, shelf_of
from sai_thong.registers.petitions.terms import Decision, Naming, NoticeKind, PetitionState
from sai_thong.registers.saraban.records import OutgoingDocument
from sai_thong.registers.saraban.sealing import full_document
from sai_thong.thai.calendar import Month, be_year, ce_year, thai_date, thai_date_short

_SIZE: Final = 11.0
_EDGE: Final = 10.0
_COLUMNS: Final = (
    Column("ลำดับ", 9, "center"),
    Column("เลขรับที่", 15, "center"),
    Column("วันที่รับ", 15, "center"),
    Column("เวลา", 9, "center"),
    Column("ผู้ยื่น", 27),
    Column("ที่อยู่/หมู่", 20),
    Column("โทรศัพท์", 20, "center"),
    Column("เรื่อง/ประเภท", 33),
    Column("ช่องทาง", 17),
    Column("เอกสาร\nแนบ", 13, "center"),
    Column("หน่วยงานที่\nมอบหมาย", 18),
    Column("ครบกำหนด", 14, "center"),
    Column("แจ้งผล/\nเลขหนังสือ", 21, "center"),
    Column("ผลการ\nดำเนินการ", 15),
    Column("ผู้รับเรื่อง", 17),
    Column("หมายเหตุ", 13),
)
_OUTCOMES: Final = {
    PetitionState.RECEIVED: "รับเรื่อง",
    PetitionState.AWAITING_PAPERS: "รอเอกสาร",
    PetitionState.ASSIGNED: "มอบหมายแล้ว",
    PetitionState.PROPOSED: "เสนอผู้บริหาร",
    PetitionState.DECIDED: "มีคำสั่งแล้ว",
    PetitionState.IN_WORK: "กำลังดำเนินการ",
    PetitionState.ANSWERED: "แจ้งผลแล้ว",
    PetitionState.CLOSED: "ปิดเรื่อง",
    PetitionState.RETURNED: "คืนคำขอ",
    PetitionState.WITHDRAWN: "ผู้ยื่นยกเลิก",
    PetitionState.FORWARDED: "ส่งต่อหน่วยงาน",
    PetitionState.MERGED: "รวมเรื่อง",
}
_DECISIONS: Final = {
    Decision.APPROVED: "อนุมัติ",
    Decision.REFUSED: "ไม่อนุมัติ",
    Decision.INFORMED: "ดำเนินการแล้ว",
    Decision.FORWARDED: "ส่งต่อหน่วยงาน",
}
_ANSWERS: Final = (NoticeKind.RESULT, NoticeKind.FORWARD, NoticeKind.RETURN)
_OfCase = TypeVar("_OfCase", Party, CasePaper, Notice)


@dataclass(frozen=True)
class RegisterRow:
    """One case.

    Attributes:
        number: Its number.
        day: The day of receipt.
        hour: The hour of receipt.
        petitioner: Who, or why nobody is named.
        address: Where they live.
        phone: Their telephone.
        matter: What about, and of which service.
        channel: How it came.
        papers: How many papers were handed in.
        division: Where it went.
        due: By when it was to be answered.
        answered: When, and by which letter.
        outcome: What came of it.
        taken_by: Who took it.
        note: What else.
    """

    number: str
    day: str
    hour: str
    petitioner: str
    address: str
    phone: str
    matter: str
    channel: str
    papers: str
    division: str
    due: str
    answered: str
    outcome: str
    taken_by: str
    note: str

    @property
    def cells(self) -> tuple[str, ...]:
        """In the order of the columns, the running number left out."""
        return (
            *(self.number, self.day, self.hour, self.petitioner, self.address, self.phone, self.matter),
            *(self.channel, self.papers, self.division, self.due, self.answered, self.outcome),
            *(self.taken_by, self.note),
        )


@dataclass(frozen=True)
class PetitionRegister:
    """The register of a time.

    Attributes:
        office: Whose.
        time: The time, in words.
        rows: The cases in the order of their receipt.
        confidential: Whether of the confidential cases.
    """

    office: OfficeOnPaper
    time: str
    rows: tuple[RegisterRow, ...]
    confidential: bool = False


def gather_register(*, confidential: bool) -> Callable[[Store, PaperRequest], PetitionRegister]:
    """What reads the register of the ordinary, or of the confidential, cases.

    Args:
        confidential: Which; the confidential ones raise `SetClosed` for who does not hold their key.
    """

    def gather(store: Store, request: PaperRequest) -> PetitionRegister:
        first, last, time = time_of(request, bangkok_today(store.clock))
        shelf = shelf_of(store, confidential=confidential)
        cases = [
            petition
            for petition in shelf.find(Petition, year_be=_years(first, last))
            if first <= day_of(petition.received_at) <= last and may_see(petition, store.user)
        ]
        if not cases:
            raise NothingToPrint(_("No petition was received in this time."), do=_("Choose another time."))
        cases.sort(key=lambda petition: (petition.received_at, petition.id))
        reader = _Reader(store, shelf, cases, confidential=confidential)
        return PetitionRegister(gather_office(store), time, tuple(reader.rows()), confidential)

    return gather


def time_of(request: PaperRequest, today: date) -> tuple[date, date, str]:
    """First and last day of the time asked for, and its words: a range, a month, or a calendar year."""
    if request.day is not None:
        last = request.last_day or request.day
        return request.day, last, f"ตั้งแต่วันที่ {thai_date(request.day)} ถึงวันที่ {thai_date(last)}"
    if request.month is not None:
        month: Month = request.month
        return month.first_day, month.last_day, f"ประจำเดือน{month.name}"
    year = ce_year(request.year_be) if request.year_be else today.year
    return date(year, 1, 1), date(year, 12, 31), f"ประจำปี พ.ศ. {be_year(year)}"


def _years(first: date, last: date) -> tuple[int, ...]:
    """The calendar years (BE) of a time."""
    return tuple(range(be_year(first.year), be_year(last.year) + 1))


def petition_register(data: PetitionRegister, settings: PaperSettings, clock: Clock) -> Paper:
    """The register."""
    paper = Paper(
        NEUTRAL_TITLE if data.confidential else "ทะเบียนรับคำร้อง",
        clock=clock,
        settings=settings,
        author=data.office.name,
        landscape=True,
        secrecy="ลับ" if data.confidential else "",
    )
    flow = Flow(paper, head=_head(data), left=_EDGE, right_margin=_EDGE, bottom_margin=18 if data.confidential else 12)
    rows = [(str(number), *row.cells) for number, row in enumerate(data.rows, 1)]
    draw_table(flow, _COLUMNS, rows, size=_SIZE, row_height=6.5)
    paper.number_pages_of_total()
    return paper


def _head(data: PetitionRegister) -> Callable[[Page], float]:
    def draw(page: Page) -> float:
        top = 22.0 if data.confidential else 15.0
        middle = page.width / 2
        page.text(middle, top, "ทะเบียนรับคำร้อง", size=18, bold=True, align="center")
        page.text(middle, top + 7, f"{data.office.name} {data.time}", size=15, align="center")
        return top + 11

    return draw


class _Reader:
    """What belongs to the cases of a register, read once for all of them."""

    def __init__(self, store: Store, shelf: Shelf, cases: Sequence[Petition], *, confidential: bool) -> None:
        self._store, self._cases, self._confidential = store, cases, confidential
        ids = tuple(case.id for case in cases)
        self._law: PetitionLaw = petition_law(store)
        self._people = _by_case(shelf.find(Party, petition_id=ids))
        self._papers = _by_case(shelf.find(CasePaper, petition_id=ids))
        self._results = _by_case(shelf.find(Notice, petition_id=ids, kind=_ANSWERS))
        self._letters = {each.id: each for each in shelf.find(OutgoingDocument, subject_id=ids)}

    def rows(self) -> Iterable[RegisterRow]:
        """A row of each case."""
        return (self._row(case) for case in self._cases)

    def _row(self, case: Petition) -> RegisterRow:
        service = self._law.service_name(case)
        matter = case.subject if case.subject == service else f"{case.subject} ({service})"
        person = self._person(case)
        received = sum(paper.received_on is not None for paper in self._papers.get(case.id, ()))
        notes = (f"รับที่ {case.incoming_no}" if case.incoming_no else "", case.note if self._tells(case) else "")
        return RegisterRow(
            number=case.number,
            day=thai_date_short(day_of(case.received_at)),
            hour=f"{case.received_at.astimezone(BANGKOK):%H.%M}",
            petitioner=self._name(case, person),
            address=(_address(person) if person and self._tells(case) else "") or _moo(case.moo),
            phone=person.phone if person and self._tells(case) else "",
            matter=matter,
            channel=CHANNELS[case.channel],
            papers=str(received or "-"),
            division=self._law.division_name(case.division),
            due=thai_date_short(day_of(promised_on(self._law, case))),
            answered=self._answered(case),
            outcome=self._outcome(case),
            taken_by=case.taken_by,
            note=" ".join(filter(None, notes)),
        )

    def _tells(self, case: Petition) -> bool:
        return not self._confidential and case.naming is Naming.NAMED

    def _person(self, case: Petition) -> Party | None:
        staying = [party for party in self._people.get(case.id, ()) if party.withdrawn_on is None]
        return min(staying, key=lambda party: HEAD_FIRST.index(party.role), default=None)

    def _name(self, case: Petition, person: Party | None) -> str:
        if case.naming is Naming.ANONYMOUS:
            return ANONYMOUS
        if self._confidential:
            return HIDDEN
        if case.naming is Naming.WITHHELD:
            return WITHHELD
        return (person.name if person else "") or case.petitioner_name

    def _answered(self, case: Petition) -> str:
        if case.answered_at is None:
            return ""
        told = self._results.get(case.id, [])
        number = next((self._number_of(notice) for notice in reversed(told) if self._number_of(notice)), "")
        return f"{thai_date_short(day_of(case.answered_at))} {number}".rstrip()

    def _number_of(self, notice: Notice) -> str:
        letter = self._letters.get(notice.letter_id)
        if letter is not None and self._confidential:
            letter = full_document(self._store, self._store.get(OutgoingDocument, letter.id))
        return (letter.printed_number if letter else "") or notice.letter_no

    @staticmethod
    def _outcome(case: Petition) -> str:
        if case.decision is not None and case.state in (PetitionState.ANSWERED, PetitionState.CLOSED):
            return _DECISIONS[case.decision]
        return _OUTCOMES[case.state]


def _by_case(records: Iterable[_OfCase]) -> dict[str, list[_OfCase]]:
    found: dict[str, list[_OfCase]] = {}
    for record in records:
        found.setdefault(record.petition_id, []).append(record)
    return found


def _address(person: Party) -> str:
    return " ".join(filter(None, (person.address, _moo(person.moo))))


def _moo(moo: int | None) -> str:
    return f"หมู่ที่ {moo}" if moo is not None else ""
