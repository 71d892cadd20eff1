"""The one thread that writes: operations queue up for it, and nobody who only reads ever waits."""

from __future__ import annotations

import atexit
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

from sai_thong.db.errors import StoreMistake

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class _Job(Generic[T]):
    operation: Callable[[T], Any]
    future: Future[Any]


class Writer(Generic[T]):
    """Runs writing operations one after another in a thread of its own.

    Args:
        opening: Called first in that thread; gives what every operation works with (a store or a connection).
        closing: Called last in that thread with the same thing.

    Raises whatever `opening` raises, in the thread that makes the writer.
    """

    def __init__(self, opening: Callable[[], T], closing: Callable[[T], None] | None = None) -> None:
        self._queue: queue.SimpleQueue[_Job[T] | None] = queue.SimpleQueue()
        self._gate = threading.Lock()
        self._open = True
        opened: Future[None] = Future()
        # A daemon, closed at exit: a forgotten writer neither keeps the program alive nor loses what was submitted.
        self._thread = threading.Thread(
            target=self._run, args=(opening, closing, opened), name="store-writer", daemon=True
        )
        self._thread.start()
        try:
            opened.result()
        except BaseException:
            self._thread.join()
            raise
        atexit.register(self.close)

    def submit(self, operation: Callable[[T], R]) -> Future[R]:
        """Queue `operation` and return at once; the future gives its result or its exception.

        A future cancelled before its turn is passed over.

        Raises:
            StoreMistake: The writer is closed.
        """
        future: Future[R] = Future()
        with self._gate:
            if not self._open:
                raise StoreMistake("the writer is closed")
            self._queue.put(_Job(operation, future))
        return future

    def run(self, operation: Callable[[T], R]) -> R:
        """Queue `operation` and wait for it.

        Raises:
            StoreMistake: The writer is closed, or asked to wait for itself from within an operation.
        """
        if threading.current_thread() is self._thread:
            raise StoreMistake("an operation waits for the thread it runs in")
        return self.submit(operation).result()

    def close(self) -> None:
        """Take no more operations, finish those queued, close what was opened, and return when all that is done."""
        with self._gate:
            if self._open:
                self._open = False
                self._queue.put(None)
        if threading.current_thread() is not self._thread:
            self._thread.join()
            atexit.unregister(self.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def _run(self, opening: Callable[[], T], closing: Callable[[T], None] | None, opened: Future[None]) -> None:
        try:
            subject = opening()
        except BaseException as error:
            opened.set_exception(error)
            return
        opened.set_result(None)
        try:
            while (job := self._queue.get()) is not None:
                _do(job, subject)
                del job  # what an operation carries is freed before the next one comes, which may be hours away
        finally:
            if closing:
                closing(subject)


def _do(job: _Job[T], subject: T) -> None:
    if not job.future.set_running_or_notify_cancel():
        return
    try:
        result = job.operation(subject)
    except BaseException as error:  # even SystemExit belongs to whoever asked, not to this thread
        job.future.set_exception(error)
    else:
        job.future.set_result(result)
