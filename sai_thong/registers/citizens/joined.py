"""The records of one person: the one that is kept, and those that were made one with it."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sai_thong.db.shelf import Shelf
from sai_thong.registers.citizens.moves import leaving
from sai_thong.registers.citizens.records import Citizen

_CHUNK = 10_000
"""Ids asked for in one query; SQLite takes 32,766 parameters."""


def with_joined(shelf: Shelf, citizen: Citizen) -> list[Citizen]:
    """`citizen` first, then every record merged into it, and those merged into these before."""
    return [citizen, *joined_to(shelf, [citizen.id]).get(citizen.id, ())]


def joined_to(shelf: Shelf, kept_ids: Iterable[str]) -> Mapping[str, Sequence[Citizen]]:
    """Of each of these records that others were merged into, directly or through further ones: those others."""
    keeper = {each: each for each in kept_ids}
    joined: dict[str, list[Citizen]] = defaultdict(list)
    asked = list(keeper)
    while asked:
        chunk, asked = tuple(asked[:_CHUNK]), asked[_CHUNK:]
        for each in shelf.find(Citizen, merged_into=chunk):
            if each.id not in keeper and each.merged_into:
                keeper[each.id] = keeper[each.merged_into]
                joined[keeper[each.id]].append(each)
                asked.append(each.id)
    return joined


def stands_for(shelf: Shelf, person_id: str) -> Citizen:
    """The citizen as now kept: of a record that was merged into another, the other.

    Where computers apart merged records each into the other, it is the one that `rings.part_rings` lets stand.
    """
    passed: dict[str, Citizen] = {}
    citizen = shelf.get(Citizen, person_id)
    while citizen.merged_into and citizen.id not in passed:
        passed[citizen.id] = citizen
        citizen = shelf.get(Citizen, citizen.merged_into)
    if not citizen.merged_into:
        return citizen
    ring = list(passed)[list(passed).index(citizen.id) :]
    return passed[kept_of_ring(ring)]


def kept_of_ring(record_ids: Iterable[str]) -> str:
    """Which of records that were merged in a ring stands: the same on every computer."""
    return min(record_ids)


def as_known(shelf: Shelf, citizen: Citizen) -> Citizen:
    """`citizen` with the death or leaving that stands on a record merged into theirs only; see `told_by_joined`."""
    return dataclasses.replace(citizen, **told_by_joined(citizen, with_joined(shelf, citizen)[1:]))


def told_by_joined(kept: Citizen, joined: Iterable[Citizen]) -> dict[str, Any]:
    """The values of a death or leaving that merged records tell of and the kept one does not; empty when there is none.

    Merging takes over what was known then. Another computer that did not know of the merge yet may still write such a
    fact on the other record. A person writes it on the kept one; until then it counts as if it stood there.
    """
    told: dict[str, Any] = {}
    records = list(joined)
    dead = min((each for each in records if each.deceased), key=_day_of_death, default=None)
    if dead is not None and (not kept.deceased or (kept.death is None and dead.death is not None)):
        told |= {"deceased": True, "death": dead.death, "death_source": dead.death_source}
    left = min(((each.away_since, each.moved_out_to) for each in records if each.away_since), default=None)
    if left is not None and kept.away_since is None and (kept.moved_in_on is None or left[0] > kept.moved_in_on):
        told |= leaving(kept, *left)
    return told


def _day_of_death(citizen: Citizen) -> date:
    """The first day that a death may have been; the last of all days where nothing is known of it."""
    return citizen.death.effective if citizen.death else date.max
