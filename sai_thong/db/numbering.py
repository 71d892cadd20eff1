"""Official numbers: every one is issued, void with a reason, in an open lease or not yet reached; none is issued twice.

A series belongs to a register and a year (calendar year for documents, ระเบียบงานสารบรรณ 2526 ข้อ 38, 43; fiscal
year where its register says so), and to the station that opened it. It may start from any next number in the middle
of a year, take numbers already written by hand with their dates, and keep voids with their reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from itertools import count

from sai_thong.db.refusals import NumberRefused
from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.ground.language import N_, _
from sai_thong.records import Record, field, record_type


@record_type("numbers", schema=1, label=N_("Number series"), table="number_series")
class NumberSeries(Record):
    """One series of numbers of a register in a year, held by one station.

    Attributes:
        name: Which series, such as ``letters-out`` or ``old-age-register``.
        year_be: The year it counts in, Buddhist era; calendar or fiscal by `name`.
        station: The file id that may issue from it.
        next_number: The first number not yet used.
    """

    name: str = field(N_("Series"), required=True, indexed=True)
    year_be: int = field(N_("Year"), required=True)
    station: str = field(N_("Station"), required=True)
    next_number: int = field(N_("Next number"), default=1)


class NumberState(StrEnum):
    """What became of a number."""

    ISSUED = "issued"
    BY_HAND = "by-hand"
    """Written on paper before the program took over; keyed with its date."""
    VOID = "void"


@record_type("numbers", schema=1, label=N_("Official number"), table="official_numbers")
class OfficialNumber(Record):
    """One number of a series and what became of it; `place` holds a number to a single use.

    Attributes:
        place: ``<series>/<year>/<number>``, unique.
        given_to: Id of the record that bears it, or empty.
        on_day: The day it was given.
    """

    place: str = field(N_("Place in the series"), required=True, unique=True)
    series: str = field(N_("Series"), required=True, indexed=True)
    year_be: int = field(N_("Year"), required=True)
    number: int = field(N_("Number"), required=True)
    state: NumberState = field(N_("State"), required=True)
    given_to: str = field(N_("Given to"), indexed=True)
    on_day: date | None = field(N_("Date"))
    reason: str = field(N_("Reason"))


@record_type("numbers", schema=1, label=N_("Lease of numbers"), table="number_leases")
class NumberLease(Record):
    """A block of a series that was given away to be used elsewhere: by another station, or on a pad of paper.

    While it is open its numbers belong to who has it; the series passes them over. See `leasing`.

    Attributes:
        name: Which series.
        year_be: The year of the series, Buddhist era.
        first: The first number of the block.
        last: The last number of the block.
        given_to: Who has it: a station's file id, or in words, such as ``ผู้ใหญ่บ้าน หมู่ 3``.
        on_day: The day it was given.
        ended_on: The day it came back; its numbers that nobody used are void since.
        reason: Why it ended.
    """

    name: str = field(N_("Series"), required=True, indexed=True)
    year_be: int = field(N_("Year"), required=True)
    first: int = field(N_("First number"), required=True)
    last: int = field(N_("Last number"), required=True)
    given_to: str = field(N_("Lent to"), required=True)
    on_day: date = field(N_("Date"), required=True)
    ended_on: date | None = field(N_("Came back on"))
    reason: str = field(N_("Reason"))

    @property
    def numbers(self) -> range:
        """The numbers of the block."""
        return range(self.first, self.last + 1)


def open_leases(shelf: Shelf, name: str, year_be: int) -> list[NumberLease]:
    """The blocks of a series that are lent and have not come back, in the order they were given."""
    return shelf.find(NumberLease, name=name, year_be=year_be, ended_on=None)


def leased_numbers(shelf: Shelf, name: str, year_be: int) -> set[int]:
    """Every number of a series that belongs to an open lease."""
    return {number for lease in open_leases(shelf, name, year_be) for number in lease.numbers}


def gives_numbers(shelf: Shelf, name: str, year_be: int, *, station: str) -> bool:
    """Whether this station can give numbers of a series: it holds the series, or a lease of it."""
    held = _series(shelf, name, year_be, station) is not None
    return held or any(lease.given_to == station for lease in open_leases(shelf, name, year_be))


def series_held(shelf: Shelf, name: str, year_be: int, station: str) -> NumberSeries:
    """A series this station holds; `NumberRefused` when it does not."""
    series = _series(shelf, name, year_be, station)
    if series is None:
        raise _not_open(name, year_be)
    return series


def open_series(tx: ShelfWriter, name: str, year_be: int, *, station: str, next_number: int = 1) -> NumberSeries:
    """Open a series at any next number; `NumberRefused` when this station has it open already."""
    if _series(tx, name, year_be, station):
        raise NumberRefused(_("The number series {name}/{year} is open already.").format(name=name, year=year_be))
    used = used_numbers(tx, name, year_be) | leased_numbers(tx, name, year_be)
    if used and next_number <= max(used):
        raise NumberRefused(
            _("Number {number} and above are already used in {name}/{year}.").format(
                number=max(used), name=name, year=year_be
            ),
            do=_("Start from the next number on paper."),
        )
    return tx.insert(NumberSeries(name=name, year_be=year_be, station=station, next_number=next_number))


def issue(tx: ShelfWriter, name: str, year_be: int, *, station: str, given_to: str, on_day: date) -> OfficialNumber:
    """Give the next number to a record: of the series where this station holds it, else of a lease it was given.

    Raises:
        NumberRefused: This station holds neither, or its lease is used up.
    """
    series = _series(tx, name, year_be, station)
    if series is None:
        number = _next_of_lease(tx, name, year_be, station)
    else:
        number, lent = series.next_number, leased_numbers(tx, name, year_be)
        while number in lent or tx.find(OfficialNumber, place=_place(name, year_be, number)):
            number += 1
        tx.update(series, next_number=number + 1)
    return _take(tx, name, year_be, number, NumberState.ISSUED, given_to=given_to, on_day=on_day)


def issue_many(
    tx: ShelfWriter, name: str, year_be: int, *, station: str, given_to: Sequence[str], on_day: date
) -> list[OfficialNumber]:
    """Give the next numbers of a series to many records, in their order; `NumberRefused` when it is not open here."""
    series = series_held(tx, name, year_be, station)
    used = used_numbers(tx, name, year_be) | leased_numbers(tx, name, year_be)
    free = (number for number in count(series.next_number) if number not in used)
    made = [
        OfficialNumber(
            place=_place(name, year_be, number),
            series=name,
            year_be=year_be,
            number=number,
            state=NumberState.ISSUED,
            given_to=record_id,
            on_day=on_day,
        )
        for record_id, number in zip(given_to, free, strict=False)
    ]
    if made:
        tx.update(series, next_number=made[-1].number + 1)
    return tx.insert_many(made)


def take_by_hand(
    tx: ShelfWriter, name: str, year_be: int, number: int, *, given_to: str, on_day: date
) -> OfficialNumber:
    """Keep a number that was already written on paper; `NumberRefused` when it is used."""
    return _take(tx, name, year_be, number, NumberState.BY_HAND, given_to=given_to, on_day=on_day)


def make_void(tx: ShelfWriter, name: str, year_be: int, number: int, *, reason: str, on_day: date) -> OfficialNumber:
    """Make a number void with its reason, whether it was issued before or not."""
    if not reason.strip():
        raise NumberRefused(_("A number is made void only with a reason."))
    found = tx.find(OfficialNumber, place=_place(name, year_be, number))
    if not found:
        return _take(tx, name, year_be, number, NumberState.VOID, on_day=on_day, reason=reason)
    return tx.update(found[0], state=NumberState.VOID, reason=reason)


def unaccounted(shelf: Shelf, name: str, year_be: int) -> list[int]:
    """Numbers below the highest one that are neither issued, by hand, void, nor in an open lease: an auditor asks."""
    used = used_numbers(shelf, name, year_be)
    if not used:
        return []
    return sorted(set(range(min(used), max(used))) - used - leased_numbers(shelf, name, year_be))


def used_numbers(shelf: Shelf, name: str, year_be: int) -> set[int]:
    """Every number of a series that is issued, by hand or void."""
    return {each.number for each in shelf.find(OfficialNumber, series=name, year_be=year_be)}


def _take(
    tx: ShelfWriter,
    name: str,
    year_be: int,
    number: int,
    state: NumberState,
    *,
    on_day: date,
    given_to: str = "",
    reason: str = "",
) -> OfficialNumber:
    place = _place(name, year_be, number)
    if tx.find(OfficialNumber, place=place):
        raise NumberRefused(
            _("Number {number}/{year} is already used.").format(number=number, year=year_be),
            kept=_("The existing record keeps it."),
            do=_("Look it up in the register of numbers."),
        )
    return tx.insert(
        OfficialNumber(
            place=place,
            series=name,
            year_be=year_be,
            number=number,
            state=state,
            given_to=given_to,
            on_day=on_day,
            reason=reason,
        )
    )


def _place(name: str, year_be: int, number: int) -> str:
    return f"{name}/{year_be}/{number}"


def _next_of_lease(shelf: Shelf, name: str, year_be: int, station: str) -> int:
    """The first unused number of the leases this station was given."""
    leases = [lease for lease in open_leases(shelf, name, year_be) if lease.given_to == station]
    if not leases:
        raise _not_open(name, year_be)
    used = used_numbers(shelf, name, year_be)
    free = (number for lease in leases for number in lease.numbers if number not in used)
    try:
        return next(free)
    except StopIteration:
        raise NumberRefused(
            _("Every number lent to this machine from {name}/{year} is used.").format(name=name, year=year_be),
            do=_("Ask the holder of the series for another block."),
        ) from None


def _not_open(name: str, year_be: int) -> NumberRefused:
    return NumberRefused(
        _("The number series {name}/{year} is not open on this machine.").format(name=name, year=year_be),
        do=_("Confirm the last number on paper to open it."),
    )


def _series(shelf: Shelf, name: str, year_be: int, station: str) -> NumberSeries | None:
    found = shelf.find(NumberSeries, name=name, year_be=year_be, station=station)
    return found[0] if found else None
