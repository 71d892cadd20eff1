"""Where in a sheet a list of assets begins, and which column holds what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sai_thong.exchange.assets.headings import AssetField, asset_meaning, year_named
from sai_thong.exchange.cells import text_of
from sai_thong.exchange.workbooks import Row, Sheet

_LEAST_KNOWN = 3


@dataclass(frozen=True)
class AssetColumns:
    """The columns of one list of assets.

    Attributes:
        header_row: Number of the last row of headings; the data begin in the next.
        columns: The column, from 0, of each field; of a wording that comes twice the first.
        headings: The heading of each column as it stands.
        accumulated_year_be: The year that the column of accumulated depreciation names; None where it names none.
    """

    header_row: int
    columns: Mapping[AssetField, int]
    headings: tuple[str, ...]
    accumulated_year_be: int | None


def asset_lists(sheet: Sheet) -> Iterator[AssetColumns]:
    """Every row of headings of a list of assets, from the top; the same headings may come again lower down."""
    number = 1
    while number <= len(sheet.rows):
        found = _headings_at(sheet, number)
        if found is not None:
            yield found
            number = found.header_row
        number += 1


def _headings_at(sheet: Sheet, number: int) -> AssetColumns | None:
    row = sheet.rows[number - 1]
    if _holds_values(row):
        return None
    upper = _filled_by_merge(sheet, number)
    own = _columns(upper, [""] * len(upper))
    if not _says_enough(own):
        return None
    below = sheet.rows[number] if number < len(sheet.rows) else ()
    if below and not _holds_values(below):
        lower = [text_of(cell) for cell in below] + [""] * (len(upper) - len(below))
        both = [low or high for low, high in zip(lower, upper, strict=False)]
        spread = _columns(both, [high if low else "" for low, high in zip(lower, upper, strict=False)])
        known = [text for text in lower if text]
        if known and all(asset_meaning(text) for text in known) and len(spread) >= len(own):
            return _found(number + 1, spread, both)
    return _found(number, own, upper)


def _found(number: int, columns: Mapping[AssetField, int], headings: Sequence[str]) -> AssetColumns:
    accumulated = columns.get(AssetField.ACCUMULATED)
    year_be = None if accumulated is None else year_named(headings[accumulated])
    return AssetColumns(number, columns, tuple(headings), year_be)


def _columns(headings: Sequence[str], above: Sequence[str]) -> Mapping[AssetField, int]:
    columns: dict[AssetField, int] = {}
    for column, (heading, over) in enumerate(zip(headings, above, strict=True)):
        field = asset_meaning(heading, over)
        if field is not None and field is not AssetField.OTHER:
            columns.setdefault(field, column)
    return columns


def _says_enough(columns: Mapping[AssetField, int]) -> bool:
    """Whether the headings are those of assets: an item, its number or price, and something more."""
    priced = {AssetField.PRICE, AssetField.UNIT_PRICE, AssetField.TOTAL_PRICE, AssetField.NUMBER}
    return AssetField.NAME in columns and bool(priced & columns.keys()) and len(columns) >= _LEAST_KNOWN


def _holds_values(row: Row) -> bool:
    return any(isinstance(cell, int | float | date) and not isinstance(cell, bool) for cell in row)


def _filled_by_merge(sheet: Sheet, number: int) -> list[str]:
    """The headings of a row, a merged one repeated over each of its columns."""
    texts = [text_of(cell) for cell in sheet.rows[number - 1]]
    for (top, left), (bottom, right) in sheet.merged:
        if top <= number - 1 <= bottom and left < len(texts):
            for column in range(left, min(right, len(texts) - 1) + 1):
                texts[column] = texts[left]
    return texts
