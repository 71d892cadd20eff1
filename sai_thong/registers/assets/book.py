"""The value of cards by the book: which are depreciated, over how many years, and what must be looked at first.

Every figure of a year is asked here: of a closed year as it was frozen, of an open one as the rules have it now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sai_thong.db.shelf import Shelf
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.records import Asset, FiscalYearClosing, FrozenDepreciation, Improvement
from sai_thong.registers.assets.rules.capitalisation import LifeInForce, Treatment, life_in_force, treatment
from sai_thong.registers.assets.rules.closing import BookRow, book_rows
from sai_thong.registers.assets.rules.depreciation import (
    BookFacts,
    ImprovementFact,
    ImprovementNeedsLife,
    OpeningBalance,
    ScheduleRow,
    annual_satang,
    last_year_of_life,
    schedule,
)
from sai_thong.registers.assets.settled import lives_published
from sai_thong.registers.assets.terms import SORT_REASON_LABELS, AssetStatus, SortReason
from sai_thong.registers.law.assets import AssetLaw
from sai_thong.thai.calendar import fiscal_year_be

MUST_CHECK_LABELS: Final = SORT_REASON_LABELS
"""What must be looked at before the book can tell a value."""
_FEW: Final = 400
"""Cards of which what hangs on them is asked by their ids; of more it is read whole."""


@dataclass(frozen=True)
class ClosedYears:
    """The closed fiscal years of one card, as they were frozen.

    Attributes:
        through_be: The last fiscal year the office closed; None while none is.
        rows: The card's own rows, by fiscal year (BE).
    """

    through_be: int | None = None
    rows: Mapping[int, FrozenDepreciation] = field(default_factory=dict)

    @property
    def schedule(self) -> Mapping[int, ScheduleRow]:
        """The rows as the rules read them."""
        return {
            year: ScheduleRow(year, row.parts, row.amount_satang, row.accumulated_satang, row.cost_satang)
            for year, row in self.rows.items()
        }

    @property
    def still_stands(self) -> bool:
        """Whether the last closed year has the card in the register."""
        last = self.rows.get(self.through_be) if self.through_be else None
        return last is not None and not last.left


@dataclass(frozen=True)
class YearPosition:
    """A card at the end of a fiscal year (30 September), or when it left within that year.

    Attributes:
        asset: The card.
        parts: How many months (or days) of the year count.
        amount_satang: Written off in the year, corrections included.
        correction_satang: How much of that mends closed years.
        accumulated_satang: Written off until then.
        cost_satang: Its cost, improvements until then included.
        capitalised: Whether the accounts carry it; else it has a card only.
        left: Whether it left the register in the year; the accounts do not carry it any more at the end.
        frozen: Whether the year is closed.
    """

    asset: Asset
    parts: int
    amount_satang: int
    correction_satang: int
    accumulated_satang: int
    cost_satang: int
    capitalised: bool
    left: bool
    frozen: bool

    @property
    def carried(self) -> bool:
        """Whether its cost and what is written off of it stand in the accounts at the end of the year."""
        return self.capitalised and not self.left

    @property
    def net_satang(self) -> int:
        """มูลค่าสุทธิ."""
        return self.cost_satang - self.accumulated_satang


@dataclass(frozen=True)
class BookCard:
    """A card as the book sees it.

    Attributes:
        asset: The card.
        treatment: Whether and how it is carried; None while something must be looked at first.
        must_check: What must be looked at first; None where the book knows enough.
        known: What its years are reckoned from; without a life where it is not depreciated, None while its price or
            day is missing.
        life_years: Its useful life, also of what is not capitalised; None where nobody said.
        closed: What the closed years have of it.
    """

    asset: Asset
    treatment: Treatment | None
    must_check: SortReason | None = None
    known: BookFacts | None = None
    life_years: int | None = None
    closed: ClosedYears = ClosedYears()

    @property
    def facts(self) -> BookFacts | None:
        """What depreciation is calculated from; None where there is none, or something must be looked at first."""
        return self.known if self.must_check is None and self.treatment is Treatment.DEPRECIATED else None

    @property
    def with_life(self) -> BookFacts | None:
        """The same with its useful life, whether or not it is depreciated; None where the life is not known."""
        return replace(self.known, life_years=self.life_years) if self.known and self.life_years else None

    @property
    def annual_satang(self) -> int | None:
        """What a whole year writes off: nothing of what is not depreciated, None while it must be looked at."""
        if self.must_check is not None:
            return None
        if self.facts is None or self.facts.life_years is None:
            return 0
        return annual_satang(self.facts.cost_satang, self.facts.life_years)

    def book(self, through_year_be: int) -> tuple[BookRow, ...]:
        """Its fiscal years until `through_year_be` (BE) or the end of its life, with what they correct."""
        last = self._last_year()
        # After its life only the first open year may have an amount, where it corrects closed ones.
        rows = self._all_rows(min(through_year_be, max(last, (self.closed.through_be or 0) + 1)))
        told = [each for each in rows if each.row.fiscal_year_be <= last or each.row.amount_satang]
        return tuple(told)

    def rows(self, through_year_be: int) -> Sequence[ScheduleRow]:
        """The figures of `book` alone."""
        return tuple(each.row for each in self.book(through_year_be))

    def accumulated_satang(self, year_be: int) -> int:
        """What is written off until the end of a fiscal year (BE), what the old book wrote off included."""
        rows = self.rows(year_be)
        if rows:
            return rows[-1].accumulated_satang
        return self.asset.opening_accumulated_satang or 0

    def cost_satang(self, year_be: int) -> int | None:
        """Its cost at the end of a fiscal year (BE), improvements until then included; None while nobody knows it."""
        position = self.position(year_be)
        return position.cost_satang if position else self.asset.cost_satang

    def position(self, year_be: int) -> YearPosition | None:
        """How it stands at the end of a fiscal year (BE); None where it was not in the register then, or not valued."""
        if self.closed.through_be is not None and year_be <= self.closed.through_be:
            frozen = self.closed.rows.get(year_be)
            return None if frozen is None else frozen_position(self.asset, frozen)
        if self.known is None or self.must_check is not None or not booked(self.asset):
            return None
        if fiscal_year_be(self.known.acquired_on) > year_be and not self.closed.rows:
            return None
        leaves = self._leaves_in()
        if leaves is not None and leaves < year_be:
            return None
        rows = self._all_rows(year_be)
        if not rows or rows[-1].row.fiscal_year_be != year_be:
            return self._of_opening_year(year_be, left=leaves == year_be)
        row, correction, _frozen = rows[-1]
        return YearPosition(
            self.asset,
            row.parts,
            row.amount_satang,
            correction,
            row.accumulated_satang,
            row.cost_satang,
            self.treatment is not Treatment.BELOW_THRESHOLD,
            leaves == year_be,
            frozen=False,
        )

    def _all_rows(self, through_year_be: int) -> tuple[BookRow, ...]:
        """Its fiscal years until `through_year_be`, also those after its life, in which nothing is written off."""
        if self.known is None or self.must_check is not None:
            rows = tuple(BookRow(row, self._correction(year), True) for year, row in self.closed.schedule.items())
        else:
            rows = book_rows(self.known, self.closed.schedule, self.closed.through_be, through_year_be=through_year_be)
        return tuple(
            each._replace(correction_satang=self._correction(each.row.fiscal_year_be)) if each.frozen else each
            for each in rows
            if each.row.fiscal_year_be <= through_year_be
        )

    def _correction(self, year_be: int) -> int:
        return self.closed.rows[year_be].correction_satang

    def _last_year(self) -> int:
        """The last year worth a line: of its life or of its striking off; 0 of what is never written off."""
        if self.facts is None:
            return 0
        last = last_year_of_life(self.facts) or 0
        return min(last, fiscal_year_be(self.facts.struck_off_on)) if self.facts.struck_off_on else last

    def _leaves_in(self) -> int | None:
        """The year in which it leaves the register; the first open one where the last closed year still has it."""
        if self.asset.struck_off_on is None:
            return None
        told = fiscal_year_be(self.asset.struck_off_on)
        return max(told, (self.closed.through_be or 0) + 1) if self.closed.still_stands else told

    def _of_opening_year(self, year_be: int, *, left: bool) -> YearPosition | None:
        """What the old book had written off at the end of its last year, for which the schedule has no row."""
        opening = self.known.opening if self.known else None
        if self.known is None or opening is None or opening.fiscal_year_be < year_be:
            return None
        added = (each.cost_satang for each in self.known.improvements if fiscal_year_be(each.on) <= year_be)
        cost = self.known.cost_satang + sum(added)
        return YearPosition(self.asset, 0, 0, 0, opening.accumulated_satang, cost, True, left, frozen=False)


def frozen_position(asset: Asset, row: FrozenDepreciation) -> YearPosition:
    """A card at the end of a closed year, as it was frozen."""
    return YearPosition(
        asset,
        row.parts,
        row.amount_satang,
        row.correction_satang,
        row.accumulated_satang,
        row.cost_satang,
        row.capitalised,
        row.left,
        frozen=True,
    )


def book_cards(shelf: Shelf, cards: Iterable[Asset], *, whole_past: bool = True) -> list[BookCard]:
    """Cards as the book sees them, in the order given.

    Without the whole past only the last closed year is read, which is all that an open year needs.
    """
    chosen = list(cards)
    law, published = asset_law(shelf), lives_published(shelf)
    ids = {"asset_id": tuple(card.id for card in chosen)} if 0 < len(chosen) <= _FEW else {}
    improved: dict[str, list[Improvement]] = defaultdict(list)
    for each in shelf.find(Improvement, withdrawn_why="", **ids):
        improved[each.asset_id].append(each)
    frozen: dict[str, dict[int, FrozenDepreciation]] = defaultdict(dict)
    through = closed_through(shelf)
    years = {} if whole_past or through is None else {"fiscal_year_be": through}
    for row in sorted(shelf.find(FrozenDepreciation, **ids, **years), key=lambda row: row.fiscal_year_be):
        frozen[row.asset_id][row.fiscal_year_be] = row
    return [
        replace(
            book_card(card, law, published, improved.get(card.id, ())),
            closed=ClosedYears(through, frozen.get(card.id, {})),
        )
        for card in chosen
    ]


def book_card(
    card: Asset, law: AssetLaw, published: Collection[LifeInForce], improvements: Iterable[Improvement] = ()
) -> BookCard:
    """One card as the book sees it, before any closed year."""
    if card.cost_satang is None or card.acquired_on is None:
        missing = SortReason.COST_MISSING if card.cost_satang is None else SortReason.DATE_MISSING
        return BookCard(card, None, missing)
    kind = law.choices.type_on(card.type_key, card.acquired_on) if card.type_key else None
    if kind is None:
        return BookCard(card, None, SortReason.TYPE_MISSING)
    life = life_in_force(published, card.type_key, card.acquired_on)
    years = card.life_years or (life.years if life else None)
    known = BookFacts(
        cost_satang=card.cost_satang,
        acquired_on=card.acquired_on,
        life_years=None,
        rule=law.rules.depreciation_rule(card.acquired_on),
        struck_off_on=card.struck_off_on,
        improvements=tuple(
            ImprovementFact(each.accepted_on, each.cost_satang, each.life_years) for each in improvements
        ),
    )
    treated = treatment(kind, card.cost_satang, card.acquired_on, law.rules)
    if treated is not Treatment.DEPRECIATED:
        return BookCard(card, treated, None, known, years)
    if years is None:
        return BookCard(card, None, SortReason.LIFE_MISSING, known)
    facts = replace(known, life_years=years)
    if card.opening_accumulated_satang is not None and card.opening_year_be is not None:
        facts = replace(facts, opening=OpeningBalance(card.opening_accumulated_satang, card.opening_year_be))
    if facts.improvements and not _lives_on(facts):
        return BookCard(card, None, SortReason.IMPROVEMENT_LIFE_MISSING, facts, years)
    return BookCard(card, treated, None, facts, years)


def closed_through(shelf: Shelf) -> int | None:
    """The last fiscal year (BE) that was closed; None while none is."""
    return max((each.fiscal_year_be for each in shelf.find(FiscalYearClosing)), default=None)


def in_register(card: Asset) -> bool:
    """Whether a card still counts: it is not struck off."""
    return card.status is not AssetStatus.STRUCK_OFF


def booked(card: Asset) -> bool:
    """Whether the book knows a card: it is in the register, or left it on a known day."""
    return in_register(card) or (card.struck_off_on is not None and not card.withdrawn_why)


def _lives_on(facts: BookFacts) -> bool:
    """Whether every improvement finds a life left, or has its own."""
    try:
        schedule(facts)
    except ImprovementNeedsLife:
        return False
    return True
