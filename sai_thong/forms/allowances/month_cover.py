"""ใบปะหน้า: the cover of a month's bundle, with its sums and a list of what lies behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.allowances.form_sheet import FormSheet
from sai_thong.forms.allowances.month_lines import MonthLines, gather_month_lines
from sai_thong.forms.allowances.scheme_words import MONEY, SOURCE, secrecy_of
from sai_thong.forms.kit import Column, Flow, Paper, PaperSettings, Signer, Tick, Totals, draw_table
from sai_thong.forms.office.office_on_paper import DRAFT, OfficeOnPaper, gather_office
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock
from sai_thong.registers.law.terms import PaySource, Scheme, SchemeSet
from sai_thong.registers.office.records import Post
from sai_thong.thai.calendar import Month, thai_date
from sai_thong.thai.money import baht

_INSIDE: Final = (
    "บันทึกรายงานผลการตรวจสอบและการจ่าย / บันทึกขออนุมัติเบิกจ่าย",
    "บัญชีรายชื่อผู้รับเงิน",
    "แบบตรวจสอบรายชื่อผู้มีสิทธิที่ผู้ใหญ่บ้านรับรองแล้ว",
    "ใบสำคัญรับเงิน",
    "ใบนำส่งเงินเหลือจ่าย",
    "เอกสารอื่น ๆ",
)


@dataclass(frozen=True)
class CoverRow:
    """The sum of one scheme, source and way of pay."""

    scheme: Scheme
    source: PaySource
    cash: bool
    count: int
    satang: int


@dataclass(frozen=True)
class MonthCover:
    """A month's cover.

    Attributes:
        office: The office.
        scheme_set: Which schemes.
        month: The month.
        pay_on: The pay date.
        rows: The sums.
        draft: Whether the month is not sent yet.
        anchors: The journal heads of what is closed.
    """

    office: OfficeOnPaper
    scheme_set: SchemeSet
    month: Month
    pay_on: date
    rows: tuple[CoverRow, ...]
    draft: bool
    anchors: tuple[str, ...] = ()


def month_cover(data: MonthCover, settings: PaperSettings, clock: Clock) -> Paper:
    """The cover on one page."""
    paper = office_paper(
        data.office, f"ใบปะหน้า {data.month.name}", settings, clock, secrecy=secrecy_of(data.scheme_set)
    )
    sheet = FormSheet(paper, top=40)
    if data.draft:
        sheet.page.watermark(DRAFT)
    money = "และ".join(dict.fromkeys(MONEY[row.scheme] for row in data.rows))
    sheet.title("ใบปะหน้าเอกสารการจ่ายเงิน", size=26)
    sheet.title(money, size=20)
    sheet.title(f"ประจำเดือน{data.month.name}  ปีงบประมาณ พ.ศ. {data.month.fiscal_year_be}", data.office.name)
    sheet.title(f"วันจ่ายเงิน {thai_date(data.pay_on)}", size=16)
    flow = Flow.on(paper, sheet.page, top=sheet.y, left=sheet.left)
    _sums(flow, data)
    sheet.y = flow.y + 12
    sheet.heading("เอกสารในชุดนี้")
    for words in _INSIDE:
        sheet.line(Tick(words), indent=8)
    sheet.gap(12)
    preparer = data.office.signer(Post.COMMUNITY_DEVELOPER, data.pay_on)
    sheet.signatures([("ผู้จัดทำ", preparer), ("ผู้ตรวจสอบ", Signer())])
    for anchor in data.anchors:
        sheet.gap(2)
        sheet.page.text(sheet.left, sheet.y, f"หัวสมุดรายวัน {anchor}", size=12, verbatim=True)
        sheet.gap(4)
    return paper


def _sums(flow: Flow, data: MonthCover) -> None:
    columns = (
        Column("รายการ", 62),
        Column("ผู้จ่าย", 42),
        Column("จำนวน\n(ราย)", 22, "right"),
        Column("จำนวนเงิน\n(บาท)", 38, "right"),
    )
    rows = [
        (
            f"{MONEY[row.scheme]} {'เงินสด' if row.cash else 'โอน'}",
            SOURCE[row.source],
            f"{row.count:,}",
            baht(row.satang),
        )
        for row in data.rows
    ]
    draw_table(flow, columns, rows, totals=Totals([row.satang for row in data.rows], 3))


def gather_month_cover(store: Store, request: PaperRequest) -> MonthCover:
    """The sums of a month.

    Raises:
        NothingToPrint: Nobody is paid.
        SetClosed: This user does not hold the key of the set.
    """
    assert request.month is not None
    months = gather_month_lines(store, request.scheme_set, request.month, request.source)
    return MonthCover(
        office=gather_office(store),
        scheme_set=request.scheme_set,
        month=request.month,
        pay_on=months[0].pay_on,
        rows=tuple(row for month in months for row in _rows(month)),
        draft=any(month.draft for month in months),
        anchors=tuple(month.payment_month.anchor for month in months if month.closed and month.payment_month),
    )


def _rows(month: MonthLines) -> list[CoverRow]:
    rows = []
    for scheme in month.schemes:
        for cash in (True, False):
            lines = [line for line in month.lines if line.scheme is scheme and line.channel.is_cash is cash]
            if lines:
                rows.append(CoverRow(scheme, month.source, cash, len(lines), sum(line.amount_satang for line in lines)))
    return rows
