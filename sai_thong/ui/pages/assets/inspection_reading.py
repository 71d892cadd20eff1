"""The yearly inspections as the window reads them: the rounds, and everything of the one shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sai_thong.db.store import Store
from sai_thong.registers.assets.inspection_view import (
    InspectionDue,
    InspectionResult,
    RoomProgress,
    RoundRow,
    inspection_due,
    progress,
    result,
    round_rows,
)
from sai_thong.registers.assets.records import InspectionRound


@dataclass(frozen=True)
class ShownRounds:
    """What the section shows.

    Attributes:
        rows: Every round, the latest year first.
        due: What the latest year asks for; None when nothing.
        row: The round shown; None while there is none.
        result: What it found so far.
        rooms: How far each room is.
    """

    rows: Sequence[RoundRow] = ()
    due: InspectionDue | None = None
    row: RoundRow | None = None
    result: InspectionResult | None = None
    rooms: Sequence[RoomProgress] = ()

    @property
    def round(self) -> InspectionRound | None:
        """The round shown."""
        return self.row.round if self.row else None

    @property
    def left(self) -> int:
        """Lines that nobody answered, but for what is lent or at repair."""
        return sum(room.left for room in self.rooms)

    @property
    def may_open(self) -> int | None:
        """The fiscal year (BE) whose inspection waits to be opened."""
        return self.due.fiscal_year_be if self.due is not None and self.due.round is None else None


def read_rounds(store: Store, year: str) -> ShownRounds:
    """The rounds, and the one of a fiscal year (BE), or the latest."""
    rows, due = round_rows(store), inspection_due(store)
    row = next((each for each in rows if str(each.round.fiscal_year_be) == year), rows[0] if rows else None)
    if row is None:
        return ShownRounds(rows, due)
    return ShownRounds(rows, due, row, result(store, row.round.id), progress(store, row.round.id))
