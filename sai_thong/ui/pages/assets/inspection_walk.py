"""The lines of a round as they stand while somebody walks through the rooms, and how far each room is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sai_thong.registers.assets.records import InspectionLine
from sai_thong.registers.assets.rules.inspection import AWAY
from sai_thong.thai.sorting import sort_key

MISSING: Final = "\x00missing"
"""Stands for a room: what is expected somewhere and was not found yet."""


@dataclass(frozen=True)
class RoomCount:
    """How far a room is.

    Attributes:
        room: Its name; empty for what the register has in no room.
        looked_at: Lines that were answered.
        lines: All of them.
    """

    room: str
    looked_at: int
    lines: int


class Walk:
    """All lines of a round, each replaced as it is answered."""

    def __init__(self, lines: Sequence[InspectionLine]) -> None:
        self._lines = {line.id: line for line in lines}

    def keep(self, line: InspectionLine) -> None:
        """A line was answered."""
        self._lines[line.id] = line

    def line(self, line_id: str) -> InspectionLine:
        """A line by its id."""
        return self._lines[line_id]

    def rooms(self) -> list[RoomCount]:
        """Every room of the register, in the order of a Thai dictionary; what is in none comes last."""
        counts: dict[str, list[int]] = {}
        for line in self._lines.values():
            count = counts.setdefault(line.book_room, [0, 0])
            count[0] += line.found is not None
            count[1] += 1
        ordered = sorted(counts, key=lambda room: (not room, sort_key(room)))
        return [RoomCount(room, *counts[room]) for room in ordered]

    def of_room(self, room: str) -> list[InspectionLine]:
        """What belongs into a room, then what of other rooms was found there; or what is `MISSING`."""
        if room == MISSING:
            return [line for line in self._lines.values() if not line.found and line.book_status not in AWAY]
        here = [line for line in self._lines.values() if line.book_room == room]
        strays = [line for line in self._lines.values() if room and line.found_room == room != line.book_room]
        return [*here, *strays]

    def count(self, room: str) -> RoomCount:
        """How far a room is, or with `MISSING` the whole round."""
        lines = [line for line in self._lines.values() if room in (MISSING, line.book_room)]
        return RoomCount(room, sum(line.found is not None for line in lines), len(lines))
