"""Records that computers apart merged each into the other: none of them would stand in any list, so one is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sai_thong.db.changes import ChangeSet
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.citizens.joined import kept_of_ring
from sai_thong.registers.citizens.records import Citizen


def part_rings(store: Store) -> ChangeSet:
    """Let one record of each ring stand again, the others merged into it; quick when there is no ring.

    Both merges said that they are one person, and they stay so. Every computer chooses the same record.
    """
    with store.by_program():
        rows = store.query("SELECT id, merged_into FROM citizens WHERE merged_into <> ''")
        kept = [kept_of_ring(ring) for ring in rings_among({row["id"]: row["merged_into"] for row in rows})]
        return _let_stand(store, kept) if kept else ChangeSet()


def _let_stand(store: Store, record_ids: Iterable[str]) -> ChangeSet:
    with store.transaction(_("Two machines had joined records each to the other; this one stays.")) as tx:
        for record_id in record_ids:
            tx.update(tx.get(Citizen, record_id), merged_into=None)
        return tx.changes


def rings_among(merged_into: Mapping[str, str]) -> Iterator[list[str]]:
    """The rings among records, each given with the one it was merged into."""
    seen: set[str] = set()
    for start in merged_into:
        way: list[str] = []
        at = start
        while at in merged_into and at not in seen:
            seen.add(at)
            way.append(at)
            at = merged_into[at]
        if at in way:
            yield way[way.index(at) :]
