"""Looking at what is otherwise masked: it stands in the journal who looked, and when."""

from __future__ import annotations

from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.db.store import Store
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.citizen_id import formatted


def unmask_citizen_id(store: Store, citizen: Citizen) -> str:
    """The whole citizen ID, as it is written on the card; noted in the journal before it is given.

    Raises:
        StoreTrouble: The note cannot be written, and so the id is not shown.
    """
    access_log.note(store, Look(Access.UNMASK, citizen.id, "citizen_id", register="citizens"))
    return formatted(citizen.citizen_id) if citizen.citizen_id else ""
