"""Committees on papers of assets: who sits, in an order or a memo, and the places where all of them sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sai_thong.forms.kit import Block, Flow, Signer, signature_line
from sai_thong.forms.kit.rule import PARAGRAPH_INDENT, TEXT_SIZE, pitch_mm
from sai_thong.registers.assets.records import CommitteeSeat
from sai_thong.registers.assets.terms import CommitteeRole, CommitteeTask
from sai_thong.thai import words

ROLES: Final = {
    CommitteeRole.CHAIR: "ประธานกรรมการ",
    CommitteeRole.MEMBER: "กรรมการ",
    CommitteeRole.SECRETARY: "กรรมการและเลขานุการ",
    CommitteeRole.SOLE: "ผู้ได้รับแต่งตั้ง",
}
_SOLE: Final = {
    CommitteeTask.INSPECTION: "ผู้ตรวจสอบพัสดุ",
    CommitteeTask.FACT_FINDING: "ผู้สอบหาข้อเท็จจริง",
    CommitteeTask.APPRAISAL: "ผู้ประเมินราคากลาง",
    CommitteeTask.SALE: "ผู้ดำเนินการขาย",
    CommitteeTask.DESTRUCTION: "ผู้ดำเนินการทำลาย",
}
_NAME_WIDTH, _POSITION_WIDTH = 54.0, 44.0
_COLUMN_GAP = 3.0
_LEAST_SHRINK = 0.9
_ABOVE = 2.0
"""Lines left for a hand above the dotted line."""
_SIGN_WIDTH = 50.0
_SIGN_LABEL = 5.0
"""Half of "ลงชื่อ", which stands left of the dotted line."""
_BLANK_SEATS: Final = 3
"""Places to sign where nobody is appointed yet."""


def role_of(seat: CommitteeSeat) -> str:
    """What a seat is called: one person alone has no chair."""
    return _SOLE[seat.task] if seat.role is CommitteeRole.SOLE else ROLES[seat.role]


def alone(seats: Sequence[CommitteeSeat]) -> bool:
    """Whether one person was appointed and no committee."""
    return len(seats) == 1


def seats_list(seats: Sequence[CommitteeSeat]) -> Block:
    """Who sits, one below the other: name, position, seat."""

    def draw(flow: Flow) -> None:
        for number, seat in enumerate(seats, 1):
            _seat_line(flow, number, seat)

    return draw


def _seat_line(flow: Flow, number: int, seat: CommitteeSeat) -> None:
    left = flow.left + PARAGRAPH_INDENT / 2
    position = left + _NAME_WIDTH + _COLUMN_GAP
    role = position + _POSITION_WIDTH + _COLUMN_GAP
    cells = (
        (left, _NAME_WIDTH, f"{number}. {seat.name}"),
        (position, _POSITION_WIDTH, seat.position),
        (role, flow.right - role, role_of(seat)),
    )
    wrapped = [_lines(flow, text, width) for _x, width, text in cells]
    flow.need(max(len(lines) for lines in wrapped) * pitch_mm(TEXT_SIZE))
    for (x, width, _text), lines in zip(cells, wrapped, strict=True):
        for place, line in enumerate(lines):
            flow.page.text(x, flow.baseline() + place * pitch_mm(TEXT_SIZE), line, fit=width)
    flow.y += max(len(lines) for lines in wrapped) * pitch_mm(TEXT_SIZE)


def _lines(flow: Flow, text: str, width: float) -> list[str]:
    """`text` on one line, set a little smaller where that is enough, else on several."""
    if not text or flow.page.text_width(text) * _LEAST_SHRINK <= width:
        return [text]
    return words.wrap(text, flow.page.text_width, width)


def closed_by(closing: str, seats: Sequence[CommitteeSeat]) -> Block:
    """The last paragraph of a report and below it, never parted from it, the places where everybody signs."""

    def draw(flow: Flow) -> None:
        flow.paragraph(closing, followed_by=_row_height())
        sign_abreast(flow, signers_of(seats))

    return draw


def signers_of(seats: Sequence[CommitteeSeat]) -> list[Signer]:
    """Everybody who sits, as they sign; empty places of a committee where nobody is appointed yet."""
    if seats:
        return [Signer(each.name, (role_of(each),)) for each in seats]
    roles = (CommitteeRole.CHAIR, *[CommitteeRole.MEMBER] * (_BLANK_SEATS - 1))
    return [Signer("", (ROLES[role],)) for role in roles]


def sign_abreast(flow: Flow, people: Sequence[Signer]) -> None:
    """Places to sign, two beside each other, three on a lying sheet; who is over, the chair, stands alone above."""
    abreast = 3 if flow.page.width > flow.page.height else 2
    first = len(people) % abreast
    rows = [people[:first]] if first else []
    rows += [people[place : place + abreast] for place in range(first, len(people), abreast)]
    for row in rows:
        flow.need(_row_height())
        share = flow.width / len(row)
        for place, signer in enumerate(row):
            x = flow.left + share * (place + 0.5) + _SIGN_LABEL
            y = flow.baseline() + _ABOVE * pitch_mm(TEXT_SIZE)
            signature_line(flow.page, x, y, "", signer, width=_SIGN_WIDTH)
        flow.y += _row_height()


def _row_height() -> float:
    return (_ABOVE + 1 + 1.15 + 1) * pitch_mm(TEXT_SIZE)
