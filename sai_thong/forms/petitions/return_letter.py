"""หนังสือคืนคำขอ: the papers were not mended in time; what was missing, why it is given back, and that it may come again.

พ.ร.บ. การอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ. 2558 มาตรา 9.
"""

from __future__ import annotations

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.kit import Block, Paper, PaperSettings, Words
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.petitions.case_letters import CaseLetter, case_letter, dotted_lines, gather_letter
from sai_thong.forms.petitions.wording import cited
from sai_thong.ground.clock import Clock
from sai_thong.ground.language import _
from sai_thong.registers.law.service_terms import ProfileKey
from sai_thong.registers.petitions.terms import NoticeKind

_gather = gather_letter(NoticeKind.RETURN)


def gather_return_letter(store: Store, request: PaperRequest) -> CaseLetter:
    """The letter of a case whose missing papers were noted.

    Raises:
        NothingToPrint: There is no such case, or no papers were noted as missing.
    """
    data = _gather(store, request)
    if data.case.defects is None:
        raise NothingToPrint(
            _("No papers were noted as missing in this case."), do=_("Note what is missing in the case first.")
        )
    return data


def return_letter(data: CaseLetter, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter; while nobody gave the reasons yet, with lines for them."""
    return case_letter(data, "หนังสือคืนคำขอ", _body(data), settings, clock)


def _body(data: CaseLetter) -> list[Block]:
    case, defects = data.case, data.case.defects
    assert defects is not None
    asked = (
        f"{case.office.name}ได้มีบันทึกความบกพร่องลงวันที่ {dated(defects.noted_on)} แจ้งให้ท่านแก้ไขเพิ่มเติมหรือส่งเอกสาร "
        f"ภายในวันที่ {dated(defects.mend_by)} ดังนี้"
    )
    items = [Words(f"{number}. {item}", indent=30) for number, item in enumerate(defects.items, 1)]
    reasons = (data.notice.reasons if data.notice else "") or defects.return_reason
    why: list[Block] = [f"บัดนี้ พ้นกำหนดแล้ว จึงขอคืนคำขอพร้อมเอกสารให้แก่ท่าน เนื่องจาก {reasons}{_by_law(data)}"]
    if not reasons:
        why = [f"บัดนี้ พ้นกำหนดแล้ว จึงขอคืนคำขอพร้อมเอกสารให้แก่ท่าน{_by_law(data)} เนื่องจาก", dotted_lines(2)]
    again = "ทั้งนี้ ท่านมีสิทธิอุทธรณ์คำสั่งคืนคำขอตามกฎหมายว่าด้วยวิธีปฏิบัติราชการทางปกครอง หรือจะยื่นคำขอใหม่เมื่อมีเอกสารครบถ้วนก็ได้"
    return [data.opening, asked, *items, *why, again, "จึงเรียนมาเพื่อทราบ"]


def _by_law(data: CaseLetter) -> str:
    if data.case.law.profile is not ProfileKey.PERMIT or not (data.notice and data.notice.law):
        return ""
    return f" ตาม{cited(data.notice.law)}"
