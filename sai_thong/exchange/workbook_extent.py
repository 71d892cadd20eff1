"""Looking into a zipped workbook before it is read: is it encrypted, and does any sheet reach absurdly far?

The workbook reader lays a sheet out as a full rectangle, and a stray value in the last cell of Excel's grid would
make it ask for more memory than the machine has, which ends the program. So the far corner is looked up first.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import IO

_MOST_CELLS = 8_000_000
"""50,000 people with 100 columns, and then half as much again."""
_MOST_BYTES = 600_000_000
"""Unpacked size of one sheet beyond which a file is no office's list."""
_DIMENSION = re.compile(rb'<dimension ref="[A-Z]+\d+:([A-Z]+)(\d+)"')
_FILLED_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*>\s*<(?:v|f|is)\b')


def encrypted_document(content: bytes) -> bool:
    """Whether an OpenDocument file is encrypted (its manifest names the algorithm)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if "META-INF/manifest.xml" not in package.namelist():
                return False
            return b"encryption-data" in package.read("META-INF/manifest.xml")
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, RuntimeError, NotImplementedError):
        return False


def reaches_too_far(content: bytes) -> bool:
    """Whether a sheet of an XLSX file spans more cells, or unpacks to more bytes, than any list of people."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return any(
                part.file_size > _MOST_BYTES or _sheet_too_large(package, part.filename)
                for part in package.infolist()
                if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
            )
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError):
        return False  # the reader itself will say that the file is broken


def _sheet_too_large(package: zipfile.ZipFile, name: str) -> bool:
    with package.open(name) as part:
        said = _DIMENSION.search(part.read(4096))
    if said and _cells(*said.groups()) <= _MOST_CELLS:
        return False
    with package.open(name) as part:
        return _filled_extent(part) > _MOST_CELLS


def _filled_extent(part: IO[bytes]) -> int:
    """Cells of the rectangle from A1 to the farthest filled cell: cells that are only coloured do not count."""
    columns = rows = 1
    rest = b""
    while block := part.read(1 << 20):
        text = rest + block
        for found in _FILLED_CELL.finditer(text):
            columns = max(columns, _column_number(found[1]))
            rows = max(rows, int(found[2]))
        rest = text[-200:]
    return columns * rows


def _cells(letters: bytes, row: bytes) -> int:
    return _column_number(letters) * int(row)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
