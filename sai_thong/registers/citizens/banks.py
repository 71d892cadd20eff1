"""Banks by their three-digit code (รหัสธนาคาร), found by the names that offices write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from sai_thong.thai.text import search_form

BANKS: Mapping[str, str] = {
    "002": "ธนาคารกรุงเทพ",
    "004": "ธนาคารกสิกรไทย",
    "006": "ธนาคารกรุงไทย",
    "011": "ธนาคารทหารไทยธนชาต",
    "014": "ธนาคารไทยพาณิชย์",
    "022": "ธนาคารซีไอเอ็มบี ไทย",
    "024": "ธนาคารยูโอบี",
    "025": "ธนาคารกรุงศรีอยุธยา",
    "030": "ธนาคารออมสิน",
    "033": "ธนาคารอาคารสงเคราะห์",
    "034": "ธนาคารเพื่อการเกษตรและสหกรณ์การเกษตร",
    "066": "ธนาคารอิสลามแห่งประเทศไทย",
    "067": "ธนาคารทิสโก้",
    "069": "ธนาคารเกียรตินาคินภัทร",
    "071": "ธนาคารไทยเครดิต",
    "073": "ธนาคารแลนด์ แอนด์ เฮ้าส์",
}
"""Names by code, as the Bank of Thailand numbers the banks."""

_WORDS = tuple(
    (code, re.compile(words))
    for code, words in (
        # กรุงเทพ, กรุงไทย and กรุงศรี share their beginning; the narrower words stand first.
        ("034", r"ธกส|เพื่อการเกษตร|เกษตรและสหกรณ์|baac"),
        ("025", r"กรุงศรี|^ทกศ$|\bbay\b|krungsri"),
        ("006", r"กรุงไทย|ktb|krungthai"),
        ("002", r"กรุงเทพ|\bbbl\b|bangkokbank"),
        ("030", r"ออมสิน|gsb"),
        ("004", r"กสิกร|kbank"),
        ("014", r"ไทยพาณิชย์|scb"),
        ("011", r"ทหารไทย|ธนชาต|ttb|tmb"),
        ("033", r"อาคารสงเคราะห์|^ธอส$|ghb"),
        ("066", r"อิสลาม|ibank"),
        ("022", r"ซีไอเอ็มบี|cimb"),
        ("024", r"ยูโอบี|uob"),
        ("067", r"ทิสโก้|tisco"),
        ("069", r"เกียรตินาคิน|kkp"),
        ("071", r"ไทยเครดิต"),
        ("073", r"แลนด์แอนด์เฮ้าส์|^lhb?$"),
    )
)
_JOINTS = re.compile(r"[\s.\-()]+")


@lru_cache(maxsize=1024)
def bank_code(written: str) -> str:
    """The code of the bank that a text names, or says by its number; empty when it is none known."""
    text = _JOINTS.sub("", search_form(written))
    if text.isdigit():
        code = text.zfill(3)
        return code if code in BANKS else ""
    return next((code for code, words in _WORDS if words.search(text)), "")


def bank_name(code: str) -> str:
    """The bank's name by its code; the code itself when it is not known."""
    return BANKS.get(code, code)
