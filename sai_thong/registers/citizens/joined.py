"""The records of one person: the one that is kept, and those that were made one with it."""

from __future__ import annotations

from sai_thong.db.journal import JournalEntry
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.registers.citizens.records import Citizen


def with_joined(shelf: Shelf, citizen: Citizen) -> list[Citizen]:
    """`citizen` first, then every record merged into it, and those merged into these before."""
    found = [citizen]
    for known in found:  # grows while it is read
        found += shelf.find(Citizen, merged_into=known.id)
    return found


def stands_for(shelf: Shelf, person_id: str) -> Citizen:
    """The citizen as now kept: of a record that was merged into another, the other."""
    citizen = shelf.get(Citizen, person_id)
    while citizen.merged_into:
        citizen = shelf.get(Citizen, citizen.merged_into)
    return citizen


def history_of_person(store: Store, citizen: Citizen) -> list[JournalEntry]:
    """Every journal entry about a person, oldest first, whichever of their records it was written on."""
    entries = [entry for record in with_joined(store, citizen) for entry in store.history(record.id)]
    return sorted(entries, key=lambda entry: (entry.at, entry.counter))
