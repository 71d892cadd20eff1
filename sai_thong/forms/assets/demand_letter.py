"""หนังสือทวงคืน: what is still out after its day is demanded back from the borrower (ข้อ 211)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.assets.loan_slip import thing_words
from sai_thong.forms.assets.supply_unit import supply_letter
from sai_thong.forms.kit import Block, Flow, Paper, PaperSettings, draw_letter
from sai_thong.forms.kit.rule import PARAGRAPH_INDENT
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, dated, gather_office
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.loan_list import LoanView, find_loan, loan_view

TITLE: Final = "หนังสือทวงคืนพัสดุ"


@dataclass(frozen=True)
class DemandOnPaper:
    """A loan that is demanded back.

    Attributes:
        office: Who demands it.
        day: The day of the letter.
        view: The loan with what is still out.
        number: The whole number of the letter.
        legal_ref: The rule.
        until: By which day it is to come back, where the office says so.
    """

    office: OfficeOnPaper
    day: date
    view: LoanView
    number: str
    legal_ref: str
    until: date | None = None

    @property
    def record_id(self) -> str:
        """The id of the loan, however it was asked for."""
        return self.view.loan.id


def gather_demand(store: Store, request: PaperRequest) -> DemandOnPaper:
    """The letter of a loan, of the day it was demanded back, else of today.

    Raises:
        SlipMissing: There is no such loan.
    """
    office, today = gather_office(store), bangkok_today(store.clock)
    view = loan_view(store, find_loan(store, request.record_id, today).id, today)
    loan = view.loan
    number = office.letter_number(request.number) if request.number else loan.demand_letter_no
    return DemandOnPaper(
        office=office,
        day=request.day or loan.demanded_on or today,
        view=view,
        number=number or office.letter_number(""),
        legal_ref=asset_law(store).rules.loan_rule(loan.due_on).legal_ref,
        until=request.last_day,
    )


def demand_letter(data: DemandOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter to the borrower."""
    paper = office_paper(data.office, TITLE, settings, clock)
    loan = data.view.loan
    slip = f"ใบยืมพัสดุ เลขที่ {loan.number} ลงวันที่ {dated(loan.asked_on)}" if loan.number else "ใบยืมพัสดุ"
    letter = supply_letter(
        data.office,
        day=data.day,
        number=data.number,
        subject="ขอให้ส่งคืนพัสดุที่ยืม",
        to=_addressee(data.view),
        references=[slip],
        body=_body(data),
    )
    draw_letter(paper, letter)
    return paper


def _addressee(view: LoanView) -> str:
    """The borrower; of an agency its head."""
    loan = view.loan
    if not loan.agency:
        return loan.borrower
    if loan.borrower_position.endswith(loan.agency):
        return loan.borrower_position
    return f"{loan.borrower_position or 'หัวหน้าหน่วยงาน '}{loan.agency}"


def _body(data: DemandOnPaper) -> list[Block]:
    loan, name = data.view.loan, data.office.name
    who = f"{loan.agency} " if loan.agency else "ท่าน"
    purpose = loan.purpose if loan.purpose.startswith("งาน") else f"งาน{loan.purpose}"
    until = f"ภายในวันที่ {dated(data.until)}" if data.until else "โดยเร็ว"
    return [
        f"ตามใบยืมพัสดุที่อ้างถึง {who}ได้ยืมพัสดุของ{name} เพื่อใช้ใน{purpose} โดยมีกำหนดส่งคืนภายในวันที่ {dated(loan.due_on)} นั้น",
        f"บัดนี้ ครบกำหนดส่งคืนแล้ว ปรากฏว่า{name}ยังไม่ได้รับพัสดุคืน ดังรายการต่อไปนี้",
        _still_out(data.view),
        f"อาศัยอำนาจตาม{data.legal_ref} {name}จึงขอให้{who}นำพัสดุดังกล่าวส่งคืน ณ {data.office.place} {until} "
        "ในสภาพที่ใช้การได้เรียบร้อย หากชำรุดเสียหาย ใช้การไม่ได้ หรือสูญหาย ให้ซ่อมแซมให้คงสภาพเดิม "
        "หรือชดใช้เป็นพัสดุประเภท ชนิด ขนาด ลักษณะ และคุณภาพอย่างเดียวกัน หรือชดใช้เป็นเงินตามราคาที่เป็นอยู่ในขณะยืม",
        "จึงเรียนมาเพื่อโปรดดำเนินการ",
    ]


def _still_out(view: LoanView) -> Block:
    """Each thing that has not come back, with its number or how many."""
    things = [thing for thing in view.things if thing.outstanding]

    def draw(flow: Flow) -> None:
        for place, thing in enumerate(things, 1):
            number = f" หมายเลข {thing.number}" if thing.line.asset_id and thing.number else ""
            words = thing_words(thing, thing.outstanding)
            flow.paragraph(f"{place}. {words}{number}", indent=PARAGRAPH_INDENT, spread=False)

    return draw
