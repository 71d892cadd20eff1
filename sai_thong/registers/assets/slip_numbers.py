"""Numbers of loan slips and requisitions: a series each, by fiscal year, held by the station that gives them.

The first slip of an office opens the series; a new year's is opened by the station that held the last one. Elsewhere
a slip waits with its number blank, which is given or keyed afterwards. A number is printed with its year: ``12/2570``.
"""

from __future__ import annotations

from datetime import date
from typing import Final, TypeVar

from sai_thong.db.numbering import (
    NumberSeries,
    gives_numbers,
    issue,
    leased_numbers,
    open_series,
    take_by_hand,
    used_numbers,
)
from sai_thong.db.refusals import NumberRefused
from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.ground.language import _
from sai_thong.records import Record
from sai_thong.thai.calendar import fiscal_year_be
from sai_thong.thai.digits import to_arabic

R = TypeVar("R", bound=Record)

LOANS: Final = "asset-loans"
REQUISITIONS: Final = "requisitions"


def give_slip_number(
    tx: ShelfWriter, series: str, record_id: str, *, station: str, on_day: date, by_hand: int | None = None
) -> str:
    """The number a slip of a day gets, as printed; empty where another station gives the numbers.

    Args:
        tx: The operation's transaction.
        series: `LOANS` or `REQUISITIONS`.
        record_id: Who bears it.
        station: This one.
        on_day: The day of the slip; its fiscal year is the year of the series.
        by_hand: The number that was written on the paper already.

    Raises:
        NumberRefused: The number written by hand is none, or is used.
    """
    year_be = fiscal_year_be(on_day)
    if by_hand is not None:
        if by_hand < 1:
            raise NumberRefused(_("The number written by hand is missing."), do=_("Type the number on the paper."))
        given = take_by_hand(tx, series, year_be, by_hand, given_to=record_id, on_day=on_day)
    elif gives_numbers(tx, series, year_be, station=station) or _opened(tx, series, year_be, station):
        given = issue(tx, series, year_be, station=station, given_to=record_id, on_day=on_day)
    else:
        return ""
    return f"{given.number}/{year_be}"


def bearer(shelf: Shelf, record_class: type[R], text: str, today: date) -> R | None:
    """The slip of a number as printed or of this fiscal year, or of an id; None when there is none."""
    wanted = to_arabic(text).replace(" ", "")
    if not wanted:
        return None
    numbered = wanted if "/" in wanted else f"{wanted}/{fiscal_year_be(today)}"
    found = shelf.find(record_class, number=numbered) or shelf.find(record_class, id=text.strip())
    return found[0] if found else None


def _opened(tx: ShelfWriter, series: str, year_be: int, station: str) -> bool:
    """Whether the series of a year was opened here now: nobody has one yet, or this station held the latest."""
    known = tx.find(NumberSeries, name=series)
    latest = max((each.year_be for each in known), default=0)
    if known and station not in {each.station for each in known if each.year_be == latest}:
        return False
    used = used_numbers(tx, series, year_be) | leased_numbers(tx, series, year_be)
    open_series(tx, series, year_be, station=station, next_number=max(used, default=0) + 1)
    return True
