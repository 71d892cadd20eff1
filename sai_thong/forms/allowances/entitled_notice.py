"""ประกาศรายชื่อผู้มีสิทธิ: the list that is posted. Ids are masked, house numbers left out; never for a sealed set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint, gather_month_lines
from sai_thong.forms.allowances.scheme_words import MONEY, REGULATION
from sai_thong.forms.kit import Column, Flow, Order, Page, Paper, PaperSettings, draw_order, draw_table
from sai_thong.forms.office.office_on_paper import DRAFT, OfficeOnPaper, gather_office, given_on
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.registers.allowances.case_files import CaseFile, load_case_files
from sai_thong.registers.allowances.law_in_force import office_law
from sai_thong.registers.allowances.records import LineKind, PaymentLine
from sai_thong.registers.allowances.rules.first_month import FirstMonth, first_payable_month
from sai_thong.registers.law import AllowanceLaw
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.registers.office.records import Post
from sai_thong.thai.calendar import Month
from sai_thong.thai.citizen_id import masked
from sai_thong.thai.money import baht
from sai_thong.thai.names import full_name

_COLUMNS = (
    Column("ลำดับ\nที่", 12, "center"),
    Column("ทะเบียน\nเลขที่", 19, "center"),
    Column("ชื่อ – สกุล", 50),
    Column("เลขประจำตัว\nประชาชน", 35, "center"),
    Column("หมู่\nที่", 10, "center"),
    Column("อายุ\n(ปี)", 10, "center"),
    Column("อัตรา\n(บาท)", 18, "right"),
    Column("เริ่มเดือน", 19, "center"),
)


class NeverPosted(Refused):
    """The names of this set are never posted (domain notes 5.4)."""

    def __init__(self) -> None:
        super().__init__(
            _("The names of this set are never posted."),
            kept=_("Nothing was printed."),
            do=_("Tell each person by a letter of their own."),
        )


@dataclass(frozen=True)
class EntitledRow:
    """One name on the list.

    Attributes:
        register_no: ทะเบียนเลขที่, or empty.
        name: Full name.
        citizen_id: Thirteen digits; masked where it is drawn.
        moo: Village number.
        age: Years completed, or None.
        amount_satang: The monthly rate.
        since: The first month.
    """

    register_no: str
    name: str
    citizen_id: str
    moo: int | None
    age: int | None
    amount_satang: int
    since: Month | None


@dataclass(frozen=True)
class EntitledNotice:
    """The notice of one scheme in one month.

    Attributes:
        office: Who announces.
        scheme: Which scheme.
        month: The month.
        day: The day of the notice.
        rows: The names, by village.
        draft: Whether the month is not sent yet.
    """

    office: OfficeOnPaper
    scheme: Scheme
    month: Month
    day: date
    rows: tuple[EntitledRow, ...]
    draft: bool


def entitled_notice(data: EntitledNotice, settings: PaperSettings, clock: Clock) -> Paper:
    """The announcement, with the list on the pages after it."""
    paper = office_paper(data.office, "ประกาศรายชื่อผู้มีสิทธิ", settings, clock)
    money = MONEY[data.scheme]
    subject = f"รายชื่อผู้มีสิทธิได้รับ{money} ประจำเดือน{data.month.name}"
    order = Order(
        kind="ประกาศ",
        office=data.office.name,
        subject=subject,
        body=[
            f"ตาม{REGULATION[data.scheme]} กำหนดให้องค์กรปกครองส่วนท้องถิ่นจ่าย{money}ให้แก่ผู้มีสิทธิเป็นรายเดือน นั้น",
            f"{data.office.name}ได้ตรวจสอบคุณสมบัติแล้ว จึงขอประกาศรายชื่อผู้มีสิทธิได้รับ{money} "
            f"ประจำเดือน{data.month.name} จำนวน {len(data.rows):,} ราย ตามบัญชีแนบท้ายประกาศนี้ "
            f"หากผู้ใดเห็นว่ารายชื่อไม่ถูกต้อง ให้แจ้งต่อ{data.office.name}",
            "จึงประกาศให้ทราบโดยทั่วกัน",
        ],
        given=given_on(data.day),
        signer=data.office.signer(Post.MAYOR, data.day),
    )
    draw_order(paper, order)
    flow = Flow(paper, head=_head(data, subject), left=18, right_margin=18, bottom_margin=15)
    draw_table(flow, _COLUMNS, [_row(number, row) for number, row in enumerate(data.rows, 1)], row_height=6.6)
    if data.draft:
        for page in paper.pages:
            page.watermark(DRAFT)
    return paper


def _head(data: EntitledNotice, subject: str) -> Callable[[Page], float]:
    def draw(page: Page) -> float:
        page.text(page.width / 2, 22, f"บัญชี{subject}", bold=True, align="center", fit=page.width - 30)
        page.text(page.width / 2, 29, f"แนบท้ายประกาศ{data.office.name} ลง{given_on(data.day)}", size=14, align="center")
        return 33

    return draw


def _row(number: int, row: EntitledRow) -> tuple[str, ...]:
    return (
        str(number),
        row.register_no,
        row.name,
        masked(row.citizen_id) if row.citizen_id else "",
        "" if row.moo is None else str(row.moo),
        "" if row.age is None else str(row.age),
        baht(row.amount_satang),
        row.since.short_name if row.since else "",
    )


def gather_entitled_notice(store: Store, request: PaperRequest) -> EntitledNotice:
    """The names of a month's regular lines of one scheme (old age when none is chosen).

    Raises:
        NeverPosted: The scheme is of a sealed set.
        NothingToPrint: Nobody is entitled.
    """
    assert request.month is not None
    scheme = request.scheme or Scheme.OLD_AGE
    if request.scheme_set.sealed or scheme is Scheme.HIV:
        raise NeverPosted
    office, law = gather_office(store), office_law(store)
    months = gather_month_lines(store, SchemeSet.ORDINARY, request.month)
    lines = [
        line
        for month in months
        for line in month.lines
        if line.scheme is scheme and line.kind is LineKind.REGULAR and (request.moo is None or line.moo == request.moo)
    ]
    if not lines:
        raise NothingToPrint(_("Nobody is paid so in {month}.").format(month=request.month.name))
    files = {file.claim.id: file for file in load_case_files(store, SchemeSet.ORDINARY)}
    day = request.day or bangkok_today(store.clock)
    return EntitledNotice(
        office=office,
        scheme=scheme,
        month=request.month,
        day=day,
        rows=tuple(_of_line(line, files.get(line.claim_id), law, day) for line in lines),
        draft=any(month.draft for month in months),
    )


def _of_line(line: PaymentLine, file: CaseFile | None, law: AllowanceLaw, day: date) -> EntitledRow:
    first = first_payable_month(file.person_facts, file.claim_facts, law) if file else None
    claim = file.claim if file else None
    numbered = claim is not None and claim.register_no is not None
    return EntitledRow(
        register_no=f"{claim.register_no}/{claim.register_year_be}" if claim is not None and numbered else "",
        name=full_name(line.prefix, line.first_name, line.last_name),
        citizen_id=line.citizen_id,
        moo=line.moo,
        age=line.birth.age_on(day) if line.birth else None,
        amount_satang=line.amount_satang,
        since=first.month if isinstance(first, FirstMonth) else None,
    )
