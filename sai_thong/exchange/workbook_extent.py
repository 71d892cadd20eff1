"""Looking into a zipped workbook before it is read: is it encrypted, whole, and no larger than any list can be?

The workbook reader unpacks whatever a file holds and lays a sheet out as a full rectangle: a part that unpacks to
thousands of times its size, or one value in the last cell of the grid, would make it ask for more memory than the
machine has, which ends the program. So the size of every part it reads is looked at first, and sheets are looked
through in pieces.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Final

_MOST_CELLS: Final = 5_000_000
"""50,000 people with 100 columns."""
_MOST_END_TAGS: Final = 12_000_000
"""A filled cell has at least two; one that does not tell its place counts by these alone."""
_MEGABYTE: Final = 1_000_000
_MOST_UNPACKED: Final = (
    (re.compile(r"xl/worksheets/.*\.xml|content\.xml", re.IGNORECASE), 300 * _MEGABYTE),
    (re.compile(r"xl/sharedStrings\.xml", re.IGNORECASE), 120 * _MEGABYTE),
    (re.compile(r".*\.(xml|rels)", re.IGNORECASE), 60 * _MEGABYTE),
)
"""Which parts are read, with the size beyond which a part is no office's; pictures and the like are never unpacked."""
_PIECE: Final = 1 << 20
_OVERLAP: Final = 400
"""How much of a piece is looked at again with the next: more than a tag is long."""
_SHEET: Final = re.compile(r"xl/worksheets/.*\.xml", re.IGNORECASE)
_OPEN_SHEET: Final = re.compile(r"content\.xml", re.IGNORECASE)
_FAR: Final = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{2,}\d|[A-Za-z]?\d{6,})""")
_PLACE: Final = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d+)["'][^>]*(?<!/)>(?!\s*</)""")
"""Where an element stands that is not empty: of a cell with letters, of a row without."""
_PLACELESS: Final = re.compile(rb"""<(?:[\w.-]+:)?c(?=[\s>])(?![^>]*\br\s*=)[^>]*(?<!/)>(?!\s*</)""")
"""A cell that is not empty and does not tell its place."""
_REPEATED: Final = re.compile(rb"<(?:[\w.-]+:)?(table|table-row|(?:covered-)?table-cell)(?=[\s>/])([^>]*)>")
_FILLED: Final = re.compile(rb"value|formula")
_TIMES: Final = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["'](\d{1,9})""")
_DIGITS, _LETTERS = 9, 7
"""More of a place's number or letters need not be read to know that it lies beyond every grid."""
_TORN: Final = (
    zipfile.BadZipFile,
    KeyError,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    zlib.error,
    struct.error,
    ValueError,  # a turned bit sends the reader to a place before the file
)


class TornPackage(Exception):
    """A part of a zipped workbook cannot be unpacked to its end, or is packed otherwise than workbooks are."""


def encrypted_document(content: bytes) -> bool:
    """Whether an OpenDocument file is encrypted (its manifest names the algorithm)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if "META-INF/manifest.xml" not in package.namelist():
                return False
            with package.open("META-INF/manifest.xml") as manifest:
                return b"encryption-data" in manifest.read(_MEGABYTE)
    except _TORN:
        return False


def of_binary_sheets(content: bytes) -> bool:
    """Whether a zipped workbook keeps its sheets in the binary form of XLSB, the reach of which cannot be told."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return any(name.lower().endswith("workbook.bin") for name in package.namelist())
    except _TORN:
        return False


def reaches_too_far(content: bytes) -> bool:
    """Whether a zipped workbook spans more cells, or unpacks to more bytes, than any list of people.

    Raises:
        TornPackage: Some part is not what the package says of it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return any(_too_large(package, part) for part in package.infolist())
    except _TORN as trouble:
        raise TornPackage from trouble


def _too_large(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    most = next((most for pattern, most in _MOST_UNPACKED if pattern.fullmatch(part.filename)), None)
    if most is None:
        return False
    if part.file_size > most:
        return True
    # What a part says of its size binds the reader too; only how far a sheet reaches must be looked for.
    if _SHEET.fullmatch(part.filename):
        with package.open(part) as opened:
            near = _stays_near(opened)
        if near:
            return False
        with package.open(part) as opened:
            return _filled_extent(opened) > _MOST_CELLS
    if _OPEN_SHEET.fullmatch(part.filename):
        with package.open(part) as opened:
            return _repeated_extent(opened) > _MOST_CELLS
    return False


def _pieces(part: IO[bytes]) -> Iterator[bytes]:
    """A part in pieces, each beginning with the end of the one before."""
    rest = b""
    while piece := part.read(_PIECE):
        yield rest + piece
        rest = piece[-_OVERLAP:]


def _stays_near(part: IO[bytes]) -> bool:
    """Whether no element names a place beyond column Z or row 99,999, and there are not too many of them."""
    end_tags = 0
    for piece in _pieces(part):
        end_tags += piece.count(b"</")
        if end_tags > _MOST_END_TAGS or _FAR.search(piece):
            return False
    return True


def _filled_extent(part: IO[bytes]) -> int:
    """Cells of the rectangle from A1 to the farthest filled cell: cells that are only coloured do not count."""
    columns = rows = said_rows = 1
    end_tags = 0
    placeless = False
    for piece in _pieces(part):
        end_tags += piece.count(b"</")
        if end_tags > _MOST_END_TAGS:
            return end_tags
        for letters, number in _PLACE.findall(piece):
            if letters:
                columns = max(columns, _column_number(letters))
                rows = max(rows, int(number[:_DIGITS]))
            else:
                said_rows = max(said_rows, int(number[:_DIGITS]))
        placeless = placeless or (said_rows > rows and _PLACELESS.search(piece) is not None)
    return columns * (max(rows, said_rows) if placeless else rows)


def _repeated_extent(part: IO[bytes]) -> int:
    """Cells of the rectangle that holds every filled cell of an OpenDocument file, with all that stand repeated."""
    widest = longest = 1
    row_end = column = 0
    for kind, attributes in _elements(part):
        told = _TIMES.search(attributes)
        times = int(told[1]) if told else 1
        if kind == b"table":
            row_end = 0
        elif kind == b"table-row":
            column = 0
            row_end += times
        else:
            column += times
            if _FILLED.search(attributes):
                widest = max(widest, column)
                longest = max(longest, row_end)
    return widest * longest


def _elements(part: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """The tables, rows and cells of an OpenDocument sheet in their order, each once, with their attributes."""
    seen = 0
    begins = 0
    for piece in _pieces(part):
        for found in _REPEATED.finditer(piece):
            if begins + found.start() >= seen:
                seen = begins + found.end()
                yield found[1], found[2]
        begins += len(piece) - min(_OVERLAP, len(piece))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:_LETTERS]:
        number = number * 26 + letter - 64
    return number
