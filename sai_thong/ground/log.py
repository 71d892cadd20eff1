"""Loggers by category, and the one file they write to. No personal data goes into any of them.

A support officer reads the log, perhaps far away; so whoever logs names counts, ids of files and steps, never people.
Two nets stand below that rule: the message of an exception, which may quote what a clerk typed, is left out of
tracebacks, and long runs of digits, which may be somebody's citizen id or account, are hidden.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from time import gmtime
from types import TracebackType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler

Category = Literal["db", "sync", "print", "ui", "import"]

FILE_NAME = "sai-thong.log"
FILE_BYTES = 1_000_000
FILES_KEPT = 5

MISTAKE = "mistake"
"""The attribute of a record with the error it tells of."""

_ROOT = "sai_thong"
_LONG_DIGITS = re.compile(r"[0-9๐-๙](?:[ -]?[0-9๐-๙]){8,}")
"""Nine digits and more, however grouped: an account has ten, a citizen id thirteen; our own dates and counts less."""

_ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def logger(category: Category) -> logging.Logger:
    """The logger of one category, below ``sai_thong``."""
    return logging.getLogger(f"{_ROOT}.{category}")


def start(folder: Path) -> Path | None:
    """Write the log of this process to a file in `folder`, which is kept small by turning it over.

    A log that cannot be written must not keep an office from its work: then there is none.

    Returns:
        The file, or None if the folder cannot be written to.
    """
    root = logging.getLogger(_ROOT)
    stop()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE_NAME).touch()
    except OSError:
        return None
    root.addHandler(_OurFile(folder / FILE_NAME))
    root.setLevel(logging.INFO)
    return folder / FILE_NAME


def stop() -> None:
    """Close the file that `start` opened, if any."""
    root = logging.getLogger(_ROOT)
    for handler in [handler for handler in root.handlers if isinstance(handler, _OurFile)]:
        root.removeHandler(handler)
        handler.close()


class _OurFile(logging.Handler):
    """The log's file, opened for the first record.

    Most starts write none before the password is asked, and what turns files over loads sockets and pickling with it.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: RotatingFileHandler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        if self._file is None:
            from sai_thong.ground.log_file import LogFile

            self._file = LogFile(self._path, maxBytes=FILE_BYTES, backupCount=FILES_KEPT - 1, encoding="utf-8")
            self._file.setFormatter(Discreet())
        self._file.emit(record)

    def close(self) -> None:
        """Close the file, if it was opened."""
        if self._file is not None:
            self._file.close()
        super().close()


class Discreet(logging.Formatter):
    """One line a record, in UTC; exceptions by their kind and place; long runs of digits hidden."""

    converter = staticmethod(gmtime)

    def __init__(self) -> None:
        super().__init__("%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S")

    def formatException(self, ei: _ExceptionInfo) -> str:  # noqa: N802 - the name `logging` calls
        """The kinds of the exception and of its causes, and where each was raised; never what it says."""
        told: list[str] = []
        for error in with_causes(ei[1]):
            frames = traceback.extract_tb(error.__traceback__)
            told += [f"  {type(error).__module__}.{type(error).__qualname__}"]
            told += [f"    {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        return "\n".join(told)

    def format(self, record: logging.LogRecord) -> str:
        """The record as text without long runs of digits; the time before it keeps its own."""
        # A cached text was made by another handler's formatter, and may quote the exception.
        record.exc_text = None
        text = super().format(record)
        record.exc_text = None
        time, _, rest = text.partition("Z ")
        return f"{time}Z {_LONG_DIGITS.sub('#########', rest)}"


def note_mistake(category: Category, error: BaseException) -> None:
    """Note a mistake of ours that a person is told of without its words; its kind and place, and no more.

    The error itself goes with the record, for whoever hears it to leave a report (`crash.CrashWatch`).
    """
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    logger(category).error("unexpected %s at %s", type(error).__name__, places, extra={MISTAKE: error})


def with_causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error, what it was raised from or during, and so on."""
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def note_uncaught_errors() -> None:
    """Let what nobody caught leave its kind and place in the log before the interpreter prints it."""

    def note(kind: type[BaseException], error: BaseException, place: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            logger("ui").critical("an error nobody caught", exc_info=(kind, error, place))
        sys.__excepthook__(kind, error, place)

    def note_in_thread(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            note(told.exc_type, told.exc_value, told.exc_traceback)

    sys.excepthook = note
    threading.excepthook = note_in_thread
