"""หนังสือแจ้งการย้ายภูมิลำเนา: to the person, to confirm at the new office in time, and to that office (notes 1.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.forms.allowances.claim_on_paper import find_case_file
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.allowances.person_on_paper import PersonOnPaper, person_on_paper
from sai_thong.forms.allowances.scheme_words import MONEY, secrecy_of
from sai_thong.forms.kit import Block, Paper, PaperSettings, Words, draw_letter
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, dated, gather_office
from sai_thong.forms.office.outgoing import office_letter, office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.allowances.case_files import CaseFile
from sai_thong.registers.allowances.law_in_force import office_law
from sai_thong.registers.allowances.records import Claim, LineKind, PaymentLine
from sai_thong.registers.allowances.rules.facts import Move, MoveDirection
from sai_thong.registers.allowances.rules.moves import last_month_here
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import Scheme, scheme_set_of
from sai_thong.thai.baht import baht_text
from sai_thong.thai.calendar import Month
from sai_thong.thai.money import baht

_HEADS: Final = (
    ("องค์การบริหารส่วนตำบล", "นายกองค์การบริหารส่วนตำบล"),
    ("อบต.", "นายกองค์การบริหารส่วนตำบล"),
    ("เทศบาล", "นายกเทศมนตรี"),
)
"""A municipality drops its own word."""


@dataclass(frozen=True)
class MoveOut:
    """A move out of the tambon.

    Attributes:
        office: Who writes.
        day: The day of the letter.
        number: Its number, or empty.
        person: Who moved; the address is the one they left.
        scheme: What they are paid.
        moved_on: When.
        moved_to: Where to, as the register says it.
        last_month: The last month paid here.
        amount_satang: What they get a month, if known.
    """

    office: OfficeOnPaper
    day: date
    number: str
    person: PersonOnPaper
    scheme: Scheme
    moved_on: date
    moved_to: str
    last_month: Month
    amount_satang: int | None = None


def move_letter_to_person(data: MoveOut, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter to the person: until when they are paid here, and what to do at the new office."""
    secrecy = secrecy_of(scheme_set_of(data.scheme))
    paper = office_paper(data.office, "หนังสือแจ้งการย้ายภูมิลำเนา", settings, clock, secrecy=secrecy)
    letter = office_letter(
        data.office,
        day=data.day,
        number=data.number,
        subject=f"แจ้งสิทธิการรับ{MONEY[data.scheme]}กรณีย้ายภูมิลำเนา",
        to=data.person.name,
        body=_to_person(data),
    )
    draw_letter(paper, letter)
    return paper


def move_letter_to_office(data: MoveOut, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter to the new office: who comes, and which month is the last paid here."""
    paper = office_paper(data.office, "หนังสือแจ้งข้อมูลผู้ย้ายภูมิลำเนา", settings, clock)
    letter = office_letter(
        data.office,
        day=data.day,
        number=data.number,
        subject=f"แจ้งข้อมูลผู้รับ{MONEY[data.scheme]}ย้ายภูมิลำเนา",
        to=head_of(data.moved_to),
        body=_to_office(data),
    )
    draw_letter(paper, letter)
    return paper


def head_of(moved_to: str) -> str:
    """Who leads the office a person moved to: ``นายกเทศมนตรีตำบลบ้านใหม่``, as far as its name says which kind it is."""
    for written, head in _HEADS:
        if moved_to.startswith(written):
            return f"{head}{moved_to.removeprefix(written)}"
    return f"ผู้บริหารองค์กรปกครองส่วนท้องถิ่น {moved_to}".rstrip()


def _to_person(data: MoveOut) -> list[Block]:
    whither = f"ไปอยู่ที่ {data.moved_to}" if data.moved_to else "ออกจากพื้นที่"
    opening = (
        f"ตามที่ท่านเป็นผู้มีสิทธิได้รับ{MONEY[data.scheme]}จาก{data.office.name} และได้ย้ายภูมิลำเนาตามทะเบียนบ้าน"
        f"{whither} เมื่อวันที่ {dated(data.moved_on)} นั้น"
    )
    return [
        opening,
        f"{data.office.name}ขอเรียนว่า จะจ่ายเงินให้ท่านถึงเดือน{data.last_month.name} {_what_to_do(data)}",
        "ทั้งนี้ ขอให้ท่านนำบัตรประจำตัวประชาชน ทะเบียนบ้าน และสมุดบัญชีเงินฝากธนาคารไปด้วย "
        "และเมื่อได้ดำเนินการแล้วโปรดแจ้งให้ทราบตามหมายเลขโทรศัพท์ข้างท้ายนี้",
        "จึงเรียนมาเพื่อทราบและดำเนินการ",
    ]


def _what_to_do(data: MoveOut) -> str:
    if data.scheme is Scheme.OLD_AGE:
        return (
            "และท่านต้องไปยืนยันสิทธิ ณ องค์กรปกครองส่วนท้องถิ่นแห่งใหม่ที่ท่านมีชื่อในทะเบียนบ้าน "
            f"ภายในเดือน{data.last_month.name} เพื่อให้ได้รับเงินจากแห่งใหม่ตั้งแต่เดือน{data.last_month.next().name} เป็นต้นไป "
            "หากไม่ไปยืนยันสิทธิภายในกำหนด ท่านอาจไม่ได้รับเงินต่อเนื่อง"
        )
    return "และขอให้ท่านไปยื่นคำขอลงทะเบียน ณ องค์กรปกครองส่วนท้องถิ่นแห่งใหม่ที่ท่านมีชื่อในทะเบียนบ้านโดยเร็ว เพื่อให้ได้รับเงินต่อเนื่อง"


def _to_office(data: MoveOut) -> list[Block]:
    person = data.person
    amount = ""
    if data.amount_satang is not None:
        amount = f" อัตราเดือนละ {baht(data.amount_satang)} บาท ({baht_text(data.amount_satang)})"
    return [
        Words(
            f"ด้วย {person.name} เลขประจำตัวประชาชน {person.shown_id} เดิมมีภูมิลำเนาอยู่{person.address} "
            f"เป็นผู้มีสิทธิได้รับ{MONEY[data.scheme]}จาก{data.office.name}{amount} "
            f"ได้ย้ายภูมิลำเนาไปอยู่ในเขตพื้นที่ของท่านเมื่อวันที่ {dated(data.moved_on)}",
            keep=(person.first_name, person.last_name),
        ),
        f"{data.office.name}ขอแจ้งว่าจะจ่ายเงินให้ผู้มีสิทธิรายนี้ถึงเดือน{data.last_month.name} "
        "และได้แจ้งให้ผู้มีสิทธิไปยื่นคำขอต่อท่านแล้ว จึงขอความอนุเคราะห์รับคำขอ"
        f"และจ่ายเงินต่อเนื่องตั้งแต่เดือน{data.last_month.next().name} ตามระเบียบต่อไป",
        "จึงเรียนมาเพื่อโปรดพิจารณา",
    ]


def gather_letter_to_person(store: Store, request: PaperRequest) -> MoveOut:
    """The move of the person of a claim, under the number and day of the letter to the person.

    Raises:
        NothingToPrint: There is no such claim, or the person has not moved away.
    """
    file = find_case_file(store, request.record_id, request.scheme_set, request.scheme)
    return _gather(store, request, file, file.claim.move_letter_no, file.claim.move_letter_on)


def gather_letter_to_office(store: Store, request: PaperRequest) -> MoveOut:
    """The same under the number and day of the letter to the new office.

    Raises:
        NothingToPrint: There is no such claim, or the person has not moved away.
    """
    file = find_case_file(store, request.record_id, request.scheme_set, request.scheme)
    return _gather(store, request, file, file.claim.move_office_letter_no, file.claim.move_office_letter_on)


def _gather(store: Store, request: PaperRequest, file: CaseFile, number: str, written_on: date | None) -> MoveOut:
    office, day = gather_office(store), request.day or written_on or bangkok_today(store.clock)
    moved_on = file.citizen.away_since
    if moved_on is None:
        raise NothingToPrint(
            _("The register knows of no move of this person."), do=_("Record the move first, with its date.")
        )
    scheme = file.claim.scheme
    return MoveOut(
        office=office,
        day=day,
        number=request.number or number,
        person=person_on_paper(file.citizen, office, day),
        scheme=scheme,
        moved_on=moved_on,
        moved_to=file.citizen.moved_out_to,
        last_month=last_month_here(Move(moved_on, MoveDirection.OUT), scheme, office_law(store)),
        amount_satang=_last_amount(shelf_of(store, request.scheme_set), file.claim),
    )


def _last_amount(shelf: Shelf, claim: Claim) -> int | None:
    """What was paid last for one month; None before the first payment."""
    lines = shelf.find(PaymentLine, claim_id=claim.id, kind=LineKind.REGULAR)
    return max(lines, key=lambda line: line.paid_for).amount_satang if lines else None
