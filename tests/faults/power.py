"""Power cuts: a small real disk, and what stands on it at a moment without all that was written and not synced.

The disk is a file system in a file. What the system keeps in memory for it and has not brought there is missing in a
copy of that file, as it would be missing after a cut; the copy is mounted, which repairs it as the next start would.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.killing import Moment, Process, Work, acknowledged_of

_MEGABYTES = 48
_UNSYNCED = "unsynced"


def needs_disks() -> None:
    """Skip where this machine lets nobody mount a file."""
    tools = [shutil.which(name) for name in ("mkfs.ext4", "mount", "umount", "losetup")]
    if not all(tools) or os.name == "nt" or os.geteuid() != 0:
        pytest.skip("mounting a file system in a file needs root and Linux")
    if subprocess.run(["losetup", "--find"], capture_output=True, check=False).returncode:
        pytest.skip("this machine has no loop devices")


@contextmanager
def mounted(image: Path, at: Path) -> Iterator[Path]:
    """The file system of `image` within the block; journals are written only when somebody syncs."""
    at.mkdir()
    options = "loop,commit=600,noatime"
    if subprocess.run(["mount", "-o", options, image, at], capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let us mount a file")
    try:
        yield at
    finally:
        subprocess.run(["umount", at], check=True)


def cut(work: Work, folder: Path, moment: Moment | None) -> tuple[str, ...]:
    """Cut the power at a moment of a work, or when it has just ended, and check what stands after the next start.

    Args:
        work: The work.
        folder: An empty folder for the disk.
        moment: When; None for the end.

    Returns:
        What had been acknowledged.
    """
    image, after = folder / "disk", folder / "disk-after-the-cut"
    with image.open("wb") as file:
        file.truncate(_MEGABYTES << 20)
    subprocess.run(["mkfs.ext4", "-q", "-F", "-m", "0", image], check=True)
    with mounted(image, folder / "before") as disk:
        office = disk / "office of the test"
        office.mkdir()
        work.lay_out(office)
        # This disk alone: what another test has written to a disk of its own must not be synced by us.
        subprocess.run(["sync", "-f", disk], check=True)
        with Process(work, office) as process:
            if moment is None:
                said = process.until_ready() + process.rest()
            else:
                said = process.until(moment)
                _stop(process)
            # Just before the cut: the system writes out by itself what has lain for some seconds.
            (office / _UNSYNCED).write_bytes(b"only in memory")
            subprocess.run(["cp", "--sparse=always", image, after], check=True)
            os.kill(process.number, signal.SIGKILL)
            said += process.rest()
    with mounted(after, folder / "after") as disk:
        office = disk / "office of the test"
        left = office / _UNSYNCED
        assert not left.exists() or not left.read_bytes(), "the cut kept what nobody had synced"
        acknowledged = acknowledged_of(said)
        work.check(office, acknowledged)
    return acknowledged


def _stop(process: Process) -> None:
    """Stop a process; what it was writing to the disk in one call is written to its end."""
    os.kill(process.number, signal.SIGSTOP)
    until = time.monotonic() + 20
    while _state(process.number) not in "TZX":
        assert time.monotonic() < until, "the process does not stop"


def _state(number: int) -> str:
    return Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(") ")[2][0]
