"""The chain of opinions printed on a petition: officer, head of division, ปลัด, นายก (notes 2.1).

What was said is printed with name, position and day; where nobody has written yet there are dotted lines for a pen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from sai_thong.forms.kit import Page, tick
from sai_thong.forms.kit.rule import pitch_mm
from sai_thong.forms.petitions.wording import day_of
from sai_thong.forms.text.lines import Line
from sai_thong.registers.law.service_terms import OpinionStep
from sai_thong.registers.office.records import Capacity
from sai_thong.registers.petitions.case_view import ChainLink
from sai_thong.registers.petitions.records import Opinion
from sai_thong.registers.petitions.terms import Stance
from sai_thong.thai.calendar import thai_date

SIZE: Final = 13.5
_INSET: Final = 2.5
_LINES: Final = 3
"""Dotted lines for a pen."""
_DOTS_BELOW: Final = 0.9
_FOOT_ROOM: Final = 3.0
_SIGN_ROOM: Final = 1.25
"""Lines above the dotted line of a signature."""

POSITION: Final = "ตำแหน่ง"
"""In place of a post that is not known: a line to write it on."""
_ACTING: Final = {
    Capacity.HOLDS: "",
    Capacity.ACTS_FOR_VACANT: "รักษาราชการแทน",
    Capacity.BY_DELEGATION: "ปฏิบัติราชการแทน",
    Capacity.CARETAKER: "รักษาการในตำแหน่ง",
}
_FOR, _AGAINST, _NOTED = Stance.FOR, Stance.AGAINST, Stance.NOTED
_STANCES: Final = ((_FOR, "เห็นควร"), (_AGAINST, "ไม่เห็นควร"), (_NOTED, "ทราบ"))


@dataclass(frozen=True)
class ChainWords:
    """What a form calls the steps of its chain.

    Attributes:
        titles: The heading of each step.
        posts: Under the place to sign of each step.
        order: What the last of the chain ticks.
    """

    titles: Mapping[OpinionStep, str]
    posts: Mapping[OpinionStep, str]
    order: Sequence[tuple[Stance, str]] = field(default=((_FOR, "อนุมัติ"), (_AGAINST, "ไม่อนุมัติ"), (_NOTED, "ทราบ")))


class _Box(NamedTuple):
    """The place of one step on a page."""

    page: Page
    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> float:
        """Where its text begins."""
        return self.x + _INSET

    @property
    def room(self) -> float:
        """The width of its text."""
        return self.width - 2 * _INSET


def draw_chain(
    page: Page, corner: tuple[float, float], width: float, chain: Sequence[ChainLink], words: ChainWords
) -> float:
    """Draw the boxes two abreast, the upper left corner at `corner`; gives where they end."""
    x, y = corner
    for pair in _pairs(chain):
        share = width / len(pair)
        height = max(_height(page, share, link) for link in pair)
        for number, link in enumerate(pair):
            _draw(_Box(page, x + number * share, y, share, height), link, words)
        y += height
    return y


def chain_height(page: Page, width: float, chain: Sequence[ChainLink]) -> float:
    """How high the boxes will be."""
    return sum(max(_height(page, width / len(pair), link) for link in pair) for pair in _pairs(chain))


def _pairs(chain: Sequence[ChainLink]) -> list[Sequence[ChainLink]]:
    return [chain[place : place + 2] for place in range(0, len(chain), 2)]


def _written(page: Page, width: float, opinion: Opinion | None) -> list[Line]:
    if opinion is None:
        return []
    return page.lines_of(opinion.text, width - 2 * _INSET, size=SIZE, spread=False)


def _height(page: Page, width: float, link: ChainLink) -> float:
    lines = max(_LINES, len(_written(page, width, link.standing)))
    return (2 + lines + _SIGN_ROOM + _lines_below(link.standing)) * pitch_mm(SIZE) + _FOOT_ROOM


def _lines_below(opinion: Opinion | None) -> int:
    """The name, one position or two, and the day."""
    return 3 + (opinion is not None and opinion.capacity is not Capacity.HOLDS)


def _draw(box: _Box, link: ChainLink, words: ChainWords) -> None:
    page, opinion, pitch = box.page, link.standing, pitch_mm(SIZE)
    page.box(box.x, box.y, box.width, box.height)
    line = box.y + pitch * 0.95
    page.text(box.left, line, words.titles[link.step], size=SIZE, bold=True, fit=box.room)
    line += pitch
    offered = words.order if link.step is OpinionStep.MAYOR else _STANCES
    x = box.left
    for stance, label in offered:
        x = tick(page, x, line, label, checked=opinion is not None and opinion.stance is stance, size=SIZE) + 4
    line += pitch
    written = _written(page, box.width, opinion)
    for number in range(max(_LINES, len(written))):
        if number < len(written):
            page.draw_line(box.left, line, written[number], size=SIZE, filled=True)
        page.dots(box.left, box.left + box.room, line + _DOTS_BELOW)
        line += pitch
    _signature(box, opinion, words.posts[link.step])


def _signature(box: _Box, opinion: Opinion | None, post: str) -> None:
    """At the foot of the box a dotted line to sign on, the name in brackets, the position, and the day."""
    page, pitch = box.page, pitch_mm(SIZE)
    middle, half = box.x + box.width / 2, min(26.0, box.width / 2 - 14)
    said = opinion is not None
    y = box.y + box.height - _FOOT_ROOM - pitch * _lines_below(opinion)
    page.text(middle - half - 1, y, "ลงชื่อ", size=SIZE, align="right")
    page.dots(middle - half, middle + half, y + _DOTS_BELOW)
    y += pitch
    page.text(middle - half, y, "(", size=SIZE)
    page.text(middle + half, y, ")", size=SIZE, align="right")
    if opinion is None:
        page.dots(middle - half + 1.8, middle + half - 1.8, y + _DOTS_BELOW)
    else:
        page.text(middle, y, opinion.name, size=SIZE, align="center", fit=2 * half - 4, filled=True)
    for position in _positions(opinion, post):
        y += pitch
        if position == POSITION:
            start = page.text(middle - half, y, position, size=SIZE) + 1
            page.dots(start, middle + half, y + _DOTS_BELOW)
            continue
        page.text(middle, y, position, size=SIZE, align="center", fit=box.room, filled=said)
    y += pitch
    start = page.text(middle - half, y, "วันที่", size=SIZE) + 1
    page.dots(start, middle + half, y + _DOTS_BELOW)
    if opinion is not None:
        day = thai_date(day_of(opinion.given_at))
        room = middle + half - start
        page.text(start + room / 2, y, day, size=SIZE, align="center", fit=room, filled=True)


def _positions(opinion: Opinion | None, post: str) -> tuple[str, ...]:
    if opinion is None or opinion.capacity is Capacity.HOLDS:
        return ((opinion.position if opinion else "") or post,)
    return (" ".join(filter(None, (opinion.position, _ACTING[opinion.capacity]))), post)
