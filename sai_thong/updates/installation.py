"""The installed program: a folder a version, and a pointer that says which of them is started.

``current`` is that pointer, a file of one line. ``trial/`` says that the present version has still to show a window:
``former`` is the version before it, ``trying`` the present one, ``tries`` a byte for each start. The starter
(tools/updates/starter.c, starter.sh) reads them before anything of ours runs, and goes back where a version does not
come up. So changing and going back is one rename each, at any moment either done or not.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sai_thong.ground.language import _
from sai_thong.ground.whole_file import replace
from sai_thong.updates.refusals import NotAllowedHere, NotUpdatable, UnreadableRelease
from sai_thong.updates.versions import Version

PLATFORMS: Final = ("windows-x86_64", "linux-x86_64")
"""The kinds of computers that releases are made for."""
PLATFORM: Final = {"win32": "windows-x86_64", "linux": "linux-x86_64"}.get(sys.platform, "")
"""What computers of this kind are called among releases; empty where none are made for them."""
RESTART: Final = 75
"""The exit code by which the program asks its starter to start it again."""
CURRENT: Final = "current"
TRIAL: Final = "trial"
_FORMER, _TRYING, _TRIES = "former", "trying", "tries"
_PREFIX: Final = "app-"
GONE: Final = ".gone"
"""Behind the name of a version that is being removed."""
_EVERYBODY: Final = "*S-1-5-32-545:(OI)(CI)M"
"""For icacls: the group of the users of this computer may change what lies inside."""


@dataclass(frozen=True)
class Installation:
    """The program as it is installed.

    Attributes:
        folder: Where the pointer and the folders of the versions lie.
    """

    folder: Path

    def place(self, version: Version) -> Path:
        """The folder of a version, whether it is there or not."""
        return self.folder / f"{_PREFIX}{version}"

    @property
    def current(self) -> Version:
        """Which version is started next."""
        return _read_pointer(self.folder / CURRENT)

    @property
    def former(self) -> Version | None:
        """The newest version below the one that is started, of those that lie here."""
        return max((each for each in self.versions() if each < self.current), default=None)

    @property
    def on_trial(self) -> bool:
        """Whether the present version has still to show a window."""
        return (self.folder / TRIAL / _FORMER).is_file()

    def versions(self) -> list[Version]:
        """Those that lie here, whole."""
        found = []
        for each in self.folder.glob(f"{_PREFIX}*"):
            with suppress(UnreadableRelease):
                found.append(Version.read(each.name.removeprefix(_PREFIX)))
        return sorted(found)

    def refuse_unless_writable(self) -> None:
        """Look whether this user may change what is installed.

        Raises:
            NotAllowedHere: They may not.
        """
        probe = self.folder / f".may-write-{os.getpid()}"
        try:
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise NotAllowedHere from error

    def switch_to(self, version: Version) -> None:
        """Let another version be started from now on; it is on trial until it shows a window.

        Where the present one never showed a window either, the one before it stays the version to go back to.

        Raises:
            NotAllowedHere: The pointer could not be written; what was started is started again.
        """
        trial = self.folder / TRIAL
        try:
            former = _read_pointer(trial / _FORMER) if self.on_trial else self.current
            shutil.rmtree(trial, ignore_errors=True)
            trial.mkdir(exist_ok=True)
            _let_everybody_write(trial)
            # In this order a power cut between two of them leaves a trial of what was there, which ends at once.
            _write_pointer(trial / _FORMER, former)
            _write_pointer(trial / _TRYING, version)
            _write_pointer(self.folder / CURRENT, version)
        except OSError as error:
            raise NotAllowedHere from error

    def point_at(self, version: Version) -> None:
        """Let a version be started that needs no trial."""
        _write_pointer(self.folder / CURRENT, version)

    def go_back(self) -> Version:
        """Let the former version be started again, without a trial: it worked here.

        Raises:
            NotUpdatable: None lies here.
            NotAllowedHere: The pointer could not be written.
        """
        former = self.former
        if former is None:
            raise NotUpdatable(_("There is no former version on this computer."), kept=_("The program stays as it is."))
        try:
            self.point_at(former)
        except OSError as error:
            raise NotAllowedHere from error
        shutil.rmtree(self.folder / TRIAL, ignore_errors=True)
        return former

    def reached_window(self, version: Version) -> None:
        """A version showed its window: where it is the one on trial, it stays."""
        if version != self.current:
            return
        with suppress(OSError):
            (self.folder / TRIAL / _FORMER).unlink(missing_ok=True)
            shutil.rmtree(self.folder / TRIAL, ignore_errors=True)

    def forget_given_up(self) -> None:
        """The version the starter left was taken note of: its marks and its folder go."""
        given_up = self.given_up()
        if given_up is not None:
            self.remove(given_up)
            shutil.rmtree(self.folder / TRIAL, ignore_errors=True)

    def given_up(self) -> Version | None:
        """The version from which the starter went back; None where it did not, or where that was taken note of."""
        trial = self.folder / TRIAL
        with suppress(OSError, UnreadableRelease):
            tried = _read_pointer(trial / _TRYING)
            if not self.on_trial and tried != self.current:
                return tried
        return None

    def tidy(self) -> None:
        """Remove versions older than the former one, and what a power cut left; a folder in use stays whole."""
        for left in self.folder.glob(f"{_PREFIX}*{GONE}"):
            shutil.rmtree(left, ignore_errors=True)
        former = self.former
        for version in self.versions():
            if former is not None and version < former:
                self.remove(version)

    def remove(self, version: Version) -> None:
        """Remove a version that is not started; where a program runs from its folder, it stays whole."""
        if version != self.current:
            _remove(self.place(version))


def installed() -> tuple[Installation, Version]:
    """The installation that the running program is a version of, and which.

    Raises:
        NotUpdatable: It is none: a checkout, or a folder that no installer laid out.
    """
    place = Path(sys.executable).resolve().parent
    if getattr(sys, "frozen", False) and PLATFORM and (place.parent / CURRENT).is_file():
        with suppress(UnreadableRelease):
            return Installation(place.parent), Version.read(place.name.removeprefix(_PREFIX))
    raise NotUpdatable(
        _("This copy of the program does not update itself."),
        kept=_("It runs as it is."),
        do=_("Get a newer version the way this one was installed."),
    )


def _read_pointer(file: Path) -> Version:
    return Version.read(file.read_text(encoding="ascii", errors="replace").strip().removeprefix(_PREFIX))


def _write_pointer(file: Path, version: Version) -> None:
    beside = file.with_name(f"{file.name}.new")
    with beside.open("w", encoding="ascii", newline="\n") as written:
        written.write(f"{_PREFIX}{version}\n")
        written.flush()
        os.fsync(written.fileno())
    replace(beside, file)


def _let_everybody_write(trial: Path) -> None:
    """Who works where an administrator installed must be able to end the trial; it can name only what lies here."""
    if sys.platform == "win32":
        quiet = subprocess.CREATE_NO_WINDOW
        with suppress(OSError):
            subprocess.run(
                ["icacls", str(trial), "/grant", _EVERYBODY], creationflags=quiet, capture_output=True, check=False
            )


def _remove(folder: Path) -> None:
    gone = folder.with_name(f"{folder.name}{GONE}")
    with suppress(OSError):  # a program that runs from it holds it on Windows
        folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)
