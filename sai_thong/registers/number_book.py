"""The book of official numbers: every series of the office, who gives its numbers, and what became of each of them.

It reads every register that counts, and changes only what is the same for all of them: who gives, what is lent, what is
void. Numbers themselves are given by the registers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Final

from sai_thong.db import leasing, numbering
from sai_thong.db.leasing import SeriesAccount, SeriesHandOver
from sai_thong.db.numbering import NumberLease, NumberSeries, OfficialNumber
from sai_thong.db.refusals import NumberRefused
from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import N_, _
from sai_thong.registers.assets.numbering import class_of_series
from sai_thong.registers.assets.slip_numbers import LOANS, REQUISITIONS
from sai_thong.registers.law.terms import SCHEME_LABELS, Scheme
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.petitions.numbers import SERIES as PETITIONS
from sai_thong.registers.petitions.numbers import open_numbers, series_name
from sai_thong.registers.saraban.series import (
    INCOMING_SERIES,
    all_series,
    gives_numbers,
    open_register,
    register_of,
    series_of,
)
from sai_thong.registers.saraban.terms import REGISTER_LABELS, Register
from sai_thong.registers.sensitive_sets import COMPLAINTS
from sai_thong.registers.series_opening import given_elsewhere, open_here

ALL_YEARS: Final = 0
"""The year of a series that counts on from year to year."""
_STATION: Final = re.compile(r"[0-9a-hjkmnp-tv-z]{8}")
_LABELS: Final = {
    INCOMING_SERIES: N_("Incoming letters"),
    LOANS: N_("Loan slips"),
    REQUISITIONS: N_("Requisitions"),
}
_SCHEMES_OF_REGISTERS: Final = {f"{scheme}-register": scheme for scheme in Scheme}


@dataclass(frozen=True)
class NumberedSeries:
    """A series of a year: who gives its numbers and what became of them.

    Attributes:
        set_name: The sensitive set on whose shelf it is; empty for the ordinary ones.
        name: Its name in the file, such as ``letters-out``.
        year_be: Its year (BE), or `ALL_YEARS`.
        station: The file id of the station that gives the numbers; empty while none does.
        here: Whether that is this station.
        next_number: The number that is given next; 0 where nobody opened it.
        account: What became of every number.
        leases: The blocks that are lent and not back.
        hand_overs: From whom to whom it went, in that order.
    """

    set_name: str
    name: str
    year_be: int
    station: str
    here: bool
    next_number: int
    account: SeriesAccount
    leases: tuple[NumberLease, ...]
    hand_overs: tuple[SeriesHandOver, ...]

    @property
    def key(self) -> str:
        """Tells it from every other."""
        return f"{self.set_name}/{self.name}/{self.year_be}"

    @property
    def label(self) -> str:
        """What people call it."""
        return series_label(self.name, self.set_name)

    @property
    def may_be_lent(self) -> bool:
        """Letters, orders and announcements have one sequence, so no block of theirs is used elsewhere."""
        return self.here and self.name not in all_series()


def series_label(name: str, set_name: str = "") -> str:
    """What people call a series; a name that no register of this version gives stands as it is."""
    register, class_code = register_of(name), class_of_series(name)
    if name in _LABELS:
        return _(_LABELS[name])
    if register is not None:
        return _(REGISTER_LABELS[register])
    if class_code is not None:
        return _("Asset numbers, class {code}").format(code=class_code)
    if name.split("-", 1)[0] == PETITIONS:
        return _petitions_label(name.removeprefix(PETITIONS).removeprefix("-"), set_name)
    scheme = _SCHEMES_OF_REGISTERS.get(name)
    return _("Register of {scheme}").format(scheme=_(SCHEME_LABELS[scheme])) if scheme else name


def _petitions_label(letter: str, set_name: str) -> str:
    if set_name:
        return _("Confidential petitions")
    return _("Petitions, series {letter}").format(letter=letter) if letter else _("Petitions")


def book_years(store: Store) -> list[int]:
    """The years (BE) of which there is any series, the latest first; series that count on are in every year."""
    years = {each.year_be for _set_name, shelf in _open_shelves(store) for each in shelf.find(NumberSeries)}
    return sorted(years - {ALL_YEARS}, reverse=True)


def series_in_year(store: Store, year_be: int) -> list[NumberedSeries]:
    """Every series of a calendar or fiscal year (BE) on the shelves this user may open, and those of letters anyway."""
    found = []
    for set_name, shelf in _open_shelves(store):
        expected = ((name, year_be) for name in _expected(store, set_name))
        found += [_read(store, shelf, set_name, *each) for each in dict.fromkeys([*expected, *_kept(shelf, year_be)])]
    return found


def book_entry(store: Store, name: str, year_be: int) -> NumberedSeries:
    """One ordinary series of a year by its name, as the book shows it; also one that nobody opened yet."""
    return _read(store, store, "", name, year_be)


def give_here(
    store: Store, series: NumberedSeries, *, next_number: int, letter: str = "", why: str = ""
) -> Saved[NumberSeries]:
    """Let this station give the numbers of a series, from the one after the last on paper.

    Args:
        store: The office's store.
        series: As the book shows it.
        next_number: The first number to be given.
        letter: Of petitions, for a series of this station's own.
        why: For the journal.

    Raises:
        NumberRefused: It is open, another station gives them, or that number is used.
        BadInput: The letter is none.
    """
    if series.name in all_series():
        return open_register(store, series.name, series.year_be, next_number=next_number, why=why)
    is_petitions = series.name.split("-", 1)[0] == PETITIONS
    wanted = series_name(letter) if is_petitions and letter else series.name
    if is_petitions:
        letter = wanted.removeprefix(PETITIONS).removeprefix("-")
        return open_numbers(
            store,
            series.year_be,
            next_number=next_number,
            letter=letter,
            confidential=series.set_name == COMPLAINTS,
            why=why,
        )
    with store.transaction(why) as tx:
        writer = _writer(tx, series.set_name)
        if given_elsewhere(store, writer, series.name, series.year_be):
            raise NumberRefused(
                _("Another station gives the numbers of {series}.").format(series=series.label),
                kept=_("Nothing was changed."),
                do=_("Hand it over there first."),
            )
        opened = open_here(store, writer, series.name, series.year_be, next_number=next_number, why=why)
        return Saved(opened, tx.changes)


def hand_over(
    store: Store, series: NumberedSeries, to_station: str, *, why: str, on_day: date | None = None
) -> Saved[SeriesHandOver]:
    """Let another station give the numbers of a series from now on.

    Raises:
        NumberRefused: No reason, no such name of a station, or this station does not give them.
    """
    to_station = to_station.strip().lower()
    if not _STATION.fullmatch(to_station):
        raise NumberRefused(
            _("“{name}” is no name of a station.").format(name=to_station),
            kept=_("Nothing was changed."),
            do=_("Type the eight letters and digits that the other machine shows on this page."),
        )
    with store.transaction(why) as tx:
        writer = _writer(tx, series.set_name)
        held = numbering.series_held(writer, series.name, series.year_be, store.file_id)
        kept = leasing.hand_over(writer, held, to_station, reason=why, on_day=on_day or bangkok_today(store.clock))
        return Saved(kept, tx.changes)


def lend(
    store: Store, series: NumberedSeries, size: int, *, given_to: str, on_day: date | None = None
) -> Saved[NumberLease]:
    """Lend the next free block of a series: to another station by its name, or to somebody in words.

    Raises:
        NumberRefused: It is a register with one sequence, not given here, the size is none, or nobody is named.
    """
    if series.name in all_series():
        raise NumberRefused(
            _("Numbers of letters, orders and announcements are not lent."),
            do=_("They have one sequence; hand the register over, or ask the central station for each number."),
        )
    with store.transaction() as tx:
        block = leasing.lease(
            _writer(tx, series.set_name),
            series.name,
            series.year_be,
            size,
            station=store.file_id,
            given_to=given_to,
            on_day=on_day or bangkok_today(store.clock),
        )
        return Saved(block, tx.changes)


def take_back(store: Store, series: NumberedSeries, lease: NumberLease, *, why: str) -> Saved[NumberLease]:
    """End the lease of a block; what nobody used of it is void, with the reason.

    Raises:
        NumberRefused: No reason, or it ended before.
    """
    with store.transaction(why) as tx:
        writer = _writer(tx, series.set_name)
        leasing.end_lease(writer, lease, reason=why, on_day=bangkok_today(store.clock))
        return Saved(writer.get(NumberLease, lease.id), tx.changes)


def void(
    store: Store, series: NumberedSeries, number: int, *, why: str, on_day: date | None = None
) -> Saved[OfficialNumber]:
    """Make a number void that nothing bears, such as a slip spoilt in the book.

    Raises:
        NumberRefused: No reason, no number, or a record bears it: that is made void where it stands.
    """
    if number < 1:
        raise NumberRefused(_("A number begins at 1."))
    with store.transaction(why) as tx:
        writer = _writer(tx, series.set_name)
        borne = writer.find(OfficialNumber, series=series.name, year_be=series.year_be, number=number)
        if borne and borne[0].given_to:
            raise NumberRefused(
                _("Number {number}/{year} is already used.").format(number=number, year=series.year_be),
                kept=_("The existing record keeps it."),
                do=_("Make the record void that bears it, in its register."),
            )
        day = on_day or bangkok_today(store.clock)
        kept = numbering.make_void(writer, series.name, series.year_be, number, reason=why, on_day=day)
        return Saved(kept, tx.changes)


def ranges(numbers: Iterable[int]) -> str:
    """Rising numbers as ``1–5, 8``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _read(store: Store, shelf: Shelf, set_name: str, name: str, year_be: int) -> NumberedSeries:
    opened = shelf.find(NumberSeries, name=name, year_be=year_be)
    here = [each for each in opened if each.station == store.file_id]
    shown = (here or opened)[:1]
    goes_on = not opened and not set_name and gives_numbers(shelf, name, year_be, station=store.file_id)
    if goes_on:
        # The first document of the new year opens the series; until then it is this station's all the same.
        following = max(numbering.used_numbers(shelf, name, year_be), default=0) + 1
        shown = [NumberSeries(name=name, year_be=year_be, station=store.file_id, next_number=following)]
    return NumberedSeries(
        set_name=set_name,
        name=name,
        year_be=year_be,
        station=shown[0].station if shown else "",
        here=bool(here) or goes_on,
        next_number=_following(shelf, shown[0]) if shown else 0,
        account=leasing.account(shelf, name, year_be),
        leases=tuple(numbering.open_leases(shelf, name, year_be)),
        hand_overs=tuple(shelf.find(SeriesHandOver, name=name, year_be=year_be)),
    )


def _following(shelf: Shelf, series: NumberSeries) -> int:
    """The number that is given next: those written by hand, void or lent are passed over."""
    taken = numbering.used_numbers(shelf, series.name, series.year_be)
    taken |= numbering.leased_numbers(shelf, series.name, series.year_be)
    return next(number for number in count(series.next_number) if number not in taken)


def _kept(shelf: Shelf, year_be: int) -> list[tuple[str, int]]:
    years = (year_be, ALL_YEARS)
    opened = sorted((each.name, each.year_be) for each in shelf.find(NumberSeries, year_be=years))
    lent = sorted((each.name, each.year_be) for each in shelf.find(NumberLease, year_be=years))
    return [*opened, *lent]


def _expected(store: Store, set_name: str) -> tuple[str, ...]:
    """The series that stand in the book though nobody opened them yet."""
    if not set_name:
        return INCOMING_SERIES, *(series_of(store, each) for each in Register), PETITIONS
    return (PETITIONS,) if set_name == COMPLAINTS else ()


def _open_shelves(store: Store) -> Iterator[tuple[str, Shelf]]:
    yield "", store
    for set_name in store.keys.set_keys:
        yield set_name, store.sealed_set(set_name)


def _writer(tx: Transaction, set_name: str) -> ShelfWriter:
    return tx.on(set_name) if set_name else tx
