"""Heads of the journal that are kept outside the file: what they name must still stand in it.

With the file's key in hand anybody can write another past and chain it anew. What cannot be rewritten so is what lies
elsewhere: this machine's own mark, the backups, and what was printed and signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sai_thong.db import backup, slot_file
from sai_thong.db.backup import SUFFIX
from sai_thong.db.errors import StoreTrouble, translate_os_errors
from sai_thong.db.journal import Head
from sai_thong.db.station import Station
from sai_thong.db.store import Store
from sai_thong.db.verify import Check, Fault, verify_anchor
from sai_thong.ground.language import _


class Keeper(StrEnum):
    """Where an anchor is kept."""

    PAPER = "paper"
    MONTH = "month"
    """In a closed month, which printed it; in the file, but a thing more that must be written anew."""
    MACHINE = "machine"
    BACKUP = "backup"


@dataclass(frozen=True)
class Anchor:
    """A head that was kept: as much of its hash as the place has room for."""

    head: Head
    keeper: Keeper
    place: str = ""


def anchors_outside(store: Store, station: Station, folders: Iterable[Path]) -> list[Anchor]:
    """What this machine remembers of the file, and what its backups in some folders say of it.

    A backup that went further than the point at which an older one was restored tells of what was given up then, and
    is no anchor of this file.
    """
    found = []
    mark = station.marked(store.file_id)
    if mark is not None:
        found.append(Anchor(mark, Keeper.MACHINE))
    ends = _ends(store)
    store_id = slot_file.read(store.path).store_id
    for path in _backups(folders):
        with suppress(StoreTrouble):
            manifest = backup.glance(path)
            if manifest.store_id == store_id and manifest.counter <= ends.get(manifest.file_id, -1):
                head = Head(manifest.file_id, manifest.counter, bytes.fromhex(manifest.head))
                found.append(Anchor(head, Keeper.BACKUP, path.name))
    return found


def verify_anchors(store: Store, anchors: Iterable[Anchor]) -> Iterator[Fault]:
    """What of it no longer stands."""
    connection = store.connection_for_whole_file()
    for anchor in anchors:
        for fault in verify_anchor(connection, anchor.head):
            if anchor.keeper is Keeper.BACKUP:
                told = _("The backup {name} says otherwise: {fault}").format(name=anchor.place, fault=fault.message)
                yield Fault(Check.ANCHOR, fault.where, told)
            elif anchor.keeper is Keeper.MONTH:
                told = _("The closed month {month} says otherwise: {fault}").format(
                    month=anchor.place, fault=fault.message
                )
                yield Fault(Check.ANCHOR, fault.where, told)
            elif anchor.keeper is Keeper.MACHINE:
                told = _("What this computer remembers says otherwise: {fault}").format(fault=fault.message)
                yield Fault(Check.ANCHOR, fault.where, told)
            else:
                yield fault


def _ends(store: Store) -> dict[str, int]:
    """How far the chain of each of this file's ids must go: of an earlier one to where the next goes on from."""
    rows = store.query("SELECT after_file_id, after_counter FROM files")
    after = {row["after_file_id"]: row["after_counter"] for row in rows}
    return {each: after[each] for each in store.earlier_file_ids()} | {store.file_id: 1 << 62}


def _backups(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        with suppress(StoreTrouble), translate_os_errors(folder):
            yield from sorted(each for each in folder.iterdir() if each.name.endswith(SUFFIX))
