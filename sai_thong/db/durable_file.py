"""Writing a small file whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sai_thong.db.errors import translate_os_errors
from sai_thong.ground.whole_file import replace


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` survive a power cut. Windows has no such call: NTFS journals its names."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Make the bytes of `path` survive a power cut."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def write_whole(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Put `data` at `path`, readable by its owner only: after any crash the old or the new bytes stand, never a mix.

    Args:
        path: Where.
        data: All of it.
        durable: Wait for the disk. Without it a power cut may leave an empty file, which
            readers must take for a missing one.

    Raises:
        DiskFull, ReadOnlyDisk, DiskTrouble: The old file stands.
    """
    new = path.with_name(path.name + ".new")
    with translate_os_errors(path):
        try:
            handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                if durable:
                    os.fsync(file.fileno())
            replace(new, path)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
        if durable:
            sync_folder(path.parent)
