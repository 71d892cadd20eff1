"""What an asset is worth on the book when it leaves it, closed years and improvements included."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sai_thong.db.shelf import Shelf
from sai_thong.registers.assets.book import book_cards, closed_through
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.rules.disposal import profit_or_loss
from sai_thong.thai.calendar import fiscal_year_be


@dataclass(frozen=True)
class ValueWhenStruckOff:
    """The figures of an asset on the day it leaves.

    Attributes:
        cost_satang: Its cost, improvements included; None while nobody knows it.
        accumulated_satang: Written off until the month of the disposal, as the rule counts it; None where the book
            carries no value of it, or something of its card must be looked at first.
        capitalised: Whether the book carries it by its value; None while something must be looked at first.
    """

    cost_satang: int | None
    accumulated_satang: int | None
    capitalised: bool | None

    def profit_satang(self, proceeds_satang: int) -> int | None:
        """What it brings above the book value; all of it of what the book carries no value of, None while unknown."""
        if self.capitalised is None:
            return None
        if not self.capitalised or self.cost_satang is None or self.accumulated_satang is None:
            return proceeds_satang
        return profit_or_loss(proceeds_satang, self.cost_satang, self.accumulated_satang)


def value_on(shelf: Shelf, card: Asset, on: date) -> ValueWhenStruckOff:
    """The figures of an asset that is struck off on a day; in a closed year, as the open year will have it."""
    year_be = max(fiscal_year_be(on), (closed_through(shelf) or 0) + 1)
    (book,) = book_cards(shelf, [replace(card, struck_off_on=on)])
    position = book.position(year_be)
    if position is None:
        return ValueWhenStruckOff(card.cost_satang, None, None)
    if not position.capitalised:
        return ValueWhenStruckOff(position.cost_satang, None, False)
    return ValueWhenStruckOff(position.cost_satang, position.accumulated_satang, True)
