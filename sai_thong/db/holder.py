"""Who holds the writing lock: a note beside the lock, for the message others get. The note itself locks nothing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Holder:
    """Whoever is writing.

    Attributes:
        user: User name in the store.
        computer: Name of the machine.
        pid: Process id.
        since: When the lock was taken, ISO 8601, UTC.
    """

    user: str
    computer: str
    pid: int
    since: str

    def to_bytes(self) -> bytes:
        """The note."""
        return json.dumps(asdict(self), ensure_ascii=False).encode("utf-8")


def lock_path(store: Path) -> Path:
    """The file the operating system's lock is taken on. It stays when the lock is freed, and says nothing by itself."""
    return store.with_name(store.name + ".lock")


def note_path(store: Path) -> Path:
    """The note about who holds the lock."""
    return store.with_name(store.name + ".lock.holder")


def read_holder(store: Path) -> Holder | None:
    """Who wrote the note, or None: it is missing, torn, or of another shape."""
    try:
        plain = json.loads(note_path(store).read_text(encoding="utf-8"))
        return Holder(str(plain["user"]), str(plain["computer"]), int(plain["pid"]), str(plain["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
