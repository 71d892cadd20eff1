"""Work off the window's thread: one queue that writes the store, and processes of their own for heavy pure work.

The window's event loop never waits for either. Results and errors arrive on the window's thread as signals.
"""

from __future__ import annotations

import inspect
import multiprocessing
import pickle
import queue
import sys
import threading
import traceback
from collections.abc import Callable
from io import BytesIO
from multiprocessing.connection import Connection
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal

from sai_thong.ground import language, log
from sai_thong.ground.errors import BadInput, EnvironmentTrouble, Refused, SaiThongError
from sai_thong.ground.language import _

Report = Callable[[int, int], None]
"""How a heavy function tells its progress: done, total."""

_SWITCH_SECONDS: Final = 0.0005
_PIECE: Final = 64 * 1024


def keep_window_responsive() -> None:
    """Let threads take turns often: with Python's 5 ms the window's thread would stutter beside a busy one."""
    sys.setswitchinterval(_SWITCH_SECONDS)


class UnexpectedError(SaiThongError):
    """A mistake of ours, told to a person without its technical text."""

    def __init__(self) -> None:
        super().__init__(
            _("Something went wrong inside the program."),
            kept=_("Nothing was changed by this step."),
            do=_("Try once more. If it happens again, tell whoever looks after the program."),
        )


class WorkerDied(EnvironmentTrouble):
    """The process that did the work ended without an answer."""

    def __init__(self) -> None:
        super().__init__(
            _("The work was stopped by the machine before it was finished."),
            kept=_("Nothing was changed by this step."),
            do=_("Close other programs and try once more."),
        )


class Cancelled(Exception):
    """Raised by `Report` inside work that a person stopped; an open transaction then leaves nothing behind."""


def as_told(error: BaseException) -> SaiThongError:
    """The error a person is told; the log gets where it happened, never the message, which may name a person."""
    if isinstance(error, SaiThongError):
        return error
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    log.logger("ui").error("unexpected %s at %s", type(error).__name__, " < ".join(reversed(places)))
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

    _arrived = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.running = True
        self._cancel_asked = threading.Event()
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop; `cancelled` follows if it could be stopped before its end."""
        self._cancel_asked.set()

    def _report(self, done: int, total: int) -> None:
        """The `Report` given to an operation on the store's thread."""
        if self._cancel_asked.is_set():
            raise Cancelled
        self._post("progress", (done, total))

    def _post(self, what: str, value: object = None) -> None:
        """Hand something over from another thread; dropped when the owner of the job is gone."""
        try:
            self._arrived.emit(what, value)
        except RuntimeError:  # the page that asked was closed, and Qt deleted the job with it
            self.running = False

    def _deliver(self, what: str, value: object) -> None:
        if not self.running:
            return
        if what == "progress" and isinstance(value, tuple):
            self.progressed.emit(*value)
            return
        self.running = False
        if what == "done":
            self.done.emit(value)
        elif what == "failed":
            self.failed.emit(value)
        else:
            self.cancelled.emit()


_Queued = tuple[Job, Callable[..., Any], tuple[Any, ...], bool]


class SerialWorker(QObject):
    """One thread with a queue: operations run in the order they were submitted, one at a time.

    Signals:
        busy_changed(bool): Whether anything is queued or running.
    """

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: queue.SimpleQueue[_Queued | None] = queue.SimpleQueue()
        self._waiting: set[Job] = set()
        # A daemon: a forgotten worker does not keep the program alive. `close` waits for what is queued.
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
        self._queue.put((job, operation, args, reports_progress))
        return job

    @property
    def busy(self) -> bool:
        """Whether anything is queued or running."""
        return bool(self._waiting)

    def close(self) -> None:
        """Finish what is queued, then end the thread; waits for it."""
        self._queue.put(None)
        self._thread.join()

    def _forget(self, job: Job) -> None:
        self._waiting.discard(job)
        job.deleteLater()
        if not self._waiting:
            self.busy_changed.emit(False)


class StoreWorker(SerialWorker):
    """The queue of everything that writes the store: one writer, and nobody waits for it on the window's thread."""


def _run_queue(work: queue.SimpleQueue[_Queued | None]) -> None:
    """Run what is queued until None is."""
    while (item := work.get()) is not None:
        job, operation, args, reports_progress = item
        try:
            result = operation(*args, report=job._report) if reports_progress else operation(*args)
        except Cancelled:
            job._post("cancelled")
        except Exception as error:
            job._post("failed", as_told(error))
        else:
            job._post("done", result)


class ProcessJob(Job):
    """Work in a process of its own. `cancel` ends the process at once: it is pure, so nothing is half done."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: multiprocessing.process.BaseProcess | None = None

    def cancel(self) -> None:
        """Stop the work; `cancelled` follows."""
        if self.running:
            self._cancel_asked.set()
            if self._process is not None and self._process.is_alive():
                self._process.terminate()

    def _follow(self, function: Callable[..., Any], args: tuple[Any, ...], reports_progress: bool) -> None:
        """On a thread of its own: start the process, pass on what it says, and tell how it ended."""
        context = multiprocessing.get_context("spawn")
        mine, theirs = context.Pipe(duplex=False)
        process = context.Process(
            target=_run_apart, args=(theirs, language.current(), function, args, reports_progress), daemon=True
        )
        process.start()
        theirs.close()
        self._process = process
        if self._cancel_asked.is_set():
            process.terminate()
        ending: tuple[str, object] = ("failed", None)
        try:
            while True:
                what, value = _receive(mine)
                if what != "progress":
                    ending = (what, value)
                    break
                self._post(what, value)
        except (EOFError, OSError):
            pass  # it ended without an answer; said below
        process.join()
        mine.close()
        if self._cancel_asked.is_set():
            self._post("cancelled")
        elif ending == ("failed", None):
            self._post("failed", WorkerDied())
        else:
            self._post(*ending)


def run_in_process(
    function: Callable[..., Any], *args: object, reports_progress: bool = False, parent: QObject | None = None
) -> ProcessJob:
    """Run ``function(*args)`` in a spawned process: for pure-Python work of more than 100 ms.

    Args:
        function: A function of a module (it is found by name in the other process) that imports no Qt.
        args: Plain data that can be pickled.
        reports_progress: Give the function a keyword ``report``, a `Report`.
        parent: Owner of the job; a job whose owner is deleted delivers nothing.

    Returns:
        The job; its result is plain data, delivered by ``done``.
    """
    if reports_progress and "report" not in inspect.signature(function).parameters:
        raise TypeError(f"{function.__name__} takes no keyword 'report'")
    job = ProcessJob(parent)
    threading.Thread(target=job._follow, args=(function, args, reports_progress), daemon=True).start()
    return job


def _run_apart(
    out: Connection, code: str, function: Callable[..., Any], args: tuple[Any, ...], reports_progress: bool
) -> None:
    """In the other process: do the work and send the answer."""
    language.use(code)

    def report(done: int, total: int) -> None:
        _send(out, ("progress", (done, total)))

    try:
        result = function(*args, report=report) if reports_progress else function(*args)
        _send(out, ("done", result))
    except Exception as error:
        _send(out, ("failed", _portable(as_told(error))))


def _portable(error: SaiThongError) -> SaiThongError:
    """The same words in the nearest family that any process can read back."""
    family = next((each for each in (Refused, BadInput, EnvironmentTrouble) if isinstance(error, each)), SaiThongError)
    return family(error.what, kept=error.kept, do=error.do)


def _send(out: Connection, message: tuple[str, object]) -> None:
    out.send_bytes(pickle.dumps(message, protocol=5))


class _Pieces:
    """Bytes read piece by piece from Python, so that the window's thread gets its turn while a large answer is read."""

    def __init__(self, data: bytes) -> None:
        self._data = BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self._data.read(size)

    def readline(self) -> bytes:
        return self._data.readline()


def _receive(connection: Connection) -> tuple[str, Any]:
    message: tuple[str, Any] = pickle.Unpickler(_Pieces(connection.recv_bytes())).load()
    return message
