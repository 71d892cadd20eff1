"""หนังสือแจ้งความคืบหน้า: what was done so far, and by when more may be expected."""

from __future__ import annotations

from sai_thong.forms.kit import Block, Paper, PaperSettings
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.forms.petitions.case_letters import CaseLetter, case_letter, dotted_lines
from sai_thong.ground.clock import Clock


def progress_letter(data: CaseLetter, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter; of what nobody recorded yet, with lines for a pen."""
    return case_letter(data, "หนังสือแจ้งความคืบหน้า", _body(data), settings, clock)


def _body(data: CaseLetter) -> list[Block]:
    name = data.case.office.name
    if data.notice is None:
        return [
            data.opening,
            f"{name}ขอเรียนความคืบหน้าในการดำเนินการ ดังนี้",
            dotted_lines(4),
            "จึงเรียนมาเพื่อทราบ",
        ]
    expected = ""
    if data.notice.expected_on:
        expected = f" ทั้งนี้ จะแจ้งผลหรือความคืบหน้าให้ท่านทราบอีกครั้งภายในวันที่ {dated(data.notice.expected_on)}"
    times = f" ครั้งที่ {data.sequence}" if data.sequence > 1 else ""
    return [
        data.opening,
        f"{name}ขอเรียนความคืบหน้าในการดำเนินการ{times} ดังนี้ {data.notice.text}{expected}",
        "จึงเรียนมาเพื่อทราบ",
    ]
