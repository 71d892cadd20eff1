"""Taking back the last change of a citizen, by the amendment that gives every field the value it had before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sai_thong.db.store import Store
from sai_thong.records import declaration_of
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.last_change import LastChange, NothingToUndo, last_change

_CORRECTABLE: Final = frozenset(each.name for each in declaration_of(Citizen).fields) - {"merged_into"}
"""Two records made one are parted by a step of their own."""


def last_change_of_citizen(store: Store, citizen: Citizen) -> LastChange | None:
    """The last change of a citizen as it was read; None where there is none, or where two records were made one."""
    return last_change(store, citizen, _CORRECTABLE)


def values_before(store: Store, citizen: Citizen) -> Mapping[str, Any]:
    """What to write so that the last change is taken back.

    Raises:
        NothingToUndo: There is none.
    """
    found = last_change_of_citizen(store, citizen)
    if found is None:
        raise NothingToUndo
    return found.before
