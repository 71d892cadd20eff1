"""The installer: for everybody and for one person, over an older version, beside an open program, and its removal."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from sai_thong import __version__
from tools.bundling.building import NAME
from tools.windows.installed import Installed
from tools.windows.wine import StepFailed

_SECONDS: Final = 400
_OPEN: Final = "ended with 5"
"""What the installer ends with where the program is open."""


def installs_without_a_question(installed: Installed) -> str:
    """For everybody: program, shortcuts in Thai, the associations of the office's file and of a stick's."""
    _install(installed, "/AllUsers")
    _expect(installed.program)
    shortcuts = sorted({each.name for each in installed.wine.drive_c.rglob("*.lnk")})
    if not shortcuts:
        raise StepFailed("no shortcuts")
    for kind in ("Office", "Stick"):
        key = rf"HKLM\Software\Classes\SaiThong.{kind}\shell\open\command"
        if "SaiThong.exe" not in (said := installed.wine.run(["wine", "reg", "query", key])):
            raise StepFailed(f"the files of {key} are not associated: {said}")
    return ", ".join(shortcuts)


def leaves_an_open_program_alone(installed: Installed) -> str:
    """While the program is open, the installer ends by itself and has changed nothing."""
    with installed.window():
        try:
            _install(installed, "/AllUsers")
        except StepFailed as refused:
            if _OPEN not in str(refused):
                raise
        else:
            raise StepFailed("it was installed over an open program")
        _expect(installed.program)
    return "told to close it, nothing changed"


def replaces_an_older_version_and_repairs(installed: Installed) -> str:
    """What an older version laid down goes, what is broken is whole again, the office's files stay."""
    before = _of_office(installed)
    program = installed.program / f"app-{__version__}"
    older = installed.program / "app-0.0.9" / "_internal"
    older.mkdir(parents=True)
    (older / "old.dll").write_bytes(b"old")
    (installed.program / "current").write_text("app-0.0.9", encoding="ascii")
    shutil.rmtree(program / "_internal" / "resources")
    _install(installed, "/AllUsers")
    _expect(installed.program)
    if older.exists() or not (program / "_internal" / "resources").is_dir():
        raise StepFailed("the older version is still there, or the new one is not whole")
    if _of_office(installed) != before:
        raise StepFailed("files of the office changed")
    return f"0.0.9 to {__version__}"


def is_removed_and_the_office_stays(installed: Installed) -> str:
    """Nothing of the program is left; everything of the office is."""
    before = _of_office(installed)
    installed.wine.run(["wine", _inside(installed, installed.program / "uninstall.exe"), "/AllUsers", "/S"])
    installed.wine.wait()
    left = [str(each) for each in installed.wine.drive_c.rglob("*.lnk")]
    left += [str(each) for each in (installed.program,) if each.exists()]
    if left:
        raise StepFailed(f"these were left: {left}")
    if _of_office(installed) != before:
        raise StepFailed("files of the office are gone")
    return f"nothing left, {len(before)} files of the office stay"


def installs_for_one_person(installed: Installed) -> str:
    """Without an administrator, in that person's own folder; and removed from there."""
    _install(installed, "/CurrentUser")
    found = list((installed.wine.drive_c / "users").rglob(f"{NAME}/SaiThong.exe"))
    if not found:
        raise StepFailed("nothing lies in a person's own folder")
    _expect(found[0].parent)
    installed.wine.run(["wine", _inside(installed, found[0].with_name("uninstall.exe")), "/CurrentUser", "/S"])
    installed.wine.wait()
    if found[0].exists():
        raise StepFailed("it was not removed")
    return found[0].parent.relative_to(installed.wine.drive_c).as_posix()


def runs_from_a_stick(installed: Installed) -> str:
    """Unpacked from its zip into a folder named in Thai, with nothing installed, it opens the office."""
    [packed] = installed.wine.work.glob(f"{NAME}-*-portable.zip")
    stick = installed.wine.work / "แฟลชไดรฟ์ ของสำนักงาน"
    shutil.rmtree(stick, ignore_errors=True)
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(stick)
    carried = replace(installed, program=stick / NAME)
    with carried.window():
        people = len(carried.ask("citizens", "list"))
    installed.wine.wait()
    shutil.rmtree(stick)
    return f"{people} people, opens in {carried.told['window opens, s']:.1f} s"


def _install(installed: Installed, mode: str) -> None:
    [installer] = installed.wine.work.glob(f"{NAME}-*-setup.exe")
    installed.wine.run(["wine", f"/w/{installer.name}", mode, "/S"], seconds=_SECONDS)
    installed.wine.wait()


def _expect(program: Path) -> None:
    current = program / "current"
    laid = program / current.read_text(encoding="ascii").strip() if current.is_file() else program
    if not (laid / "SaiThong.exe").is_file() or laid.name != f"app-{__version__}":
        raise StepFailed(f"not installed in {program}")


def _of_office(installed: Installed) -> list[str]:
    return sorted(str(each) for each in installed.folder.rglob("*"))


def _inside(installed: Installed, file: Path) -> str:
    return "/w/" + file.relative_to(installed.wine.work).as_posix()
