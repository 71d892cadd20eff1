"""Lists that are compared with the register and never imported: the central system's, and other state welfare's.

They come in any layout, and so are read as an import is; but a person may stand in them more than once, as with two
allowances, and each row counts. So does a row that an import would refuse: left out, it would look as if the person
did not stand on the list.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from sai_thong.exchange.columns import ColumnMapping
from sai_thong.exchange.errors import NoListFound
from sai_thong.exchange.headings import PersonField
from sai_thong.exchange.layout import propose_layout
from sai_thong.exchange.people import ListReading, read_amount, read_list
from sai_thong.exchange.row_cells import RowCells
from sai_thong.exchange.workbooks import read_workbook
from sai_thong.registers.allowances.central_system import CentralRow
from sai_thong.registers.allowances.duplicates import ListedElsewhere
from sai_thong.thai.names import full_name


def central_rows(path: Path, *, today: date, remembered: Mapping[str, ColumnMapping]) -> list[CentralRow]:
    """The rows of the central system's list of a month. Where the id cannot be read it stands as written, or empty.

    Raises:
        UnreadableWorkbook, FileOutOfReach: The file cannot be read.
        NoListFound: It holds no list of people.
    """
    rows: list[CentralRow] = []
    for reading, found in _lists(path, today, remembered):
        rows += [
            CentralRow(
                citizen_id=row.citizen_id or "",
                name=full_name(row.prefix, row.first_name, row.last_name),
                amount_satang=row.amount_satang,
                account_no=row.account_no,
            )
            for row in reading.people
        ]
        rows += [
            CentralRow(
                citizen_id=found.id_text(row.cells),
                name=found.written_name(row.cells),
                amount_satang=read_amount(found, row.cells)[0],
            )
            for row in reading.rejected
        ]
    return rows


def people_elsewhere(path: Path, *, today: date, remembered: Mapping[str, ColumnMapping]) -> list[ListedElsewhere]:
    """Who stands on a list of other state welfare, with what the list remarks; by name where there is no id.

    Raises:
        UnreadableWorkbook, FileOutOfReach: The file cannot be read.
        NoListFound: It holds no list of people.
    """
    rows: list[ListedElsewhere] = []
    for reading, found in _lists(path, today, remembered):
        rows += [
            ListedElsewhere(row.citizen_id or full_name(row.prefix, row.first_name, row.last_name), row.remark)
            for row in reading.people
        ]
        rows += [ListedElsewhere(found.id_text(row.cells) or found.written_name(row.cells)) for row in reading.rejected]
    return rows


def _lists(path: Path, today: date, remembered: Mapping[str, ColumnMapping]) -> Iterator[tuple[ListReading, RowCells]]:
    """Each list of a file as read, with what looks up the cells of its rows."""
    sheets = read_workbook(path)
    layout = propose_layout(sheets, remembered)
    if not layout.lists:
        raise NoListFound(path.name)
    by_name = {sheet.name: sheet for sheet in sheets}
    for each in layout.lists:
        # Nothing is made of a birth date here, so none that cannot be read shall cost a row.
        columns: ColumnMapping = {at: places for at, places in each.columns.items() if at is not PersonField.BIRTH}
        list_layout, reading = dataclasses.replace(each, columns=columns), ListReading()
        for _number in read_list(
            by_name[each.sheet], list_layout, scheme=None, on=each.listed_on or today, into=reading
        ):
            pass
        yield reading, RowCells(by_name[each.sheet], columns)
