"""The plan of an import of assets: a whole file read into cards, before the register is asked.

A row is taken whole or not at all. What cannot be read of its number, day or money rejects it; what is merely missing
is taken and told, because the book keeps such a card among what must be checked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final

from sai_thong.exchange.assets.card_numbers import following
from sai_thong.exchange.assets.corrections import AssetCorrection, Remembered, check_headings, confirmed
from sai_thong.exchange.assets.findings import AssetNote, AssetRejectCode, NoteKind, RejectedAsset
from sai_thong.exchange.assets.headings import AssetField
from sai_thong.exchange.assets.layout import AssetColumns, asset_lists
from sai_thong.exchange.assets.reading import read_asset_sheets
from sai_thong.exchange.assets.rows import AssetFinding, AssetRow
from sai_thong.exchange.assets.words import is_division, read_kind, read_mode
from sai_thong.exchange.cells import text_of
from sai_thong.exchange.errors import NoAssetListFound
from sai_thong.exchange.workbooks import Row, Sheet, Value, read_workbook
from sai_thong.registers.assets.cards import opening_fits
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.rules.numbers import class_code_of, number_key
from sai_thong.registers.assets.terms import AssetStatus
from sai_thong.registers.law.asset_tables import shipped_asset_law
from sai_thong.thai.calendar import thai_date_short
from sai_thong.thai.money import baht

_PRICES: Final = (AssetField.UNIT_PRICE, AssetField.PRICE, AssetField.TOTAL_PRICE)
_DAYS: Final = (AssetField.ACQUIRED, AssetField.ACQUIRED_YEAR)
_REFUSED: Final[Mapping[AssetFinding, tuple[AssetRejectCode, tuple[AssetField, ...]]]] = {
    AssetFinding.NUMBER_MISSING: (AssetRejectCode.NO_NUMBER, ()),
    AssetFinding.DATE_UNREAD: (AssetRejectCode.BAD_DATE, _DAYS),
    AssetFinding.PRICE_UNREAD: (AssetRejectCode.BAD_PRICE, _PRICES),
    AssetFinding.QUANTITY_UNREAD: (AssetRejectCode.BAD_QUANTITY, (AssetField.QUANTITY,)),
    AssetFinding.ACCUMULATED_UNREAD: (AssetRejectCode.BAD_ACCUMULATED, (AssetField.ACCUMULATED,)),
}
"""What rejects a row, and in which cells it may stand."""
_TOLD: Final[Mapping[AssetFinding, NoteKind]] = {
    AssetFinding.PRICE_MISSING: NoteKind.PRICE_MISSING,
    AssetFinding.DATE_MISSING: NoteKind.DATE_MISSING,
    AssetFinding.DATE_ESTIMATED: NoteKind.DATE_ESTIMATED,
    AssetFinding.PRICES_DISAGREE: NoteKind.PRICES_DISAGREE,
    AssetFinding.PRICE_OF_ONE_OR_ALL: NoteKind.PRICE_OF_ONE_OR_ALL,
    AssetFinding.CONDITION_UNREAD: NoteKind.CONDITION_UNREAD,
    AssetFinding.LIFE_UNREAD: NoteKind.LIFE_UNREAD,
}


@dataclass(frozen=True)
class PlannedPurchase:
    """The cards of one row, which come together or not at all.

    Attributes:
        sheet, row: Where it stands.
        cards: At least one, with number and price; without id, room and the code of its label.
        room: The name of their room, or empty.
    """

    sheet: str
    row: int
    cards: tuple[Asset, ...]
    room: str


@dataclass(frozen=True)
class PlannedList:
    """One list of the file, as the workbook of rejected rows needs it."""

    sheet: str
    first_row: int
    last_row: int
    headings: tuple[str, ...]


@dataclass(frozen=True)
class AssetPlan:
    """What a file would bring.

    Attributes:
        file_name: The file's name, without its folder.
        digest: Fingerprint of the file's content.
        listed_on: The day the list was made.
        purchases: The rows to be taken.
        rejected: Rows not taken.
        notes: Things to look at.
        lists: The lists found.
        columns: What their columns hold, as used.
    """

    file_name: str
    digest: str
    listed_on: date
    purchases: tuple[PlannedPurchase, ...]
    rejected: tuple[RejectedAsset, ...]
    notes: tuple[AssetNote, ...]
    lists: tuple[PlannedList, ...]
    columns: tuple[AssetColumns, ...]


def plan_assets(
    path: Path,
    *,
    today: date,
    listed_on: date | None = None,
    opening_year_be: int | None = None,
    remembered: Remembered | None = None,
    corrections: Sequence[AssetCorrection] = (),
) -> AssetPlan:
    """Read a file of assets and plan its import.

    Args:
        path: The workbook or separated text.
        today: The day it is in Thailand.
        listed_on: The day the list was made; today when not given. Nothing on it was acquired later.
        opening_year_be: The last fiscal year (BE) in its accumulated depreciation, where the heading does not say.
        remembered: Columns the office confirmed.
        corrections: Columns said otherwise than proposed.

    Raises:
        UnreadableWorkbook, FileOutOfReach: The file cannot be read.
        NoAssetListFound: It holds no list of assets.
        NoSuchColumn, NamesNoAsset: A correction does not fit the lists.
    """
    sheets = read_workbook(path)
    proposed = [each for sheet in sheets if not sheet.hidden for each in asset_lists(sheet)]
    if not proposed:
        raise NoAssetListFound(path.name)
    check_headings(proposed, corrections)
    on = listed_on or today
    confirm = partial(confirmed, remembered=remembered or {}, corrections=corrections)
    reading = read_asset_sheets(sheets, today=on, confirm=confirm)
    lists = tuple(_planned_lists(sheets, reading.lists))
    by_place = {
        (known.sheet, known.first_row): columns for known, (_s, columns) in zip(lists, reading.lists, strict=True)
    }
    planner = _Planner({sheet.name: sheet for sheet in sheets}, lists, by_place, on, opening_year_be)
    for row in reading.rows:
        planner.take(row)
    return AssetPlan(
        file_name=path.name,
        digest=hashlib.sha256(path.read_bytes()).hexdigest()[:32],
        listed_on=on,
        purchases=tuple(planner.purchases),
        rejected=tuple(planner.rejected),
        notes=tuple(planner.notes),
        lists=lists,
        columns=tuple(columns for _sheet, columns in reading.lists),
    )


def _planned_lists(sheets: Sequence[Sheet], lists: Sequence[tuple[str, AssetColumns]]) -> Iterator[PlannedList]:
    lengths = {sheet.name: len(sheet.rows) for sheet in sheets}
    for place, (sheet, columns) in enumerate(lists):
        following_list = lists[place + 1] if place + 1 < len(lists) else None
        same = following_list is not None and following_list[0] == sheet
        last = following_list[1].header_row - 1 if following_list and same else lengths[sheet]
        yield PlannedList(sheet, columns.header_row + 1, last, columns.headings)


class _Refused(Exception):
    """A row cannot be taken; carries why to where the row is known."""

    def __init__(self, code: AssetRejectCode, value: str = "") -> None:
        self.code, self.value = code, value


class _Planner:
    """Takes row after row, each whole or not at all."""

    def __init__(
        self,
        sheets: Mapping[str, Sheet],
        lists: Sequence[PlannedList],
        columns: Mapping[tuple[str, int], AssetColumns],
        on: date,
        opening_year_be: int | None,
    ) -> None:
        self._sheets, self._lists, self._columns = sheets, lists, columns
        self._on, self._opening_year_be = on, opening_year_be
        self._by_number: dict[str, PlannedPurchase] = {}
        self.purchases: list[PlannedPurchase] = []
        self.rejected: list[RejectedAsset] = []
        self.notes: list[AssetNote] = []

    def take(self, row: AssetRow) -> None:
        """Plan a row, or say why it is not taken."""
        cells = self._sheets[row.sheet].rows[row.row_number - 1]
        try:
            planned = self._planned(row, cells)
            earlier = self._earlier(planned)
        except _Refused as why:
            self.rejected.append(RejectedAsset(row.sheet, row.row_number, why.value, why.code, cells))
            return
        number = planned.cards[0].number
        if earlier is not None:
            self._note(NoteKind.DUPLICATE_ROW, row, number=number, first=str(earlier.row), sheet=earlier.sheet)
            return
        self.purchases.append(planned)
        self._by_number |= {number_key(card.number): planned for card in planned.cards}
        self._tell(row, planned)

    def _planned(self, row: AssetRow, cells: Row) -> PlannedPurchase:
        for finding, (code, fields) in _REFUSED.items():
            if finding in row.findings:
                raise _Refused(code, self._written(row, cells, fields))
        if row.acquired_on is not None and row.acquired_on > self._on:
            raise _Refused(AssetRejectCode.FUTURE_DATE, self._written(row, cells, _DAYS))
        numbers = self._numbers(row)
        if any((card.price_satang or 0) < 0 for card in row.cards):
            raise _Refused(AssetRejectCode.BAD_PRICE, self._written(row, cells, _PRICES))
        card, room = _common(row, self._on)
        cards = tuple(
            replace(
                card,
                number=number,
                class_code=class_code_of(number),
                # Nothing costs nothing: a price of 0 is one that nobody entered.
                cost_satang=each.price_satang or None,
            )
            for number, each in zip(numbers, row.cards, strict=True)
        )
        return PlannedPurchase(row.sheet, row.row_number, self._with_openings(row, cells, cards), room)

    def _numbers(self, row: AssetRow) -> tuple[str, ...]:
        """A number a card; the ones after the first follow by counting where only that is written."""
        if AssetFinding.NUMBERS_TOO_FEW not in row.findings:
            return tuple(card.number for card in row.cards)
        numbers = following(row.number, len(row.cards))
        if numbers is None:
            raise _Refused(AssetRejectCode.NUMBERS_UNTOLD, row.number)
        return numbers

    def _with_openings(self, row: AssetRow, cells: Row, cards: tuple[Asset, ...]) -> tuple[Asset, ...]:
        """The cards with what the old book wrote off of each, which must fit their price and day."""
        told = [each.accumulated_satang for each in row.cards]
        if None in told:
            return cards
        written = self._written(row, cells, (AssetField.ACCUMULATED,))
        year_be = self._opening_year_be or row.opening_year_be
        if not any(told):
            return cards
        if year_be is None:
            raise _Refused(AssetRejectCode.NO_YEAR, written)
        opened = []
        for card, accumulated in zip(cards, told, strict=True):
            cost, day = card.cost_satang, card.acquired_on
            rule = shipped_asset_law().rules.depreciation_rule(day or self._on)
            if cost is None or day is None or not opening_fits(accumulated or 0, year_be, cost, day, rule):
                raise _Refused(AssetRejectCode.BAD_ACCUMULATED, written)
            opened.append(replace(card, opening_accumulated_satang=accumulated, opening_year_be=year_be))
        return tuple(opened)

    def _earlier(self, planned: PlannedPurchase) -> PlannedPurchase | None:
        """An earlier row that says the same of the same numbers.

        Raises:
            _Refused: An earlier row has one of the numbers with other data, or the row has a number twice.
        """
        keys = [number_key(card.number) for card in planned.cards]
        earlier = next((self._by_number[key] for key in keys if key in self._by_number), None)
        if earlier is not None and (earlier.cards, earlier.room) == (planned.cards, planned.room):
            return earlier
        if earlier is not None or len(set(keys)) < len(keys):
            raise _Refused(AssetRejectCode.NUMBER_TWICE, planned.cards[0].number)
        return None

    def _tell(self, row: AssetRow, planned: PlannedPurchase) -> None:
        """What a person should look at in a row that was taken."""
        first, last = planned.cards[0], planned.cards[-1]
        told = {
            "number": first.number,
            "count": str(len(planned.cards)),
            "written": row.condition,
            "day": thai_date_short(first.acquired_on) if first.acquired_on else "",
            "price": baht(first.cost_satang or 0),
        }
        for finding in row.findings:
            if finding in _TOLD:
                self._note(_TOLD[finding], row, **told)
        if first.cost_satang is None and AssetFinding.PRICE_MISSING not in row.findings:
            self._note(NoteKind.PRICE_MISSING, row, **told)
        if row.kind and not first.type_key:
            self._note(NoteKind.KIND_UNKNOWN, row, written=row.kind)
        if first.status is AssetStatus.STRUCK_OFF:
            self._note(NoteKind.STRUCK_OFF, row, **told)
        if len(planned.cards) > 1:
            self._note(NoteKind.SPLIT, row, count=str(len(planned.cards)), first=first.number, last=last.number)

    def _note(self, kind: NoteKind, row: AssetRow, **values: str) -> None:
        self.notes.append(AssetNote(kind, row.sheet, row.row_number, tuple(values.items())))

    def _written(self, row: AssetRow, cells: Row, fields: Sequence[AssetField]) -> str:
        """What stands in the first of some fields that holds anything."""
        here = next(
            each
            for each in self._lists
            if each.sheet == row.sheet and each.first_row <= row.row_number <= each.last_row
        )
        columns = self._columns[here.sheet, here.first_row].columns
        held = [cells[columns[each]] for each in fields if each in columns and columns[each] < len(cells)]
        return next((_shown(cell) for cell in held if cell is not None), "")


def _common(row: AssetRow, on: date) -> tuple[Asset, str]:
    """The card as all of the row's are, without number and price, and the name of its room."""
    kind = read_kind(row.kind, row.acquired_on or on) if row.kind else None
    in_division = is_division(row.place)
    card = Asset(
        name=row.name,
        brand=row.brand,
        model=row.model,
        serial_no=row.serial_no,
        plate_no=row.plate_no,
        unit=row.unit,
        acquired_on=row.acquired_on,
        date_is_estimated=row.date_is_estimated,
        status=row.status or AssetStatus.IN_USE,
        written_condition=row.condition,
        division=row.place if in_division else "",
        custodian=row.custodian,
        life_years=row.life_years,
        fund_source=row.fund,
        procurement_method=row.method,
        acquire_mode=read_mode(row.method),
        vendor=row.vendor,
        document_no=row.document,
        note=row.remark,
    )
    if kind is not None:
        category = kind.categories[0] if len(kind.categories) == 1 else ""
        card = replace(card, type_key=kind.key, accounting_group=kind.group, budget_category=category)
    return card, "" if in_division else row.place


def _shown(cell: Value) -> str:
    if isinstance(cell, (date, datetime)):
        return thai_date_short(cell) if cell.year < 2400 else cell.strftime("%d/%m/%Y")
    return text_of(cell)
