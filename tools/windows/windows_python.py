"""A real Windows Python without Windows: its DLLs from a wheel that carries them, its library from Debian.

Panda3D's wheels hold python313.dll and the extension modules as python.org signed them. What they lack is made here:
the starter `python.exe`, the forwarder `python3.dll` and the Python files of the standard library.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

from tools.windows.wine import StepFailed, Wine

VERSION: Final = "3.13"
_TAG: Final = VERSION.replace(".", "")
_CARRIER: Final = "panda3d==1.10.16"
_COMPILER: Final = "x86_64-w64-mingw32-gcc"
_SOURCES: Final = Path(__file__).parent / "stand_ins"
_NOT_FOR_WINDOWS: Final = (
    "config-*",
    "sitecustomize.py",
    "lib-dynload",
    "test",
    "site-packages",
    "idlelib",
    "turtledemo",
    "_sysconfigdata*",
)
_ROOT: Final = Path(__file__).resolve().parents[2]


def make(wine: Wine) -> Path:
    """Make the Python, with the program's libraries and PyInstaller in it; the folder it lies in."""
    home, wheels = wine.work / "python", wine.work / "wheels"
    shutil.rmtree(home, ignore_errors=True)
    (home / "DLLs").mkdir(parents=True)
    wheels.mkdir(exist_ok=True)
    _carried(home, wheels)
    _library(home, wine.root)
    _starter(home)
    _packages(home)
    return home


def make_missing_parts_of_windows(wine: Wine) -> None:
    """Lay into Wine's system folder what Windows has and Wine lacks."""
    for name in ("icuuc", "mscms"):
        made = wine.drive_c / "windows" / "system32" / f"{name}.dll"
        _compile(_SOURCES / f"{name}.c", made, "-shared", "-nostdlib", "-Wl,-e,DllMainCRTStartup")


def _carried(home: Path, wheels: Path) -> None:
    target = ("--platform", "win_amd64", "--python-version", VERSION, "--implementation", "cp", "--abi", f"cp{_TAG}")
    command = ("-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", *target, "-d", str(wheels), _CARRIER)
    if not list(wheels.glob(f"panda3d-*-cp{_TAG}-cp{_TAG}-win_amd64.whl")):
        subprocess.run([sys.executable, *command], check=True)
    [wheel] = wheels.glob(f"panda3d-*-cp{_TAG}-cp{_TAG}-win_amd64.whl")
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            file = Path(name)
            if file.parent.name != "deploy_libs" or file.name.startswith("api-ms-win-") or ".cp313t-" in file.name:
                continue
            beside = re.fullmatch(rf"python{_TAG}\.dll|vcruntime140(_1)?\.dll", file.name, re.IGNORECASE)
            (home / ("" if beside else "DLLs") / file.name).write_bytes(archive.read(name))


def _library(home: Path, root: Path) -> None:
    ignore = shutil.ignore_patterns(*_NOT_FOR_WINDOWS, "__pycache__")
    shutil.copytree(root / "usr" / "lib" / f"python{VERSION}", home / "Lib", ignore=ignore, symlinks=False)
    (home / "Lib" / "site-packages").mkdir()


def _starter(home: Path) -> None:
    _compile(_SOURCES / "python.c", home / "python.exe", "-municode", f'-DPYTHON_DLL=L"python{_TAG}.dll"')
    said = subprocess.run(
        ["x86_64-w64-mingw32-objdump", "-p", str(home / f"python{_TAG}.dll")],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    table = said.partition("[Ordinal/Name Pointer] Table")[2].partition("\n\n")[0]
    names = re.findall(r"\b(_?Py\w+)\s*$", table, re.MULTILINE)
    if not names:
        raise StepFailed(f"python{_TAG}.dll tells no names")
    forwards = home.parent / "python3.def"
    lines = ["LIBRARY python3.dll", "EXPORTS", *(f"  {name} = python{_TAG}.{name}" for name in names)]
    forwards.write_text("\n".join(lines) + "\n", encoding="ascii")
    _compile(forwards, home / "python3.dll", "-shared", "-nostdlib", "-Wl,-e,0")


def _packages(home: Path) -> None:
    """The libraries of the program as the lock has them, and PyInstaller."""
    target = ("--target", str(home / "Lib" / "site-packages"))
    platform = ("--python-platform", "x86_64-pc-windows-msvc", "--python-version", VERSION, "--only-binary", ":all:")
    command = (sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-config", *platform, *target)
    wanted = ("--constraint", "requirements.lock", "-r", "pyproject.toml", "pyinstaller", "packaging")
    subprocess.run([*command, *wanted], cwd=_ROOT, check=True)


def _compile(source: Path, made: Path, *options: str) -> None:
    subprocess.run([_COMPILER, "-O2", "-s", str(source), *options, "-o", str(made)], check=True)
