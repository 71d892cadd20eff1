"""Backups beside the window: on the first opening of a day, on the button, and on closing; never on its thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from sai_thong.ground.errors import SaiThongError
from sai_thong.ui.work import Job, SerialWorker

if TYPE_CHECKING:
    from sai_thong.db.backup_plan import BackupPlan, PlaceOutcome
    from sai_thong.db.backup_standing import BackupStanding
    from sai_thong.db.store import Store

_SETTLED_MS: Final = 4_000
"""After this the window that was opened has read what it shows, and the disk is free for a copy."""
_LOOK_MS: Final = 20 * 60_000
"""How often places are looked at again: a window stays open over midnight, and sticks come and go."""


class BackupKeeper(QObject):
    """Runs the backups of this machine's plan. Made with the window, begun by `begin`.

    Args:
        store: The open store.
        parent: Its owner.

    Attributes:
        plan: Where and when; None before it was first read.
        standing: Where the backups stand; None before the first look.
        outcomes: What came of the last backup, by place.
        error: Why the places could not be looked at; None where they could.
        busy: Whether a backup is being made.

    Signals:
        changed(): What it says of itself changed.
        ended(): A backup ended, whatever came of it.
    """

    changed = Signal()
    ended = Signal()

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._worker: SerialWorker | None = None
        self._begun = self._closed = self._once_more = False
        self._looking = QTimer(self)
        self._looking.timeout.connect(self.look)
        self.plan: BackupPlan | None = None
        self.standing: BackupStanding | None = None
        self.outcomes: tuple[PlaceOutcome, ...] = ()
        self.error: SaiThongError | None = None
        self.busy = False

    def begin(self) -> None:
        """Look after the backups from now on; a store that is only read is left alone."""
        if self._store.writable and not self._begun:
            self._begun = True
            self._looking.start(_LOOK_MS)
            QTimer.singleShot(_SETTLED_MS, self, self.look)

    def look(self) -> None:
        """Look at the places, and back up where one has no copy of today."""
        job = self._submit(_looked)
        job.done.connect(self._looked)
        job.failed.connect(self._not_looked)

    def back_up_now(self) -> None:
        """Back up into every place that is there; while that runs, once more after it."""
        self._once_more = self.busy
        if self.busy or self._closed:
            return
        self.busy = True
        job = self._submit(_backed_up)
        job.done.connect(self._backed_up)
        job.failed.connect(self._failed)
        self.changed.emit()

    def keep_plan(self, plan: BackupPlan) -> None:
        """Back up so from now on, and look at the places.

        Raises:
            StoreTrouble: The plan could not be kept, and is what it was.
        """
        from sai_thong.db.backup_plan import keep_plan

        keep_plan(self._store.path, plan)
        self.plan = plan
        self.look()

    @property
    def only_read(self) -> bool:
        """Whether the file is damaged and was opened for reading only."""
        return not self._store.writable

    @property
    def wanted_on_closing(self) -> bool:
        """Whether the window should not close before what was written here stands in a backup."""
        if not self._begun or self.plan is None or self.standing is None or not self.plan.on_closing:
            return False
        newest = self.standing.newest
        head = self._store.head()
        held = newest is not None and (newest.manifest.file_id, newest.manifest.counter) == (head.file_id, head.counter)
        return not held and any(each.is_there for each in self.standing.places)

    def close(self) -> None:
        """End with the window. A copy under way is given up: it counts only when it is whole."""
        self._closed = True
        self._looking.stop()
        self._worker = None

    def _looked(self, found: tuple[BackupPlan, BackupStanding, bool]) -> None:
        self.plan, self.standing, due = found
        self.error = None
        self.changed.emit()
        if due and self._begun:
            self.back_up_now()

    def _backed_up(self, found: tuple[BackupPlan, BackupStanding, tuple[PlaceOutcome, ...]]) -> None:
        self.plan, self.standing, self.outcomes = found
        self.error = None
        self._end()

    def _not_looked(self, error: SaiThongError) -> None:
        self.error = error
        self.changed.emit()

    def _failed(self, error: SaiThongError) -> None:
        self.error = error
        self._end()

    def _end(self) -> None:
        self.busy = False
        if self._once_more:
            self.back_up_now()
            return
        self.changed.emit()
        self.ended.emit()

    def _submit(self, operation: Callable[[Store], object]) -> Job:
        if self._worker is None:
            self._worker = SerialWorker(self)
        return self._worker.submit(operation, self._store)


def _looked(store: Store) -> tuple[BackupPlan, BackupStanding, bool]:
    """On the keeper's thread: how the places stand, and whether one of them should have a copy of today."""
    from sai_thong.db.backup_plan import is_due_today, plan_of
    from sai_thong.db.backup_standing import backup_standing
    from sai_thong.db.connection import translate_errors

    with translate_errors(store.path):
        plan = plan_of(store.path)
        standing = backup_standing(store, plan)
        there = [each.newest for each in standing.places if each.is_there and each.trouble is None]
        return plan, standing, is_due_today(store, there)


def _backed_up(store: Store) -> tuple[BackupPlan, BackupStanding, tuple[PlaceOutcome, ...]]:
    """On the keeper's thread: a backup in every place, and how they stand then."""
    from sai_thong.db.backup_plan import back_up, plan_of
    from sai_thong.db.backup_standing import backup_standing
    from sai_thong.db.connection import translate_errors

    with translate_errors(store.path):
        plan = plan_of(store.path)
        outcomes = back_up(store, plan)
        return plan, backup_standing(store, plan), outcomes
