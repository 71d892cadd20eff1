"""Whose numbers are whose: each register has one sequence a calendar year, held by the central saraban station.

The series of a new year opens by itself on the station that held the last one (ข้อ 38, 43: the numbers begin anew on
1 January). Any other station leaves the number blank, and keys afterwards what the central one gave.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from sai_thong.db import leasing, numbering
from sai_thong.db.numbering import NumberSeries
from sai_thong.db.refusals import NumberRefused
from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.office.settings import CIRCULAR_NUMBERS, SHARED_NUMBERS, office_settings
from sai_thong.registers.saraban.terms import Register
from sai_thong.registers.series_opening import given_elsewhere, open_here

INCOMING_SERIES: Final = "letters-in"
_SERIES: Final = {
    Register.LETTERS: "letters-out",
    Register.CIRCULARS: "circulars-out",
    Register.MEMOS: "memos",
    Register.ORDERS: "orders",
    Register.ANNOUNCEMENTS: "announcements",
    Register.CERTIFICATES: "certificates",
}


class Numbering(StrEnum):
    """Where a document has its number from."""

    NEXT = "next"
    """The next one of the register, on the central station."""
    BY_HAND = "by-hand"
    """Already written on the paper, or told by the central station."""
    BLANK = "blank"
    """None yet; the paper has an empty place, and the number is keyed afterwards."""


class NotCentral(NumberRefused):
    """This station does not hold the register's numbers."""

    def __init__(self) -> None:
        super().__init__(
            _("Numbers of this register are given only at the central saraban station."),
            kept=_("The document may be kept without a number; its paper leaves the place empty."),
            do=_("Ask the central station for the number and key it, or open the register here at the next number."),
        )


def series_of(shelf: Shelf, register: Register) -> str:
    """The name of the series a register takes its numbers from; circulars may share that of the letters."""
    if register is Register.CIRCULARS and office_settings(shelf).choice(CIRCULAR_NUMBERS) == SHARED_NUMBERS:
        return _SERIES[Register.LETTERS]
    return _SERIES[register]


def register_of(series: str) -> Register | None:
    """The register of outgoing documents a series is of by its own name; None for any other series."""
    return next((register for register, name in _SERIES.items() if name == series), None)


def gives_numbers(shelf: Shelf, series: str, year_be: int, *, station: str) -> bool:
    """Whether this station gives numbers of a series in a calendar year (BE)."""
    return bool(_held(shelf, series, year_be, station)) or _to_carry_over(shelf, series, year_be, station)


def series_to_use(tx: ShelfWriter, series: str, year_be: int, *, station: str) -> NumberSeries:
    """The series of a year, opened for a new year where this station held the last one.

    Raises:
        NotCentral: Another station holds it, or none does yet.
    """
    held = _held(tx, series, year_be, station)
    if held:
        return held[0]
    if not _to_carry_over(tx, series, year_be, station):
        raise NotCentral
    following = max(numbering.used_numbers(tx, series, year_be), default=0) + 1
    return numbering.open_series(tx, series, year_be, station=station, next_number=following)


def open_register(store: Store, series: str, year_be: int, *, next_number: int, why: str = "") -> Saved[NumberSeries]:
    """Make this station the central one of a series, at the number after the last one on paper.

    A file that was restored or moved takes back what it held under its earlier id; the hand-over is kept.

    Raises:
        NumberRefused: It is open here already, that number is used, or another station holds it.
    """
    with store.transaction(why) as tx:
        if given_elsewhere(store, tx, series, year_be):
            raise NumberRefused(
                _("Another station holds the register {name}/{year}.").format(name=series, year=year_be),
                kept=_("Nothing was changed."),
                do=_("Hand it over there first; one register has one sequence for the whole office."),
            )
        return Saved(open_here(store, tx, series, year_be, next_number=next_number, why=why), tx.changes)


def hand_register_over(
    store: Store, series: str, year_be: int, to_station: str, *, why: str
) -> Saved[leasing.SeriesHandOver]:
    """Give a register's numbers to another station, which is the central one from now on.

    Raises:
        NumberRefused: No reason, or this station does not hold it.
    """
    with store.transaction(why) as tx:
        held = numbering.series_held(tx, series, year_be, store.file_id)
        kept = leasing.hand_over(tx, held, to_station, reason=why, on_day=bangkok_today(store.clock))
        return Saved(kept, tx.changes)


def all_series() -> Iterable[str]:
    """Every series of the registers, the incoming one first."""
    return (INCOMING_SERIES, *_SERIES.values())


def _held(shelf: Shelf, series: str, year_be: int, station: str) -> list[NumberSeries]:
    return shelf.find(NumberSeries, name=series, year_be=year_be, station=station)


def _to_carry_over(shelf: Shelf, series: str, year_be: int, station: str) -> bool:
    """Whether the newest earlier year of a series is this station's, and nobody opened this year's."""
    known = shelf.find(NumberSeries, name=series)
    if any(each.year_be == year_be for each in known):
        return False
    earlier = [each for each in known if each.year_be < year_be]
    return bool(earlier) and max(earlier, key=lambda each: each.year_be).station == station
