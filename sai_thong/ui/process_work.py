"""Pure-Python work in a process of its own: the interpreter lock would freeze the window (300 to 800 ms, measured)."""

from __future__ import annotations

import inspect
import multiprocessing
import pickle
import threading
from collections.abc import Callable
from io import BytesIO
from multiprocessing.connection import Connection
from typing import Any

from PySide6.QtCore import QObject

from sai_thong.ground import language
from sai_thong.ground.errors import BadInput, EnvironmentTrouble, Refused, SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui.mailbox import PROGRESS, Line
from sai_thong.ui.work import Job, as_told


class WorkerDied(EnvironmentTrouble):
    """The process that did the work ended without an answer."""

    def __init__(self) -> None:
        super().__init__(
            _("The work was stopped by the machine before it was finished."),
            kept=_("Nothing was changed by this step."),
            do=_("Close other programs and try once more."),
        )


class _Started:
    """The process of a job, for whoever would end it."""

    def __init__(self) -> None:
        self.process: multiprocessing.process.BaseProcess | None = None


class ProcessJob(Job):
    """Work in a process of its own. `cancel` ends the process at once: it is pure, so nothing is half done."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.started = _Started()

    def cancel(self) -> None:
        """Stop the work; `cancelled` follows."""
        if self.running:
            self.line.cancel_asked.set()
            process = self.started.process
            if process is not None and process.is_alive():
                process.terminate()


def _follow(
    line: Line, started: _Started, function: Callable[..., Any], args: tuple[Any, ...], reports_progress: bool
) -> None:
    """On a thread of its own: start the process, pass on what it says, and tell how it ended."""
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe(duplex=False)
    process = context.Process(
        target=_run_apart, args=(theirs, language.current(), function, args, reports_progress), daemon=True
    )
    try:
        process.start()
    except OSError:  # no room for another process
        line.post("failed", WorkerDied())
        return
    theirs.close()
    started.process = process
    if line.cancel_asked.is_set():
        process.terminate()
    ending: tuple[str, object] = ("failed", None)
    try:
        while True:
            what, value = _receive(mine)
            if what != PROGRESS:
                ending = (what, value)
                break
            line.post(what, value)
    except (EOFError, OSError):
        pass  # it ended without an answer; said below
    process.join()
    mine.close()
    if line.cancel_asked.is_set():
        line.post("cancelled")
    elif ending == ("failed", None):
        line.post("failed", WorkerDied())
    else:
        line.post(*ending)


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
    followed = (job.line, job.started, function, args, reports_progress)
    threading.Thread(target=_follow, args=followed, daemon=True).start()
    return job


def _run_apart(
    out: Connection, code: str, function: Callable[..., Any], args: tuple[Any, ...], reports_progress: bool
) -> None:
    """In the other process: do the work and send the answer."""
    language.use(code)

    def report(done: int, total: int) -> None:
        _send(out, (PROGRESS, (done, total)))

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
