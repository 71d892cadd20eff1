"""Carrying out a planned import of assets: told beforehand, then written in one transaction or not at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.exchange.assets.findings import AssetNote, NoteKind, RejectedAsset
from sai_thong.exchange.assets.planning import AssetPlan, PlannedPurchase
from sai_thong.exchange.export import shown_value
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.records import declaration_of
from sai_thong.registers.assets.cards import enter_cards, record_purchase
from sai_thong.registers.assets.events import record_event
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.numbering import keep_numbers_of_old_book
from sai_thong.registers.assets.records import Asset, AssetClass, Room
from sai_thong.registers.assets.rules.numbers import number_key
from sai_thong.registers.assets.terms import AssetEventKind, AssetStatus
from sai_thong.registers.labels import label_of
from sai_thong.registers.law.assets import AssetLaw

_FACTS: Final = (
    "name", "brand", "model", "serial_no", "plate_no", "unit", "cost_satang", "acquired_on", "type_key", "life_years",
    "fund_source", "procurement_method", "vendor", "document_no", "opening_accumulated_satang",
    "opening_year_be",
)  # fmt: skip
"""What a list tells anew of a card that is registered: what it leaves empty stays. State and place change by events."""


_TOLD_APART: Final = (
    "name", "brand", "model", "serial_no", "plate_no", "unit", "cost_satang", "acquired_on", "division", "custodian",
    "document_no",
)  # fmt: skip
"""By what rows without a number are told apart."""


@dataclass(frozen=True)
class AssetImport:
    """What an import did, or in a preview would do.

    Attributes:
        created, updated, unchanged: Cards.
        rejected: Rows not taken.
        notes: Things to look at.
        changes: What changed in the store; empty for a preview.
    """

    created: int
    updated: int
    unchanged: int
    rejected: tuple[RejectedAsset, ...]
    notes: tuple[AssetNote, ...]
    changes: ChangeSet


@dataclass
class _Comparison:
    """What a plan brings beside what the register holds."""

    new: list[PlannedPurchase] = field(default_factory=list)
    changed: list[tuple[Asset, dict[str, Any]]] = field(default_factory=list)
    unchanged: int = 0
    notes: list[AssetNote] = field(default_factory=list)


def preview_assets(store: Store, plan: AssetPlan) -> AssetImport:
    """What `import_assets` would do, to the last finding; nothing is written."""
    return _outcome(store, plan, _compare(store, plan), ChangeSet())


def import_assets(store: Store, plan: AssetPlan) -> AssetImport:
    """Write a planned import, all of it in one transaction.

    A card whose number the register holds, in any writing, is brought up to date; the same file again changes nothing.
    """
    with store.transaction(_("Imported from a list")) as tx:
        comparison = _compare(tx, plan)
        outcome = _outcome(tx, plan, comparison, tx.changes)
        _learn_classes(tx, plan, comparison.new)
        entered = _enter(store, tx, plan, comparison.new)
        keep_numbers_of_old_book(tx, entered, station=store.file_id, on_day=bangkok_today(store.clock))
        for card, told in comparison.changed:
            record_event(
                tx,
                tx.update(card, **told),
                AssetEventKind.CORRECTED,
                on=bangkok_today(store.clock),
                by_name=store.user,
                detail=plan.file_name,
            )
        return outcome


def _compare(shelf: Shelf, plan: AssetPlan) -> _Comparison:
    known = {number_key(card.number): card for card in shelf.find(Asset) if card.number}
    taken = {card.id for card in shelf.find(Asset)}
    found = _Comparison()
    alike: Counter[tuple[str, ...]] = Counter()
    for planned in plan.purchases:
        purchase = replace(planned, cards=tuple(_named(shelf, card, planned.room, alike) for card in planned.cards))
        new = tuple(
            card
            for card in purchase.cards
            if (number_key(card.number) not in known if card.number else card.id not in taken)
        )
        if new:
            found.new.append(replace(purchase, cards=new))
        found.unchanged += sum(not card.number and card.id in taken for card in purchase.cards)
        for told in purchase.cards:
            card = known.get(number_key(told.number)) if told.number else None
            if card is not None:
                _compare_card(found, purchase, card, told)
    return found


def _named(shelf: Shelf, card: Asset, room: str, alike: Counter[tuple[str, ...]]) -> Asset:
    """A card without a number gets an id from what its row says, so that the same list brings it once.

    Of rows that say the same each is a card: the second of them in the list stays the second.
    """
    if card.number:
        return card
    said = (*(str(getattr(card, name) or "") for name in _TOLD_APART), room)
    alike[said] += 1
    return replace(card, id=shelf.natural_id("asset-of-list", *said, str(alike[said])))


def _compare_card(found: _Comparison, purchase: PlannedPurchase, card: Asset, told: Asset) -> None:
    """What a list says otherwise of a registered card."""
    changes = {
        name: getattr(told, name)
        for name in _FACTS
        if getattr(told, name) not in (None, "") and getattr(told, name) != getattr(card, name)
    }
    if "acquired_on" in changes:
        changes["date_is_estimated"] = told.date_is_estimated
    if "type_key" in changes:
        changes |= {"accounting_group": told.accounting_group, "budget_category": told.budget_category}
    if told.written_condition and told.status is not card.status:
        state = (("number", card.number), ("written", told.written_condition), ("kept", label_of(card.status)))
        found.notes.append(AssetNote(NoteKind.STATE_KEPT, purchase.sheet, purchase.row, state))
    if changes and card.status is AssetStatus.STRUCK_OFF:
        left = (("number", card.number),)
        found.notes.append(AssetNote(NoteKind.LEFT_REGISTER, purchase.sheet, purchase.row, left))
    if not changes or card.status is AssetStatus.STRUCK_OFF:
        found.unchanged += 1
        return
    found.changed.append((card, changes))
    declared = declaration_of(Asset)
    for name in (name for name in _FACTS if name in changes):
        each = declared.field(name)
        before, after = (str(shown_value(each, value) or "–") for value in (getattr(card, name), changes[name]))
        values = (("number", card.number), ("field", each.label), ("before", before), ("after", after))
        found.notes.append(AssetNote(NoteKind.CHANGED, purchase.sheet, purchase.row, values))


def _outcome(shelf: Shelf, plan: AssetPlan, comparison: _Comparison, changes: ChangeSet) -> AssetImport:
    return AssetImport(
        created=sum(len(purchase.cards) for purchase in comparison.new),
        updated=len(comparison.changed),
        unchanged=comparison.unchanged,
        rejected=plan.rejected,
        notes=(*plan.notes, *comparison.notes, *_classes_without_type(shelf, comparison.new)),
        changes=changes,
    )


def _enter(store: Store, tx: Transaction, plan: AssetPlan, new: Iterable[PlannedPurchase]) -> list[Asset]:
    rooms = {room.name: room.id for room in tx.find(Room)}
    types = {each.code: each.type_key for each in tx.find(AssetClass)}
    law = asset_law(tx)
    cards: list[Asset] = []
    for purchase in new:
        if purchase.room and purchase.room not in rooms:
            rooms[purchase.room] = tx.insert(Room(name=purchase.room)).id
        first, count, bought = purchase.cards[0], len(purchase.cards), ""
        if count > 1:
            bought = record_purchase(tx, first, count, sum(card.cost_satang or 0 for card in purchase.cards))
        room_id = rooms.get(purchase.room, "")
        cards += [
            _typed(law, replace(card, room_id=room_id, purchase_id=bought), types, plan) for card in purchase.cards
        ]
    return enter_cards(store, tx, cards, on_day=plan.listed_on)


def _typed(law: AssetLaw, card: Asset, types: dict[str, str], plan: AssetPlan) -> Asset:
    """A card with the type of its class, where its row tells none."""
    key = card.type_key or types.get(card.class_code, "")
    kind = law.choices.type_on(key, card.acquired_on or plan.listed_on) if key else None
    if kind is None or card.type_key:
        return card
    category = kind.categories[0] if len(kind.categories) == 1 else ""
    return replace(card, type_key=key, accounting_group=kind.group, budget_category=category)


def _learn_classes(tx: Transaction, plan: AssetPlan, new: Iterable[PlannedPurchase]) -> None:
    """Fill the office's book of classes from its own numbers: each called as most of its cards are.

    A class gets a type only where every row that tells one tells the same.
    """
    known = {each.code for each in tx.find(AssetClass)}
    cards = _by_class(new)
    tx.insert_many(
        AssetClass(code=code, name=_usual_name(of_class), type_key=_one_type(of_class), source=plan.file_name)
        for code, of_class in sorted(cards.items())
        if code not in known
    )


def _classes_without_type(shelf: Shelf, new: Iterable[PlannedPurchase]) -> Iterator[AssetNote]:
    types = {each.code: each.type_key for each in shelf.find(AssetClass)}
    for code, cards in sorted(_by_class(new).items()):
        untold = [card for card in cards if not card.type_key]
        if untold and not (types[code] if code in types else _one_type(cards)):
            values = (("code", code), ("name", _usual_name(cards)), ("count", str(len(untold))))
            yield AssetNote(NoteKind.CLASS_WITHOUT_TYPE, values=values)


def _by_class(new: Iterable[PlannedPurchase]) -> dict[str, list[Asset]]:
    cards: dict[str, list[Asset]] = defaultdict(list)
    for purchase in new:
        for card in purchase.cards:
            if card.class_code:
                cards[card.class_code].append(card)
    return cards


def _usual_name(cards: Iterable[Asset]) -> str:
    return Counter(card.name for card in cards).most_common(1)[0][0]


def _one_type(cards: Iterable[Asset]) -> str:
    told = {card.type_key for card in cards if card.type_key}
    return told.pop() if len(told) == 1 else ""
