"""Lists of assets for the window and the command line: plain rows under a filter, found by any part of a word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from sai_thong.db.search import matching_rows
from sai_thong.db.store import Store
from sai_thong.records import declaration_of
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.terms import AssetStatus
from sai_thong.registers.law.asset_terms import AssetGroup

_COLUMNS: Final = (
    "a.id, a.number, a.name, a.brand, a.class_code, a.type_key, a.acquired_on, a.date_is_estimated, a.cost_satang,"
    " a.status, a.written_condition, a.division, coalesce(r.name, '') AS room, a.custodian"
)
_EVERYTHING: Final = 10_000_000


class AssetLine(NamedTuple):
    """One line of a list, as the store holds it: `acquired_on` as ISO text, `room` by its name."""

    id: str
    number: str
    name: str
    brand: str
    class_code: str
    type_key: str
    acquired_on: str | None
    date_is_estimated: int
    cost_satang: int | None
    status: str
    written_condition: str
    division: str
    room: str
    custodian: str

    @property
    def state(self) -> AssetStatus:
        """The state the asset is in."""
        return AssetStatus(self.status)

    @property
    def acquired(self) -> date | None:
        """The day of acceptance."""
        return date.fromisoformat(self.acquired_on) if self.acquired_on else None


@dataclass(frozen=True)
class AssetFilter:
    """Which assets a list shows; nothing set shows all of them.

    Attributes:
        class_code: Only of this class of numbers.
        group: Only of this row of the accounts.
        type_key: Only of this type of the table of useful lives; empty text for none.
        division: Only of this division.
        room: Only in the room of this name.
        custodian: Only what this person keeps.
        status: Only in this state.
        from_satang: Only of this price or more.
        to_satang: Only of this price or less.
        from_day: Only acquired on this day or later.
        to_day: Only acquired on this day or before.
    """

    class_code: str = ""
    group: AssetGroup | None = None
    type_key: str | None = None
    division: str = ""
    room: str = ""
    custodian: str = ""
    status: AssetStatus | None = None
    from_satang: int | None = None
    to_satang: int | None = None
    from_day: date | None = None
    to_day: date | None = None

    def condition(self) -> tuple[str, list[Any]]:
        """The condition as SQL with its parameters."""
        told = (
            ("a.class_code = ?", self.class_code or None),
            ("a.accounting_group = ?", self.group.value if self.group else None),
            ("a.type_key = ?", self.type_key),
            ("a.division = ?", self.division or None),
            ("r.name = ?", self.room or None),
            ("a.custodian = ?", self.custodian or None),
            ("a.status = ?", self.status.value if self.status else None),
            ("a.cost_satang >= ?", self.from_satang),
            ("a.cost_satang <= ?", self.to_satang),
            ("a.acquired_on >= ?", self.from_day.isoformat() if self.from_day else None),
            ("a.acquired_on <= ?", self.to_day.isoformat() if self.to_day else None),
        )
        used = [(part, value) for part, value in told if value is not None]
        # A slip that was taken back is found by its id alone.
        return " AND ".join(("a.withdrawn_why = ''", *(part for part, _value in used))), [
            value for _part, value in used
        ]


ALL: Final = AssetFilter()


def asset_list(store: Store, text: str = "", chosen: AssetFilter = ALL, limit: int = _EVERYTHING) -> list[AssetLine]:
    """The assets that hold every word of `text` and pass the filter, by their numbers, at most `limit`."""
    where, values = chosen.condition()
    if text.strip():
        rows = matching_rows(store.connection_for_reading(), declaration_of(Asset), text, _EVERYTHING)
        where += f" AND a.row IN ({','.join(map(str, rows))})"
    sql = (
        f"SELECT {_COLUMNS} FROM assets a LEFT JOIN asset_rooms r ON r.id = a.room_id"
        f" WHERE {where} ORDER BY a.number = '', a.number, a.row LIMIT ?"
    )
    return [AssetLine(*row.values()) for row in store.query(sql, [*values, limit])]
