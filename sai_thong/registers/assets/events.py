"""The timeline of an asset: the one place where its state, room, division and custodian change.

The card bears what its events tell, so that lists need not read them; both are written in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _
from sai_thong.registers.assets.days import check_day
from sai_thong.registers.assets.records import Asset, AssetEvent
from sai_thong.registers.assets.refusals import AssetFactWrong, CardStruckOff, StateNotReached
from sai_thong.registers.assets.rules.course import AssetEventFact, Standing, may_become, standing
from sai_thong.registers.assets.terms import AssetEventKind, AssetStatus
from sai_thong.thai.calendar import thai_date


def record_event(
    tx: Transaction,
    card: Asset,
    kind: AssetEventKind,
    *,
    on: date,
    by_name: str,
    status: AssetStatus | None = None,
    room_id: str | None = None,
    division: str | None = None,
    custodian: str | None = None,
    document_no: str = "",
    detail: str = "",
    refers_to: str = "",
) -> Asset:
    """Add a line to the timeline of an asset and let its card stand as all its events tell.

    An event of the past takes its place by its day: what happened after it stays as it was.

    Args:
        tx: The operation's transaction.
        card: The card as it was read.
        kind: What happened.
        on: When, as its paper has it.
        by_name: Who did it or wrote it down.
        status: The state from then on; None leaves it, as with the following.
        room_id: The room from then on; empty for none.
        division: The division from then on.
        custodian: The custodian from then on.
        document_no: The paper.
        detail: In words.
        refers_to: Id of the loan, repair, improvement, inspection line or disposal line it tells of.

    Returns:
        The card as stored now. Striking off gives it the day and the paper of the disposal.

    Raises:
        CardStruckOff: The asset left the register; its card is not changed any more.
        AssetFactWrong: The day is to come, or lies before the day of which the card first told state and place.
        StateNotReached: The state cannot follow the one it was in, or be followed by the one that came next.
        StaleRecord: Somebody changed the card since it was read.
    """
    if card.status is AssetStatus.STRUCK_OFF:
        raise CardStruckOff(card.number)
    changes_standing = any(each is not None for each in (status, room_id, division, custodian))
    _check_day(tx, card, on, changes_standing=changes_standing)
    if status is not None:
        _check_state(facts_of(events_of(tx, card.id)), status, on)
    tx.insert(
        AssetEvent(
            asset_id=card.id,
            kind=kind,
            happened_on=on,
            entered_at=tx.moment,
            status=status,
            room_id=room_id,
            division=division,
            custodian=custodian,
            document_no=document_no.strip(),
            by_name=by_name,
            detail=detail.strip(),
            refers_to=refers_to,
        )
    )
    now = standing_of(tx, card.id)
    told: dict[str, Any] = {}
    if status is AssetStatus.STRUCK_OFF:
        told = {"struck_off_on": on, "struck_off_document": document_no.strip()}
    return tx.update(card, status=now.status, room_id=now.room, division=now.division, custodian=now.custodian, **told)


def record_withdrawal(tx: Transaction, card: Asset, *, on: date, by_name: str, why: str, number: str) -> Asset:
    """Take a slip out of the register: its card stays for the trace, struck off, with the number it keeps.

    Args:
        tx: The operation's transaction.
        card: The card as it was read.
        on: The day, that of its entry.
        by_name: Who takes it back.
        why: The reason.
        number: Its number where that is void with it; empty where it is free again.
    """
    detail = why.strip() if number == card.number else f"{card.number} · {why.strip()}"
    tx.insert(
        AssetEvent(
            asset_id=card.id,
            kind=AssetEventKind.WITHDRAWN,
            happened_on=on,
            entered_at=tx.moment,
            status=AssetStatus.STRUCK_OFF,
            by_name=by_name,
            detail=detail,
        )
    )
    return tx.update(card, status=AssetStatus.STRUCK_OFF, number=number, withdrawn_why=why.strip())


def events_of(shelf: Shelf, asset_id: str) -> list[AssetEvent]:
    """The timeline of an asset, the oldest first; events of one day as they were entered."""
    return in_order(shelf.find(AssetEvent, asset_id=asset_id))


def in_order(events: Iterable[AssetEvent]) -> list[AssetEvent]:
    """Events in the order of time, those of one day as they were entered."""
    return sorted(events, key=lambda each: (each.happened_on, each.entered_at))


def facts_of(events: Iterable[AssetEvent]) -> list[AssetEventFact]:
    """Events in order as the rules read them."""
    return [
        AssetEventFact(
            on=each.happened_on,
            order=place,
            status=each.status,
            room=each.room_id,
            division=each.division,
            custodian=each.custodian,
        )
        for place, each in enumerate(in_order(events))
    ]


def standing_of(shelf: Shelf, asset_id: str, on: date | None = None) -> Standing:
    """Where an asset stands after its events; `on` asks for the end of a day in the past."""
    return standing(facts_of(events_of(shelf, asset_id)), on)


def _check_day(tx: Transaction, card: Asset, on: date, *, changes_standing: bool) -> None:
    check_day(on, tx.moment.astimezone(BANGKOK).date())
    if not changes_standing:
        return
    first = tx.find(AssetEvent, asset_id=card.id, kind=AssetEventKind.REGISTERED)
    if first and on < first[0].happened_on:
        raise AssetFactWrong(
            _("The card tells the state and place of {number} from {day} on.").format(
                number=card.number or card.name, day=thai_date(first[0].happened_on)
            ),
            do=_("Give a day from then on, or write what was before as a note on the card."),
        )


def _check_state(facts: list[AssetEventFact], status: AssetStatus, on: date) -> None:
    """Whether a state fits between the one before it and the one that came after it."""
    before = standing(facts, on).status
    if not may_become(before, status):
        raise StateNotReached(before, status)
    later = next((fact.status for fact in facts if fact.on > on and fact.status is not None), None)
    if later is not None and not may_become(status, later):
        raise StateNotReached(status, later)


@dataclass(frozen=True)
class CardsChanged:
    """Cards as stored now, and everything that changed."""

    cards: tuple[Asset, ...]
    changes: ChangeSet


def card_in_register(shelf: Shelf, asset_id: str) -> Asset:
    """The card, to be changed.

    Raises:
        CardStruckOff: The asset left the register.
    """
    card = shelf.get(Asset, asset_id)
    if card.status is AssetStatus.STRUCK_OFF:
        raise CardStruckOff(card.number or card.name)
    return card
