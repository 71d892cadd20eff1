"""What the entry of an asset is told while it is typed: the numbers to come, and how the book will treat it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.assets.book import book_card
from sai_thong.registers.assets.cards import MOST_AT_ONCE, prices
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.numbering import numbers_to_come
from sai_thong.registers.assets.records import Asset, AssetClass, Room
from sai_thong.registers.assets.rules.capitalisation import Treatment
from sai_thong.registers.assets.settled import asset_classes, lives_published
from sai_thong.registers.assets.terms import SortReason
from sai_thong.registers.law.assets import AssetType, NamedChoice
from sai_thong.registers.petitions.law_in_force import petition_law
from sai_thong.thai.calendar import fiscal_year_be
from sai_thong.thai.money import baht
from sai_thong.thai.text import search_form, tidy

_MOST_ALIKE: Final = 5


@dataclass(frozen=True)
class EntryChoices:
    """What can be chosen when a card is entered or corrected.

    Attributes:
        classes: The office's own classes of numbers.
        rooms: Rooms in use.
        divisions: Names of divisions: those of the office, then others that stand on cards.
        types: Types of the table of useful lives.
        categories: Budget categories.
        methods: Ways of procurement.
    """

    classes: tuple[AssetClass, ...]
    rooms: tuple[Room, ...]
    divisions: tuple[str, ...]
    types: tuple[AssetType, ...]
    categories: tuple[NamedChoice, ...]
    methods: tuple[NamedChoice, ...]


@dataclass(frozen=True)
class Proposal:
    """What will come of an entry.

    Attributes:
        numbers: The numbers of the cards; none while no class is told.
        class_name: What the class is called; empty of one that is new.
        alike: Classes that begin with what is typed, or are called so, while it is no class yet.
        type_name: The type of the table of useful lives; empty where nobody said.
        treatment: How the book treats it; None while something is missing.
        missing: What is missing for that.
        life_years: Its useful life, where it loses value.
        annual_satang: What a whole year writes off.
    """

    numbers: tuple[str, ...] = ()
    class_name: str = ""
    alike: tuple[AssetClass, ...] = ()
    type_name: str = ""
    treatment: Treatment | None = None
    missing: SortReason | None = None
    life_years: int | None = None
    annual_satang: int | None = None


def entry_choices(store: Store) -> EntryChoices:
    """What can be chosen now."""
    today = bangkok_today(store.clock)
    choices = asset_law(store).choices
    rooms = sorted((room for room in store.find(Room) if room.ended_on is None), key=lambda room: room.name)
    written = store.query("SELECT DISTINCT division FROM assets WHERE division <> '' ORDER BY division")
    named = [each.name for each in petition_law(store).services.divisions]
    return EntryChoices(
        classes=tuple(asset_classes(store)),
        rooms=tuple(rooms),
        divisions=tuple(dict.fromkeys([*named, *(row["division"] for row in written)])),
        types=choices.types_on(today),
        categories=choices.budget_categories,
        methods=choices.procurement_methods,
    )


def propose(store: Store, told: Mapping[str, Any]) -> Proposal:
    """What will come of what is typed so far (`told`: the draft of the entry); quick, and nothing is written."""
    code, quantity = tidy(str(told.get("class_code") or "")), told.get("quantity") or 1
    acquired_on = told.get("acquired_on")
    known = store.find(AssetClass, code=code) if code else []
    type_key = str(told.get("type_key") or (known[0].type_key if known else ""))
    price = told.get("cost_satang")
    if price is None and told.get("total_satang") and 1 <= quantity <= MOST_AT_ONCE:
        price = prices(quantity, each_satang=None, total_satang=told["total_satang"])[0]
    card = Asset(
        name=str(told.get("name") or "–"),
        class_code=code,
        type_key=type_key,
        cost_satang=price,
        acquired_on=acquired_on,
        life_years=told.get("life_years"),
    )
    law = asset_law(store)
    book = book_card(card, law, lives_published(store))
    day = acquired_on or bangkok_today(store.clock)
    kind = law.choices.type_on(type_key, day) if type_key else None
    numbers: tuple[str, ...] = ()
    if code and not told.get("numbers") and 1 <= quantity <= MOST_AT_ONCE:
        numbers = numbers_to_come(store, code, fiscal_year_be(day), quantity, station=store.file_id)
    return Proposal(
        numbers=numbers,
        class_name=known[0].name if known else "",
        alike=() if known or not code else _alike(asset_classes(store), code),
        type_name=kind.name if kind else "",
        treatment=book.treatment,
        missing=book.must_check,
        life_years=book.facts.life_years if book.facts else None,
        annual_satang=book.annual_satang,
    )


def _alike(classes: Iterable[AssetClass], typed: str) -> tuple[AssetClass, ...]:
    wanted = search_form(typed)
    found = (each for each in classes if each.code.startswith(typed) or wanted in search_form(each.name))
    return tuple(islice(found, _MOST_ALIKE))


def proposal_words(proposal: Proposal) -> str:
    """A proposal as a line: numbers, class, and what the book will make of it."""
    if proposal.alike:
        return _("Classes like this: {classes}").format(
            classes="  ·  ".join(f"{each.code} {each.name}" for each in proposal.alike)
        )
    return "  ·  ".join(filter(None, (_numbers(proposal), proposal.class_name, _in_the_book(proposal))))


def _numbers(proposal: Proposal) -> str:
    numbers = proposal.numbers
    if not numbers:
        return ""
    if len(numbers) == 1:
        return _("Number {number}").format(number=numbers[0])
    words = ngettext("{count} card, {first} to {last}", "{count} cards, {first} to {last}", len(numbers))
    return words.format(count=len(numbers), first=numbers[0], last=numbers[-1])


def _in_the_book(proposal: Proposal) -> str:
    if proposal.treatment is Treatment.BELOW_THRESHOLD:
        return _("below the line of capital: kept in the register, not depreciated")
    if proposal.treatment is Treatment.NOT_DEPRECIATED:
        return _("not depreciated")
    if proposal.treatment is Treatment.DEPRECIATED and proposal.life_years:
        return _("{years} years, {amount} baht a year").format(
            years=proposal.life_years, amount=baht(proposal.annual_satang or 0)
        )
    if proposal.missing is SortReason.TYPE_MISSING:
        return _("choose the type, so that the book knows its useful life")
    if proposal.missing is SortReason.LIFE_MISSING:
        return _("the office published no useful life for {type}").format(type=proposal.type_name)
    return ""
