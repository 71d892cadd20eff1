"""The yearly inspection as it is kept (ข้อ 213): opened, begun with frozen lines, reported, acknowledged, sent on.

A round of a fiscal year is opened with its order and committee; once the year is over its lines are taken, one for each
asset of the register at 30 September. What is seen is written down in `sightings`. After the report was submitted
nothing of a round is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.committees import Appointed, seat
from sai_thong.registers.assets.days import check_day
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.records import Asset, InspectionLine, InspectionRound, Room
from sai_thong.registers.assets.refusals import AssetFactWrong, RoundFrozen, RoundMissing, RoundNotReady
from sai_thong.registers.assets.rules.inspection import InspectionDays, inspection_days, last_working_day
from sai_thong.registers.assets.terms import AssetStatus, CommitteeTask, RoundState
from sai_thong.registers.office.holidays import holiday_table
from sai_thong.thai.calendar import ce_year, fiscal_year_months, thai_date
from sai_thong.thai.text import tidy

AWAITS_NUMBER: Final = "รอเลข"
"""Stands for the number of a card that has none yet."""


@dataclass(frozen=True)
class RoundChanged:
    """A round after a step.

    Attributes:
        round: As it now stands.
        lines: How many lines it has.
        changes: Everything that changed.
    """

    round: InspectionRound
    lines: int
    changes: ChangeSet


def round_days(shelf: Shelf, fiscal_year_be: int) -> InspectionDays:
    """When the inspection of a fiscal year (BE) is ordered, begun and reported, by the office's law and holidays."""
    rule = asset_law(shelf).rules.inspection_rule(date(ce_year(fiscal_year_be), 10, 1))
    return inspection_days(fiscal_year_be, holiday_table(shelf), rule)


def balance_day(fiscal_year_be: int) -> date:
    """The day of which the balances are inspected: 30 September."""
    return fiscal_year_months(fiscal_year_be)[-1].last_day


def open_round(
    store: Store,
    fiscal_year_be: int,
    *,
    order_no: str = "",
    ordered_on: date | None = None,
    begun_on: date | None = None,
    committee: Sequence[Appointed] = (),
    why: str = "",
) -> RoundChanged:
    """Open the inspection of a fiscal year; when the year is over, its lines are taken at once.

    Args:
        store: The office's store.
        fiscal_year_be: Whose balances of 30 September are inspected.
        order_no: Number of the order that appoints.
        ordered_on: Its day.
        begun_on: Where it began on another day than the rule's: the term of the report runs from it.
        committee: Who inspects; may be appointed later.
        why: The reason, kept in the journal.

    Raises:
        RoundNotReady: The year has a round already, or committees are not appointed for it yet.
        CommitteeRefused: The committee cannot be so.
        AssetFactWrong: A day lies in the future.
    """
    today = bangkok_today(store.clock)
    with store.transaction(why) as tx:
        if tx.find(InspectionRound, fiscal_year_be=fiscal_year_be):
            raise RoundNotReady(
                _("The inspection of {year} was opened already.").format(year=fiscal_year_be),
                do=_("Go on with that one."),
            )
        days = round_days(tx, fiscal_year_be)
        if today < days.appoint_from:
            raise RoundNotReady(
                _("Who inspects {year} is appointed from {day} on.").format(
                    year=fiscal_year_be, day=thai_date(days.appoint_from)
                ),
                do=_("Look at the fiscal year."),
            )
        check_day(ordered_on, today)
        _check_beginning(fiscal_year_be, begun_on, today)
        made = tx.insert(
            InspectionRound(
                fiscal_year_be=fiscal_year_be, order_no=tidy(order_no), ordered_on=ordered_on, begun_on=begun_on
            ),
            record_id=tx.natural_id("inspection", str(fiscal_year_be)),
        )
        made = tx.update(made, **clock_values(tx, made))
        if committee:
            seat(store, tx, made.id, CommitteeTask.INSPECTION, committee)
        lines = _take_lines(tx, made) if today > balance_day(fiscal_year_be) else 0
        return RoundChanged(made, lines, tx.changes)


def begin_round(store: Store, round_id: str, *, begun_on: date | None = None, why: str = "") -> RoundChanged:
    """Take the lines of a round that was opened before its year was over.

    Raises:
        RoundNotReady: The year is not over, or the lines were taken already.
        RoundFrozen: The report was submitted.
        AssetFactWrong: The day lies in the future.
    """
    today = bangkok_today(store.clock)
    with store.transaction(why) as tx:
        found = open_round_of(tx, round_id)
        last = balance_day(found.fiscal_year_be)
        if today <= last:
            raise RoundNotReady(
                _("Balances of {day} are inspected after that day.").format(day=thai_date(last)),
                do=_("Begin on the first working day of October."),
            )
        if line_count(store, found.id):
            raise RoundNotReady(
                _("The inspection of {year} has begun.").format(year=found.fiscal_year_be), do=_("Go on with it.")
            )
        _check_beginning(found.fiscal_year_be, begun_on, today)
        found = tx.update(found, begun_on=begun_on or found.begun_on)
        found = tx.update(found, **clock_values(tx, found))
        return RoundChanged(found, _take_lines(tx, found), tx.changes)


def amend_round(
    store: Store,
    round_id: str,
    *,
    order_no: str | None = None,
    ordered_on: date | None = None,
    begun_on: date | None = None,
    why: str = "",
) -> RoundChanged:
    """Write down or put right the order of an open round, or the day it really began; None leaves what is there.

    Raises:
        RoundFrozen: The report was submitted.
        AssetFactWrong: A day lies in the future.
    """
    today = bangkok_today(store.clock)
    check_day(ordered_on, today)
    with store.transaction(why) as tx:
        found = open_round_of(tx, round_id)
        _check_beginning(found.fiscal_year_be, begun_on, today)
        found = tx.update(
            found,
            order_no=found.order_no if order_no is None else tidy(order_no),
            ordered_on=ordered_on or found.ordered_on,
            begun_on=begun_on or found.begun_on,
        )
        found = tx.update(found, **clock_values(tx, found))
        return RoundChanged(found, line_count(store, found.id), tx.changes)


def clock_values(shelf: Shelf, found: InspectionRound) -> dict[str, Any]:
    """The days of a round: from the day of the rule, or from the day it really began."""
    days = round_days(shelf, found.fiscal_year_be)
    if found.begun_on is None:
        return {"starts_on": days.starts_on, "report_by": days.report_by}
    rule = asset_law(shelf).rules.inspection_rule(found.begun_on)
    report_by = last_working_day(
        found.begun_on, rule.report_working_days, holiday_table(shelf), start_counts=rule.start_day_counts
    )
    return {"starts_on": days.starts_on, "report_by": report_by}


def round_of(shelf: Shelf, text: str) -> InspectionRound:
    """The round of a fiscal year (BE) or of an id.

    Raises:
        RoundMissing: There is none.
    """
    wanted = text.strip()
    found = shelf.find(InspectionRound, id=wanted)
    if not found and wanted.isdecimal():
        found = shelf.find(InspectionRound, fiscal_year_be=int(wanted))
    if not found:
        raise RoundMissing(wanted)
    return found[0]


def line_count(store: Store, round_id: str) -> int:
    """How many lines a round has; none before it has begun."""
    (row,) = store.query("SELECT count(*) AS lines FROM asset_inspection_lines WHERE round_id = ?", [round_id])
    return int(row["lines"])


def open_round_of(shelf: Shelf, round_id: str) -> InspectionRound:
    """A round that may still be changed.

    Raises:
        RoundMissing: There is none of this id.
        RoundFrozen: Its report was submitted.
    """
    found = round_of(shelf, round_id)
    if found.state is not RoundState.IN_PROGRESS:
        raise RoundFrozen(found.fiscal_year_be)
    return found


def _take_lines(tx: Transaction, found: InspectionRound) -> int:
    """Freeze what the register has at the end of the year."""
    rooms = {room.id: room.name for room in tx.find(Room)}
    lines = tx.insert_many(_lines(tx, found, rooms))
    if not lines:
        raise RoundNotReady(
            _("The register had no asset on {day}.").format(day=thai_date(balance_day(found.fiscal_year_be))),
            do=_("Enter the assets first."),
        )
    return len(lines)


def _lines(tx: Transaction, found: InspectionRound, rooms: dict[str, str]) -> Iterator[InspectionLine]:
    last = balance_day(found.fiscal_year_be)
    cards = sorted(tx.find(Asset), key=lambda card: (not card.number, card.number))
    for card in cards:
        if card.status is AssetStatus.STRUCK_OFF or (card.acquired_on is not None and card.acquired_on > last):
            continue
        yield InspectionLine(
            id=tx.natural_id("inspection-line", str(found.fiscal_year_be), card.id),
            round_id=found.id,
            asset_id=card.id,
            number=card.number or AWAITS_NUMBER,
            name=card.name,
            brand=card.brand,
            acquired_on=card.acquired_on,
            cost_satang=card.cost_satang,
            book_room=rooms.get(card.room_id, ""),
            book_status=card.status,
            custodian=card.custodian,
        )


def _check_beginning(fiscal_year_be: int, begun_on: date | None, today: date) -> None:
    check_day(begun_on, today)
    last = balance_day(fiscal_year_be)
    if begun_on is not None and begun_on <= last:
        raise AssetFactWrong(
            _("Balances of {day} are inspected after that day.").format(day=thai_date(last)),
            do=_("Look at the date and type it again."),
        )
