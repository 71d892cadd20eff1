"""Finding the rows of headings in a sheet: below titles, over one, two or three rows, again in the middle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sai_thong.exchange.addresses import village_in
from sai_thong.exchange.headings import PersonField, meaning, normalised
from sai_thong.exchange.workbooks import Row, Sheet, Value

_SURE = (PersonField.CITIZEN_ID, PersonField.FULL_NAME, PersonField.FIRST_NAME, PersonField.CARD_NO)
"""A row of headings names one of these."""
_LIKELY_WORDS = ("ชื่อ", "เลข", "ประชาชน", "ราย", "name", "id", "สกุล", "บัตร", "ปชช")
_MOST_ROWS = 3
_PARTS_OF_DATE = frozenset({"วัน", "วันที่", "เดือน", "ปี", "พศ", "ปีพศ", "ว", "ด", "ป"})
_COLUMN_NUMBER = re.compile(r"\(?\s*[\d๐-๙]{1,2}\s*\)?")
_LONG_NUMBER = re.compile(r"[\d๐-๙]{5}|[\d๐-๙]-[\d๐-๙]{4}")


@dataclass(frozen=True)
class HeaderRows:
    """The rows of headings of one list.

    Attributes:
        first, last: Their numbers from 1; the data begin in the row after `last`.
        headings: The heading nearest to the data, by column.
        above: The merged heading above each, or empty.
    """

    first: int
    last: int
    headings: tuple[str, ...]
    above: tuple[str, ...]

    @property
    def wording(self) -> tuple[str, ...]:
        """The normalised wording of every column: what makes two layouts the same."""
        return tuple(normalised(over + heading) for over, heading in zip(self.above, self.headings, strict=True))


def header_rows(sheet: Sheet, width: int) -> Iterator[HeaderRows]:
    """Every row of headings in a sheet, from the top."""
    number = 1
    while number <= len(sheet.rows):
        row = sheet.rows[number - 1]
        if _may_be_header(row):
            found = _header_at(sheet, number, width)
            if found:
                yield found
                number = found.last
        number += 1


def _may_be_header(row: Row) -> bool:
    """A quick look that most rows of people fail: no long number, no date, and one of the words of a name or an id."""
    likely = False
    for cell in row:
        if isinstance(cell, str):
            if not likely:
                lowered = cell.lower()
                likely = any(word in lowered for word in _LIKELY_WORDS)
        elif cell is not None and (isinstance(cell, date) or abs(cell) > 99):
            return False
    return likely


def _header_at(sheet: Sheet, number: int, width: int) -> HeaderRows | None:
    """The header whose first or only full row is `number`, with the rows above and below that belong to it."""
    texts = [_texts(row, width) for row in sheet.rows[max(0, number - 2) : number + _MOST_ROWS - 1]]
    over = texts.pop(0) if number > 1 else [""] * width
    own = texts[0]
    if sum(map(bool, own)) < 2 or any(_LONG_NUMBER.search(text) for text in own):
        return None  # a title, or a person
    last = number
    below: list[str] = [""] * width
    for offset, row in enumerate(texts[1:], 1):
        if not _continues(own, row):
            break
        last = number + offset
        below = row
    grouped = _is_group_row(over)
    first = number - 1 if grouped else number
    upper = _spread(sheet, number - 1, over, own) if grouped else [""] * width
    if any(below) and last > number:
        spread = _spread(sheet, number, own, below)
        headings = [low or high for low, high in zip(below, own, strict=True)]
        above = [high if low else top for low, high, top in zip(below, spread, upper, strict=True)]
    else:
        headings = _filled_by_merge(sheet, number, own)
        above = upper
    header = HeaderRows(first, _past_column_numbers(sheet, last, width), tuple(headings), tuple(above))
    return header if _says_enough(header) else None


def _says_enough(header: HeaderRows) -> bool:
    """Whether the headings name a person and something more, and most of them are known wordings."""
    filled = [(heading, over) for heading, over in zip(header.headings, header.above, strict=True) if heading]
    fields = [meaning(heading, over) for heading, over in filled]
    known = {field for field in fields if field is not None}
    parts_of_dates = sum(normalised(heading) in _PARTS_OF_DATE for heading, _over in filled)
    told = len(known) + (1 if parts_of_dates > 1 else 0)
    enough = told >= 3 or (told == 2 and len(filled) <= 3)
    understood = sum(map(bool, fields)) + parts_of_dates
    return enough and any(field in known for field in _SURE) and 2 * understood >= len(filled)


def _continues(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a row is a second row of headings: most of its cells are headings, and none is a person's data."""
    filled = [text for text in lower if text]
    if not filled or len(filled) > len(lower) or any(_LONG_NUMBER.search(text) for text in filled):
        return False
    if any(meaning(low) and normalised(low) == normalised(high) for low, high in zip(lower, upper, strict=True) if low):
        return False  # the same header again is not a second row of it
    if any(village_in(text) for text in filled):
        return False  # the village whose people follow
    known = [text for text in filled if meaning(text) is not None or normalised(text) in _PARTS_OF_DATE]
    return len(known) >= 1 and 2 * len(known) > len(filled) and not any(text.isdigit() for text in filled)


def _is_group_row(over: Sequence[str]) -> bool:
    """Whether the row above holds merged headings, and not a title or a person."""
    filled = [text for text in over if text]
    if len(filled) < 2 or any(_LONG_NUMBER.search(text) or text.isdigit() or len(text) > 60 for text in filled):
        return False
    known = [text for text in filled if meaning(text) is not None or "ข้อมูล" in text or "บัตร" in text]
    return 2 * len(known) >= len(filled)


def _spread(sheet: Sheet, number: int, upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """The heading of row `number` that stands over each column: by merged areas, else rightwards over what is blank."""
    spread = _filled_by_merge(sheet, number, upper)
    if spread != list(upper) or any(begin[0] == number - 1 for begin, _end in sheet.merged):
        return spread
    held = ""
    for column, text in enumerate(spread):
        held = text or (held if lower[column] else "")
        spread[column] = held
    return spread


def _filled_by_merge(sheet: Sheet, number: int, texts: Sequence[str]) -> list[str]:
    filled = list(texts)
    for (top, left), (bottom, right) in sheet.merged:
        if top <= number - 1 <= bottom and left < len(filled) and filled[left]:
            for column in range(left, min(right, len(filled) - 1) + 1):
                filled[column] = filled[left]
    return filled


def _past_column_numbers(sheet: Sheet, last: int, width: int) -> int:
    """The row (1) (2) (3) under some headings belongs to them."""
    if last < len(sheet.rows):
        texts = [text for text in _texts(sheet.rows[last], width) if text]
        if len(texts) >= 3 and all(_COLUMN_NUMBER.fullmatch(text) for text in texts):
            numbers = [int(re.sub(r"\D", "", text)) for text in texts]
            if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
                return last + 1
    return last


def _texts(row: Row, width: int) -> list[str]:
    texts = ["" if cell is None else _text(cell) for cell in row[:width]]
    return texts + [""] * (width - len(texts))


def _text(cell: Value) -> str:
    return cell if isinstance(cell, str) else str(cell)
