"""Beginning to give the numbers of a series on this machine: never beside another machine that gives them."""

from __future__ import annotations

from sai_thong.db import leasing, numbering
from sai_thong.db.numbering import NumberSeries
from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _


def given_elsewhere(store: Store, shelf: Shelf, name: str, year_be: int) -> bool:
    """Whether another machine of the office gives the numbers of a series in a year.

    An earlier id of this very file, from before it was restored or moved, is no other machine.
    """
    own = {store.file_id, *store.earlier_file_ids()}
    return any(each.station not in own for each in shelf.find(NumberSeries, name=name, year_be=year_be))


def open_here(
    store: Store, writer: ShelfWriter, name: str, year_be: int, *, next_number: int, why: str = ""
) -> NumberSeries:
    """Open a series that nobody else gives, at the number after the last one on paper.

    A file that was restored or moved takes back what it held under its earlier id; the hand-over is kept.

    Raises:
        NumberRefused: It is open here already, or that number is used.
    """
    earlier = store.earlier_file_ids()
    own_before = [each for each in writer.find(NumberSeries, name=name, year_be=year_be) if each.station in earlier]
    if not own_before:
        return numbering.open_series(writer, name, year_be, station=store.file_id, next_number=next_number)
    leasing.hand_over(
        writer,
        own_before[-1],
        store.file_id,
        reason=why or _("The file was restored or moved, and the last number on paper was confirmed."),
        on_day=bangkok_today(store.clock),
        next_number=next_number,
    )
    return writer.get(NumberSeries, own_before[-1].id)
