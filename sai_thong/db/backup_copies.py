"""The backups that lie in a folder: which of them belong to a store, how far each goes, and which are let go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sai_thong.db import backup, journal, slot_file
from sai_thong.db.backup import SUFFIX, Manifest
from sai_thong.db.backup_thinning import to_keep
from sai_thong.db.errors import StoreTrouble, translate_os_errors
from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK


@dataclass(frozen=True)
class Copy:
    """A backup of a store, whole as far as a glance tells.

    Attributes:
        path: Where it lies.
        manifest: What it says about itself.
    """

    path: Path
    manifest: Manifest

    @property
    def day(self) -> date:
        """The day in Thailand it was made, by the clock of then."""
        return self.manifest.created.astimezone(BANGKOK).date()


class Copies:
    """Finds the backups of one store; on the thread that reads the store.

    Only those that end at an entry the store itself holds count: a copy of another branch, made before an older backup
    was restored, may hold what stands nowhere else. It is left alone.

    Args:
        store: The open store.
    """

    def __init__(self, store: Store) -> None:
        self._connection = store.connection_for_whole_file()
        self._store_id = slot_file.read(store.path).store_id
        self._file_ids = (store.file_id, *store.earlier_file_ids())

    def within(self, place: Path) -> list[Copy]:
        """The copies in a folder, the newest first: by how far they go in the journal, then by their clock.

        Raises:
            DiskTrouble, ReadOnlyDisk: The folder cannot be read.
        """
        with translate_os_errors(place):
            paths = sorted(each for each in place.iterdir() if each.name.endswith(SUFFIX))
        found = [Copy(path, manifest) for path in paths for manifest in self._known(path)]
        return sorted(found, key=self.age, reverse=True)

    def _known(self, path: Path) -> Iterator[Manifest]:
        """What a file says of itself, where it is a whole copy of this store."""
        with suppress(StoreTrouble):
            manifest = backup.glance(path)
            if manifest.store_id == self._store_id and manifest.file_id in self._file_ids:
                head = journal.hash_at(self._connection, manifest.file_id, manifest.counter)
                if head is not None and head.hex() == manifest.head:
                    yield manifest

    def age(self, copy: Copy) -> tuple[int, int, str, str]:
        """What copies are ordered by: the larger, the newer."""
        made = copy.manifest
        return -self._file_ids.index(made.file_id), made.counter, made.created.isoformat(), copy.path.name

    def thin(self, place: Path) -> int:
        """Let go the copies of a folder that the rule does not keep, and what a killed backup left; gives how many.

        Call it right after a copy was made there and read back: that one is the newest, and stays.

        Raises:
            DiskTrouble, ReadOnlyDisk: Something cannot be removed.
        """
        copies = self.within(place)
        kept = to_keep([copy.day for copy in copies])
        gone = [copy for position, copy in enumerate(copies) if position not in kept]
        with translate_os_errors(place):
            for copy in gone:
                copy.path.unlink(missing_ok=True)
        return len(gone)
