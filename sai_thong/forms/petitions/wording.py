"""The words that papers of petitions share: channels, articles of law as letters cite them, moments, addressees."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from sai_thong.forms.allowances.move_letters import head_of
from sai_thong.ground.clock import BANGKOK
from sai_thong.registers.petitions.terms import Channel
from sai_thong.thai.calendar import thai_date

CHANNELS: Final = {
    Channel.IN_PERSON: "ยื่นด้วยตนเอง",
    Channel.PHONE: "โทรศัพท์",
    Channel.POST: "ไปรษณีย์",
    Channel.WEB: "เว็บไซต์",
    Channel.LINE: "ไลน์ (LINE)",
    Channel.TRAFFY: "Traffy Fondue",
    Channel.DAMRONGTHAM: "ศูนย์ดำรงธรรม 1567",
    Channel.HEADMAN: "ผ่านกำนัน ผู้ใหญ่บ้าน หรือสมาชิกสภา",
    Channel.EMAIL: "ไปรษณีย์อิเล็กทรอนิกส์",
}

_OWN_DEFAULT: Final = "ค่าตั้งต้น"
_IN_BRACKETS: Final = re.compile(r"\s*\([^)]*\)\s*$")
_SPELT_OUT: Final = (
    ("พ.ร.บ. การอำนวยความสะดวกฯ", "พระราชบัญญัติการอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ"),
    ("พ.ร.บ. ", "พระราชบัญญัติ"),
    ("พ.ร.ฎ. ", "พระราชกฤษฎีกา"),
)
_ARTICLE: Final = re.compile(r"^(?P<law>.+?\d{4}) (?P<article>มาตรา .+)$")
_POSTS: Final = (
    "นายก",
    "ผู้ว่า",
    "ผู้อำนวยการ",
    "ผู้จัดการ",
    "หัวหน้า",
    "อธิบดี",
    "ประธาน",
    "ปลัด",
    "เลขาธิการ",
    "ผู้กำกับ",
    "นายอำเภอ",
)
"""Words an addressee begins with who is named by the post already."""


def cited(legal_ref: str) -> str:
    """An article as a letter cites it: ``มาตรา 44 แห่งพระราชบัญญัติ…``; empty where only the office's own custom stands.

    The law data add in brackets what is for the office to know; a letter leaves that out.
    """
    if legal_ref.startswith(_OWN_DEFAULT):
        return ""
    text = _IN_BRACKETS.sub("", legal_ref)
    for short, whole in _SPELT_OUT:
        text = text.replace(short, whole)
    found = _ARTICLE.match(text)
    return f"{found['article']} แห่ง{found['law']}" if found else text


def moment_words(moment: datetime) -> str:
    """``21 พฤศจิกายน 2569 เวลา 10.30 น.``, in Bangkok."""
    there = moment.astimezone(BANGKOK)
    return f"{thai_date(there.date())} เวลา {there:%H.%M} น."


def day_of(moment: datetime) -> date:
    """The day of a moment in Bangkok."""
    return moment.astimezone(BANGKOK).date()


def addressee_of(agency: str) -> str:
    """Whom a letter to another agency addresses: its head where the kind of agency tells the title, else as written."""
    if agency.startswith(_POSTS):
        return agency
    if agency.startswith("อำเภอ"):
        return f"นายอำเภอ{agency.removeprefix('อำเภอ')}"
    if agency.startswith(("องค์การบริหารส่วนตำบล", "อบต.", "เทศบาล")):
        return head_of(agency)
    return f"หัวหน้า{agency}"
