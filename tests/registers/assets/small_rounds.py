"""A small register for the tests of rounds: rooms, cards in states, a committee, a round that is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sai_thong.db.store import Store
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.committees import Appointed
from sai_thong.registers.assets.events import record_event
from sai_thong.registers.assets.inspections import open_round
from sai_thong.registers.assets.records import Asset, InspectionLine, InspectionRound, Room
from sai_thong.registers.assets.terms import AssetEventKind, AssetStatus, CommitteeRole

TODAY = date(2026, 11, 21)
YEAR = 2569
CHAIR = Asset(name="เก้าอี้", class_code="401", type_key="office", acquired_on=date(2024, 10, 9), cost_satang=4500000)
INSPECTOR = Appointed("นายสมชาย ใจดี", "ครู", CommitteeRole.SOLE)


def add_rooms(store: Store, *names: str) -> list[Room]:
    with store.transaction() as tx:
        return [tx.insert(Room(name=name)) for name in names]


def add_cards(store: Store, quantity: int = 1, card: Asset = CHAIR, room: Room | None = None) -> list[Asset]:
    placed = replace(card, room_id=room.id if room else "")
    return list(add_assets(store, NewAssets(placed, quantity)).cards)


def become(store: Store, card: Asset, status: AssetStatus, on: date = TODAY) -> Asset:
    """Let a card be in a state; through what must come before it."""
    with store.transaction() as tx:
        now = tx.get(Asset, card.id)
        return record_event(tx, now, AssetEventKind.STATUS, on=on, by_name="พัสดุ", status=status)


def begun(store: Store, year: int = YEAR) -> InspectionRound:
    """A round with its committee and its lines."""
    return open_round(store, year, order_no="301/2569", committee=[INSPECTOR]).round


def line_of(store: Store, found: InspectionRound, card: Asset) -> InspectionLine:
    (line,) = store.find(InspectionLine, round_id=found.id, asset_id=card.id)
    return line
