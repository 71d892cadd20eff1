"""Lists that are compared with the register and never imported: the central system's, and other state welfare's.

They come in any layout, and so are read as an import is; but a person may stand in them more than once, as with two
allowances, and each row counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sai_thong.exchange.columns import ColumnMapping
from sai_thong.exchange.errors import NoListFound
from sai_thong.exchange.layout import propose_layout
from sai_thong.exchange.people import ListReading, read_list
from sai_thong.exchange.person_rows import PersonRow
from sai_thong.exchange.workbooks import read_workbook
from sai_thong.registers.allowances.central_system import CentralRow
from sai_thong.registers.allowances.duplicates import ListedElsewhere
from sai_thong.thai.names import full_name


def central_rows(path: Path, *, today: date, remembered: Mapping[str, ColumnMapping]) -> list[CentralRow]:
    """The rows of the central system's list of a month; rows without a citizen ID are passed over.

    Raises:
        UnreadableWorkbook, FileOutOfReach: The file cannot be read.
        NoListFound: It holds no list of people.
    """
    return [
        CentralRow(
            citizen_id=row.citizen_id,
            name=full_name(row.prefix, row.first_name, row.last_name),
            amount_satang=row.amount_satang,
            account_no=row.account_no,
        )
        for row in _rows(path, today, remembered)
        if row.citizen_id
    ]


def people_elsewhere(path: Path, *, today: date, remembered: Mapping[str, ColumnMapping]) -> list[ListedElsewhere]:
    """Who stands on a list of other state welfare, with what the list remarks.

    Raises:
        UnreadableWorkbook, FileOutOfReach: The file cannot be read.
        NoListFound: It holds no list of people.
    """
    rows = _rows(path, today, remembered)
    return [ListedElsewhere(row.citizen_id, row.remark) for row in rows if row.citizen_id]


def _rows(path: Path, today: date, remembered: Mapping[str, ColumnMapping]) -> list[PersonRow]:
    sheets = read_workbook(path)
    layout = propose_layout(sheets, remembered)
    if not layout.lists:
        raise NoListFound(path.name)
    by_name = {sheet.name: sheet for sheet in sheets}
    reading = ListReading()
    for each in layout.lists:
        for _number in read_list(by_name[each.sheet], each, scheme=None, on=each.listed_on or today, into=reading):
            pass
    return reading.people
