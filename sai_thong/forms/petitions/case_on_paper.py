"""One case as its papers show it: everything they print, read once, and who may be named on which of them.

A paper that stays with the office or goes to another may not name who asked for that: `name_to_the_office`. What goes
to the petitioners themselves addresses them by name unless they withheld it: `name_to_the_petitioner`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sai_thong.db.refusals import RecordMissing
from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.kit import Paper, PaperSettings, Secrecy
from sai_thong.forms.kit import Signer as PrintedSigner
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.petitions.petitioner_on_paper import PetitionerOnPaper, people_on_paper
from sai_thong.forms.petitions.wording import day_of
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.law.petition_clocks import ClockProfile
from sai_thong.registers.law.service_terms import FieldKind, OpinionStep, TermUnit
from sai_thong.registers.law.services import ExtraField
from sai_thong.registers.office.records import Post
from sai_thong.registers.office.signing import HEAD_OF_DIVISION
from sai_thong.registers.petitions.case_view import CaseView, ChainLink, case_view
from sai_thong.registers.petitions.clocks_in_force import promised_on
from sai_thong.registers.petitions.law_in_force import petition_law
from sai_thong.registers.petitions.numbers import find_case
from sai_thong.registers.petitions.records import CasePaper, DefectNote, Notice, Petition, Point, Task
from sai_thong.registers.petitions.shelves import is_complained_of, open_shelves
from sai_thong.registers.petitions.terms import Naming
from sai_thong.registers.saraban.records import OutgoingDocument
from sai_thong.thai.calendar import thai_date

NEUTRAL_TITLE = "หนังสือราชการ"
"""What papers of a confidential case are called in print queues and file properties."""
WITHHELD, ANONYMOUS = "ไม่ประสงค์ออกนาม", "บัตรสนเท่ห์ (ไม่ปรากฏชื่อ)"
HIDDEN = "ปกปิดชื่อผู้ร้อง"
CLOSED_NAME = "ผู้ยื่นคำร้อง"


@dataclass(frozen=True)
class CaseOnPaper:
    """A case as its papers show it.

    Attributes:
        office: Whose papers.
        day: The day of the paper.
        number: An official number given for this printing, or empty.
        petition: The case.
        confidential: Whether it lies behind the key of the complaints.
        service_name: What its service is called.
        category: The category of the service.
        form_fields: What the service's form asks besides.
        division: What its division is called.
        division_key: The division's key.
        people: Who has a part in it, the head of papers first.
        points: Its points.
        papers: The checklist.
        missing: Papers that must be there and are not.
        defects: The note of missing papers, or None.
        chain: The opinions by the steps of the form.
        tasks: Work, visits, appointments.
        notices: What was told, in order.
        letters: Its letters in the register of outgoing documents.
        law: The clocks that run on it.
        promised_at: By when the answer was promised.
        answer_due: By when it is due, pauses counted.
        promise_in_hours: Whether that is a matter of hours.
        refers_to: Id of the notice or task chosen, or empty.
    """

    office: OfficeOnPaper
    day: date
    number: str
    petition: Petition
    confidential: bool
    service_name: str
    category: str
    form_fields: tuple[ExtraField, ...]
    division: str
    division_key: str
    people: tuple[PetitionerOnPaper, ...]
    points: tuple[Point, ...]
    papers: tuple[CasePaper, ...]
    missing: tuple[CasePaper, ...]
    defects: DefectNote | None
    chain: tuple[ChainLink, ...]
    tasks: tuple[Task, ...]
    notices: tuple[Notice, ...]
    letters: tuple[OutgoingDocument, ...]
    law: ClockProfile
    promised_at: datetime
    answer_due: datetime
    promise_in_hours: bool
    refers_to: str = ""

    @property
    def secrecy(self) -> Secrecy:
        """ลับ of a complaint against officials."""
        return "ลับ" if self.confidential else ""

    @property
    def received_on(self) -> date:
        """The day it was received."""
        return day_of(self.petition.received_at)

    @property
    def head(self) -> PetitionerOnPaper:
        """Who stands at the head of papers; empty where nobody is known."""
        return self.people[0] if self.people else PetitionerOnPaper()

    @property
    def others(self) -> tuple[PetitionerOnPaper, ...]:
        """The other people of the case."""
        return self.people[1:]

    @property
    def name_to_the_office(self) -> str:
        """How papers within the office, or to another one, name the petitioner."""
        if self.confidential and self.petition.naming is not Naming.ANONYMOUS:
            return HIDDEN
        return self._name(otherwise=WITHHELD)

    @property
    def name_to_the_petitioner(self) -> str:
        """How a letter addresses the petitioner: nobody is named on an envelope who withheld the name."""
        return self._name(otherwise=f"{CLOSED_NAME}เลขที่ {self.case_number}")

    @property
    def names_anybody(self) -> bool:
        """Whether papers within the office may tell who the petitioners are."""
        return not self.confidential and self.petition.naming is Naming.NAMED

    @property
    def case_number(self) -> str:
        """The number as printed; dots to write it on while there is none."""
        return self.petition.number or "........../.........."

    @property
    def reference(self) -> str:
        """อ้างถึง: the petition by its number and day."""
        return f"คำร้องเลขที่ {self.case_number} ลงวันที่ {thai_date(self.received_on)}"

    def _name(self, *, otherwise: str) -> str:
        if self.petition.naming is Naming.ANONYMOUS:
            return ANONYMOUS
        if self.petition.naming is Naming.WITHHELD:
            return otherwise
        name = self.head.name or self.petition.petitioner_name or CLOSED_NAME
        return f"{name} และคณะ" if any(each.name for each in self.others) and self._joint else name

    @property
    def _joint(self) -> bool:
        return any(each.role in ("representative", "co-petitioner") for each in self.people)

    def answer(self, key: str) -> str:
        """What was answered on the form; days as they are written."""
        value = (self.petition.answers or {}).get(key, "")
        field = next((each for each in self.form_fields if each.key == key), None)
        if value and field is not None and field.kind is FieldKind.DATE:
            return thai_date(date.fromisoformat(value))
        return value

    @property
    def where(self) -> str:
        """The place it is about, in one line."""
        moo = self.office.village(self.petition.moo) if self.petition.moo is not None else ""
        return " ".join(filter(None, (self.petition.place, moo)))

    def signer(self, day: date) -> PrintedSigner:
        """Who signs its letters: the chief executive; if complained of, the chief administrator; else nobody."""
        for post in (Post.MAYOR, Post.CLERK):
            found = self.office.signer(post, day)
            if found.name and not self.accuses(found):
                return found
        return PrintedSigner() if self.petition.accused else self.office.signer(Post.MAYOR, day)

    def accuses(self, signer: PrintedSigner) -> bool:
        """Whether who would sign is complained of."""
        return is_complained_of(self.petition, signer.name)

    @property
    def chain_asked(self) -> tuple[ChainLink, ...]:
        """The chain without those complained of: they are not asked about it."""
        posts = {OpinionStep.CLERK: Post.CLERK, OpinionStep.MAYOR: Post.MAYOR}
        return tuple(
            link
            for link in self.chain
            if link.step not in posts or not self.accuses(self.office.signer(posts[link.step], self.day))
        )

    def head_of_division(self, day: date) -> PrintedSigner:
        """The head of the division the case is with; a place to write the name where the office has not entered it."""
        post = HEAD_OF_DIVISION.get(self.division_key)
        if post is not None:
            return self.office.signer(post, day)
        return PrintedSigner("", (f"ผู้อำนวยการ{self.division}",))

    @property
    def contact(self) -> tuple[str, ...]:
        """The lines at the lower left of a letter: the division, telephone, e-mail."""
        own = self.office.office
        lines = (self.division, f"โทร. {own.phone}" if own.phone else "", _email(own.email))
        return tuple(line for line in lines if line)

    @property
    def unit_line(self) -> str:
        """ส่วนราชการ of a memo."""
        phone = f" โทร. {self.office.office.phone}" if self.office.office.phone else ""
        return f"{self.division} {self.office.name}{phone}"


_ALL_STEPS = tuple(ChainLink(step, ()) for step in OpinionStep)


def blank_chain() -> tuple[ChainLink, ...]:
    """The chain of a form nobody has written on."""
    return _ALL_STEPS


def case_paper(data: CaseOnPaper, title: str, settings: PaperSettings, clock: Clock) -> Paper:
    """An empty paper of a case; of a confidential one stamped, and called by a name that tells nothing."""
    shown = NEUTRAL_TITLE if data.confidential else title
    paper = office_paper(data.office, shown, settings, clock, secrecy=data.secrecy)
    whole = (data.petition.number, data.office.office.phone, data.head.phone)
    paper.keep = (*paper.keep, *(text for text in whole if text))
    return paper


def gather_case(store: Store, request: PaperRequest) -> CaseOnPaper:
    """The case of a number or an id, or of the id of one of its notices or tasks.

    Raises:
        NothingToPrint: There is none, or none for this user.
    """
    petition, refers_to = _found(store, request.record_id)
    view, law, office = case_view(store, petition.id), petition_law(store), gather_office(store)
    day = request.day or bangkok_today(store.clock)
    return CaseOnPaper(
        office=office,
        day=day,
        number=request.number,
        petition=view.petition,
        confidential=view.confidential,
        service_name=view.service_name,
        category=view.service.category if view.service else "",
        form_fields=view.service.fields if view.service else (),
        division=view.division_name or "สำนักปลัด",
        division_key=view.petition.division or "office",
        people=people_on_paper(store, view.parties, office, day),
        points=view.points,
        papers=view.papers,
        missing=view.missing,
        defects=view.defects,
        chain=view.chain,
        tasks=view.tasks,
        notices=view.notices,
        letters=view.letters,
        law=law.profile_of(view.petition),
        promised_at=promised_on(law, view.petition),
        answer_due=view.answer_due,
        promise_in_hours=_in_hours(view),
        refers_to=refers_to,
    )


def _found(store: Store, written: str) -> tuple[Petition, str]:
    """The case, and the id of the notice or task of it that was asked for."""
    try:
        return find_case(store, written), ""
    except RecordMissing:
        for _sealed, shelf in open_shelves(store):
            parts: list[Notice | Task] = [*shelf.find(Notice, id=written.strip())]
            parts += shelf.find(Task, id=written.strip())
            for part in parts:
                return _case_of(store, part.petition_id), part.id
    raise NothingToPrint(
        _("There is no petition “{number}”.").format(number=written), do=_("Look at the number again.")
    )


def _case_of(store: Store, case_id: str) -> Petition:
    try:
        return find_case(store, case_id)
    except RecordMissing:
        raise NothingToPrint from None


def _in_hours(view: CaseView) -> bool:
    unit = view.petition.promise_unit
    return bool(unit) and TermUnit(unit).in_hours


def _email(address: str) -> str:
    return f"ไปรษณีย์อิเล็กทรอนิกส์ {address}" if address else ""
