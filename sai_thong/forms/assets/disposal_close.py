"""The end of a disposal (ข้อ 216 and 218): struck off the register; the auditor and registrars told."""

from __future__ import annotations

import dataclasses
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.assets.disposal_items import (
    ACCUMULATED,
    ACQUIRED,
    COST,
    METHOD,
    NAME,
    NUMBER,
    PROCEEDS,
    PROFIT,
    QUANTITY,
    ItemColumn,
    Items,
)
from sai_thong.forms.assets.disposal_round import DisposalOnPaper, GatherDisposal
from sai_thong.forms.assets.disposal_stages import STRUCK_OFF
from sai_thong.forms.assets.inspection_letters import auditor
from sai_thong.forms.assets.supply_unit import supply_letter, supply_memo, supply_officer
from sai_thong.forms.kit import Block, Paper, PaperSettings, draw_letter, draw_memo
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock
from sai_thong.ground.language import _
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.records import Asset, PropertyDetails
from sai_thong.registers.assets.striking_off import registered_things
from sai_thong.registers.law.asset_terms import AssetGroup, DisposalStepKey
from sai_thong.thai.money import baht

STRIKE_OFF: Final = "การลงจ่ายในทะเบียน"
AUDITOR_LETTER: Final = "หนังสือแจ้งสำนักงานการตรวจเงินแผ่นดินจังหวัด"
VEHICLE_LETTER: Final = "หนังสือแจ้งนายทะเบียนรถยนต์"
LAND_LETTER: Final = "หนังสือแจ้งเจ้าพนักงานที่ดิน"

gather_strike_off = GatherDisposal(STRIKE_OFF, day_of=lambda found: found.struck_off_on, after=STRUCK_OFF)
of_vehicles = GatherDisposal(VEHICLE_LETTER, day_of=lambda found: found.registrar_told_on, after=STRUCK_OFF)
of_land = GatherDisposal(LAND_LETTER, day_of=lambda found: found.registrar_told_on, after=STRUCK_OFF)
gather_auditor_letter = GatherDisposal(AUDITOR_LETTER, day_of=lambda found: found.auditor_told_on, after=STRUCK_OFF)

_MARK_WIDTHS: Final = (60.0, 110.0)


def gather_vehicle_letter(store: Store, request: PaperRequest) -> DisposalOnPaper:
    """The vehicles of a disposal, with what the registrar knows them by.

    Raises:
        RoundMissing: There is no such disposal.
        NothingToPrint: None of its things is a vehicle.
    """
    return _registered(store, request, land=False)


def gather_land_letter(store: Store, request: PaperRequest) -> DisposalOnPaper:
    """The land of a disposal, with the titles to it.

    Raises:
        RoundMissing: There is no such disposal.
        NothingToPrint: None of its things is land.
    """
    return _registered(store, request, land=True)


def strike_off_memo(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """What leaves the register, with the last figures of the book and what it brought."""
    paper = office_paper(data.office, "บันทึกลงจ่ายพัสดุออกจากทะเบียน", settings, clock)
    items = Items(data, (NUMBER, NAME, COST, ACCUMULATED, PROCEEDS, PROFIT))
    struck = f" เมื่อวันที่ {dated(data.round.struck_off_on)}" if data.round.struck_off_on else ""
    order = f"ตามคำสั่งที่ {data.round.order_no} " if data.round.order_no else ""
    memo = supply_memo(
        data.office,
        day=data.day,
        number=data.office.letter_number(data.number),
        subject=f"รายงานการลงจ่ายพัสดุออกจากบัญชีหรือทะเบียน {data.count}",
        body=[
            f"ตามที่ได้อนุมัติให้จำหน่ายพัสดุ{order}และได้ดำเนินการจำหน่ายเรียบร้อยแล้ว นั้น",
            f"บัดนี้ เจ้าหน้าที่พัสดุได้ลงจ่ายพัสดุออกจากบัญชีหรือทะเบียนแล้ว{struck} ตาม{data.cited[DisposalStepKey.CLOSE]} "
            f"{data.count} {items.told}",
            *items.blocks,
            *_proceeds(data),
            f"เห็นควรแจ้งสำนักงานการตรวจเงินแผ่นดินจังหวัดทราบภายใน {data.rule.audit_report_days} วัน "
            "นับแต่วันลงจ่ายพัสดุออกจากทะเบียน",
            "จึงเรียนมาเพื่อโปรดทราบ",
        ],
        signer=supply_officer(data.office, data.day),
        choices=("ทราบ", "แจ้งสำนักงานการตรวจเงินแผ่นดิน"),
    )
    draw_memo(paper, memo)
    items.append_to(paper, "บัญชีรายการพัสดุที่ลงจ่ายออกจากทะเบียน", data.office.name)
    return paper


def auditor_letter(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter to สตง. of the province."""
    paper = office_paper(data.office, "หนังสือแจ้งการจำหน่ายพัสดุ", settings, clock)
    items = Items(data, (NUMBER, NAME, QUANTITY, ACQUIRED, COST, METHOD))
    struck = f" เมื่อวันที่ {dated(data.round.struck_off_on)}" if data.round.struck_off_on else ""
    letter = supply_letter(
        data.office,
        day=data.day,
        number=data.letter_number,
        subject=f"แจ้งการลงจ่ายพัสดุออกจากบัญชีหรือทะเบียน {data.count}",
        to=auditor(data.office),
        enclosures=_enclosures(data),
        body=[
            f"ด้วย{data.office.name}ได้จำหน่ายพัสดุ {data.count} ราคาทุนรวม {baht(data.cost_satang)} บาท "
            f"และได้ลงจ่ายออกจากบัญชีหรือทะเบียนแล้ว{struck} {items.told}",
            *items.blocks,
            f"จึงขอแจ้งการลงจ่ายพัสดุออกจากบัญชีหรือทะเบียน ตาม{data.cited[DisposalStepKey.CLOSE]}",
            "จึงเรียนมาเพื่อโปรดทราบ",
        ],
    )
    draw_letter(paper, letter)
    items.append_to(paper, "บัญชีรายการพัสดุที่ลงจ่ายออกจากบัญชีหรือทะเบียน", data.office.name)
    return paper


def vehicle_letter(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter to the registrar of vehicles."""
    return _registrar_letter(data, f"นายทะเบียนรถยนต์จังหวัด{data.office.office.province}", "ทะเบียนรถ", settings, clock)


def land_letter(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter to the land office."""
    return _registrar_letter(data, f"เจ้าพนักงานที่ดินจังหวัด{data.office.office.province}", "เอกสารสิทธิ", settings, clock)


def _registrar_letter(data: DisposalOnPaper, to: str, mark: str, settings: PaperSettings, clock: Clock) -> Paper:
    paper = office_paper(data.office, "หนังสือแจ้งการจำหน่ายทรัพย์สิน", settings, clock)
    marks = ItemColumn(mark, lambda line: data.marks.get(line.asset_id, ""), *_MARK_WIDTHS)
    items = Items(data, (NUMBER, NAME, marks, METHOD))
    receiver = f" ให้แก่{data.receiver}" if data.receiver else ""
    letter = supply_letter(
        data.office,
        day=data.day,
        number=data.letter_number,
        subject=f"แจ้งการจำหน่ายทรัพย์สิน {data.count}",
        to=to,
        body=[
            f"ด้วย{data.office.name}ได้จำหน่ายทรัพย์สิน {data.count}{receiver} "
            f"และได้ลงจ่ายออกจากทะเบียนของ{data.office.name}แล้ว {items.told}",
            *items.blocks,
            "จึงเรียนมาเพื่อโปรดทราบ และดำเนินการทางทะเบียนตามอำนาจหน้าที่ต่อไป",
        ],
    )
    draw_letter(paper, letter)
    items.append_to(paper, "บัญชีรายการทรัพย์สินที่จำหน่าย", data.office.name)
    return paper


def _proceeds(data: DisposalOnPaper) -> list[Block]:
    if not data.proceeds_satang:
        return []
    receipt = f" ตามใบเสร็จรับเงิน {data.round.receipt_no}" if data.round.receipt_no else ""
    return [f"เงินที่ได้จากการจำหน่าย {baht(data.proceeds_satang)} บาท นำส่งเป็นรายได้ของ{data.office.name}แล้ว{receipt}"]


def _enclosures(data: DisposalOnPaper) -> list[str]:
    order = f"คำสั่ง{data.office.name} ที่ {data.round.order_no}" if data.round.order_no else "คำสั่งแต่งตั้งคณะกรรมการ"
    return [f"1. สำเนา{order}  จำนวน 1 ฉบับ", "2. สำเนารายงานผลการจำหน่ายพัสดุ  จำนวน 1 ชุด"]


def _registered(store: Store, request: PaperRequest, *, land: bool) -> DisposalOnPaper:
    data = (of_land if land else of_vehicles)(store, request)
    cards = {line.asset_id: store.get(Asset, line.asset_id) for line in registered_things(store, data.round.id)}
    own = {each: card for each, card in cards.items() if (card.accounting_group is AssetGroup.LAND) is land}
    if not own:
        raise NothingToPrint(
            _("Nothing of this disposal is in such a register."), do=_("Land and vehicles with a plate are.")
        )
    marks = {each: _title(store, card) if land else _plate(card) for each, card in own.items()}
    lines = tuple(line for line in data.lines if line.asset_id in own)
    return dataclasses.replace(data, lines=lines, marks=marks)


def _plate(card: Asset) -> str:
    told = (("", card.plate_no), ("เครื่อง", card.engine_no), ("ตัวถัง", card.chassis_no))
    return " ".join(f"{label} {value}".strip() for label, value in told if value)


def _title(store: Store, card: Asset) -> str:
    details = store.find(PropertyDetails, asset_id=card.id)
    if not details:
        return ""
    kinds = {each.id: each.name for each in asset_law(store).choices.title_documents}
    return " ".join(filter(None, (kinds.get(details[0].title_kind, ""), details[0].title_no)))
