"""The rows of the list of cases, read page by page in the order the register gives them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sai_thong.db.store import Store
from sai_thong.registers.petitions.listing import PetitionRow, View, due_soon_days, petitions
from sai_thong.registers.petitions.rules.clocks import bangkok_day
from sai_thong.registers.petitions.terms import Naming
from sai_thong.thai.calendar import thai_date_short
from sai_thong.ui.kit import Row
from sai_thong.ui.pages.petitions.case_words import due_chip, state_chip
from sai_thong.ui.pages.petitions.naming_words import petitioner_words


def row_of(case: PetitionRow, now: datetime, soon_days: int, division_name: Callable[[str], str]) -> Row:
    """A line of the list."""
    return {
        "id": case.id,
        "number": case.number or "–",
        "received": thai_date_short(bangkok_day(case.received)),
        "subject": case.subject,
        "petitioner": petitioner_words(case.petitioner_name, Naming(case.naming)),
        "moo": case.moo,
        "division": division_name(case.division),
        "due": due_chip(case.due, now, soon_days),
        "state": state_chip(case.stands_at),
    }


class RowsOfView:
    """The cases of a view as `PagedRows` asks for them: what lies between is read on the way to a later page."""

    def __init__(self, store: Store, view: View, division_name: Callable[[str], str]) -> None:
        self._store = store
        self._view = view
        self._division_name = division_name
        self._read: list[PetitionRow] = []

    def fetch(self, first: int, count: int) -> Sequence[Row]:
        """The rows from `first` on."""
        missing = first + count - len(self._read)
        if missing > 0:
            last = self._read[-1] if self._read else None
            self._read += petitions(self._store, self._view, limit=missing, after=last)
        now, soon = self._store.clock.now(), due_soon_days(self._store)
        return [row_of(each, now, soon, self._division_name) for each in self._read[first : first + count]]

    def place_of(self, case_id: str) -> int:
        """Where a case stands among the rows read so far; -1 when it is not there."""
        return next((place for place, row in enumerate(self._read) if row.id == case_id), -1)
