"""What keeps the event loop turning beside busy threads: short turns, and no garbage collection in the middle of work.

Python collects cycles in whichever thread happens to allocate, and stops every other for as long as it takes: 200 to
600 ms among the records of 20,000 people (measured). A collection in a worker may also destroy a Qt object off its
thread. So the window collects itself: the young often, the old only while nothing runs.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

_SWITCH_SECONDS: Final = 0.0005
_LOOK_MS: Final = 2_000
_YOUNG_FULL: Final = 10_000
"""Objects made since the last look after which the young are worth collecting."""
_LOOKS_TO_OLD: Final = 30
"""Looks after which the old are collected, about a minute."""


class TidyUp(QObject):
    """Collects garbage on the window's thread, in its own time.

    Args:
        idle: Whether nothing runs beside the window now.
        parent: Its owner; collection by Python itself returns when it is gone.
    """

    def __init__(self, idle: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        # With Python's 5 ms the window's thread would stutter beside a busy one.
        sys.setswitchinterval(_SWITCH_SECONDS)
        gc.disable()
        # What was loaded for the start lives as long as the program: no collection need look at it again.
        gc.freeze()
        self._idle = idle
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_MS)
        parent.destroyed.connect(gc.enable)

    def look(self) -> None:
        """Collect what it is time for."""
        self._looks += 1
        if not self._idle():
            return
        if self._looks >= _LOOKS_TO_OLD:
            self._looks = 0
            gc.collect()
        elif gc.get_count()[0] > _YOUNG_FULL:
            gc.collect(1)
