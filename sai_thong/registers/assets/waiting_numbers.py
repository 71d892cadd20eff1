"""Cards that wait for a number (รอเลข) get it: the next of a class, or the one that stands on the thing. Once only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.cards import refuse_taken
from sai_thong.registers.assets.events import CardsChanged, card_in_register, record_event
from sai_thong.registers.assets.numbering import give_numbers, keep_numbers_of_old_book
from sai_thong.registers.assets.records import Asset, AssetClass
from sai_thong.registers.assets.refusals import AssetFactWrong, AssetRefused
from sai_thong.registers.assets.rules.numbers import class_code_of, tidy_number
from sai_thong.registers.assets.settled import asset_type, give_type
from sai_thong.registers.assets.terms import AssetEventKind
from sai_thong.thai.calendar import fiscal_year_be


def give_number(
    store: Store, asset_ids: Sequence[str], *, class_code: str = "", numbers: Sequence[str] = (), why: str = ""
) -> CardsChanged:
    """Give cards that wait for one their numbers, all of them or none.

    Args:
        store: The office's store.
        asset_ids: Which, in the order of the numbers.
        class_code: The class of which they get the next numbers, each in the fiscal year it was acquired.
        numbers: Or the numbers on the things, one for each.
        why: The reason, kept in the journal.

    Raises:
        AssetFactWrong: Neither a class nor a number for each is given.
        AssetRefused: One of them has a number, which never changes.
        NumberTaken: Another card has one of the numbers.
        NumberRefused: This station gives no numbers of the class.
        CardStruckOff: One of them left the register.
    """
    written = [tidy_number(number) for number in numbers]
    if bool(class_code) == bool(written) or (written and (len(written) != len(asset_ids) or not all(written))):
        raise AssetFactWrong(
            _("Nothing says which numbers the cards get."), do=_("Choose a class, or write a number for each.")
        )
    today = bangkok_today(store.clock)
    with store.transaction(why) as tx:
        cards = [_waiting(tx, asset_id) for asset_id in asset_ids]
        if written:
            refuse_taken(tx, written)
            given = [
                tx.update(card, number=number, class_code=class_code_of(number))
                for card, number in zip(cards, written, strict=True)
            ]
            keep_numbers_of_old_book(tx, given, station=store.file_id, on_day=today)
        else:
            given = []
            for card in cards:
                year_be = fiscal_year_be(card.acquired_on or today)
                given += give_numbers(tx, [card], class_code, year_be, station=store.file_id, on_day=today)
        numbered = [
            record_event(tx, card, AssetEventKind.NUMBERED, on=today, by_name=store.user, detail=card.number)
            for card in given
        ]
        return CardsChanged(tuple(_typed(tx, card, today) for card in numbered), tx.changes)


def _waiting(tx: Transaction, asset_id: str) -> Asset:
    card = card_in_register(tx, asset_id)
    if card.number:
        raise AssetRefused(
            _("{number} has its number already; a number never changes.").format(number=card.number),
            do=_("Choose cards that wait for one."),
        )
    return card


def _typed(tx: Transaction, card: Asset, today: date) -> Asset:
    """The card with the type of its class, where it had none."""
    known = tx.find(AssetClass, code=card.class_code) if card.class_code and not card.type_key else []
    if not known or not known[0].type_key:
        return card
    give_type(tx, [card], asset_type(tx, known[0].type_key, card.acquired_on or today))
    return tx.get(Asset, card.id)
