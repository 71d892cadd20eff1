"""Lists of citizens for the window and the command line: plain rows, in the order of names, searched as one types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sai_thong.db.search import matching_rows
from sai_thong.db.store import Store
from sai_thong.records import declaration_of
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.names import full_name

AWAY_SINCE = "CASE WHEN moved_in_on > moved_out_on THEN NULL ELSE moved_out_on END"
"""`Citizen.away_since` as SQL."""
LINE_COLUMNS = (
    f"id, citizen_id, prefix, first_name, last_name, birth, house_no, moo, deceased, {AWAY_SINCE} AS away_since"
)
"""The columns of `CitizenLine`, in its order."""
_EVERYONE = 1_000_000


class CitizenLine(NamedTuple):
    """One line of a list, as the store holds it: `birth` as stored text, `away_since` as ISO text."""

    id: str
    citizen_id: str | None
    prefix: str
    first_name: str
    last_name: str
    birth: str | None
    house_no: str
    moo: int | None
    deceased: int
    away_since: str | None

    @property
    def full_name(self) -> str:
        """Prefix, first name and surname as the office writes them."""
        return full_name(self.prefix, self.first_name, self.last_name)

    @property
    def born(self) -> PartialDate | None:
        """The birth date as far as it is known."""
        return PartialDate.parse_stored(self.birth) if self.birth else None


@dataclass(frozen=True)
class CitizenFilter:
    """Which citizens a list shows; nothing set shows all but merged records.

    Attributes:
        moo: Only this village.
        alive: Only the living, or only the dead.
        moved_out_by: True for those who have moved away by `on`, False for the others.
        on: The day `moved_out_by` asks about.
    """

    moo: int | None = None
    alive: bool | None = None
    moved_out_by: bool | None = None
    on: date | None = None

    def condition(self) -> tuple[str, list[Any]]:
        """The condition as SQL with its parameters."""
        parts: list[str] = ["merged_into IS NULL"]
        values: list[Any] = []
        if self.moo is not None:
            parts.append("moo = ?")
            values.append(self.moo)
        if self.alive is not None:
            parts.append("NOT deceased" if self.alive else "deceased")
        if self.moved_out_by is not None and self.on is not None:
            gone = f"(moved_out_on IS NOT NULL AND coalesce({AWAY_SINCE} <= ?, 0))"
            parts.append(gone if self.moved_out_by else f"NOT {gone}")
            values.append(self.on.isoformat())
        return " AND ".join(parts), values


ALL = CitizenFilter()


def citizen_list(store: Store, text: str = "", chosen: CitizenFilter = ALL, limit: int = 200) -> list[CitizenLine]:
    """The citizens that hold every word of `text` and pass the filter, in Thai order of names, at most `limit`."""
    where, values = chosen.condition()
    source = "citizens"
    if text.strip():
        wanted = limit if chosen == ALL else _EVERYONE
        rows = matching_rows(store.connection_for_reading(), declaration_of(Citizen), text, wanted)
        where += f" AND row IN ({','.join(map(str, rows))})"
    elif chosen == ALL and limit < _EVERYONE:
        # The first page of everyone lies at the head of the index of names. Left to itself SQLite sorts them all, as
        # it takes "not merged" for rare (100 ms for 50,000, against 6).
        source += " INDEXED BY citizens_first_name_key"
    return [CitizenLine(*row.values()) for row in store.query(_sql(source, where), [*values, limit])]


def count_citizens(store: Store, chosen: CitizenFilter = ALL) -> int:
    """How many citizens pass the filter."""
    where, values = chosen.condition()
    return int(store.query(f"SELECT count(*) AS n FROM citizens WHERE {where}", values)[0]["n"])


def _sql(source: str, where: str) -> str:
    return f"SELECT {LINE_COLUMNS} FROM {source} WHERE {where} ORDER BY first_name_key, last_name_key, row LIMIT ?"
