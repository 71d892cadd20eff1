"""ทะเบียนคุมทรัพย์สิน, the pattern of กรมบัญชีกลาง (domain notes 1.4.4): a card on sheets of its own, twelve columns.

The first line is the acquisition; then one for each 30 September, each improvement, and at the end the disposal. Cost,
accumulated depreciation and net value are carried where a card goes on to another sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from sai_thong.forms.assets.asset_on_paper import AssetOnPaper, AssetsOnPaper, year_end
from sai_thong.forms.assets.card_sheet import as_written, card_paper, even_line, filled
from sai_thong.forms.assets.wording import MONEY_KINDS, money, percent, short_day
from sai_thong.forms.kit import (
    Column,
    ColumnSum,
    Flow,
    Page,
    Paper,
    PaperSettings,
    Part,
    Tick,
    Totals,
    draw_table,
    form_line,
)
from sai_thong.forms.kit.rule import pitch_mm
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.rules.closing import BookRow
from sai_thong.registers.assets.rules.register_lines import Change, LineKind, RegisterLine, register_lines
from sai_thong.registers.assets.terms import AcquireMode

_TITLE: Final = "ทะเบียนคุมทรัพย์สิน"
_EDGE: Final = 10.0
_TOP: Final = 15.0
_HEAD_SIZE: Final = 14.0
_HEAD_LINE: Final = 6.6
_COLUMNS: Final = (
    Column("วัน เดือน ปี", 20, "center"),
    Column("ที่เอกสาร", 27),
    Column("รายการ", 55),
    Column("จำนวน\nหน่วย", 13, "center"),
    Column("ราคาต่อหน่วย/\nชุด/กลุ่ม", 24, "right"),
    Column("มูลค่ารวม", 24, "right"),
    Column("อายุ\nใช้งาน", 13, "center"),
    Column("อัตรา\nค่าเสื่อม\nราคา", 14, "center"),
    Column("ค่าเสื่อมราคา\nประจำปี", 22, "right"),
    Column("ค่าเสื่อมราคา\nสะสม", 23, "right"),
    Column("มูลค่าสุทธิ", 24, "right"),
    Column("หมายเหตุ", 18),
)
_COST, _ACCUMULATED, _NET = 5, 9, 10
_LAW_OF_2560: Final = date(2017, 8, 23)
"""The first day of พ.ร.บ. การจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2560; cards of what came before bear the old print."""
_OLD_METHODS: Final = ("ตกลงราคา", "สอบราคา", "ประกวดราคา", "วิธีพิเศษ", "รับบริจาค")
_METHODS: Final = ("วิธีเฉพาะเจาะจง", "วิธีคัดเลือก", "วิธีประกาศเชิญชวนทั่วไป", "รับบริจาค", "รับโอน", "แลกเปลี่ยน")
_MODES: Final = {AcquireMode.DONATED: "รับบริจาค", AcquireMode.TRANSFERRED: "รับโอน"}
_BROUGHT_FORWARD: Final = "ค่าเสื่อมราคาสะสมยกมาจากทะเบียนเดิม"


def control_register(data: AssetsOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The cards in the order chosen, each beginning on a new sheet."""
    paper = card_paper(data, _TITLE, settings, clock)
    for asset in data.assets:
        flow = Flow(paper, head=_head(data, asset), left=_EDGE, right_margin=_EDGE, bottom_margin=12)
        _draw_lines(flow, data, asset)
    paper.number_pages_of_total()
    return paper


def lines_of(asset: AssetOnPaper, day: date) -> tuple[RegisterLine, ...]:
    """The lines of a card until a day; none while its price or its day of acceptance is not known."""
    facts, card = asset.book.known, asset.card
    if facts is None:
        return ()
    struck_off = None
    if card.struck_off_on:
        struck_off = Change(card.struck_off_on, card.struck_off_document, _struck_off_words(card.struck_off_document))
    told = asset.years if struck_off else asset.years_ended(day)
    return register_lines(
        facts,
        [each.row for each in told],
        document=card.document_no,
        text=card.name,
        improvements=[
            Change(each.accepted_on, each.document_no, each.what, each.cost_satang)
            for each in asset.improvements
            if each.accepted_on <= day
        ],
        struck_off=struck_off,
    )


def _struck_off_words(document: str) -> str:
    return f"จำหน่ายตามหนังสือที่ {document}" if document else "จำหน่าย"


def _draw_lines(flow: Flow, data: AssetsOnPaper, asset: AssetOnPaper) -> None:
    lines = lines_of(asset, data.day)
    if not lines:
        draw_table(flow, _COLUMNS, [_unknown(asset)], size=12, row_height=6.4)
        return
    years = {year_end(each.row.fiscal_year_be): each for each in asset.years}
    nets = _nets(lines)
    totals = Totals(
        [line.total_satang or 0 for line in lines],
        _COST,
        words=False,
        balance=True,
        besides=(
            ColumnSum(_changes([line.accumulated_satang for line in lines]), _ACCUMULATED),
            ColumnSum(_changes(nets), _NET),
        ),
    )
    rows = [_row(line, net, years.get(line.on), asset.parts_word) for line, net in zip(lines, nets, strict=True)]
    draw_table(flow, _COLUMNS, rows, totals=totals, size=12, row_height=6.4)


def _nets(lines: Sequence[RegisterLine]) -> list[int | None]:
    """The net value at each line: an improvement adds its cost to what stood there before."""
    nets: list[int | None] = []
    for line in lines:
        net = line.net_satang
        if line.kind is LineKind.IMPROVED:
            net = (nets[-1] or 0) + (line.total_satang or 0)
        nets.append(net)
    return nets


def _changes(amounts: Sequence[int | None]) -> list[int]:
    """By how much each line changes what stood before; nothing where it leaves the column blank."""
    changes, stood = [], 0
    for amount in amounts:
        changes.append(0 if amount is None else amount - stood)
        stood = stood if amount is None else amount
    return changes


def _row(line: RegisterLine, net: int | None, year: BookRow | None, parts_word: str) -> tuple[str, ...]:
    corrected = year is not None and line.kind is LineKind.YEAR_END and year.correction_satang
    return (
        short_day(line.on),
        line.document,
        _words(line, year, parts_word),
        "" if line.quantity is None else str(line.quantity),
        money(line.unit_price_satang),
        money(line.total_satang),
        str(line.life_years or ""),
        percent(line.rate),
        money(line.depreciation_satang),
        money(line.accumulated_satang),
        money(net),
        "รวมปรับปรุงปีก่อน" if corrected else "",
    )


def _words(line: RegisterLine, year: BookRow | None, parts_word: str) -> str:
    if line.kind is LineKind.BROUGHT_FORWARD:
        return _BROUGHT_FORWARD
    if line.kind is LineKind.YEAR_END and year is not None:
        return f"ค่าเสื่อมราคาปีงบประมาณ {year.row.fiscal_year_be} ({year.row.parts} {parts_word})"
    return line.text


def _unknown(asset: AssetOnPaper) -> tuple[str, ...]:
    """The one line of a card whose price or day is not known yet."""
    card = asset.card
    told = (short_day(card.acquired_on), card.document_no, card.name, "1", money(card.cost_satang))
    return (*told, money(card.cost_satang), "", "", "", "", "", "ต้องตรวจสอบ")


def _head(data: AssetsOnPaper, asset: AssetOnPaper) -> Callable[[Page], float]:
    """Draws the head of every sheet of a card, as the pattern has it."""
    card, office = asset.card, data.office
    lines: tuple[tuple[Part, ...], ...] = (
        ("ส่วนราชการ", filled(office.name), "หน่วยงาน", filled(card.division)),
        ("ประเภท", filled(asset.kind.name if asset.kind else "", 2), "รหัส", as_written(asset.number)),
        ("ลักษณะ/คุณสมบัติ", filled(card.feature, 3), "รุ่น/แบบ", as_written(asset.make)),
        (
            *("สถานที่ตั้ง/หน่วยงานผู้รับผิดชอบ", filled(asset.place)),
            *("ชื่อผู้ขาย/ผู้รับจ้าง/ผู้บริจาค", filled(card.vendor)),
        ),
        ("ที่อยู่", filled(card.vendor_address, 3), "โทรศัพท์", filled(card.vendor_phone)),
        ("ประเภทเงิน", *(Tick(words, card.money_kind is kind) for kind, words in MONEY_KINDS.items())),
        ("วิธีการได้มา", *_methods(asset)),
    )

    def head(page: Page) -> float:
        page.text(page.width / 2, _TOP, _TITLE, size=18, bold=True, align="center")
        y = _TOP + pitch_mm(18)
        for parts in lines:
            if any(isinstance(part, Tick) for part in parts):
                form_line(page, _EDGE, y, page.width - 2 * _EDGE, parts, size=_HEAD_SIZE)
            else:
                even_line(page, _EDGE, y, page.width - 2 * _EDGE, parts, size=_HEAD_SIZE)
            y += _HEAD_LINE
        return y - 2

    return head


def _methods(asset: AssetOnPaper) -> list[Tick]:
    """The ways of acquisition in the print of its time, its own ticked; one the print does not have is added."""
    card = asset.card
    offered = _OLD_METHODS if card.acquired_on and card.acquired_on < _LAW_OF_2560 else _METHODS
    own = _MODES.get(card.acquire_mode) or asset.procurement
    boxes = [Tick(words, bool(own) and own.startswith(words)) for words in offered]
    if own and not any(box.checked for box in boxes):
        boxes.append(Tick(own, checked=True))
    return boxes
