"""หนังสือแจ้งรับเรื่อง: the petition came, who has it, and by when the answer may be expected."""

from __future__ import annotations

from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.forms.petitions.case_letters import CaseLetter, case_letter
from sai_thong.forms.petitions.wording import day_of
from sai_thong.ground.clock import Clock


def acknowledgement_letter(data: CaseLetter, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter."""
    case = data.case
    said = data.notice.text if data.notice else ""
    body = [
        data.opening,
        f"{case.office.name}ได้รับเรื่องของท่านไว้แล้ว ตามคำร้องเลขที่ {case.case_number} "
        f"และได้มอบหมายให้{case.division}ดำเนินการ "
        f"โดยจะแจ้งผลให้ท่านทราบภายในวันที่ {dated(day_of(case.answer_due))} {said}".rstrip(),
        "หากท่านประสงค์จะติดตามเรื่อง โปรดแจ้งเลขที่คำร้องข้างต้นตามหมายเลขโทรศัพท์ท้ายหนังสือนี้ "
        f"หรือติดต่อด้วยตนเอง ณ {case.office.place} ในวันและเวลาราชการ",
        "จึงเรียนมาเพื่อทราบ",
    ]
    return case_letter(data, "หนังสือแจ้งรับเรื่อง", body, settings, clock)
