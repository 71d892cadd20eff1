"""Finding records as one types: any part of a Thai name, an id with or without dashes, a house, a village.

Three and more characters go to an FTS5 trigram index (recall 1.0 for any part of a word, measured); one or two
characters go to the b-tree of the indexed fields by their beginning. Both sides are normalised alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sai_thong.db.tables import search_table
from sai_thong.records import Declaration, FieldDeclaration, from_row
from sai_thong.thai.text import search_form

TRIGRAM = 3
CHUNK = 500
_SPACED_ID = re.compile(r"[\d\s-]{4,}")
_AFTER_ANY_TEXT = "\U0010ffff"


def terms_of(text: str) -> list[str]:
    """What is looked for: every term must be found. Digits written as an id lose their dashes and spaces."""
    normal = search_form(text)
    digits = "".join(each for each in normal if each.isdigit())
    if _SPACED_ID.fullmatch(normal) and len(digits) >= 4:
        return [digits]
    return normal.split()


def matching_rows(connection: Any, declared: Declaration, text: str, limit: int) -> list[int]:
    """Row numbers of the records of `declared` that hold every term of `text`, at most `limit`, in no order.

    An empty `text` finds nothing: a list without a search is the list itself.
    """
    terms = terms_of(text)
    if not terms:
        return []
    long_terms = [term for term in terms if len(term) >= TRIGRAM]
    narrowing = [term for term in terms if len(term) < TRIGRAM] if long_terms else terms[1:]
    # What must still be narrowed has to be looked at whole.
    wanted = -1 if narrowing else limit
    if long_terms:
        rows = _by_trigrams(connection, declared, long_terms, wanted)
    else:
        rows = _by_beginning(connection, declared, terms[0], wanted)
    if narrowing:
        rows = list(_narrowed(connection, declared, rows, narrowing))
    return rows[:limit]


def _by_trigrams(connection: Any, declared: Declaration, terms: list[str], limit: int) -> list[int]:
    phrases = " AND ".join('"' + term.replace('"', '""') + '"' for term in terms)
    table = search_table(declared.table)
    found = connection.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT ?", (phrases, limit))
    return [row for (row,) in found]


def _by_beginning(connection: Any, declared: Declaration, term: str, limit: int) -> list[int]:
    """Rows of which an indexed field begins with `term`, or for a number equals it."""
    parts: list[str] = []
    parameters: list[str | int] = []
    for each in declared.fields:
        condition, values = _beginning_condition(each, term)
        if condition:
            parts.append(f"SELECT row FROM {declared.table} WHERE {condition}")
            parameters += values
    found = connection.execute(f"SELECT row FROM ({' UNION '.join(parts)}) LIMIT ?", (*parameters, limit))
    return [row for (row,) in found]


def _beginning_condition(each: FieldDeclaration, term: str) -> tuple[str, list[str | int]]:
    if not (each.searchable and each.indexed):
        return "", []
    if each.python_type is not int:
        return f"{each.name} >= ? AND {each.name} < ?", [term, term + _AFTER_ANY_TEXT]
    return (f"{each.name} = ?", [int(term)]) if term.isdecimal() else ("", [])


def _narrowed(connection: Any, declared: Declaration, rows: list[int], terms: list[str]) -> Iterator[int]:
    """Those of `rows` in which some searchable word begins with each of `terms`."""
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        marks = ",".join("?" * len(chunk))
        cursor = connection.execute(f"SELECT * FROM {declared.table} WHERE row IN ({marks})", chunk)
        names = [column[0] for column in cursor.description]
        for values in cursor:
            row = dict(zip(names, values, strict=True))
            words = from_row(declared.record_class, row).search_text().split()
            if all(any(word.startswith(term) for word in words) for term in terms):
                yield row["row"]
