"""The stick that was written last here, and whether an answer came."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Final

from sai_thong.db.files import moment_text
from sai_thong.db.store import Store
from sai_thong.sync.device import keep_document, kept_document

_KEPT: Final = "sync_stick"


@dataclass(frozen=True)
class LastStick:
    """The stick last written here, as kept.

    Attributes:
        number: Its number.
        at: When it was written, in UTC.
        entries: Own entries in it.
        left_entries: Own entries that found no room.
        epoch: The epoch of the order read up to then.
        seq: How far it was read.
        answered: The highest number that an answer bore.
        answered_at: When that answer was taken, in UTC; empty before any.
    """

    number: int = 0
    at: str = ""
    entries: int = 0
    left_entries: int = 0
    epoch: str = ""
    seq: int = 0
    answered: int = 0
    answered_at: str = ""


def last_stick(store: Store) -> LastStick | None:
    """The stick last written here; None where none was."""
    kept = kept_document(store, _KEPT)
    return None if kept is None else LastStick(**kept)


def keep_last_stick(store: Store, stick: LastStick) -> None:
    """Keep which stick was written or answered last."""
    keep_document(store, _KEPT, asdict(stick))


def keep_answered(store: Store, asked: LastStick, number: int) -> None:
    """Keep that the stick with a number was answered, unless a later one was."""
    if number > asked.answered:
        keep_last_stick(store, replace(asked, answered=number, answered_at=moment_text(store.clock)))
