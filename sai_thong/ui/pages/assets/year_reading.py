"""A fiscal year of the register read for its section: the book, the survey, the accounts beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.registers.assets.accounts import YearCompared, compare_year
from sai_thong.registers.assets.closing_years import (
    YearBook,
    altered_years,
    closings,
    draft_year,
    first_open_year,
    year_book,
)
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.survey_reports import SurveyReports, survey_reports
from sai_thong.registers.assets.today import year_to_close
from sai_thong.thai.calendar import fiscal_year_be

_MOST_YEARS: Final = 60


@dataclass(frozen=True)
class ShownYear:
    """A fiscal year as its section shows it.

    Attributes:
        years: The years that can be chosen, the latest first.
        proposed: The year to open first: the one to be closed, else the present one.
        book: The register in the year.
        survey: Where each asset stands in the reports อปท.-สท.
        not_yet: Why an open year cannot be closed now, as a sentence; empty where it can, or is closed.
        altered: Whether the frozen rows of a closed year do not give its digest any more.
        compared: The accounts beside the register; None until it was asked for.
    """

    years: tuple[int, ...]
    proposed: int
    book: YearBook
    survey: SurveyReports
    not_yet: str
    altered: bool
    compared: YearCompared | None = None

    @property
    def closed(self) -> bool:
        """Whether the year is closed."""
        return self.book.closing is not None

    @property
    def may_close(self) -> bool:
        """Whether the year can be closed now."""
        return not self.closed and not self.not_yet


def read_year(store: Store, year_be: int | None, *, with_accounts: bool = False) -> ShownYear:
    """A fiscal year (BE), or the one that is proposed where none is chosen; on the store's thread."""
    today = bangkok_today(store.clock)
    closed = {each.fiscal_year_be for each in closings(store)}
    proposed = year_to_close(store, today) or fiscal_year_be(today)
    year = year_be or proposed
    if year in closed:
        book, survey, not_yet = year_book(store, year), survey_reports(store, year), ""
    else:
        draft = draft_year(store, year)
        book, survey, not_yet = draft.book, draft.survey, draft.not_yet
    return ShownYear(
        years=_years(store, first_open_year(store, today), fiscal_year_be(today)),
        proposed=proposed,
        book=book,
        survey=survey,
        not_yet=not_yet,
        altered=year in altered_years(store) if year in closed else False,
        compared=compare_year(store, year) if with_accounts else None,
    )


def read_year_with_accounts(store: Store, year_be: int | None) -> ShownYear:
    """The same with the accounts beside it."""
    return read_year(store, year_be, with_accounts=True)


def _years(store: Store, first_open: int, present: int) -> tuple[int, ...]:
    """From the first acquisition to the present year, the latest first."""
    days = [card.acquired_on for card in store.find(Asset) if card.acquired_on is not None]
    first = min([present, first_open, *(fiscal_year_be(day) for day in days)])
    return tuple(range(present, max(first, present - _MOST_YEARS) - 1, -1))
