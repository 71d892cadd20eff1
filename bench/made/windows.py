"""The window to measure in: 1366 × 768, offscreen, on a given page."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from sai_thong.db.store import Store
from sai_thong.demo.place import demo_clock
from sai_thong.ui import theme
from sai_thong.ui.pages import PAGES
from sai_thong.ui.preferences import Preferences
from sai_thong.ui.shell import Shell
from sai_thong.ui.side_bar import OfficeHeading


def application() -> QApplication:
    """The one application of this process, with the program's look."""
    found = QApplication.instance()
    made = found if isinstance(found, QApplication) else QApplication([])
    theme.use(made, Preferences().look())
    return made


def open_window(store: Store, page: str) -> Shell:
    """The window, shown on `page`."""
    application()
    shell = Shell(
        PAGES, store=store, clock=demo_clock(), office=OfficeHeading("อบต.ทรายทอง"), preferences=Preferences(page=page)
    )
    shell.resize(1366, 768)
    shell.show()
    return shell


def settle(seconds: float = 0.3) -> None:
    """Let the event loop run until nothing is left of what was asked before."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        QApplication.processEvents()


class GapMeter(QObject):
    """The longest time between two turns of the event loop.

    It posts itself an event over and over; a turn that takes long shows as a gap between two of them.

    Attributes:
        longest_ms: The longest gap so far, milliseconds.
        turns: How many turns were seen.
    """

    _TURN = QEvent.Type(QEvent.registerEventType())

    def __init__(self) -> None:
        super().__init__()
        self.longest_ms = 0.0
        self.turns = 0
        self._last = time.perf_counter()
        self._running = True
        QApplication.postEvent(self, QEvent(self._TURN))

    def customEvent(self, _event: QEvent) -> None:  # noqa: N802 - Qt's name
        """One turn."""
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self._last = now
        self.turns += 1
        if self._running:
            QApplication.postEvent(self, QEvent(self._TURN))

    def stop(self) -> None:
        """Measure no further."""
        self._running = False
