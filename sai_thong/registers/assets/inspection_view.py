"""Yearly inspections for the window, the papers and the command line: rounds, how far each room is, what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import N_
from sai_thong.registers.assets.committees import seats
from sai_thong.registers.assets.inspections import round_days, round_of
from sai_thong.registers.assets.records import (
    Asset,
    CommitteeSeat,
    InspectionLine,
    InspectionRound,
    InspectionSighting,
)
from sai_thong.registers.assets.rules.inspection import AWAY, FindingKind, InspectionDays
from sai_thong.registers.assets.sightings import compared, sightings_in_order
from sai_thong.registers.assets.terms import TO_BE_DISPOSED, AssetStatus, CommitteeTask, RoundState
from sai_thong.thai.calendar import fiscal_year_be
from sai_thong.thai.sorting import sort_key

FINDING_LABELS: Final = {
    FindingKind.FOUND: N_("Found in its place"),
    FindingKind.WRONG_ROOM: N_("Found in another room"),
    FindingKind.NOT_FOUND: N_("Looked for and not there"),
    FindingKind.DUPLICATE: N_("Seen before"),
    FindingKind.SUPERSEDED: N_("Settled anew by hand"),
    FindingKind.UNKNOWN: N_("Not expected by the register"),
}
"""English message ids; show them through `_`."""


@dataclass(frozen=True)
class RoundRow:
    """One round in the list of them.

    Attributes:
        round: The round.
        lines: How many assets are expected; 0 before it has begun.
        looked_at: How many of them were answered.
        days_left: Calendar days until the report is due; negative when it is late; None once it was submitted.
    """

    round: InspectionRound
    lines: int
    looked_at: int
    days_left: int | None


@dataclass(frozen=True)
class RoomProgress:
    """How far a room is.

    Attributes:
        room: Its name; empty for what the register has in no room.
        lines: How many assets the register has in it.
        looked_at: How many of them were answered.
        not_found: How many of these are not there.
        away: How many nobody answered because they are lent or at repair.
        strays: How many of other rooms were found in it.
    """

    room: str
    lines: int
    looked_at: int
    not_found: int
    away: int
    strays: int

    @property
    def left(self) -> int:
        """How many are still to be looked for."""
        return self.lines - self.looked_at - self.away


@dataclass(frozen=True)
class UnknownTag:
    """Something that was seen and is not expected.

    Attributes:
        sighting: How it was seen first.
        card: The card it names, such as one that was struck off or came after the year; None of a tag nobody knows.
    """

    sighting: InspectionSighting
    card: Asset | None


@dataclass(frozen=True)
class InspectionResult:
    """What a round found.

    Attributes:
        round: The round.
        committee: Who inspected.
        lines: Every expected asset, once, in the order of the register.
        conditions: The state of each by the id of the asset: as found; lost where nobody found it.
        missing: Those not found and neither lent nor at repair.
        wrong_room: Those found in another room.
        unknown: What was seen and not expected.
        duplicates: Sightings of what had been seen before.
        by_condition: How many are in each state.
        to_dispose: Those broken, worn, lost or not needed: the list that goes with the report.
    """

    round: InspectionRound
    committee: tuple[CommitteeSeat, ...]
    lines: tuple[InspectionLine, ...]
    conditions: Mapping[str, AssetStatus]
    missing: tuple[InspectionLine, ...]
    wrong_room: tuple[InspectionLine, ...]
    unknown: tuple[UnknownTag, ...]
    duplicates: tuple[InspectionSighting, ...]
    by_condition: Mapping[AssetStatus, int]
    to_dispose: tuple[InspectionLine, ...]


@dataclass(frozen=True)
class InspectionDue:
    """What the yearly inspection asks for now.

    Attributes:
        fiscal_year_be: Of which year.
        days: When its steps are due.
        round: The round; None while none was opened.
    """

    fiscal_year_be: int
    days: InspectionDays
    round: InspectionRound | None


def round_rows(store: Store) -> list[RoundRow]:
    """Every round, the latest year first."""
    counts = {
        row["round_id"]: (row["lines"], row["looked_at"])
        for row in store.query(
            "SELECT round_id, count(*) AS lines, count(found) AS looked_at"
            " FROM asset_inspection_lines GROUP BY round_id"
        )
    }
    today = bangkok_today(store.clock)
    rounds = sorted(store.find(InspectionRound), key=lambda each: -each.fiscal_year_be)
    return [RoundRow(each, *counts.get(each.id, (0, 0)), _days_left(each, today)) for each in rounds]


def lines_of(shelf: Shelf, round_id: str) -> list[InspectionLine]:
    """The lines of a round in the order of the register."""
    return shelf.find(InspectionLine, round_id=round_id)


def progress(shelf: Shelf, round_id: str) -> list[RoomProgress]:
    """How far each room is, in the order of a Thai dictionary; what is in no room comes last."""
    lines = lines_of(shelf, round_id)
    by_room: dict[str, list[InspectionLine]] = {}
    for line in lines:
        by_room.setdefault(line.book_room, []).append(line)
    strays = Counter(line.found_room for line in lines if _in_wrong_room(line))
    rooms = sorted({*by_room, *strays}, key=lambda room: (not room, sort_key(room)))
    return [_progress(room, by_room.get(room, ()), strays[room]) for room in rooms]


def result(shelf: Shelf, round_id: str) -> InspectionResult:
    """What a round found so far; of a submitted one, what it was submitted with.

    Raises:
        RoundMissing: There is no such round.
    """
    found = round_of(shelf, round_id)
    lines = lines_of(shelf, found.id)
    sightings = sightings_in_order(shelf, round_id=found.id)
    told = compared(lines, sightings)
    kinds = list(zip(sightings, (finding.kind for finding in told.findings), strict=True))
    missing = {line.asset_id for line in told.missing}
    return InspectionResult(
        round=found,
        committee=tuple(seats(shelf, found.id, CommitteeTask.INSPECTION)),
        lines=tuple(lines),
        conditions=told.conditions,
        missing=tuple(line for line in lines if line.asset_id in missing),
        wrong_room=tuple(line for line in lines if _in_wrong_room(line)),
        unknown=tuple(_unknown(shelf, each) for each, kind in kinds if kind is FindingKind.UNKNOWN),
        duplicates=tuple(each for each, kind in kinds if kind is FindingKind.DUPLICATE),
        by_condition=Counter(told.conditions.values()),
        to_dispose=tuple(line for line in lines if told.conditions[line.asset_id] in TO_BE_DISPOSED),
    )


def inspection_due(store: Store) -> InspectionDue | None:
    """What the inspection of the latest year asks for; None when it was submitted, or nobody is to be appointed yet."""
    today = bangkok_today(store.clock)
    year_be = fiscal_year_be(today) - 1
    this_year = round_days(store, year_be + 1)
    if today >= this_year.appoint_from:
        year_be += 1
    found = next(iter(store.find(InspectionRound, fiscal_year_be=year_be)), None)
    if found is not None and found.state is not RoundState.IN_PROGRESS:
        return None
    return InspectionDue(year_be, round_days(store, year_be), found)


def _days_left(found: InspectionRound, today: date) -> int | None:
    if found.state is not RoundState.IN_PROGRESS or found.report_by is None:
        return None
    return (found.report_by - today).days


def _progress(room: str, lines: Sequence[InspectionLine], strays: int) -> RoomProgress:
    return RoomProgress(
        room=room,
        lines=len(lines),
        looked_at=sum(line.found is not None for line in lines),
        not_found=sum(line.found is False for line in lines),
        away=sum(line.found is None and line.book_status in AWAY for line in lines),
        strays=strays,
    )


def _in_wrong_room(line: InspectionLine) -> bool:
    return bool(line.found and line.found_room and line.book_room and line.found_room != line.book_room)


def _unknown(shelf: Shelf, sighting: InspectionSighting) -> UnknownTag:
    return UnknownTag(sighting, shelf.get(Asset, sighting.asset_id) if sighting.asset_id else None)
