"""What keeps the event loop turning beside busy threads: short turns, and no garbage collection in the middle of work.

Python collects cycles in whichever thread happens to allocate, and stops every other for as long as it takes: 200 to
600 ms among the records of 20,000 people (measured). A collection in a worker also destroys widgets on its thread,
which Qt does not survive. So Python never collects by itself, from the program's start to its end; the window collects:
what was made lately often, in small amounts; what a job answered, not at all, for records have no cycles, and looking
at those of 10,000 people takes 100 to 300 ms (measured, nothing found); and everything only while nobody looks at the
window.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

_SWITCH_SECONDS: Final = 0.0005
_LOOK_MS: Final = 2_000
_YOUNG_FULL: Final = 5_000
"""Objects made since the last look after which the young are worth collecting."""
_YOUNG_OF_A_JOB: Final = 20_000
"""So many are never the window's own: a job answered with records."""
_LOOKS_TO_OLD: Final = 30
"""Looks after which what outlived the young collections is collected, about a minute."""
_LOOKS_TO_EVERYTHING: Final = 300
"""Looks after which everything is collected once nobody looks, about ten minutes."""


def keep_collection_from_threads() -> None:
    """Let Python collect nothing by itself: it would do so in any thread, and destroy widgets there."""
    gc.disable()


class TidyUp(QObject):
    """Collects garbage on the window's thread, in its own time.

    Args:
        idle: Whether nothing runs beside the window now.
        unseen: Whether nobody works in the window now, such as while another program has the keys.
        parent: Its owner.
    """

    def __init__(self, idle: Callable[[], bool], unseen: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        # With Python's 5 ms the window's thread would stutter beside a busy one.
        sys.setswitchinterval(_SWITCH_SECONDS)
        keep_collection_from_threads()
        # What was loaded for the start lives as long as the program: no collection need look at it again.
        gc.freeze()
        self._idle = idle
        self._unseen = unseen
        self._looks = 0
        self._looks_since_everything = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_MS)

    def look(self) -> None:
        """Collect what it is time for."""
        self._looks += 1
        self._looks_since_everything += 1
        if not self._idle():
            return
        young = gc.get_count()[0]
        if self._looks_since_everything >= _LOOKS_TO_EVERYTHING and self._unseen():
            self._looks = self._looks_since_everything = 0
            gc.unfreeze()
            gc.collect()
            gc.freeze()
        elif young > _YOUNG_OF_A_JOB:
            gc.freeze()
        elif self._looks >= _LOOKS_TO_OLD:
            self._looks = 0
            gc.collect()
            # Whoever outlived this is looked at again only with everything: a look stays as short as a minute is.
            gc.freeze()
        elif young > _YOUNG_FULL:
            gc.collect(1)


def another_program_has_the_keys() -> bool:
    """Whether nobody works in this program now."""
    return QApplication.applicationState() is not Qt.ApplicationState.ApplicationActive
