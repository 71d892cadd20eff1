"""The history of a record as its user may read it: entries of a sensitive set are opened where the key is held."""

from __future__ import annotations

from dataclasses import replace

from sai_thong.db.journal import JournalEntry, read_content
from sai_thong.db.sealed import SealedWriter, unsealed_content
from sai_thong.db.store import Store


def readable_history(store: Store, record_id: str) -> list[JournalEntry]:
    """Every entry about one record, oldest first, with the record type and the changes of sealed entries readable.

    An entry whose set this user may not open stays sealed: its changes then are None.
    """
    return [_opened(store, entry) for entry in store.history(record_id)]


def _opened(store: Store, entry: JournalEntry) -> JournalEntry:
    if entry.subject.register != SealedWriter.REGISTER or entry.changes is None:
        return entry
    set_name = entry.subject.record_type
    key = store.keys.set_keys.get(set_name)
    if key is None:
        return replace(entry, changes=None, reason=None)
    sealed = str(entry.changes["sealed"][1])
    table, content = unsealed_content(key, set_name, entry.subject.record_id, sealed)
    changes, reason = read_content(content)
    return replace(entry, subject=replace(entry.subject, record_type=table), changes=changes, reason=reason)
