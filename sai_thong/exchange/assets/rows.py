"""One row of a list of assets as plain data, and what must be asked about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sai_thong.exchange.assets.headings import AssetField
from sai_thong.exchange.assets.layout import AssetColumns
from sai_thong.exchange.cells import is_blank, text_of
from sai_thong.exchange.workbooks import Row, Value
from sai_thong.registers.assets.rules.numbers import read_three_groups, tidy_number
from sai_thong.registers.assets.rules.splitting import split_price
from sai_thong.registers.assets.terms import AssetStatus
from sai_thong.thai.calendar import ce_year
from sai_thong.thai.dates import DateHint, UnreadableDate, read_date
from sai_thong.thai.digits import to_arabic
from sai_thong.thai.money import BadAmount, parse_baht
from sai_thong.thai.text import tidy

MOST_CARDS = 1000
"""More things in one row than this are no quantity."""

_NUMBER = re.compile(r"\d+")
_RANGE = re.compile(r"(?P<stem>.*?)(?P<first>\d+)\s*(?:ถึง|–|—|-|~)\s*(?:(?P=stem))?(?P<last>\d+)")
_CONDITIONS: tuple[tuple[AssetStatus, str], ...] = (
    (AssetStatus.AWAITING_DISPOSAL, "รอจำหน่าย|รอการจำหน่าย|รอแทงจำหน่าย"),
    (AssetStatus.STRUCK_OFF, "จำหน่าย|ตัดจำหน่าย"),
    (AssetStatus.NOT_NEEDED, "ไม่จำเป็น|ไม่ได้ใช้|ไม่ใช้|เลิกใช้"),
    (AssetStatus.LOST, "สูญ|หาย|ไม่พบ"),
    (AssetStatus.AT_REPAIR, "ส่งซ่อม|กำลังซ่อม|รอซ่อม"),
    (AssetStatus.BROKEN, "ชำรุด|เสีย|พัง|ใช้(?:งาน|การ)ไม่ได้"),
    (AssetStatus.WORN, "เสื่อม|เก่า"),
    (AssetStatus.LENT, "ยืม"),
    (AssetStatus.IN_USE, "ใช้|ปกติ|ดี|พร้อม"),
)
_CONDITION_PATTERNS = tuple((status, re.compile(pattern)) for status, pattern in _CONDITIONS)


class AssetFinding(StrEnum):
    """What is asked about a row before it is taken over."""

    NUMBER_MISSING = "number-missing"
    NUMBER_TWICE = "number-twice"
    DATE_MISSING = "date-missing"
    DATE_UNREAD = "date-unread"
    DATE_ESTIMATED = "date-estimated"
    """Only the year or the month was known."""
    PRICE_MISSING = "price-missing"
    PRICE_UNREAD = "price-unread"
    PRICES_DISAGREE = "prices-disagree"
    """Quantity times the price of one is not the total."""
    PRICE_OF_ONE_OR_ALL = "price-of-one-or-all"
    """Several things, and the heading says only ราคา: read as the price of one."""
    QUANTITY_UNREAD = "quantity-unread"
    NUMBERS_TOO_FEW = "numbers-too-few"
    """Several things under one number: the cards after the first wait for theirs."""
    CONDITION_UNREAD = "condition-unread"
    LIFE_UNREAD = "life-unread"
    ACCUMULATED_UNREAD = "accumulated-unread"
    ACCUMULATED_WITHOUT_YEAR = "accumulated-without-year"
    """Nobody can tell until when it is; the wizard asks."""


@dataclass(frozen=True, slots=True)
class PlannedCard:
    """A card that a row becomes.

    Attributes:
        number: Its number; empty where it waits for one.
        price_satang: Its price; None where not known.
        accumulated_satang: Its part of what was written off; None where the list says nothing.
    """

    number: str
    price_satang: int | None
    accumulated_satang: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class AssetRow:
    """A row of the list.

    Attributes:
        sheet: The sheet's name.
        row_number: From 1, as people see it.
        number: As written, in Arabic digits.
        cards: What it becomes: one card a thing, the prices adding up to what was paid.
        acquired_on: The day of acquisition; the first of the fiscal year where only the year was known.
        date_is_estimated: Whether it is such a day.
        kind: The type or category in the list's own words, from its column or from the heading above the rows.
        status: What the condition means; None where it says nothing that is known.
        condition: The condition as written.
        opening_year_be: Until which fiscal year `cards` are written off; None where not known.
        findings: What must be asked.
    """

    sheet: str
    row_number: int
    number: str
    name: str
    cards: tuple[PlannedCard, ...]
    brand: str = ""
    model: str = ""
    serial_no: str = ""
    plate_no: str = ""
    acquired_on: date | None = None
    date_is_estimated: bool = False
    unit: str = ""
    place: str = ""
    custodian: str = ""
    kind: str = ""
    status: AssetStatus | None = None
    condition: str = ""
    life_years: int | None = None
    opening_year_be: int | None = None
    fund: str = ""
    method: str = ""
    vendor: str = ""
    document: str = ""
    remark: str = ""
    findings: tuple[AssetFinding, ...] = ()

    @property
    def price_satang(self) -> int | None:
        """What all its cards cost together; None where that is not known."""
        prices = [card.price_satang for card in self.cards if card.price_satang is not None]
        return sum(prices) if len(prices) == len(self.cards) else None


class RowReader:
    """Reads the rows of one list; `today` settles years of two digits."""

    def __init__(self, sheet: str, columns: AssetColumns, today: date) -> None:
        self._sheet = sheet
        self._layout = columns
        self._hint = DateHint(on=today)

    def has_asset(self, row: Row) -> bool:
        """Whether a row tells of an asset: it has an item, and a number, a price or a date beside it."""
        name = self.said(row, AssetField.NAME)
        beside = (AssetField.NUMBER, AssetField.ACQUIRED, *_PRICES)
        return bool(name) and not _TOTAL.match(name) and any(self.said(row, field) for field in beside)

    def said(self, row: Row, field: AssetField) -> str:
        """The tidied text of a field; nothing for a dash."""
        text = tidy(text_of(self._cell(row, field)))
        return "" if is_blank(text) else text

    def read(self, row: Row, row_number: int, kind_above: str) -> AssetRow:
        """A row as plain data."""
        found: list[AssetFinding] = []
        number = tidy_number(self.said(row, AssetField.NUMBER))
        quantity = self._quantity(row, found)
        acquired_on, estimated = self._acquired(row, number, found)
        accumulated = self._amount(row, AssetField.ACCUMULATED, AssetFinding.ACCUMULATED_UNREAD, found)
        if accumulated is not None and self._layout.accumulated_year_be is None:
            found.append(AssetFinding.ACCUMULATED_WITHOUT_YEAR)
        status = self._status(row, found)
        return AssetRow(
            sheet=self._sheet,
            row_number=row_number,
            number=number,
            name=self.said(row, AssetField.NAME),
            cards=_cards(number, quantity, self._total(row, quantity, found), accumulated, found),
            brand=self.said(row, AssetField.BRAND),
            model=self.said(row, AssetField.MODEL),
            serial_no=self.said(row, AssetField.SERIAL),
            plate_no=self.said(row, AssetField.PLATE),
            acquired_on=acquired_on,
            date_is_estimated=estimated,
            unit=self.said(row, AssetField.UNIT),
            place=self.said(row, AssetField.PLACE),
            custodian=self.said(row, AssetField.CUSTODIAN),
            kind=self.said(row, AssetField.KIND) or kind_above,
            status=status,
            condition=self.said(row, AssetField.CONDITION),
            life_years=self._life(row, found),
            opening_year_be=self._layout.accumulated_year_be if accumulated is not None else None,
            fund=self.said(row, AssetField.FUND),
            method=self.said(row, AssetField.METHOD),
            vendor=self.said(row, AssetField.VENDOR),
            document=self.said(row, AssetField.DOCUMENT),
            remark=self.said(row, AssetField.REMARK),
            findings=tuple(found),
        )

    def _cell(self, row: Row, field: AssetField) -> Value:
        column = self._layout.columns.get(field)
        return row[column] if column is not None and column < len(row) else None

    def _quantity(self, row: Row, found: list[AssetFinding]) -> int:
        text = to_arabic(self.said(row, AssetField.QUANTITY))
        if not text:
            return 1
        digits = _NUMBER.match(text)
        quantity = int(digits[0]) if digits else 0
        if not 1 <= quantity <= MOST_CARDS:
            found.append(AssetFinding.QUANTITY_UNREAD)
            return 1
        return quantity

    def _amount(self, row: Row, field: AssetField, unread: AssetFinding, found: list[AssetFinding]) -> int | None:
        cell = self._cell(row, field)
        if not self.said(row, field) or isinstance(cell, date | bool) or cell is None:
            return None
        try:
            return parse_baht(cell)
        except BadAmount:
            found.append(unread)
            return None

    def _total(self, row: Row, quantity: int, found: list[AssetFinding]) -> int | None:
        """What the things of a row cost together (satang)."""
        before = len(found)
        one = self._amount(row, AssetField.UNIT_PRICE, AssetFinding.PRICE_UNREAD, found)
        price = self._amount(row, AssetField.PRICE, AssetFinding.PRICE_UNREAD, found)
        total = self._amount(row, AssetField.TOTAL_PRICE, AssetFinding.PRICE_UNREAD, found)
        if one is None and price is not None:
            one = price
            if quantity > 1 and total is None:
                found.append(AssetFinding.PRICE_OF_ONE_OR_ALL)
        if total is None and one is None:
            if len(found) == before:
                found.append(AssetFinding.PRICE_MISSING)
            return None
        if total is None:
            return (one or 0) * quantity
        if one is not None and one * quantity != total:
            found.append(AssetFinding.PRICES_DISAGREE)
        return total

    def _acquired(self, row: Row, number: str, found: list[AssetFinding]) -> tuple[date | None, bool]:
        """The day of acquisition and whether it is estimated: from its cell, else the year's, else the number's."""
        cell = self._cell(row, AssetField.ACQUIRED)
        if self.said(row, AssetField.ACQUIRED) and cell is not None and not isinstance(cell, bool):
            try:
                read = read_date(cell, self._hint)
            except UnreadableDate:
                found.append(AssetFinding.DATE_UNREAD)
                return None, False
            if read.exact:
                return read.effective, False
            found.append(AssetFinding.DATE_ESTIMATED)
            return (read.effective if read.month else _first_day(read.year_be)), True
        year_be = self._year(row) or _year_of(number)
        if year_be is None:
            found.append(AssetFinding.DATE_MISSING)
            return None, False
        found.append(AssetFinding.DATE_ESTIMATED)
        return _first_day(year_be), True

    def _year(self, row: Row) -> int | None:
        said = self.said(row, AssetField.ACQUIRED_YEAR)
        if not said:
            return None
        try:
            return read_date(said, self._hint).year_be
        except UnreadableDate:
            return None

    def _life(self, row: Row, found: list[AssetFinding]) -> int | None:
        text = to_arabic(self.said(row, AssetField.LIFE))
        if not text:
            return None
        digits = _NUMBER.match(text)
        if digits is None or not 1 <= int(digits[0]) <= 200:
            found.append(AssetFinding.LIFE_UNREAD)
            return None
        return int(digits[0])

    def _status(self, row: Row, found: list[AssetFinding]) -> AssetStatus | None:
        text = self.said(row, AssetField.CONDITION)
        if not text:
            return None
        status = next((status for status, pattern in _CONDITION_PATTERNS if pattern.search(text)), None)
        if status is None:
            found.append(AssetFinding.CONDITION_UNREAD)
        return status


_PRICES = (AssetField.UNIT_PRICE, AssetField.PRICE, AssetField.TOTAL_PRICE)
_TOTAL = re.compile(r"(?:ยอด)?รวม(?:ทั้งสิ้น|ทั้งหมด|เงิน|หน้านี้|เป็นเงิน)*(?:$|[\s\d:])|ยอด(?:ยกไป|ยกมา)")


def _cards(
    number: str, quantity: int, total: int | None, accumulated: int | None, found: list[AssetFinding]
) -> tuple[PlannedCard, ...]:
    """A card for each thing; what the row says of all of them is shared so that it adds up."""
    prices = split_price(total, quantity) if total is not None else (None,) * quantity
    written_off = split_price(accumulated, quantity) if accumulated is not None else (None,) * quantity
    if not number:
        found.append(AssetFinding.NUMBER_MISSING)
        numbers: tuple[str, ...] = ("",) * quantity
    else:
        numbers = numbers_in(number, quantity)
        if len(numbers) < quantity:
            found.append(AssetFinding.NUMBERS_TOO_FEW)
            numbers += ("",) * (quantity - len(numbers))
    return tuple(PlannedCard(*card) for card in zip(numbers, prices, written_off, strict=True))


def numbers_in(written: str, quantity: int) -> tuple[str, ...]:
    """The numbers of several things written as one: ``401-64-0001 ถึง 0005``; just the one where it is no such span."""
    span = _RANGE.fullmatch(written) if quantity > 1 else None
    if span is not None:
        first, last = int(span["first"]), int(span["last"])
        # 401-64-0065 of two things is no span from 64 to 65: the last of a span is no longer than the first.
        if last - first + 1 == quantity and len(span["last"]) <= len(span["first"]):
            digits = len(span["first"])
            return tuple(f"{span['stem']}{each:0{digits}}" for each in range(first, last + 1))
    return (written,)


def _year_of(number: str) -> int | None:
    parts = read_three_groups(number)
    return parts.year_be if parts else None


def _first_day(fiscal_year_be: int) -> date:
    """1 October with which a fiscal year begins."""
    return date(ce_year(fiscal_year_be) - 1, 10, 1)
