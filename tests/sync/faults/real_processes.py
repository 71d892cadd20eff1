"""A province and computers as processes that can be killed at the very statement; forked, so that none has to start."""

from __future__ import annotations

import os
import signal
import socket
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from sqlalchemy import Engine, event

from sai_thong.db.keys import Kdf, KeyRing
from sai_thong.db.station import Station as Mark
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.ground.errors import EnvironmentTrouble
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.server.api import application
from sai_thong.server.database import add_office, open_database
from sai_thong.server.devices import enrol, give_code
from sai_thong.server.rebuilding import verify
from sai_thong.sync.device import PinnedAuthority, become, new_device, own_device, pinned_authority
from sai_thong.sync.engine import Figures, Round
from sai_thong.sync.enrolment import Enrolment
from sai_thong.sync.station import StationSide
from sai_thong.sync.transports.http import HttpTransport
from tests.sync.real_stations import NOW, OFFICE, PASSWORD

BEFORE, AFTER = "before", "after"
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked, which this system cannot")
_QUIT_SECONDS = 20


class Deadly:
    """Kills its own process at a commit: right before it is made, or right after."""

    def __init__(self, at: int, when: str) -> None:
        self._left = at
        self._when = when

    def before_commit(self) -> None:
        """A commit is about to be made."""
        self._left -= 1
        if not self._left and self._when == BEFORE:
            os.kill(os.getpid(), signal.SIGKILL)

    def after_commit(self) -> None:
        """A commit was made."""
        if not self._left and self._when == AFTER:
            os.kill(os.getpid(), signal.SIGKILL)


class Province:
    """The server of a province on a SQLite file; the process that serves is another one each time."""

    def __init__(self, folder: Path, clock: FixedClock | None = None) -> None:
        self.url = f"sqlite:///{folder / 'province.sqlite'}"
        self.clock = clock or FixedClock(NOW)
        engine = open_database(self.url)
        add_office(engine, OFFICE, "ทรายทอง", epoch="first")
        engine.dispose()
        with socket.create_server(("127.0.0.1", 0)) as listening:
            self.port = listening.getsockname()[1]

    @contextmanager
    def engine(self) -> Iterator[Engine]:
        """Its database, for a look."""
        opened = open_database(self.url)
        yield opened
        opened.dispose()

    @contextmanager
    def serving(self, prepare: Callable[[Engine], None] = lambda _engine: None) -> Iterator[int]:
        """Serve within the block, in a process of its own; `prepare` is called there. Gives the process."""
        listening = socket.create_server(("127.0.0.1", self.port), reuse_port=False)
        process = os.fork()
        if not process:
            _end_with(lambda: self._serve(listening, prepare))
        listening.close()
        try:
            yield process
        finally:
            if _is_alive(process):
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)

    def _serve(self, listening: socket.socket, prepare: Callable[[Engine], None]) -> None:
        engine = open_database(self.url)
        prepare(engine)
        config = uvicorn.Config(application(engine, self.clock), log_level="critical", lifespan="off", ws="none")
        uvicorn.Server(config).run(sockets=[listening])

    def deadly(self, at: int, when: str) -> Callable[[Engine], None]:
        """Prepares a server that dies at a commit."""

        def prepare(engine: Engine) -> None:
            deadly = Deadly(at, when)
            event.listen(engine, "commit", lambda _connection: deadly.before_commit())
            event.listen(engine, "checkin", lambda *_connection: deadly.after_commit())

        return prepare

    def is_sound(self) -> bool:
        """Whether what it keeps fits together."""
        with self.engine() as engine:
            return verify(engine, OFFICE).is_sound


class Pc:
    """A computer of the office."""

    def __init__(self, province: Province, folder: Path, name: str, ring: KeyRing | None = None) -> None:
        self._province = province
        self._path, self._mark = folder / f"{name}.saithong", Mark(folder / f"{name}.mark", name)
        self.clock = FixedClock(NOW)
        self.store, _sheets = Store.create(
            self._path,
            office="ทรายทอง",
            user=name,
            password=PASSWORD,
            clock=self.clock,
            sets=SENSITIVE_SETS,
            kdf=Kdf(memory_kib=8, time_cost=1),
            ring=ring.for_another_machine() if ring else None,
            station=self._mark,
        )
        device = new_device(name)
        with province.engine() as engine:
            code = give_code(engine, OFFICE, province.clock)
            assert code is not None
            keys = device.public.signing_key, device.public.box_key
            asked = Enrolment(OFFICE, code.secret, device.device, name, *keys)
            answer = enrol(engine, asked, province.clock)
        become(self.store, device, PinnedAuthority("http:", OFFICE, answer.authority_key))

    @property
    def side(self) -> StationSide:
        """The store as a station, to be looked at."""
        return StationSide(self.store, OFFICE, RECORD_TYPES, lambda _batch: True)

    def open(self) -> None:
        """Open the store again."""
        self.store = Store.open(self._path, password=PASSWORD, clock=self.clock, station=self._mark)

    def sync(self, port: int | None = None) -> Figures:
        """A round over HTTP; no pause is waited out."""
        device, authority = own_device(self.store), pinned_authority(self.store)
        assert device is not None
        assert authority is not None
        with HttpTransport(f"http://127.0.0.1:{port or self._province.port}") as line:
            return Round(self.store, device, authority, RECORD_TYPES, line, pause=lambda _seconds: None).run()

    def sync_dying(self, at: int, when: str) -> bool:
        """A round in a process of its own that dies at a commit; False where it came to its end before."""
        self.store.close()
        process = os.fork()
        if not process:
            _end_with(lambda: self._round_to_death(Deadly(at, when)))
        _pid, status = os.waitpid(process, 0)
        assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the process failed in another way"
        self.open()
        return os.WIFSIGNALED(status)

    def _round_to_death(self, deadly: Deadly) -> None:
        self.open()
        committing = False

        def look(statement: str) -> None:
            # Told of every statement before it runs: what comes behind a commit tells that it was made.
            nonlocal committing
            if committing:
                deadly.after_commit()
            committing = statement == "COMMIT"
            if committing:
                deadly.before_commit()

        self.store._writer.set_trace_callback(look)  # type: ignore[union-attr]
        self.sync()


def give_up(work: Callable[[], object]) -> bool:
    """Whether something came to an end; False where the line or the other side failed."""
    try:
        work()
    except EnvironmentTrouble:
        return False
    return True


def _is_alive(process: int) -> bool:
    return os.waitpid(process, os.WNOHANG) == (0, 0)


def _end_with(work: Callable[[], None]) -> None:
    """Do something and end this process, whatever happens; nothing of the tests' own process runs on in it."""
    try:
        work()
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
