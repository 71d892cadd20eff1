"""Reports of the program's own mistakes: what failed and where in our code, and nothing of what was worked on.

Two things leave one: an error that nobody foresaw, which the log notes, and a process that died, of which Python's
fault handler writes the place into a file of that process. Reports stay on this computer until a person hands them on
(`sai_thong.ui.crash_report`).
"""

from __future__ import annotations

import faulthandler
import hashlib
import logging
import os
import platform
import re
import sys
import traceback
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from sai_thong import __version__
from sai_thong.ground import log, resources
from sai_thong.ground.clock import Clock

MOST_KEPT: Final = 10
"""Reports that may wait at once; of more, the first ones are the ones that tell."""
_OURS: Final = "sai_thong"
_MOST_FRAMES: Final = 40
_REPORTS: Final = "report-*.txt"
_RUNNING: Final = "running-*.txt"
_LONGEST_FAULT_BYTES: Final = 64 * 1024
_FATAL: Final = re.compile(
    r"^(?:Fatal Python error|Windows fatal exception): (?!code )([A-Za-z][A-Za-z -]{0,60})", re.MULTILINE
)
"""What the fault handler says of a process that dies; behind ``Windows fatal exception: code 0x…`` it goes on."""
_FAULT_FRAME: Final = re.compile(
    r'^  File "(?:.*[\\/])?(sai_thong(?:[\\/][A-Za-z0-9_]+)+)\.py", line (\d+) in (\S+)$', re.MULTILINE
)
_SLASH: Final = re.compile(r"[\\/]")
_VERSIONS: Final = re.compile(r"[\w.,() -]{1,200}")


@dataclass(frozen=True)
class CrashReport:
    """A report that waits for a person.

    Attributes:
        path: Where it lies.
        text: What it says, in Thai and English.
    """

    path: Path
    text: str

    def discard(self) -> None:
        """Keep it no longer."""
        with suppress(OSError):
            self.path.unlink()


def waiting_reports(folder: Path) -> list[CrashReport]:
    """The reports that nobody handed on or discarded, the oldest first."""
    found = []
    for path in folder.glob(_REPORTS):
        with suppress(OSError, UnicodeDecodeError):
            found.append((path.stat().st_mtime_ns, CrashReport(path, path.read_text(encoding="utf-8"))))
    return [report for _at, report in sorted(found, key=lambda each: each[0])]


class CrashWatch:
    """Leaves reports of this process, and of those before it that died.

    Args:
        folder: Where reports lie.
        clock: When something happened.
        versions: Of what else is worth knowing, such as Qt.
    """

    def __init__(self, folder: Path, clock: Clock, versions: Mapping[str, str]) -> None:
        self._folder = folder
        self._clock = clock
        self._versions = _versions(versions)
        self._running: IO[str] | None = None
        self._handler = _OfErrors(self)

    def begin(self) -> None:
        """Watch from now on. Where nothing can be written the program works without."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._report_the_dead()
            path = self._folder / f"running-{os.getpid()}-{os.urandom(4).hex()}.txt"
            self._running = path.open("w", encoding="utf-8")
            _hold(self._running)
            self._running.write(f"{self._versions}\n")
            self._running.flush()
            faulthandler.enable(self._running, all_threads=False)
        logging.getLogger(_OURS).addHandler(self._handler)

    def end(self) -> None:
        """The process ends as it should."""
        logging.getLogger(_OURS).removeHandler(self._handler)
        if self._running is not None:
            faulthandler.disable()
            self._running.close()
            with suppress(OSError):
                Path(self._running.name).unlink()
            self._running = None

    def keep(self, error: BaseException) -> None:
        """Leave a report of an error; the same one twice leaves one."""
        what, where = _told(error)
        self._write(self._versions, self._clock.now(), what, where)

    def _report_the_dead(self) -> None:
        """Make reports of what the fault handler of other processes left, and forget those that merely ended."""
        for path in self._folder.glob(_RUNNING):
            with suppress(OSError):
                if not _is_over(path):
                    continue
                with path.open(encoding="utf-8", errors="replace") as file:
                    text = file.read(_LONGEST_FAULT_BYTES)
                written_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                path.unlink()
                fatal = _FATAL.search(text)
                if fatal is not None:
                    versions = text.partition("\n")[0]
                    frames = _FAULT_FRAME.findall(text, fatal.start())
                    where = [f"{'.'.join(re.split(_SLASH, place))}:{line} {name}" for place, line, name in frames]
                    told = versions if _VERSIONS.fullmatch(versions) else self._versions
                    self._write(told, written_at, [fatal.group(1).strip()], where)

    def _write(self, versions: str, when: datetime, what: Iterable[str], where: Iterable[str]) -> None:
        what, where = list(what), list(where)[:_MOST_FRAMES]
        name = hashlib.sha256("\n".join([versions, *what, *where]).encode()).hexdigest()[:12]
        path = self._folder / f"report-{name}.txt"
        with suppress(OSError, resources.BrokenInstallation):
            if path.exists() or len(list(self._folder.glob(_REPORTS))) >= MOST_KEPT:
                return
            text = resources.read_text("program/crash_report.txt").format(
                versions=versions,
                when=when.strftime("%Y-%m-%d %H:%M UTC"),
                what="\n  ".join(what),
                where="\n  ".join(where) or "–",
            )
            path.write_text(text, encoding="utf-8")


class _OfErrors(logging.Handler):
    """Hears of the mistakes that the log notes."""

    def __init__(self, watch: CrashWatch) -> None:
        super().__init__(logging.ERROR)
        self._watch = watch

    def emit(self, record: logging.LogRecord) -> None:
        """Leave a report of it."""
        error = getattr(record, log.MISTAKE, None) or (record.exc_info[1] if record.exc_info else None)
        if error is not None:
            self._watch.keep(error)


def _told(error: BaseException) -> tuple[list[str], list[str]]:
    """The kinds of an error and of its causes, and where each was raised in our code; never what it says."""
    what: list[str] = []
    where: list[str] = []
    for each in log.with_causes(error):
        what.append(f"{type(each).__module__}.{type(each).__qualname__}")
        for frame, line in traceback.walk_tb(each.__traceback__):
            module = str(frame.f_globals.get("__name__", ""))
            if module.partition(".")[0] == _OURS:
                where.append(f"{module}:{line} {frame.f_code.co_qualname}")
    return what, where


def _versions(others: Mapping[str, str]) -> str:
    """The versions, in a line; no name of the computer or of its user."""
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    told = [f"Sai Thong {__version__}", system, f"Python {platform.python_version()}"]
    return ", ".join(told + [f"{name} {version}" for name, version in others.items()])


if sys.platform == "win32":

    def _hold(file: IO[str]) -> None:
        """Nothing: what is open cannot be renamed."""

    def _is_over(path: Path) -> bool:
        """Whether the process that writes a file is over."""
        over = path.with_name(f"{path.stem}.over.txt")
        path.rename(over)
        over.rename(path)
        return True

else:
    import fcntl

    def _hold(file: IO[str]) -> None:
        """Show others that this process still writes the file."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _is_over(path: Path) -> bool:
        """Whether the process that writes a file is over."""
        with path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
        return True
