"""Whether somebody is at the window: without a key or a click for as long as the office says, it hides itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_LOOK_MS: Final = 5_000
_SIGNS_OF_LIFE: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleLock(QObject):
    """Tells when nobody was at the window for a while.

    It listens to the windows of the program, not to everything in them, so that typing pays nothing for it.

    Args:
        minutes: After how many minutes; asked each time, as the office may say otherwise meanwhile.
        parent: Its owner.
        timer: Seconds that only grow.

    Signals:
        idle(): Nobody was there for so long.
    """

    idle = Signal()

    def __init__(
        self, minutes: Callable[[], int], parent: QObject | None = None, *, timer: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._timer = timer
        self._seen_at = timer()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._listen_to)

    def begin(self) -> None:
        """Look after the window from now on."""
        self._seen_at = self._timer()
        self._look.start()

    def end(self) -> None:
        """Look no more, while nothing is shown."""
        self._look.stop()

    def look(self) -> None:
        """Tell if nobody was there for too long."""
        if self._look.isActive() and self._timer() - self._seen_at >= self._minutes() * 60:
            self.idle.emit()

    def _listen_to(self, window: QWindow | None) -> None:
        if window is not None:
            self._seen_at = self._timer()
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Somebody is there."""
        if event.type() in _SIGNS_OF_LIFE:
            self._seen_at = self._timer()
        return super().eventFilter(watched, event)
