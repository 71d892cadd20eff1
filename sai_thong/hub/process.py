"""The hub's process, watched: started, started again when it fell over, and ended with the program."""

from __future__ import annotations

import multiprocessing
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import Final

from sai_thong.ground import log
from sai_thong.ground.errors import EnvironmentTrouble
from sai_thong.ground.language import _
from sai_thong.hub.beacon import read_beacon
from sai_thong.hub.finding import FoundHub
from sai_thong.hub.serving import HEARD, LISTENING, STOP, Serving, serve
from sai_thong.sync.packing import Unreadable

_logger: Final = log.logger("sync")
_STARTS_WITHIN: Final = 60.0
"""Seconds an old machine may need to start the process."""
_ENDS_WITHIN: Final = 5.0
_LONGEST_PAUSE: Final = 60.0
"""Seconds between two starts of a process that falls over again and again."""


class HubDoesNotStart(EnvironmentTrouble):
    """The process came to no end of its beginning."""

    def __init__(self) -> None:
        super().__init__(
            _("The hub could not be started on this computer."),
            kept=_("Every computer keeps its work, and the hub's book is untouched."),
            do=_("Start it once more. If it stays so, let another computer of the office be the hub."),
        )


@dataclass(frozen=True)
class HubStatus:
    """How the hub's process does.

    Attributes:
        running: Whether it serves.
        port: Where, TCP; 0 where it does not.
        restarts: How often it fell over and was started again.
        newer: A hub of the office that is to be followed in place of this one; None where none called.
    """

    running: bool = False
    port: int = 0
    restarts: int = 0
    newer: FoundHub | None = None


class Hub:
    """Serves the office in a process of its own.

    Args:
        serving: What the process is told.
    """

    def __init__(self, serving: Serving) -> None:
        self._serving = serving
        self._status = HubStatus()
        self._up = threading.Event()
        self._stopping = threading.Event()
        self._line: Connection | None = None
        self._process: multiprocessing.process.BaseProcess | None = None
        self._watching: threading.Thread | None = None

    @property
    def status(self) -> HubStatus:
        """How it does now."""
        return self._status

    @property
    def pid(self) -> int | None:
        """The process that serves."""
        return self._process.pid if self._process is not None else None

    def start(self) -> int:
        """Start it; the port it serves at.

        Raises:
            HubDoesNotStart: It did not come up.
        """
        self._watching = threading.Thread(target=self._watch, daemon=True)
        self._watching.start()
        if not self._up.wait(_STARTS_WITHIN):
            self.stop()
            raise HubDoesNotStart
        return self._status.port

    def stop(self) -> None:
        """End it; the requests it has begun to answer are answered."""
        self._stopping.set()
        line = self._line
        if line is not None:
            with suppress(OSError):
                line.send(STOP)
        if self._watching is not None:
            self._watching.join()

    def _watch(self) -> None:
        """On a thread of its own: start the process as often as it falls over."""
        pause = 1.0
        while not self._stopping.is_set():
            served = self._run_once()
            self._status = replace(self._status, running=False, port=0)
            if self._stopping.is_set():
                return
            pause = 1.0 if served else min(2 * pause, _LONGEST_PAUSE)
            _logger.warning("the hub's process ended by itself, and is started again")
            self._status = replace(self._status, restarts=self._status.restarts + 1)
            if self._stopping.wait(pause):
                return

    def _run_once(self) -> bool:
        """Start the process and hear what it says until it ends; whether it ever served."""
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(self._serving, theirs), daemon=True)
        served = False
        try:
            self._process.start()
            theirs.close()
            while True:
                told = self._line.recv()
                if told[0] == LISTENING:
                    served = True
                    self._listens(told[1])
                elif told[0] == HEARD:
                    self._heard(*told[1:])
        except (EOFError, OSError):
            pass  # it ended
        finally:
            theirs.close()
            self._end_process()
        return served

    def _listens(self, port: int) -> None:
        # The stations know this port: the next start asks for the same.
        self._serving = replace(self._serving, beacon=replace(self._serving.beacon, port=port))
        self._status = replace(self._status, running=True, port=port)
        self._up.set()
        if self._stopping.is_set() and self._line is not None:
            self._line.send(STOP)

    def _heard(self, data: bytes, address: str) -> None:
        with suppress(Unreadable):
            self._status = replace(self._status, newer=FoundHub(read_beacon(data), address))

    def _end_process(self) -> None:
        process, line = self._process, self._line
        if process is not None and process.pid is not None:
            process.join(_ENDS_WITHIN)
            if process.is_alive():
                process.kill()
                process.join()
        if line is not None:
            line.close()
