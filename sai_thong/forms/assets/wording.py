"""The Thai words that papers of assets have for what the register keeps as choices, and how they write figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from sai_thong.registers.assets.terms import AcquireMode, AssetStatus, MoneyKind
from sai_thong.thai.calendar import thai_date, thai_date_short
from sai_thong.thai.money import baht

STATUSES: Final = {
    AssetStatus.IN_USE: "ใช้งานได้",
    AssetStatus.LENT: "ถูกยืม",
    AssetStatus.BROKEN: "ชำรุด",
    AssetStatus.AT_REPAIR: "ส่งซ่อม",
    AssetStatus.WORN: "เสื่อมสภาพ",
    AssetStatus.LOST: "สูญไป",
    AssetStatus.NOT_NEEDED: "ไม่จำเป็นต้องใช้",
    AssetStatus.AWAITING_DISPOSAL: "รอจำหน่าย",
    AssetStatus.STRUCK_OFF: "จำหน่ายแล้ว",
}
ACQUIRE_MODES: Final = {
    AcquireMode.BOUGHT: "ซื้อ",
    AcquireMode.BUILT: "จ้างก่อสร้าง",
    AcquireMode.TRANSFERRED: "รับโอน",
    AcquireMode.DONATED: "รับบริจาค",
    AcquireMode.OTHER: "อื่นๆ",
}
"""ลักษณะการได้กรรมสิทธิ์"""
MONEY_KINDS: Final = {
    MoneyKind.BUDGET: "เงินงบประมาณ",
    MoneyKind.OFF_BUDGET: "เงินนอกงบประมาณ",
    MoneyKind.DONATION: "เงินบริจาค/เงินช่วยเหลือ",
    MoneyKind.OTHER: "อื่นๆ",
}
"""ประเภทเงิน"""


def money(satang: int | None) -> str:
    """``1,234.50``; nothing where nobody knows."""
    return "" if satang is None else baht(satang)


def short_day(day: date | None) -> str:
    """``21 พ.ย. 69``; nothing where nobody knows."""
    return thai_date_short(day) if day else ""


def long_day(day: date | None) -> str:
    """``21 พฤศจิกายน 2569``; nothing where nobody knows."""
    return thai_date(day) if day else ""


def percent(rate: Decimal | None) -> str:
    """``12.5`` without needless noughts; nothing where there is no rate."""
    return "" if rate is None else f"{rate.normalize():f}"
