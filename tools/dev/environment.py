"""The ground under every command: `.venv`, the locked packages, the system's libraries for Qt."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from tools.dev import system_libraries
from tools.dev.system_libraries import NotReady

__all__ = ["ROOT", "NotReady", "child_environment", "make_ready", "python", "venv_python"]

ROOT = Path(__file__).resolve().parents[2]
_VENV = ROOT / ".venv"
_STAMP = _VENV / "installed-from-lock"


def venv_python() -> Path:
    """The interpreter of the project's own environment."""
    return _VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def make_ready() -> None:
    """Make the environment and install the locked packages, unless that stands already.

    Raises:
        NotReady: With words for the person, when something only they can do is missing.
    """
    if not _works(venv_python()):
        _make_venv()
    wanted = _fingerprint()
    if not _STAMP.is_file() or _STAMP.read_text(encoding="ascii") != wanted:
        _install()
        _STAMP.write_text(wanted, encoding="ascii")
    system_libraries.make_ready(_VENV)


def child_environment(*, offscreen: bool = False) -> dict[str, str]:
    """The variables a child process gets: UTF-8 everywhere, this checkout first, no window if `offscreen`."""
    variables = dict(os.environ, PYTHONUTF8="1", PYTHONPATH=str(ROOT))
    # Else every process of a run compiles four hundred modules anew: half of what starting a command costs (measured).
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    if offscreen:
        variables["QT_QPA_PLATFORM"] = "offscreen"
    return variables


def python(*arguments: str, offscreen: bool = False, quiet: bool = False, **variables: str) -> int:
    """Run the environment's Python from the top of the checkout and wait for it.

    Args:
        arguments: What follows ``python`` on its command line.
        offscreen: Whether Qt draws to memory only.
        quiet: Whether what it prints is thrown away.
        variables: Further variables of its environment.

    Returns:
        Its exit code.
    """
    sys.stdout.flush()
    done = subprocess.run(
        [str(venv_python()), *arguments],
        cwd=ROOT,
        env=child_environment(offscreen=offscreen) | variables,
        stdout=subprocess.DEVNULL if quiet else None,
        check=False,
    )
    return done.returncode


def _works(interpreter: Path) -> bool:
    """Whether it starts and has pip: a half-made environment, or one of a removed Python, does not."""
    if not interpreter.is_file():
        return False
    return subprocess.run([str(interpreter), "-c", "import pip"], capture_output=True, check=False).returncode == 0


def _make_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        # Debian ships the standard library without ensurepip, in a package of its own.
        system_libraries.install_debian_packages(["python3-venv"], why="Python lacks the module venv")
    print(f"Making {_VENV.name}")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(_VENV)], check=False).returncode != 0:
        raise NotReady(f"The environment {_VENV} could not be made; the lines above say why.")


def _install() -> None:
    print("Installing the packages of requirements.lock (once, and again when it changes)")
    pip = [str(venv_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    steps = (
        [*pip, "--require-hashes", "-r", "requirements.lock"],
        # The checkout itself, editable, for the command `sai-thong`; its build tools came with the lock.
        [*pip, "--no-deps", "--no-build-isolation", "--editable", "."],
    )
    for step in steps:
        if subprocess.run(step, cwd=ROOT, check=False).returncode != 0:
            raise NotReady(
                "The packages could not be installed; the lines above say why. Is there a link to the package index?"
                " Run the same command again when there is: what is already here is kept."
            )


def _fingerprint() -> str:
    """What the installation depends on: the lock, the project's own metadata, the Python."""
    digest = hashlib.sha256(sys.version.encode())
    for name in ("requirements.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()
