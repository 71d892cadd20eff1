"""The value of cards by the book: which are depreciated, over how many years, and what must be looked at first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sai_thong.db.shelf import Shelf
from sai_thong.ground.language import N_
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.rules.capitalisation import LifeInForce, Treatment, life_in_force, treatment
from sai_thong.registers.assets.rules.depreciation import (
    BookFacts,
    OpeningBalance,
    ScheduleRow,
    annual_satang,
    last_year_of_life,
    schedule,
)
from sai_thong.registers.assets.rules.survey import SortReason
from sai_thong.registers.assets.settled import lives_published
from sai_thong.registers.assets.terms import AssetStatus
from sai_thong.registers.law.asset_tables import shipped_asset_law
from sai_thong.registers.law.assets import AssetLaw

MUST_CHECK_LABELS: Final = {
    SortReason.COST_MISSING: N_("The price is missing."),
    SortReason.DATE_MISSING: N_("The day of acceptance is missing."),
    SortReason.TYPE_MISSING: N_("The type in the table of useful lives is not chosen."),
    SortReason.LIFE_MISSING: N_("The office published no useful life for the type."),
}
"""What must be looked at before the book can tell a value."""


@dataclass(frozen=True)
class BookCard:
    """A card as the book sees it.

    Attributes:
        asset: The card.
        treatment: Whether and how it is carried; None while something must be looked at first.
        must_check: What must be looked at first; None where the book knows enough.
        facts: What its years are reckoned from; None of what is not depreciated.
    """

    asset: Asset
    treatment: Treatment | None
    must_check: SortReason | None = None
    facts: BookFacts | None = None

    @property
    def annual_satang(self) -> int | None:
        """What a whole year writes off: nothing of what is not depreciated, None while it must be looked at."""
        if self.must_check is not None:
            return None
        if self.facts is None or self.facts.life_years is None:
            return 0
        return annual_satang(self.facts.cost_satang, self.facts.life_years)

    def rows(self, through_year_be: int) -> Sequence[ScheduleRow]:
        """Its fiscal years until `through_year_be` (BE) or the end of its life, whichever comes first."""
        if self.facts is None:
            return ()
        last = last_year_of_life(self.facts) or through_year_be
        return schedule(self.facts, through_year_be=min(last, through_year_be))

    def accumulated_satang(self, year_be: int) -> int:
        """What is written off until the end of a fiscal year (BE), what the old book wrote off included."""
        rows = self.rows(year_be)
        if rows:
            return rows[-1].accumulated_satang
        return self.asset.opening_accumulated_satang or 0


def book_cards(shelf: Shelf, cards: Iterable[Asset]) -> list[BookCard]:
    """Cards as the book sees them, in the order given."""
    law, published = shipped_asset_law(), lives_published(shelf)
    return [book_card(card, law, published) for card in cards]


def book_card(card: Asset, law: AssetLaw, published: Collection[LifeInForce]) -> BookCard:
    """One card as the book sees it."""
    if card.cost_satang is None:
        return BookCard(card, None, SortReason.COST_MISSING)
    if card.acquired_on is None:
        return BookCard(card, None, SortReason.DATE_MISSING)
    kind = law.choices.type_on(card.type_key, card.acquired_on) if card.type_key else None
    if kind is None:
        return BookCard(card, None, SortReason.TYPE_MISSING)
    treated = treatment(kind, card.cost_satang, card.acquired_on, law.rules)
    if treated is not Treatment.DEPRECIATED:
        return BookCard(card, treated)
    life = life_in_force(published, card.type_key, card.acquired_on)
    years = card.life_years or (life.years if life else None)
    if years is None:
        return BookCard(card, None, SortReason.LIFE_MISSING)
    facts = BookFacts(
        cost_satang=card.cost_satang,
        acquired_on=card.acquired_on,
        life_years=years,
        rule=law.rules.depreciation_rule(card.acquired_on),
        struck_off_on=card.struck_off_on,
    )
    if card.opening_accumulated_satang is not None and card.opening_year_be is not None:
        facts = replace(facts, opening=OpeningBalance(card.opening_accumulated_satang, card.opening_year_be))
    return BookCard(card, treated, None, facts)


def in_register(card: Asset) -> bool:
    """Whether a card still counts: it is not struck off."""
    return card.status is not AssetStatus.STRUCK_OFF
