"""``dev.py windows``: from a bare Debian to an installer that was tried, and a table of what was seen."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from tools.bundling.building import MEGABYTE, ROOT, megabytes
from tools.dev.system_libraries import NotReady, install_debian_packages
from tools.windows import making, windows_python
from tools.windows.installed import Installed
from tools.windows.screen import Screen
from tools.windows.trials import TRIALS
from tools.windows.wine import HOST_PROGRAMS, StepFailed, Wine, may_make

_WORK: Final = ROOT / "build" / "windows"
_DISPLAY: Final = ":87"
_PLACE: Final = "Program Files/SaiThong"
_KEPT_IN: Final = ROOT / "docs" / "pictures" / "install"
_KEPT: Final = {
    "01 welcome": "welcome",
    "02 office": "office",
    "03 file": "file",
    "05 recovery sheets": "recovery-sheets",
    "10 file dialog": "file-dialog",
    "13 before it is saved": "before-saving",
    "30 month": "month",
    "23 slip": "slip",
}
_COLOURS: Final = 48
_MOST_INSTALLER_MB, _MOST_INSTALLED_MB = 40, 130


@dataclass(frozen=True)
class Row:
    """A line of the table: a step, what it said, how long it took and whether it worked."""

    name: str
    said: str
    seconds: float
    worked: bool = True


def main(arguments: Sequence[str] | None = None) -> int:
    """Make, install, try and remove the program; 0 when all of it worked and is as small as it should be."""
    parser = argparse.ArgumentParser(prog="dev.py windows", description=__doc__)
    parser.add_argument("--tries-only", action="store_true", help="try the installer that was made before")
    parser.add_argument("--keep", action="store_true", help="keep screenshots as the pictures of docs/install.th.md")
    parser.add_argument("names", nargs="*", help="only trials whose name holds one of these")
    chosen = parser.parse_args(arguments)
    unknown = [name for name in chosen.names if not any(name in trial.__name__ for trial in TRIALS)]
    if unknown:
        known = ", ".join(trial.__name__ for trial in TRIALS)
        print(f"There is no trial {', '.join(unknown)}. There are: {known}", file=sys.stderr)
        return 1
    if not may_make():
        print("This needs Debian and root: it makes a root folder with Wine in it.", file=sys.stderr)
        return 1
    rows: list[Row] = []
    screen = Screen(_DISPLAY, _WORK / "pictures")
    try:
        _bring_host_programs()
        with screen.on():
            wine = Wine(_WORK, _DISPLAY)
            if not chosen.tries_only:
                rows += _made(wine)
            rows += _tried(Installed(wine, wine.drive_c / _PLACE, screen), chosen.names)
    except (StepFailed, NotReady) as failed:
        print(f"\n{failed}", file=sys.stderr)
        return 1
    if chosen.keep:
        _keep(screen.pictures)
    print("\nStep                                              seconds")
    for row in rows:
        print(f"{row.name:<50}{row.seconds:>7.1f}  {row.said if row.worked else 'FAILED'}")
    return 0 if all(row.worked for row in rows) else 1


def _made(wine: Wine) -> Iterator[Row]:
    """Every step of the making; the first that fails ends it."""
    _WORK.mkdir(parents=True, exist_ok=True)
    yield _timed("Wine", lambda: wine.make() or "")
    yield _timed("Windows Python", lambda: str(windows_python.make(wine).name))
    windows_python.make_missing_parts_of_windows(wine)
    yield _timed("program", lambda: _small("installed", megabytes(making.make_program(wine)), _MOST_INSTALLED_MB))
    house = _WORK / "house"
    yield _timed("installer", lambda: _sized(making.make_installer(house, _WORK)))
    yield _timed("portable", lambda: f"{making.make_portable(house, _WORK).stat().st_size / MEGABYTE:.1f} MB")


def _tried(installed: Installed, names: Sequence[str]) -> Iterator[Row]:
    """Every trial; one that fails is told and the next one goes on."""
    for trial in TRIALS:
        if names and not any(name in trial.__name__ for name in names):
            continue
        try:
            yield _timed(trial.__name__.replace("_", " "), lambda trial=trial: trial(installed))  # type: ignore[misc]
        except StepFailed as failed:
            print(failed, file=sys.stderr)
            yield Row(trial.__name__.replace("_", " "), str(failed), 0, worked=False)


def _keep(pictures: Path) -> None:
    """Screenshots as pictures of the guide: fewer colours, a third of the size."""
    _KEPT_IN.mkdir(parents=True, exist_ok=True)
    for shown, kept in _KEPT.items():
        with Image.open(pictures / f"{shown}.png") as picture:
            picture.quantize(_COLOURS).save(_KEPT_IN / f"{kept}.png", optimize=True)


def _timed(name: str, step: Callable[[], str]) -> Row:
    print(f"── {name}", flush=True)
    began = time.perf_counter()
    try:
        said = step()
    except StepFailed as failed:
        raise StepFailed(f"{name}: {failed}") from failed
    return Row(name, said, time.perf_counter() - began)


def _sized(installer: Path) -> str:
    return _small("installer", installer.stat().st_size / MEGABYTE, _MOST_INSTALLER_MB)


def _small(what: str, size: float, most: int) -> str:
    if size > most:
        raise StepFailed(f"{what}: {size:.1f} MB, and {most} are the most")
    return f"{size:.1f} MB (at most {most})"


def _bring_host_programs() -> None:
    missing = [package for program, package in HOST_PROGRAMS.items() if shutil.which(program) is None]
    if missing:
        install_debian_packages(missing, why="The installer is made and tried with Wine, mingw and NSIS")


if __name__ == "__main__":
    sys.exit(main())
