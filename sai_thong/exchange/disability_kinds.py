"""The seven kinds of disability, found in whatever words an office wrote them."""

from __future__ import annotations

import re
from functools import lru_cache

from sai_thong.thai.digits import to_arabic
from sai_thong.thai.text import clean

SEVEN_KINDS = (
    "ทางการเห็น",
    "ทางการได้ยินหรือสื่อความหมาย",
    "ทางการเคลื่อนไหวหรือทางร่างกาย",
    "ทางจิตใจหรือพฤติกรรม",
    "ทางสติปัญญา",
    "ทางการเรียนรู้",
    "ทางออทิสติก",
)
"""In the wording and order of the application form (domain notes 1.6); offices use the order as numbers 1 to 7."""

_WORDS = tuple(
    re.compile(words)
    for words in (
        "เห็น|ตาบอด|สายตา|เลือนราง|ทางตา|ด้านตา|^ตา|ดวงตา|มองไม่|การมอง|visual|blind",
        "ได้ยิน|ได้ยืน|สื่อความ|หูหนวก|หูตึง|^หู|ทางหู|ด้านหู|เป็นใบ้|ใบ้|การพูด|พูดไม่ได้|hearing|deaf",
        "เคลื่อนไหว|เคลื่อไหว|ร่างกาย|ทางกาย|ด้านกาย|^กาย|แขน|ขาขาด|ขาลีบ|^ขา|อัมพ|ลำตัว|physical|mobility",
        "จิต|พฤติกรรม|mental|psycho",
        "สติ|ปัญญา|ดาวน์|สมองพิการ|intellect",
        "เรียนรู้|การเรียน|learning|^ld$|แอลดี",
    )
)
_AUTISTIC = 6
_AUTISM = re.compile("ออทิ[สซ](?:ติก|ซึม|ซึ่ม)?|ออติ[สซ](?:ติก|ซึม)?|ออธิสติก|autis(?:tic|m)?")
_BLANKS = re.compile(r"[\s.\-_:;()]+")
_PARTS = re.compile(r"[,/+&]|และ|กับ")
_NUMBERS = re.compile(r"(?:ประเภท(?:ความพิการ)?(?:ที่)?|ชนิดที่|แบบที่|ท)?([1-7](?:[,/+&และ]+[1-7])*)(?!\d)")
_OLD_FOURTH = re.compile("จิต.*พฤติกรรม.{0,4}หรือออทิ[สซ]ติก")
"""Until 2555 the fourth kind was "ทางจิตใจหรือพฤติกรรม หรือออทิสติก": one kind, not two."""


@lru_cache(maxsize=1024)
def kinds_in(written: str) -> tuple[str, ...]:
    """The kinds that a cell names, in the form's wording and order; empty when none is recognised.

    Several may stand in one cell. A number counts where no words do: ``3``, ``ประเภท 1,3``.
    """
    text = _BLANKS.sub("", to_arabic(clean(written)).lower())
    if _OLD_FOURTH.search(text):
        text = _OLD_FOURTH.sub("จิต", text)
    without_autism = _AUTISM.sub("", text)  # which holds the letters of สติ
    parts = [part.removeprefix("ความ").removeprefix("พิการ") for part in _PARTS.split(without_autism)]
    found = {kind for kind, words in enumerate(_WORDS) if any(words.search(part) for part in parts)}
    if without_autism != text:
        found.add(_AUTISTIC)
    if not found and (numbers := _NUMBERS.fullmatch(text)):
        found = {int(digit) - 1 for digit in re.findall(r"\d", numbers[1])}
    return tuple(SEVEN_KINDS[kind] for kind in sorted(found))
