"""Numbers used away from their series: leased blocks, the series itself handed over, and the account of every number.

Petition slips and asset codes may be leased in blocks; official letters, orders and announcements are not (their one
sequence belongs to the central saraban station, which may be handed over).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count

from sai_thong.db.numbering import (
    NumberLease,
    NumberSeries,
    NumberState,
    OfficialNumber,
    leased_numbers,
    make_void,
    open_leases,
    series_held,
    unaccounted,
    used_numbers,
)
from sai_thong.db.refusals import NumberRefused
from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.ground.language import N_, _
from sai_thong.records import Record, field, record_type

LARGEST_LEASE = 1000


@record_type("numbers", schema=1, label=N_("Hand-over of a series"), table="series_hand_overs")
class SeriesHandOver(Record):
    """A series that went from one station to another, and at which number.

    Attributes:
        name: Which series.
        year_be: The year of the series, Buddhist era.
        from_station: The file id that held it.
        to_station: The file id that holds it since.
        next_number: The next number at the hand-over, as the paper confirmed it.
        on_day: The day.
        reason: Why.
    """

    name: str = field(N_("Series"), required=True, indexed=True)
    year_be: int = field(N_("Year"), required=True)
    from_station: str = field(N_("From station"), required=True)
    to_station: str = field(N_("To station"), required=True)
    next_number: int = field(N_("Next number"), required=True)
    on_day: date = field(N_("Date"), required=True)
    reason: str = field(N_("Reason"), required=True)


@dataclass(frozen=True)
class SeriesAccount:
    """What became of every number of a series in a year.

    Attributes:
        issued: Numbers the program gave.
        by_hand: Numbers written on paper first.
        void: Numbers made void.
        leased: Numbers in an open lease that nobody used yet.
        missing: Numbers below the highest used one of which nothing is known; a whole series has none.
    """

    issued: tuple[int, ...]
    by_hand: tuple[int, ...]
    void: tuple[int, ...]
    leased: tuple[int, ...]
    missing: tuple[int, ...]

    @property
    def whole(self) -> bool:
        """Whether every number is accounted for."""
        return not self.missing


def lease(
    tx: ShelfWriter, name: str, year_be: int, size: int, *, station: str, given_to: str, on_day: date
) -> NumberLease:
    """Lend the next free block of a series this station holds.

    Args:
        tx: The writer of the shelf the series is on.
        name: The series.
        year_be: Its year, Buddhist era.
        size: How many numbers.
        station: This station.
        given_to: Who gets them: a station's file id, or in words.
        on_day: The day.

    Raises:
        NumberRefused: The series is not open here, the size is none, or nobody is named.
    """
    if not 1 <= size <= LARGEST_LEASE:
        raise NumberRefused(
            _("A block of {size} numbers cannot be lent.").format(size=size),
            do=_("Lend from 1 to {largest} numbers at a time.").format(largest=LARGEST_LEASE),
        )
    if not given_to.strip():
        raise NumberRefused(_("A block of numbers is lent to somebody."), do=_("Say who gets it."))
    series = series_held(tx, name, year_be, station)
    taken = used_numbers(tx, name, year_be) | leased_numbers(tx, name, year_be)
    first = next(start for start in count(series.next_number) if taken.isdisjoint(range(start, start + size)))
    return tx.insert(
        NumberLease(
            name=name, year_be=year_be, first=first, last=first + size - 1, given_to=given_to.strip(), on_day=on_day
        )
    )


def end_lease(tx: ShelfWriter, open_lease: NumberLease, *, reason: str, on_day: date) -> list[OfficialNumber]:
    """Take a block back: what nobody used of it is void, with the reason.

    Returns:
        The numbers made void.

    Raises:
        NumberRefused: No reason, or the lease ended before.
    """
    if not reason.strip():
        raise NumberRefused(_("A lease of numbers ends only with a reason."))
    if open_lease.ended_on is not None:
        raise NumberRefused(_("This lease of numbers has ended already."))
    used = used_numbers(tx, open_lease.name, open_lease.year_be)
    tx.update(open_lease, ended_on=on_day, reason=reason)
    return [
        make_void(tx, open_lease.name, open_lease.year_be, number, reason=reason, on_day=on_day)
        for number in open_lease.numbers
        if number not in used
    ]


def hand_over(
    tx: ShelfWriter,
    series: NumberSeries,
    to_station: str,
    *,
    reason: str,
    on_day: date,
    next_number: int | None = None,
) -> SeriesHandOver:
    """Give a series to another station, which alone issues from it from now on; the hand-over is kept.

    Args:
        tx: The writer of the shelf the series is on.
        series: As it stands now.
        to_station: The file id that takes it.
        reason: Why.
        on_day: The day.
        next_number: The next number as the paper confirms it; what the series says when nothing is given.

    Raises:
        NumberRefused: No reason, the same station, or a number at or above the confirmed one is used.
    """
    if not reason.strip():
        raise NumberRefused(_("A series of numbers is handed over only with a reason."))
    if to_station == series.station:
        raise NumberRefused(_("This station holds the series already."))
    following = series.next_number if next_number is None else next_number
    used = used_numbers(tx, series.name, series.year_be)
    if used and following <= max(used) and next_number is not None:
        raise NumberRefused(
            _("Number {number} and above are already used in {name}/{year}.").format(
                number=max(used), name=series.name, year=series.year_be
            ),
            do=_("Start from the next number on paper."),
        )
    tx.update(series, station=to_station, next_number=following, why=reason)
    return tx.insert(
        SeriesHandOver(
            name=series.name,
            year_be=series.year_be,
            from_station=series.station,
            to_station=to_station,
            next_number=following,
            on_day=on_day,
            reason=reason,
        )
    )


def account(shelf: Shelf, name: str, year_be: int) -> SeriesAccount:
    """The account of a series: every number is issued, by hand, void, or in an open lease, or it is missing."""
    kept = sorted(shelf.find(OfficialNumber, series=name, year_be=year_be), key=lambda each: each.number)
    used = {each.number for each in kept}

    def of(state: NumberState) -> tuple[int, ...]:
        return tuple(each.number for each in kept if each.state is state)

    lent = (number for open_lease in open_leases(shelf, name, year_be) for number in open_lease.numbers)
    return SeriesAccount(
        issued=of(NumberState.ISSUED),
        by_hand=of(NumberState.BY_HAND),
        void=of(NumberState.VOID),
        leased=tuple(sorted(number for number in lent if number not in used)),
        missing=tuple(unaccounted(shelf, name, year_be)),
    )
