"""The words that the law of assets and the rules of the asset register share."""

from __future__ import annotations

from enum import StrEnum


class AssetGroup(StrEnum):
    """What an asset is in the accounts: the eight rows of อปท.-สท.1, in their order."""

    LAND = "land"
    """ที่ดิน"""
    BUILDING = "building"
    """อาคาร"""
    STRUCTURE = "structure"
    """สิ่งปลูกสร้าง"""
    EQUIPMENT = "equipment"
    """ครุภัณฑ์"""
    INFRASTRUCTURE = "infrastructure"
    """สินทรัพย์โครงสร้างพื้นฐาน"""
    INTANGIBLE = "intangible"
    """สินทรัพย์ไม่มีตัวตน"""
    INVESTMENT_PROPERTY = "investment-property"
    """อสังหาริมทรัพย์เพื่อการลงทุน"""
    FINANCE_LEASE = "finance-lease"
    """สินทรัพย์ภายใต้สัญญาเช่าการเงิน"""


class ThresholdPolicy(StrEnum):
    """By which line equipment is capitalised or only kept in the register."""

    CGD_BY_YEAR = "cgd-by-year"
    """กรมบัญชีกลาง: a line for each span of fiscal years of acquisition."""
    DLA_FLAT = "dla-flat"
    """สถ.: one line for all years, as the survey of 2561 has it."""


class FirstMonth(StrEnum):
    """From when an asset is depreciated."""

    MID_MONTH = "mid-month"
    """Acquired until the fifteenth, the whole month counts; later, the next month begins."""
    NEXT_MONTH = "next-month"
    """Always the month after."""
    DAILY = "daily"
    """From the very day, by 365ths of a year; 29 February is no day of it."""


class DisposalMonth(StrEnum):
    """Whether the month in which an asset is struck off is still depreciated."""

    COUNTS = "counts"
    LEFT_OUT = "left-out"
    BY_DAY = "by-day"
    """As at the beginning: struck off until the counting day, the month does not count; later it does."""


class LoanCase(StrEnum):
    """Who borrows and for where (ข้อ 208)."""

    BETWEEN_AGENCIES = "between-agencies"
    INSIDE = "inside"
    """A person, for use within the agency's place."""
    OUTSIDE = "outside"
    """A person, for use elsewhere."""


class LoanApprover(StrEnum):
    """Who allows a loan."""

    LENDING_AGENCY_HEAD = "lending-agency-head"
    """หัวหน้าหน่วยงานของรัฐผู้ให้ยืม"""
    RESPONSIBLE_UNIT_HEAD = "responsible-unit-head"
    """หัวหน้าหน่วยงานซึ่งรับผิดชอบพัสดุนั้น"""
    AGENCY_HEAD = "agency-head"
    """หัวหน้าหน่วยงานของรัฐ (นายก อบต.)"""


class DisposalStepKey(StrEnum):
    """A stage of a disposal with papers of its own (domain notes 1.12)."""

    FACTS = "facts"
    ORDER = "order"
    DIRECT_SALE = "direct-sale"
    AUCTION = "auction"
    EXCHANGE = "exchange"
    TRANSFER = "transfer"
    DESTROY = "destroy"
    WRITE_OFF = "write-off"
    CLOSE = "close"
