"""What the letters of a case have in common: which notice they are of, their number and day, and how they are laid out.

A letter that the register of outgoing documents knows bears its number from there, or the place empty where the number
comes from another station and is keyed afterwards. One that nobody entered yet says ร่าง.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sai_thong.db.store import Store
from sai_thong.forms.kit import Block, Flow, Letter, Paper, PaperSettings, draw_letter
from sai_thong.forms.kit.rule import pitch_mm
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.petitions.case_on_paper import CaseOnPaper, case_paper, gather_case
from sai_thong.forms.petitions.wording import day_of
from sai_thong.ground.clock import Clock
from sai_thong.registers.petitions.letters import letter_subject
from sai_thong.registers.petitions.records import Notice
from sai_thong.registers.petitions.terms import NoticeKind
from sai_thong.registers.saraban.records import OutgoingDocument

_BLANK_NUMBER = "          "
_DOTS_BELOW = 0.9


@dataclass(frozen=True)
class CaseLetter:
    """A letter of a case.

    Attributes:
        case: The case.
        kind: What it tells.
        notice: What was recorded of it; None while it is only to be signed.
        day: Its day.
        number: ``กส 99901/12``; ``กส 99901/`` to be filled in; ``กส 99901/ร่าง``.
        sequence: Which of its kind it is.
    """

    case: CaseOnPaper
    kind: NoticeKind
    notice: Notice | None
    day: date
    number: str
    sequence: int

    @property
    def confidential(self) -> bool:
        """Whether its print job must say nothing."""
        return self.case.confidential

    @property
    def opening(self) -> str:
        """ภาคเหตุ: what was asked, of whom and when."""
        petition = self.case.petition
        return f"ตามคำร้องที่อ้างถึง ท่านได้ยื่นคำร้องต่อ{self.case.office.name} เรื่อง {petition.subject} นั้น"


def gather_letter(
    kind: NoticeKind, belongs: Callable[[Notice], bool] = lambda _notice: True
) -> Callable[[Store, PaperRequest], CaseLetter]:
    """What reads the letter of a kind: of the notice chosen, else of the last one; or the next, nothing being recorded.

    Args:
        kind: What it tells.
        belongs: Which notices of the kind have this letter.
    """

    def gather(store: Store, request: PaperRequest) -> CaseLetter:
        case = gather_case(store, request)
        own = [notice for notice in case.notices if notice.kind is kind and belongs(notice)]
        chosen = [notice for notice in own if notice.id == case.refers_to] or own[-1:]
        return letter_of(case, kind, chosen[0] if chosen else None, request)

    return gather


def letter_of(case: CaseOnPaper, kind: NoticeKind, notice: Notice | None, request: PaperRequest) -> CaseLetter:
    """The letter of a notice, or of none yet."""
    entered = next((each for each in case.letters if notice and each.id == notice.letter_id), None)
    told_on = day_of(notice.told_at) if notice else None
    day = request.day or (entered.dated_on if entered else None) or told_on or case.day
    before = sum(each.kind is kind for each in case.notices)
    return CaseLetter(
        case=dataclasses.replace(case, day=day),
        kind=kind,
        notice=notice,
        day=day,
        number=_number(case, notice, entered, request.number),
        sequence=notice.sequence if notice else before + 1,
    )


def case_letter(
    data: CaseLetter,
    title: str,
    body: Sequence[Block],
    settings: PaperSettings,
    clock: Clock,
) -> Paper:
    """A letter to the petitioner."""
    paper = case_paper(data.case, title, settings, clock)
    draw_letter(paper, letter_to_petitioner(data, body))
    return paper


def letter_to_petitioner(data: CaseLetter, body: Sequence[Block]) -> Letter:
    """The letter to the petitioner, as data."""
    return Letter(
        number=data.number,
        sender=data.case.office.sender,
        dated=dated(data.day),
        subject=letter_subject(data.kind, data.case.petition),
        to=data.case.name_to_the_petitioner,
        body=body,
        signer=data.case.signer(data.day),
        references=[data.case.reference],
        contact=data.case.contact,
    )


def dotted_lines(count: int) -> Block:
    """Lines of a letter's body left to the pen."""

    def draw(flow: Flow) -> None:
        for _number in range(count):
            flow.need(pitch_mm(16))
            flow.page.dots(flow.left, flow.right, flow.baseline() + _DOTS_BELOW)
            flow.y += pitch_mm(16)

    return draw


def _number(case: CaseOnPaper, notice: Notice | None, entered: OutgoingDocument | None, given: str) -> str:
    if given:
        return case.office.letter_number(given)
    if entered is not None:
        return entered.printed_number or f"{entered.code or case.office.office.letter_code}/{_BLANK_NUMBER}"
    return (notice.letter_no if notice else "") or case.office.letter_number("")
