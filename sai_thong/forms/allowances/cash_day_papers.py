"""คำสั่งแต่งตั้งกรรมการจ่ายเงิน for a cash day, and ใบนำส่งเงินเหลือจ่าย after it: drawn is paid and returned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sai_thong.db.store import Store
from sai_thong.forms.allowances.application import day_parts
from sai_thong.forms.allowances.form_sheet import FormSheet
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.allowances.paying_committee import members_with_roles
from sai_thong.forms.allowances.scheme_words import money_of, secrecy_of
from sai_thong.forms.kit import (
    Blank,
    Column,
    Flow,
    Order,
    Paper,
    PaperSettings,
    Signer,
    Totals,
    Words,
    draw_order,
    draw_table,
)
from sai_thong.forms.office.office_on_paper import DRAFT, OfficeOnPaper, gather_office, given_on
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock
from sai_thong.ground.language import _
from sai_thong.registers.allowances.cash_days import CashPoint, cash_points
from sai_thong.registers.allowances.records import CashDay, Outcome, PaymentMonth
from sai_thong.registers.allowances.results import counted_results
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.registers.office.records import Post
from sai_thong.thai.calendar import Month, thai_date
from sai_thong.thai.money import baht
from sai_thong.thai.names import full_name

_SIGN_ROOM = 60.0
"""Millimetres for both signatures and the receipt's number, kept together."""


@dataclass(frozen=True)
class CashDayPaper:
    """One cash day at one pay point.

    Attributes:
        office: The office.
        scheme_set: Which schemes.
        schemes: Those that are paid there.
        month: The month paid for.
        pay_point: Where.
        on_day: When.
        count: How many people are on the list.
        total_satang: The sum of the list.
        order_no: Number of the order, or empty.
        ordered_on: Day of the order, or None.
        committee: Who pays.
        drawn_satang: Money drawn.
        drawn_by: เลขที่ฎีกา or สัญญายืม.
        paid_satang: Money paid.
        returned_satang: Money returned.
        returned_on: When.
        return_receipt: The receipt for it.
        unclaimed: Who did not come, with the amount.
    """

    office: OfficeOnPaper
    scheme_set: SchemeSet
    schemes: tuple[Scheme, ...]
    month: Month
    pay_point: str
    on_day: date
    count: int
    total_satang: int
    order_no: str = ""
    ordered_on: date | None = None
    committee: tuple[str, ...] = ()
    drawn_satang: int = 0
    drawn_by: str = ""
    paid_satang: int = 0
    returned_satang: int = 0
    returned_on: date | None = None
    return_receipt: str = ""
    unclaimed: tuple[tuple[str, int], ...] = ()


def cash_day_order(data: CashDayPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The order that names who pays."""
    secrecy = secrecy_of(data.scheme_set)
    paper = office_paper(data.office, "คำสั่งแต่งตั้งกรรมการจ่ายเงิน", settings, clock, secrecy=secrecy)
    money = money_of(data.schemes)
    day = data.ordered_on or data.on_day
    members = [
        Words(f"{number}. {name}  {role}", keep=(name,))
        for number, (name, role) in enumerate(members_with_roles(data.committee), 1)
    ]
    order = Order(
        kind="คำสั่ง",
        office=data.office.name,
        number=data.order_no or DRAFT,
        subject=f"แต่งตั้งคณะกรรมการจ่าย{money} ประจำเดือน{data.month.name}",
        body=[
            f"ด้วย{data.office.name}กำหนดจ่าย{money} ประจำเดือน{data.month.name} เป็นเงินสด ในวันที่ {thai_date(data.on_day)} "
            f"ณ {data.pay_point} จำนวน {data.count:,} ราย เป็นเงิน {baht(data.total_satang)} บาท "
            f"({settings.baht_words(data.total_satang)}) จึงแต่งตั้งคณะกรรมการจ่ายเงิน ประกอบด้วย",
            *members,
            "ให้คณะกรรมการมีหน้าที่รับเงิน ตรวจสอบตัวผู้มีสิทธิหรือผู้รับมอบอำนาจกับบัตรประจำตัวและหนังสือมอบอำนาจ "
            "จ่ายเงินให้แก่ผู้มีสิทธิโดยให้ลงลายมือชื่อหรือพิมพ์ลายนิ้วมือต่อหน้าพยานสองคน "
            "และนำส่งเงินที่เหลือจ่ายพร้อมบัญชีรายชื่อคืนกองคลังเมื่อจ่ายเงินเสร็จ",
        ],
        given=given_on(day),
        signer=data.office.signer(Post.MAYOR, day),
    )
    draw_order(paper, order)
    return paper


def cash_return(data: CashDayPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The sheet that goes with the money nobody came for."""
    secrecy = secrecy_of(data.scheme_set)
    paper = office_paper(data.office, "ใบนำส่งเงินเหลือจ่าย", settings, clock, secrecy=secrecy)
    sheet = FormSheet(paper, top=28)
    sheet.title("ใบนำส่งเงินเหลือจ่าย", data.office.name, size=20)
    sheet.gap(2)
    sheet.right_line(*day_parts(data.returned_on), share=0.62)
    sheet.line("เรื่อง  นำส่ง", Blank(f"{money_of(data.schemes)} ประจำเดือน{data.month.name}"), "เหลือจ่าย")
    sheet.line("เรียน  ผู้อำนวยการกองคลัง")
    sheet.gap(2)
    sheet.line("ตามที่ได้รับเงินไปจ่าย ณ", Blank(data.pay_point), "เมื่อวันที่", Blank(thai_date(data.on_day), 0.7), indent=15)
    sheet.line("ตามคำสั่งที่", Blank(data.order_no), "และเลขที่ฎีกา/สัญญายืมเงินที่", Blank(data.drawn_by), "ดังนี้")
    for label, satang in (
        ("จำนวนเงินที่รับไป", data.drawn_satang),
        ("จ่ายแล้วเป็นเงิน", data.paid_satang),
        ("คงเหลือนำส่งคืน", data.returned_satang),
    ):
        words = settings.baht_words(satang)
        sheet.line(label, Blank(baht(satang), 0.6), "บาท  (", Blank(words, 1.4), ")", indent=15)
    if data.returned_satang:
        sheet.gap(1)
        _returned(paper, sheet, data)
    sheet.gap(12)
    first = data.committee[0] if data.committee else ""
    finance = data.office.signer(Post.FINANCE_HEAD, data.returned_on or data.on_day)
    sheet.signatures([("ผู้นำส่งเงิน", Signer(first)), ("ผู้รับเงิน", finance)])
    sheet.gap(3)
    sheet.line("ใบเสร็จรับเงินเลขที่", Blank(data.return_receipt))
    return paper


def _returned(paper: Paper, sheet: FormSheet, data: CashDayPaper) -> None:
    """Who did not come, and what was drawn beyond the list; the table may run over pages, and the sheet goes on."""
    columns = (Column("ลำดับที่", 18, "center"), Column("ผู้ไม่มารับเงิน", 100), Column("จำนวนเงิน (บาท)", 45, "right"))
    amounts = [satang for _name, satang in data.unclaimed]
    rows = [(str(number), name, baht(satang)) for number, (name, satang) in enumerate(data.unclaimed, 1)]
    beyond = data.returned_satang - sum(amounts)
    if beyond > 0:
        amounts.append(beyond)
        rows.append(("", "เงินที่เบิกไว้เกินหรือระงับการจ่าย", baht(beyond)))
    flow = Flow.on(paper, sheet.page, top=sheet.y - 3, left=sheet.left)
    draw_table(flow, columns, rows, totals=Totals(amounts, 2))
    flow.need(_SIGN_ROOM)
    sheet.page, sheet.y = flow.page, flow.y


def gather_cash_day(store: Store, request: PaperRequest) -> CashDayPaper:
    """A recorded cash day, by its id.

    Raises:
        NothingToPrint: There is none.
        SetClosed: This user does not hold the key of the set.
    """
    shelf = shelf_of(store, request.scheme_set)
    found = shelf.find(CashDay, id=request.record_id)
    if not found:
        raise NothingToPrint(_("There is no such cash day."), do=_("Order the cash day on the month's page first."))
    day = found[0]
    payment_month = shelf.get(PaymentMonth, day.payment_month_id)
    point = next(
        each for each in cash_points(store, request.scheme_set, payment_month) if each.pay_point == day.pay_point
    )
    results = counted_results(shelf, payment_month)
    unclaimed = [line for line in point.lines if line.id in results and results[line.id].outcome is Outcome.NOT_CLAIMED]
    return _paper_of(
        gather_office(store),
        request.scheme_set,
        point,
        day,
        tuple((full_name(line.prefix, line.first_name, line.last_name), line.amount_satang) for line in unclaimed),
    )


def _paper_of(
    office: OfficeOnPaper,
    scheme_set: SchemeSet,
    point: CashPoint,
    day: CashDay,
    unclaimed: tuple[tuple[str, int], ...],
) -> CashDayPaper:
    schemes = {line.scheme for line in point.lines}
    return CashDayPaper(
        office=office,
        scheme_set=scheme_set,
        schemes=tuple(scheme for scheme in Scheme if scheme in schemes),
        month=point.payment_month.month,
        pay_point=day.pay_point or office.place,
        on_day=day.on_day,
        count=len(point.lines),
        total_satang=point.total_satang,
        order_no=day.order_no,
        ordered_on=day.ordered_on,
        committee=day.committee,
        drawn_satang=day.drawn_satang,
        drawn_by=day.drawn_by,
        paid_satang=day.paid_satang,
        returned_satang=day.returned_satang,
        returned_on=day.returned_on,
        return_receipt=day.return_receipt,
        unclaimed=unclaimed,
    )
