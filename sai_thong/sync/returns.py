"""What came back: values of this computer's users that somebody else did not let stand, with a note to them."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Final

from sai_thong.db.histories import readable_history
from sai_thong.db.store import Store
from sai_thong.records.encoding import Plain
from sai_thong.registers.settlements import MergeSettlement
from sai_thong.sync.device import keep_document, kept_document

_SEEN: Final = "sync_returns_seen"


@dataclass(frozen=True)
class Returned:
    """A value that was sent back.

    Attributes:
        settlement_id: Of the settlement that sent it back.
        subject_table: The table of the record, or the name of its sensitive set.
        subject_id: The record.
        field_name: The field; empty where whole records met.
        values: What this computer's users had set; empty where it cannot be read.
        note: Why it does not stand; of a sealed record it stands in that record's history only.
        user: Who settled it.
        at: When, in UTC.
        file_id: On which computer's file.
    """

    settlement_id: str
    subject_table: str
    subject_id: str
    field_name: str
    values: Mapping[str, Plain]
    note: str
    user: str
    at: str
    file_id: str


def returned(store: Store) -> list[Returned]:
    """What was sent back to this computer and nobody here has seen yet, the oldest first."""
    own = (store.file_id, *store.earlier_file_ids())
    seen = set((kept_document(store, _SEEN) or {}).get("seen", ()))
    found = []
    for settlement in store.find(MergeSettlement, sent_back=True):
        mine = {version for version in settlement.versions.split() if version.rpartition(".")[0] in own}
        if mine and settlement.id not in seen and settlement.id.rpartition(".")[0] not in own:
            found.append(_returned(store, settlement, mine))
    return sorted(found, key=lambda each: each.at)


def acknowledge(store: Store, settlement_id: str) -> None:
    """Somebody here has seen it: it is told no more."""
    seen = (kept_document(store, _SEEN) or {}).get("seen", [])
    keep_document(store, _SEEN, {"seen": [*seen, settlement_id]})


def _returned(store: Store, settlement: MergeSettlement, versions: Set[str]) -> Returned:
    told = store.history(settlement.id)[0]
    entries = [each for each in readable_history(store, settlement.subject_id) if each.version in versions]
    name = settlement.field_name
    values = {
        key: wanted
        for each in entries
        for key, (_found, wanted) in (each.changes or {}).items()
        if not name or key == name
    }
    return Returned(
        settlement.id,
        settlement.subject_table,
        settlement.subject_id,
        name,
        values,
        settlement.note,
        told.user,
        told.at,
        told.file_id,
    )
