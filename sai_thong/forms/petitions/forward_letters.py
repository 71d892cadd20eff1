"""หนังสือส่งต่อหน่วยงาน: to the agency whose matter it is, and to the petitioner, who is told where it went.

The agency learns the petitioner's name only where the petitioner lets it be told and nobody is complained of.
"""

from __future__ import annotations

import dataclasses

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.kit import Block, Letter, Paper, PaperSettings, draw_letter
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.petitions.case_letters import CaseLetter, gather_letter, letter_to_petitioner
from sai_thong.forms.petitions.case_on_paper import case_paper
from sai_thong.forms.petitions.wording import addressee_of
from sai_thong.ground.clock import Clock
from sai_thong.ground.language import _
from sai_thong.registers.petitions.letters import letter_subject
from sai_thong.registers.petitions.records import Notice
from sai_thong.registers.petitions.terms import NoticeKind


def _to_agency(notice: Notice) -> bool:
    return bool(notice.agency)


_gather_to_agency = gather_letter(NoticeKind.FORWARD, _to_agency)
_gather_to_petitioner = gather_letter(NoticeKind.FORWARD, lambda notice: not notice.agency)


def gather_forward_letter(store: Store, request: PaperRequest) -> CaseLetter:
    """The letter to the agency.

    Raises:
        NothingToPrint: There is no such case, or it was not handed over.
    """
    return _handed_over(_gather_to_agency(store, request))


def gather_forward_notice(store: Store, request: PaperRequest) -> CaseLetter:
    """The letter to the petitioner.

    Raises:
        NothingToPrint: There is no such case, or it was not handed over.
    """
    return _handed_over(_gather_to_petitioner(store, request))


def _handed_over(data: CaseLetter) -> CaseLetter:
    if not any(_to_agency(notice) for notice in data.case.notices if notice.kind is NoticeKind.FORWARD):
        raise NothingToPrint(_("The case was not handed over to another agency."), do=_("Hand it over first."))
    return data


def forward_letter(data: CaseLetter, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter to the agency."""
    case, sent = data.case, _sent(data)
    paper = case_paper(case, "หนังสือส่งต่อหน่วยงาน", settings, clock)
    hidden = "" if case.names_anybody else f" ({case.name_to_the_office}) "
    letter = Letter(
        number=data.number,
        sender=case.office.sender,
        dated=dated(data.day),
        subject=letter_subject(NoticeKind.FORWARD, case.petition),
        to=addressee_of(sent.agency),
        body=_to_agency_body(data, sent),
        signer=case.signer(data.day),
        enclosures=[f"สำเนาคำร้อง{hidden}และเอกสารที่เกี่ยวข้อง      จำนวน 1 ชุด"],
        contact=case.contact,
    )
    draw_letter(paper, letter)
    return paper


def forward_notice(data: CaseLetter, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter to the petitioner."""
    case, sent = data.case, _sent(data)
    number = f" ตามหนังสือ ที่ {sent.letter_no}" if sent.letter_no else ""
    body = [
        data.opening,
        f"{case.office.name}ได้ตรวจสอบแล้ว เห็นว่า{sent.reasons} จึงได้ส่งเรื่องของท่านไปยัง{sent.agency} "
        f"เพื่อพิจารณาดำเนินการตามอำนาจหน้าที่แล้ว{number} "
        "และได้ขอให้แจ้งผลให้ท่านทราบโดยตรง",
        "จึงเรียนมาเพื่อทราบ",
    ]
    paper = case_paper(case, "หนังสือแจ้งการส่งต่อ", settings, clock)
    letter = letter_to_petitioner(data, body)
    draw_letter(paper, dataclasses.replace(letter, subject=f"แจ้งการส่งเรื่องให้หน่วยงานที่รับผิดชอบ {case.petition.subject}"))
    return paper


def _sent(data: CaseLetter) -> Notice:
    return next(notice for notice in reversed(data.case.notices) if _to_agency(notice))


def _to_agency_body(data: CaseLetter, sent: Notice) -> list[Block]:
    case = data.case
    petition, person = case.petition, case.head
    who = case.name_to_the_office
    if case.names_anybody:
        phone = f" โทรศัพท์ {person.phone}" if person.phone else ""
        who = f"{case.name_to_the_office} {person.address}{phone}".replace("  ", " ").rstrip()
        who = f"ได้รับคำร้องจาก {who}"
    else:
        who = f"ได้รับคำร้อง ({who})"
    told = petition.detail.strip().replace("\n", " ") if case.names_anybody else ""
    detail = f" ความว่า {told}" if told else ""
    where = f" บริเวณ {case.where}" if case.where else ""
    reply = "แจ้งผลการดำเนินการให้ผู้ร้องทราบโดยตรง และสำเนาแจ้ง" if case.names_anybody else "แจ้งผลการดำเนินการให้"
    return [
        f"ด้วย{case.office.name}{who} ตามคำร้องเลขที่ {case.case_number} ลงวันที่ {dated(case.received_on)} "
        f"เรื่อง {petition.subject}{where}{detail} รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย",
        f"{case.office.name}ตรวจสอบแล้ว เห็นว่า{sent.reasons} จึงขอส่งเรื่องดังกล่าวมาเพื่อโปรดพิจารณาดำเนินการตามอำนาจหน้าที่ "
        f"ผลเป็นประการใดขอได้โปรด{reply}{case.office.name}ทราบด้วย",
        "จึงเรียนมาเพื่อโปรดพิจารณา",
    ]
