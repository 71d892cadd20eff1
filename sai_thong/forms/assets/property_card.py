"""แบบ พ.ด.1 ทะเบียนพัสดุที่ดินและสิ่งก่อสร้าง (domain notes 1.4.1): a card a sheet, with its second page."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from sai_thong.exchange.assets.survey_wording import GROUPS
from sai_thong.forms.assets.asset_on_paper import AssetsOnPaper
from sai_thong.forms.assets.card_sheet import CardSheet, as_written, card_paper, filled, second_page
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.records import PropertyDetails
from sai_thong.registers.assets.rules.land_area import land_area

_TITLE: Final = "ทะเบียนพัสดุที่ดินและสิ่งก่อสร้าง"
_CM_A_METRE: Final = 100
_CM2_A_SQUARE_METRE: Final = 10_000


def property_cards(data: AssetsOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The cards in the order chosen."""
    paper = card_paper(data, _TITLE, settings, clock)
    for asset in data.assets:
        sheet = CardSheet(paper, data, asset, title=_TITLE, form="แบบ พ.ด.1")
        _property(sheet, asset.details or PropertyDetails(asset_id=asset.card.id))
        sheet.heading("การได้มา")
        sheet.acquisition()
        sheet.heading("การใช้งานและมูลค่า")
        sheet.custody()
        sheet.value(data)
        sheet.heading("การจำหน่าย")
        sheet.striking_off()
        second_page(paper, data, asset, sheet.head)
    return paper


def _property(sheet: CardSheet, details: PropertyDetails) -> None:
    """Where it is, by which title, how large, how it is built."""
    asset, card = sheet.asset, sheet.asset.card
    moo = "" if details.moo is None else str(details.moo)
    rai, ngan, wa = _area(details.area_wa100)
    sheet.long_line("ชื่อ", card.name)
    sheet.line(
        "หมวด", filled(GROUPS[card.accounting_group]), "ประเภท", filled(asset.kind.name if asset.kind else "", 2)
    )
    sheet.line("ที่ตั้ง", filled(details.place, 3), "หมู่ที่", filled(moo, 0.3), "พิกัด", as_written(details.coordinates, 1.6))
    sheet.line("ชนิดเอกสารสิทธิ์", filled(asset.title_name), "เลขที่เอกสารสิทธิ์", as_written(details.title_no))
    sheet.line(
        "เนื้อที่",
        filled(rai),
        "ไร่",
        filled(ngan),
        "งาน",
        filled(wa),
        "ตารางวา",
        "เลขที่อาคาร",
        as_written(details.building_no),
    )
    sheet.long_line("ลักษณะโรงเรือน/สิ่งก่อสร้าง", details.description or card.feature)
    sheet.line(
        *("กว้าง", filled(_metres(details.width_cm)), "ม."),
        *("ยาว", filled(_metres(details.length_cm)), "ม."),
        *("หนา", filled(_metres(details.thickness_cm)), "ม."),
        *("ไหล่ทาง", filled(_metres(details.shoulder_cm)), "ม."),
        *("จำนวนช่องจราจร", filled(str(details.lanes or ""), 0.6)),
        *("พื้นที่", filled(_square_metres(details.area_cm2), 1.6), "ตร.ม."),
    )


def _area(wa100: int | None) -> tuple[str, str, str]:
    if wa100 is None:
        return "", "", ""
    area = land_area(wa100)
    return f"{area.rai:,}", str(area.ngan), f"{area.wa.normalize():f}"


def _metres(centimetres: int | None) -> str:
    return "" if centimetres is None else f"{Decimal(centimetres) / _CM_A_METRE:,.2f}"


def _square_metres(cm2: int | None) -> str:
    return "" if cm2 is None else f"{Decimal(cm2) / _CM2_A_SQUARE_METRE:,.2f}"
