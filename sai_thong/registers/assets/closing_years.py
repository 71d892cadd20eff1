"""The register of assets by fiscal year: as it stands, closed in order, and frozen from then on.

Closing keeps every figure of the year and where each asset stood in the survey. Whatever is corrected afterwards, an
improvement entered late or an asset found, goes into the first open year in one figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.book import (
    BookCard,
    YearPosition,
    book_cards,
    booked,
    closed_through,
    frozen_position,
)
from sai_thong.registers.assets.records import Asset, FiscalYearClosing, FrozenDepreciation, SurveyLine
from sai_thong.registers.assets.refusals import AssetRefused
from sai_thong.registers.assets.rules.frozen_year import YearLine, YearTotals, year_totals
from sai_thong.registers.assets.survey_reports import SurveyReports, survey_of, survey_reports
from sai_thong.thai.calendar import fiscal_year_be, fiscal_year_months, thai_date


class YearNotClosable(AssetRefused):
    """A fiscal year is not closed: it is not over, closed already, out of order, or something must be looked at."""


@dataclass(frozen=True)
class YearBook:
    """The register in one fiscal year.

    Attributes:
        fiscal_year_be: Which.
        closing: Its closing; None of an open year.
        positions: Every asset that the accounts carry or carried in the year, by number.
        must_check: Cards that cannot be valued, in an open year; a closed one left them out.
    """

    fiscal_year_be: int
    closing: FiscalYearClosing | None
    positions: tuple[YearPosition, ...]
    must_check: tuple[BookCard, ...]

    @property
    def lines(self) -> tuple[YearLine, ...]:
        """The figures as they are frozen."""
        return tuple(_line(each) for each in self.positions)

    @property
    def totals(self) -> YearTotals:
        """What they add up to, and their digest."""
        return year_totals(self.lines)

    @property
    def corrected(self) -> tuple[YearPosition, ...]:
        """Those that correct closed years in this one."""
        return tuple(each for each in self.positions if each.correction_satang)


@dataclass(frozen=True)
class YearDraft:
    """A fiscal year about to be closed.

    Attributes:
        book: The year as it would be frozen.
        survey: Where each asset would stand in the survey.
        not_yet: Why it cannot be closed now, as a sentence; empty where it can.
    """

    book: YearBook
    survey: SurveyReports
    not_yet: str


@dataclass(frozen=True)
class YearClosed:
    """A closed year, and everything that changed."""

    closing: FiscalYearClosing
    changes: ChangeSet


def year_book(shelf: Shelf, fiscal_year_be_: int) -> YearBook:
    """The register of a fiscal year (BE): as frozen where it is closed, else as everything is known now."""
    closing = shelf.find(FiscalYearClosing, fiscal_year_be=fiscal_year_be_)
    if closing:
        return _closed_book(shelf, closing[0])
    return _year_of(_cards_of_book(shelf), fiscal_year_be_)


def first_open_year(shelf: Shelf, on: date) -> int:
    """The fiscal year (BE) into which corrections go: the one after the last closed, else that of the day."""
    closed = closed_through(shelf)
    return fiscal_year_be(on) if closed is None else closed + 1


def closings(shelf: Shelf) -> list[FiscalYearClosing]:
    """The closed years in order."""
    return sorted(shelf.find(FiscalYearClosing), key=lambda each: each.fiscal_year_be)


def draft_year(store: Store, fiscal_year_be_: int) -> YearDraft:
    """A year as it would be closed; writes nothing."""
    not_yet = _why_not_yet(store, fiscal_year_be_, bangkok_today(store.clock))
    closing = store.find(FiscalYearClosing, fiscal_year_be=fiscal_year_be_)
    if closing:
        return YearDraft(_closed_book(store, closing[0]), survey_reports(store, fiscal_year_be_), not_yet)
    cards = _cards_of_book(store)
    return YearDraft(_year_of(cards, fiscal_year_be_), survey_of(store, cards, fiscal_year_be_), not_yet)


def close_year(store: Store, fiscal_year_be_: int, *, leave_unchecked: bool = False, why: str = "") -> YearClosed:
    """Close a fiscal year: its figures stand from then on, whatever is corrected afterwards.

    The first closing keeps the years before it as well, as they are reckoned that day.

    Args:
        store: The office's store.
        fiscal_year_be_: The year; the one after the last closed.
        leave_unchecked: Close although cards cannot be valued; once they can, the open year makes up for them.
        why: The reason, kept in the journal.

    Raises:
        YearNotClosable: It is not over, closed already or not the next, or cards must be looked at first.
    """
    today = bangkok_today(store.clock)
    with store.transaction(why) as tx:
        not_yet = _why_not_yet(tx, fiscal_year_be_, today)
        if not_yet:
            raise YearNotClosable(not_yet, do=_("Look at the list of fiscal years."))
        cards = _cards_of_book(tx)
        book = _year_of(cards, fiscal_year_be_)
        if book.must_check and not leave_unchecked:
            raise YearNotClosable(
                _("{count} cards must be looked at before {year} is closed.").format(
                    count=len(book.must_check), year=fiscal_year_be_
                ),
                do=_("Fill in what they lack, or close the year without them."),
            )
        survey = survey_of(tx, cards, fiscal_year_be_)
        totals = book.totals
        closing = tx.insert(
            FiscalYearClosing(
                fiscal_year_be=fiscal_year_be_,
                closed_on=today,
                closed_by=store.user,
                assets=totals.assets,
                cost_satang=totals.cost_satang,
                accumulated_satang=totals.accumulated_satang,
                digest=totals.digest,
            )
        )
        _freeze(tx, closing, cards, book, survey)
        return YearClosed(closing, tx.changes)


def altered_years(shelf: Shelf) -> list[int]:
    """Closed fiscal years (BE) whose rows no longer match the digest kept when they were closed."""
    rows: dict[str, list[YearLine]] = {each.id: [] for each in shelf.find(FiscalYearClosing)}
    year_of = {each.id: each.fiscal_year_be for each in shelf.find(FiscalYearClosing)}
    for row in shelf.find(FrozenDepreciation):
        if year_of.get(row.closing_id) == row.fiscal_year_be:
            rows[row.closing_id].append(_frozen_line(row))
    return [each.fiscal_year_be for each in closings(shelf) if year_totals(rows[each.id]).digest != each.digest]


def _cards_of_book(shelf: Shelf) -> list[BookCard]:
    """Every card that the book of an open year knows, by its number."""
    return book_cards(shelf, sorted(filter(booked, shelf.find(Asset)), key=_by_number), whole_past=False)


def _by_number(card: Asset) -> tuple[bool, str, str]:
    return (not card.number, card.number, card.id)


def _year_of(cards: Sequence[BookCard], fiscal_year_be_: int) -> YearBook:
    """An open year."""
    positions = (card.position(fiscal_year_be_) for card in cards)
    carried = [each for each in positions if each is not None and (each.capitalised or each.amount_satang)]
    unchecked = [card for card in cards if card.must_check and _belongs(card.asset, fiscal_year_be_)]
    return YearBook(fiscal_year_be_, None, tuple(carried), tuple(unchecked))


def _closed_book(shelf: Shelf, closing: FiscalYearClosing) -> YearBook:
    """A closed year, from its rows alone."""
    cards = {card.id: card for card in shelf.find(Asset)}
    rows = shelf.find(FrozenDepreciation, fiscal_year_be=closing.fiscal_year_be)
    told = (frozen_position(cards[row.asset_id], row) for row in rows)
    return YearBook(closing.fiscal_year_be, closing, tuple(sorted(told, key=lambda each: _by_number(each.asset))), ())


def _belongs(card: Asset, fiscal_year_be_: int) -> bool:
    """Whether, as far as is known, a card that cannot be valued was in the register at the end of a fiscal year."""
    ends_on = fiscal_year_months(fiscal_year_be_)[-1].last_day
    return booked(card) and (card.acquired_on is None or card.acquired_on <= ends_on) and card.struck_off_on is None


def _why_not_yet(shelf: Shelf, fiscal_year_be_: int, today: date) -> str:
    closed = closed_through(shelf)
    if closed is not None and fiscal_year_be_ <= closed:
        return _("The fiscal year {year} is closed already.").format(year=fiscal_year_be_)
    if closed is not None and fiscal_year_be_ > closed + 1:
        return _("The fiscal year {before} is closed before {year}.").format(before=closed + 1, year=fiscal_year_be_)
    ends_on = fiscal_year_months(fiscal_year_be_)[-1].last_day
    if today <= ends_on:
        return _("The fiscal year {year} lasts until {day}.").format(year=fiscal_year_be_, day=thai_date(ends_on))
    return ""


def _freeze(
    tx: Transaction, closing: FiscalYearClosing, cards: Iterable[BookCard], book: YearBook, survey: SurveyReports
) -> None:
    tx.insert_many(_frozen_rows(tx, closing, cards, book))
    tx.insert_many(
        SurveyLine(
            id=tx.natural_id("asset-survey", each.card.id, str(closing.fiscal_year_be)),
            closing_id=closing.id,
            asset_id=each.card.id,
            report=each.place.report,
            reason=each.place.reason,
            accounting_group=each.place.group,
            cost_satang=each.place.cost_satang,
            accumulated_satang=each.place.accumulated_satang,
            acquired_on=each.acquired_on,
            life_years=each.life_years,
        )
        for each in survey.rows
    )


def _frozen_rows(
    tx: Transaction, closing: FiscalYearClosing, cards: Iterable[BookCard], book: YearBook
) -> Iterator[FrozenDepreciation]:
    """The rows of the year; of a card without any frozen row, at the first closing, those of the years before too."""
    in_year = {each.asset.id for each in book.positions}
    for card in cards:
        if card.asset.id not in in_year:
            continue
        begin = closing.fiscal_year_be
        if card.closed.through_be is None and card.facts is not None:
            begin = min([begin, *(row.fiscal_year_be for row in card.rows(begin))])
        for year in range(begin, closing.fiscal_year_be + 1):
            position = card.position(year)
            if position is None:
                continue
            yield FrozenDepreciation(
                id=tx.natural_id("asset-depreciation", card.asset.id, str(year)),
                closing_id=closing.id,
                asset_id=card.asset.id,
                fiscal_year_be=year,
                parts=position.parts,
                amount_satang=position.amount_satang,
                correction_satang=position.correction_satang,
                accumulated_satang=position.accumulated_satang,
                cost_satang=position.cost_satang,
                capitalised=position.capitalised,
                left=position.left,
            )


def _line(position: YearPosition) -> YearLine:
    return YearLine(
        position.asset.id,
        position.parts,
        position.amount_satang,
        position.correction_satang,
        position.accumulated_satang,
        position.cost_satang,
        position.capitalised,
        position.left,
    )


def _frozen_line(row: FrozenDepreciation) -> YearLine:
    return YearLine(
        row.asset_id,
        row.parts,
        row.amount_satang,
        row.correction_satang,
        row.accumulated_satang,
        row.cost_satang,
        row.capitalised,
        row.left,
    )
