"""The board: the open cases in columns by where they stand, what is due first on top."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from sai_thong.db.store import Store
from sai_thong.registers.petitions.listing import PetitionRow, Scope, View, count_petitions, petitions
from sai_thong.registers.petitions.terms import ENDED_STATES, PetitionState

COLUMNS: Final = tuple(state for state in PetitionState if state not in ENDED_STATES)
"""The states a case goes through, in order."""


@dataclass(frozen=True)
class BoardColumn:
    """One column of the board.

    Attributes:
        state: Where its cases stand.
        count: How many there are.
        rows: The first of them, by what is due.
    """

    state: PetitionState
    count: int
    rows: tuple[PetitionRow, ...]


def board(store: Store, view: View | None = None, *, limit: int = 50) -> tuple[BoardColumn, ...]:
    """The open cases of a view by where they stand, at most `limit` in a column; empty columns stay.

    Raises:
        SetClosed: The view is of confidential cases and this user does not hold their key.
    """
    view = view or View()
    if not view.by_due:
        view = replace(view, scope=Scope.OPEN)
    return tuple(_column(store, replace(view, state=state), state, limit) for state in COLUMNS)


def _column(store: Store, view: View, state: PetitionState, limit: int) -> BoardColumn:
    rows = petitions(store, view, limit=limit)
    count = len(rows) if len(rows) < limit else count_petitions(store, view)
    return BoardColumn(state, count, tuple(rows))
