"""What the installed program for Windows is seen to do, from outside: its commands, its window, its papers."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PIL import ImageGrab
from pypdf import PdfReader

from tools.bundling.building import ROOT
from tools.windows.wine import THAI, WESTERN, StepFailed, Wine

PASSWORD: Final = "รหัสผ่านของสำนักงาน"
_FOLDER: Final = "สำนักงาน อบต. ทรายทอง"
_STORE: Final = "ทรายทอง.saithong"
_MONTH: Final = "2569-11"
_SECONDS_TO_OPEN: Final = 120
_SECONDS_TO_CLOSE: Final = 40


@dataclass
class Installed:
    """The installed program, and an office's folder it works in.

    Attributes:
        wine: The Windows it is installed in.
        program: The folder it was installed to, as Linux names it.
        pictures: Where screenshots are kept.
    """

    wine: Wine
    program: Path
    pictures: Path
    told: dict[str, float] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The office's folder, named in Thai and with spaces."""
        return self.wine.work / _FOLDER

    def environment(self) -> dict[str, str]:
        """What the program is told; passwords stand in the environment as scripts of an office would have them."""
        home = rf"Z:\w\{_FOLDER}\home"
        return {"SAI_THONG_PASSWORD": PASSWORD, "SAI_THONG_NEW_PASSWORD": PASSWORD, "SAI_THONG_HOME": home}

    def run(self, *arguments: str, locale: str = THAI) -> str:
        """A command of the program to its end; what it wrote."""
        command = ["wine", self._inside("sai-thong.exe"), "--store", _STORE, *arguments]
        return self.wine.run(command, locale=locale, folder=f"/w/{_FOLDER}", **self.environment())

    @contextmanager
    def window(self, *, locale: str = THAI, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
        """The program's window, open; it is closed as a person closes it."""
        command = ["wine", self._inside("SaiThong.exe"), "--store", _STORE]
        log, began = self.folder / "home" / "log" / "sai-thong.log", time.monotonic()
        before = log.stat().st_size if log.is_file() else 0
        started = self.wine.command(command, locale=locale, folder=f"/w/{_FOLDER}", **self.environment(), **variables)
        with subprocess.Popen(
            started, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as going:
            try:
                _await(
                    lambda: log.is_file() and "the window is open" in log.read_text(encoding="utf-8")[before:], going
                )
                self.told["window opens, s"] = time.monotonic() - began
                yield going
            finally:
                if going.poll() is None:
                    self._keys("alt+F4")
                    _wait_or_kill(going)

    def picture(self, name: str) -> Path:
        """A screenshot, kept."""
        self.pictures.mkdir(parents=True, exist_ok=True)
        kept = self.pictures / f"{name}.png"
        ImageGrab.grab(xdisplay=self.wine.display).save(kept)
        return kept

    def _keys(self, *keys: str) -> None:
        subprocess.run(["xdotool", "key", *keys], env=os.environ | {"DISPLAY": self.wine.display}, check=True)

    def _inside(self, name: str) -> str:
        return "/w/" + (self.program / name).relative_to(self.wine.work).as_posix()


Trial = Callable[[Installed], str]


def makes_an_office(installed: Installed) -> str:
    """An encrypted office in a folder with Thai letters and spaces."""
    installed.folder.mkdir(parents=True, exist_ok=True)
    installed.run("office", "create", "--name", "ทรายทอง", "--code", "99710101")
    if (installed.folder / _STORE).read_bytes()[:15] == b"SQLite format 3":
        raise StepFailed("the store is not encrypted")
    return "encrypted"


def imports_a_book(installed: Installed) -> str:
    """The made-up office's list of elders."""
    demo = installed.wine.work / "demo"
    subprocess.run(
        [sys.executable, "-m", "sai_thong.demo", str(demo), "--elders", "200"],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    installed.run("import", "citizens", r"Z:\w\demo\workbooks\elders.xlsx", "--scheme", "old-age")
    people = json.loads(_json(installed.run("--json", "citizens", "list")))
    return f"{len(people)} people"


def prints_a_month(installed: Installed) -> str:
    """A month is run, and its list is read back from the PDF."""
    installed.run("allowances", "run", "--month", _MONTH)
    installed.run("print", "payment-list", "--month", _MONTH, "-o", "รายชื่อ.pdf")
    pages = PdfReader(installed.folder / "รายชื่อ.pdf").pages
    text = "".join(page.extract_text() for page in pages)
    if "บัญชีรายชื่อ" not in text:
        raise StepFailed("the list does not read as it should")
    return f"{len(pages)} pages"


def speaks_in_both_code_pages(installed: Installed) -> str:
    """Thai comes out of the command line under code page 874 and 1252."""
    for locale in (THAI, WESTERN):
        if "ทรายทอง" not in installed.run("office", "show", locale=locale):
            raise StepFailed(f"no Thai under {locale}")
    return "874, 1252"


def opens_its_window(installed: Installed) -> str:
    """The window opens on the office, and is closed by Alt+F4."""
    with installed.window():
        installed.picture("window")
    log = (installed.folder / "home" / "log" / "sai-thong.log").read_text(encoding="utf-8")
    troubles = [line for line in log.splitlines() if re.search(r" (WARNING|ERROR|CRITICAL) ", line)]
    if troubles:
        raise StepFailed("\n".join(troubles))
    return f"{installed.told['window opens, s']:.1f} s"


def gives_its_store_to_linux(installed: Installed) -> str:
    """The store made on Windows opens on Linux, and what is written there is read on Windows."""
    command = [sys.executable, "-m", "sai_thong.cli", "--store", str(installed.folder / _STORE)]
    environment = os.environ | installed.environment() | {"SAI_THONG_HOME": str(installed.wine.work / "home-linux")}
    add = ["citizens", "add", "--first-name", "ลินุกซ์", "--last-name", "ทรายงาม", "--birth", "12/1/2489"]
    for arguments in (["verify"], add):
        subprocess.run([*command, *arguments], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    if "ลินุกซ์" not in installed.run("citizens", "search", "ลินุกซ์"):
        raise StepFailed("what Linux wrote is not read")
    return "both ways"


TRIALS: Final[tuple[Trial, ...]] = (
    makes_an_office,
    imports_a_book,
    prints_a_month,
    speaks_in_both_code_pages,
    gives_its_store_to_linux,
    opens_its_window,
)


def _json(said: str) -> str:
    """The line of JSON among what Wine itself may say."""
    return next(line for line in said.splitlines() if line.startswith(("[", "{")))


def _wait_or_kill(going: subprocess.Popen[bytes]) -> None:
    try:
        going.wait(timeout=_SECONDS_TO_CLOSE)
    except subprocess.TimeoutExpired as late:
        going.kill()
        raise StepFailed(f"it did not close within {_SECONDS_TO_CLOSE} s") from late


def _await(happened: Callable[[], bool], going: subprocess.Popen[bytes]) -> None:
    until, pause = time.monotonic() + _SECONDS_TO_OPEN, threading.Event()
    while not happened():
        if going.poll() is not None:
            said = going.stdout.read().decode(errors="replace") if going.stdout else ""
            raise StepFailed(f"it ended with {going.returncode}: {said}")
        if time.monotonic() > until:
            raise StepFailed(f"nothing within {_SECONDS_TO_OPEN} s")
        pause.wait(0.1)
