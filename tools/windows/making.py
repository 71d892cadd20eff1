"""Makes the Windows program and its installer: PyInstaller under Wine, NSIS natively."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Final

from sai_thong import __version__
from tools.bundling.building import NAME, ROOT
from tools.updates.layout import lay_out
from tools.windows.wine import Wine

_SECONDS_TO_BUILD: Final = 2400


def make_program(wine: Wine) -> Path:
    """The folder to install, with the starters and the program for Windows, made from the checkout as git knows it."""
    checkout, made = wine.work / "checkout", wine.work / "dist"
    for each in (checkout, made, wine.work / "build"):
        shutil.rmtree(each, ignore_errors=True)
    _copy_checkout(checkout)
    pyinstaller = ("-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN")
    places = ("--distpath", r"Z:\w\dist", "--workpath", r"Z:\w\build")
    wine.run(
        ["wine", "/w/python/python.exe", *pyinstaller, *places, "build.spec"],
        seconds=_SECONDS_TO_BUILD,
        folder="/w/checkout",
        PYTHONUTF8="1",
        PYTHONDONTWRITEBYTECODE="1",
    )
    return lay_out(made / NAME, wine.work / "house")


def make_installer(program: Path, into: Path) -> Path:
    """The installer of a program folder."""
    made = into / f"SaiThong-{__version__}-setup.exe"
    defined = (f"-DSOURCE={program}", f"-DOUTPUT={made}", f"-DVERSION={__version__}")
    command = ["makensis", "-V2", "-INPUTCHARSET", "UTF8", "-XTarget amd64-unicode", *defined, "installer.nsi"]
    subprocess.run(command, cwd=ROOT, check=True)
    return made


def make_portable(program: Path, into: Path) -> Path:
    """The program folder in a zip, for a stick or a computer where nothing may be installed."""
    made = into / f"SaiThong-{__version__}-portable.zip"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for each in sorted(program.rglob("*")):
            if each.is_file():
                archive.write(each, Path(NAME) / each.relative_to(program))
    return made


def _copy_checkout(into: Path) -> None:
    """What git knows of the checkout, and the compiled catalogues."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    compiled = [each.relative_to(ROOT) for each in (ROOT / "i18n").rglob("*.mo")]
    for name in [*(Path(each) for each in listed.decode().split("\0") if each), *compiled]:
        if (ROOT / name).is_file():
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, into / name)
