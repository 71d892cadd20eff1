"""หนังสือรับรอง, for the services that end in one (ระเบียบงานสารบรรณ ข้อ 24, แบบที่ 10).

A draft across the page says so until what is asked for was approved.
"""

from __future__ import annotations

from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.kit import Flow, Paper, PaperSettings, draw_garuda, sign
from sai_thong.forms.kit.rule import GARUDA_TOP, LETTER_GARUDA_HEIGHT, TEXT_SIZE, millimetres, pitch_mm
from sai_thong.forms.office.office_on_paper import DRAFT, given_on
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.petitions.case_letters import CaseLetter, letter_of
from sai_thong.forms.petitions.case_on_paper import case_paper, gather_case
from sai_thong.ground.clock import Clock
from sai_thong.ground.language import _
from sai_thong.registers.petitions.terms import Decision, NoticeKind

CATEGORY: Final = "หนังสือรับรอง"
_SENDER_LEFT: Final = 130.0
_GIVEN_LEFT: Final = 80.0


def gather_certificate(store: Store, request: PaperRequest) -> CaseLetter:
    """What a case asks to have certified.

    Raises:
        NothingToPrint: There is no such case, its service ends in no certificate, or it was refused.
    """
    case = gather_case(store, request)
    if case.category != CATEGORY:
        raise NothingToPrint(_("This service does not end in a certificate."), do=_("Print the result letter."))
    if case.petition.decision is Decision.REFUSED:
        raise NothingToPrint(_("The certificate was refused."), do=_("Print the result letter."))
    told = [notice for notice in case.notices if notice.kind is NoticeKind.RESULT]
    return letter_of(case, NoticeKind.RESULT, told[-1] if told else None, request)


def certificate(data: CaseLetter, settings: PaperSettings, clock: Clock) -> Paper:
    """The certificate."""
    case = data.case
    paper = case_paper(case, "หนังสือรับรอง", settings, clock)
    flow = Flow(paper)
    page = flow.page
    if case.petition.decision is not Decision.APPROVED:
        page.watermark(DRAFT)
    draw_garuda(page, height=LETTER_GARUDA_HEIGHT, top=GARUDA_TOP)
    foot = GARUDA_TOP + LETTER_GARUDA_HEIGHT
    page.text(flow.left, foot, f"เลขที่ {data.number}")
    widest = max(page.text_width(line) for line in case.office.sender)
    left = min(_SENDER_LEFT, flow.right - widest)
    for number, line in enumerate(case.office.sender):
        page.text(left, foot + number * pitch_mm(TEXT_SIZE), line, fit=flow.right - left)
    flow.y = foot + len(case.office.sender) * pitch_mm(TEXT_SIZE) + millimetres(12)
    for paragraph in _body(data):
        flow.gap(6)
        flow.paragraph(paragraph)
    flow.gap(12)
    flow.line(f"ให้ไว้ ณ {given_on(data.day)}", x=_GIVEN_LEFT)
    sign(flow, case.signer(data.day))
    return paper


def _body(data: CaseLetter) -> list[str]:
    case, person = data.case, data.case.head
    known = f" เลขประจำตัวประชาชน {person.shown_id}" if person.shown_id else ""
    address = f" อยู่{person.address}" if person.address else ""
    said = data.notice.text if data.notice else ""
    used = case.answer("use_for")
    purpose = f" เพื่อนำไปใช้{used.removeprefix('เพื่อ')}" if used else ""
    return [
        f"หนังสือฉบับนี้ให้ไว้เพื่อรับรองว่า {person.name or case.name_to_the_petitioner}{known}{address} "
        f"{said or _certified(data)}",
        f"{case.office.name}จึงออกหนังสือฉบับนี้ไว้ให้{purpose} ตามคำร้องเลขที่ {case.case_number} ลงวันที่ {_received(data)}",
    ]


def _certified(data: CaseLetter) -> str:
    """What is certified, by what the form asked; the amount of an income is written in by hand."""
    case = data.case
    if case.answer("building"):
        return f"เป็นผู้มีสิ่งปลูกสร้าง คือ {case.answer('building')} ตั้งอยู่ในเขต{case.office.name}จริง"
    return {
        "ที่อยู่": f"มีที่อยู่อาศัยตามที่อยู่ข้างต้นในเขต{case.office.name}จริง",
        "รายได้": f"เป็นผู้มีรายได้เดือนละ {'.' * 30} บาท จริง",
    }.get(case.answer("about"), f"เป็นบุคคลที่อยู่ในเขต{case.office.name} และเป็นบุคคลเดียวกันกับที่ปรากฏตามเอกสารที่นำมาแสดงจริง")


def _received(data: CaseLetter) -> str:
    return data.case.reference.rpartition("ลงวันที่ ")[2]
