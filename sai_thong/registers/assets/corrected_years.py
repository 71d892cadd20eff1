"""What a correction does to the book: closed years stand, and the first open one makes up for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _
from sai_thong.registers.assets.book import BookCard, book_cards, closed_through
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.refusals import AssetRefused
from sai_thong.registers.assets.terms import SORT_REASON_LABELS, SortReason
from sai_thong.thai.calendar import fiscal_year_be
from sai_thong.thai.money import baht


@dataclass
class YearsCorrected:
    """What the first open year makes up for because of a change.

    Attributes:
        fiscal_year_be: That year (BE); None while no year is closed, so that every year is simply reckoned anew.
        satang: How much more, or less, it writes off than before.
        cost_satang: How much more, or less, stands as cost at its end.
    """

    fiscal_year_be: int | None = None
    satang: int = 0
    cost_satang: int = 0

    @property
    def text(self) -> str:
        """Told to whoever made the change; empty where no closed year is touched."""
        if self.fiscal_year_be is None or not self.satang:
            return ""
        return _("Closed years stand as they are; the fiscal year {year} corrects {amount} baht.").format(
            year=self.fiscal_year_be, amount=baht(self.satang)
        )


@contextmanager
def corrected_in_open_year(tx: Transaction, asset_id: str) -> Iterator[YearsCorrected]:
    """Look at a card in the book before and after a change, and tell what the open year corrects because of it."""
    closed = closed_through(tx)
    told = YearsCorrected(None if closed is None else closed + 1)
    before = _in_year(tx, asset_id, told.fiscal_year_be)
    yield told
    after = _in_year(tx, asset_id, told.fiscal_year_be)
    told.satang, told.cost_satang = after[0] - before[0], after[1] - before[1]


def still_valued(tx: Transaction, asset_id: str) -> BookCard:
    """The card as the book sees it after a change.

    Raises:
        AssetRefused: A closed year has it and it could not be valued any more, or an improvement finds no life left.
    """
    card = _book_card(tx, asset_id)
    lost = card.must_check is not None and bool(card.closed.rows)
    if card.must_check is not None and (lost or card.must_check is SortReason.IMPROVEMENT_LIFE_MISSING):
        raise AssetRefused(_(SORT_REASON_LABELS[card.must_check]), do=_("Fill it in together with the change."))
    return card


def _book_card(tx: Transaction, asset_id: str) -> BookCard:
    return book_cards(tx, [tx.get(Asset, asset_id)])[0]


def _in_year(tx: Transaction, asset_id: str, fiscal_year: int | None) -> tuple[int, int]:
    """The correction and the cost of a card in a year."""
    year = fiscal_year or fiscal_year_be(tx.moment.astimezone(BANGKOK).date())
    position = _book_card(tx, asset_id).position(year)
    return (position.correction_satang, position.cost_satang) if position else (0, 0)
