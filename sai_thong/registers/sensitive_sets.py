"""The sensitive sets of an office: parts of the registers that have a key and a recovery sheet of their own.

Their names stand readable in the keys file, and their sheets lie in a safe that others open too; so a sheet tells a set
by its number only.
"""

from __future__ import annotations

from typing import Final

from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.db.recovery import RecoverySheet
from sai_thong.db.store import Store
from sai_thong.registers.law.terms import SchemeSet

COMPLAINTS: Final = "complaints"
"""Complaints against officials, and what was handed in with them."""

SENSITIVE_SETS: Final[tuple[str, ...]] = (*(each.value for each in SchemeSet if each.sealed), COMPLAINTS)
"""The names of the sets an office's store is made with. A new one goes to the end: the numbers stand on paper."""


def part_number(set_name: str) -> int:
    """The number by which papers and the window tell a set, from 1; 0 for a name this program does not know."""
    return SENSITIVE_SETS.index(set_name) + 1 if set_name in SENSITIVE_SETS else 0


def missing_sets(store: Store) -> tuple[str, ...]:
    """The sets this file has no key for at all: it was made before the program knew them."""
    known = store.known_sets()
    return tuple(name for name in SENSITIVE_SETS if name not in known)


def add_missing_sets(store: Store) -> list[RecoverySheet]:
    """Give an older file a key for every set it lacks, held by this user; the sheets are to be printed and sealed.

    Raises:
        KeysRefused: A key was made in the meantime.
    """
    sheets = []
    for name in missing_sets(store):
        with access_log.noted_with(store, Look(Access.NEW_SHEET, name)):
            sheets.append(store.add_set(name))
    return sheets
