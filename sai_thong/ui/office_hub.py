"""The hub of the office beside the window: served where this computer is it, and followed where another is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from sai_thong.ground.errors import SaiThongError
from sai_thong.sync.enrolled import is_enrolled
from sai_thong.ui.background_sync import BackgroundSync, RoundEnded
from sai_thong.ui.work import Job

if TYPE_CHECKING:
    from sai_thong.db.store import Store
    from sai_thong.hub.process import Hub

_TALK_UPWARDS_MS: Final = 10 * 60_000


class OfficeHub(QObject):
    """Looks after this computer's hub, if it is one, on the thread of the sync.

    Args:
        store: The open store.
        sync: The rounds beside the window.
        parent: Its owner.

    Signals:
        changed(): It was started or ended, or another hub is followed.
    """

    changed = Signal()

    def __init__(self, store: Store, sync: BackgroundSync, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._sync = sync
        self._hub: Hub | None = None
        self._upwards = QTimer(self)
        self._upwards.timeout.connect(self._talk_upwards)
        sync.ended.connect(self._after_round)

    @property
    def serving(self) -> bool:
        """Whether this computer's hub serves now."""
        return self._hub is not None and self._hub.status.running

    def begin(self) -> None:
        """Start the hub where this computer is it."""
        if self._store.writable:
            self._sync.ask(_start_kept, self._store).done.connect(self._started)

    def switch_on(self, why: str) -> Job:
        """Let this computer be the hub from now on, in place of any other."""
        job = self._sync.ask(_switch_on, self._store, why)
        job.done.connect(self._started)
        return job

    def give_back(self, why: str) -> Job:
        """Let the province keep the order again, and end this computer's hub."""
        job = self._sync.ask(_give_back, self._store, self._hub, why)
        job.done.connect(lambda _term: self._started(None))
        job.failed.connect(lambda _error: self.begin())
        return job

    def give_back_by_stick(self, why: str, folder: Path) -> Job:
        """Write the stick after which the province keeps the order again, and end this computer's hub."""
        job = self._sync.ask(_give_back_by_stick, self._store, self._hub, why, folder)
        job.done.connect(lambda _written: self._started(None))
        job.failed.connect(lambda _error: self.begin())
        return job

    def close(self) -> None:
        """End the hub with the window; the other computers work on, and send when it is there again."""
        self._upwards.stop()
        if self._hub is not None:
            self._hub.stop()
            self._hub = None

    def _started(self, hub: Hub | None) -> None:
        self._hub = hub
        if hub is not None:
            self._upwards.start(_TALK_UPWARDS_MS)
        else:
            self._upwards.stop()
        self._sync.count()
        self.changed.emit()
        if hub is not None:
            self._sync.sync_now()

    def _after_round(self, ended: RoundEnded) -> None:
        """A silent authority may have been followed by another hub; a later hub ends this one."""
        if self._hub is not None:
            self._ask_quietly(_yield, self._hub)
        elif ended.error is not None and _may_be_elsewhere(ended.error):
            self._ask_quietly(_follow)

    def _ask_quietly(self, operation: Callable[..., object], *args: object) -> None:
        self._sync.ask(operation, self._store, *args).done.connect(self._moved)

    def _moved(self, moved: bool) -> None:
        if moved:
            self._hub = None
            self.changed.emit()
            self._sync.sync_now()

    def _talk_upwards(self) -> None:
        """The hub alone talks to the province; where there is none, or no line, it is tried again later."""
        self._sync.ask(_send_up, self._store).failed.connect(self._not_sent)

    def _not_sent(self, error: SaiThongError) -> None:
        """The province may have named a hub that took over where its calls are not heard."""
        if self._hub is not None and _may_be_elsewhere(error):
            self._ask_quietly(_yield, self._hub)


def _start_kept(store: Store) -> Hub | None:
    if not is_enrolled(store):
        return None
    from sai_thong.hub.keeping import kept_hub

    kept = kept_hub(store)
    if kept is None or not kept.is_on:
        return None
    return _start(store)


def _switch_on(store: Store, why: str) -> Hub:
    from sai_thong.hub.switching import switch_on

    switch_on(store, why=why)
    return _start(store)


def _start(store: Store) -> Hub:
    from sai_thong.hub.switching import hub_process, keep_port

    hub = hub_process(store)
    keep_port(store, hub.start())
    return hub


def _give_back(store: Store, hub: Hub | None, why: str) -> object:
    from sai_thong.hub.upstream import Upstream

    if hub is not None:
        hub.stop()
    return Upstream(store).give_back(why=why)


def _give_back_by_stick(store: Store, hub: Hub | None, why: str, folder: Path) -> object:
    from sai_thong.hub.giving_back import give_back_by_stick

    if hub is not None:
        hub.stop()
    return give_back_by_stick(store, folder, why=why)


def _yield(store: Store, hub: Hub) -> bool:
    from sai_thong.hub.switching import yield_to_newer

    return yield_to_newer(store, hub) is not None


def _follow(store: Store) -> bool:
    from sai_thong.hub.switching import follow_newest

    before = _followed(store)
    follow_newest(store, 0.5)
    return _followed(store) != before


def _followed(store: Store) -> object:
    from sai_thong.sync.device import pinned_authority

    return pinned_authority(store)


def _send_up(store: Store) -> None:
    from sai_thong.hub.upstream import send_up

    send_up(store)


def _may_be_elsewhere(error: SaiThongError) -> bool:
    from sai_thong.sync.refusals import NoLink, NotThePinnedAuthority, OrderElsewhere

    return isinstance(error, NoLink | NotThePinnedAuthority | OrderElsewhere)
