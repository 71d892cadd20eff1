"""Where the lists of people lie in a workbook, and which column of each holds what."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sai_thong.exchange.addresses import bare_number, village_in
from sai_thong.exchange.columns import ColumnMapping, proposed_columns
from sai_thong.exchange.evidence import column_evidence
from sai_thong.exchange.header_rows import HeaderRows, header_rows
from sai_thong.exchange.headings import REASON_HEADING, SOURCE_ROW_HEADING, PersonField, normalised
from sai_thong.exchange.workbooks import Row, Sheet
from sai_thong.ground.language import N_, _
from sai_thong.thai.dates import DateHint, UnreadableDate, read_date

_OUR_COLUMNS = frozenset({normalised(REASON_HEADING), normalised(SOURCE_ROW_HEADING)})
_WIDEST = 120
_MOST_TITLES = 12
_IDS_DIGITS = re.compile(r"(?:[\d๐-๙][-\s]?){11}")
_AS_OF = re.compile(r"(?:ณ\s*วันที่|ข้อมูล\s*ณ|ณ)\s*(?:วันที่)?\s*(\d.{3,30}?\d{4}|[๐-๙].{3,30}?[๐-๙]{4})")
_SCHEME_WORDS = (
    ("hiv", re.compile("เอดส์|เอชไอวี|hiv", re.IGNORECASE)),
    ("disability", re.compile("พิการ")),
    ("old-age", re.compile("ผู้สูงอายุ|คนชรา|สูงอายุ")),
)


class Passed(StrEnum):
    """Why a sheet was passed over."""

    EMPTY = "empty"
    HIDDEN = "hidden"
    NO_LIST = "no-list"
    NO_ASSETS = "no-assets"

    @property
    def text(self) -> str:
        """The reason in the language of the window."""
        return _(_PASSED_WORDS[self])


_PASSED_WORDS = {
    Passed.EMPTY: N_("The sheet is empty."),
    Passed.HIDDEN: N_("The sheet is hidden in the workbook."),
    Passed.NO_LIST: N_("The sheet holds no list of people."),
    Passed.NO_ASSETS: N_("The sheet holds no list of assets."),
}


@dataclass(frozen=True)
class PassedOver:
    """A sheet that is not read, and why."""

    sheet: str
    why: Passed


@dataclass(frozen=True)
class ListLayout:
    """One list of people in a sheet.

    Attributes:
        sheet: The sheet's name.
        first_row, last_row: Numbers, from 1, of the first and last row after the headings.
        header: The rows of headings; None for a list without any.
        columns: Which columns hold what.
        signature: The same for every list with the same headings in the same order.
        moo: The village named by a title or by the sheet's name, for rows that tell none.
        listed_on: The day the title says the list was made (ณ วันที่ …).
        titled_scheme: The scheme the titles speak of: ``old-age``, ``disability``, ``hiv`` or empty.
        remembered: Whether `columns` are what a clerk once confirmed for this signature.
    """

    sheet: str
    first_row: int
    last_row: int
    header: HeaderRows | None
    columns: ColumnMapping
    signature: str
    moo: int | None = None
    listed_on: date | None = None
    titled_scheme: str = ""
    remembered: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """What stands over every column, the merged heading before its own."""
        if self.header is None:
            return ()
        return tuple(
            " ".join(part for part in (over, heading) if part)
            for over, heading in zip(self.header.above, self.header.headings, strict=True)
        )


@dataclass(frozen=True)
class WorkbookLayout:
    """What was found in a workbook: the lists in order, and the sheets passed over."""

    lists: tuple[ListLayout, ...]
    passed_over: tuple[PassedOver, ...]

    @property
    def titled_scheme(self) -> str:
        """The one scheme all titles speak of, or empty."""
        schemes = {each.titled_scheme for each in self.lists if each.titled_scheme}
        return schemes.pop() if len(schemes) == 1 else ""


def propose_layout(
    sheets: Sequence[Sheet], remembered: Mapping[str, ColumnMapping] | None = None, *, with_hidden: bool = False
) -> WorkbookLayout:
    """Find the lists of people and propose what their columns hold.

    Args:
        sheets: The sheets of a workbook.
        remembered: Mappings a clerk confirmed, by signature; they go before any proposal.
        with_hidden: Whether hidden sheets are read too; they are passed over otherwise.
    """
    lists: list[ListLayout] = []
    passed: list[PassedOver] = []
    numbered = sum(bare_number(sheet.name) is not None for sheet in sheets) > 1
    for sheet in sheets:
        if not sheet.rows:
            passed.append(PassedOver(sheet.name, Passed.EMPTY))
        elif sheet.hidden and not with_hidden:
            passed.append(PassedOver(sheet.name, Passed.HIDDEN))
        else:
            moo = village_in(sheet.name) or (bare_number(sheet.name) if numbered else None)
            found = list(_lists_in(sheet, moo, remembered or {}))
            lists += found
            if not found:
                passed.append(PassedOver(sheet.name, Passed.NO_LIST))
    return WorkbookLayout(tuple(lists), tuple(passed))


def _lists_in(sheet: Sheet, sheet_moo: int | None, remembered: Mapping[str, ColumnMapping]) -> Iterator[ListLayout]:
    """The lists of one sheet: one for each header that differs from the one before, or the whole without a header."""
    width = min(max(map(len, sheet.rows)), _WIDEST)
    headers = list(header_rows(sheet, width))
    if not headers:
        yield from _headless(sheet, width, sheet_moo, remembered)
    titles: list[str] = []
    for index, header in enumerate(headers):
        last = headers[index + 1].first - 1 if index + 1 < len(headers) else len(sheet.rows)
        # What stood above an earlier list of the sheet holds on where nothing new is said.
        titles += _titles_above(sheet.rows[: header.first - 1])
        signature = layout_signature(header.wording)
        columns = remembered.get(signature) or proposed_columns(
            header.headings, header.above, column_evidence(sheet.rows[header.last : last], width)
        )
        if not names_people(columns):
            continue
        yield ListLayout(
            sheet=sheet.name,
            first_row=header.last + 1,
            last_row=last,
            header=header,
            columns=columns,
            signature=signature,
            moo=_village_of(titles) or sheet_moo,
            listed_on=_date_of(titles),
            titled_scheme=_scheme_of([*titles, sheet.name]),
            remembered=signature in remembered,
        )


def _headless(
    sheet: Sheet, width: int, moo: int | None, remembered: Mapping[str, ColumnMapping]
) -> Iterator[ListLayout]:
    """A list without headings, if its cells alone show ids and names."""
    blank = [""] * width
    columns = proposed_columns(blank, blank, column_evidence(sheet.rows, width))
    signature = layout_signature([str(width), *sorted(f"{field}{columns[field]}" for field in columns)])
    columns = remembered.get(signature, columns)
    if PersonField.CITIZEN_ID in columns and names_people(columns):
        yield ListLayout(
            sheet.name, 1, len(sheet.rows), None, columns, signature, moo=moo, remembered=signature in remembered
        )


def names_people(columns: ColumnMapping) -> bool:
    """Whether these columns can make a list of people: an id, or a name with a date of birth."""
    named = PersonField.FULL_NAME in columns or PersonField.FIRST_NAME in columns
    return PersonField.CITIZEN_ID in columns or (named and PersonField.BIRTH in columns)


def layout_signature(wording: Sequence[str]) -> str:
    """A short name for a layout: the same headings in the same order, whatever the sheet and the titles.

    The columns that the workbook of rejected rows adds do not count, so that it is read as its source was.
    """
    words = [word for word in wording if word not in _OUR_COLUMNS]
    while words and not words[-1]:
        words.pop()
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


def _titles_above(rows: Sequence[Row]) -> list[str]:
    """The texts above a header, up to the list before it, the nearest to the header last."""
    titles: list[str] = []
    for row in reversed(rows[-_MOST_TITLES:]):
        cells = [cell for cell in row if cell is not None]
        if len(cells) > 4 or any(_IDS_DIGITS.search(str(cell)) for cell in cells):
            break
        titles = [cell for cell in cells if isinstance(cell, str)] + titles
    return titles


def _village_of(titles: Sequence[str]) -> int | None:
    return next((moo for title in reversed(titles) if (moo := village_in(title)) is not None), None)


def _date_of(titles: Sequence[str]) -> date | None:
    """The day a title names as the list's own."""
    for title in titles:
        found = _AS_OF.search(title)
        if found:
            try:
                return read_date(found[1], DateHint(on=date.max, purpose="any")).effective
            except UnreadableDate:
                continue
    return None


def _scheme_of(titles: Sequence[str]) -> str:
    """The one scheme the titles speak of."""
    whole = " ".join(titles)
    said = [scheme for scheme, words in _SCHEME_WORDS if words.search(whole)]
    return said[0] if len(said) == 1 else ""
