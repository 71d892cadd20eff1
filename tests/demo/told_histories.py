"""Every kind of record of a made-up office, asked for its history."""

from __future__ import annotations

import re
from typing import Final

from sai_thong.db.store import Store
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.record_history import whole_history

_AN_ID: Final = re.compile(r"[0-9a-z]{8}\.\d+")


def kinds_told(store: Store) -> set[str]:
    """The kinds of records there are; each was told from its beginning, in words and without an id of the program."""
    kinds = set()
    for record_class in RECORD_TYPES:
        for record in store.find(record_class)[:3]:
            changes = whole_history(store, store, record)
            assert changes, record_class
            fields = [field for change in changes for field in change.fields]
            assert not [each for each in fields if _AN_ID.fullmatch(each.after)], record_class
            kinds.add(record_class.__name__)
    return kinds
