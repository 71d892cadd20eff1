"""The installed program under Wine: its commands to their end, its window until it is closed as a person closes it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tools.bundling.building import ROOT
from tools.windows.screen import Screen, await_that
from tools.windows.wine import THAI, StepFailed, Wine

PASSWORD: Final = "รหัสผ่าน ของสำนักงาน 1"
FOLDER: Final = "สำนักงาน อบต. ทรายทอง"
STORE: Final = "ทรายทอง.saithong"
_SECONDS_TO_OPEN: Final = 120
_SECONDS_TO_CLOSE: Final = 60


@dataclass
class Installed:
    """The installed program, and an office's folder it works in.

    Attributes:
        wine: The Windows it is installed in.
        program: The folder it was installed to, as Linux names it.
        screen: The screen its windows open on.
        told: Figures that were measured, by what they are.
    """

    wine: Wine
    program: Path
    screen: Screen
    told: dict[str, float] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The office's folder, named in Thai and with spaces."""
        return self.wine.work / FOLDER

    @property
    def store(self) -> Path:
        """The office's file, as Linux names it."""
        return self.folder / STORE

    @property
    def log(self) -> str:
        """Everything the program wrote into its log."""
        files = sorted((self.folder / "home" / "log").glob("sai-thong.log*"))
        return "".join(each.read_text(encoding="utf-8") for each in files)

    def windows_path(self, name: str) -> str:
        """A file in the office's folder, as Windows names it."""
        return rf"Z:\w\{FOLDER}\{name}"

    def environment(self, home: str = "home") -> dict[str, str]:
        """What scripts of an office tell the program."""
        return {
            "SAI_THONG_PASSWORD": PASSWORD,
            "SAI_THONG_NEW_PASSWORD": PASSWORD,
            "SAI_THONG_HOME": self.windows_path(home),
        }

    def run(self, *arguments: str, locale: str = THAI, store: str = STORE, home: str = "home") -> str:
        """A command of the program to its end; what it wrote."""
        command = ["wine", self._inside("sai-thong.exe"), "--store", store, *arguments]
        return self.wine.run(command, locale=locale, folder=f"/w/{FOLDER}", **self.environment(home))

    def ask(self, *arguments: str, store: str = STORE, home: str = "home") -> Any:  # noqa: ANN401 - what JSON says
        """What a command says as JSON."""
        said = self.run("--json", *arguments, store=store, home=home)
        begins = re.search(r"^[\[{]", said, re.MULTILINE)
        if begins is None:
            raise StepFailed(f"{arguments} says no JSON: {said}")
        return json.JSONDecoder().raw_decode(said[begins.start() :])[0]

    def await_file(self, file: Path, seconds: float = 60) -> None:
        """Wait until a file was written whole."""
        await_that(lambda: file.is_file() and file.stat().st_size > 0, f"no file {file.name}", seconds)

    def await_line(self, words: str, before: int = 0) -> None:
        """Wait until the log holds a line of these words once more than `before` times."""
        await_that(lambda: self.log.count(words) > before, f"not in the log: {words}", _SECONDS_TO_OPEN)

    def on_linux(self, *arguments: str) -> str:
        """A command on the same file by the program of this checkout."""
        environment = os.environ | self.environment() | {"SAI_THONG_HOME": str(self.wine.work / "home-linux")}
        command = [sys.executable, "-m", "sai_thong.cli", "--store", str(self.store), *arguments]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise StepFailed(f"on Linux {arguments}: {done.stdout}{done.stderr}")
        return done.stdout

    @contextmanager
    def window(
        self,
        *arguments: str,
        unlocked: bool = True,
        home: str = "home",
        locale: str = THAI,
        network: bool = True,
    ) -> Iterator[None]:
        """The program's window; closed by Alt+F4 at the end.

        Args:
            arguments: What it is started with; the office's file when none are given.
            unlocked: Whether it is told the password, so that the entrance is passed.
            home: The program's own folder, in the office's.
            locale: Which Windows it runs on.
            network: Whether that Windows has any.
        """
        opened, began = self.log.count("the window is open"), time.monotonic()
        with self.start(*arguments, unlocked=unlocked, home=home, locale=locale, network=network) as going:
            try:
                if unlocked:
                    self._await(going, lambda: self.log.count("the window is open") > opened)
                    self.told["window opens, s"] = time.monotonic() - began
                self.screen.await_window()
                yield
                self.screen.strike("alt+F4")
                _await_end(going)
            finally:
                if going.poll() is None:
                    self.screen.picture("99 where it stopped")
                    self.wine.stop()
                    going.wait()

    def start(
        self,
        *arguments: str,
        unlocked: bool = True,
        home: str = "home",
        locale: str = THAI,
        network: bool = True,
    ) -> subprocess.Popen[bytes]:
        """The program's window, started and left alone; the arguments are those of `window`."""
        command = ["wine", self._inside("SaiThong.exe"), *(arguments or ("--store", STORE))]
        told = self.environment(home)
        if not unlocked:
            del told["SAI_THONG_PASSWORD"]
        inside = self.wine.command(command, locale=locale, folder=f"/w/{FOLDER}", network=network, **told)
        return subprocess.Popen(inside, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def _await(self, going: subprocess.Popen[bytes], happened: Callable[[], bool]) -> None:
        await_that(lambda: happened() or going.poll() is not None, "the window did not open", _SECONDS_TO_OPEN)
        if going.poll() is not None:
            said = going.stdout.read().decode(errors="replace") if going.stdout else ""
            raise StepFailed(f"the program ended with {going.returncode}: {said}")

    def _inside(self, name: str) -> str:
        return "/w/" + (self.program / name).relative_to(self.wine.work).as_posix()


def _await_end(going: subprocess.Popen[bytes]) -> None:
    try:
        going.wait(timeout=_SECONDS_TO_CLOSE)
    except subprocess.TimeoutExpired as late:
        raise StepFailed(f"it did not close within {_SECONDS_TO_CLOSE} s") from late
    if going.returncode != 0:
        raise StepFailed(f"it ended with {going.returncode}")
