"""Offices with real stores and a real authority under one roof: lines fail, machines die, backups come back.

Everything follows from a seed: who works, what, when a line is cut, when a computer is killed in the middle of a round
and goes on from its file, when it is put back to an older backup, when the authority is.
"""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from unittest import mock

from sai_thong.db import backup, files
from sai_thong.db.keys import Kdf, KeyRing
from sai_thong.db.station import Station as Mark
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.server.api import application
from sai_thong.server.database import add_office, of_office, open_database
from sai_thong.server.devices import enrol, give_code
from sai_thong.server.epochs import new_epoch
from sai_thong.sync.device import PinnedAuthority, become, new_device, own_device, pinned_authority
from sai_thong.sync.engine import Figures, Round, held_by_authority
from sai_thong.sync.enrolment import Enrolment
from sai_thong.sync.refusals import LinkCut, NoLink, NotThePinnedAuthority, NotUnderstood
from sai_thong.sync.station import StationSide
from sai_thong.sync.transports import Answer
from tests.sync.office_work import Clerk
from tests.sync.real_stations import NOW, PASSWORD

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # httpx serves as well as what starlette would rather have
    from starlette.testclient import TestClient

SKEWS = (
    timedelta(), timedelta(), timedelta(hours=7), timedelta(days=-3), timedelta(days=-3652), timedelta(days=198_333),
)  # fmt: skip
"""By how much clocks are wrong: seldom by more than days, now and then by ten years or by 543."""
_PASSING = (NoLink, NotThePinnedAuthority, NotUnderstood)
"""What a bad line may end a round with; the next round goes on."""


class Killed(BaseException):
    """The machine is gone in the middle of it."""


class Province:
    """The server's application over a SQLite file, which may be put back to an older copy."""

    def __init__(self, folder: Path, did: Counter[str]) -> None:
        self._path, self._copy = folder / "province.sqlite", folder / "province.backup"
        self._did = did
        self.offices: list[str] = []
        self._open()

    def _open(self) -> None:
        self.engine = open_database(f"sqlite:///{self._path}")
        self._client = TestClient(application(self.engine, FixedClock(NOW)), raise_server_exceptions=False)
        self._client.__enter__()

    def close(self) -> None:
        """Let everything go."""
        self._client.__exit__(None, None, None)
        self.engine.dispose()

    def add(self, office: str) -> None:
        """Know one more office."""
        add_office(self.engine, office, office, epoch=f"first of {office}")
        self.offices.append(office)

    def serve(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """The answer to a request."""
        answer = self._client.post(path, content=body, headers=dict(headers))
        return Answer(answer.status_code, answer.content)

    def back_up(self) -> None:
        """Keep the database as it is now."""
        with sqlite3.connect(self._path) as source, sqlite3.connect(self._copy) as target:
            source.backup(target)
        source.close()
        target.close()
        self._did["authority backed up"] += 1

    def restore(self) -> None:
        """Put the database back to what was kept; every office's order begins a new epoch."""
        if not self._copy.exists():
            return
        self.close()
        for each in self._path.parent.glob(f"{self._path.name}*"):
            each.unlink()
        shutil.copy(self._copy, self._path)
        self._open()
        for office in self.offices:
            new_epoch(self.engine, office)
        self._did["authority restored"] += 1


class BadLine:
    """Carries requests to the province; what it does to them is drawn by chance."""

    def __init__(self, province: Province, chance: Random, did: Counter[str], share: float) -> None:
        self._province = province
        self._chance = chance
        self._did = did
        self._share = share

    def ask(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """The answer, if one comes."""
        self._did["requests"] += 1
        if self._chance.random() >= self._share:
            return self._province.serve(path, body, headers)
        fault = self._chance.choice(
            ("cut", "answer cut", "doubled", "garbled", "answer garbled", "killed", "killed after")
        )
        self._did[fault] += 1
        if fault == "cut":
            raise LinkCut
        if fault == "killed":
            raise Killed
        answer = self._province.serve(path, self._garbled(body) if fault == "garbled" else body, headers)
        if fault == "answer cut":
            raise LinkCut
        if fault == "killed after":
            raise Killed
        if fault == "doubled":
            self._province.serve(path, body, headers)
        return Answer(answer.status, self._garbled(answer.body)) if fault == "answer garbled" else answer

    def _garbled(self, data: bytes) -> bytes:
        place = self._chance.randrange(len(data))
        return data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]


class Pc:
    """A computer of an office: its file, its clerk, and what the authority acknowledged to it."""

    def __init__(self, office: RealOffice, number: int, ring: KeyRing | None) -> None:
        self.office, self.name = office, f"เครื่อง{number}"
        self._folder = office.folder / f"pc{number}"
        self._folder.mkdir(parents=True)
        self._path = self._folder / "office.saithong"
        self._mark = Mark(self._folder / "mark", self.name)
        self._backups = itertools.count()
        self._newest_backup: Path | None = None
        self.clock = FixedClock(NOW + (office.chance.choice(SKEWS) if number else timedelta()))
        self.store, _sheets = Store.create(
            self._path,
            office=office.code,
            user=self.name,
            password=PASSWORD,
            clock=self.clock,
            sets=SENSITIVE_SETS,
            kdf=Kdf(memory_kib=8, time_cost=1),
            ring=ring.for_another_machine() if ring else None,
            station=self._mark,
        )
        self.clerk = Clerk(self.store, self.clock, office.chance, office.did)
        self.acknowledged: dict[str, int] = {}
        self._enrol()

    def _enrol(self) -> None:
        device, engine = new_device(self.name), self.office.province.engine
        code = give_code(engine, self.office.code, FixedClock(NOW))
        assert code is not None
        keys = device.public.signing_key, device.public.box_key
        asked = Enrolment(self.office.code, code.secret, device.device, device.name, *keys)
        answer = enrol(engine, asked, FixedClock(NOW))
        become(self.store, device, PinnedAuthority("memory:", self.office.code, answer.authority_key))

    @property
    def side(self) -> StationSide:
        """The store as a station, to be looked at."""
        return StationSide(self.store, self.office.code, RECORD_TYPES, lambda _batch: True)

    def round(self, share: float) -> Figures | None:
        """One round over a line that fails so often; None where the machine was killed in it."""
        office, seconds = self.office, itertools.count()
        device, authority = own_device(self.store), pinned_authority(self.store)
        assert device is not None
        assert authority is not None
        line = BadLine(office.province, office.chance, office.did, share)
        pauses = {"timer": lambda: float(next(seconds)), "pause": lambda _seconds: None}
        one = Round(self.store, device, authority, RECORD_TYPES, line, **pauses)  # type: ignore[arg-type]
        try:
            figures = one.run()
        except _PASSING:
            office.did["rounds given up"] += 1
            figures = one.figures
        except Killed:
            self.open_again()
            figures = None
        for file_id, head in held_by_authority(self.store).items():
            self.acknowledged[file_id] = max(head.counter, self.acknowledged.get(file_id, 0))
        return figures

    def open_again(self) -> None:
        """Begin anew from the file, as after the power came back."""
        self.store.close()
        self.store = self.clerk.store = Store.open(self._path, password=PASSWORD, clock=self.clock, station=self._mark)

    def back_up(self) -> None:
        """Keep a backup of the file."""
        self._newest_backup = self._folder / f"{next(self._backups)}.backup"
        backup.make(self._path, self.store.keys, self._newest_backup, self.clock)
        self.office.did["computer backed up"] += 1

    def restore(self) -> None:
        """Lose the file, and go on from the newest backup under a new file id."""
        if self._newest_backup is None:
            return
        before = self.store.file_id
        self.store.close()
        for each in self._folder.glob("office.saithong*"):
            shutil.move(each, self._folder / f"lost {next(self._backups)}") if each.is_dir() else each.unlink()
        backup.restore(self._newest_backup, self._path)
        self.store = self.clerk.store = Store.open(self._path, password=PASSWORD, clock=self.clock, station=self._mark)
        self.office.did["computer restored"] += self.store.file_id != before
        self.office.expect_no_more_than_is_held()


class RealOffice:
    """An office of several computers.

    Args:
        province: Its authority.
        code: Its code.
        folder: Where its files lie.
        chance: What happens to it.
        did: Counts what happened.
        computers: How many.
    """

    def __init__(
        self, province: Province, code: str, *, folder: Path, chance: Random, did: Counter[str], computers: int
    ) -> None:
        self.province, self.code, self.folder, self.chance, self.did = province, code, folder, chance, did
        first = Pc(self, 0, None)
        self.pcs = [first, *(Pc(self, number, first.store.keys) for number in range(1, computers))]
        first.clerk.open_office()

    def step(self) -> None:
        """Something happens."""
        pc = self.chance.choice(self.pcs)
        (what,) = self.chance.choices(
            (pc.clerk.work, lambda: pc.round(0.25), pc.open_again, pc.back_up, pc.restore), (80, 14, 1, 3, 2)
        )
        what()

    def quiet(self) -> None:
        """Nobody works any more, and the line holds: until everybody holds everything."""
        for _round in range(3):
            for pc in self.pcs:
                figures = pc.round(0.0)
                assert figures is not None
                assert figures.pending == 0

    def expect_no_more_than_is_held(self) -> None:
        """What was acknowledged is owed, unless the last copy of it, wherever it was, is gone."""
        held: Counter[str] = Counter()
        copies = [
            pc.store.query("SELECT file_id, max(counter) AS counter FROM journal GROUP BY file_id") for pc in self.pcs
        ]
        with of_office(self.province.engine, self.code) as connection:
            rows = connection.exec_driver_sql("SELECT file_id, counter FROM files WHERE office = ?", (self.code,))
            copies.append([{"file_id": file_id, "counter": counter} for file_id, counter in rows])
        for row in itertools.chain.from_iterable(copies):
            held[row["file_id"]] = max(held[row["file_id"]], row["counter"])
        for pc in self.pcs:
            for file_id, counter in pc.acknowledged.items():
                self.did["every copy gone"] += counter > held[file_id]
                pc.acknowledged[file_id] = min(counter, held[file_id])

    @property
    def outcomes(self) -> list[tuple[str, int]]:
        """The entries of the office's order, by file and counter, in that order."""
        with of_office(self.province.engine, self.code) as connection:
            rows = connection.exec_driver_sql(
                "SELECT file_id, counter FROM outcomes WHERE office = ? ORDER BY seq", (self.code,)
            )
            return [(file_id, counter) for file_id, counter in rows]


class World:
    """One province and two offices, from a seed.

    Attributes:
        did: Counts everything that happened.
    """

    def __init__(self, seed: int, folder: Path) -> None:
        self.seed = seed
        self.did: Counter[str] = Counter()
        self._chance = Random(seed)
        self.province = Province(folder, self.did)
        sizes = 3 + seed % 4, 2
        self.offices = []
        for number, size in enumerate(sizes):
            code = f"สนง-{number}"
            self.province.add(code)
            chance = Random(f"{seed} {code}")
            place = folder / f"office{number}"
            self.offices.append(
                RealOffice(self.province, code, folder=place, chance=chance, did=self.did, computers=size)
            )

    def run(self, steps: int) -> None:
        """So many things happen, to either office or the province; then it gets quiet."""
        for _step in range(steps):
            (what,) = self._chance.choices(
                (self.offices[0].step, self.offices[1].step, self.province.back_up, self._restore_province),
                (75, 22, 2, 1),
            )
            what()
        for office in self.offices:
            office.quiet()

    def _restore_province(self) -> None:
        self.province.restore()
        for office in self.offices:
            office.expect_no_more_than_is_held()

    def close(self) -> None:
        """Close every store and the province."""
        for office in self.offices:
            for pc in office.pcs:
                pc.store.close()
        self.province.close()


@contextmanager
def simulated(seed: int, folder: Path, steps: int) -> Iterator[World]:
    """A world after so many steps and after quiet; the ids of its files follow from the seed as well."""
    ids = Random(f"files {seed}")
    with mock.patch.object(files, "new_file_id", lambda: "".join(ids.choices("abcdefghijkmnpqrstuvwxyz23456789", k=8))):
        world = World(seed, folder)
        world.run(steps)
    try:
        yield world
    finally:
        world.close()
