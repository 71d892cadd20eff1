"""Words of an equipment book that the register has lists of: ways of acquisition, types, divisions."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from sai_thong.exchange.headings import normalised
from sai_thong.registers.assets.terms import AcquireMode
from sai_thong.registers.law.asset_tables import shipped_asset_law
from sai_thong.registers.law.assets import AssetType
from sai_thong.thai.text import clean

_MODES: Final = tuple(
    (mode, re.compile(pattern))
    for mode, pattern in (
        (AcquireMode.DONATED, "บริจาค"),
        (AcquireMode.TRANSFERRED, "โอน"),
        (AcquireMode.BUILT, "ก่อสร้าง|จ้าง"),
        (AcquireMode.BOUGHT, "ซื้อ|ราคา|เฉพาะเจาะจง|คัดเลือก|bidding|วิธีพิเศษ|ประกาศเชิญชวน"),
    )
)
_DIVISION: Final = re.compile(r"กอง|สำนัก|ฝ่าย|งาน|ส่วน|ศูนย์พัฒนาเด็ก|โรงเรียน")


def read_mode(written: str) -> AcquireMode:
    """The way of acquisition that a word means; bought where it says nothing that is known."""
    text = clean(written).lower()
    return next((mode for mode, pattern in _MODES if pattern.search(text)), AcquireMode.BOUGHT)


def is_division(written: str) -> bool:
    """Whether a place is a division of the office and not a room."""
    return _DIVISION.match(clean(written)) is not None


def read_kind(written: str, on: date) -> AssetType | None:
    """The type of the table of useful lives of that name, or the only one of that budget category; None otherwise."""
    wanted = _kind_key(written)
    choices = shipped_asset_law().choices
    types = choices.types_on(on)
    for each in types:
        if wanted and wanted in (_kind_key(each.name), each.key):
            return each
    categories = {category.id for category in choices.budget_categories if _kind_key(category.name) == wanted}
    of_category = [each for each in types if categories & set(each.categories)]
    return of_category[0] if len(of_category) == 1 else None


def _kind_key(written: str) -> str:
    return normalised(written).removeprefix("ครุภัณฑ์")
