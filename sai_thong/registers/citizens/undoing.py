"""Taking back the last change of a citizen: a change of its own, which gives every field the value it had before.

Nothing is taken out of the history; what the undoing brings about follows as from any correction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sai_thong.db.journal import JournalEntry
from sai_thong.db.store import Store
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.records import declaration_of, from_row, to_row
from sai_thong.registers.citizens.records import Citizen


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
        entry: Its journal entry: who, when and why.
        before: What each field it changed held before, by name.
    """

    entry: JournalEntry
    before: Mapping[str, Any]


def last_change(store: Store, citizen: Citizen) -> LastChange | None:
    """The last change of a citizen as it was read; None where there is none, or where two records were made one."""
    made_by = [entry for entry in store.history(citizen.id) if entry.version == citizen.version]
    if not made_by or not made_by[0].subject.base_version or not made_by[0].changes:
        return None
    (entry,) = made_by
    declared = {each.name for each in declaration_of(Citizen).fields}
    bases = {name: base for name, (base, _new) in (entry.changes or {}).items() if name in declared}
    if not bases or "merged_into" in bases:
        return None
    earlier = from_row(Citizen, {**to_row(citizen), **bases, "id": citizen.id, "version": citizen.version})
    return LastChange(entry, {name: getattr(earlier, name) for name in bases})


def values_before(store: Store, citizen: Citizen) -> Mapping[str, Any]:
    """What to write so that the last change is taken back.

    Raises:
        NothingToUndo: There is none.
    """
    found = last_change(store, citizen)
    if found is None:
        raise NothingToUndo
    return found.before
