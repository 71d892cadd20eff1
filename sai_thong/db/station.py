"""The mark this machine keeps, outside the store, of how far it has written in each file.

A file restored from a backup, or opened on another machine, must not go on giving ids under the old file id, or two
records would one day have the same one. The file itself cannot know: the mark beside it, in the user's own folder, can.
A mark that is lost or torn only makes the file look moved, which is safe: it goes on under a new id.
"""

from __future__ import annotations

import hashlib
import json
import platform
import secrets
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from sai_thong.db.durable_file import write_whole
from sai_thong.db.errors import StoreMistake, translate_os_errors
from sai_thong.db.journal import Head
from sai_thong.ground.places import home


class Standing(StrEnum):
    """How a file looks to this machine."""

    SAME = "same"
    """It stands where this machine left it, or further on by entries that follow what was left."""
    RESTORED = "restored"
    """This machine wrote more under this file id than the file holds, or something else: it is an older copy."""
    MOVED = "moved"
    """It was written under this file id, but not by this machine as far as its marks tell."""
    NEW = "new"
    """Nothing was written under this file id yet, and this machine has no mark of it."""


@dataclass(frozen=True)
class _Mark:
    machine: str
    counter: int
    head: str


@cache
def machine_fingerprint() -> str:
    """A digest of the system's own id, so that a user folder copied to another machine is not taken for this one."""
    source = platform.node()
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            source = str(winreg.QueryValueEx(key, "MachineGuid")[0])
    else:
        for path in (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id")):
            if path.is_file() and (found := path.read_text(encoding="ascii", errors="replace").strip()):
                source = found
                break
    return hashlib.sha256(b"sai-thong station\0" + source.encode()).hexdigest()[:16]


class Station:
    """This machine as a writer of files.

    Args:
        folder: The program's own folder; made when first written to.
        fingerprint: What tells this machine from another.
    """

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._folder = folder
        self._fingerprint = fingerprint

    @property
    def machine_id(self) -> str:
        """A random name of this machine for this user, made when first asked for."""
        path = self._folder / "machine.json"
        try:
            plain = json.loads(path.read_text(encoding="utf-8"))
            if plain["fingerprint"] == self._fingerprint:
                return str(plain["machine"])
        except (OSError, ValueError, KeyError, TypeError):
            pass  # first use, or torn: a new name is always safe
        made = secrets.token_hex(8)
        self._make_folders()
        write_whole(path, json.dumps({"machine": made, "fingerprint": self._fingerprint}).encode())
        return made

    def check(self, head: Head, hash_at: Callable[[int], bytes | None]) -> Standing:
        """How a file whose chain ends at `head` stands to what this machine last wrote in it.

        Args:
            head: The end of the chain of the file's own file id.
            hash_at: The hash of the entry with that counter in the same chain, or None if the file holds none.
        """
        mark = self._mark(head.file_id)
        if mark is None:
            return Standing.MOVED if head.counter else Standing.NEW
        if mark.machine != self.machine_id:
            return Standing.MOVED
        found = head.hash if mark.counter == head.counter else hash_at(mark.counter)
        return Standing.SAME if found is not None and found.hex() == mark.head else Standing.RESTORED

    def marked(self, file_id: str) -> Head | None:
        """How far this machine remembers to have written under a file id; None where it remembers nothing."""
        mark = self._mark(file_id)
        if mark is None or mark.machine != self.machine_id:
            return None
        return Head(file_id, mark.counter, bytes.fromhex(mark.head))

    def remember(self, head: Head, *, durable: bool = False) -> None:
        """Mark how far this machine has written. Call it after every commit; it costs a small file, renamed into place.

        Args:
            head: The end of the chain now.
            durable: Wait for the disk, on opening and closing. In between a power cut may lose the mark, which is safe.

        Raises:
            DiskFull, ReadOnlyDisk, DiskTrouble: The old mark stands.
        """
        mark = _Mark(self.machine_id, head.counter, head.hash.hex())
        self._make_folders()
        write_whole(self._mark_path(head.file_id), json.dumps(asdict(mark)).encode(), durable=durable)

    def _make_folders(self) -> None:
        with translate_os_errors(self._folder):
            (self._folder / "files").mkdir(parents=True, exist_ok=True)

    def _mark_path(self, file_id: str) -> Path:
        if not (file_id.isascii() and file_id.isalnum()):
            raise StoreMistake("a file id is made of letters and digits")
        return self._folder / "files" / f"{file_id}.json"

    def _mark(self, file_id: str) -> _Mark | None:
        try:
            plain = json.loads(self._mark_path(file_id).read_text(encoding="utf-8"))
            return _Mark(str(plain["machine"]), int(plain["counter"]), str(plain["head"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None


def this_machine() -> Station:
    """The station of this machine and user."""
    return Station(home(), machine_fingerprint())
