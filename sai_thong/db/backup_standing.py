"""How far the backups of a store go, and whether the newest is older than it should be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sai_thong.db.backup_copies import Copies, Copy
from sai_thong.db.backup_plan import BackupPlan, is_there
from sai_thong.db.errors import StoreTrouble
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today

LONGEST_DAYS: Final = 2
"""Days of work, or of the calendar, that may stand in the file alone before the office is told."""


@dataclass(frozen=True)
class PlaceStanding:
    """One place of the plan.

    Attributes:
        place: The folder.
        is_there: Whether it is there now.
        copies: How many copies of the store lie there.
        newest: The newest of them.
        same_disk: Whether it lies on the disk of the store itself, and is lost with it.
        trouble: Why it cannot be read; None where it can.
    """

    place: Path
    is_there: bool
    copies: int = 0
    newest: Copy | None = None
    same_disk: bool = False
    trouble: StoreTrouble | None = None


@dataclass(frozen=True)
class BackupStanding:
    """Where the backups of a store stand.

    Attributes:
        places: Every place of the plan.
        newest: The copy that goes furthest in the journal; None where there is none.
        entries_since: How many entries this computer wrote after it.
        days_since: On how many days those were written, by the file.
        overdue: Whether it is older than it should be.
    """

    places: tuple[PlaceStanding, ...]
    newest: Copy | None
    entries_since: int
    days_since: int
    overdue: bool


def is_overdue(made_on: date | None, today: date, *, entries_since: int, days_since: int) -> bool:
    """Whether the newest backup is older than it should be.

    By the file first: what was written since, and on how many days. A file nobody wrote to needs no newer backup, and
    a clock that was set back hides nothing.

    Args:
        made_on: The day in Thailand the newest backup was made; None where there is none.
        today: Today in Thailand.
        entries_since: Entries of the journal after it.
        days_since: Days on which those were written.
    """
    if not entries_since:
        return False
    return made_on is None or days_since >= LONGEST_DAYS or (today - made_on).days >= LONGEST_DAYS


def backup_standing(store: Store, plan: BackupPlan) -> BackupStanding:
    """Look at every place of the plan. Slow drives answer slowly: never on the window's thread."""
    copies = Copies(store)
    places = tuple(_look_at(store, copies, place) for place in plan.places)
    newest = max((each.newest for each in places if each.newest), key=copies.age, default=None)
    entries, days = _written_since(store, newest)
    made_on = newest.day if newest else None
    overdue = is_overdue(made_on, bangkok_today(store.clock), entries_since=entries, days_since=days)
    return BackupStanding(places, newest, entries, days, overdue)


def _look_at(store: Store, copies: Copies, place: Path) -> PlaceStanding:
    if not is_there(store, place):
        return PlaceStanding(place, is_there=False)
    try:
        found = copies.within(place)
        same_disk = place.stat().st_dev == store.path.stat().st_dev
    except StoreTrouble as trouble:
        return PlaceStanding(place, is_there=True, trouble=trouble)
    except OSError:  # gone between two looks: a stick that is being taken out
        return PlaceStanding(place, is_there=False)
    return PlaceStanding(place, is_there=True, copies=len(found), newest=next(iter(found), None), same_disk=same_disk)


def _written_since(store: Store, newest: Copy | None) -> tuple[int, int]:
    """Entries of this file after a copy, and on how many days in Thailand they were written, by their own times."""
    counter = newest.manifest.counter if newest and newest.manifest.file_id == store.file_id else 0
    sql = (
        "SELECT count(*) AS entries, count(DISTINCT date(at, '+7 hours')) AS days"
        " FROM journal WHERE file_id = ? AND counter > ?"
    )
    (found,) = store.query(sql, (store.file_id, counter))
    return int(found["entries"]), int(found["days"])
