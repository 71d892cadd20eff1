"""``dev.py windows``: from a bare Debian to an installer that was tried, and a table of what was seen."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tools.bundling.building import MEGABYTE, NAME, ROOT, megabytes
from tools.dev.system_libraries import NotReady, install_debian_packages
from tools.windows import making, trials, windows_python
from tools.windows.wine import HOST_PROGRAMS, StepFailed, Wine, may_make

_WORK: Final = ROOT / "build" / "windows"
_DISPLAY: Final = ":87"
_SCREEN: Final = "1366x768x24"
_PLACE: Final = "Program Files/SaiThong"
_MOST_INSTALLER_MB, _MOST_INSTALLED_MB = 40, 130

Row = tuple[str, str, float]


def main() -> int:
    """Make, install, try and remove the program; 0 when all of it worked and is as small as it should be."""
    if not may_make():
        print("This needs Debian and root: it makes a root folder with Wine in it.", file=sys.stderr)
        return 1
    try:
        _bring_host_programs()
        with _display():
            rows = list(_steps(Wine(_WORK, _DISPLAY)))
    except (StepFailed, NotReady) as failed:
        print(f"\n{failed}", file=sys.stderr)
        return 1
    print("\nStep                                              seconds")
    for name, said, seconds in rows:
        print(f"{name:<50}{seconds:>7.1f}  {said}")
    return 0


def _steps(wine: Wine) -> Iterator[Row]:
    _WORK.mkdir(parents=True, exist_ok=True)
    yield _timed("Wine", lambda: wine.make() or "")
    yield _timed("Windows Python", lambda: str(windows_python.make(wine).name))
    windows_python.make_missing_parts_of_windows(wine)
    yield _timed("program", lambda: _small("installed", megabytes(making.make_program(wine)), _MOST_INSTALLED_MB))
    program = _WORK / "dist" / NAME
    yield _timed("installer", lambda: _sized(making.make_installer(program, _WORK)))
    yield _timed("portable", lambda: f"{making.make_portable(program, _WORK).stat().st_size / MEGABYTE:.1f} MB")
    yield _timed("installs without a question", lambda: _install(wine))
    installed = trials.Installed(wine, wine.drive_c / _PLACE, _WORK / "pictures")
    shutil.rmtree(installed.folder, ignore_errors=True)
    for trial in trials.TRIALS:
        yield _timed(trial.__name__.replace("_", " "), lambda trial=trial: trial(installed))  # type: ignore[misc]
    yield _timed("is removed, and the office's files stay", lambda: _remove(wine, installed.folder))


def _timed(name: str, step: Callable[[], str]) -> Row:
    print(f"── {name}", flush=True)
    began = time.perf_counter()
    try:
        said = step()
    except StepFailed as failed:
        raise StepFailed(f"{name}: {failed}") from failed
    return name, said, time.perf_counter() - began


def _sized(installer: Path) -> str:
    return _small("installer", installer.stat().st_size / MEGABYTE, _MOST_INSTALLER_MB)


def _small(what: str, size: float, most: int) -> str:
    if size > most:
        raise StepFailed(f"{what}: {size:.1f} MB, and {most} are the most")
    return f"{size:.1f} MB (at most {most})"


def _install(wine: Wine) -> str:
    [installer] = _WORK.glob(f"{NAME}-*-setup.exe")
    wine.run(["wine", f"/w/{installer.name}", "/AllUsers", "/S"], seconds=300)
    wine.wait()
    if not (wine.drive_c / _PLACE / "SaiThong.exe").is_file():
        raise StepFailed("nothing was installed")
    shortcuts = [each.name for each in wine.drive_c.rglob("*.lnk")]
    if len(shortcuts) < 2:
        raise StepFailed(f"only these shortcuts: {shortcuts}")
    return ", ".join(sorted(set(shortcuts)))


def _remove(wine: Wine, folder: Path) -> str:
    before = sorted(folder.rglob("*"))
    wine.run(["wine", f"C:/{_PLACE}/uninstall.exe", "/AllUsers", "/S"], seconds=200)
    wine.wait()
    left = [each.name for each in wine.drive_c.rglob("*.lnk")] + [each.name for each in wine.drive_c.glob(_PLACE)]
    if left:
        raise StepFailed(f"these were left: {left}")
    if sorted(folder.rglob("*")) != before:
        raise StepFailed("files of the office are gone")
    return "nothing left"


def _bring_host_programs() -> None:
    missing = [package for program, package in HOST_PROGRAMS.items() if shutil.which(program) is None]
    if missing:
        install_debian_packages(missing, why="The installer is made and tried with Wine, mingw and NSIS")


@contextmanager
def _display() -> Iterator[None]:
    """A screen that nobody sees, as large as the smallest that offices have."""
    with subprocess.Popen(
        ["Xvfb", _DISPLAY, "-screen", "0", _SCREEN, "-nolisten", "tcp"], stderr=subprocess.DEVNULL
    ) as screen:
        try:
            yield
        finally:
            screen.terminate()


if __name__ == "__main__":
    sys.exit(main())
