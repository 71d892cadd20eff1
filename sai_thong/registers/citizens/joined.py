"""The records of one person: the one that is kept, and those that were made one with it."""

from __future__ import annotations

from sai_thong.db.shelf import Shelf
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
