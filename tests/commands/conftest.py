"""A made-up office some months into its work, copied for each test, and the command line in this process."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from sai_thong import cli
from sai_thong.db.keys import Kdf
from sai_thong.demo.living import make_living_office
from sai_thong.demo.office import PASSWORD, MadeUpOffice, make_office
from sai_thong.demo.place import demo_clock
from sai_thong.ground.clock import FixedClock
from sai_thong.server import cli as server_cli
from tests.made_once import MadeOnce

CHEAP = Kdf(memory_kib=8, time_cost=1)
STORE = "office.saithong"


@dataclass(frozen=True)
class Ran:
    """What a command did: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on the output stream."""
        assert self.code == 0, self.err
        return json.loads(self.out)


OfficeFrom: TypeAlias = Callable[[MadeOnce[MadeUpOffice]], "CommandLine"]
"""Copies an office, and gives the command line on the copy."""


@dataclass
class CommandLine:
    """Runs commands on one office as `main` would, at the clock's time."""

    folder: Path
    clock: FixedClock
    capsys: pytest.CaptureFixture[str]

    @property
    def store(self) -> Path:
        return self.folder / STORE

    @property
    def books(self) -> Path:
        return self.folder / "workbooks"

    @property
    def truth(self) -> dict[str, Any]:
        truth: dict[str, Any] = json.loads((self.books / "truth.json").read_text(encoding="utf-8"))
        return truth

    def __call__(self, *words: object) -> Any:
        """The JSON document of a command that is done."""
        return self.run("--json", *words).document

    def run(self, *words: object) -> Ran:
        """A command with its global options, whatever becomes of it."""
        try:
            code = cli.main(["--store", str(self.store), *map(str, words)])
        except SystemExit as ended:
            code = int(ended.code or 0)
        written = self.capsys.readouterr()
        return Ran(code, written.out, written.err)


class Province:
    """An authority with a database of its own, served by a real process.

    Attributes:
        address: Where it listens.
    """

    def __init__(self, folder: Path) -> None:
        self._options = ["--database", f"sqlite:///{folder / 'server.sqlite'}", "--json"]
        command = [sys.executable, "-m", "sai_thong.server.cli", *self._options, "serve", "--port", "0"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self._process.stdout is not None
        self.address: str = json.loads(self._process.stdout.readline())["address"]

    def run(self, *words: str) -> Any:
        """The JSON document of a command of the authority."""
        written = StringIO()
        with redirect_stdout(written):
            assert server_cli.main([*self._options, *words]) == 0
        return json.loads(written.getvalue())

    def end(self) -> None:
        """Stop serving."""
        self._process.terminate()
        self._process.wait(timeout=30)
        if self._process.stdout is not None:
            self._process.stdout.close()


@dataclass(frozen=True)
class Server:
    """The authority of one office.

    Attributes:
        province: Who serves it.
        office: The code of the office.
    """

    province: Province
    office: str

    @property
    def address(self) -> str:
        """Where the authority is reached."""
        return self.province.address

    def __call__(self, *words: str) -> Any:
        """The JSON document of a command of the authority."""
        return self.province.run(*words)

    def code(self) -> str:
        """A code for one more computer of the office."""
        code: str = self.province.run("enrol", "--office", self.office)["code"]
        return code

    def revoke(self, device: str) -> None:
        """Strike a computer off from the province."""
        self.province.run("revoke", "--office", self.office, "--device", device)


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    served = Province(tmp_path_factory.mktemp("province"))
    yield served
    served.end()


@pytest.fixture
def server(province: Province) -> Server:
    """A province that knows an office of this test alone."""
    code = f"TT-{secrets.token_hex(4)}"
    province.run("office", "add", "--code", code, "--name", "ทรายทอง")
    return Server(province, code)


@pytest.fixture(scope="session")
def fresh_office(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce[MadeUpOffice]:
    """An office whose workbooks are not read yet."""
    folder = tmp_path_factory.mktemp("fresh")
    return MadeOnce(folder, lambda folder: make_office(folder, seed=5, elders=80, kdf=CHEAP))


@pytest.fixture(scope="session")
def living_office(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce[MadeUpOffice]:
    """An office with every list imported and the months up to October 2569 closed."""
    folder = tmp_path_factory.mktemp("living")
    return MadeOnce(folder, lambda folder: make_living_office(folder, seed=5, elders=80, kdf=CHEAP))


@pytest.fixture
def fresh(fresh_office: MadeOnce[MadeUpOffice], office_from: OfficeFrom) -> CommandLine:
    return office_from(fresh_office)


@pytest.fixture
def living(living_office: MadeOnce[MadeUpOffice], office_from: OfficeFrom) -> CommandLine:
    return office_from(living_office)


@pytest.fixture
def office_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> OfficeFrom:
    """Copies an office, and gives the command line on the copy."""

    def copied(made: MadeOnce[MadeUpOffice]) -> CommandLine:
        clock = demo_clock()
        monkeypatch.setenv("SAI_THONG_PASSWORD", PASSWORD)
        monkeypatch.setattr(cli, "SystemClock", lambda: clock)
        return CommandLine(made.copy(tmp_path / "office"), clock, capsys)

    return copied
