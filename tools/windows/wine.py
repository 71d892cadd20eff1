"""A root folder with Wine 10 in it, and programs run there; Debian 12's own Wine knows too little of Windows 10."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HOST_PROGRAMS: Final = {
    "debootstrap": "debootstrap",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "makensis": "nsis",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "xclip": "xclip",
}
"""What is used of this very Debian, and the package each comes in."""
_RELEASE: Final = "trixie"
_INSIDE: Final = (
    "wine",
    "wine64",
    "fonts-wine",
    "fonts-tlwg-loma-ttf",
    "locales",
    "libpython3.13-stdlib",
    "libpython3.13-minimal",
)
_OVERRIDES: Final = (
    "mscoree,mshtml=;winedbg.exe=d;mscms=n"
    # Wine has these too; a bundle that lacks them must fail here as it would on Windows.
    ";msvcp140,msvcp140_1,msvcp140_2,vcruntime140,vcruntime140_1=n"
)
_SETTINGS: Final = (
    # One desktop, on which Wine draws frames of windows and lets keys go to the one in front.
    (r"HKCU\Software\Wine\Explorer", "Desktop", "REG_SZ", "Default"),
    (r"HKCU\Software\Wine\Explorer\Desktops", "Default", "REG_SZ", "1366x768"),
    # Windows' own Tahoma writes Thai; Wine's does not, and was taken out.
    (r"HKCU\Software\Wine\Fonts\Replacements", "Tahoma", "REG_SZ", "Loma"),
    (r"HKCU\Software\Wine\Fonts\Replacements", "MS Shell Dlg", "REG_SZ", "Loma"),
)
THAI, WESTERN = "th_TH.UTF-8", "C.UTF-8"
"""Locales that make Wine a Windows of code page 874, and one of 1252."""


class StepFailed(Exception):
    """A step of the build or of its trial did not do what it should; its words say what."""


@dataclass(frozen=True)
class Wine:
    r"""Wine in a root folder of its own.

    Attributes:
        work: The folder everything lies in; programs inside see it as ``Z:\w``.
        display: The X display windows open on.
    """

    work: Path
    display: str

    @property
    def root(self) -> Path:
        """The root folder."""
        return self.work / "root"

    @property
    def drive_c(self) -> Path:
        """What programs see as ``C:``."""
        return self.work / "prefix" / "drive_c"

    def make(self) -> None:
        """Make the root folder, unless it stands, and a fresh Windows in it."""
        if not os.path.lexists(self.root / "usr/bin/wine"):  # a link that leads somewhere only inside
            self._make_root()
        for name in ("home", "run"):
            (self.work / name).mkdir(exist_ok=True)
        shutil.rmtree(self.work / "prefix", ignore_errors=True)
        self.run(["wineboot", "-i"], seconds=240)
        for key, name, kind, value in _SETTINGS:
            self.run(["wine", "reg", "add", key, "/v", name, "/t", kind, "/d", value, "/f"])
        self.wait()

    def run(
        self, command: Sequence[str], *, seconds: int = 120, locale: str = THAI, folder: str = "/w", **variables: str
    ) -> str:
        """Run a command to its end; what it wrote.

        Raises:
            StepFailed: It failed, or did not end in time.
        """
        try:
            done = subprocess.run(
                self.command(command, locale=locale, folder=folder, **variables),
                stdin=subprocess.DEVNULL,
                # Python under Wine cannot write into a file it inherits; a pipe it can.
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            raise StepFailed(
                f"{command} did not end within {seconds} s:\n{(late.output or b'').decode(errors='replace')}"
            ) from late
        said = done.stdout.decode("utf-8", errors="replace")
        if done.returncode != 0:
            raise StepFailed(f"{command} ended with {done.returncode}:\n{said[-4000:]}")
        return said

    def command(
        self,
        command: Sequence[str],
        *,
        locale: str = THAI,
        folder: str = "/w",
        network: bool = True,
        **variables: str,
    ) -> list[str]:
        """The command line that runs a command inside, in mounts that vanish with it; without any network if so told.

        Wine's own server opens sockets for programs: it must not run already when there shall be none.
        """
        environment = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/w/home",
            "DISPLAY": self.display,
            "WINEPREFIX": "/w/prefix",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": _OVERRIDES,
            "LC_ALL": locale,
            "XDG_RUNTIME_DIR": "/w/run",
        } | variables
        mounts = (
            'R=$1 W=$2 F=$3; shift 3; mkdir -p "$R/w" "$R/tmp/.X11-unix";'
            ' mount --bind /proc "$R/proc"; mount --bind /dev "$R/dev"; mount --bind "$W" "$R/w";'
            ' mount --bind /tmp/.X11-unix "$R/tmp/.X11-unix"; chmod 700 "$W/run";'
            ' exec chroot "$R" /usr/bin/env -i "$@"'
        )
        told = [f"{name}={value}" for name, value in environment.items()]
        inside = ["sh", "-c", 'cd "$0"; exec "$@"', folder, *command]
        apart = ["unshare", "-m"] if network else ["unshare", "-m", "-n"]
        return [*apart, "bash", "-euc", mounts, "-", str(self.root), str(self.work), folder, *told, *inside]

    def wait(self) -> None:
        """Wait until every program under Wine has ended."""
        self.run(["wineserver", "-w"], seconds=120)

    def stop(self) -> None:
        """End whatever still runs under Wine."""
        self.run(["sh", "-c", "wineserver -k || true"], seconds=60)

    def _make_root(self) -> None:
        subprocess.run(
            ["debootstrap", "--variant=minbase", _RELEASE, str(self.root), _mirror()],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        shutil.copy("/etc/resolv.conf", self.root / "etc/resolv.conf")
        install = (
            'mount --bind /proc "$0/proc"; mount --bind /dev "$0/dev";'
            ' DEBIAN_FRONTEND=noninteractive LC_ALL=C chroot "$0" sh -ec'
            f' "apt-get update -qq; apt-get install -y -qq --no-install-recommends {" ".join(_INSIDE)};'
            " localedef -i th_TH -f UTF-8 th_TH.UTF-8 || locale -a | grep -q th_TH; apt-get clean;"
            ' rm -f /usr/share/wine/fonts/tahoma*.ttf"'
        )
        subprocess.run(
            ["unshare", "-m", "bash", "-euc", install, str(self.root)], check=True, stdout=subprocess.DEVNULL
        )


def _mirror() -> str:
    """Where this machine's Debian comes from."""
    for file in (Path("/etc/apt/sources.list.d/debian.sources"), Path("/etc/apt/sources.list")):
        if file.is_file():
            for line in file.read_text(encoding="utf-8").splitlines():
                if line.startswith("URIs:") or line.startswith("deb "):
                    return next(word for word in line.split()[1:] if "://" in word)
    return "http://deb.debian.org/debian"


def may_make() -> bool:
    """Whether this is a Debian on which we may make a root folder."""
    return os.name == "posix" and os.geteuid() == 0 and Path("/etc/debian_version").is_file()
