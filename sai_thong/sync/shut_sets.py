"""Sensitive sets of which changes came while nobody who could read them had the store open."""

from __future__ import annotations

from sai_thong.db.changes import ChangeSet
from sai_thong.db.replaying import SHUT_FROM
from sai_thong.db.store import Store


def open_sets(store: Store) -> ChangeSet:
    """Make the records of the sets whose keys this user holds; quick when there is nothing to do."""
    facts = store.query("SELECT name FROM facts WHERE name GLOB ?", (SHUT_FROM + "*",))
    if not store.writable or not {each["name"].removeprefix(SHUT_FROM) for each in facts} & set(store.keys.set_keys):
        return ChangeSet()
    from sai_thong.registers.catalogue import RECORD_TYPES
    from sai_thong.sync.rows import open_shut_sets

    with store.replaying() as replaying:
        open_shut_sets(replaying, store, RECORD_TYPES)
        return replaying.changes
