"""A first look at a file of assets before it is planned; for the window's worker process, as `exchange.examining`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sai_thong.exchange.assets.corrections import Remembered, signature_of
from sai_thong.exchange.assets.headings import AssetField
from sai_thong.exchange.assets.layout import AssetColumns, asset_lists
from sai_thong.exchange.assets.planning import AssetPlan, plan_assets
from sai_thong.exchange.columns import ColumnMapping
from sai_thong.exchange.errors import NoListFound
from sai_thong.exchange.examining import ExaminedFile, examine_file, first_values
from sai_thong.exchange.layout import Passed, PassedOver
from sai_thong.exchange.planning import Progress, no_progress
from sai_thong.exchange.workbooks import Row, Sheet, read_workbook

AssetMapping = Mapping[AssetField, tuple[int, ...]]
"""The columns, from 0, of each field; every field has one."""


@dataclass(frozen=True)
class AssetListGroup:
    """Lists of one layout; see `exchange.examining.ListGroup`."""

    signature: str
    sheets: tuple[str, ...]
    rows: int
    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    columns: AssetMapping
    remembered: bool


@dataclass(frozen=True)
class ExaminedAssets:
    """What a file of assets seems to hold.

    Attributes:
        file_name: Without its folder.
        groups: The lists by layout, in the order of the file.
        passed_over: Sheets that are not read.
        asks_opening_year: Whether it tells what was written off, and not until when.
    """

    file_name: str
    groups: tuple[AssetListGroup, ...]
    passed_over: tuple[PassedOver, ...]
    asks_opening_year: bool


@dataclass(frozen=True)
class ExaminedLists:
    """What a file seems to hold, read as each kind of list: None where it holds no such list."""

    people: ExaminedFile | None
    assets: ExaminedAssets | None


def examine_lists(
    path: Path,
    people: Mapping[str, ColumnMapping] | None = None,
    assets: Remembered | None = None,
    with_hidden: bool = False,
) -> ExaminedLists:
    """Read a file and say what lists it seems to hold.

    Args:
        path: The workbook or separated text.
        people: Mappings of lists of people that the office confirmed.
        assets: Columns of lists of assets that the office confirmed.
        with_hidden: Whether hidden sheets are looked at too; of lists of assets they never are.

    Raises:
        UnreadableWorkbook, FileOutOfReach: The file cannot be read.
        NoListFound: It holds neither a list of people nor of assets.
    """
    found, owned = _examined_people(path, people, with_hidden), _examined_assets(path, assets or {})
    if found is None and owned is None:
        raise NoListFound(path.name)
    return ExaminedLists(found, owned)


def _examined_people(path: Path, remembered: Mapping[str, ColumnMapping] | None, hidden: bool) -> ExaminedFile | None:
    try:
        return examine_file(path, remembered, hidden)
    except NoListFound:
        return None


def _examined_assets(path: Path, remembered: Remembered) -> ExaminedAssets | None:
    sheets = read_workbook(path)
    lists = [(sheet, known) for sheet in sheets if not sheet.hidden for known in asset_lists(sheet)]
    if not lists:
        return None
    untold = any(
        AssetField.ACCUMULATED in known.columns and known.accumulated_year_be is None for _sheet, known in lists
    )
    return ExaminedAssets(path.name, tuple(_groups(lists, remembered)), tuple(_passed_over(sheets)), untold)


def plan_asset_list(
    path: Path,
    columns: Mapping[str, AssetMapping],
    today: date,
    listed_on: date | None,
    opening_year_be: int | None,
    *,
    report: Progress = no_progress,
) -> AssetPlan:
    """Plan the import of a file of assets whose columns a clerk has confirmed; see `planning.plan_assets`."""
    report(0, 0)
    confirmed = {
        signature: {field: places[0] for field, places in mapping.items()} for signature, mapping in columns.items()
    }
    return plan_assets(path, today=today, listed_on=listed_on, opening_year_be=opening_year_be, remembered=confirmed)


def _groups(lists: Sequence[tuple[Sheet, AssetColumns]], remembered: Remembered) -> Iterator[AssetListGroup]:
    for signature in dict.fromkeys(signature_of(known) for _sheet, known in lists):
        alike = [(sheet, known) for sheet, known in lists if signature_of(known) == signature]
        first = alike[0][1]
        rows = [row for sheet, known in alike for row in _rows(sheet, known)]
        held = remembered.get(signature, first.columns)
        yield AssetListGroup(
            signature=signature,
            sheets=tuple(dict.fromkeys(sheet.name for sheet, _known in alike)),
            rows=len(rows),
            headings=first.headings,
            samples=tuple(first_values(rows, column) for column in range(len(first.headings))),
            columns={field: (column,) for field, column in held.items()},
            remembered=signature in remembered,
        )


def _rows(sheet: Sheet, known: AssetColumns) -> list[Row]:
    """The rows below the headings, until the next list of the sheet."""
    later = [each.header_row for each in asset_lists(sheet) if each.header_row > known.header_row]
    return [row for row in sheet.rows[known.header_row : min(later, default=len(sheet.rows) + 1) - 1] if any(row)]


def _passed_over(sheets: Sequence[Sheet]) -> Iterator[PassedOver]:
    for sheet in sheets:
        if sheet.hidden:
            yield PassedOver(sheet.name, Passed.HIDDEN)
        elif not any(any(row) for row in sheet.rows):
            yield PassedOver(sheet.name, Passed.EMPTY)
        elif not any(True for _known in asset_lists(sheet)):
            yield PassedOver(sheet.name, Passed.NO_ASSETS)
