"""Who keeps an asset, where it is and in what state: moved, told anew and noted, each with its line in the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.assets.events import CardsChanged, card_in_register, record_event, standing_of
from sai_thong.registers.assets.records import Asset, DisposalLine, DisposalRound, Loan, LoanLine, Repair, Room
from sai_thong.registers.assets.refusals import AssetFactWrong, AssetRefused
from sai_thong.registers.assets.terms import (
    INSPECTED_CONDITIONS,
    STATUS_LABELS,
    AssetEventKind,
    AssetStatus,
    DisposalState,
    LoanState,
)
from sai_thong.registers.office.operations import Saved
from sai_thong.thai.text import tidy

_ENDED_DISPOSALS: Final = frozenset({DisposalState.STRUCK_OFF, DisposalState.DROPPED})


def move(
    store: Store,
    asset_ids: Sequence[str],
    *,
    on: date,
    room_id: str | None = None,
    division: str | None = None,
    custodian: str | None = None,
    document_no: str = "",
    detail: str = "",
    why: str = "",
) -> CardsChanged:
    """Hand assets to another room, division or custodian (ใบโอนย้าย), all of them or none.

    Args:
        store: The office's store.
        asset_ids: Which; those that are there already are left alone.
        on: When, as the paper has it.
        room_id: The room; empty for none, None to leave it, as with the following.
        division: The division in charge.
        custodian: Who keeps it.
        document_no: The paper.
        detail: In words.
        why: The reason, kept in the journal.

    Raises:
        AssetFactWrong: Nothing is said of where they go, or the day cannot be.
        AssetRefused: The room is not used any more, or all of them are there already.
        CardStruckOff: One of them left the register.
    """
    told: dict[str, Any] = {
        name: None if value is None else tidy(value)
        for name, value in (("room_id", room_id), ("division", division), ("custodian", custodian))
    }
    if all(value is None for value in told.values()):
        raise AssetFactWrong(_("Nothing says where the assets go."), do=_("Choose a room, a division or a custodian."))
    with store.transaction(why) as tx:
        if room_id:
            _room_in_use(tx, room_id)
        moved = []
        for asset_id in asset_ids:
            card = card_in_register(tx, asset_id)
            stands = standing_of(tx, asset_id, on)
            is_there = {"room_id": stands.room, "division": stands.division, "custodian": stands.custodian}
            if any(value not in (None, is_there[name]) for name, value in told.items()):
                moved.append(
                    record_event(
                        tx,
                        card,
                        AssetEventKind.MOVED,
                        on=on,
                        by_name=store.user,
                        document_no=document_no,
                        detail=detail,
                        **told,
                    )
                )
        if not moved:
            raise AssetRefused(_("All of them are there already."), do=_("Look at the cards."))
        return CardsChanged(tuple(moved), tx.changes)


def change_status(
    store: Store,
    asset_ids: Sequence[str],
    status: AssetStatus,
    *,
    on: date,
    document_no: str = "",
    detail: str = "",
    why: str = "",
) -> CardsChanged:
    """Set the state of assets: one of the five an inspector ticks. Loans, repairs and disposals set the others.

    Raises:
        AssetRefused: The state comes from elsewhere, or an open loan, repair or disposal holds one of them.
        StateNotReached: The state cannot follow the one before it.
        AssetFactWrong: The day cannot be.
        CardStruckOff: One of them left the register.
    """
    if status not in INSPECTED_CONDITIONS:
        raise AssetRefused(
            _("“{state}” is not said of a card by itself.").format(state=_(STATUS_LABELS[status])),
            do=_("Enter the loan, the repair or the disposal; the state follows."),
        )
    with store.transaction(why) as tx:
        changed = []
        for asset_id in asset_ids:
            card = card_in_register(tx, asset_id)
            _refuse_held(tx, card)
            changed.append(
                record_event(
                    tx,
                    card,
                    AssetEventKind.STATUS,
                    on=on,
                    by_name=store.user,
                    status=status,
                    document_no=document_no,
                    detail=detail,
                )
            )
        return CardsChanged(tuple(changed), tx.changes)


def add_note(store: Store, asset_id: str, text: str, *, on: date, document_no: str = "", why: str = "") -> CardsChanged:
    """Note something in the timeline of an asset; also of a day before the card told its place.

    Raises:
        AssetFactWrong: Nothing is written, or the day is to come.
        CardStruckOff: The asset left the register.
    """
    if not text.strip():
        raise AssetFactWrong(_("The note is empty."), do=_("Write what is to be remembered."))
    with store.transaction(why) as tx:
        card = card_in_register(tx, asset_id)
        kind = AssetEventKind.NOTE
        noted = record_event(tx, card, kind, on=on, by_name=store.user, document_no=document_no, detail=text)
        return CardsChanged((noted,), tx.changes)


def rooms(shelf: Shelf, *, ended: bool = False) -> list[Room]:
    """The rooms of the office by their names; those no longer used only when asked for."""
    found = [room for room in shelf.find(Room) if ended or room.ended_on is None]
    return sorted(found, key=lambda room: room.name)


def add_room(store: Store, name: str, *, division: str = "", keeper: str = "", why: str = "") -> Saved[Room]:
    """A room where things are kept.

    Raises:
        AssetFactWrong: It has no name.
        AssetRefused: A room in use has the name.
    """
    with store.transaction(why) as tx:
        room = Room(name=_room_name(tx, name), division=tidy(division), keeper=tidy(keeper))
        return Saved(tx.insert(room), tx.changes)


def change_room(
    store: Store,
    room: Room,
    *,
    name: str | None = None,
    division: str | None = None,
    keeper: str | None = None,
    ended_on: date | None = None,
    why: str = "",
) -> Saved[Room]:
    """Say a room's name, division or keeper anew, or that it is not used any more; what is in it stays in it.

    Raises:
        AssetFactWrong: The name is empty.
        AssetRefused: Another room in use has the name, or assets are still in a room that ends.
    """
    with store.transaction(why) as tx:
        if ended_on is not None:
            _refuse_full(tx, room)
        told = replace(
            room,
            name=room.name if name is None else _room_name(tx, name, room.id),
            division=room.division if division is None else tidy(division),
            keeper=room.keeper if keeper is None else tidy(keeper),
            ended_on=ended_on or room.ended_on,
        )
        kept = tx.update(room, name=told.name, division=told.division, keeper=told.keeper, ended_on=told.ended_on)
        return Saved(kept, tx.changes)


def end_room(store: Store, room: Room, *, on: date, why: str = "") -> Saved[Room]:
    """A room is not used any more; papers of the past keep its name.

    Raises:
        AssetRefused: Assets are in it still.
    """
    return change_room(store, room, ended_on=on, why=why)


def _refuse_full(shelf: Shelf, room: Room) -> None:
    inside = [card for card in shelf.find(Asset, room_id=room.id) if card.status.counted]
    if inside:
        raise AssetRefused(
            _("{count} assets are in the room {name} still.").format(count=len(inside), name=room.name),
            do=_("Move them to another room first."),
        )


def _room_name(shelf: Shelf, name: str, own_id: str = "") -> str:
    told = tidy(name)
    if not told:
        raise AssetFactWrong(_("The room has no name."), do=_("Write what the room is called."))
    if any(room.name == told and room.id != own_id and room.ended_on is None for room in shelf.find(Room)):
        raise AssetRefused(
            _("There is a room called {name} already.").format(name=told), do=_("Take that one, or another name.")
        )
    return told


def _room_in_use(shelf: Shelf, room_id: str) -> None:
    room = shelf.get(Room, room_id)
    if room.ended_on is not None:
        raise AssetRefused(
            _("The room {name} is not used any more.").format(name=room.name), do=_("Choose another room.")
        )


def _refuse_held(shelf: Shelf, card: Asset) -> None:
    """Refuse to set the state of what an open loan, repair or disposal holds; a state of the old book holds nothing."""
    if card.status is AssetStatus.AT_REPAIR and shelf.find(Repair, asset_id=card.id, finished_on=None):
        do = _("Finish the repair; the state follows.")
    elif card.status is AssetStatus.LENT and _lent(shelf, card):
        do = _("Take it back from the loan; the state follows.")
    elif card.status is AssetStatus.AWAITING_DISPOSAL and _in_disposal(shelf, card):
        do = _("Carry the disposal out or give it up; the state follows.")
    else:
        return
    raise AssetRefused(
        _("{number} is “{state}”.").format(number=card.number or card.name, state=_(STATUS_LABELS[card.status])),
        do=do,
    )


def _lent(shelf: Shelf, card: Asset) -> bool:
    ids = tuple(line.loan_id for line in shelf.find(LoanLine, asset_id=card.id))
    return bool(ids) and bool(shelf.find(Loan, id=ids, state=LoanState.OUT))


def _in_disposal(shelf: Shelf, card: Asset) -> bool:
    ids = tuple(line.round_id for line in shelf.find(DisposalLine, asset_id=card.id))
    return bool(ids) and any(each.state not in _ENDED_DISPOSALS for each in shelf.find(DisposalRound, id=ids))
