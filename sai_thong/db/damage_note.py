"""What this machine knows of damage: a backup met it in an open file, and the entrance offers the way out next time.

Light to import: the first screen of the morning asks it.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Final

from sai_thong.db.durable_file import write_whole
from sai_thong.db.errors import StoreTrouble, translate_os_errors
from sai_thong.ground.places import home

_FILE: Final = "damaged.json"


def is_damaged(store: Path) -> bool:
    """Whether damage was met in the file and nothing has shown since that it is whole."""
    return str(store.absolute()) in _noted()


def note_damage(store: Path, *, damaged: bool) -> None:
    """Know that a file is damaged, or whole. A note that cannot be kept is no trouble: it will be met again."""
    noted = _noted()
    told = noted | {str(store.absolute())} if damaged else noted - {str(store.absolute())}
    if told != noted:
        with suppress(StoreTrouble), translate_os_errors(home()):
            home().mkdir(parents=True, exist_ok=True)
            write_whole(home() / _FILE, json.dumps(sorted(told), ensure_ascii=False).encode())


def _noted() -> set[str]:
    try:
        return set(map(str, json.loads((home() / _FILE).read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError):
        return set()
