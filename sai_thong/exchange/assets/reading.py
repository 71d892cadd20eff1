"""Reads the office's list of assets from a workbook: what would be taken over, and what is asked before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sai_thong.exchange.assets.headings import AssetField
from sai_thong.exchange.assets.layout import AssetColumns, asset_lists
from sai_thong.exchange.assets.rows import AssetFinding, AssetRow, RowReader
from sai_thong.exchange.cells import text_of
from sai_thong.exchange.workbooks import Sheet
from sai_thong.registers.assets.rules.numbers import number_key
from sai_thong.thai.text import tidy


@dataclass(frozen=True)
class AssetReading:
    """What a workbook holds.

    Attributes:
        rows: The assets in the order of the file.
        lists: The headings of each list found, with the sheet's name.
    """

    rows: tuple[AssetRow, ...]
    lists: tuple[tuple[str, AssetColumns], ...]

    @property
    def doubtful(self) -> tuple[AssetRow, ...]:
        """The rows something is asked about."""
        return tuple(row for row in self.rows if row.findings)


def _as_proposed(columns: AssetColumns) -> AssetColumns:
    return columns


def read_asset_sheets(
    sheets: Sequence[Sheet], *, today: date, confirm: Callable[[AssetColumns], AssetColumns] = _as_proposed
) -> AssetReading:
    """The assets of sheets that are shown; hidden ones are passed over. `confirm` says what a list's columns hold."""
    lists: list[tuple[str, AssetColumns]] = []
    rows: list[AssetRow] = []
    for sheet in sheets:
        if sheet.hidden:
            continue
        found = [confirm(each) for each in asset_lists(sheet)]
        lists += [(sheet.name, columns) for columns in found]
        for place, columns in enumerate(found):
            end = found[place + 1].header_row - 1 if place + 1 < len(found) else len(sheet.rows)
            rows += _rows(sheet, columns, end, today)
    return AssetReading(tuple(_with_doubles(rows)), tuple(lists))


def _rows(sheet: Sheet, columns: AssetColumns, end: int, today: date) -> Iterator[AssetRow]:
    reader, kind = RowReader(sheet.name, columns, today), ""
    for row_number, row in sheet.numbered(columns.header_row):
        if row_number > end:
            return
        if reader.has_asset(row):
            yield reader.read(row, row_number, kind)
            continue
        texts = [tidy(text_of(cell)) for cell in row if cell is not None]
        if len(texts) == 1 and not reader.said(row, AssetField.SEQUENCE).isdigit():
            kind = texts[0]  # the category whose assets follow


def _with_doubles(rows: Sequence[AssetRow]) -> Iterator[AssetRow]:
    """The rows; a later one whose number an earlier one has is asked about."""
    seen: set[str] = set()
    for row in rows:
        keys = {number_key(card.number) for card in row.cards if card.number}
        twice = bool(keys & seen)
        seen |= keys
        yield replace(row, findings=(*row.findings, AssetFinding.NUMBER_TWICE)) if twice else row
