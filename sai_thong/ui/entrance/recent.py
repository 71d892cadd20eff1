"""The office's file opened last on this machine, and who can: so that the next start asks only for a password."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from sai_thong.ground.whole_file import keep_choice


@dataclass(frozen=True)
class Recent:
    """What was open last.

    Attributes:
        store: Path of the office's file.
        office: Name of the office, shown before the file is open.
        users: Who can open it, the one who opened it last first.
    """

    store: str = ""
    office: str = ""
    users: tuple[str, ...] = ()


def load(path: Path) -> Recent:
    """What `path` tells; nothing where it cannot be read, which costs one question more."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return Recent(str(kept["store"]), str(kept["office"]), tuple(map(str, kept["users"])))
    except (OSError, ValueError, KeyError, TypeError):
        return Recent()


def save(path: Path, recent: Recent) -> None:
    """Keep what was opened, if the disk takes it."""
    keep_choice(path, json.dumps(asdict(recent), ensure_ascii=False, indent=1))
