"""บันทึกเสนอผู้บริหาร: the case laid before ปลัด and นายก, with what was written on it already and places for the rest.

Of a complaint against officials no name of the petitioner stands on it, and nobody complained of is asked.
"""

from __future__ import annotations

import dataclasses
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.kit import Block, Memo, Opinion, Paper, PaperSettings, Signer, Words, draw_memo
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.petitions.case_letters import dotted_lines
from sai_thong.forms.petitions.case_on_paper import CaseOnPaper, case_paper, gather_case
from sai_thong.forms.petitions.wording import CHANNELS, cited, day_of
from sai_thong.ground.clock import Clock
from sai_thong.registers.law.service_terms import OpinionStep
from sai_thong.registers.office.records import Post
from sai_thong.registers.petitions.case_view import ChainLink
from sai_thong.registers.petitions.terms import TaskKind

_ABOVE: Final = (OpinionStep.HEAD, OpinionStep.CLERK, OpinionStep.MAYOR)
_UNDER: Final = 33.0


def gather_petition_memo(store: Store, request: PaperRequest) -> CaseOnPaper:
    """The case that is laid before the executive.

    Raises:
        NothingToPrint: There is no such case.
    """
    case = gather_case(store, request)
    return dataclasses.replace(case, day=request.day or case.day)


def petition_memo(data: CaseOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The memo."""
    paper = case_paper(data, "บันทึกเสนอคำร้อง", settings, clock)
    signer = data.signer(data.day)
    memo = Memo(
        unit=data.unit_line,
        number=data.office.letter_number(data.number),
        dated=dated(data.day),
        subject=f"เสนอคำร้องเพื่อพิจารณา เรื่อง {data.petition.subject}",
        to=signer.posts[-1] if signer.posts else data.office.mayor_title,
        body=_body(data),
        signer=Signer(data.petition.officer, ("เจ้าหน้าที่ผู้รับผิดชอบ",)),
        opinions=_opinions(data),
    )
    draw_memo(paper, memo)
    return paper


def _body(data: CaseOnPaper) -> list[Block]:
    petition = data.petition
    where = f" บริเวณ {data.where}" if data.where else ""
    told = petition.detail.strip().replace("\n", " ") if data.names_anybody else ""
    detail = f" ความว่า {told}" if told else ""
    due = f"ต้องแจ้งผลภายในวันที่ {dated(day_of(data.answer_due))}"
    law = cited(data.law.answer.legal_ref)
    return [
        Words("1. เรื่องเดิม", bold=True),
        f"{data.office.name}ได้รับคำร้องเลขที่ {data.case_number} ลงวันที่ {dated(data.received_on)} "
        f"จาก {data.name_to_the_office} ({CHANNELS[petition.channel]}) เรื่อง {petition.subject}{where}{detail}",
        Words("2. ข้อเท็จจริง", bold=True),
        *_facts(data),
        Words("3. ข้อกฎหมาย/ระเบียบ", bold=True),
        f"{cited(petition.decision_law) or law} {due}",
        Words("4. ข้อพิจารณา/ข้อเสนอ", bold=True),
        *_proposal(data),
        "จึงเรียนมาเพื่อโปรดพิจารณา",
    ]


def _facts(data: CaseOnPaper) -> list[Block]:
    missing = " ".join(f"({number}) {paper.name}" for number, paper in enumerate(data.missing, 1))
    papers = f"เอกสารยังขาด {len(data.missing)} รายการ ได้แก่ {missing}" if data.missing else "เอกสารครบถ้วน"
    facts = [f"{data.division}ได้ตรวจสอบคำร้องแล้ว {papers}"]
    for task in data.tasks:
        if task.done_on is not None:
            verb = "ตรวจสอบพื้นที่" if task.kind is TaskKind.VISIT else "ดำเนินการ"
            facts.append(f"{verb}เมื่อวันที่ {dated(task.done_on)} {task.what} ผลปรากฏว่า {task.outcome or '-'}")
    for point in data.points:
        outcome = f" ผล: {point.outcome}" if point.outcome else ""
        facts.append(f"จุดที่ {point.number} {' '.join(filter(None, (point.matter, point.place)))}{outcome}")
    if len(facts) == 1:
        return [facts[0]]
    return [Words(f"2.{number} {fact}", indent=_UNDER) for number, fact in enumerate(facts, 1)]


def _proposal(data: CaseOnPaper) -> list[Block]:
    said = next((link.standing for link in data.chain if link.step is OpinionStep.OFFICER and link.standing), None)
    return [said.text] if said else [dotted_lines(3)]


def _opinions(data: CaseOnPaper) -> list[Opinion]:
    places = [_place(data, link) for link in data.chain_asked if link.step in _ABOVE]
    return [place for place in places if not data.accuses(place.signer)]


def _place(data: CaseOnPaper, link: ChainLink) -> Opinion:
    own = {
        OpinionStep.HEAD: data.head_of_division(data.day),
        OpinionStep.CLERK: data.office.signer(Post.CLERK, data.day),
        OpinionStep.MAYOR: data.office.signer(Post.MAYOR, data.day),
    }[link.step]
    title = "คำสั่ง" if link.step is OpinionStep.MAYOR else f"ความเห็นของ{own.posts[-1]}"
    if link.standing is None:
        return Opinion(title, own)
    said = link.standing
    posts = (said.position,) if said.position else own.posts
    return Opinion(title, Signer(said.name, posts), said=said.text, dated=dated(day_of(said.given_at)))
