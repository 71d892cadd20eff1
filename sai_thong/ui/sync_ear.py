"""Listening for news of a hub in the same office, on a thread of its own: what others do is fetched at once."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from sai_thong.ground.errors import SaiThongError
from sai_thong.ui.mailbox import PROGRESS, Line, mailbox

if TYPE_CHECKING:
    from sai_thong.db.store import Store

_AFTER_NEWS_SECONDS: Final = 0.4
"""A round takes at least as long to fetch what the news was about."""
_AFTER_TROUBLE_SECONDS: Final = 15.0


class Ear(QObject):
    """Listens once `listen` was called, for as long as the other side is able to tell.

    Signals:
        news(): The other side has something.
    """

    news = Signal()

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def listen(self) -> None:
        """Begin, where nobody listens yet."""
        if self._thread is not None and self._thread.is_alive():
            return
        line = mailbox().open(self._hear)
        self._thread = threading.Thread(target=_listen, args=(self._store, self._stop, line), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End; a request under way is left behind."""
        self._stop.set()

    def _hear(self, what: str, _value: object) -> None:
        if what == PROGRESS and isValid(self) and not self._stop.is_set():
            self.news.emit()


def _listen(store: Store, stop: threading.Event, line: Line) -> None:
    from sai_thong.sync.talk import Stopped

    while not stop.is_set():
        try:
            _listen_to_one(store, stop, line)
            break
        except Stopped:
            break
        except SaiThongError:
            # Rounds tell what is wrong, and find another hub; this only waits until there is something to hear.
            stop.wait(_AFTER_TROUBLE_SECONDS)
    line.post("done")


def _listen_to_one(store: Store, stop: threading.Event, line: Line) -> None:
    """Listen until the authority changes, is not able to tell, or the window closes."""
    from sai_thong.sync.device import own_device, pinned_authority
    from sai_thong.sync.listening import Listener
    from sai_thong.sync.station import read_cursor

    device, authority = own_device(store), pinned_authority(store)
    if device is None or authority is None:
        return
    with Listener(device, authority, stopped=stop.is_set, pause=lambda seconds: _pause(stop, seconds)) as ear:
        while not stop.is_set() and pinned_authority(store) == authority:
            at = read_cursor(store)
            if ear.wait(at.epoch, at.seq):
                line.post(PROGRESS, (0, 0))
                stop.wait(_AFTER_NEWS_SECONDS)
            elif not ear.able:
                return


def _pause(stop: threading.Event, seconds: float) -> None:
    stop.wait(seconds)
