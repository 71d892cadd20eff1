"""แจ้งระงับการจ่ายเงินด่วน: somebody died or moved between sending and paying; with a record of whom we told, and how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sai_thong.db.store import Store
from sai_thong.forms.allowances.form_sheet import FormSheet
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.allowances.scheme_words import MONEY, secrecy_of
from sai_thong.forms.kit import Blank, Block, Paper, PaperSettings, Tick, Words, draw_letter
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, dated, gather_office
from sai_thong.forms.office.outgoing import office_letter, office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import BANGKOK, Clock, bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.allowances.records import PaymentLine, PaymentMonth, UrgentStop
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.banks import bank_name
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme, scheme_set_of
from sai_thong.registers.office.records import Post
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month, thai_date
from sai_thong.thai.citizen_id import formatted
from sai_thong.thai.money import baht
from sai_thong.thai.names import full_name


@dataclass(frozen=True)
class UrgentStopNote:
    """The note about one payment.

    Attributes:
        office: Who writes.
        day: The day of the note.
        number: Its number, or empty.
        scheme: What is paid.
        month: The month.
        pay_on: The pay date, or None.
        name: Whose payment.
        citizen_id: Thirteen digits, or empty.
        amount_satang: How much.
        account: Bank and account, or empty for cash.
        reason: Why it must be stopped.
        told_whom: Whom we told, or empty.
        told_how: How.
        told_at: When, UTC.
        stopped: Whether the money was stopped in time; None while it is not known.
    """

    office: OfficeOnPaper
    day: date
    number: str
    scheme: Scheme
    month: Month
    pay_on: date | None
    name: str
    citizen_id: str
    amount_satang: int
    account: str
    reason: str
    told_whom: str = ""
    told_how: str = ""
    told_at: datetime | None = None
    stopped: bool | None = None


def urgent_stop_note(data: UrgentStopNote, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter, marked ด่วนที่สุด, and a page for the file on who was told."""
    secrecy = secrecy_of(scheme_set_of(data.scheme))
    paper = office_paper(data.office, "แจ้งระงับการจ่ายเงินด่วน", settings, clock, secrecy=secrecy)
    letter = office_letter(
        data.office,
        day=data.day,
        number=data.number,
        subject=f"ขอให้ระงับการจ่าย{MONEY[data.scheme]}",
        to=data.told_whom or "ผู้รับผิดชอบการจ่ายเงิน",
        body=_body(data, settings),
        urgency="ด่วนที่สุด",
    )
    draw_letter(paper, letter)
    _record_of_telling(paper, data)
    return paper


def _body(data: UrgentStopNote, settings: PaperSettings) -> list[Block]:
    shown_id = f" เลขประจำตัวประชาชน {formatted(data.citizen_id)}" if data.citizen_id else ""
    pay_on = f" ซึ่งกำหนดจ่ายวันที่ {dated(data.pay_on)}" if data.pay_on else ""
    account = f" เข้าบัญชี{data.account}" if data.account else " เป็นเงินสด"
    return [
        Words(
            f"ตามที่{data.office.name}ได้ส่งรายชื่อผู้มีสิทธิได้รับ{MONEY[data.scheme]} ประจำเดือน{data.month.name}{pay_on} นั้น "
            f"ปรากฏว่า {data.name}{shown_id} {data.reason}",
            keep=tuple(data.name.split()),
        ),
        f"จึงขอให้ระงับการจ่ายเงินแก่บุคคลดังกล่าว จำนวน {baht(data.amount_satang)} บาท "
        f"({settings.baht_words(data.amount_satang)}){account} โดยด่วน และโปรดแจ้งผลให้ทราบด้วย",
        "จึงเรียนมาเพื่อโปรดดำเนินการโดยด่วน",
    ]


def _record_of_telling(paper: Paper, data: UrgentStopNote) -> None:
    """A page for the file: whom we told, when and how; the proof that it was done in time."""
    at = data.told_at.astimezone(BANGKOK) if data.told_at else None
    sheet = FormSheet(paper, top=30)
    sheet.title("บันทึกการแจ้งระงับการจ่ายเงินด่วน", "(เก็บไว้ในแฟ้มของสำนักงาน)")
    sheet.gap(4)
    sheet.line("ผู้ถูกระงับการจ่าย", Blank(data.name, 1.6), "จำนวนเงิน", Blank(baht(data.amount_satang)), "บาท")
    sheet.line("เหตุที่ระงับ", Blank(data.reason))
    when = Blank(thai_date(at.date()) if at else ""), "เวลา", Blank(f"{at:%H.%M}" if at else "", 0.5), "น."
    sheet.line("แจ้งเมื่อวันที่", *when)
    sheet.line("ผู้รับแจ้ง", Blank(data.told_whom), "แจ้งทาง", Blank(data.told_how))
    results = Tick("ระงับได้ทัน", data.stopped is True), Tick("จ่ายไปแล้ว เมื่อวันที่", data.stopped is False)
    sheet.line("ผลการระงับ", *results, Blank())
    sheet.gap(12)
    sheet.signatures([("ผู้แจ้ง", data.office.signer(Post.COMMUNITY_DEVELOPER, data.day))])


def _reason(citizen: Citizen, stop: UrgentStop) -> str:
    """Why, in the words of a letter: death and move with their day, anything else as it was noted."""
    if citizen.deceased:
        day = citizen.death
        return f"ได้ถึงแก่ความตายเมื่อ{_when(day)}" if day else "ได้ถึงแก่ความตาย"
    if citizen.away_since is not None:
        return f"ได้ย้ายภูมิลำเนาออกจากพื้นที่เมื่อวันที่ {dated(citizen.away_since)}"
    return stop.reason


def _when(day: PartialDate) -> str:
    """``วันที่ 2 พฤศจิกายน 2569``; ``เดือนพฤศจิกายน 2569`` while the day is not known."""
    if day.exact:
        return f"วันที่ {dated(day.effective)}"
    return f"เดือน{Month.of(day.effective).name}" if day.month else f"ปี พ.ศ. {day.year_be}"


def gather_urgent_stop(store: Store, request: PaperRequest) -> UrgentStopNote:
    """The note of an urgent stop, by its id.

    Raises:
        NothingToPrint: There is none.
        SetClosed: This user does not hold the key of the set.
    """
    shelf = shelf_of(store, request.scheme_set)
    found = shelf.find(UrgentStop, id=request.record_id)
    if not found:
        raise NothingToPrint(_("There is no such urgent stop."), do=_("Choose it from the list of urgent stops."))
    stop = found[0]
    line = shelf.get(PaymentLine, stop.line_id)
    payment_month = shelf.get(PaymentMonth, line.payment_month_id)
    told_on = stop.told_at.astimezone(BANGKOK).date() if stop.told_at else None
    bank = f"{bank_name(line.bank_code)} เลขที่ {line.account_no}" if line.account_no else ""
    return UrgentStopNote(
        office=gather_office(store),
        day=request.day or told_on or bangkok_today(store.clock),
        number=request.number,
        scheme=line.scheme,
        month=line.paid_in,
        pay_on=payment_month.pay_on,
        name=full_name(line.prefix, line.first_name, line.last_name),
        citizen_id=line.citizen_id,
        amount_satang=line.amount_satang,
        account=bank,
        reason=_reason(store.get(Citizen, stop.person_id), stop),
        told_whom=stop.told_whom,
        told_how=stop.told_how,
        told_at=stop.told_at,
        stopped=stop.stopped,
    )
