"""What is due today on assets: loans, days of vehicles and warranties, inspection, disposals, stock and the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.assets.asset_dates import reminders_on
from sai_thong.registers.assets.book import closed_through
from sai_thong.registers.assets.disposal_view import DisposalRow, disposal_rows
from sai_thong.registers.assets.inspection_view import InspectionDue, inspection_due
from sai_thong.registers.assets.loan_list import LoanView, due_loans
from sai_thong.registers.assets.materials import StockLine, below_minimum_list
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.rules.reminders import Reminder
from sai_thong.thai.calendar import fiscal_year_be, thai_date

SOON_DAYS: Final = 7
"""How near the end of a term is before it is told."""
SHOWN: Final = 20
"""How many things of a kind stand on Today; the count tells of the others."""


class AssetDuty(StrEnum):
    """One kind of thing that is due on assets; its value is the key of where it is done."""

    LOANS_OVERDUE = "loans-overdue"
    LOANS_DUE = "loans-due"
    """Due back today."""
    DATES = "dates"
    """Warranty, tax, insurance, inspection of a vehicle, service."""
    INSPECTION = "inspection"
    """The yearly one: to be ordered, begun or reported."""
    DISPOSALS = "disposals"
    """A term runs out or has run out."""
    STOCK_LOW = "stock-low"
    UNNUMBERED = "unnumbered"
    YEAR_TO_CLOSE = "year-to-close"


@dataclass(frozen=True)
class AssetDutyLine:
    """One thing that is due, with how many.

    Attributes:
        kind: What, and so where to go.
        count: How many; never zero.
        urgent: Whether its day is over.
        due_on: The day of the earliest; None where there is none.
    """

    kind: AssetDuty
    count: int
    urgent: bool = False
    due_on: date | None = None

    @property
    def text(self) -> str:
        """The duty in the language in use, with its count and its day."""
        words = duty_text(self.kind, self.count)
        if self.due_on is None:
            return words
        told = _("{duty} · was due on {day}") if self.urgent else _("{duty} · by {day}")
        return told.format(duty=words, day=thai_date(self.due_on))


@dataclass(frozen=True)
class DatedAsset:
    """A day of an asset that is near or past, with its card."""

    reminder: Reminder
    card: Asset


@dataclass(frozen=True)
class AssetsToday:
    """What is due today on assets.

    Attributes:
        day: The day in Bangkok.
        duties: Each kind with its count, the urgent first.
        loans: Loans due today or overdue, the oldest first, at most `SHOWN`.
        dates: Days of assets that are near or past, the oldest first, at most `SHOWN`.
        inspection: The yearly inspection that is asked for; None where nothing of it is due.
        disposals: Disposals with a term that runs.
        low: Stock below its minimum, at most `SHOWN`.
        year_to_close: The fiscal year (BE) that is over and not closed; None where there is none.
    """

    day: date
    duties: tuple[AssetDutyLine, ...]
    loans: tuple[LoanView, ...]
    dates: tuple[DatedAsset, ...]
    inspection: InspectionDue | None
    disposals: tuple[DisposalRow, ...]
    low: tuple[StockLine, ...]
    year_to_close: int | None


def duty_text(kind: AssetDuty, count: int) -> str:
    """A duty in the language in use, with its count."""
    sentences = {
        AssetDuty.LOANS_OVERDUE: ngettext("{count} loan is overdue", "{count} loans are overdue", count),
        AssetDuty.LOANS_DUE: ngettext("{count} loan is due back today", "{count} loans are due back today", count),
        AssetDuty.DATES: ngettext(
            "{count} day of an asset is near or past", "{count} days of assets are near or past", count
        ),
        AssetDuty.INSPECTION: _("The yearly inspection goes on"),
        AssetDuty.DISPOSALS: ngettext("The term of {count} disposal runs", "The terms of {count} disposals run", count),
        AssetDuty.STOCK_LOW: ngettext(
            "{count} stock card is below its minimum", "{count} stock cards are below their minimum", count
        ),
        AssetDuty.UNNUMBERED: ngettext("{count} asset waits for a number", "{count} assets wait for a number", count),
        AssetDuty.YEAR_TO_CLOSE: _("A fiscal year of the asset register is to be closed"),
    }
    return sentences[kind].format(count=f"{count:,}")


def assets_today(store: Store) -> AssetsToday:
    """What is due today."""
    day = bangkok_today(store.clock)
    loans, low = due_loans(store, day), below_minimum_list(store)
    # An office that keeps no assets here is not asked to inspect them.
    inspection = inspection_due(store) if store.find(Asset) else None
    near = reminders_on(store, day)
    disposals = [row for row in disposal_rows(store) if row.due_on and row.due_on <= day + timedelta(days=SOON_DAYS)]
    year = year_to_close(store, day)
    overdue = [each for each in loans if each.overdue]
    lines = (
        _counted(AssetDuty.LOANS_OVERDUE, len(overdue), urgent=True),
        _counted(AssetDuty.LOANS_DUE, len(loans) - len(overdue)),
        _dated(AssetDuty.DATES, [each.duty.due_on for each in near], day),
        _inspection_line(inspection, day),
        _dated(AssetDuty.DISPOSALS, [row.due_on for row in disposals if row.due_on], day),
        _counted(AssetDuty.STOCK_LOW, len(low)),
        _counted(AssetDuty.UNNUMBERED, len(waiting_for_number(store))),
        _counted(AssetDuty.YEAR_TO_CLOSE, int(year is not None)),
    )
    told = [line for line in lines if line is not None]
    return AssetsToday(
        day=day,
        duties=tuple(sorted(told, key=lambda line: not line.urgent)),
        loans=tuple(loans[:SHOWN]),
        dates=tuple(DatedAsset(each, store.get(Asset, each.duty.asset_id)) for each in near[:SHOWN]),
        inspection=inspection,
        disposals=tuple(disposals),
        low=tuple(low[:SHOWN]),
        year_to_close=year,
    )


def waiting_for_number(shelf: Shelf) -> list[Asset]:
    """The cards in the register without a number (รอเลข), in the order they were entered."""
    return [card for card in shelf.find(Asset, number="") if card.status.counted]


def year_to_close(shelf: Shelf, today: date) -> int | None:
    """The fiscal year (BE) that is over and not closed; None where there is none.

    It is the one after the last closed. An office that never closed one is asked for the last, once it has cards.
    """
    last_over, closed = fiscal_year_be(today) - 1, closed_through(shelf)
    if closed is None:
        return last_over if any(card.acquired_on for card in shelf.find(Asset)) else None
    return closed + 1 if closed < last_over else None


def _counted(kind: AssetDuty, count: int, *, urgent: bool = False) -> AssetDutyLine | None:
    return AssetDutyLine(kind, count, urgent) if count else None


def _dated(kind: AssetDuty, days: list[date], today: date) -> AssetDutyLine | None:
    return AssetDutyLine(kind, len(days), min(days) < today, min(days)) if days else None


def _inspection_line(due: InspectionDue | None, today: date) -> AssetDutyLine | None:
    if due is None:
        return None
    by = due.days.appoint_by if due.round is None else due.round.report_by or due.days.remind_by
    return AssetDutyLine(AssetDuty.INSPECTION, 1, by < today, by)
