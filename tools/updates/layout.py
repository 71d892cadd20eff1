"""The folder that an installer lays out: the program as its first version, the pointer to it, and the starters."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from sai_thong import __version__
from sai_thong.updates.installation import Installation
from sai_thong.updates.versions import Version

WINDOW, COMMANDS = "SaiThong", "sai-thong"
_HERE: Final = Path(__file__).parent
_ICON: Final = _HERE.parents[1] / "resources" / "program" / "sai-thong.ico"
_CROSS: Final = "x86_64-w64-mingw32-"
"""Before the names of MinGW's programs on Debian; on Windows they have no such beginning."""
_RESOURCE: Final = """1 ICON "{icon}"
1 VERSIONINFO FILEVERSION {numbers},0 PRODUCTVERSION {numbers},0
BEGIN
  BLOCK "StringFileInfo" BEGIN BLOCK "040904B0" BEGIN
    VALUE "CompanyName", "Sai Thong"
    VALUE "FileDescription", "Sai Thong"
    VALUE "FileVersion", "{version}"
    VALUE "LegalCopyright", "Apache-2.0"
    VALUE "OriginalFilename", "{name}.exe"
    VALUE "ProductName", "Sai Thong"
    VALUE "ProductVersion", "{version}"
  END END
  BLOCK "VarFileInfo" BEGIN VALUE "Translation", 0x409, 1200 END
END
"""


def lay_out(program: Path, into: Path, version: str = __version__) -> Path:
    """Make the folder that is installed.

    Args:
        program: The folder of the program, as PyInstaller made it, for Windows or for Linux; it is moved.
        into: The folder to make; what is there goes.
        version: Of the program.

    Returns:
        `into`.

    Raises:
        subprocess.CalledProcessError: A starter for Windows could not be compiled.
    """
    installation, first = Installation(into), Version.read(version)
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    shutil.move(program, installation.place(first))
    installation.point_at(first)
    for_windows = (installation.place(first) / f"{WINDOW}.exe").is_file()
    for name in (WINDOW, COMMANDS):
        if for_windows:
            _compile(name, version, into / f"{name}.exe")
        else:
            shutil.copyfile(_HERE / "starter.sh", into / name)
            (into / name).chmod(0o755)
    return into


def _compile(name: str, version: str, into: Path) -> None:
    cross = _CROSS if shutil.which(f"{_CROSS}gcc") else ""
    kind = ("-DCONSOLE=1",) if name == COMMANDS else ("-mwindows",)
    with tempfile.TemporaryDirectory() as folder:
        told, packed = Path(folder, "starter.rc"), Path(folder, "starter.o")
        numbers = version.replace(".", ",")
        words = _RESOURCE.format(icon=_ICON.as_posix(), numbers=numbers, version=version, name=name)
        told.write_text(words, encoding="ascii")
        subprocess.run([f"{cross}windres", str(told), str(packed)], check=True)
        source = str(_HERE / "starter.c")
        hardened = ("-Os", "-s", "-Wall", "-Wextra", "-Werror", "-Wl,--dynamicbase,--nxcompat")
        subprocess.run([f"{cross}gcc", *hardened, *kind, source, str(packed), "-o", str(into)], check=True)
