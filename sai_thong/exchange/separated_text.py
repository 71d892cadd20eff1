"""Reading separated text (CSV and its kin) in the encodings and separators that Thai offices meet."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress

from sai_thong.exchange.errors import BrokenWorkbook, OversizedWorkbook, UnknownFileKind

_SEPARATORS = (",", ";", "\t", "|")
_LOOKED_AT = 200
"""Records from which the separator is judged."""
_LINES_IN_A_CELL = 6
"""More line breaks than this in one cell mean an unclosed quotation mark, not an address."""
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet program takes for the beginning of a formula, in text as well."""
_MOST_CELLS = 6_000_000
"""50,000 people with 100 columns, and then some."""
_ODD = "\0\x01\x02\x03\x04\x05\x06\x07\x08"


def read_separated(content: bytes, file_name: str) -> list[tuple[str | None, ...]]:
    """The records of separated text; a blank line is an empty record, so that numbers stay true.

    Raises:
        BrokenWorkbook: A character of the text is damaged, or a cell has no end.
        UnknownFileKind: It is not text at all.
        OversizedWorkbook: It has more cells than any list of people.
    """
    text = decoded(content, file_name)
    separator, body = _said_separator(text)
    separator = separator or _likely_separator(body)
    if body.count(separator) + body.count("\n") + body.count("\r") > _MOST_CELLS:
        raise OversizedWorkbook(file_name)
    records = _records(body, separator, file_name)
    while records and not any(records[-1]):
        records.pop()
    return records


def harmless(text: str) -> str:
    """A text as a cell of separated text that no spreadsheet program runs as a formula; `read_separated` undoes it."""
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text


def decoded(content: bytes, file_name: str) -> str:
    """The text of a file: by its byte order mark, else UTF-8 if it is that, else Windows-874."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _strictly(content, name, file_name)
    if b"\0" in content[:2000]:
        return _unmarked_utf16(content, file_name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = _strictly(content, "cp874", file_name)
    if _garbled(text):
        raise BrokenWorkbook(file_name)
    return text


def _strictly(content: bytes, encoding: str, file_name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as trouble:
        raise BrokenWorkbook(file_name) from trouble


def _unmarked_utf16(content: bytes, file_name: str) -> str:
    """UTF-16 without its mark: separators and line ends then show on which side the zero bytes lie."""
    little = content[1:2000:2].count(0) >= content[0:2000:2].count(0)
    try:
        text = content.decode("utf-16-le" if little else "utf-16-be")
    except UnicodeDecodeError as trouble:
        raise UnknownFileKind(file_name) from trouble
    if any(odd in text[:2000] for odd in _ODD):
        raise UnknownFileKind(file_name)
    return text


def _garbled(text: str) -> bool:
    """Whether text read as Windows-874 is really damaged UTF-8: Thai then shows as เธ and เน over and over."""
    thai = sum("ก" <= each <= "๛" for each in text)
    return thai > 0 and 2 * (text.count("เธ") + text.count("เน")) > 0.5 * thai


def _said_separator(text: str) -> tuple[str, str]:
    """Excel's own first line ``sep=;``: the separator and the text with that line blanked."""
    first, newline, rest = text.partition("\n")
    said = first.strip().strip('"')
    if said.lower().startswith("sep=") and len(said) == 5 and said[4] != '"':
        return said[4], newline + rest
    return "", text


def _likely_separator(text: str) -> str:
    """The separator that cuts the most records into equally many cells."""

    def evenness(separator: str) -> int:
        widths = Counter(len(record) for record in _first_records(text, separator) if len(record) > 1)
        return max((count * (width - 1) for width, count in widths.items()), default=0)

    return max(_SEPARATORS, key=evenness)


def _first_records(text: str, separator: str) -> Iterable[list[str]]:
    reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=separator)
    # A cell longer than the reader allows ends the look.
    with suppress(csv.Error):
        for _unused, record in zip(range(_LOOKED_AT), reader, strict=False):
            yield record


def _records(text: str, separator: str, file_name: str) -> list[tuple[str | None, ...]]:
    try:
        read = [*csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
        unclosed = any(cell.count("\n") > _LINES_IN_A_CELL for record in read for cell in record)
    except csv.Error:  # a cell longer than the reader allows: the same unclosed quotation mark
        unclosed = True
    if unclosed:
        try:
            read = [*csv.reader(text.splitlines(), delimiter=separator, quoting=csv.QUOTE_NONE)]
        except csv.Error as trouble:
            raise BrokenWorkbook(file_name) from trouble
    return [tuple(map(_cell, record)) if any(record) else () for record in read]


def _cell(text: str) -> str | None:
    """A cell's text without the tricks that keep a spreadsheet from turning ids into numbers (``="012"``, ``'012``)."""
    text = text.strip()
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        text = text[2:-1]
    elif len(text) > 1 and text[0] == "'" and (text[1].isdigit() or text.startswith(_BEGINS_A_FORMULA, 1)):
        text = text[1:]
    return text.strip() or None
