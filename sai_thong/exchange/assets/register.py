"""The register of assets as a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.db.store import Store
from sai_thong.exchange.export import Exported, thai_date_text
from sai_thong.exchange.workbooks import Value
from sai_thong.exchange.xlsx import new_workbook, write_table
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.records import Asset, Room
from sai_thong.registers.labels import label_of
from sai_thong.registers.law.assets import AssetType
from sai_thong.thai.calendar import thai_date_short

NAME: Final = "assets"
"""As the command line calls it."""
_HEADINGS: Final = (
    "ลำดับ", "เลขรหัสครุภัณฑ์", "รายการ", "ยี่ห้อ", "รุ่น", "หมายเลขเครื่อง", "วันที่ได้มา", "ประเภท", "ราคาต่อหน่วย",
    "อายุการใช้งาน", "ค่าเสื่อมราคาสะสมยกมา", "สิ้นปีของค่าเสื่อมราคายกมา", "หน่วยงาน", "ห้อง", "สภาพ", "สถานะปัจจุบัน",
    "แหล่งเงิน", "วิธีการได้มา", "ที่เอกสาร", "หมายเหตุ",
)  # fmt: skip
_PERSONAL: Final = ("ผู้ครอบครอง", "ผู้ขาย")
_SATANG: Final = 100


def export_assets(store: Store, path: Path, *, unmask: bool = False, why: str = "") -> Exported:
    """Write the register of assets to an XLSX file and note it in the journal where the store is open for writing.

    Args:
        store: The office's store.
        path: Where.
        unmask: Whether who keeps and who sold each thing is written too.
        why: The reason for it, which the journal keeps.

    Raises:
        BadInput: It is wanted unmasked without a reason.
        StoreTrouble: The note of it cannot be written.
        FileOutOfReach: The file cannot be written.
    """
    if unmask and not why.strip():
        raise BadInput(_("Personal data are written whole only with a reason."), do=_("Write the reason."))
    # Noted before anything is written: an export that nobody knows of must not exist.
    access_log.note(store, Look(Access.EXPORT_WHOLE if unmask else Access.EXPORT, NAME, why=why, register="assets"))
    rooms = {room.id: room.name for room in store.find(Room)}
    types = asset_law(store).choices.types
    cards = sorted(store.find(Asset), key=lambda card: (not card.number, card.number))
    rows = [
        [number, *_row(card, rooms, types), *((card.custodian, card.vendor) if unmask else ())]
        for number, card in enumerate(cards, 1)
    ]
    titles = ["ทะเบียนทรัพย์สิน", _("Exported on {day}").format(day=thai_date_short(bangkok_today(store.clock)))]
    with new_workbook(path) as workbook:
        write_table(workbook, "ทะเบียนทรัพย์สิน", [*_HEADINGS, *(_PERSONAL if unmask else ())], rows, titles=titles)
    return Exported(len(rows), path)


def _row(card: Asset, rooms: dict[str, str], types: Mapping[str, tuple[AssetType, ...]]) -> Iterator[Value]:
    kinds = types.get(card.type_key, ())
    yield from (card.number, card.name, card.brand, card.model, card.serial_no)
    yield thai_date_text(card.acquired_on) if card.acquired_on else None
    yield kinds[-1].name if kinds else None
    yield _baht(card.cost_satang)
    yield card.life_years
    yield _baht(card.opening_accumulated_satang)
    yield card.opening_year_be
    yield from (card.division, rooms.get(card.room_id), card.written_condition, label_of(card.status))
    yield from (card.fund_source, card.procurement_method or label_of(card.acquire_mode), card.document_no, card.note)


def _baht(satang: int | None) -> float | None:
    return None if satang is None else satang / _SATANG
