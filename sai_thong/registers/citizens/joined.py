"""The records of one person: the one that is kept, and those that were made one with it."""

from __future__ import annotations

from sai_thong.db.journal import JournalEntry
from sai_thong.db.store import Store
from sai_thong.registers.citizens.records import Citizen


def with_joined(store: Store, citizen: Citizen) -> list[Citizen]:
    """`citizen` first, then every record merged into it, and those merged into these before."""
    found = [citizen]
    for known in found:  # grows while it is read
        found += store.find(Citizen, merged_into=known.id)
    return found


def history_of_person(store: Store, citizen: Citizen) -> list[JournalEntry]:
    """Every journal entry about a person, oldest first, whichever of their records it was written on."""
    entries = [entry for record in with_joined(store, citizen) for entry in store.history(record.id)]
    return sorted(entries, key=lambda entry: (entry.at, entry.counter))
