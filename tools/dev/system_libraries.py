"""What Qt needs from a Linux system: found with `ldd`, installed on Debian as root, told in words elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_DEBIAN_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""The Debian 12 package of each library that PySide6's modules and platform plugins ask the system for."""

_PROGRAMS_OF_TESTS = {"/usr/bin/chromium": "chromium", "/usr/lib/postgresql/15/bin/postgres": "postgresql-15"}
"""What some tests drive, by where Debian 12 lays it: the province's pages in a browser, the oldest database served."""

_MODULES = ("QtGui.abi3.so", "QtWidgets.abi3.so", "QtPrintSupport.abi3.so")
_PLUGINS = ("libqoffscreen.so",)
_PLUGINS_WITH_DISPLAY = ("libqxcb.so",)


class NotReady(Exception):
    """Something is missing that only the person can bring; the message says what and how."""


def make_ready(venv: Path) -> None:
    """Bring the libraries Qt misses here.

    Args:
        venv: The environment that holds PySide6.

    Raises:
        NotReady: Some are missing and cannot be installed from here.
    """
    if sys.platform != "linux":
        return
    missing = missing_libraries(venv)
    if missing:
        packages = sorted({_DEBIAN_PACKAGES.get(name, name) for name in missing})
        install_debian_packages(packages, why=f"Qt misses {', '.join(sorted(missing))}")
        still = missing_libraries(venv)
        if still:
            raise NotReady(f"Qt still misses {', '.join(sorted(still))}; install them and run the command again.")


def make_ready_for_tests() -> None:
    """Bring the programs that some tests drive; where they cannot be had, those tests say so and are passed over."""
    missing = [package for program, package in _PROGRAMS_OF_TESTS.items() if not Path(program).exists()]
    if sys.platform != "linux" or not missing:
        return
    try:
        install_debian_packages(missing, why="Some tests drive a browser and Debian's own database")
    except NotReady as trouble:
        print(trouble)


def missing_libraries(venv: Path) -> set[str]:
    """The sonames that the Qt of `venv` links to and this system lacks."""
    plugins = _PLUGINS + (_PLUGINS_WITH_DISPLAY if has_display() else ())
    missing: set[str] = set()
    for pyside in venv.glob("lib/python*/site-packages/PySide6"):
        binaries = [pyside / name for name in _MODULES]
        binaries += [pyside / "Qt/plugins/platforms" / name for name in plugins]
        report = subprocess.run(
            ["ldd", *(str(binary) for binary in binaries)], capture_output=True, text=True, check=False
        )
        missing |= {line.split()[0] for line in report.stdout.splitlines() if line.endswith("=> not found")}
    return missing


def has_display() -> bool:
    """Whether a window can be shown to someone."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def install_debian_packages(packages: list[str], *, why: str) -> None:
    """Install system packages, if this is a Debian and we are root; else say what to do.

    Raises:
        NotReady: The packages could not be installed from here.
    """
    command = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        raise NotReady(f"{why}. Install what your system calls: {' '.join(packages)}; then run the command again.")
    if os.geteuid() != 0:
        raise NotReady(f"{why}. Run as root:\n  {command}\nand then this command again.")
    print(f"{why}; installing {' '.join(packages)}")
    quietly = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for step in ("apt-get update -qq", command.replace("install -y", "install -y -qq")):
        done = subprocess.run(step.split(), env=quietly, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NotReady(f"{why}, and apt-get could not install it:\n{done.stderr.strip()}\nRun as root:\n  {command}")
