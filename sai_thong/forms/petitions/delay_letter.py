"""หนังสือแจ้งเหตุแห่งความล่าช้า: which notice it is, why, and the new day; copied to whom the law names.

พ.ร.บ. การอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ. 2558 มาตรา 10 วรรคสอง; the term and the copy follow the clock
profile of the case.
"""

from __future__ import annotations

import dataclasses
from typing import Final

from sai_thong.forms.kit import Block, Paper, PaperSettings, draw_letter
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.forms.petitions.case_letters import CaseLetter, dotted_lines, letter_to_petitioner
from sai_thong.forms.petitions.case_on_paper import case_paper
from sai_thong.forms.petitions.wording import cited, day_of
from sai_thong.ground.clock import Clock

_OPEN_DAY: Final = "." * 40
_COPY_TO: Final = {"ก.พ.ร.": "สำนักงาน ก.พ.ร."}


def delay_letter(data: CaseLetter, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter; of a delay nobody recorded yet, with lines for the reasons."""
    paper = case_paper(data.case, "หนังสือแจ้งเหตุแห่งความล่าช้า", settings, clock)
    letter = letter_to_petitioner(data, _body(data))
    copied = data.case.law.delay_copy_to if data.case.law.delay_notice else ""
    contact = [*letter.contact, f"สำเนาส่ง {_COPY_TO.get(copied, copied)}"] if copied else letter.contact
    subject = f"{letter.subject} (ครั้งที่ {data.sequence})"
    draw_letter(paper, dataclasses.replace(letter, subject=subject, contact=contact))
    return paper


def _body(data: CaseLetter) -> list[Block]:
    case, notice = data.case, data.notice
    late = (
        f"{case.office.name}ขอเรียนว่า การพิจารณาคำร้องของท่าน ซึ่งครบกำหนดในวันที่ {dated(day_of(case.answer_due))} "
        "ยังไม่แล้วเสร็จ เนื่องจาก"
    )
    by_law = cited(case.law.delay_notice.legal_ref) if case.law.delay_notice else ""
    told = f"จึงขอแจ้งเหตุแห่งความล่าช้าให้ท่านทราบเป็นครั้งที่ {data.sequence}{f' ตาม{by_law}' if by_law else ''} "
    expected = dated(notice.expected_on) if notice and notice.expected_on else _OPEN_DAY
    until = f"และคาดว่าจะพิจารณาแล้วเสร็จและแจ้งผลให้ท่านทราบภายในวันที่ {expected}"
    again = _again(data)
    reasons: list[Block] = [f"{late} {notice.reasons}"] if notice else [late, dotted_lines(3)]
    return [data.opening, *reasons, told + until, *([again] if again else []), "จึงเรียนมาเพื่อทราบ"]


def _again(data: CaseLetter) -> str:
    every = data.case.law.delay_notice
    if every is None:
        return ""
    return f"ทั้งนี้ หากยังพิจารณาไม่แล้วเสร็จ {data.case.office.name}จะแจ้งให้ท่านทราบทุก {every.amount} วันจนกว่าจะพิจารณาแล้วเสร็จ"
