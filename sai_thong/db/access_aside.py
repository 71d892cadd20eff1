"""Notes of accesses beside the store's file, of whoever could not write into it: each a small file of its own.

A command that prints beside an open window, and a person whose password was wrong, write none of the journal. What
they did is sealed with the file's data key, or of a refusal, which had no key, in the clear. Whoever opens the file for
writing next takes the notes into the journal; until then they have no chain, and somebody who may delete files there
can take them away.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sai_thong.db.durable_file import write_whole
from sai_thong.db.errors import SealBroken, translate_os_errors
from sai_thong.db.sealing import seal, unseal
from sai_thong.ground.clock import BANGKOK

_SEALED: Final = ".seen-"
_REFUSED: Final = ".refused-"
_CONTEXT: Final = b"access noted beside the file"
MOST_REFUSALS: Final = 200
"""Notes of refusals that wait: more must not fill the disk of somebody who is attacked."""
_LONGEST: Final = 64 * 1024
"""Bytes of a note; a longer file is none of ours."""


@dataclass(frozen=True)
class Kept:
    """What a note says, entry by entry, and the file it lies in; `refusal` of one that anybody could have written."""

    path: Path
    said: Mapping[str, str]
    refusal: bool

    def drop(self) -> None:
        """Take the note away: it stands in the journal."""
        self.path.unlink(missing_ok=True)


def keep(store: Path, data_key: bytes, said: Sequence[Mapping[str, str]]) -> None:
    """Keep notes, safe against a power cut when this returns.

    Raises:
        DiskFull, ReadOnlyDisk, DiskTrouble: Nothing can be written beside the file.
    """
    if said:
        write_whole(_new(store, _SEALED), seal(data_key, json.dumps(list(said), ensure_ascii=False).encode(), _CONTEXT))


def keep_refusal(store: Path, said: Mapping[str, str]) -> None:
    """Keep a note of somebody who was refused. Where very many wait, the oldest gives way: the newest slow the next.

    Raises:
        DiskFull, ReadOnlyDisk, DiskTrouble: Nothing can be written beside the file.
    """
    waiting = _files(store, _REFUSED)
    if len(waiting) >= MOST_REFUSALS:
        with translate_os_errors(store):
            min(waiting, key=_noted_at).unlink(missing_ok=True)
    write_whole(_new(store, _REFUSED), json.dumps([dict(said)], ensure_ascii=False).encode())


def refusals(store: Path) -> list[Mapping[str, str]]:
    """The notes of refusals that wait beside the file: who was refused since somebody last came in to write."""
    return [said for path in _files(store, _REFUSED) for said in _said(path, None)]


def kept(store: Path, data_key: bytes) -> list[Kept]:
    """Every note that waits beside the file, by the time it bears; what cannot be read is left where it is."""
    found = [
        Kept(path, said, refusal=kind == _REFUSED)
        for kind in (_SEALED, _REFUSED)
        for path in _files(store, kind)
        for said in _said(path, None if kind == _REFUSED else data_key)
    ]
    return sorted(found, key=lambda each: each.said.get("at", ""))


def _said(path: Path, data_key: bytes | None) -> Iterator[Mapping[str, str]]:
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST + 1)
        told = json.loads(data if data_key is None else unseal(data_key, data, _CONTEXT))
    except (OSError, ValueError, RecursionError, SealBroken):
        return
    if len(data) > _LONGEST or not isinstance(told, list):
        return
    for each in told:
        if _is_note(each):
            yield each


def _noted_at(path: Path) -> str:
    """The time a refusal bears; what is no note of ours comes before any."""
    return max((said["at"] for said in _said(path, None)), default="")


def _is_note(said: object) -> bool:
    """Whether something has the shape of our notes: anybody can write one of a refusal, and what is taken in stays."""
    if not isinstance(said, dict) or not all(isinstance(value, str) for value in said.values()):
        return False
    try:
        "".join(said.values()).encode()  # half of a surrogate pair can be written nowhere
        at = datetime.fromisoformat(said["at"])
        return "action" in said and at.tzinfo is not None and bool(at.astimezone(BANGKOK))
    except (KeyError, ValueError, OverflowError):
        return False


def _new(store: Path, kind: str) -> Path:
    return store.with_name(f"{store.name}{kind}{secrets.token_hex(8)}")


def _files(store: Path, kind: str) -> list[Path]:
    """The notes of a kind. By names alone: a glob would read brackets in the name of the file as a pattern."""
    begins = store.name + kind
    try:
        with os.scandir(store.parent) as found:
            names = [each.name for each in found if each.name.startswith(begins)]
    except OSError:
        return []
    return [store.with_name(name) for name in names if not name.endswith(".new")]
