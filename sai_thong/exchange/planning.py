"""The plan of an import: a whole file read into plain data, before any register is asked.

It is pure work on the processor, and so it runs in a worker process: what goes in and comes out can be pickled.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sai_thong.exchange.column_corrections import ColumnCorrection, corrected_layout
from sai_thong.exchange.columns import ColumnMapping
from sai_thong.exchange.duplicates import each_once
from sai_thong.exchange.errors import ImportCancelled, NoListFound
from sai_thong.exchange.findings import Finding, FindingKind, RejectedRow
from sai_thong.exchange.layout import WorkbookLayout, propose_layout
from sai_thong.exchange.people import ListReading, read_list
from sai_thong.exchange.person_rows import PersonRow
from sai_thong.exchange.workbooks import Sheet, read_workbook
from sai_thong.registers.law.terms import Scheme

Progress = Callable[[int, int], None]
"""Told how many of how many rows are done."""
Cancelled = Callable[[], bool]
"""Asked now and then; True stops the work with `ImportCancelled`."""

_EVERY = 500
"""Rows between two words of progress."""


@dataclass(frozen=True)
class ImportPlan:
    """What a file would bring.

    Attributes:
        file_name: The file's name, without its folder.
        digest: Fingerprint of the file's content.
        scheme: The allowance whose list it is; None for a registrar's list.
        listed_on: The day the list was made, as a title or the clerk says.
        people: Each person once.
        rejected: Rows not taken.
        findings: Things to look at.
        layout: The lists found, with the mapping used, and the sheets passed over.
        rows: Rows looked at.
    """

    file_name: str
    digest: str
    scheme: Scheme | None
    listed_on: date
    people: tuple[PersonRow, ...]
    rejected: tuple[RejectedRow, ...]
    findings: tuple[Finding, ...]
    layout: WorkbookLayout
    rows: int

    def counts(self) -> Counter[FindingKind]:
        """How many findings there are of each kind."""
        return Counter(each.kind for each in self.findings)


def never_cancelled() -> bool:
    """For callers who let no one cancel."""
    return False


def no_progress(_done: int, _of: int) -> None:
    """For callers who show no progress."""


def plan_file(
    path: Path,
    *,
    scheme: Scheme | None,
    today: date,
    listed_on: date | None = None,
    remembered: Mapping[str, ColumnMapping] | None = None,
    corrections: Sequence[ColumnCorrection] = (),
    with_hidden: bool = False,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> ImportPlan:
    """Read a file and plan its import; the whole work of the command line, and of the window's worker process.

    Args:
        path: The workbook or separated text.
        scheme: The allowance whose list it is; None for a registrar's list.
        today: The day it is in Thailand.
        listed_on: The day the list was made; else what a title says, else today.
        remembered: Mappings the office confirmed, by signature (`layout_memory.remembered_mappings`).
        corrections: Columns said otherwise than proposed, by their headings.
        with_hidden: Whether hidden sheets are read too.
        progress: See `Progress`.
        cancelled: See `Cancelled`.

    Raises:
        UnreadableWorkbook, FileOutOfReach: The file cannot be read.
        NoListFound: It holds no list of people.
        NoSuchColumn: A correction names a heading that no list has.
        NamesNobody: As corrected, the columns of a list do not tell who a person is.
        ImportCancelled: `cancelled` said so.
    """
    sheets = read_workbook(path)
    layout = corrected_layout(propose_layout(sheets, remembered, with_hidden=with_hidden), corrections)
    return plan_import(
        sheets,
        layout,
        scheme=scheme,
        today=today,
        listed_on=listed_on,
        file_name=path.name,
        digest=hashlib.sha256(path.read_bytes()).hexdigest()[:32],
        progress=progress,
        cancelled=cancelled,
    )


def plan_import(
    sheets: Sequence[Sheet],
    layout: WorkbookLayout,
    *,
    scheme: Scheme | None,
    today: date,
    listed_on: date | None = None,
    file_name: str = "",
    digest: str = "",
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> ImportPlan:
    """Plan the import of sheets already read, with a layout proposed or corrected. See `plan_file`."""
    if not layout.lists:
        raise NoListFound(file_name)
    by_name = {sheet.name: sheet for sheet in sheets}
    total = sum(each.last_row - each.first_row + 1 for each in layout.lists)
    reading, done = ListReading(), 0
    for each in layout.lists:
        if scheme and each.titled_scheme not in ("", scheme.value):
            reading.findings.append(Finding(FindingKind.TITLE_OTHER_SCHEME, each.sheet))
        on = listed_on or each.listed_on or today
        for _number in read_list(by_name[each.sheet], each, scheme=scheme, on=on, into=reading):
            done += 1
            if done % _EVERY == 0:
                _pause(done, total, progress, cancelled)
    _pause(done, total, progress, cancelled)
    people, repeated = each_once(reading.people)
    said = next((each.listed_on for each in layout.lists if each.listed_on), None)
    return ImportPlan(
        file_name=file_name,
        digest=digest,
        scheme=scheme,
        listed_on=listed_on or said or today,
        people=tuple(people),
        rejected=tuple(reading.rejected),
        findings=(*reading.findings, *repeated),
        layout=layout,
        rows=done,
    )


def _pause(done: int, total: int, progress: Progress, cancelled: Cancelled) -> None:
    if cancelled():
        raise ImportCancelled
    progress(done, total)
