"""Which type of the table of useful lives is meant by the words of an old list; a proposal that somebody confirms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from sai_thong.registers.law.assets import AssetType
from sai_thong.thai.text import search_form

_SAID_BY: Final[tuple[tuple[str, str], ...]] = (
    # The order decides: the narrower word stands before the wider.
    ("generator", "เครื่องกำเนิดไฟฟ้า|เครื่องปั่นไฟ"),
    ("road-concrete", "ถนน.*(?:คอนกรีต|คสล)"),
    ("road-asphalt", "ถนน.*(?:ลาดยาง|แอสฟัล|พาราแอส)"),
    ("bridge", "สะพาน"),
    ("reservoir", "อ่างเก็บน้ำ"),
    ("dam-earth", "เขื่อนดิน"),
    ("dam-concrete", "เขื่อน(?:ปูน|คอนกรีต)"),
    ("land", "^ที่ดิน"),
    ("building-temporary", "อาคารชั่วคราว|โรงเรือน"),
    ("building-permanent", "อาคารถาวร|^อาคาร"),
    ("computer", "คอมพิวเตอร์|อิเล็กทรอนิกส์"),
    ("office", "สำนักงาน"),
    ("vehicle", "ยานพาหนะ"),
    ("electric-radio", "ไฟฟ้าและวิทยุ|ไฟฟ้า.*วิทยุ"),
    ("advertising", "โฆษณา"),
    ("medical-science", "วิทยาศาสตร์|การแพทย์"),
    ("household", "งานบ้าน|งานครัว"),
    ("education", "การศึกษา"),
    ("sport", "กีฬา"),
    ("music", "ดนตรี|นาฏศิลป์"),
    ("survey", "สำรวจ"),
    ("weapon", "อาวุธ"),
    ("field", "สนาม"),
    ("intangible", "ไม่มีตัวตน|ซอฟต์แวร์|โปรแกรม"),
    ("other", "^(?:ครุภัณฑ์)?อื่น"),
)
"""การเกษตร โรงงาน ก่อสร้าง are not here: a list does not say whether tools or machines are meant."""
_PATTERNS: Final = tuple((key, re.compile(pattern)) for key, pattern in _SAID_BY)


def proposed_type(texts: Sequence[str], types: Iterable[AssetType]) -> AssetType | None:
    """The type that the words of a list name; None where they name none, or one that is not in force.

    Args:
        texts: What the list says, the surest first: its column of types, the heading above the rows, the item.
        types: The types in force.
    """
    by_key = {each.key: each for each in types}
    by_name = {search_form(each.name): each for each in by_key.values()}
    for text in map(search_form, texts):
        if text in by_name:
            return by_name[text]
        key = next((key for key, pattern in _PATTERNS if pattern.search(text)), None)
        if key is not None:
            return by_key.get(key)
    return None
