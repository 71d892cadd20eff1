"""The last change of a record, so that it can be taken back by a change of its own.

Nothing is taken out of the history: the register's own way of correcting gives every field the value it had before, and
what follows from that follows as from any correction.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sai_thong.db.histories import readable_history
from sai_thong.db.journal import Deltas, JournalEntry
from sai_thong.db.store import Store
from sai_thong.db.transaction import ACCESS
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.records import Record, declaration_of
from sai_thong.records.encoding import decode


class NothingToUndo(Refused):
    """The record stands as it was entered, or its last change has a way back of its own."""

    def __init__(self) -> None:
        super().__init__(
            _("There is no change of this record that can be taken back."),
            kept=_("Nothing was changed."),
            do=_("Correct the record, or look at its history."),
        )


@dataclass(frozen=True)
class LastChange:
    """The change that made a record what it is.

    Attributes:
        user: Who made it.
        why: The reason given, or empty.
        changes: Each field it changed: what stood there before, and what stands there since, as the journal keeps it.
        before: What each field held before, as the record has it.
    """

    user: str
    why: str
    changes: Deltas
    before: Mapping[str, Any]


def last_change(
    store: Store, record: Record, correctable: Collection[str], *, follow: Collection[str] = ()
) -> LastChange | None:
    """The last change of a record as it was read, if it only corrected fields.

    Args:
        store: The office's store.
        record: The record as it was read.
        correctable: Fields that the register corrects by hand.
        follow: Fields that follow from these by themselves.

    Returns:
        None where the record stands as it was entered, where a step of the register changed it, or where somebody
        changed it since it was read.
    """
    entries = _saved_together(readable_history(store, record.id), record.version)
    changes: dict[str, tuple[Any, Any]] = {}
    for entry in entries:
        for name, (base, new) in (entry.changes or {}).items():
            changes[name] = (changes[name][0] if name in changes else base, new)
    corrected = {name: each for name, each in changes.items() if name in correctable and each[0] != each[1]}
    if not corrected or not set(changes) <= {*correctable, *follow}:
        return None
    declared = declaration_of(type(record))
    before = {name: decode(declared.field(name), base) for name, (base, _new) in corrected.items()}
    return LastChange(entries[-1].user, entries[-1].reason or "", corrected, before)


def _saved_together(history: list[JournalEntry], version: str) -> list[JournalEntry]:
    """The changes of the save that gave a record its version, in order; one save may change a record more than once."""
    changes = [each for each in history if each.subject.register != ACCESS and each.subject.base_version]
    last = [each for each in changes if each.version == version]
    return [each for each in changes if last and _save(each) == _save(last[0])]


def _save(entry: JournalEntry) -> tuple[str, str, str, str | None]:
    return entry.at, entry.file_id, entry.user, entry.reason
