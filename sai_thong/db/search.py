"""Finding records as one types: any part of a Thai name, an id with or without dashes, a house, a village.

One FTS5 trigram index a table. Three and more characters are found in any part of a word (recall 1.0, measured); one
or two are found at the beginning of a word, because every word stands in the index behind two marks: ``‖‖กา`` holds
the trigrams ``‖‖ก`` and ``‖กา``. Both sides are normalised alike.
"""

from __future__ import annotations

import re

from sai_thong.db.dbapi import Connection
from sai_thong.db.tables import search_table
from sai_thong.records import Declaration, Record
from sai_thong.thai.text import search_form

TRIGRAM = 3
_MARK = "\N{DOUBLE VERTICAL LINE}"
_WORD_START = _MARK * 2
_SPACED_ID = re.compile(r"[\d\s-]{4,}")


def indexed_text(record: Record) -> str:
    """What the index holds for a record: its words, normalised, each behind the marks."""
    return _WORD_START + _WORD_START.join(search_form(record.search_text()).split())


def terms_of(text: str) -> list[str]:
    """What is looked for: every term must be found. Digits written as an id lose their dashes and spaces."""
    normal = search_form(text).replace(_MARK, "")
    digits = "".join(each for each in normal if each.isdigit())
    if _SPACED_ID.fullmatch(normal) and len(digits) >= 4:
        return [digits]
    return normal.split()


def matching_rows(
    connection: Connection,
    declared: Declaration,
    text: str,
    limit: int,
    *,
    newest_first: bool = False,
    first_row: int = 0,
) -> list[int]:
    """Row numbers of the records of `declared` that hold every term of `text`, at most `limit`.

    Records of which a word begins with the first term come before those that hold it inside a word; among either the
    first made come first. With `newest_first` only the age counts: the last made come first, wherever they hold it.
    An empty `text` finds nothing: a list without a search is the list itself. Rows before `first_row` are not looked
    at.
    """
    terms = terms_of(text)
    if not terms:
        return []
    phrases = list(map(_anywhere, terms))
    if newest_first:
        return _matching(connection, declared, phrases, limit, first_row=first_row, order="DESC")
    beginnings = [_beginning(terms[0]), *phrases[1:]]
    rows = _matching(connection, declared, beginnings, limit, first_row=first_row, order="ASC")
    if len(rows) < limit and len(terms[0]) >= TRIGRAM:
        found = set(rows)
        anywhere = _matching(connection, declared, phrases, limit, first_row=first_row, order="ASC")
        rows += [row for row in anywhere if row not in found]
    return rows[:limit]


def _matching(
    connection: Connection, declared: Declaration, phrases: list[str], limit: int, *, first_row: int, order: str
) -> list[int]:
    match = " AND ".join('"' + phrase.replace('"', '""') + '"' for phrase in phrases)
    table = search_table(declared.table)
    cursor = connection.execute(
        f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid >= ? ORDER BY rowid {order} LIMIT ?",
        (match, first_row, limit),
    )
    return [row for (row,) in cursor]


def _beginning(term: str) -> str:
    return _MARK + term if len(term) >= TRIGRAM - 1 else _WORD_START + term


def _anywhere(term: str) -> str:
    return term if len(term) >= TRIGRAM else _beginning(term)
