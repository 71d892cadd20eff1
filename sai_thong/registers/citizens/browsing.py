"""A long list of citizens, leafed through by pages and searched as one types: what the window's list stands on.

The order of a filter is read once and kept as row numbers, so that any page of 50,000 people is a look-up by key, and
a search narrowed by a filter need not look at everybody. Nothing here waits for the writer.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from sai_thong.db.search import matching_rows
from sai_thong.db.store import Store
from sai_thong.records import declaration_of
from sai_thong.registers.citizens.listing import ALL, LINE_COLUMNS, CitizenFilter, CitizenLine, citizen_list
from sai_thong.registers.citizens.records import Citizen

_FIRST_LOOK = 4
"""A search under a filter first looks at this many times the rows wanted, then at ever more."""


@dataclass(frozen=True)
class Found:
    """What a search found.

    Attributes:
        lines: The people, in Thai order of names.
        more: Whether there are more than were asked for.
    """

    lines: Sequence[CitizenLine]
    more: bool


def ordered_rows(store: Store, chosen: CitizenFilter = ALL) -> array[int]:
    """The row numbers of everyone who passes the filter, in Thai order of names; may be read on any thread."""
    where, values = chosen.condition()
    cursor = store.connection_for_reading().execute(
        f"SELECT row FROM citizens WHERE {where} ORDER BY first_name_key, last_name_key, row", values
    )
    return array("q", (row for (row,) in cursor))


class CitizenBrowser:
    """The list under one filter.

    Args:
        store: The office's store.
        chosen: Whom the list shows.
        order: What `ordered_rows` gave for it; read when it is first needed, if it is not handed over before.
    """

    def __init__(self, store: Store, chosen: CitizenFilter = ALL, order: array[int] | None = None) -> None:
        self.chosen = chosen
        self._store = store
        self._order = order
        self._among: frozenset[int] | None = None

    @property
    def order(self) -> array[int]:
        """The row numbers in order."""
        if self._order is None:
            self._order = ordered_rows(self._store, self.chosen)
        return self._order

    def know_order(self, order: array[int]) -> None:
        """Take an order that was read elsewhere."""
        self._order, self._among = order, None

    def page(self, first: int, count: int) -> Sequence[CitizenLine]:
        """`count` people from place `first` (from 0) on; the first page needs no order."""
        if first == 0 and self._order is None:
            return citizen_list(self._store, "", self.chosen, count)
        return self._lines(self.order[first : first + count])

    def find(self, text: str, limit: int = 200) -> Found:
        """The people of the filter who hold every word of `text`: at most `limit`, those found by a beginning first."""
        rows = self._matching(text, limit + 1)
        return Found(self._lines(rows[:limit]), len(rows) > limit)

    def place_of(self, citizen_id: str) -> int:
        """Where a citizen stands in the list, or -1."""
        found = self._store.query("SELECT row FROM citizens WHERE id = ?", (citizen_id,))
        try:
            return self.order.index(found[0]["row"]) if found else -1
        except ValueError:
            return -1

    def _matching(self, text: str, limit: int) -> list[int]:
        """Row numbers that match and pass the filter, looking no further than is needed to have `limit` of them."""
        connection, declared = self._store.connection_for_reading(), declaration_of(Citizen)
        if self.chosen == ALL:
            return matching_rows(connection, declared, text, limit)
        if self._among is None:
            self._among = frozenset(self.order)
        if not self._among:
            return []
        looked_at = limit * _FIRST_LOOK
        while True:
            rows = matching_rows(connection, declared, text, looked_at)
            passed = [row for row in rows if row in self._among]
            if len(passed) >= limit or len(rows) < looked_at:
                return passed[:limit]
            looked_at *= _FIRST_LOOK

    def _lines(self, rows: Sequence[int]) -> list[CitizenLine]:
        if not rows:
            return []
        marks = ",".join(map(str, rows))
        cursor = self._store.connection_for_reading().execute(
            f"SELECT {LINE_COLUMNS} FROM citizens WHERE row IN ({marks}) ORDER BY first_name_key, last_name_key, row"
        )
        return [CitizenLine(*row) for row in cursor]
