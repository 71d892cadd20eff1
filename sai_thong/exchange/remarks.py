"""What the remarks beside a name say: died, moved, paid how. The rest is kept as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import MONTHS, MONTHS_SHORT
from sai_thong.thai.dates import DateHint, UnreadableDate, read_date
from sai_thong.thai.digits import to_arabic
from sai_thong.thai.text import clean


class PaidHow(StrEnum):
    """How a remark says that the money reaches the person."""

    UNSAID = ""
    CASH = "cash"
    PROXY = "proxy"
    """มอบอำนาจ"""
    BANK = "bank"
    """โอนเข้าธนาคาร"""
    BANK_OF_PROXY = "bank-of-proxy"


@dataclass(frozen=True)
class RemarkFacts:
    """What was understood of a remark.

    Attributes:
        deceased: It says that this person died.
        died: The date beside it, as far as it is written.
        moved_out: It says that this person moved away; `moved_out_on` and `moved_out_to` if written.
        moved_in: It says that this person moved here.
        paid_how: The way of payment it names.
        stopped: It says that payment was stopped or the right given up.
        struck_off: จำหน่าย alone, which may mean death or a move: a person has to look.
        date_unread: A date stands there that could not be read.
        text: The remark as written, cleaned.
    """

    deceased: bool = False
    died: PartialDate | None = None
    moved_out: bool = False
    moved_out_on: date | None = None
    moved_out_to: str = ""
    moved_in: bool = False
    moved_in_on: date | None = None
    paid_how: PaidHow = PaidHow.UNSAID
    stopped: bool = False
    struck_off: bool = False
    date_unread: bool = False
    text: str = ""


NO_REMARK = RemarkFacts()

_SOMEONE_ELSE = (
    "สามี|ภรรยา|ภริยา|คู่สมรส|บุตร(?:ชาย|สาว)?|ลูก(?:ชาย|สาว)?|หลาน|บิดา|มารดา|พ่อ|แม่|ญาติ|พี่(?:ชาย|สาว)?|น้อง(?:ชาย|สาว)?|"
    "ผู้ดูแล|ผู้รับมอบอำนาจ|ผู้รับมอบ|ผู้แทน|ผู้ปกครอง|ผู้รับแทน|เจ้าบ้าน"
)
_NOT = r"(?:ยังไม่|ไม่ได้|ไม่|มิได้|ยังมิได้)\s?"
_DEATH = re.compile(
    rf"(?P<not>{_NOT})?(?P<other>(?:{_SOMEONE_ELSE})\S{{0,12}}?\s?)?"
    r"(?:เสีย\s?ช[ีิ]วิต|เสียขีวิต|เสีียชีวิต|ถึงแก่กรรม|ถึงแก่กรม|ถึงแก่อนิจกรรม|ถึงแก่ความตาย|มรณภาพ|มรณะ|มรณกรรม|สิ้นชีวิต|สิ้นใจ|วายชนม์|"
    r"ตาย(?!าย|ตัว)|^เสีย(?:แล้ว)?$|^death$|^dead$|deceased)",
    re.IGNORECASE,
)
_MOVED_IN = re.compile(r"ย้ายเข้า|ย้ายมา|ย้ายเข้ามา")
_MOVED_OUT = re.compile(
    rf"(?P<not>{_NOT})?(?:ย้ายออก|แจ้งย้าย(?!เข้า|มา|กลับ)|ย้ายปลายทาง|ย้ายไป|ย้ายภูมิลำเนา|ย้ายทะเบียนบ้าน|ย้ายที่อยู่|ย้ายแล้ว|"
    r"^ย้าย(?:$|\s|เมื่อ))"
)
_MOVED_TO = re.compile(
    r"(?:ไปอยู่(?:ที่)?|ไปที่|ไป|อยู่ที่)\s*"
    r"((?:อบต\.?|ทต\.?|เทศบาล|ต\.|ตำบล|อ\.|อำเภอ|จ\.|จังหวัด|[ก-ฮเ-ไ]).*?)(?=\s*(?:เมื่อ|วันที่|ตั้งแต่|$))"
)
_STOPPED = re.compile(r"ระงับ|งดจ่าย|พักจ่าย|สละสิทธิ|ขาดคุณสมบัติ|หมดสิทธิ|ถอนชื่อ|ยกเลิกสิทธิ")
_STRUCK_OFF = re.compile(r"จำหน่าย")
_PROXY = re.compile(r"มอบอำนาจ|รับแทน|รับเงินแทน|มอบฉันทะ")
_BANK = re.compile(r"โอน(?:เข้า|เงิน|ผ่าน)?|ธนาคาร|ธ\.?ก\.?ส|บัญชี|บช\.|ออมสิน|กรุงไทย|พร้อมเพย์")
_CASH = re.compile(r"เงินสด|รับเอง|รับด้วยตนเอง|มารับเอง")

_BEHIND_NAME = re.compile(
    r"(?P<name>[^()]*?)\s*\((?P<remark>[^()]+)\)"
    r"|(?P<before>\S.*?)\s+(?P<word>(?:เสียชีวิต|ตาย|ถึงแก่กรรม|มรณภาพ|ย้ายออก)(?:แล้ว)?(?:\s.*)?)"
)
"""In brackets anything may stand behind a name; without them only a word that no surname begins with."""

_MONTH_NAMES = "|".join(re.escape(name) for name in sorted((*MONTHS, *MONTHS_SHORT), key=len, reverse=True))
_DATE = re.compile(
    rf"\d{{1,2}}\s*[-/.]\s*\d{{1,2}}\s*[-/.]\s*\d{{2,4}}"
    rf"|(?:\d{{1,2}}\s*)?(?:{_MONTH_NAMES}|[ก-ฮ]\.?[ก-ฮ]\.?)\s*(?:พ\.?\s?ศ\.?\s*|ปี\s*)?\d{{2,4}}(?!\d)"
    rf"|(?:ปี\s*|พ\.?\s?ศ\.?\s*)\d{{4}}|(?<!\d)25\d\d(?!\d)"
)
_TWO_DIGIT_MONTH_ONLY = re.compile(rf"(?:{_MONTH_NAMES})\s*\d{{2,4}}")


@lru_cache(maxsize=4096)
def read_remark(written: str, on: date) -> RemarkFacts:
    """What a remark says.

    Args:
        written: The remark's text.
        on: The day the list was made: a death or a move lies before it.
    """
    text = clean(written)
    plain = to_arabic(text)
    death = _own_death(plain)
    moved_out = _said(_MOVED_OUT, plain)
    moved_in = bool(_MOVED_IN.search(plain))
    when, unread = _date_in(plain, on) if death or moved_out or moved_in else (None, False)
    moved_to = _MOVED_TO.search(plain) if moved_out else None
    return RemarkFacts(
        deceased=death,
        died=when if death else None,
        moved_out=moved_out,
        moved_out_on=when.effective if when and moved_out and not death else None,
        moved_out_to=_DATE.sub("", moved_to[1]).strip(" ()") if moved_to else "",
        moved_in=moved_in,
        moved_in_on=when.effective if when and moved_in and not (death or moved_out) else None,
        paid_how=_paid_how(plain),
        stopped=bool(_STOPPED.search(plain)),
        struck_off=bool(_STRUCK_OFF.search(plain)) and not (death or moved_out),
        date_unread=unread,
        text=text,
    )


def remark_behind_name(surname: str, on: date) -> tuple[str, str]:
    """A surname without the death or move that a clerk wrote behind it, and that remark: ใจดี (เสียชีวิต).

    Brackets that tell neither are part of the name, as a monk's surname is.
    """
    found = _BEHIND_NAME.fullmatch(surname)
    remark = (found["remark"] or found["word"]) if found else ""
    facts = read_remark(remark, on) if remark else NO_REMARK
    if found and (facts.deceased or facts.moved_out):
        return found["name"] or found["before"] or "", remark
    return surname, ""


def _own_death(text: str) -> bool:
    """Whether the person of the row died, and not someone the remark names beside them."""
    return any(not (found["not"] or found["other"]) for found in _DEATH.finditer(text))


def _said(pattern: re.Pattern[str], text: str) -> bool:
    return any(not found["not"] for found in pattern.finditer(text))


def _paid_how(text: str) -> PaidHow:
    proxy, bank = _PROXY.search(text), _BANK.search(text)
    if proxy:
        return PaidHow.BANK_OF_PROXY if bank else PaidHow.PROXY
    if bank:
        return PaidHow.BANK
    return PaidHow.CASH if _CASH.search(text) else PaidHow.UNSAID


def _date_in(text: str, on: date) -> tuple[PartialDate | None, bool]:
    """The date written in a remark, and whether one stands there that could not be read."""
    found = _DATE.search(text)
    if not found:
        return None, False
    try:
        when = read_date(found[0], DateHint(on=on, purpose="any"))
    except UnreadableDate:
        return None, True
    return (None, True) if when.effective > on else (when, False)
