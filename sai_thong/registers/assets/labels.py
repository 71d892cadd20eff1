"""Labels of assets: the sheet or roll the office uses, and that a label was printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.registers.assets.book import in_register
from sai_thong.registers.assets.records import Asset, AssetEvent
from sai_thong.registers.assets.refusals import CardStruckOff
from sai_thong.registers.assets.rules.label_stock import USUAL, LabelStock, read_stock
from sai_thong.registers.assets.terms import AssetEventKind
from sai_thong.registers.law.asset_terms import AssetGroup
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.office.records import Setting

_SETTING: Final = "assets.label_stock"


@dataclass(frozen=True)
class Labelled:
    """The cards whose labels were printed, and everything that changed."""

    cards: tuple[Asset, ...]
    changes: ChangeSet


def label_stock(shelf: Shelf) -> LabelStock:
    """The sheet or roll this office uses; a usual A4 sheet while it said none."""
    found = shelf.find(Setting, key=_SETTING)
    return read_stock(found[0].value) if found and found[0].value else USUAL


def set_label_stock(store: Store, written: str, *, why: str = "") -> Saved[Setting]:
    """Say on which sheet or roll labels are printed from now on.

    Raises:
        BadLabelStock: No label can be printed on it.
    """
    key = read_stock(written).key
    with store.transaction(why) as tx:
        found = tx.find(Setting, key=_SETTING)
        kept = tx.update(found[0], value=key) if found else tx.insert(Setting(key=_SETTING, value=key))
        return Saved(kept, tx.changes)


def keep_labelled(store: Store, ids: Sequence[str], *, why: str = "") -> Labelled:
    """Keep on the timelines of assets that their labels were printed today.

    Args:
        store: The office's store.
        ids: The cards' ids.
        why: The reason, kept in the journal.

    Raises:
        RecordMissing: There is no such card.
        CardStruckOff: One left the register.
    """
    today, now = bangkok_today(store.clock), store.clock.now()
    with store.transaction(why) as tx:
        cards = [tx.get(Asset, each) for each in dict.fromkeys(ids)]
        for card in cards:
            if not in_register(card):
                raise CardStruckOff(card.number)
        tx.insert_many(
            AssetEvent(
                asset_id=card.id,
                kind=AssetEventKind.LABELLED,
                happened_on=today,
                entered_at=now,
                by_name=store.user,
            )
            for card in cards
        )
        return Labelled(tuple(cards), tx.changes)


def without_label(shelf: Shelf) -> list[Asset]:
    """The equipment in the register without a printed label, by number: no label is stuck on land or roads."""
    labelled = {event.asset_id for event in shelf.find(AssetEvent, kind=AssetEventKind.LABELLED)}
    equipment = shelf.find(Asset, accounting_group=AssetGroup.EQUIPMENT)
    waiting = [card for card in equipment if in_register(card) and card.id not in labelled]
    return sorted(waiting, key=lambda card: (not card.number, card.number, card.id))
