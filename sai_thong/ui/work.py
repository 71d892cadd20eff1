"""Work off the window's thread: one queue that writes the store, and processes of their own for heavy pure work.

The window's event loop never waits for either. Results and errors arrive on the window's thread as signals.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from sai_thong.ground import log
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui.mailbox import PROGRESS, Cancelled, Line, mailbox

Report = Callable[[int, int], None]
"""How a heavy function tells its progress: done, total."""


class UnexpectedError(SaiThongError):
    """A mistake of ours, told to a person without its technical text."""

    def __init__(self) -> None:
        super().__init__(
            _("Something went wrong inside the program."),
            kept=_("Nothing was changed by this step."),
            do=_("Try once more. If it happens again, tell whoever looks after the program."),
        )


def as_told(error: BaseException) -> SaiThongError:
    """The error a person is told; the log gets where it happened, never the message, which may name a person."""
    if isinstance(error, SaiThongError):
        return error
    log.note_mistake("ui", error)
    return UnexpectedError()


class Job(QObject):
    """One piece of work under way. All signals arrive on the window's thread, and none after the owner is deleted.

    Signals:
        done(object): The result.
        failed(object): A `SaiThongError`.
        progressed(int, int): Done and total.
        cancelled(): It was stopped as asked, and nothing came of it.
    """

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)
    cancelled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.running = True
        self.line = mailbox().open(self._deliver)
        self.given: object = None
        """What the thread works on, kept here too: so no thread lets the last reference to a widget go."""

    def cancel(self) -> None:
        """Ask the work to stop; `cancelled` follows if it could be stopped before its end."""
        self.line.cancel_asked.set()

    def _deliver(self, what: str, value: object) -> None:
        if not isValid(self):  # the page that asked was closed, and Qt deleted the job with it
            self.running = False
        if what != PROGRESS:
            self.given = None
        if not self.running:
            return
        if what == PROGRESS and isinstance(value, tuple):
            self.progressed.emit(*value)
            return
        self.running = False
        if what == "done":
            self.done.emit(value)
        elif what == "failed":
            self.failed.emit(value)
        else:
            self.cancelled.emit()


class _Work:
    """An operation in the queue; it is taken out by the thread, and stays with its job until that has ended."""

    def __init__(self, line: Line, operation: Callable[..., Any], args: tuple[Any, ...], reports: bool) -> None:
        self.line = line
        self._operation = operation
        self._args = args
        self._reports = reports

    def carry_out(self) -> tuple[str, object]:
        """What came of it: ``done`` with the result, ``failed`` with a `SaiThongError`, or ``cancelled``."""
        try:
            if self._reports:
                return "done", self._operation(*self._args, report=self.line.report)
            return "done", self._operation(*self._args)
        except Cancelled:
            return "cancelled", None
        except Exception as error:
            return "failed", without_places(as_told(error))


def without_places(error: SaiThongError) -> SaiThongError:
    """The error alone: where it happened holds on to what was worked on, and the log has it."""
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)


class SerialWorker(QObject):
    """One thread with a queue: operations run in the order they were submitted, one at a time.

    Signals:
        busy_changed(bool): Whether anything is queued or running.
    """

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._waiting: set[Job] = set()
        # A daemon: a forgotten worker does not keep the program alive.
        self._thread = threading.Thread(target=_run_queue, args=(self._queue,), name=type(self).__name__, daemon=True)
        self._thread.start()

    def submit(self, operation: Callable[..., Any], *args: object, reports_progress: bool = False) -> Job:
        """Queue ``operation(*args)``; call this on the window's thread.

        With `reports_progress` the operation is given a keyword ``report``, a `Report`, which also lets it be
        cancelled: the call raises `Cancelled` inside the operation.
        """
        job = Job()
        if not self._waiting:
            self.busy_changed.emit(True)
        self._waiting.add(job)
        job.done.connect(lambda _result: self._forget(job))
        job.failed.connect(lambda _error: self._forget(job))
        job.cancelled.connect(lambda: self._forget(job))
        work = _Work(job.line, operation, args, reports_progress)
        job.given = work
        self._queue.put(work)
        return job

    @property
    def busy(self) -> bool:
        """Whether anything is queued or running."""
        return bool(self._waiting)

    def close(self, *, wait: bool = True) -> None:
        """Finish what is queued, then end the thread; with `wait`, return only after that."""
        self._queue.put(None)
        if wait:
            self._thread.join()

    def _forget(self, job: Job) -> None:
        self._waiting.discard(job)
        job.deleteLater()
        if not self._waiting and isValid(self):  # its owner may have been closed while the last answer was on its way
            self.busy_changed.emit(False)


class StoreWorker(SerialWorker):
    """The queue of everything that writes the store: one writer, and nobody waits for it on the window's thread."""


def _run_queue(work: queue.SimpleQueue[_Work | None]) -> None:
    """Run what is queued until None is."""
    while (item := work.get()) is not None:
        line, ending = item.line, item.carry_out()
        del item  # before the window's thread is told: its job then lets the operation go, not this thread
        line.post(*ending)
        del ending
