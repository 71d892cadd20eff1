"""A clerk's word on what a column holds, by its heading, in place of what was proposed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sai_thong.exchange.columns import ColumnMapping
from sai_thong.exchange.errors import NamesNobody, NoSuchColumn
from sai_thong.exchange.headings import PersonField, normalised
from sai_thong.exchange.layout import ListLayout, WorkbookLayout, names_people
from sai_thong.thai.digits import to_arabic


@dataclass(frozen=True)
class ColumnCorrection:
    """What one column holds.

    Attributes:
        heading: Its heading, alone or with the merged one above it; or its number from 1, for a list without headings.
        field: What it holds; `PersonField.OTHER` for nothing that is read.
    """

    heading: str
    field: PersonField


def corrected_layout(layout: WorkbookLayout, corrections: Sequence[ColumnCorrection]) -> WorkbookLayout:
    """The layout with the corrected columns in every list that has them.

    Several corrections to one field are read as one, in the order given (a date in three columns).

    Raises:
        NoSuchColumn: No list has a column of that heading.
        NamesNobody: The columns of a list do not tell who a person is any more.
    """
    if not layout.lists or not corrections:
        return layout
    for each in corrections:
        if not any(_columns_of(each.heading, known) for known in layout.lists):
            headings = dict.fromkeys(heading for known in layout.lists for heading in known.headings if heading)
            raise NoSuchColumn(each.heading, tuple(headings))
    lists = tuple(_corrected(each, corrections) for each in layout.lists)
    for known in lists:
        if not names_people(known.columns):
            raise NamesNobody(known.sheet)
    return dataclasses.replace(layout, lists=lists)


def corrected_mappings(layout: WorkbookLayout, corrections: Sequence[ColumnCorrection]) -> dict[str, ColumnMapping]:
    """The mappings to remember by signature: those of the lists in which a corrected column stands."""
    return {
        each.signature: each.columns
        for each in layout.lists
        if any(_columns_of(correction.heading, each) for correction in corrections)
    }


def _corrected(layout: ListLayout, corrections: Iterable[ColumnCorrection]) -> ListLayout:
    said: dict[PersonField, tuple[int, ...]] = {}
    for each in corrections:
        columns = tuple(_columns_of(each.heading, layout))
        if columns:
            said[each.field] = (*said.get(each.field, ()), *columns)
    taken = {column for columns in said.values() for column in columns}
    proposed = {field: tuple(at for at in columns if at not in taken) for field, columns in layout.columns.items()}
    told = {**{field: columns for field, columns in proposed.items() if columns}, **said}
    told.pop(PersonField.OTHER, None)
    return dataclasses.replace(layout, columns=told)


def _columns_of(heading: str, layout: ListLayout) -> list[int]:
    """The columns that a heading names; a number only where no heading is that number."""
    wanted = normalised(heading)
    own = layout.header.headings if layout.header else ()
    found = [
        column
        for column, (whole, alone) in enumerate(zip(layout.headings, own, strict=True))
        if wanted and wanted in (normalised(whole), normalised(alone))
    ]
    return found or list(_numbered(heading, layout))


def _numbered(heading: str, layout: ListLayout) -> Iterator[int]:
    number = to_arabic(heading).strip()
    if number.isdigit() and layout.header is None:
        yield int(number) - 1
