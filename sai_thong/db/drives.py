"""Where a path lies: on this machine's own disk or across a network.

SQLite's write-ahead log needs memory shared between its users, which no network drive gives, and network locks are
known to lie (https://www.sqlite.org/wal.html, "All processes using a database must be on the same host computer").
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

NETWORK_FILE_SYSTEMS = frozenset(
    {
        "9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs",
        "nfs4", "ocfs2", "smb2", "smb3", "smbfs", "sshfs", "webdav",
    }
)  # fmt: skip
"""Types of mounted file systems behind which another machine stands; FUSE ones by the part after ``fuse.``."""
_DRIVE_REMOTE = 4


def _unescaped(text: str) -> str:
    """A path of the mount table: blanks stand there as octal escapes."""
    for code in ("\\040", "\\011", "\\012", "\\134"):
        text = text.replace(code, chr(int(code[1:], 8)))
    return text


def file_system_of(path: Path, mount_table: str) -> str:
    """The type of the file system `path` lies on, by the lines of Linux's ``/proc/self/mounts``; empty if none fits."""
    best, kind = -1, ""
    for line in mount_table.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        mounted_at = Path(_unescaped(fields[1]))
        # A later line covers an earlier one mounted at the same place.
        if path.is_relative_to(mounted_at) and len(mounted_at.parts) >= best:
            best, kind = len(mounted_at.parts), fields[2]
    return kind


def is_network_kind(kind: str) -> bool:
    """Whether a file system type of the mount table is a network one."""
    return kind.removeprefix("fuse.").split(".")[-1] in NETWORK_FILE_SYSTEMS


def on_network_drive(path: Path) -> bool:
    """Whether `path`, which need not exist yet, lies on another machine's disk."""
    resolved = path.resolve()
    if sys.platform == "win32":
        drive = resolved.drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == _DRIVE_REMOTE
    try:
        table = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False  # no mount table to ask: not Linux
    return is_network_kind(file_system_of(resolved, table))
