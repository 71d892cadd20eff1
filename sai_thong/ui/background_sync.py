"""Rounds of the sync beside the window: by themselves when they are due, on the button, and on closing.

A round runs on a thread of its own over the same store; a page of it that is taken in holds up only what else writes.
The window asks how far it is a few times a second and never waits for it.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from sai_thong.ground.errors import EnvironmentTrouble, SaiThongError
from sai_thong.ui.sync_ear import Ear
from sai_thong.ui.work import Job, SerialWorker, as_told

if TYPE_CHECKING:
    from sai_thong.db.changes import ChangeSet
    from sai_thong.db.store import Store
    from sai_thong.sync.engine import Figures, Round, Stage
    from sai_thong.sync.schedule import Ending, Schedule
    from sai_thong.sync.standing import SyncStanding

_LOOK_MS: Final = 1_000
_SHOW_MS: Final = 250


class OpenRound(Protocol):
    """Opens a round with its line; `sync.rounds.open_round` is one, a test hands in its own."""

    def __call__(
        self, store: Store, *, stopped: Callable[[], bool], pause: Callable[[float], None]
    ) -> AbstractContextManager[Round]:
        """The round; its line is closed at the end."""


class SyncState(StrEnum):
    """What the window says of the exchange."""

    ALONE = "alone"
    """This computer was not enrolled."""
    RESTING = "resting"
    RUNNING = "running"
    STOPPING = "stopping"
    """A person wants no more; the request under way is the last."""


@dataclass(frozen=True)
class RoundEnded:
    """What came of a round.

    Attributes:
        changes: What came into the store.
        error: Why it came to no end; None where it did, or was stopped.
        stopped: Whether a person stopped it.
        tells_news: Whether the other side is able to tell of news at once, as a hub in the same office is.
    """

    changes: ChangeSet
    error: SaiThongError | None
    stopped: bool
    tells_news: bool = False

    @property
    def ending(self) -> Ending:
        """As the schedule takes it."""
        from sai_thong.sync.schedule import Ending

        if self.error is None:
            return Ending.STOPPED if self.stopped else Ending.DONE
        return Ending.NO_ANSWER if isinstance(self.error, EnvironmentTrouble) else Ending.REFUSED


@dataclass
class _Running:
    """The round under way, as both threads see it."""

    stop: threading.Event = field(default_factory=threading.Event)
    round: Round | None = None


class BackgroundSync(QObject):
    """Runs rounds. Made with the window, begun by `begin`.

    Args:
        store: The open store.
        parent: Its owner.
        open_round: Opens a round with its line.
        timer: Seconds that only grow.
        chance: A number between 0 and 1, anew at each call.

    Signals:
        changed(): What it says of itself changed; asked again by whoever shows it.
        ended(object): A round ended: a `RoundEnded`.
    """

    changed = Signal()
    ended = Signal(object)

    def __init__(
        self,
        store: Store,
        parent: QObject | None = None,
        *,
        open_round: OpenRound | None = None,
        timer: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._open_round = open_round
        self._timer = timer
        self._chance = chance
        self._worker: SerialWorker | None = None
        self._running: _Running | None = None
        self._schedule: Schedule | None = None
        self._counted_at = -1
        self._counting = False
        self._count_again = False
        self._once_more = False
        self.standing: SyncStanding | None = None
        self.error: SaiThongError | None = None
        self._ear = Ear(store, self)
        self._ear.news.connect(self.sync_now)
        self._look = QTimer(self)
        self._look.timeout.connect(self._look_around)
        self._show = QTimer(self)
        self._show.timeout.connect(self.changed)

    # what it says of itself

    @property
    def state(self) -> SyncState:
        """What it is doing."""
        if self._running is not None:
            return SyncState.STOPPING if self._running.stop.is_set() else SyncState.RUNNING
        enrolled = self.standing is not None and self.standing.enrolled
        return SyncState.RESTING if enrolled else SyncState.ALONE

    @property
    def busy(self) -> bool:
        """Whether a round is under way."""
        return self._running is not None

    @property
    def refused(self) -> bool:
        """Whether the last round ended with a no, which a person has to see to."""
        return self.error is not None and not isinstance(self.error, EnvironmentTrouble)

    @property
    def unanswered(self) -> bool:
        """Whether nobody answered the last round, that of an earlier day too."""
        if self.error is None:
            last = self.standing.last if self.standing else None
            return last is not None and bool(last.trouble)
        return isinstance(self.error, EnvironmentTrouble)

    def so_far(self) -> tuple[Stage, Figures] | None:
        """How far the round under way is; None where none is, or it has not begun to talk."""
        going = self._running.round if self._running else None
        return None if going is None else (going.stage, going.so_far())

    # what a person or the window wants

    def begin(self) -> None:
        """Look after the exchange from now on."""
        if self._store.writable:
            self._look.start(_LOOK_MS)
            self.count()

    def sync_now(self) -> None:
        """Run a round at once, or another after that under way; where it is still being counted, when that is done."""
        enrolled = self.standing is not None and self.standing.enrolled
        if self._running is not None or (self._counting and not enrolled):
            self._once_more = True
        elif enrolled:
            self._run()

    def cancel(self) -> None:
        """Stop the round under way: before its next request, or while it waits."""
        self._once_more = False
        if self._running is not None and not self._running.stop.is_set():
            self._running.stop.set()
            self.changed.emit()

    def count(self) -> None:
        """Count anew what waits here."""
        self._count_again = self._counting
        if self._running is not None or self._counting:
            return
        from sai_thong.sync.standing import standing

        self._counting = True
        job = self._submit(standing, self._store)
        job.done.connect(self._counted)
        job.failed.connect(lambda _error: self._set_counting_over())

    def ask(self, operation: Callable[..., object], *args: object, reports_progress: bool = False) -> Job:
        """Run ``operation(*args)`` between two rounds: for what asks the other side, or reads and writes a stick."""
        return self._submit(operation, *args, reports_progress=reports_progress)

    def close(self, *, wait: bool = True) -> None:
        """End with the window: stop what is under way, and wait for its thread unless it may be left behind."""
        self._look.stop()
        self._show.stop()
        self.cancel()
        self._ear.close()
        if self._worker is not None and wait:
            self._worker.close()
            self._worker = None

    # how it goes on

    def _look_around(self) -> None:
        """Count when something was written; run what is due."""
        if self._running is not None:
            return
        head = self._store.head().counter
        if head != self._counted_at:
            self.count()
        if self._schedule is not None and self._schedule.is_due(self._timer()):
            self._run()

    def _counted(self, standing: SyncStanding) -> None:
        from sai_thong.sync.schedule import Schedule

        self._set_counting_over()
        self._counted_at = standing.counter
        before, self.standing = self.standing, standing
        if not standing.enrolled:
            self._schedule = None
        elif self._schedule is None:
            self._schedule = Schedule.at_opening(self._timer(), self._chance(), standing.pace)
        elif standing.waiting_in_all:
            self._schedule = self._schedule.after_change(self._timer())
        if before != standing:
            self.changed.emit()
        if self._once_more and self._running is None:
            self._once_more = False
            self.sync_now()

    def _set_counting_over(self) -> None:
        self._counting = False
        if self._count_again:
            self.count()

    def _run(self) -> None:
        running = self._running = _Running()
        job = self._submit(_run_round, self._store, self._open_round, running)
        job.done.connect(self._ended)
        job.failed.connect(self._failed)
        self._show.start(_SHOW_MS)
        self.changed.emit()

    def _failed(self, error: SaiThongError) -> None:
        from sai_thong.db.changes import ChangeSet

        self._ended(RoundEnded(ChangeSet(), error, stopped=False))

    def _ended(self, ended: RoundEnded) -> None:
        self._running = None
        self._show.stop()
        self.error = ended.error
        if ended.error is None and not ended.stopped:
            self._keep_ear(ended.tells_news)
        if self._schedule is not None:
            self._schedule = self._schedule.after(ended.ending, self._timer(), self._chance())
        self._counted_at = -1
        self.count()
        self.ended.emit(ended)
        self.changed.emit()
        if self._once_more:
            self._once_more = False
            self.sync_now()

    def _keep_ear(self, tells_news: bool) -> None:
        """In the same office, news is listened for, and what is written here goes out within a second."""
        from sai_thong.sync.schedule import IN_THE_OFFICE, OVER_THE_NETWORK

        if self._schedule is not None:
            self._schedule = replace(self._schedule, pace=IN_THE_OFFICE if tells_news else OVER_THE_NETWORK)
        if tells_news and self._look.isActive():
            self._ear.listen()

    def _submit(self, operation: Callable[..., object], *args: object, reports_progress: bool = False) -> Job:
        if self._worker is None:
            self._worker = SerialWorker(self)
        return self._worker.submit(operation, *args, reports_progress=reports_progress)


def _run_round(store: Store, open_round: OpenRound | None, running: _Running) -> RoundEnded:
    """On the thread of the sync: one round, whatever comes of it."""
    if open_round is None:
        from sai_thong.sync.rounds import open_round as real

        open_round = real
    from sai_thong.db.changes import ChangeSet
    from sai_thong.sync.waiting import ABLE_TO_WAIT

    error: SaiThongError | None = None
    changes = ChangeSet()
    tells_news = False
    try:
        with open_round(store, stopped=running.stop.is_set, pause=lambda seconds: _pause(running, seconds)) as going:
            running.round = going
            changes = going.changes
            going.run()
            tells_news = ABLE_TO_WAIT in going.capabilities
    except Exception as trouble:
        error = as_told(trouble)
    return RoundEnded(changes, error, stopped=running.stop.is_set(), tells_news=tells_news)


def _pause(running: _Running, seconds: float) -> None:
    running.stop.wait(seconds)
