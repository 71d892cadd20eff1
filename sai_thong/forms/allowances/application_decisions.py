"""Page 2 of the forms for old age and disability: the officer, the committee, the order, and the slip to tear off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sai_thong.forms.allowances.application import Application, day_parts
from sai_thong.forms.allowances.form_sheet import FormSheet
from sai_thong.forms.kit import Blank, Page, Paper, Part, Signer, Tick, dotted_field, form_line, signature_line, tick
from sai_thong.forms.kit.rule import pitch_mm
from sai_thong.registers.allowances.records import OfficerOpinion
from sai_thong.thai.calendar import MONTHS, thai_date

_SIZE = 14.0
_TOP = 18.0
_GUTTER = 4.0
_COLUMN_HEIGHT = 118.0


@dataclass(frozen=True)
class DecisionWords:
    """The words in which the two forms differ.

    Attributes:
        officer_title: ``ความเห็นเจ้าหน้าที่ผู้รับยืนยันสิทธิ``.
        officer_role: Under the officer's signature.
        opinions: What the officer may say, with what each means.
        approve: What the committee says in favour.
        reject: What it says against.
        accept: The order in favour.
        refuse: The order against.
    """

    officer_title: str
    officer_role: str
    opinions: tuple[tuple[OfficerOpinion, str], ...]
    approve: str
    reject: str
    accept: str
    refuse: str


@dataclass(frozen=True)
class SlipWords:
    """The words of the slip: its title, of the application, of the payment, and what to do after a move."""

    title: str
    applied: str
    paid: str
    move: str


def decisions_page(paper: Paper, data: Application, words: DecisionWords) -> FormSheet:
    """Draw page 2 down to the order; gives the sheet, so that the slip can follow."""
    sheet = FormSheet(paper, top=_TOP, size=_SIZE)
    column = (sheet.width - _GUTTER) / 2
    left, right = sheet.left, sheet.left + column + _GUTTER
    page = sheet.page
    for x in (left, right):
        page.box(x, _TOP - 6, column, _COLUMN_HEIGHT)
    _officer(page, left + 3, column - 6, data, words)
    _committee(page, right + 3, column - 6, data, words)
    sheet.y = _TOP + _COLUMN_HEIGHT + 2
    _order(sheet, data, words)
    return sheet


def slip(sheet: FormSheet, data: Application, words: SlipWords) -> None:
    """The part the person takes home, below a line to tear along."""
    sheet.page.line(sheet.left - 10, sheet.y, sheet.right + 8, sheet.y, width=0.1)
    sheet.page.text(sheet.page.width / 2, sheet.y + 4, "(ตัดตามรอยให้ผู้ยื่นคำขอเก็บไว้)", size=11, align="center")
    sheet.gap(11)
    sheet.title(words.title, size=15)
    month = data.first_month
    sheet.line("ชื่อ – สกุล", Blank(data.person.name))
    sheet.line(words.applied, *day_parts(data.applied_on))
    sheet.line(
        f"{words.paid} โดยได้รับตั้งแต่เดือน",
        Blank(MONTHS[month.month - 1] if month else ""),
        "พ.ศ.",
        Blank(str(month.year_be) if month else "", 0.6),
        "เป็นต้นไป",
    )
    sheet.gap(1)
    sheet.paragraph(words.move)
    sheet.gap(7)
    signature_line(sheet.page, sheet.right - 50, sheet.y, "เจ้าหน้าที่", data.officer, size=_SIZE, width=48)


def _officer(page: Page, x: float, width: float, data: Application, words: DecisionWords) -> None:
    y = _heading(page, x, words.officer_title, "เรียน  คณะกรรมการตรวจสอบคุณสมบัติ")
    page.text(x + 10, y, "ได้ตรวจสอบคุณสมบัติของ", size=_SIZE)
    y = form_line(page, x, y + pitch_mm(_SIZE), width, [Blank(data.person.name), "แล้ว"], size=_SIZE)
    decided = data.decisions
    for opinion, label in words.opinions:
        reason = opinion is OfficerOpinion.UNQUALIFIED
        y = _ticked(page, x, y, width, label, checked=decided.opinion is opinion)
        if reason:
            dotted_field(page, x + 6, y, width - 6, decided.opinion_reason, size=_SIZE, center=False)
            y += pitch_mm(_SIZE)
    officer = Signer(data.officer.name, (words.officer_role, *data.officer.posts))
    _column_signature(page, x, _TOP + 79, width, role="", signer=officer)
    if decided.opinion_on:
        page.text(x + width / 2, _TOP + 107, thai_date(decided.opinion_on), size=_SIZE, align="center", filled=True)


def _committee(page: Page, x: float, width: float, data: Application, words: DecisionWords) -> None:
    y = _heading(page, x, "ความเห็นคณะกรรมการตรวจสอบคุณสมบัติ", f"เรียน  {data.office.mayor_title}")
    y = page.paragraph(x, y, width, "คณะกรรมการตรวจสอบคุณสมบัติได้ตรวจสอบแล้ว มีความเห็นดังนี้", size=_SIZE, indent=10)
    decided = data.decisions
    y = _ticked(page, x, y, width, words.approve, checked=decided.committee_agrees is True)
    y = _ticked(page, x, y, width, words.reject, checked=decided.committee_agrees is False)
    dotted_field(page, x + 6, y, width - 6, decided.committee_reason, size=_SIZE, center=False)
    members = [*data.committee, Signer(), Signer(), Signer()][:3]
    for number, member in enumerate(members):
        _column_signature(page, x, _TOP + 55 + 18 * number, width, role="กรรมการ", signer=Signer(member.name))
    if decided.committee_on:
        page.text(x + width / 2, _TOP + 109, thai_date(decided.committee_on), size=_SIZE, align="center", filled=True)


def _order(sheet: FormSheet, data: Application, words: DecisionWords) -> None:
    decided = data.decisions
    top = sheet.y - 6
    sheet.left, sheet.width = sheet.left + 3, sheet.width - 6
    sheet.heading("คำสั่ง")
    labels: Sequence[Part] = (
        Tick(words.accept, checked=decided.accepted is True),
        Tick(words.refuse, checked=decided.accepted is False),
        Tick("อื่น ๆ"),
        Blank(decided.order_reason),
    )
    sheet.y = form_line(sheet.page, sheet.left, sheet.y, sheet.width, labels, size=_SIZE)
    sheet.gap(8)
    y = signature_line(sheet.page, sheet.page.width / 2, sheet.y, "", data.mayor, size=_SIZE, width=56)
    day = decided.ordered_on
    parts: Sequence[Part] = (
        "วัน/เดือน/ปี",
        Blank(f"{day.day} {MONTHS[day.month - 1]} {day.year + 543}" if day else ""),
    )
    sheet.y = form_line(sheet.page, sheet.page.width / 2 - 36, y, 72, parts, size=_SIZE)
    sheet.left, sheet.width = sheet.left - 3, sheet.width + 6
    sheet.page.box(sheet.left, top, sheet.width, sheet.y - top - 3)
    sheet.gap(4)


def _heading(page: Page, x: float, title: str, to: str) -> float:
    page.text(x, _TOP, title, size=_SIZE, bold=True)
    page.text(x, _TOP + pitch_mm(_SIZE), to, size=_SIZE)
    return _TOP + 2 * pitch_mm(_SIZE)


def _ticked(page: Page, x: float, y: float, width: float, label: str, *, checked: bool) -> float:
    tick(page, x, y, "", checked=checked, size=_SIZE)
    return page.paragraph(x + 6, y, width - 6, label, size=_SIZE, spread=False)


def _column_signature(page: Page, x: float, y: float, width: float, *, role: str, signer: Signer) -> None:
    half_role = page.text_width(role, _SIZE) / 2
    signature_line(page, x + width / 2 + 4 - half_role, y, role, signer, size=_SIZE, width=min(44.0, width - 32))
