"""รายงานผลการทำลายพร้อมภาพถ่าย (ข้อ 215 (4)): what was destroyed, signed by who did it, with the pictures after it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.assets.committee_on_paper import alone, closed_by
from sai_thong.forms.assets.disposal_items import ACQUIRED, CAUSE, COST, NAME, NUMBER, QUANTITY, Items
from sai_thong.forms.assets.disposal_round import DisposalOnPaper, GatherDisposal
from sai_thong.forms.assets.disposal_stages import CARRIED_OUT
from sai_thong.forms.assets.list_sheets import running_head
from sai_thong.forms.assets.supply_unit import supply_memo
from sai_thong.forms.kit import Paper, PaperSettings, draw_memo
from sai_thong.forms.kit.writer import decoded
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock
from sai_thong.records import declaration_of
from sai_thong.registers.assets.records import DisposalRound
from sai_thong.registers.assets.terms import CommitteeTask, DisposalMethod
from sai_thong.registers.attachments.operations import Subject, attachments_of, content_of
from sai_thong.registers.law.asset_terms import DisposalStepKey
from sai_thong.thai.money import baht

DESTRUCTION_REPORT: Final = "รายงานผลการทำลายพร้อมภาพถ่าย"
_PICTURES = "image/"
_A_PAGE = 4
"""Photographs on a page, two beside each other."""
_SIDE, _GAP, _LEFT = 78.0, 4.0, 30.0
_PITCH = 108.0

of_destroyed = GatherDisposal(
    DESTRUCTION_REPORT,
    day_of=lambda found: found.carried_out_on,
    methods=(DisposalMethod.DESTRUCTION,),
    after=CARRIED_OUT,
)


def gather_destruction_report(store: Store, request: PaperRequest) -> DisposalOnPaper:
    """What was destroyed, with the photographs attached to the disposal.

    Raises:
        RoundMissing: There is no such disposal.
        NothingToPrint: Nothing of it is destroyed.
    """
    data = of_destroyed(store, request)
    attached = attachments_of(store, Subject(declaration_of(DisposalRound).table, data.round.id))
    pictures = (each for each in attached if each.media_type.startswith(_PICTURES) and each.destroyed_on is None)
    return dataclasses.replace(data, photographs=tuple(content_of(store, each) for each in pictures))


def destruction_report(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The memo, the list where it is long, and the photographs."""
    paper = office_paper(data.office, DESTRUCTION_REPORT, settings, clock)
    items = Items(data, (NUMBER, NAME, QUANTITY, ACQUIRED, COST, CAUSE))
    seats = data.committee(CommitteeTask.DESTRUCTION)
    who = "ผู้ดำเนินการทำลาย" if alone(seats) else "คณะกรรมการดำเนินการแปรสภาพหรือทำลาย"
    order = f" ที่ {data.round.order_no}" if data.round.order_no else ""
    done = f" เมื่อวันที่ {dated(data.round.carried_out_on)}" if data.round.carried_out_on else ""
    memo = supply_memo(
        data.office,
        day=data.day,
        number=data.letter_number,
        subject="รายงานผลการแปรสภาพหรือทำลายพัสดุ",
        body=[
            f"ตามคำสั่ง{data.office.name}{order} แต่งตั้ง{who}พัสดุ ตาม{data.cited[DisposalStepKey.DESTROY]} นั้น",
            f"บัดนี้ ได้ดำเนินการแล้ว{done} {data.count} ราคาทุนรวม {baht(data.cost_satang)} บาท ตามภาพถ่ายที่แนบ {items.told}",
            *items.blocks,
            closed_by("จึงเรียนมาเพื่อโปรดทราบ และสั่งลงจ่ายพัสดุออกจากทะเบียน", seats),
        ],
        signer=None,
        choices=("ทราบ ให้ลงจ่ายออกจากทะเบียน", "อื่น ๆ"),
    )
    draw_memo(paper, memo)
    items.append_to(paper, "บัญชีรายการพัสดุที่แปรสภาพหรือทำลาย", data.office.name)
    _photographs(paper, data)
    return paper


def _photographs(paper: Paper, data: DisposalOnPaper) -> None:
    """The pictures four to a page; where there are none, frames to glue them in."""
    pictures: Sequence[bytes | None] = data.photographs or (None,) * _A_PAGE
    for first in range(0, len(pictures), _A_PAGE):
        page = paper.page()
        top = running_head("ภาพถ่ายการแปรสภาพหรือทำลายพัสดุ", data.round.title, data.office.name)(page) + 2
        for place, picture in enumerate(pictures[first : first + _A_PAGE]):
            x = _LEFT + place % 2 * (_SIDE + _GAP)
            y = top + place // 2 * _PITCH
            page.box(x, y, _SIDE, _SIDE, dashed=picture is None)
            if picture is not None:
                wide, high, _pixels = decoded(picture)
                scale = (_SIDE - 2) / max(wide, high)
                width, height = wide * scale, high * scale
                page.image(picture, x + (_SIDE - width) / 2, y + (_SIDE - height) / 2, width, height)
            page.text(x, y + _SIDE + 7, f"ภาพที่ {first + place + 1}", size=14)
            page.dots(x + 14, x + _SIDE, y + _SIDE + 8)
