"""ใบสำคัญรับเงิน: a receipt for cash, one person a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sai_thong.db.store import Store
from sai_thong.forms.allowances.application import day_parts
from sai_thong.forms.allowances.form_sheet import FormSheet
from sai_thong.forms.allowances.month_lines import MonthLines, NothingToPrint, gather_month_lines
from sai_thong.forms.allowances.person_on_paper import PersonOnPaper, find_citizen
from sai_thong.forms.allowances.scheme_words import MONEY
from sai_thong.forms.kit import Blank, Paper, PaperSettings, Signer
from sai_thong.forms.office.office_on_paper import DRAFT, OfficeOnPaper, gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock
from sai_thong.ground.language import _
from sai_thong.registers.allowances.records import LineKind, PaymentLine, PaymentResult
from sai_thong.registers.office.records import Post
from sai_thong.thai.calendar import Month
from sai_thong.thai.money import baht

_TABLE_ROWS = 4
_ROW = 9.0
_AMOUNT_WIDTH = 42.0


@dataclass(frozen=True)
class Receipt:
    """One person's receipt.

    Attributes:
        person: Who receives.
        items: What for, with the amount in satang.
        received_on: The day it was paid, if known.
        received_by: Who received for the person, if someone did.
        received_card: That one's card number.
        witnesses: Of a thumb print.
    """

    person: PersonOnPaper
    items: tuple[tuple[str, int], ...]
    received_on: date | None = None
    received_by: str = ""
    received_card: str = ""
    witnesses: tuple[str, ...] = ()

    @property
    def total_satang(self) -> int:
        """The sum of the items."""
        return sum(satang for _what, satang in self.items)


@dataclass(frozen=True)
class Receipts:
    """The receipts of a month.

    Attributes:
        office: Who pays.
        month: The month.
        receipts: One a sheet.
        payer: Who hands the money over.
        draft: Whether the month is not sent yet.
    """

    office: OfficeOnPaper
    month: Month
    receipts: tuple[Receipt, ...]
    payer: Signer
    draft: bool = False


def receipts(data: Receipts, settings: PaperSettings, clock: Clock) -> Paper:
    """A sheet for every person."""
    paper = Paper(
        f"ใบสำคัญรับเงิน {data.month.name}",
        clock=clock,
        settings=settings,
        author=data.office.name,
        keep=data.office.names_kept_whole,
    )
    for receipt in data.receipts:
        _draw(paper, data, receipt, settings)
    return paper


def _draw(paper: Paper, data: Receipts, receipt: Receipt, settings: PaperSettings) -> None:
    sheet = FormSheet(paper, top=28)
    if data.draft:
        sheet.page.watermark(DRAFT)
    person = receipt.person
    sheet.title("ใบสำคัญรับเงิน", size=22)
    sheet.gap(3)
    sheet.right_line("ที่", Blank(data.office.place), share=0.62)
    sheet.right_line(*day_parts(receipt.received_on), share=0.62)
    sheet.gap(3)
    sheet.line("ข้าพเจ้า", Blank(person.name, 2), "อยู่บ้านเลขที่", Blank(person.house_no, 0.7), indent=15)
    place = "อำเภอ", Blank(person.district)
    sheet.line("หมู่ที่", Blank(person.moo_text, 0.5), "ตำบล", Blank(person.subdistrict), *place)
    sheet.line("จังหวัด", Blank(person.province), "เลขประจำตัวประชาชน", Blank(person.shown_id, 1.4))
    sheet.line("ได้รับเงินจาก", Blank(data.office.name), "ดังรายการต่อไปนี้")
    sheet.gap(1)
    _items(sheet, receipt)
    sheet.gap(9)
    sheet.line("จำนวนเงิน (ตัวอักษร)", Blank(settings.baht_words(receipt.total_satang)))
    sheet.gap(12)
    recipient = Signer(receipt.received_by or person.name)
    sheet.signatures([("ผู้รับเงิน", recipient), ("ผู้จ่ายเงิน", data.payer)])
    sheet.gap(6)
    _instead(sheet, receipt)


def _items(sheet: FormSheet, receipt: Receipt) -> None:
    """The table of what is paid for."""
    page, top = sheet.page, sheet.y - 4
    amounts = sheet.right - _AMOUNT_WIDTH
    rows = max(_TABLE_ROWS, len(receipt.items))
    for number in range(rows + 3):
        page.line(sheet.left, top + _ROW * number, sheet.right, top + _ROW * number)
    bottom = top + _ROW * (rows + 2)
    page.lines([(x, top, x, bottom) for x in (sheet.left, amounts, sheet.right)])
    page.text((sheet.left + amounts) / 2, top + 6, "รายการ", bold=True, align="center")
    page.text((amounts + sheet.right) / 2, top + 6, "จำนวนเงิน (บาท)", bold=True, align="center")
    for number, (what, satang) in enumerate(receipt.items, 1):
        page.text(sheet.left + 2, top + _ROW * number + 6, what, filled=True, fit=amounts - sheet.left - 4)
        page.text(sheet.right - 2, top + _ROW * number + 6, baht(satang), align="right", filled=True)
    page.text(amounts - 2, bottom - 3, "รวมเป็นเงิน", bold=True, align="right")
    page.text(sheet.right - 2, bottom - 3, baht(receipt.total_satang), bold=True, align="right", filled=True)
    sheet.y = bottom


def _instead(sheet: FormSheet, receipt: Receipt) -> None:
    """Who took the money for the person, and who saw a thumb print (ป.พ.พ. มาตรา 9: two witnesses)."""
    sheet.heading("กรณีรับแทน หรือพิมพ์ลายนิ้วมือ")
    sheet.line("ผู้รับแทนชื่อ", Blank(receipt.received_by, 1.3), "เลขที่บัตร", Blank(receipt.received_card))
    sheet.gap(8)
    first, second = (*receipt.witnesses, "", "")[:2]
    sheet.signatures([("พยาน", Signer(first)), ("พยาน", Signer(second))])


def gather_receipts(store: Store, request: PaperRequest) -> Receipts:
    """The receipts of everyone paid in cash in a month, or of one person; in a sealed set of everyone.

    Raises:
        NothingToPrint: Nobody is paid so.
        SetClosed: This user does not hold the key of the set.
    """
    assert request.month is not None
    office = gather_office(store)
    months = gather_month_lines(store, request.scheme_set, request.month, request.source)
    person_id = find_citizen(store, request.record_id).id if request.record_id else ""
    found = [receipt for month in months for receipt in _of_month(month, office, request, person_id)]
    if not found:
        raise NothingToPrint(_("Nobody is paid so in {month}.").format(month=request.month.name))
    return Receipts(
        office=office,
        month=request.month,
        receipts=tuple(found),
        payer=office.signer(Post.PAYER, months[0].pay_on),
        draft=any(month.draft for month in months),
    )


def _of_month(month: MonthLines, office: OfficeOnPaper, request: PaperRequest, person_id: str) -> list[Receipt]:
    """A receipt a claim: retro pay of the same claim stands on the same sheet."""
    claims: dict[str, list[PaymentLine]] = {}
    for line in month.lines:
        in_hand = line.channel.is_cash or month.scheme_set.sealed
        of_person = not person_id or line.person_id == person_id
        of_village = request.moo is None or line.moo == request.moo
        of_scheme = request.scheme is None or line.scheme is request.scheme
        if in_hand and of_person and of_village and of_scheme:
            claims.setdefault(line.claim_id, []).append(line)
    return [_receipt(lines, office, month.results.get(lines[0].id)) for lines in claims.values()]


def _receipt(lines: list[PaymentLine], office: OfficeOnPaper, result: PaymentResult | None) -> Receipt:
    first = lines[0]
    person = PersonOnPaper(
        prefix=first.prefix,
        first_name=first.first_name,
        last_name=first.last_name,
        citizen_id=first.citizen_id,
        house_no=first.house_no,
        moo=first.moo,
        subdistrict=office.office.name,
        district=office.office.district,
        province=office.office.province,
    )
    planned = first.payee_name if first.channel.needs_proxy else ""
    return Receipt(
        person=person,
        items=tuple((_what(line), line.amount_satang) for line in lines),
        received_on=result.on_day if result else None,
        received_by=(result.received_by if result else "") or planned,
        received_card=result.received_card if result else "",
        witnesses=result.witnesses if result else (),
    )


def _what(line: PaymentLine) -> str:
    kind = "" if line.kind is LineKind.REGULAR else " (ตกเบิก)"
    return f"{MONEY[line.scheme]} ประจำเดือน{line.paid_for.name}{kind}"
