"""The retention classes as this office has them: what is shipped, with its own rows laid over."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import Any

from sai_thong.db.shelf import Shelf
from sai_thong.ground.language import _
from sai_thong.registers.law.retention import (
    RetentionClass,
    RetentionLaw,
    load_retention,
    shipped_retention_tables,
)
from sai_thong.registers.office.own_law import own_rows
from sai_thong.registers.saraban.refusals import DocumentRefused


def retention_law(shelf: Shelf) -> RetentionLaw:
    """The classes in use at this office.

    Raises:
        LawDataError: An own row of the office does not fit what is shipped; the row is named.
    """
    tables = shipped_retention_tables()
    overlay: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in own_rows(shelf):
        if row.table in tables:
            overlay[row.table].append({"id": row.row_id, **row.fields})
    return _loaded(json.dumps(overlay, sort_keys=True, ensure_ascii=False))


@lru_cache(maxsize=8)
def _loaded(overlay: str) -> RetentionLaw:
    return load_retention(json.loads(overlay))


def known_class(shelf: Shelf, key: str, on: date) -> RetentionClass:
    """A class of the office on a day.

    Raises:
        DocumentRefused: There is none of that name then.
    """
    found = retention_law(shelf).retention_class(key, on)
    if found is None:
        raise DocumentRefused(
            _("There is no retention class “{name}”.").format(name=key), do=_("Choose a class of the law tables.")
        )
    return found
