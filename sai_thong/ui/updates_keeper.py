"""Newer versions of the program beside the window: looked for, fetched and started, each only as a person says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.places import home
from sai_thong.ui.work import Job, Report, SerialWorker, without_places

if TYPE_CHECKING:
    from sai_thong.db.store import Store
    from sai_thong.updates.updater import Offer, Updater
    from sai_thong.updates.versions import Version

_SETTLED_MS: Final = 9_000
"""After this the window has read what it shows, and the first exchange has its line."""
_LOOK_MS: Final = 6 * 3_600_000
"""How often the other side is asked again: for about two kilobytes."""


class Agreed(Enum):
    """When a version that lies ready is started."""

    ON_CLOSING = "closing"
    """With the next opening."""
    NOW = "now"
    """The window closes and opens again."""


class UpdatesKeeper(QObject):
    """Knows which versions there are. Made with the window, begun by `begin`.

    Args:
        store: The open store.
        clock: The clock.
        parent: Its owner.

    Attributes:
        updater: What changes this program; None where it cannot, or before `begin`.
        refusal: Why it cannot; None where it can, or before `begin`.
        asks_by_itself: Whether there is a line to ask whether there is something newer.
        offer: What was found last; None before anything was.
        place: The folder it was found in; None where the other side of the exchange has it.
        ready: Whether it lies beside this version already.
        came_back_from: The version that did not come up before this start.
        agreed: When what lies ready is started; None where nobody agreed.
        busy: Whether something is looked for, fetched or laid out.
        progress: How much of how much of that is done.
        error: What went wrong last; None where nothing did.

    Signals:
        changed(): What it says of itself changed.
        restart_wanted(): A person wants the window to close and open again.
    """

    changed = Signal()
    restart_wanted = Signal()

    def __init__(self, store: Store, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._clock = clock
        self._worker: SerialWorker | None = None
        self._looking = QTimer(self)
        self._looking.timeout.connect(self._look_by_itself)
        self._closed = self._opens_again = False
        self.updater: Updater | None = None
        self.refusal: SaiThongError | None = None
        self.asks_by_itself = False
        self.offer: Offer | None = None
        self.place: Path | None = None
        self.ready = False
        self.came_back_from: Version | None = None
        self.agreed: Agreed | None = None
        self.busy = False
        self.progress: tuple[int, int] = (0, 0)
        self.error: SaiThongError | None = None

    def begin(self) -> None:
        """The window stands: this version has shown that it works. Look for a newer one from now on."""
        job = self._submit(_settled, self._store, self._clock)
        job.done.connect(self._settle)
        job.failed.connect(self._cannot)

    def look(self, place: Path | None = None) -> None:
        """Look in a folder, or ask the other side of the exchange."""
        self._do(_looked, place, done=partial(self._found, place), failed=self._failed)

    def get(self) -> None:
        """Fetch what was found and lay it out beside this version; what came before is gone on with."""
        if self.offer is not None:
            self._do(_made_ready, self.offer, self.place, done=self._got, failed=self._failed, reports=True)

    def agree(self, when: Agreed | None) -> None:
        """Let the version that lies ready be started; with None, not any more."""
        self.agreed, self._opens_again = when, when is Agreed.NOW
        self.changed.emit()
        if when is Agreed.NOW:
            self.restart_wanted.emit()

    def go_back(self) -> None:
        """Close, and open the former version."""
        self._do(_gone_back, done=self._went_back, failed=self._failed)

    def end(self) -> bool:
        """The window has closed: start what was agreed to from now on.

        Returns:
            Whether the program is to be opened again at once.

        Raises:
            NotAllowedHere: This user may not change what is installed.
        """
        if self.agreed is not None and self.updater is not None and self.offer is not None and self.ready:
            self.updater.installation.switch_to(self.offer.release.version)
        return self._opens_again

    def close(self) -> None:
        """End with the window; what is being fetched goes on another time."""
        self._closed = True
        self._looking.stop()
        self._worker = None

    # what came of it

    def _settle(self, found: _Settled) -> None:
        self.updater, self.came_back_from = found.updater, found.came_back_from
        self.refusal, self.asks_by_itself = found.refusal, found.has_line
        self.changed.emit()
        if self.asks_by_itself and self.refusal is None and not self._closed:
            self._looking.start(_LOOK_MS)
            QTimer.singleShot(_SETTLED_MS, self, self._look_by_itself)

    def _cannot(self, error: SaiThongError) -> None:
        self.refusal = error
        self.changed.emit()

    def _look_by_itself(self) -> None:
        """Ask the other side, unless something was chosen here already; that it does not answer is no news."""
        if self.place is None and not self.ready:
            self._do(_looked, None, done=partial(self._found, None), failed=lambda _error: None)

    def _found(self, place: Path | None, offer: object) -> None:
        from sai_thong.updates.updater import Offer

        if isinstance(offer, Offer) and self.updater is not None:
            self.offer, self.place = offer, place
            self.ready = offer.newer and self.updater.is_ready(offer)

    def _got(self, _nothing: object) -> None:
        self.ready = True

    def _went_back(self, _nothing: object) -> None:
        self.agreed, self._opens_again = None, True
        self.restart_wanted.emit()

    def _failed(self, error: SaiThongError) -> None:
        self.error = error

    def _do(
        self,
        work: Callable[..., object],
        *args: object,
        done: Callable[[object], None],
        failed: Callable[[SaiThongError], None],
        reports: bool = False,
    ) -> None:
        if self.busy or self.updater is None or self._closed:
            return
        self.busy, self.error, self.progress = True, None, (0, 0)
        job = self._submit(work, self.updater, self._store, *args, reports=reports)
        job.done.connect(lambda result: self._end(partial(done, result)))
        job.failed.connect(lambda error: self._end(partial(failed, error)))
        job.progressed.connect(self._progress)
        self.changed.emit()

    def _progress(self, done: int, in_all: int) -> None:
        before, self.progress = self.progress, (done, in_all)
        if in_all and done * 100 // in_all != before[0] * 100 // max(1, before[1]):
            self.changed.emit()

    def _end(self, then: Callable[[], None]) -> None:
        self.busy = False
        then()
        self.changed.emit()

    def _submit(self, work: Callable[..., object], *args: object, reports: bool = False) -> Job:
        if self._worker is None:
            self._worker = SerialWorker(self)
        return self._worker.submit(work, *args, reports_progress=reports)


@dataclass(frozen=True)
class _Settled:
    """What is known once the window stands."""

    updater: Updater
    came_back_from: Version | None
    refusal: SaiThongError | None
    has_line: bool


def _settled(store: Store, clock: Clock) -> _Settled:
    """On the keeper's thread: end the trial of this version, and see where newer ones may come from."""
    from sai_thong.hub.updates_line import who_mirrors
    from sai_thong.updates.updater import Updater

    updater = Updater.of_this_program(home(), clock)
    came_back_from, refusal = updater.window_stands(), None
    try:
        updater.refuse_without_publisher()
    except SaiThongError as error:
        refusal = without_places(error)
    asked = who_mirrors(store)
    return _Settled(updater, came_back_from, refusal, has_line=bool(asked and asked.url))


def _looked(updater: Updater, store: Store, place: Path | None) -> Offer:
    from sai_thong.hub.updates_line import mirrored_updates
    from sai_thong.registers.office.settings import UPDATES_UP_TO, office_settings
    from sai_thong.updates.sources import FolderSource

    up_to = office_settings(store).version(UPDATES_UP_TO)
    if place is not None:
        return updater.look(FolderSource(place), up_to)
    with mirrored_updates(store) as mirror:
        return updater.look(mirror, up_to)


def _made_ready(updater: Updater, store: Store, offer: Offer, place: Path | None, *, report: Report) -> None:
    from sai_thong.hub.updates_line import mirrored_updates
    from sai_thong.updates.sources import FolderSource

    if place is not None:
        updater.make_ready(FolderSource(place), offer, fetched=report, laid_out=report)
        return
    with mirrored_updates(store) as mirror:
        updater.make_ready(mirror, offer, fetched=report, laid_out=report)


def _gone_back(updater: Updater, _store: Store) -> Version:
    return updater.installation.go_back()
