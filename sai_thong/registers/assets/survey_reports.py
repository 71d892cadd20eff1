"""The reports อปท.-สท.1, 2 and 3 of a fiscal year as plain data, and what must be looked at first: nothing is left out.

A closed year is told as it was frozen. สท.1 is the sum of สท.2, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sai_thong.db.shelf import Shelf
from sai_thong.registers.assets.book import BookCard, book_cards, booked
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.records import Asset, FiscalYearClosing, SurveyLine
from sai_thong.registers.assets.rules.capitalisation import Treatment
from sai_thong.registers.assets.rules.survey import GroupTotal, Sorted, SurveyFacts, group_totals, sort_asset
from sai_thong.registers.assets.terms import Report
from sai_thong.registers.law.assets import AssetLaw
from sai_thong.thai.calendar import fiscal_year_months


@dataclass(frozen=True)
class SurveyRow:
    """An asset in one of the reports.

    Attributes:
        card: The card.
        type_name: Its type in the table of useful lives, in Thai; empty where nobody said.
        place: In which report it stands, why, and with which figures.
        acquired_on: The day of acceptance; None where not known.
        life_years: Its useful life; None where there is none.
    """

    card: Asset
    type_name: str
    place: Sorted
    acquired_on: date | None
    life_years: int | None


@dataclass(frozen=True)
class SurveyReports:
    """The reports of position 30 September.

    Attributes:
        fiscal_year_be: Of which year.
        closed: Whether the year is closed, so that they stand as they were.
        rows: Every asset in the register that day, by number.
    """

    fiscal_year_be: int
    closed: bool
    rows: tuple[SurveyRow, ...]

    @property
    def valued(self) -> tuple[SurveyRow, ...]:
        """อปท.-สท.2."""
        return self._in(Report.VALUED)

    @property
    def listed(self) -> tuple[SurveyRow, ...]:
        """อปท.-สท.3."""
        return self._in(Report.LISTED)

    @property
    def must_check(self) -> tuple[SurveyRow, ...]:
        """In neither, until somebody looks."""
        return self._in(Report.MUST_CHECK)

    @property
    def totals(self) -> tuple[GroupTotal, ...]:
        """อปท.-สท.1: the eight groups, each the sum of its rows of สท.2."""
        return group_totals(row.place for row in self.valued)

    def _in(self, report: Report) -> tuple[SurveyRow, ...]:
        return tuple(row for row in self.rows if row.place.report is report)


def survey_reports(shelf: Shelf, fiscal_year_be: int) -> SurveyReports:
    """The reports of a fiscal year (BE)."""
    closing = shelf.find(FiscalYearClosing, fiscal_year_be=fiscal_year_be)
    if closing:
        return _frozen(shelf, closing[0])
    cards = sorted(shelf.find(Asset), key=lambda card: (not card.number, card.number, card.id))
    return survey_of(shelf, book_cards(shelf, cards, whole_past=False), fiscal_year_be)


def survey_of(shelf: Shelf, cards: Iterable[BookCard], fiscal_year_be: int) -> SurveyReports:
    """The reports of an open year from its cards, in their order."""
    law = asset_law(shelf)
    ends_on = fiscal_year_months(fiscal_year_be)[-1].last_day
    rule = law.rules.survey_rule(ends_on)
    rows = []
    for card in cards:
        if _in_register_on(card.asset, ends_on):
            facts = _facts(card, law, fiscal_year_be)
            type_name = facts.asset_type.name if facts.asset_type else ""
            place = sort_asset(facts, fiscal_year_be, rule)
            rows.append(SurveyRow(card.asset, type_name, place, card.asset.acquired_on, card.life_years))
    return SurveyReports(fiscal_year_be, False, tuple(rows))


def _facts(card: BookCard, law: AssetLaw, fiscal_year_be: int) -> SurveyFacts:
    asset, position = card.asset, card.position(fiscal_year_be)
    kind = law.choices.type_on(asset.type_key, asset.acquired_on or date.max) if asset.type_key else None
    capitalised = card.treatment is Treatment.DEPRECIATED and position is not None
    return SurveyFacts(
        asset_id=asset.id,
        asset_type=kind,
        cost_satang=position.cost_satang if position else asset.cost_satang,
        acquired_on=asset.acquired_on,
        book=card.with_life,
        accumulated_satang=position.accumulated_satang if position and capitalised else 0,
        must_check=card.must_check,
    )


def _in_register_on(card: Asset, ends_on: date) -> bool:
    """Whether a card belongs into the reports of a day: it was acquired by then and had not left."""
    if not booked(card) or (card.acquired_on is not None and card.acquired_on > ends_on):
        return False
    return card.struck_off_on is None or card.struck_off_on > ends_on


def _frozen(shelf: Shelf, closing: FiscalYearClosing) -> SurveyReports:
    law = asset_law(shelf)
    lines = shelf.find(SurveyLine, closing_id=closing.id)
    cards = {card.id: card for card in shelf.find(Asset)}
    rows = []
    for line in lines:
        card = cards[line.asset_id]
        kind = law.choices.type_on(card.type_key, line.acquired_on or date.max) if card.type_key else None
        place = Sorted(
            line.asset_id, line.report, line.reason, line.accounting_group, line.cost_satang, line.accumulated_satang
        )
        rows.append(SurveyRow(card, kind.name if kind else "", place, line.acquired_on, line.life_years))
    return SurveyReports(closing.fiscal_year_be, True, tuple(rows))
