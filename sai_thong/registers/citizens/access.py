"""Looking at what is otherwise masked: it stands in the journal who looked, and when."""

from __future__ import annotations

from sai_thong.db.store import Store
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.citizen_id import formatted

UNMASK = "unmask"
"""The action in the journal's entry of access."""


def unmask_citizen_id(store: Store, citizen: Citizen) -> str:
    """The whole citizen ID, as it is written on the card; noted in the journal before it is given.

    Raises:
        ReadOnlyStore: The note cannot be written, and so the id is not shown.
    """
    with store.transaction() as tx:
        tx.note_access(UNMASK, citizen.id, detail="citizen_id")
    return formatted(citizen.citizen_id) if citizen.citizen_id else ""
