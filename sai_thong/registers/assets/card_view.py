"""Everything one card shows, read once: facts, value by years, timeline, repairs, days, pictures and where it went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import N_
from sai_thong.registers.assets.asset_dates import AHEAD_DAYS, dates_of
from sai_thong.registers.assets.book import BookCard, YearPosition, book_cards
from sai_thong.registers.assets.corrections import may_withdraw
from sai_thong.registers.assets.events import events_of
from sai_thong.registers.assets.improvements import improvements_of
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.loan_list import LoanFilter, LoanView, loan_list
from sai_thong.registers.assets.photographs import missing_pictures, photographs_of
from sai_thong.registers.assets.properties import details_of
from sai_thong.registers.assets.records import (
    Asset,
    AssetClass,
    AssetDate,
    AssetEvent,
    DisposalLine,
    DisposalRound,
    Improvement,
    InspectionLine,
    InspectionRound,
    PropertyDetails,
    Purchase,
    Repair,
    Room,
)
from sai_thong.registers.assets.repairs import open_repair, repairs_of, totals_of
from sai_thong.registers.assets.rules.closing import BookRow
from sai_thong.registers.assets.rules.depreciation import opening_difference
from sai_thong.registers.assets.rules.proposed_type import proposed_type
from sai_thong.registers.assets.rules.reminders import RepairTotals
from sai_thong.registers.assets.terms import AssetEventKind, AssetStatus
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.law.assets import AssetType
from sai_thong.thai.calendar import fiscal_year_be

END_OF_TIME_BE: Final = 9999
"""A fiscal year behind the end of every life."""


class CardAction(StrEnum):
    """The one thing that is to be done next on a card."""

    GIVE_NUMBER = "give-number"
    FILL_IN = "fill-in"
    """The book cannot value it yet."""
    SEE_LOAN = "see-loan"
    SEE_DISPOSAL = "see-disposal"
    SEND_TO_REPAIR = "send-to-repair"
    """A fault was reported."""
    FINISH_REPAIR = "finish-repair"
    REPORT_FAULT = "report-fault"
    """It is broken and nobody repairs it."""
    DATE_DONE = "date-done"
    """A day is near or past."""
    PRINT_LABEL = "print-label"
    ADD_PHOTOGRAPH = "add-photograph"
    MOVE = "move"


CARD_ACTION_LABELS: Final = {
    CardAction.GIVE_NUMBER: N_("Give it a number"),
    CardAction.FILL_IN: N_("Fill in what is missing"),
    CardAction.SEE_LOAN: N_("Look at the loan"),
    CardAction.SEE_DISPOSAL: N_("Look at the disposal"),
    CardAction.SEND_TO_REPAIR: N_("Send it to repair"),
    CardAction.FINISH_REPAIR: N_("Finish the repair"),
    CardAction.REPORT_FAULT: N_("Report the fault"),
    CardAction.DATE_DONE: N_("Say that it is done"),
    CardAction.PRINT_LABEL: N_("Print its label"),
    CardAction.ADD_PHOTOGRAPH: N_("Add a photograph"),
    CardAction.MOVE: N_("Hand it over"),
}
"""English message ids; show them through `_`."""


@dataclass(frozen=True)
class TimelineLine:
    """A line of the timeline, with the names behind its ids.

    Attributes:
        event: As stored.
        room: The name of the room it went to; None where it stayed.
    """

    event: AssetEvent
    room: str | None


@dataclass(frozen=True)
class InspectedLine:
    """How a yearly inspection found the asset: the round, and its line."""

    round: InspectionRound
    line: InspectionLine


@dataclass(frozen=True)
class CardView:
    """A card with everything that hangs on it.

    Attributes:
        card: The card.
        day: Today.
        room: The name of its room; empty for none.
        kind: Its type in the table of useful lives; None where nobody said.
        class_name: What the office calls the class of its number.
        book: What the book makes of it.
        proposed: The type that its words name, while nobody chose one; somebody confirms it.
        opening_difference_satang: How much more the old book wrote off than the rules would have; 0 without one.
        last_year: How it stood at the last 30 September; None where it was not there or is not valued.
        this_year: How it will stand at the next.
        years: Its fiscal years to the end of its life: closed ones as frozen, corrections told.
        details: What only แบบ พ.ด.1 asks.
        purchase: What it was bought with; None of what was bought alone.
        mates: The other cards of the purchase.
        timeline: What happened, the latest first.
        improvements: Those that stand, in order of time.
        repairs: The history in its order.
        open_repair: The one that goes on.
        repair_totals: What they cost against the price.
        dates: Days to remember: the next first, then those that are done.
        photographs: Pictures and papers.
        missing_pictures: Notes of pictures every card should have and this one lacks.
        loans: In which it was or is lent, the open ones first.
        inspections: The latest first.
        disposal: The round it is in or left with; None for none.
        next_action: The one thing to do now; None of what left the register.
        may_withdraw: Whether it is a slip of today that may still be taken back.
    """

    card: Asset
    day: date
    room: str
    kind: AssetType | None
    class_name: str
    book: BookCard
    proposed: AssetType | None
    opening_difference_satang: int
    last_year: YearPosition | None
    this_year: YearPosition | None
    years: tuple[BookRow, ...]
    details: PropertyDetails | None
    purchase: Purchase | None
    mates: tuple[Asset, ...]
    timeline: tuple[TimelineLine, ...]
    improvements: tuple[Improvement, ...]
    repairs: tuple[Repair, ...]
    open_repair: Repair | None
    repair_totals: RepairTotals
    dates: tuple[AssetDate, ...]
    photographs: tuple[Attachment, ...]
    missing_pictures: tuple[str, ...]
    loans: tuple[LoanView, ...]
    inspections: tuple[InspectedLine, ...]
    disposal: DisposalRound | None
    next_action: CardAction | None
    may_withdraw: bool


def card_view(store: Store, asset_id: str) -> CardView:
    """A card with everything that hangs on it.

    Raises:
        RecordMissing: There is no such card.
    """
    card, day = store.get(Asset, asset_id), bangkok_today(store.clock)
    year = fiscal_year_be(day)
    (book,) = book_cards(store, [card])
    rooms = {each.id: each.name for each in store.find(Room)}
    events = events_of(store, card.id)
    repairs, dates = repairs_of(store, card.id), dates_of(store, card.id)
    photographs = photographs_of(store, card.id)
    mates = store.find(Asset, purchase_id=card.purchase_id) if card.purchase_id else []
    named = store.find(AssetClass, code=card.class_code) if card.class_code else []
    return CardView(
        card=card,
        day=day,
        room=rooms.get(card.room_id, ""),
        kind=asset_law(store).choices.type_on(card.type_key, card.acquired_on or day) if card.type_key else None,
        class_name=named[0].name if named else "",
        book=book,
        proposed=None if card.type_key else _proposed(store, card, named, day),
        opening_difference_satang=opening_difference(book.facts) if book.facts else 0,
        last_year=book.position(year - 1),
        this_year=book.position(year),
        years=book.book(END_OF_TIME_BE),
        details=details_of(store, card.id),
        purchase=store.get(Purchase, card.purchase_id) if card.purchase_id else None,
        mates=tuple(mate for mate in mates if mate.id != card.id),
        timeline=tuple(
            TimelineLine(each, None if each.room_id is None else rooms.get(each.room_id, ""))
            for each in reversed(events)
        ),
        improvements=tuple(improvements_of(store, card.id)),
        repairs=tuple(repairs),
        open_repair=open_repair(store, card.id),
        repair_totals=totals_of(card, repairs),
        dates=tuple(dates),
        photographs=tuple(photographs),
        missing_pictures=missing_pictures(photographs),
        loans=tuple(loan_list(store, day, chosen=LoanFilter(thing_id=card.id))),
        inspections=_inspections(store, card),
        disposal=_disposal(store, card),
        next_action=_next_action(book, day, events=events, repairs=repairs, dates=dates, pictured=bool(photographs)),
        may_withdraw=may_withdraw(store, card, day),
    )


def _proposed(shelf: Shelf, card: Asset, named: Iterable[AssetClass], day: date) -> AssetType | None:
    texts = [*(each.name for each in named), card.name]
    return proposed_type(texts, asset_law(shelf).choices.types_on(card.acquired_on or day))


def _inspections(shelf: Shelf, card: Asset) -> tuple[InspectedLine, ...]:
    lines = shelf.find(InspectionLine, asset_id=card.id)
    rounds = {each.id: each for each in shelf.find(InspectionRound)} if lines else {}
    found = [InspectedLine(rounds[line.round_id], line) for line in lines]
    return tuple(sorted(found, key=lambda each: each.round.fiscal_year_be, reverse=True))


def _disposal(shelf: Shelf, card: Asset) -> DisposalRound | None:
    """The last round that has it; rounds that were given up or let it go are in the timeline."""
    lines = shelf.find(DisposalLine, asset_id=card.id, taken_out_why="")
    return shelf.get(DisposalRound, lines[-1].round_id) if lines else None


def _next_action(
    book: BookCard,
    day: date,
    *,
    events: Iterable[AssetEvent],
    repairs: Iterable[Repair],
    dates: Iterable[AssetDate],
    pictured: bool,
) -> CardAction | None:
    card = book.asset
    by_state = {
        AssetStatus.LENT: CardAction.SEE_LOAN,
        AssetStatus.AWAITING_DISPOSAL: CardAction.SEE_DISPOSAL,
        AssetStatus.AT_REPAIR: CardAction.FINISH_REPAIR,
    }
    going_on = any(each.finished_on is None for each in repairs)
    near = any(each.done_on is None and (each.due_on - day).days <= AHEAD_DAYS for each in dates)
    asked = (
        (not card.number, CardAction.GIVE_NUMBER),
        (book.must_check is not None, CardAction.FILL_IN),
        (card.status in by_state, by_state.get(card.status)),
        (going_on, CardAction.SEND_TO_REPAIR),
        (card.status is AssetStatus.BROKEN, CardAction.REPORT_FAULT),
        (near, CardAction.DATE_DONE),
        (all(each.kind is not AssetEventKind.LABELLED for each in events), CardAction.PRINT_LABEL),
        (not pictured, CardAction.ADD_PHOTOGRAPH),
        (True, CardAction.MOVE),
    )
    if not card.status.counted:
        return None
    return next(action for holds, action in asked if holds)
