"""แบบ พ.ด.2 ทะเบียนครุภัณฑ์ ปศุสัตว์ และสัตว์พาหนะ (domain notes 1.4.2): a card a sheet, with its second page."""

from __future__ import annotations

from typing import Final

from sai_thong.forms.assets.asset_on_paper import AssetsOnPaper
from sai_thong.forms.assets.card_sheet import CardSheet, as_written, card_paper, filled, second_page
from sai_thong.forms.assets.wording import long_day
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.ground.clock import Clock

_TITLE: Final = "ทะเบียนครุภัณฑ์ ปศุสัตว์ และสัตว์พาหนะ"


def equipment_cards(data: AssetsOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The cards in the order chosen."""
    paper = card_paper(data, _TITLE, settings, clock)
    for asset in data.assets:
        sheet = CardSheet(paper, data, asset, title=_TITLE, form="แบบ พ.ด.2")
        _thing(sheet)
        sheet.heading("การได้มา")
        sheet.acquisition()
        card = asset.card
        warranted = ("บริษัท/ผู้รับประกัน", filled(card.warranty_by, 2))
        sheet.line("เงื่อนไขการรับประกัน ถึงวันที่", filled(long_day(card.warranty_until)), *warranted)
        sheet.heading("การใช้งานและมูลค่า")
        sheet.custody()
        sheet.value(data)
        sheet.heading("การจำหน่าย")
        sheet.striking_off()
        second_page(paper, data, asset, sheet.head)
    return paper


def _thing(sheet: CardSheet) -> None:
    """What it is: brand, make, kind, features, and the numbers it bears."""
    asset, card = sheet.asset, sheet.asset.card
    kind = asset.kind.name if asset.kind else ""
    sheet.long_line("ชื่อ", card.name)
    sheet.line("ประเภท", filled(kind, 2), "หน่วยนับ", filled(card.unit, 0.5))
    sheet.line("ตราสินค้า/ผู้ผลิต", filled(card.brand), "แบบ/รุ่น", as_written(card.model))
    sheet.line("ชนิด", filled(card.type_text), "สี", filled(card.colour, 0.5))
    sheet.long_line("ลักษณะ (ขนาด เครื่องหมาย)", card.feature)
    sheet.line("หมายเลขประจำพัสดุ", as_written(card.serial_no))
    sheet.line(
        *("หมายเลขเครื่องยนต์", as_written(card.engine_no), "หมายเลขตัวถัง/แคสซี", as_written(card.chassis_no, 1.2)),
        *("ทะเบียนรถ", as_written(card.plate_no, 0.9)),
    )
