"""Which records wait for a person, because several computers wrote them otherwise: any register may ask."""

from __future__ import annotations

from sai_thong.db.store import Store


def waiting_entries(store: Store) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """The entries that wait for a person, by table, record and field.

    Without those settled here that nobody else knows of yet.
    """
    settled = {
        (row["subject_id"], row["field_name"], version)
        for row in store.query("SELECT subject_id, field_name, versions FROM merge_settlements")
        for version in row["versions"].split()
    }
    waiting: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for row in store.query("SELECT * FROM contenders ORDER BY record_type, record_id, field, version"):
        subject = (row["record_type"], row["record_id"], row["field"])
        if (row["record_id"], row["field"], row["version"]) not in settled:
            waiting[subject] = (*waiting.get(subject, ()), row["version"])
    return waiting


def contended_records(store: Store) -> frozenset[str]:
    """The ids of the records of which something waits for a person."""
    return frozenset(record_id for _table, record_id, _field in waiting_entries(store))
