"""แบบ พ.ด.3 from the store: the cards of each class still in the register and what they cost; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sai_thong.db.shelf import Shelf
from sai_thong.registers.assets.book import BookCard, book_cards, in_register
from sai_thong.registers.assets.records import Asset, AssetClass
from sai_thong.registers.assets.rules.register_lines import ClassTotal, class_totals


@dataclass(frozen=True)
class ClassLine:
    """A class of numbers with its cards.

    Attributes:
        total: How many cards, and what they cost.
        name: What the office calls the class; empty where nobody said.
    """

    total: ClassTotal
    name: str


def registered_cards(shelf: Shelf) -> list[Asset]:
    """The cards still in the register, by their numbers; those waiting for one at the end."""
    kept = [card for card in shelf.find(Asset) if in_register(card)]
    return sorted(kept, key=lambda card: (not card.number, card.number, card.id))


def class_lines(shelf: Shelf, on: date) -> tuple[ClassLine, ...]:
    """Every class with cards still in the register, by its code, improvements until a day included."""
    names = {each.code: each.name for each in shelf.find(AssetClass)}
    books: Sequence[BookCard] = book_cards(shelf, registered_cards(shelf))
    totals = class_totals((each.asset.number, _cost(each, on)) for each in books)
    return tuple(ClassLine(each, names.get(each.class_code, "")) for each in totals)


def _cost(book: BookCard, on: date) -> int:
    improvements = book.known.improvements if book.known else ()
    return (book.asset.cost_satang or 0) + sum(each.cost_satang for each in improvements if each.on <= on)
