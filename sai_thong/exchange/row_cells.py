"""The cells of a row by what their columns hold, and what kind of row it is."""

from __future__ import annotations

import re
from datetime import date

from sai_thong.exchange import cells
from sai_thong.exchange.addresses import village_in
from sai_thong.exchange.columns import ColumnMapping
from sai_thong.exchange.headings import PersonField
from sai_thong.exchange.workbooks import Row, Sheet, Value
from sai_thong.thai.digits import to_arabic
from sai_thong.thai.names import Name, expand_prefix, split_name
from sai_thong.thai.text import tidy

LETTERS = re.compile("[ก-ฮa-zA-Z]")
_TOTAL = re.compile(
    r"(?:ยอด)?รวม(?:ทั้งสิ้น|ทั้งหมด|เงิน|จำนวน|ยอด|เป็นเงิน|หน้านี้|ทุกหมู่)*(?:$|[\s\d:])"
    r"|ยอด(?:ยกไป|ยกมา)|จำนวน(?:ทั้งสิ้น|ทั้งหมด|รวม)|ทั้งสิ้น"
)
_NO_NAME = re.compile(
    r"ลงชื่อ|ลงนาม|ผู้จัดทำ|ผู้ตรวจ|ผู้รับรอง|ผู้อนุมัติ|ตำแหน่ง|หมายเหตุ|\.{4,}|…{2,}|_{3,}|^\(.*\)$|^ราย$|^คน$|^-+$|ว่าง"
)
_ORDINAL = re.compile(r"\(?[\d๐-๙]+(?:\.[\d๐-๙]+)*\s?[.)-]*\s?(?=[ก-ฮเ-ไa-zA-Z])")
"""A row's number written before the name, in its cell: 1. นางสมศรี ใจดี."""
_ID_DIGITS = 13
_SOME_ID = 6
"""Digits from which a cell of the id column is somebody's id, right or wrong, and not a count."""
_SHOW_A_PERSON = (
    PersonField.BIRTH,
    PersonField.HOUSE_NO,
    PersonField.ADDRESS,
    PersonField.SEQUENCE,
    PersonField.AGE,
)
"""Beside a name without an id, one of these shows that a person is meant, not a signature."""
_NAME_PARTS = (PersonField.PREFIX, PersonField.FULL_NAME, PersonField.FIRST_NAME, PersonField.LAST_NAME)
_LOOKED_AT = 300
_LONGEST_BEGINNING_A_NAME = 3
"""นาง and นาย begin names too (นางนวล); no name begins with นางสาว or เด็กหญิง."""
_DIGITS_ONLY = re.compile(r"[\d๐-๙]+|-")


class RowCells:
    """Looks up the cells of the rows of one list."""

    def __init__(self, sheet: Sheet, columns: ColumnMapping) -> None:
        self._columns = columns
        self._id = columns.get(PersonField.CITIZEN_ID, ())
        self._merged_moo = _merged_down(sheet, columns.get(PersonField.MOO, ()))
        self._prefix_twice = self._writes_prefix_twice(sheet)

    def has(self, at: PersonField) -> bool:
        """Whether the list has such a column."""
        return at in self._columns

    def one(self, row: Row, at: PersonField) -> Value:
        """The cell of a field; of a field in several columns their joined text."""
        columns = self._columns.get(at, ())
        if len(columns) == 1:
            return row[columns[0]] if columns[0] < len(row) else None
        return self.text(row, at) or None

    def each(self, row: Row, at: PersonField) -> list[Value]:
        """The filled cells of a field that may stand in several columns."""
        columns = self._columns.get(at)
        if columns is None:
            return []
        return [row[column] for column in columns if column < len(row) and row[column] is not None]

    def text(self, row: Row, at: PersonField) -> str:
        """The text of a field, joined by spaces where it stands in several columns."""
        columns = self._columns.get(at)
        if columns is None:
            return ""
        if len(columns) == 1:
            return cells.text_of(row[columns[0]]) if columns[0] < len(row) else ""
        return " ".join(map(cells.text_of, self.each(row, at)))

    def said(self, row: Row, at: PersonField) -> str:
        """The tidied text of a field; nothing for a dash or ไม่มี."""
        if at not in self._columns:
            return ""
        text = tidy(self.text(row, at))
        return "" if cells.is_blank(text) else text

    def day(self, row: Row, at: PersonField) -> str | int | float | date | None:
        """The cell of a date, or the text of one whose parts stand in several columns."""
        columns = self._columns.get(at, ())
        parts = [row[column] if column < len(row) else None for column in columns]
        if len(parts) == 1:
            return None if isinstance(parts[0], bool) else parts[0]
        texts = ["-" if part is None else cells.text_of(part) for part in parts]
        if all(text == "-" for text in texts):
            return None
        return ("/" if all(_DIGITS_ONLY.fullmatch(text) for text in texts) else " ").join(texts)

    def citizen_id(self, row: Row) -> str | int | float | None:
        """What stands in the id column; of an id with a box for each digit, the digits together."""
        if len(self._id) != 1:
            return self.id_text(row) or None
        cell = row[self._id[0]] if self._id[0] < len(row) else None
        return str(cell) if isinstance(cell, (bool, date)) else cell

    def id_text(self, row: Row) -> str:
        """The id as text in Arabic digits."""
        return to_arabic("".join(cells.text_of(row[column]) for column in self._id if column < len(row)))

    def village(self, row: Row, number: int) -> Value:
        """What the village column gives row `number`, through merged cells too."""
        return self._merged_moo.get(number) or self.one(row, PersonField.MOO)

    def written_name(self, row: Row) -> str:
        """The name as it stands, from however many columns."""
        return " ".join(filter(None, (self.text(row, at) for at in _NAME_PARTS if at in self._columns)))

    def name(self, row: Row) -> Name:
        """The name in its parts."""
        prefix = expand_prefix(self.text(row, PersonField.PREFIX))
        whole = self._without_prefix_column(row)
        if not prefix:
            return split_name(whole)
        if prefix.startswith("พระ") and not whole.startswith("พระ"):
            return split_name(f"{prefix}{whole}")  # only beside its prefix is a Pali name known for one
        twice = self._prefix_twice or len(prefix) > _LONGEST_BEGINNING_A_NAME
        name = split_name(whole) if twice else Name("", *_first_and_last(whole))
        return name._replace(prefix=prefix) if name.prefix in ("", prefix) else Name(prefix, *_first_and_last(whole))

    def _without_prefix_column(self, row: Row) -> str:
        """The name without what a column of prefixes says, and without the row's number."""
        at = (PersonField.FIRST_NAME, PersonField.LAST_NAME)
        parts = at if PersonField.FIRST_NAME in self._columns else (PersonField.FULL_NAME,)
        name = tidy(" ".join(self.text(row, part) for part in parts))
        numbered = _ORDINAL.match(name)
        return name[numbered.end() :] if numbered else name

    def _writes_prefix_twice(self, sheet: Sheet) -> bool:
        """Whether this list repeats the prefix of its own column at the beginning of the name.

        Asked of the list, not of a row: นางนวล beside นาง is a name.
        """
        if PersonField.PREFIX not in self._columns:
            return False
        twice = [
            split_name(self._without_prefix_column(row)).prefix == expand_prefix(prefix)
            for row in sheet.rows[:_LOOKED_AT]
            if (prefix := self.text(row, PersonField.PREFIX))
        ]
        return 2 * sum(twice) > len(twice)

    def shows_a_person(self, row: Row) -> bool:
        """Whether a row speaks of a person; totals, signatures, titles and numbered blanks do not."""
        id_digits = sum(map(str.isdigit, self.id_text(row)))
        if id_digits == _ID_DIGITS:
            return True
        if any(isinstance(cell, str) and _TOTAL.match(cell) for cell in row):
            return False
        if id_digits >= _SOME_ID:
            return True
        name = self.written_name(row)
        named = bool(name and LETTERS.search(name) and not _NO_NAME.search(name))
        return named and any(self.each(row, at) for at in _SHOW_A_PERSON)

    def village_heading(self, row: Row) -> int | None:
        """The village that a row between people names, when that is all it does."""
        texts = [cell for cell in row if isinstance(cell, str)]
        return village_in(texts[0]) if 0 < len(texts) <= 2 and not _TOTAL.match(texts[0]) else None


def _first_and_last(name: str) -> tuple[str, str]:
    first, _blank, last = name.partition(" ")
    return first, last


def _merged_down(sheet: Sheet, columns: tuple[int, ...]) -> dict[int, Value]:
    """The value that a cell merged over several rows gives to each of them, by row number."""
    if not columns:
        return {}
    return {
        row + 1: sheet.rows[top][left]
        for (top, left), (bottom, _right) in sheet.merged
        if left == columns[0] and bottom > top and top < len(sheet.rows) and left < len(sheet.rows[top])
        for row in range(top, bottom + 1)
    }
