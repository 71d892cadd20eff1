"""ใบยืมพัสดุ: what is borrowed, until when and on what terms; who allows it; and both signatures at both ends.

The fields are those of the domain notes 1.10; the terms are ข้อ 209 of the rules of supplies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.assets.slip_sheet import SIGNING_HEIGHT, SIZE, Place, SlipSheet, sign_with_day
from sai_thong.forms.assets.wording import short_day
from sai_thong.forms.kit import Blank, Column, Flow, Paper, PaperSettings, Tick, draw_table, tick
from sai_thong.forms.kit.rule import pitch_mm
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.registers.assets.loan_list import LoanThing, LoanView, find_loan, loan_view
from sai_thong.registers.assets.records import LoanReturn
from sai_thong.registers.assets.terms import LoanState, ReturnCondition
from sai_thong.registers.law.asset_terms import LoanApprover, LoanCase
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.money import baht

TITLE: Final = "ใบยืมพัสดุ"
UNDERTAKING: Final = (
    "ข้าพเจ้าจะดูแลรักษาพัสดุที่ยืมเป็นอย่างดี และจะส่งคืนในสภาพที่ใช้การได้เรียบร้อยตามกำหนด "
    "หากเกิดชำรุดเสียหาย หรือใช้การไม่ได้ หรือสูญหายไป ข้าพเจ้าจะจัดการแก้ไขซ่อมแซมให้คงสภาพเดิมโดยเสียค่าใช้จ่ายของตนเอง "
    "หรือชดใช้เป็นพัสดุประเภท ชนิด ขนาด ลักษณะ และคุณภาพอย่างเดียวกัน หรือชดใช้เป็นเงินตามราคาที่เป็นอยู่ในขณะยืม "
    "ตามระเบียบกระทรวงการคลังว่าด้วยการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2560"
)
CASES: Final = {
    LoanCase.BETWEEN_AGENCIES: "ระหว่างหน่วยงานของรัฐ",
    LoanCase.INSIDE: "บุคคลยืมใช้ภายในสถานที่ของหน่วยงาน",
    LoanCase.OUTSIDE: "บุคคลยืมใช้นอกสถานที่",
}
CONDITIONS: Final = {
    ReturnCondition.USABLE: "ใช้การได้",
    ReturnCondition.DAMAGED: "ชำรุด",
    ReturnCondition.REPLACED: "ชดใช้เป็นพัสดุ",
    ReturnCondition.PAID: "ชดใช้เป็นเงิน",
}
_UNIT_HEAD: Final = "หัวหน้าหน่วยงานซึ่งรับผิดชอบพัสดุ"
_MAY: Final = "ยืมได้"
_MAY_NOT: Final = "ไม่ควรให้ยืม"
_BECAUSE: Final = "เนื่องจาก"
_ORDER, _ALLOWED, _REFUSED = "คำสั่งผู้อนุมัติ", "อนุมัติ", "ไม่อนุมัติ"
_THINGS: Final = (
    Column("ที่", 10, "center"),
    Column("รายการ", 66),
    Column("จำนวน", 17, "center"),
    Column("หน่วย", 17, "center"),
    Column("หมายเลข/รหัสครุภัณฑ์", 37, verbatim=True),
    Column("หมายเหตุ", 27),
)
_RETURNS: Final = (
    Column("วันที่ส่งคืน", 22, "center"),
    Column("รายการ", 43),
    Column("จำนวน", 14, "center"),
    Column("สภาพ", 31),
    Column("ผู้คืน", 32, "center"),
    Column("ผู้รับคืน", 32, "center"),
)
_ROWS_OF_THINGS, _ROWS_OF_RETURNS = 3, 3
"""Ruled at least, so that more can be written in by hand."""
_OPINION_HEIGHT: Final = 48.5
_ROW, _RETURN_ROW = 6.4, 7.0


@dataclass(frozen=True)
class LoanOnPaper:
    """A loan as its papers show it.

    Attributes:
        office: Whose form.
        day: The day of the paper.
        view: The loan with its things; None on a blank form.
    """

    office: OfficeOnPaper
    day: date
    view: LoanView | None = None


def gather_loan_slip(store: Store, request: PaperRequest) -> LoanOnPaper:
    """A blank form, or that of a loan.

    Raises:
        SlipMissing: There is no such loan.
    """
    today = bangkok_today(store.clock)
    if not request.record_id:
        return LoanOnPaper(gather_office(store), today)
    loan = find_loan(store, request.record_id, today)
    return LoanOnPaper(gather_office(store), request.day or today, loan_view(store, loan.id, today))


def loan_slip(data: LoanOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The slip: one page where few things are borrowed."""
    paper = office_paper(data.office, TITLE, settings, clock)
    sheet = SlipSheet(paper, TITLE)
    _head(sheet, data)
    _borrower(sheet, data)
    _things(sheet, data.view)
    sheet.paragraph(UNDERTAKING)
    borrower = data.view.loan.borrower if data.view else ""
    asked_on = data.view.loan.asked_on if data.view else None
    sheet.signatures(Place("ผู้ยืม", borrower, asked_on), begins=sheet.flow.width / 2)
    _opinions(sheet, data)
    _hand_over(sheet, data.view)
    _returns(sheet, data.view)
    if len(paper.pages) > 1:
        paper.number_pages_of_total()
    return paper


def thing_words(thing: LoanThing, quantity: int) -> str:
    """``เต็นท์ จำนวน 4 หลัง``; of an asset its name alone."""
    if thing.line.asset_id:
        return thing.name
    return f"{thing.name} จำนวน {thing.quantity_text(quantity)} {thing.unit}".strip()


def _head(sheet: SlipSheet, data: LoanOnPaper) -> None:
    loan = data.view.loan if data.view else None
    where = Blank(data.office.place, 2, center=False)
    sheet.line("เลขที่", Blank(loan.number if loan else ""), "เขียนที่", where)
    sheet.day_line("เรื่อง  ขอยืมพัสดุ", loan.asked_on if loan else None)
    approver = loan.approver if loan else None
    title = _UNIT_HEAD if approver is LoanApprover.RESPONSIBLE_UNIT_HEAD else data.office.mayor_title
    sheet.line("เรียน", Blank(title if loan else "", center=False))


def _borrower(sheet: SlipSheet, data: LoanOnPaper) -> None:
    loan = data.view.loan if data.view else None

    def told(name: str) -> str:
        return getattr(loan, name) if loan else ""

    sheet.line("ข้าพเจ้า", Blank(told("borrower"), 1.2), "ตำแหน่ง", Blank(told("borrower_position")), indent=15)
    sheet.line("สังกัด/หน่วยงาน", Blank(told("agency"), 1.4), "โทรศัพท์", Blank(told("borrower_phone"), 0.8))
    sheet.line("ที่อยู่", Blank(told("borrower_address"), center=False))
    sheet.line(f"มีความประสงค์ขอยืมพัสดุของ{data.office.name} ดังรายการต่อไปนี้")
    sheet.line("เพื่อใช้ในงาน", Blank(told("purpose"), 1.4, center=False), "สถานที่", Blank(told("place"), center=False))
    case = loan.loan_case if loan else None
    sheet.line(*(Tick(words, checked=each is case) for each, words in CASES.items()))
    sheet.flow.y += 1


def _things(sheet: SlipSheet, view: LoanView | None) -> None:
    things = view.things if view else ()
    rows: list[Sequence[str]] = [
        (
            str(number),
            thing.name,
            thing.quantity_text(thing.line.quantity),
            thing.unit,
            thing.number,
            thing.line.note,
        )
        for number, thing in enumerate(things, 1)
    ]
    rows += [("",) * len(_THINGS)] * (_ROWS_OF_THINGS - len(rows))
    draw_table(sheet.flow, _THINGS, rows, size=SIZE, row_height=_ROW)
    sheet.flow.y += 1
    fetched, due = (thai_date(view.loan.begins_on), thai_date(view.loan.due_on)) if view else ("", "")
    sheet.line("กำหนดรับของวันที่", Blank(fetched), "กำหนดส่งคืนวันที่", Blank(due))


@dataclass(frozen=True)
class _Opinion:
    """A box in which somebody says yes or no.

    Attributes:
        title: Whose.
        yes: What a tick says, and whether it is there.
        no: The same of the other answer, which has a reason.
        words: The reason, or what else was said.
        name: Who signs it.
        day: When.
    """

    title: str
    yes: tuple[str, bool]
    no: tuple[str, bool]
    words: str = ""
    name: str = ""
    day: date | None = None


def _opinions(sheet: SlipSheet, data: LoanOnPaper) -> None:
    """Supply officer, head of supplies, and who allows it, each in a box."""
    flow = sheet.flow
    flow.need(_OPINION_HEIGHT + 2)
    boxes = (
        _officer(data.view.loan.officer_opinion if data.view else ""),
        _Opinion("ความเห็นหัวหน้าเจ้าหน้าที่พัสดุ", ("เห็นควรให้ยืม", False), (_MAY_NOT, False)),
        _decision(data.view),
    )
    share = flow.width / len(boxes)
    for number, box in enumerate(boxes):
        _opinion(flow, flow.left + share * number, share, box)
    flow.y += _OPINION_HEIGHT + 1


def _officer(opinion: str) -> _Opinion:
    besides = opinion.removeprefix(_MAY_NOT).removeprefix(_MAY).strip().removeprefix(_BECAUSE).strip()
    may, may_not = opinion.startswith(_MAY), opinion.startswith(_MAY_NOT)
    return _Opinion("ความเห็นเจ้าหน้าที่พัสดุ", (_MAY, may), (_MAY_NOT, may_not), besides)


def _decision(view: LoanView | None) -> _Opinion:
    if view is None:
        return _Opinion(_ORDER, (_ALLOWED, False), (_REFUSED, False))
    loan = view.loan
    return _Opinion(
        _ORDER,
        (_ALLOWED, loan.state in (LoanState.APPROVED, LoanState.OUT, LoanState.RETURNED)),
        (_REFUSED, loan.state is LoanState.REFUSED),
        loan.refused_why,
        loan.approved_by,
        loan.approved_on,
    )


def _opinion(flow: Flow, left: float, width: float, box: _Opinion) -> None:
    page, pitch, top = flow.page, pitch_mm(SIZE), flow.y
    inner, right = left + 3, left + width - 3
    page.box(left, top, width, _OPINION_HEIGHT)
    y = top + pitch * 0.8
    page.text(left + width / 2, y, box.title, size=SIZE, bold=True, align="center", fit=width - 4)
    y += pitch
    said = tick(page, inner, y, box.yes[0], checked=box.yes[1], size=SIZE) + 1.2
    against = "" if box.yes[1] else box.words
    if box.yes[1]:
        page.text(said, y, box.words, size=SIZE, fit=right - said, filled=True)
    y += pitch
    begins = tick(page, inner, y, f"{box.no[0]} {_BECAUSE}", checked=box.no[1], size=SIZE) + 1.2
    lines = page.lines_of(against, right - inner, size=SIZE, indent=begins - inner, spread=False) if against else []
    for number in range(2):
        if number < len(lines):
            page.draw_line(inner, y, lines[number], size=SIZE, filled=True)
        page.dots(inner if number else begins, right, y + 0.9)
        y += pitch
    sign_with_day(page, left, top + _OPINION_HEIGHT - SIGNING_HEIGHT - 1, width, Place("", box.name, box.day))


def _hand_over(sheet: SlipSheet, view: LoanView | None) -> None:
    """Who gave the things out and who fetched them."""
    loan = view.loan if view else None
    flow = sheet.flow
    flow.need(pitch_mm(SIZE) + SIGNING_HEIGHT)
    flow.line("การจ่ายพัสดุ", size=SIZE, bold=True)
    flow.y -= 2
    day = loan.handed_over_on if loan else None
    gave = Place("ผู้จ่ายของ", loan.handed_over_by if loan else "", day)
    sheet.signatures(gave, Place("ผู้รับของ", loan.received_by if loan else "", day))


def _returns(sheet: SlipSheet, view: LoanView | None) -> None:
    """What came back when, in which state, and who gave and took it."""
    flow = sheet.flow
    rows: list[Sequence[str]] = []
    for thing in view.things if view else ():
        rows += [_return_row(thing, back) for back in thing.returns if not back.withdrawn_why]
    rows += [("",) * len(_RETURNS)] * max(_ROWS_OF_RETURNS - len(rows), 0)
    flow.need(pitch_mm(SIZE) * 2.2 + _RETURN_ROW * min(len(rows), 6))
    flow.y += 1
    flow.line("การส่งคืนพัสดุ", size=SIZE, bold=True)
    draw_table(flow, _RETURNS, rows, size=SIZE, row_height=_RETURN_ROW)


def _return_row(thing: LoanThing, back: LoanReturn) -> Sequence[str]:
    paid = f" {baht(back.paid_satang)} บาท" if back.paid_satang else ""
    note = f" {back.note}" if back.note else ""
    return (
        short_day(back.returned_on),
        f"{thing.name} {thing.number}".strip(),
        thing.quantity_text(back.quantity),
        f"{CONDITIONS[back.condition]}{paid}{note}",
        back.returned_by,
        back.received_by,
    )
