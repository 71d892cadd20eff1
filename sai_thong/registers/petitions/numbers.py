"""Numbers of petition slips: by calendar year, from this station's own series, or as already written by hand.

A series is ``petitions``, or ``petitions-<letter>`` of a station of its own; the letter is printed before the number,
as in ``ก15/2569``. Confidential cases have a series on their own shelf, so that its length shows nowhere else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sai_thong.db.numbering import (
    NumberLease,
    NumberSeries,
    OfficialNumber,
    issue,
    leased_numbers,
    make_void,
    open_series,
    take_by_hand,
    used_numbers,
)
from sai_thong.db.refusals import NumberRefused, RecordMissing
from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.records import declaration_of
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.petitions.case_in_hand import in_hand
from sai_thong.registers.petitions.law_in_force import received_on
from sai_thong.registers.petitions.outcome import Stepped
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.refusals import IllegalStep, need_reason
from sai_thong.registers.petitions.shelves import locate, may_see, open_shelves, shelf_of, writer_of
from sai_thong.registers.series_opening import given_elsewhere, open_here
from sai_thong.thai.calendar import be_year
from sai_thong.thai.digits import to_arabic
from sai_thong.thai.text import clean

SERIES: Final = "petitions"
CONFIDENTIAL_MARK: Final = "ลับ"
_LETTER: Final = re.compile(r"[ก-ฮA-Z]")
_PRINTED: Final = re.compile(rf"(?:{CONFIDENTIAL_MARK})?([ก-ฮA-Z]?)(\d+)(?:/(\d{{4}}))?")


class NumberMode(StrEnum):
    """Where a case has its number from."""

    NEXT = "next"
    """The next one of a series that is open on this station."""
    BY_HAND = "by-hand"
    """Already written on the paper."""
    BLANK = "blank"
    """None yet: the slip is printed with the place empty, and the number keyed afterwards."""


@dataclass(frozen=True)
class NumberChoice:
    """Which number a case is to have.

    Attributes:
        mode: Where it comes from.
        number: For one written by hand, which.
        letter: The letter of the series; for the next number empty means whichever series is open here.
    """

    mode: NumberMode = NumberMode.NEXT
    number: int | None = None
    letter: str = ""


NEXT_NUMBER: Final = NumberChoice()
BLANK: Final = NumberChoice(NumberMode.BLANK)


def series_name(letter: str = "") -> str:
    """The name of the series of a letter; of no letter, the office's.

    Raises:
        BadInput: It is no single letter, or one that would read as another number.
    """
    if not letter:
        return SERIES
    if not _LETTER.fullmatch(letter):
        raise BadInput(
            _("“{letter}” is no letter of a series.").format(letter=letter),
            do=_("Choose one Thai consonant or one capital letter."),
        )
    return f"{SERIES}-{letter}"


def printed_number(series: str, number: int, year_be: int, *, confidential: bool = False) -> str:
    """A number as it is printed: ``15/2569``, ``ก15/2569``, ``ลับ3/2569``."""
    letter = series.removeprefix(SERIES).removeprefix("-")
    return f"{CONFIDENTIAL_MARK if confidential else ''}{letter}{number}/{year_be}"


def open_numbers(
    store: Store, year_be: int, *, next_number: int = 1, letter: str = "", confidential: bool = False, why: str = ""
) -> Saved[NumberSeries]:
    """Open a series of a calendar year (BE) on this station, at the number after the last one on paper.

    Raises:
        NumberRefused: It is open already, another station gives its numbers, or that number is used.
        SetClosed: The series is the confidential one and this user does not hold its key.
    """
    with store.transaction(why) as tx:
        writer = writer_of(tx, confidential=confidential)
        name = series_name(letter)
        if given_elsewhere(store, writer, name, year_be):
            raise NumberRefused(
                _("Another station gives these numbers of petitions of {year}.").format(year=year_be),
                kept=_("Nothing was changed."),
                do=_("Hand it over there first, or open a series of petitions with a letter of its own."),
            )
        return Saved(open_here(store, writer, name, year_be, next_number=next_number, why=why), tx.changes)


def series_here(store: Store, year_be: int, *, confidential: bool = False) -> list[str]:
    """The names of the series of a year from which this station gives numbers, held or leased, the office's first."""
    return _given_here(shelf_of(store, confidential=confidential), year_be, store.file_id)


def void_number(
    store: Store, number: int, year_be: int, *, letter: str = "", confidential: bool = False, why: str
) -> Saved[OfficialNumber]:
    """Make a number void that no case bears, such as a slip spoilt in the book.

    Raises:
        Incomplete: No reason.
        NumberRefused: A case bears it: that case is ended with its reason, and keeps it.
    """
    need_reason(why)
    with store.transaction(why) as tx:
        writer = writer_of(tx, confidential=confidential)
        series = series_name(letter)
        borne = writer.find(OfficialNumber, series=series, year_be=year_be, number=number)
        if borne and borne[0].given_to:
            raise NumberRefused(
                _("Number {number}/{year} is already used.").format(number=number, year=year_be),
                kept=_("The existing record keeps it."),
                do=_("End that case with its reason; it keeps its number."),
            )
        void = make_void(writer, series, year_be, number, reason=why, on_day=bangkok_today(store.clock))
        return Saved(void, tx.changes)


def give_number(
    writer: ShelfWriter,
    case_id: str,
    choice: NumberChoice,
    *,
    station: str,
    on_day: date,
    confidential: bool,
) -> str:
    """The number a case is given as printed, taken from its series; empty when it is left blank.

    The year is the calendar year of `on_day`, which is a day in Bangkok.

    Raises:
        NumberRefused: No series is open here for that year, or the number is used.
    """
    year_be = be_year(on_day.year)
    if choice.mode is NumberMode.BLANK:
        return ""
    if choice.mode is NumberMode.BY_HAND:
        if choice.number is None or choice.number < 1:
            raise NumberRefused(_("The number written by hand is missing."), do=_("Type the number on the paper."))
        series = series_name(choice.letter)
        given = take_by_hand(writer, series, year_be, choice.number, given_to=case_id, on_day=on_day)
    else:
        series = series_name(choice.letter) if choice.letter else _series_to_use(writer, year_be, station)
        given = issue(writer, series, year_be, station=station, given_to=case_id, on_day=on_day)
    return printed_number(series, given.number, year_be, confidential=confidential)


def number_case(store: Store, case_id: str, choice: NumberChoice, *, why: str = "") -> Stepped:
    """Give a case that was taken with the number left blank its number afterwards, of the year it came in.

    Raises:
        IllegalStep: It has its number, which never changes.
        NumberRefused: No series is open here for that year, or the number is used.
    """
    with in_hand(store, case_id, why) as case:
        if case.petition.number:
            raise IllegalStep(
                _("This case has the number {number} already.").format(number=case.petition.number),
                do=_("Leave it as it is: a number given never changes."),
            )
        number = give_number(
            case.writer,
            case.petition.id,
            choice,
            station=store.file_id,
            on_day=received_on(case.petition),
            confidential=case.confidential,
        )
        case.change(number=number)
    return case.stepped()


def find_case(store: Store, text: str) -> Petition:
    """The case of a number as printed, or of an id; of a bare number, the one of this year.

    Raises:
        RecordMissing: There is none, or none for this user.
    """
    written = clean(to_arabic(text)).replace(" ", "")
    wanted = _with_year(written, be_year(bangkok_today(store.clock).year))
    for _confidential, shelf in open_shelves(store):
        for petition in shelf.find(Petition, number=wanted) if wanted else []:
            if may_see(petition, store.user):
                return petition
    try:
        return locate(store, text.strip()).petition
    except RecordMissing:
        raise RecordMissing(declaration_of(Petition).table, text.strip()) from None


def _with_year(written: str, this_year_be: int) -> str:
    """A number as it is stored, or nothing when what was written is no number."""
    found = _PRINTED.fullmatch(written)
    if found is None:
        return ""
    return written if found[3] else f"{written}/{this_year_be}"


def _series_to_use(writer: ShelfWriter, year_be: int, station: str) -> str:
    """The series this station gives numbers from, opened for a new year where it had last year's.

    Raises:
        NumberRefused: None is open here.
    """
    here = _given_here(writer, year_be, station) or _carried_over(writer, year_be, station)
    if not here:
        raise NumberRefused(
            _("No series of petition numbers of {year} is open on this machine.").format(year=year_be),
            do=_("Confirm the last number on paper to open it, or leave the number blank for now."),
        )
    return here[0]


def _given_here(shelf: Shelf, year_be: int, station: str) -> list[str]:
    held = _held_here(shelf, year_be, station)
    lent = shelf.find(NumberLease, year_be=year_be, given_to=station, ended_on=None)
    return [*held, *(each.name for each in lent if _is_ours(each.name) and each.name not in held)]


def _held_here(shelf: Shelf, year_be: int, station: str) -> list[str]:
    return sorted(
        each.name for each in shelf.find(NumberSeries, year_be=year_be, station=station) if _is_ours(each.name)
    )


def _carried_over(writer: ShelfWriter, year_be: int, station: str) -> list[str]:
    """Last year's series, opened for the new year: numbers begin anew on 1 January, after any written by hand.

    One that another station opened for this year already is that station's.
    """
    opened = {each.name for each in writer.find(NumberSeries, year_be=year_be)}
    before = [name for name in _held_here(writer, year_be - 1, station) if name not in opened][:1]
    for name in before:
        used = used_numbers(writer, name, year_be) | leased_numbers(writer, name, year_be)
        open_series(writer, name, year_be, station=station, next_number=max(used, default=0) + 1)
    return before


def _is_ours(name: str) -> bool:
    return name == SERIES or name.startswith(f"{SERIES}-")
