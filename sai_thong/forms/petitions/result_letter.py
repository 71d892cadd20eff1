"""หนังสือแจ้งผลการพิจารณา: what was found, what was decided; of a refusal the reasons, the law and the right of appeal.

พ.ร.บ. วิธีปฏิบัติราชการทางปกครอง พ.ศ. 2539: มาตรา 37 (facts, law and reasons in writing), 40 (right and term of appeal),
44 (to whom, within which term).
"""

from __future__ import annotations

from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.kit import Block, Paper, PaperSettings, Words
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.petitions.case_letters import CaseLetter, case_letter, gather_letter
from sai_thong.forms.petitions.wording import cited
from sai_thong.ground.clock import Clock
from sai_thong.ground.language import _
from sai_thong.registers.law.service_terms import ProfileKey
from sai_thong.registers.petitions.terms import Decision, NoticeKind

_APPROVED: Final = {ProfileKey.PERMIT: "อนุญาต"}
_gather = gather_letter(NoticeKind.RESULT)


def gather_result_letter(store: Store, request: PaperRequest) -> CaseLetter:
    """The letter of the result that was told, or of the decision that is to be told.

    Raises:
        NothingToPrint: There is no such case, or nothing is decided.
    """
    data = _gather(store, request)
    if _decision(data) is None:
        raise NothingToPrint(
            _("Nothing has been decided in this case."), do=_("Record the decision or the answer first.")
        )
    return data


def result_letter(data: CaseLetter, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter."""
    return case_letter(data, "หนังสือแจ้งผลการพิจารณา", _body(data), settings, clock)


def _decision(data: CaseLetter) -> Decision | None:
    return (data.notice.decision if data.notice else None) or data.case.petition.decision


def _body(data: CaseLetter) -> list[Block]:
    decision = _decision(data)
    body: list[Block] = [data.opening]
    if decision is Decision.REFUSED:
        body += _refused(data)
    elif decision is Decision.APPROVED:
        body += _approved(data)
    else:
        body.append(f"{data.case.office.name}ได้ดำเนินการตามคำร้องของท่านแล้ว ขอแจ้งผลให้ทราบ ดังนี้ {_text(data)}".rstrip())
    body += _points(data)
    return [*body, "จึงเรียนมาเพื่อทราบ"]


def _approved(data: CaseLetter) -> list[Block]:
    word = _APPROVED.get(data.case.law.profile, "อนุมัติ")
    on_day = _decided_on(data)
    return [f"{data.case.office.name}ได้พิจารณาแล้ว มีคำสั่ง{word}ตามคำร้องของท่าน{on_day} {_text(data)}".rstrip()]


def _refused(data: CaseLetter) -> list[Block]:
    case, notice = data.case, data.notice
    word = _APPROVED.get(case.law.profile, "อนุมัติ")
    reasons = (notice.reasons if notice else "") or case.petition.decision_reason
    law = (notice.law if notice else "") or case.petition.decision_law
    told = notice.text if notice else ""
    facts = f" ข้อเท็จจริงปรากฏว่า {told}" if told else ""
    return [
        f"{case.office.name}ได้พิจารณาแล้ว{facts} มีคำสั่งไม่{word}ตามคำร้องของท่าน{_decided_on(data)} เนื่องจาก {reasons}",
        f"ข้อกฎหมายที่อ้างอิง ได้แก่ {cited(law)}",
        Words(_appeal(data)),
    ]


def _appeal(data: CaseLetter) -> str:
    """The right, the term, the form and to whom."""
    case, term = data.case, data.case.law.appeal
    days = (data.notice.appeal_days if data.notice else None) or term.amount
    return (
        "หากท่านไม่เห็นด้วยกับคำสั่งนี้ ท่านมีสิทธิอุทธรณ์โดยทำเป็นหนังสือระบุข้อโต้แย้งและข้อเท็จจริงหรือข้อกฎหมายที่อ้างอิงประกอบ "
        f"ยื่นต่อ{case.office.mayor_title} ณ {case.office.place} ภายใน {days} วันนับแต่วันที่ได้รับแจ้งคำสั่งนี้ "
        f"ตาม{cited(term.legal_ref)}"
    )


def _text(data: CaseLetter) -> str:
    return (data.notice.text if data.notice else "") or data.case.petition.decision_reason


def _decided_on(data: CaseLetter) -> str:
    on_day = data.case.petition.decided_on
    return f" เมื่อวันที่ {dated(on_day)}" if on_day else ""


def _points(data: CaseLetter) -> list[Block]:
    """What came of each point of a paper that held several."""
    told = [point for point in data.case.points if point.outcome]
    return [
        Words(f"{number}. {' '.join(filter(None, (point.matter, point.place)))} ผล: {point.outcome}", indent=30)
        for number, point in enumerate(told, 1)
    ]
