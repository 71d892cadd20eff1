"""Entering assets: one purchase of n things is n cards with numbers of their own, in one transaction or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.days import check_day
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.numbering import give_numbers, keep_numbers_of_old_book, numbers_in_use
from sai_thong.registers.assets.records import Asset, AssetClass, AssetEvent, Purchase
from sai_thong.registers.assets.refusals import AssetFactWrong, NumberTaken
from sai_thong.registers.assets.rules.capitalisation import cost_of_gift
from sai_thong.registers.assets.rules.label_tokens import new_token
from sai_thong.registers.assets.rules.numbers import class_code_of, number_key, tidy_number
from sai_thong.registers.assets.rules.splitting import split_price
from sai_thong.registers.assets.settled import asset_type
from sai_thong.registers.assets.terms import AcquireMode, AssetEventKind
from sai_thong.registers.law.assets import DepreciationRule
from sai_thong.thai.calendar import fiscal_year_be
from sai_thong.thai.text import tidy

MOST_AT_ONCE = 500
"""Cards of one purchase; more is a slip of the keys."""


@dataclass(frozen=True)
class NewAssets:
    """What is entered together.

    Attributes:
        card: The card as all of them are; without number, and with the price of one where each cost the same.
        quantity: How many cards.
        numbers: The numbers on the things, one a card; none for the next ones of the class.
        total_satang: What was paid altogether, where that is known and not the price of one.
        serial_numbers: Of each thing in the order of the numbers; none where nobody read them.
    """

    card: Asset
    quantity: int = 1
    numbers: tuple[str, ...] = ()
    total_satang: int | None = None
    serial_numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entered:
    """Cards as stored, and everything that changed."""

    cards: tuple[Asset, ...]
    changes: ChangeSet


def add_assets(
    store: Store, new: NewAssets, *, why: str = "", random_below: Callable[[int], int] = secrets.randbelow
) -> Entered:
    """Enter assets that were bought together.

    Args:
        store: The office's store.
        new: What is entered.
        why: The reason, kept in the journal.
        random_below: Where the codes of the labels come from.

    Raises:
        AssetFactWrong: No name, a negative price, a day to come, an unknown type, or as many numbers as there are
            things were not given.
        NumberTaken: Another card has one of the numbers.
        NumberRefused: This station gives no numbers of the class.
    """
    today = bangkok_today(store.clock)
    _check(store, new, today)
    with store.transaction(why) as tx:
        card = _completed(tx, new.card, today)
        cards = _with_serial_numbers(_priced(card, new), new.serial_numbers)
        if new.numbers:
            numbers = [tidy_number(number) for number in new.numbers]
            refuse_taken(tx, numbers)
            cards = [
                replace(each, number=number, class_code=class_code_of(number))
                for each, number in zip(cards, numbers, strict=True)
            ]
        if new.quantity > 1:
            paid = sum(each.cost_satang or 0 for each in cards)
            bought = record_purchase(tx, card, new.quantity, paid)
            cards = [replace(each, purchase_id=bought) for each in cards]
        stored = enter_cards(store, tx, cards, on_day=today, random_below=random_below)
        if new.numbers:
            keep_numbers_of_old_book(tx, stored, station=store.file_id, on_day=today)
        elif card.class_code:
            year_be = fiscal_year_be(card.acquired_on or today)
            stored = give_numbers(
                tx, stored, card.class_code, year_be, station=store.file_id, on_day=card.acquired_on or today
            )
        return Entered(tuple(stored), tx.changes)


def enter_cards(
    store: Store,
    tx: Transaction,
    cards: Sequence[Asset],
    *,
    on_day: date,
    random_below: Callable[[int], int] = secrets.randbelow,
) -> list[Asset]:
    """Store cards with codes for their labels and the first line of their timelines.

    `on_day` is the day of which their state and place are told.
    """
    taken = {each.token for each in tx.find(Asset)}
    stored = tx.insert_many(replace(card, token=_token(taken, random_below)) for card in cards)
    now = store.clock.now()
    tx.insert_many(_registered(card, on_day, now, store.user) for card in stored)
    return stored


def record_purchase(tx: Transaction, card: Asset, quantity: int, total_satang: int) -> str:
    """Keep that several things were bought together; the id their cards name."""
    bought = Purchase(
        bought_on=card.acquired_on,
        document_no=card.document_no,
        vendor=card.vendor,
        quantity=quantity,
        total_satang=total_satang,
    )
    return tx.insert(bought).id


def prices(quantity: int, *, each_satang: int | None, total_satang: int | None) -> tuple[int | None, ...]:
    """The price of each card: of one where it is told, else what was paid together, split."""
    if each_satang is not None or total_satang is None:
        return (each_satang,) * quantity
    return split_price(total_satang, quantity)


def _check(shelf: Shelf, new: NewAssets, today: date) -> None:
    card = new.card
    if not card.name.strip():
        raise AssetFactWrong(_("The asset has no name."), do=_("Write what it is."))
    if not 1 <= new.quantity <= MOST_AT_ONCE:
        raise AssetFactWrong(
            _("{count} cards cannot be made at once.").format(count=new.quantity),
            do=_("Enter from 1 to {most} things together.").format(most=MOST_AT_ONCE),
        )
    if new.numbers and len(new.numbers) != new.quantity:
        raise AssetFactWrong(
            _("There are {numbers} numbers for {count} things.").format(numbers=len(new.numbers), count=new.quantity),
            do=_("Give each thing its number, or none at all."),
        )
    if new.serial_numbers and len(new.serial_numbers) != new.quantity:
        raise AssetFactWrong(
            _("There are {numbers} serial numbers for {count} things.").format(
                numbers=len(new.serial_numbers), count=new.quantity
            ),
            do=_("Write one for each thing, or none at all."),
        )
    if min(card.cost_satang or 0, new.total_satang or 0) < 0:
        raise AssetFactWrong(_("The price is below nothing."), do=_("Write what was paid."))
    check_day(card.acquired_on, today)
    check_opening(shelf, card)


def check_opening(shelf: Shelf, card: Asset) -> None:
    """See that an opening balance names its year, and leaves one baht on the book.

    Raises:
        AssetFactWrong: It does not.
    """
    opening = card.opening_accumulated_satang
    if opening is None and card.opening_year_be is None:
        return
    if opening is None or card.opening_year_be is None or card.cost_satang is None or card.acquired_on is None:
        raise AssetFactWrong(
            _("What the old book wrote off is not complete."),
            do=_("Give the amount with its fiscal year, and the price and day of the asset."),
        )
    rule = asset_law(shelf).rules.depreciation_rule(card.acquired_on)
    if not opening_fits(opening, card.opening_year_be, card.cost_satang, card.acquired_on, rule):
        raise AssetFactWrong(
            _("What the old book wrote off does not fit the price or the day of the asset."),
            do=_("Look at the amount and its fiscal year: at least one baht stays on the book."),
        )


def opening_fits(
    accumulated_satang: int, year_be: int, cost_satang: int, acquired_on: date, rule: DepreciationRule
) -> bool:
    """Whether an old book can have written off so much of an asset until the end of a fiscal year (BE)."""
    begun = year_be >= fiscal_year_be(acquired_on)
    return accumulated_satang == 0 or (begun and 0 < accumulated_satang <= cost_satang - rule.kept_satang)


def _completed(tx: Transaction, card: Asset, today: date) -> Asset:
    """A card in tidy words, with the type of its class where none is told."""
    known = tx.find(AssetClass, code=card.class_code) if card.class_code else []
    key = card.type_key or (known[0].type_key if known else "")
    card = replace(card, name=tidy(card.name), type_key=key)
    if not key:
        return card
    kind = asset_type(tx, key, card.acquired_on or today)
    category = card.budget_category or (kind.categories[0] if len(kind.categories) == 1 else "")
    return replace(card, accounting_group=kind.group, budget_category=category)


def _priced(card: Asset, new: NewAssets) -> list[Asset]:
    told = prices(new.quantity, each_satang=card.cost_satang, total_satang=new.total_satang)
    if card.acquire_mode is AcquireMode.DONATED:
        told = tuple(cost_of_gift(price) for price in told)
    return [replace(card, cost_satang=price) for price in told]


def _with_serial_numbers(cards: list[Asset], serials: Sequence[str]) -> list[Asset]:
    if not serials:
        return cards
    return [replace(card, serial_no=tidy(serial)) for card, serial in zip(cards, serials, strict=True)]


def refuse_taken(tx: Transaction, numbers: Sequence[str]) -> None:
    """See that no card has one of the numbers in any writing, and that none is given twice.

    Raises:
        NumberTaken: One of them is taken.
    """
    taken = set(numbers_in_use(tx))
    for number in numbers:
        key = number_key(number)
        if key in taken:
            raise NumberTaken(number)
        taken.add(key)


def _token(taken: set[str], random_below: Callable[[int], int]) -> str:
    token = new_token(random_below)
    while token in taken:
        token = new_token(random_below)
    taken.add(token)
    return token


def _registered(card: Asset, on_day: date, entered_at: datetime, by_name: str) -> AssetEvent:
    return AssetEvent(
        asset_id=card.id,
        kind=AssetEventKind.REGISTERED,
        happened_on=on_day,
        entered_at=entered_at,
        status=card.status,
        room_id=card.room_id,
        division=card.division,
        custodian=card.custodian,
        by_name=by_name,
    )
