"""The writing lock of a store: one process writes at a time, and the lock is free the moment that process is gone."""

from __future__ import annotations

import os
import platform
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from sai_thong.db.durable_file import write_whole
from sai_thong.db.errors import StoreLocked, StoreMissing, StoreTrouble, translate_os_errors
from sai_thong.db.holder import Holder, lock_path, note_path, read_holder
from sai_thong.ground.clock import Clock


class WriteLock:
    """A lock of the operating system, held until `release` or the end of the process, however it ends."""

    def __init__(self, store: Path, lock: FileLock, holder: Holder) -> None:
        self._store = store
        self._lock = lock
        self.holder = holder

    @classmethod
    def acquire(cls, store: Path, *, user: str, clock: Clock) -> Self:
        """Take the lock at once or not at all.

        Args:
            store: The store file; it need not exist yet.
            user: Who takes it, for the message others get.
            clock: Dates the note.

        Raises:
            StoreLocked: Somebody holds it, in this process or another.
            StoreMissing: There is no such folder.
            ReadOnlyDisk, DiskFull, DiskTrouble: The lock file cannot be made.
        """
        # A soft lock would outlive a crash; one bound to a thread could not be freed by another.
        if not store.parent.is_dir():
            raise StoreMissing(store)  # the lock library would make the folders of a mistyped path
        lock = FileLock(lock_path(store), timeout=0, thread_local=False, fallback_to_soft=False)
        with translate_os_errors(store):
            try:
                lock.acquire()
            except Timeout as error:
                raise StoreLocked(read_holder(store)) from error
        holder = Holder(user, platform.node(), os.getpid(), clock.now().isoformat(timespec="seconds"))
        made = cls(store, lock, holder)
        try:
            made._tell()
        except StoreTrouble:
            lock.release()
            raise
        return made

    def hand_over(self, user: str) -> None:
        """Tell others that it is another user who writes now.

        Raises:
            ReadOnlyDisk, DiskFull, DiskTrouble: Others are still told the one before.
        """
        self.holder = replace(self.holder, user=user)
        self._tell()

    def _tell(self) -> None:
        write_whole(note_path(self._store), self.holder.to_bytes(), durable=False)

    def release(self) -> None:
        """Free the lock; freeing it twice is harmless."""
        if self._lock.is_locked:
            note_path(self._store).unlink(missing_ok=True)
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
