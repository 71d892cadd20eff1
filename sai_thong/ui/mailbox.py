"""What threads have to say to the window, and the one object of Qt that they touch.

Qt deletes an object on the window's thread whenever its page goes. A thread that was just then sending a signal from it
reads freed memory, and the program dies; so does one that happens to let the last reference to a widget go. So threads
hold a plain `Line`, and every line ends in one mailbox that lives as long as the program.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal

Deliver = Callable[[str, object], None]
PROGRESS = "progress"
"""Every other message is the last of its line."""


class Cancelled(Exception):
    """Raised by `Line.report` inside work that a person stopped; an open transaction then leaves nothing behind."""


class Line:
    """A thread's end of a job: no object of Qt, so that any thread may keep it and let it go."""

    def __init__(self, messages: queue.SimpleQueue[tuple[Line, str, object]], wake: Callable[[], None]) -> None:
        self.cancel_asked = threading.Event()
        self._messages = messages
        self._wake = wake

    def post(self, what: str, value: object = None) -> None:
        """Hand something over to the window's thread; dropped there when nobody waits for it any more."""
        self._messages.put((self, what, value))
        self._wake()

    def report(self, done: int, total: int) -> None:
        """How far the work is.

        Raises:
            Cancelled: A person stopped it.
        """
        if self.cancel_asked.is_set():
            raise Cancelled
        self.post(PROGRESS, (done, total))


class Mailbox(QObject):
    """Hands over what came on the lines, one message a turn of the event loop. Made and read on the window's thread."""

    _woken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._messages: queue.SimpleQueue[tuple[Line, str, object]] = queue.SimpleQueue()
        self._open: dict[Line, Deliver] = {}
        self._woken.connect(self._take_one, Qt.ConnectionType.QueuedConnection)

    def open(self, deliver: Deliver) -> Line:
        """A new line; `deliver` gets what is posted on it, and is kept until the last message."""
        line = Line(self._messages, self._woken.emit)
        self._open[line] = deliver
        return line

    def _take_one(self) -> None:
        line, what, value = self._messages.get_nowait()
        deliver = self._open[line] if what == PROGRESS else self._open.pop(line)
        deliver(what, value)


@cache
def mailbox() -> Mailbox:
    """The mailbox of the program; ask for it first on the window's thread."""
    return Mailbox()
