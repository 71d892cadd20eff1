"""หนังสือแจ้งผลการพิจารณาอุทธรณ์: what was appealed, what was decided on it, and why."""

from __future__ import annotations

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.kit import Block, Paper, PaperSettings
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.petitions.case_letters import CaseLetter, case_letter, gather_letter
from sai_thong.forms.petitions.wording import cited
from sai_thong.ground.clock import Clock
from sai_thong.ground.language import _
from sai_thong.registers.petitions.terms import Decision, NoticeKind

_GRANTED = "เห็นด้วยกับคำอุทธรณ์ จึงให้เปลี่ยนแปลงคำสั่งเดิมและดำเนินการตามคำร้องของท่าน"
_DISMISSED = "ไม่เห็นด้วยกับคำอุทธรณ์ จึงให้ยกอุทธรณ์"
_gather = gather_letter(NoticeKind.APPEAL_RESULT)


def gather_appeal_letter(store: Store, request: PaperRequest) -> CaseLetter:
    """The letter of an appeal that was decided.

    Raises:
        NothingToPrint: There is no such case, or no appeal of it was decided.
    """
    data = _gather(store, request)
    if data.notice is None:
        raise NothingToPrint(_("No appeal was decided in this case."), do=_("Record the decision on the appeal first."))
    return data


def appeal_letter(data: CaseLetter, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter."""
    return case_letter(data, "หนังสือแจ้งผลการพิจารณาอุทธรณ์", _body(data), settings, clock)


def _body(data: CaseLetter) -> list[Block]:
    case, notice = data.case, data.notice
    assert notice is not None
    petition = case.petition
    appealed = f" เมื่อวันที่ {dated(petition.appealed_on)}" if petition.appealed_on else ""
    grounds = f" ความว่า {petition.appeal_grounds}" if petition.appeal_grounds else ""
    granted = notice.decision is Decision.APPROVED
    outcome = _GRANTED if granted else _DISMISSED
    law = f" ทั้งนี้ ตาม{cited(notice.law)}" if notice.law else ""
    said = f" {notice.text}" if notice.text else ""
    return [
        f"ตามที่ท่านได้อุทธรณ์คำสั่งของ{case.office.name} ตามคำร้องที่อ้างถึง เรื่อง {petition.subject}{appealed}{grounds} นั้น",
        f"{case.office.name}ได้พิจารณาอุทธรณ์ของท่านแล้ว {outcome} เนื่องจาก {notice.reasons}{law}{said}",
        *([] if granted else [_further()]),
        "จึงเรียนมาเพื่อทราบ",
    ]


def _further() -> str:
    return (
        "หากท่านไม่เห็นด้วยกับผลการพิจารณาอุทธรณ์ ท่านมีสิทธิฟ้องคดีต่อศาลปกครองภายใน 90 วันนับแต่วันที่ได้รับแจ้งหนังสือนี้ "
        "ตามมาตรา 49 แห่งพระราชบัญญัติจัดตั้งศาลปกครองและวิธีพิจารณาคดีปกครอง พ.ศ. 2542"
    )
