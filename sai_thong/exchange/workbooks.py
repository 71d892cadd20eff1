"""Reading a workbook or separated text into plain sheets, whatever program wrote it.

The content decides how a file is read, not its name: clerks rename files.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sai_thong.exchange.errors import (
    BrokenWorkbook,
    EmptyWorkbook,
    FileOutOfReach,
    OversizedWorkbook,
    ProtectedWorkbook,
    UnknownFileKind,
)

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Value = str | int | float | bool | date | datetime | None
"""What a cell holds. Text is stripped; a whole number is an int; an empty cell is None."""
Row = tuple[Value, ...]
Span = tuple[tuple[int, int], tuple[int, int]]
"""A merged area: (row, column) of its first and last cell, both from 0."""

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_MOST_BYTES = 200_000_000
"""A file of more is no office's list; it is not even read into memory."""
_PANIC = "PanicException"
"""How a library written in Rust says that it gave up; no module has the class, and it is no `Exception`."""
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_NOT_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"SQLite format")


@dataclass(frozen=True)
class Sheet:
    """One sheet as it stands.

    Attributes:
        name: The sheet's own name; for separated text, the file's name without its ending.
        rows: From row 1 on, blank rows included: the row number people see is the index plus one.
        merged: Merged areas, where the file tells them.
        hidden: Whether the sheet is hidden in the workbook.
    """

    name: str
    rows: Sequence[Row]
    merged: tuple[Span, ...] = ()
    hidden: bool = False

    def numbered(self, after: int = 0) -> Iterator[tuple[int, Row]]:
        """The rows with their numbers from 1, beginning after row `after`."""
        for index in range(after, len(self.rows)):
            yield index + 1, self.rows[index]


def read_workbook(path: Path) -> list[Sheet]:
    """All sheets of a file: XLSX, XLS, ODS, or separated text in UTF-8, UTF-16 or Windows-874.

    Raises:
        FileOutOfReach: The file is missing, forbidden or held by another program.
        UnreadableWorkbook: Its subclass names why: broken, empty, protected, oversized or of an unknown kind.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as trouble:
        raise FileOutOfReach(path.name) from trouble
    if len(content) > _MOST_BYTES:
        raise OversizedWorkbook(path.name)
    sheets = _sheets_in(content, path)
    if not any(sheet.rows for sheet in sheets):
        raise EmptyWorkbook(path.name)
    return sheets


def _sheets_in(content: bytes, path: Path) -> list[Sheet]:
    from sai_thong.exchange.separated_text import read_separated

    if not content.strip():
        raise EmptyWorkbook(path.name)
    if content.startswith(_OLE) and _ENCRYPTED_PACKAGE in content:
        raise ProtectedWorkbook(path.name)
    if content.startswith((_ZIP, _OLE)):
        return _read_binary(content, path.name)
    beginning = content[:512].lstrip().lower()
    if content.startswith(_NOT_TEXT) or beginning.startswith((b"<html", b"<!doctype", b"<table", b"{\\rtf", b"<?xml")):
        raise UnknownFileKind(path.name)
    if path.suffix.lower() in (".xlsx", ".xlsm", ".ods") and b"\0" in content[:4096]:
        raise BrokenWorkbook(path.name)
    return [Sheet(path.stem, read_separated(content, path.name))]


def _read_binary(content: bytes, file_name: str) -> list[Sheet]:
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    if content.startswith(_ZIP):
        _refuse_package(content, file_name)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            _plain_sheet(workbook.get_sheet_by_name(told.name), hidden=told.visible != SheetVisibleEnum.Visible)
            for told in workbook.sheets_metadata
            if told.typ == SheetTypeEnum.WorkSheet
        ]
    except PasswordError as trouble:
        raise ProtectedWorkbook(file_name) from trouble
    except BaseException as trouble:
        # The reader's native part reports damage through many kinds, a panic of its own among them.
        if isinstance(trouble, Exception) or type(trouble).__name__ == _PANIC:
            raise BrokenWorkbook(file_name) from trouble
        raise


def _refuse_package(content: bytes, file_name: str) -> None:
    """Refuse a zip file that the workbook reader must not unpack."""
    from sai_thong.exchange.workbook_extent import TornPackage, encrypted_document, of_binary_sheets, reaches_too_far

    if not _office_parts(content) or of_binary_sheets(content):
        raise UnknownFileKind(file_name)
    if encrypted_document(content):
        raise ProtectedWorkbook(file_name)
    try:
        if reaches_too_far(content):
            raise OversizedWorkbook(file_name)
    except TornPackage as trouble:
        raise BrokenWorkbook(file_name) from trouble


def _office_parts(content: bytes) -> bool:
    """Whether a zip file holds the parts of a workbook; a cut one shows their names in its local headers."""
    return any(part in content for part in (b"xl/", b"docProps/", b"opendocument.spreadsheet", b"[Content_Types].xml"))


def _plain_sheet(sheet: CalamineSheet, *, hidden: bool) -> Sheet:
    """A calamine sheet with its true row numbers: `iter_rows` keeps leading rows but drops leading columns."""
    left = sheet.start[1] if sheet.start else 0
    merged: Any = sheet.merged_cell_ranges or ()
    padding: Row = (None,) * left
    rows = [padding + tuple(map(_plain, row)) if any(v != "" for v in row) else () for row in sheet.iter_rows()]
    while rows and not rows[-1]:
        rows.pop()
    return Sheet(sheet.name, rows, tuple(merged), hidden)


def _plain(value: object) -> Value:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, (bool, int, float, date)):
        return value
    return str(value)
