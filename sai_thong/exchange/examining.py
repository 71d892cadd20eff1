"""A first look at a file before it is planned: its lists, what their columns seem to hold, and what stands in them.

Pure work on the processor, for the window's worker process: what goes in and comes out can be pickled.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from sai_thong.exchange.columns import ColumnMapping
from sai_thong.exchange.errors import NoListFound
from sai_thong.exchange.layout import ListLayout, PassedOver, WorkbookLayout, propose_layout
from sai_thong.exchange.layout_memory import with_mapping
from sai_thong.exchange.planning import ImportPlan, Progress, no_progress, plan_import
from sai_thong.exchange.workbooks import Row, Sheet, Value, read_workbook
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai.calendar import MONTHS_SHORT, be_year

_SAMPLES = 4
_ROWS_LOOKED_AT = 60
_LONGEST_SAMPLE = 40


@dataclass(frozen=True)
class ListGroup:
    """Lists of one layout, such as a sheet a village: their columns are understood alike.

    Attributes:
        signature: Of the layout.
        sheets: The sheets they stand in.
        rows: Rows from below the headings to the end, blank ones included.
        headings: What stands over each column; empty where nothing does.
        samples: By column, the first different values below the heading.
        columns: What is proposed that the columns hold.
        remembered: Whether a clerk confirmed `columns` before.
    """

    signature: str
    sheets: tuple[str, ...]
    rows: int
    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    columns: ColumnMapping
    remembered: bool


@dataclass(frozen=True)
class ExaminedFile:
    """What a file seems to hold.

    Attributes:
        file_name: Without its folder.
        layout: The lists as proposed, and the sheets passed over.
        groups: The lists by layout, in the order of the file.
    """

    file_name: str
    layout: WorkbookLayout
    groups: tuple[ListGroup, ...]

    @property
    def passed_over(self) -> tuple[PassedOver, ...]:
        """Sheets that are not read."""
        return tuple(self.layout.passed_over)

    @property
    def listed_on(self) -> date | None:
        """The day that the first dated title gives."""
        return next((each.listed_on for each in self.layout.lists if each.listed_on), None)

    def confirmed(self, columns: Mapping[str, ColumnMapping], left_out: Collection[str] = ()) -> WorkbookLayout:
        """The layout with the clerk's columns by signature, without the lists of the signatures left out."""
        layout = self.layout
        for signature, mapping in columns.items():
            layout = with_mapping(layout, signature, mapping)
        kept = tuple(each for each in layout.lists if each.signature not in left_out)
        return dataclasses.replace(layout, lists=kept)


def examine_file(
    path: Path, remembered: Mapping[str, ColumnMapping] | None = None, with_hidden: bool = False
) -> ExaminedFile:
    """Read a file and say what it seems to hold.

    Args:
        path: The workbook or separated text.
        remembered: Mappings the office confirmed (`layout_memory.remembered_mappings`).
        with_hidden: Whether hidden sheets are looked at too.

    Raises:
        UnreadableWorkbook, FileOutOfReach: The file cannot be read.
        NoListFound: It holds no list of people.
    """
    sheets = read_workbook(path)
    layout = propose_layout(sheets, remembered, with_hidden=with_hidden)
    if not layout.lists:
        raise NoListFound(path.name)
    return ExaminedFile(path.name, layout, tuple(_groups(sheets, layout)))


def plan_confirmed(
    path: Path,
    layout: WorkbookLayout,
    scheme: Scheme | None,
    today: date,
    listed_on: date | None,
    *,
    report: Progress = no_progress,
) -> ImportPlan:
    """Plan the import of a file whose layout a clerk has confirmed; see `planning.plan_file`."""
    return plan_import(
        read_workbook(path),
        layout,
        scheme=scheme,
        today=today,
        listed_on=listed_on,
        file_name=path.name,
        digest=hashlib.sha256(path.read_bytes()).hexdigest()[:32],
        progress=report,
    )


def _groups(sheets: Sequence[Sheet], layout: WorkbookLayout) -> Iterator[ListGroup]:
    by_name = {sheet.name: sheet for sheet in sheets}
    signatures = dict.fromkeys(each.signature for each in layout.lists)
    for signature in signatures:
        lists = [each for each in layout.lists if each.signature == signature]
        rows = list(islice(_rows(by_name, lists), _ROWS_LOOKED_AT))
        headings = lists[0].headings
        width = max((_width(row) for row in rows), default=0)
        width = max(width, _width(tuple(heading or None for heading in headings)))
        yield ListGroup(
            signature=signature,
            sheets=tuple(dict.fromkeys(each.sheet for each in lists)),
            rows=sum(each.last_row - each.first_row + 1 for each in lists),
            headings=(*headings[:width], *("" for _column in range(width - len(headings)))),
            samples=tuple(first_values(rows, column) for column in range(width)),
            columns=lists[0].columns,
            remembered=lists[0].remembered,
        )


def _rows(sheets: Mapping[str, Sheet], lists: Sequence[ListLayout]) -> Iterator[Row]:
    for each in lists:
        yield from sheets[each.sheet].rows[each.first_row - 1 : each.last_row]


def _width(row: Row) -> int:
    """Up to the last cell that holds something."""
    return max((place for place, cell in enumerate(row, 1) if cell is not None), default=0)


def first_values(rows: Sequence[Row], column: int) -> tuple[str, ...]:
    """The first different values of a column, as its workbook shows them."""
    texts = (_text(row[column]) for row in rows if column < len(row) and row[column] is not None)
    return tuple(islice(dict.fromkeys(texts), _SAMPLES))


def _text(cell: Value) -> str:
    """A cell as its workbook shows it; of a date only its day, a year typed in BE as it is."""
    if isinstance(cell, (date, datetime)):
        year = cell.year if cell.year > 2400 else be_year(cell.year)
        return f"{cell.day} {MONTHS_SHORT[cell.month - 1]} {year}"
    text = str(cell)
    return text if len(text) <= _LONGEST_SAMPLE else text[: _LONGEST_SAMPLE - 1] + "…"
