"""ทะเบียนเลขที่: the number of a claim in the register of its scheme and fiscal year.

The numbers of the sensitive scheme are issued on its own shelf: neither the series nor its length shows elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sai_thong.db.numbering import NumberSeries, issue_many, open_series
from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.db.store import Store
from sai_thong.registers.allowances.records import Claim
from sai_thong.registers.allowances.saved import Saved
from sai_thong.registers.allowances.shelves import writer_of
from sai_thong.registers.law.terms import Scheme, scheme_set_of


def register_series(scheme: Scheme) -> str:
    """The name of a scheme's number series."""
    return f"{scheme.value}-register"


def is_register_open(shelf: Shelf, scheme: Scheme, fiscal_year_be: int, *, station: str) -> bool:
    """Whether this station can give numbers of that register."""
    return bool(shelf.find(NumberSeries, name=register_series(scheme), year_be=fiscal_year_be, station=station))


def open_register(
    store: Store, scheme: Scheme, fiscal_year_be: int, *, next_number: int, why: str = ""
) -> Saved[NumberSeries]:
    """Open the register of a scheme and fiscal year (BE), at the number after the last one on paper.

    Raises:
        NumberRefused: It is open already, or that number is used.
    """
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set_of(scheme))
        series = open_series(
            writer, register_series(scheme), fiscal_year_be, station=store.file_id, next_number=next_number
        )
        return Saved(series, tx.changes)


def number_claims(
    writer: ShelfWriter, claims: Sequence[Claim], fiscal_year_be: int, *, station: str, on_day: date
) -> list[Claim]:
    """Give the next numbers of one register to claims of one scheme, in their order.

    Returns:
        The claims with their numbers; none when the series is not open on this station, and the papers of these
        claims say ร่าง until it is.
    """
    if not claims or not is_register_open(writer, claims[0].scheme, fiscal_year_be, station=station):
        return []
    name = register_series(claims[0].scheme)
    ids = [claim.id for claim in claims]
    numbers = issue_many(writer, name, fiscal_year_be, station=station, given_to=ids, on_day=on_day)
    return [
        writer.update(claim, register_no=number.number, register_year_be=fiscal_year_be)
        for claim, number in zip(claims, numbers, strict=True)
    ]
