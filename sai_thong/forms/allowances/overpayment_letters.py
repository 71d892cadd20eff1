"""Money paid without right: first หนังสือแจ้งข้อเท็จจริงและขอให้ชี้แจง, then, once decided, หนังสือแจ้งให้คืนเงิน.

No threat and no interest: who received in good faith and spent it need not return it (ป.พ.พ. มาตรา 412), and a
demand is no administrative order (ศาลปกครองสูงสุด อ.902/2560). Both letters tell of the right to explain.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.allowances.scheme_words import MONEY, secrecy_of
from sai_thong.forms.kit import Block, Column, Flow, Paper, PaperSettings, Totals, Words, draw_letter, draw_table
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, dated, gather_office
from sai_thong.forms.office.outgoing import office_letter, office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.registers.allowances.law_in_force import office_law
from sai_thong.registers.allowances.letters import LetterMark
from sai_thong.registers.allowances.overpayments import OverpaymentView, overpayment_view
from sai_thong.registers.allowances.records import Overpayment, OverpaymentState
from sai_thong.registers.allowances.rules.facts import EndReason
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import Letter, Scheme, scheme_set_of
from sai_thong.thai.calendar import Month, thai_date
from sai_thong.thai.money import baht

_CAUSES: Final = {
    EndReason.DIED: "ภายหลังจากที่ผู้มีสิทธิได้ถึงแก่ความตาย",
    EndReason.MOVED: "ภายหลังจากที่ผู้มีสิทธิได้ย้ายภูมิลำเนาออกจากพื้นที่",
    EndReason.UNQUALIFIED: "ภายหลังจากที่ผู้มีสิทธิขาดคุณสมบัติตามระเบียบ",
    EndReason.WAIVED: "ภายหลังจากที่ผู้มีสิทธิได้แจ้งสละสิทธิเป็นหนังสือ",
    EndReason.DUPLICATE: "ซ้ำกับเงินที่จ่ายไปแล้วสำหรับเดือนเดียวกัน",
}
_DECIDED: Final = frozenset({OverpaymentState.DECIDED, OverpaymentState.DEMANDED})


class NotDecided(Refused):
    """Money is asked back only after a recorded decision."""

    def __init__(self) -> None:
        super().__init__(
            _("Nothing is decided in this case yet, so nothing can be asked back."),
            kept=_("Nothing was changed."),
            do=_("Send the letter with the facts first, and record the decision."),
        )


@dataclass(frozen=True)
class OverpaymentLetter:
    """What both letters say.

    Attributes:
        office: Who writes.
        day: The day of the letter.
        number: Its number, or empty.
        scheme: What was paid.
        addressee: Whom it addresses: the person, or who received or inherits.
        person: Whose right it was.
        cause: Why there was no right.
        cause_on: The day of death or of the move, if known.
        payments: Month and amount in satang of each payment without right.
        days_to_answer: Days from its receipt within which the letter asks for an answer.
        repaid_satang: What came back already.
        asked_on: The day of the first letter.
        asked_no: Its number, or empty.
        decision_no: The decision's number, for the second letter.
        decided_on: Its day.
    """

    office: OfficeOnPaper
    day: date
    number: str
    scheme: Scheme
    addressee: str
    person: str
    cause: EndReason
    cause_on: date | None
    payments: tuple[tuple[Month, int], ...]
    days_to_answer: int
    repaid_satang: int = 0
    asked_on: date | None = None
    asked_no: str = ""
    decision_no: str = ""
    decided_on: date | None = None

    @property
    def total_satang(self) -> int:
        """Everything paid without right."""
        return sum(satang for _month, satang in self.payments)

    @property
    def outstanding_satang(self) -> int:
        """What has not come back yet."""
        return self.total_satang - self.repaid_satang


def facts_letter(data: OverpaymentLetter, settings: PaperSettings, clock: Clock) -> Paper:
    """The facts as the office knows them, and the request to explain; it asks for no money."""
    paper = _paper(data, "หนังสือแจ้งข้อเท็จจริงและขอให้ชี้แจง", settings, clock)
    body: list[Block] = [
        _facts(data),
        _payments(data),
        f"{data.office.name}จึงขอแจ้งข้อเท็จจริงข้างต้นให้ท่านทราบ และขอให้ท่านชี้แจงข้อเท็จจริง พร้อมส่งเอกสารหรือพยานหลักฐาน (ถ้ามี) "
        f"เช่น ผู้รับเงิน การใช้จ่ายเงิน หรือการส่งคืนเงินแล้ว ภายใน {data.days_to_answer} วันนับแต่วันที่ได้รับหนังสือนี้ "
        "โดยชี้แจงเป็นหนังสือหรือด้วยวาจาต่อเจ้าหน้าที่ก็ได้ "
        "ทั้งนี้ หนังสือฉบับนี้เป็นการแจ้งข้อเท็จจริงและให้โอกาสท่านชี้แจงก่อนมีการพิจารณา ยังไม่เป็นการเรียกให้คืนเงิน",
        "จึงเรียนมาเพื่อทราบและชี้แจง",
    ]
    letter = office_letter(
        data.office,
        day=data.day,
        number=data.number,
        subject=f"แจ้งข้อเท็จจริงและขอให้ชี้แจงการรับ{MONEY[data.scheme]}",
        to=data.addressee,
        body=body,
    )
    draw_letter(paper, letter)
    return paper


def demand_letter(data: OverpaymentLetter, settings: PaperSettings, clock: Clock) -> Paper:
    """The request to return the money, after the decision it names."""
    paper = _paper(data, "หนังสือแจ้งให้คืนเงิน", settings, clock)
    asked = f"ลงวันที่ {dated(data.asked_on)}" if data.asked_on else ""
    number = f" ที่ {data.office.letter_number(data.asked_no)}" if data.asked_no else ""
    body: list[Block] = [
        _facts(data),
        _payments(data),
        f"{data.office.name}ได้พิจารณาข้อเท็จจริงและคำชี้แจงแล้ว มีความเห็นตาม {data.decision_no} "
        f"ลงวันที่ {dated(data.decided_on)} จึงขอให้ท่านคืนเงิน{_rest(data, settings)} ณ กองคลัง {data.office.name} "
        "ซึ่งจะออกใบเสร็จรับเงินให้เป็นหลักฐาน หากประสงค์จะผ่อนชำระ โปรดติดต่อเพื่อตกลงกำหนดเวลาและจำนวนเงิน",
        "หากท่านเห็นว่าข้อเท็จจริงข้างต้นไม่ถูกต้อง หรือได้รับเงินไว้โดยสุจริตและใช้จ่ายไปหมดแล้ว "
        "ท่านมีสิทธิชี้แจงหรือโต้แย้งเป็นหนังสือพร้อมพยานหลักฐาน ต่อ"
        f"{data.office.mayor_title} ภายใน {data.days_to_answer} วันนับแต่วันที่ได้รับหนังสือนี้ เพื่อพิจารณาต่อไป",
        "จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการ",
    ]
    letter = office_letter(
        data.office,
        day=data.day,
        number=data.number,
        subject=f"แจ้งให้คืน{MONEY[data.scheme]}",
        to=data.addressee,
        body=body,
        references=(f"หนังสือ{data.office.name}{number} {asked}".rstrip(),),
    )
    draw_letter(paper, letter)
    return paper


def _paper(data: OverpaymentLetter, title: str, settings: PaperSettings, clock: Clock) -> Paper:
    return office_paper(data.office, title, settings, clock, secrecy=secrecy_of(scheme_set_of(data.scheme)))


def _facts(data: OverpaymentLetter) -> Words:
    when = f" เมื่อวันที่ {thai_date(data.cause_on)}" if data.cause_on else ""
    return Words(
        f"ด้วย{data.office.name}ตรวจสอบพบว่า มีการจ่าย{MONEY[data.scheme]}ให้แก่ {data.person} "
        f"{_CAUSES[data.cause]}{when} ดังนี้",
        keep=tuple(data.person.split()),
    )


def _payments(data: OverpaymentLetter) -> Callable[[Flow], None]:
    columns = (Column("ลำดับที่", 18, "center"), Column("เงินประจำเดือน", 72), Column("จำนวนเงิน (บาท)", 40, "right"))
    rows = [(str(number), month.name, baht(satang)) for number, (month, satang) in enumerate(data.payments, 1)]

    def draw(flow: Flow) -> None:
        totals = Totals([satang for _month, satang in data.payments], 2)
        draw_table(flow, columns, rows, totals=totals, left=flow.left + 15)
        flow.gap(3)

    return draw


def _rest(data: OverpaymentLetter, settings: PaperSettings) -> str:
    amount = f" จำนวน {baht(data.outstanding_satang)} บาท ({settings.baht_words(data.outstanding_satang)})"
    if not data.repaid_satang:
        return amount
    return f"ส่วนที่เหลือ{amount} เนื่องจากได้รับคืนแล้ว {baht(data.repaid_satang)} บาท"


def gather_facts_letter(store: Store, request: PaperRequest) -> OverpaymentLetter:
    """The first letter of a case.

    Raises:
        NothingToPrint: There is no such case.
    """
    view, office = _view(store, request), gather_office(store)
    day = request.day or view.case.explanation_asked_on or bangkok_today(store.clock)
    days = office_law(store).days_to_answer(Letter.OVERPAYMENT_FACTS, day)
    return _letter(view, office, LetterMark(request.number or view.case.facts_letter_no, day), days)


def gather_demand_letter(store: Store, request: PaperRequest) -> OverpaymentLetter:
    """The second letter of a case.

    Raises:
        NothingToPrint: There is no such case.
        NotDecided: No decision is recorded.
    """
    view, office = _view(store, request), gather_office(store)
    case = view.case
    if case.state not in _DECIDED and case.demanded_on is None:
        raise NotDecided
    day = request.day or case.demanded_on or bangkok_today(store.clock)
    days = office_law(store).days_to_answer(Letter.OVERPAYMENT_DEMAND, day)
    return _letter(view, office, LetterMark(request.number or case.demand_letter_no, day), days)


def _view(store: Store, request: PaperRequest) -> OverpaymentView:
    found = shelf_of(store, request.scheme_set).find(Overpayment, id=request.record_id)
    if not found:
        raise NothingToPrint(_("There is no such overpayment."), do=_("Choose it from the list of overpayments."))
    return overpayment_view(store, request.scheme_set, found[0])


def _letter(view: OverpaymentView, office: OfficeOnPaper, mark: LetterMark, days_to_answer: int) -> OverpaymentLetter:
    case, citizen = view.case, view.citizen
    day = mark.on_day or case.discovered_on
    died = citizen.death.effective if citizen.death and citizen.death.exact else None
    return OverpaymentLetter(
        office=office,
        day=day,
        number=mark.number,
        scheme=case.scheme,
        addressee=case.addressee or (f"ทายาทของ {citizen.full_name}" if citizen.deceased else citizen.full_name),
        person=citizen.full_name,
        cause=case.cause,
        cause_on={EndReason.DIED: died, EndReason.MOVED: citizen.moved_out_on}.get(case.cause),
        payments=tuple((line.paid_for, line.amount_satang) for line in view.lines),
        days_to_answer=days_to_answer,
        repaid_satang=sum(each.amount_satang for each in view.repayments if each.on_day <= day),
        asked_on=case.explanation_asked_on,
        asked_no=case.facts_letter_no,
        decision_no=case.decision_no,
        decided_on=case.decided_on,
    )
