"""Assets as their papers show them: the card with everything that hangs on it, read once for all that are asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.assets.wording import WITHOUT_NUMBER
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.book import BookCard, book_cards, in_register
from sai_thong.registers.assets.numbering import find_asset
from sai_thong.registers.assets.records import (
    Asset,
    AssetClass,
    Improvement,
    PropertyDetails,
    Repair,
    Room,
)
from sai_thong.registers.assets.refusals import AssetMissing
from sai_thong.registers.law.asset_tables import shipped_asset_law
from sai_thong.registers.law.assets import AssetType


@dataclass(frozen=True)
class AssetOnPaper:
    """A card as its papers show it.

    Attributes:
        card: The card.
        room: The name of its room.
        kind: Its type in the table of useful lives; None where nobody said.
        class_name: What the office calls the class of its number.
        book: What the book makes of it.
        details: What only แบบ พ.ด.1 asks; None of equipment.
        improvements: Those that stand, in order of time.
        repairs: In their order.
    """

    card: Asset
    room: str
    kind: AssetType | None
    class_name: str
    book: BookCard
    details: PropertyDetails | None = None
    improvements: tuple[Improvement, ...] = ()
    repairs: tuple[Repair, ...] = ()

    @property
    def number(self) -> str:
        """Its number as printed."""
        return self.card.number or WITHOUT_NUMBER

    @property
    def place(self) -> str:
        """Where it is: the room, or at least the division."""
        return self.room or self.card.division

    @property
    def make(self) -> str:
        """ยี่ห้อ/รุ่น in one."""
        return " ".join(filter(None, (self.card.brand, self.card.model)))


@dataclass(frozen=True)
class AssetsOnPaper:
    """Assets of one office.

    Attributes:
        office: Whose.
        day: The day of the paper.
        assets: In the order of the paper.
        number: An official number given for this printing, or empty.
    """

    office: OfficeOnPaper
    day: date
    assets: tuple[AssetOnPaper, ...]
    number: str = ""


def gather_assets(store: Store, request: PaperRequest) -> AssetsOnPaper:
    """The assets chosen, in the order chosen.

    Raises:
        AssetMissing: No card has one of the numbers.
    """
    cards = [_found(store, each) for each in request.record_ids]
    day = request.day or bangkok_today(store.clock)
    return AssetsOnPaper(gather_office(store), day, on_paper(store, cards), request.number)


def gather_register(store: Store, request: PaperRequest) -> AssetsOnPaper:
    """Every asset still in the register, by its number: of one room, division or class where one is chosen.

    Raises:
        NothingToPrint: There is none.
    """
    chosen = [each for each in on_paper(store, registered_cards(store)) if _asked_for(each, request)]
    if not chosen:
        raise NothingToPrint(_("No asset is in this list."), do=_("Choose another room, division or class."))
    day = request.day or bangkok_today(store.clock)
    return AssetsOnPaper(gather_office(store), day, tuple(chosen))


def registered_cards(shelf: Shelf) -> list[Asset]:
    """The cards still in the register, by their numbers; those waiting for one at the end."""
    kept = [card for card in shelf.find(Asset) if in_register(card)]
    return sorted(kept, key=lambda card: (not card.number, card.number, card.id))


def on_paper(shelf: Shelf, cards: Sequence[Asset]) -> tuple[AssetOnPaper, ...]:
    """Cards with everything that hangs on them, in the order given."""
    law = shipped_asset_law()
    rooms = {each.id: each.name for each in shelf.find(Room)}
    classes = {each.code: each.name for each in shelf.find(AssetClass)}
    ids = {card.id for card in cards}
    details = {each.asset_id: each for each in shelf.find(PropertyDetails) if each.asset_id in ids}
    standing = [each for each in shelf.find(Improvement) if not each.withdrawn_why]
    improvements, repairs = _by_asset(standing, ids), _by_asset(shelf.find(Repair), ids)
    return tuple(
        AssetOnPaper(
            card=book.asset,
            room=rooms.get(book.asset.room_id, ""),
            kind=law.choices.type_on(book.asset.type_key, book.asset.acquired_on or date.max),
            class_name=classes.get(book.asset.class_code, ""),
            book=book,
            details=details.get(book.asset.id),
            improvements=tuple(sorted(improvements.get(book.asset.id, ()), key=lambda each: each.accepted_on)),
            repairs=tuple(sorted(repairs.get(book.asset.id, ()), key=lambda each: each.ordinal)),
        )
        for book in book_cards(shelf, cards)
    )


def _found(store: Store, written: str) -> Asset:
    card = find_asset(store, written)
    if card is None:
        raise AssetMissing(written)
    return card


def _asked_for(asset: AssetOnPaper, request: PaperRequest) -> bool:
    told = (
        (request.room, asset.room),
        (request.division, asset.card.division),
        (request.class_code, asset.card.class_code),
    )
    return all(wanted in ("", own) for wanted, own in told)


class _OfAnAsset(Protocol):
    @property
    def asset_id(self) -> str: ...


_Part = TypeVar("_Part", bound=_OfAnAsset)


def _by_asset(parts: Iterable[_Part], ids: set[str]) -> Mapping[str, list[_Part]]:
    found: dict[str, list[_Part]] = defaultdict(list)
    for part in parts:
        if part.asset_id in ids:
            found[part.asset_id].append(part)
    return found
