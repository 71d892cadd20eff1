"""What the cells of a column look like: the second witness beside its heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sai_thong.exchange.disability_kinds import kinds_in
from sai_thong.exchange.remarks import PaidHow, read_remark
from sai_thong.exchange.workbooks import Row, Value
from sai_thong.thai import citizen_id
from sai_thong.thai.calendar import MONTHS, MONTHS_SHORT
from sai_thong.thai.dates import DateFault, DateHint, UnreadableDate, read_date
from sai_thong.thai.digits import to_arabic

_SAMPLE = 120
"""Filled cells of a column that are looked at."""
_CIVIL_PREFIX = re.compile(r"(?:นาย|นาง|น\.?\s?ส\.|เด็กชาย|เด็กหญิง|ด\.?ช\.|ด\.?ญ\.|พระ|ส\.?ณ\.|สามเณร|แม่ชี|ม\.[จรล]\.)")
_PREFIX_ALONE = re.compile(
    r"(?:นาย|นาง|นางสาว|น\.?\s?ส\.?|เด็กชาย|เด็กหญิง|ด\.?ช\.?|ด\.?ญ\.?|พระ|แม่ชี|สามเณร|[ก-ฮ]\.[ก-ฮ]\.?[ก-ฮ]?\.?)"
)
_THAI_WORDS = re.compile(r"[ก-๙.\s()]{2,}")
_HOUSE = re.compile(r"\d{1,4}(?:\s?[/\-]\s?\d{1,4})*(?:\s?[ก-ฮ])?")
_THREE_LETTERS = re.compile("[ก-๙]{3}")
_PHONE = re.compile(r"0\d[\d\s\-]{7,10}")
_DATE_OF_TODAY = date(2026, 1, 1)
"""Only whether a cell is a date is asked here, not which one; any recent day serves."""
_MONTH_NAMES = frozenset((*MONTHS, *MONTHS_SHORT))


@dataclass(frozen=True)
class ColumnEvidence:
    """Shares, from 0 to 1, of a column's filled cells that look like something.

    Attributes:
        filled: How many cells were looked at.
        thirteen: 13 digits; `valid_ids` those with a right check digit.
        single_digits: One digit, as where a form gives every digit a box.
        dates: A date with its day, month and year; `months` the name of a month alone.
        named: Begins with a prefix such as นาง; `prefixes` those that are nothing else.
        words: Thai words without digits.
        villages: A number from 1 to 40.
        houses: A house number; `strokes` those with a stroke, which nothing else in a list has.
        phones: A telephone number.
        kinds: A kind of disability, in words.
        remarks: Words of death, moving or payment.
        longest_digits: The greatest number of digits in one cell.
    """

    filled: int = 0
    thirteen: float = 0
    valid_ids: float = 0
    single_digits: float = 0
    dates: float = 0
    months: float = 0
    named: float = 0
    prefixes: float = 0
    words: float = 0
    villages: float = 0
    houses: float = 0
    strokes: float = 0
    phones: float = 0
    kinds: float = 0
    remarks: float = 0
    longest_digits: int = 0


def column_evidence(rows: Iterable[Row], width: int) -> list[ColumnEvidence]:
    """The evidence of each of `width` columns."""
    cells: list[list[Value]] = [[] for _column in range(width)]
    wanting = set(range(width))
    for row in rows:
        for column in tuple(wanting):
            if column < len(row) and row[column] is not None:
                cells[column].append(row[column])
                if len(cells[column]) == _SAMPLE:
                    wanting.discard(column)
        if not wanting:
            break
    return [_evidence(column) for column in cells]


def _evidence(cells: Sequence[Value]) -> ColumnEvidence:
    if not cells:
        return ColumnEvidence()
    texts = [to_arabic(cell).strip() if isinstance(cell, str) else _number_text(cell) for cell in cells]
    digits = [re.sub(r"\D", "", text) for text in texts]

    def share(yes: Iterable[object]) -> float:
        return sum(map(bool, yes)) / len(cells)

    return ColumnEvidence(
        filled=len(cells),
        thirteen=share(
            len(each) == 13 and not _THREE_LETTERS.search(text) for each, text in zip(digits, texts, strict=True)
        ),
        valid_ids=share(len(each) == 13 and citizen_id.is_valid(each) for each in digits),
        single_digits=share(len(text) == 1 and text.isdigit() for text in texts),
        dates=share(map(_is_date, cells)),
        months=share(text in _MONTH_NAMES for text in texts),
        named=share(_CIVIL_PREFIX.match(text) for text in texts),
        prefixes=share(_PREFIX_ALONE.fullmatch(text) for text in texts),
        words=share(_THAI_WORDS.fullmatch(text) for text in texts),
        villages=share(text.isdigit() and len(text) < 3 and 1 <= int(text) <= 40 for text in texts),
        houses=share(_HOUSE.fullmatch(text) for text in texts),
        strokes=share(_HOUSE.fullmatch(text) and "/" in text for text in texts),
        phones=share(_PHONE.fullmatch(text) for text in texts),
        kinds=share(kinds_in(text) and not text[0].isdigit() for text in texts if text),
        remarks=share(map(_is_remark, texts)),
        longest_digits=max(map(len, digits)),
    )


def _number_text(cell: Value) -> str:
    return "" if isinstance(cell, date) else str(cell)


def _is_date(cell: Value) -> bool:
    if isinstance(cell, date):
        return True
    if not isinstance(cell, str) or len(cell) < 4 or cell.isdigit():
        return False
    try:
        read_date(cell, DateHint(on=_DATE_OF_TODAY, purpose="any"))
    except UnreadableDate as trouble:
        return trouble.reason is DateFault.AMBIGUOUS
    return True


def _is_remark(text: str) -> bool:
    facts = read_remark(text, _DATE_OF_TODAY)
    return facts.deceased or facts.moved_out or facts.paid_how is not PaidHow.UNSAID
