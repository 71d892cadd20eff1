"""Kills a process of the program at a moment of its work, and tells what it had said until then.

The process is forked, so that none has to start; it says on a pipe what it has acknowledged, and when it begins a
commit. The one who kills it waits for a commit or lets some time pass, then sends SIGKILL: what ran in the middle of a
write runs no further, as when the power button is held down.
"""

from __future__ import annotations

import os
import random
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sai_thong.db import connection as connecting

READY, COMMIT, COMMITTED = "ready", "commit", "committed"
"""What a process says of itself, beside what it acknowledges: its work begins; a commit begins; the commit was made."""

Tell = Callable[[str], None]
"""Says a line to whoever watches, at once."""


class Work(Protocol):
    """Something the program does that may be killed.

    Attributes:
        name: What it is, in a word.
    """

    name: str

    def lay_out(self, folder: Path) -> None:
        """Lay into an empty folder what stands before the work begins."""

    def do(self, folder: Path, tell: Tell) -> None:
        """Do it, in the process that dies; `READY` is told when all is open, then what is acknowledged."""

    def check(self, folder: Path, acknowledged: Sequence[str]) -> None:
        """Assert that what was acknowledged is there, nothing half, and that the work can be gone on with."""


@dataclass(frozen=True)
class Course:
    """How a work goes when nobody kills it.

    Attributes:
        seconds: From the moment it is ready to its end.
        commits: How many it makes meanwhile.
    """

    seconds: float
    commits: int


@dataclass(frozen=True)
class Moment:
    """When to kill.

    Attributes:
        commit: At which commit, from 1; 0 for none.
        seconds: How long after that commit began, or after the work was ready.
    """

    commit: int
    seconds: float


@dataclass(frozen=True)
class Death:
    """How a process ended.

    Attributes:
        killed: Whether it was killed before its own end.
        inside: Whether it had begun a commit then, and not told of its end.
        acknowledged: What it had said to be done.
    """

    killed: bool
    inside: bool
    acknowledged: tuple[str, ...]


@dataclass
class Deaths:
    """How many were killed, and how many of those inside a commit."""

    killed: int = 0
    inside: int = 0

    def add(self, death: Death) -> None:
        """Count one."""
        self.killed += death.killed
        self.inside += death.killed and death.inside


def moments(course: Course, chance: random.Random) -> Iterator[Moment]:
    """Moments to kill at, without end: by turns at any time, and at a commit; in order of nothing."""
    while True:
        yield Moment(0, chance.uniform(0, course.seconds))
        if course.commits:
            yield Moment(chance.randrange(course.commits) + 1, chance.choice((0, chance.uniform(0, 0.002))))


def lived(work: Work, folder: Path) -> Course:
    """Do a work to its end, checked, and tell its course; `folder` is empty."""
    work.lay_out(folder)
    with Process(work, folder) as process:
        said = process.until_ready()
        started = time.perf_counter()
        said += process.rest()
        seconds = time.perf_counter() - started
        assert process.end() == 0, "the work itself failed"
    work.check(folder, acknowledged_of(said))
    return Course(seconds, said.count(COMMIT))


def killed(work: Work, folder: Path, moment: Moment) -> Death:
    """Kill a work at a moment, and check what is left; `folder` is empty."""
    work.lay_out(folder)
    with Process(work, folder) as process:
        said = process.until(moment)
        os.kill(process.number, signal.SIGKILL)
        said += process.rest()
        status = process.end()
    assert os.WIFSIGNALED(status) or status == 0, "the process failed by itself"
    acknowledged = acknowledged_of(said)
    try:
        work.check(folder, acknowledged)
    except Exception as error:
        error.add_note(f"{work.name} killed at {moment}, after {' '.join(said)}")
        raise
    return Death(os.WIFSIGNALED(status), said[-1:] == [COMMIT], acknowledged)


class Process:
    """A forked process that does a work; gone at the end of the block, whatever happens.

    Attributes:
        number: By which the system knows it.
    """

    def __init__(self, work: Work, folder: Path) -> None:
        reading, writing = os.pipe()
        self.number = os.fork()
        if not self.number:
            os.close(reading)
            _do_and_end(work, folder, writing)
        os.close(writing)
        self._lines = os.fdopen(reading, "r", encoding="utf-8")
        self._status: int | None = None

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *_exception: object) -> None:
        if self._status is None:
            os.kill(self.number, signal.SIGKILL)
            self.end()
        self._lines.close()

    def line(self) -> str:
        """The next line; nothing at the end."""
        return self._lines.readline().rstrip("\n")

    def until_ready(self) -> list[str]:
        """The lines up to the one that says that the work begins; without it when the process ended before."""
        said = []
        while (line := self.line()) and line != READY:
            said.append(line)
        return said

    def until(self, moment: Moment) -> list[str]:
        """Let it work until a moment; the lines up to then."""
        said = self.until_ready()
        while said.count(COMMIT) < moment.commit and (line := self.line()):
            said.append(line)
        _let_pass(moment.seconds)
        return said

    def rest(self) -> list[str]:
        """All that is still to be read."""
        return self._lines.read().splitlines()

    def end(self) -> int:
        """Wait for its end; its status as the system gives it."""
        if self._status is None:
            _number, self._status = os.waitpid(self.number, 0)
        return self._status


def _do_and_end(work: Work, folder: Path, writing: int) -> None:
    """Do the work and end this process; nothing of the process it was forked from runs on in it."""

    def tell(line: str) -> None:
        os.write(writing, f"{line}\n".encode())

    try:
        _announce_commits(tell)
        work.do(folder, tell)
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def _announce_commits(tell: Tell) -> None:
    connect = connecting.connect

    def announcing(path: Path, key: bytes, query: str) -> Any:
        connection = connect(path, key, query)
        committing = False

        def look(statement: str) -> None:
            # Told of every statement before it runs: what comes behind a commit tells that it was made.
            nonlocal committing
            if committing:
                tell(COMMITTED)
            committing = statement.strip("; ").upper() == "COMMIT"
            if committing:
                tell(COMMIT)

        connection.set_trace_callback(look)
        return connection

    connecting.connect = announcing


def _let_pass(seconds: float) -> None:
    """Let time pass without giving up the processor where it is short: sleeping is coarse on a busy machine."""
    if seconds > 0.003:
        time.sleep(seconds)
        return
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass


def acknowledged_of(said: Sequence[str]) -> tuple[str, ...]:
    return tuple(line for line in said if line not in (COMMIT, COMMITTED))
