"""What reports of the register have in common: lists with sums of each group and page, and who signs below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.forms.kit import Column, ColumnSum, Flow, Signer, Totals, draw_table, signature_line
from sai_thong.forms.kit.rule import pitch_mm
from sai_thong.forms.office.office_on_paper import OfficeOnPaper
from sai_thong.registers.office.records import Post
from sai_thong.thai.money import baht

_SIGNERS: Final = (
    ("ผู้จัดทำ", Post.SUPPLY_OFFICER),
    ("ผู้ตรวจสอบ", Post.FINANCE_HEAD),
    ("ผู้รับรอง", Post.CLERK),
)
_SIZE: Final = 14.0
SIGNATURES: Final = 36.0
"""Millimetres the signatures under a report take."""
_SIGN_WIDTH: Final = 42.0
_ROOM_FOR_ROLES: Final = 75.0
"""Millimetres of a place to sign beside whose dots its role stands; in a narrower one it stands below the post."""


@dataclass(frozen=True, slots=True)
class SummedRow:
    """A row of a list with money in it.

    Attributes:
        cells: What its columns show.
        amounts: What it adds to the summed columns, in their order, in satang.
    """

    cells: tuple[str, ...]
    amounts: tuple[int, ...]


def draw_grouped(
    flow: Flow,
    columns: Sequence[Column],
    groups: Mapping[str, Sequence[SummedRow]],
    summed: Sequence[int],
    *,
    named_in: int,
    size: float = 12,
    row_height: float = 6.2,
    below: float = 0.0,
) -> None:
    """Draw a list whose groups are summed where there are several, and whose sums run from page to page.

    Its end stays together with the signatures under it.

    Args:
        flow: Where it goes.
        columns: Its columns.
        groups: The rows of each group by its name, in order.
        summed: The columns that are summed, from the left.
        named_in: The column in which the sum of a group says whose it is.
        size: Points of its text.
        row_height: Millimetres of a row.
        below: Millimetres of what stands between the list and the signatures.
    """
    rows: list[SummedRow] = []
    strong = []
    for name, members in groups.items():
        rows += members
        if len(groups) > 1:
            strong.append(len(rows))
            rows.append(_group_sum(name, members, summed, named_in, len(columns)))
    first, *besides = summed
    totals = Totals(
        [row.amounts[0] for row in rows],
        first,
        words=False,
        besides=tuple(
            ColumnSum([row.amounts[place] for row in rows], column) for place, column in enumerate(besides, 1)
        ),
    )
    cells = [row.cells for row in rows]
    draw_table(
        *(flow, columns, cells),
        totals=totals,
        size=size,
        row_height=row_height,
        strong=strong,
        followed_by=SIGNATURES + below,
    )


def _group_sum(name: str, members: Sequence[SummedRow], summed: Sequence[int], named_in: int, width: int) -> SummedRow:
    """The row below a group; it adds nothing, its rows did."""
    cells = [""] * width
    cells[named_in] = f"รวม{name}"
    for place, column in enumerate(summed):
        cells[column] = baht(sum(row.amounts[place] for row in members))
    return SummedRow(tuple(cells), (0,) * len(summed))


def sign_report(flow: Flow, office: OfficeOnPaper, day: date) -> None:
    """Who made the report, who checked it and who vouches for it, beside each other on the page of its end."""
    flow.need(SIGNATURES)
    flow.y += 2 * pitch_mm(_SIZE)
    share = flow.width / len(_SIGNERS)
    for place, (role, post) in enumerate(_SIGNERS):
        signer = office.signer(post, day)
        x = flow.left + share * (place + 0.5)
        beside = share >= _ROOM_FOR_ROLES
        # "ลงชื่อ" stands left of the dotted line, and the role right of it where it can.
        x += -2 if beside else 5
        posts = signer.posts[:1] if beside else (*signer.posts[:1], role)
        shown = Signer(signer.name, posts)
        signature_line(flow.page, x, flow.y, role if beside else "", shown, size=_SIZE, width=_SIGN_WIDTH)
    flow.y += SIGNATURES - 2 * pitch_mm(_SIZE)
