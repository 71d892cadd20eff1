"""Assets as their papers show them: the card with everything that hangs on it, read once for all that are asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeVar

from sai_thong.db.contents import ContentMissing
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.exchange.assets.survey_wording import WITHOUT_NUMBER
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.book import BookCard, book_cards
from sai_thong.registers.assets.class_book import registered_cards
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.numbering import find_asset
from sai_thong.registers.assets.properties import has_details
from sai_thong.registers.assets.records import (
    Asset,
    AssetClass,
    DisposalLine,
    Improvement,
    PropertyDetails,
    Repair,
    Room,
)
from sai_thong.registers.assets.refusals import AssetMissing
from sai_thong.registers.assets.rules.closing import BookRow
from sai_thong.registers.assets.rules.depreciation import last_year_of_life
from sai_thong.registers.attachments.operations import thumbnail_of
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.law.asset_terms import FirstMonth
from sai_thong.registers.law.assets import AssetType
from sai_thong.thai.calendar import fiscal_year_be, fiscal_year_months


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
        years: Its fiscal years in order, those to come included; none of what is not depreciated.
        disposal: What came of it, once it is struck off.
        photograph: The picture shown first, small; empty where there is none.
        procurement: The procurement method in words.
        title_name: The kind of title document in words.
    """

    card: Asset
    room: str
    kind: AssetType | None
    class_name: str
    book: BookCard
    details: PropertyDetails | None = None
    improvements: tuple[Improvement, ...] = ()
    repairs: tuple[Repair, ...] = ()
    years: tuple[BookRow, ...] = ()
    disposal: DisposalLine | None = None
    photograph: bytes = b""
    procurement: str = ""
    title_name: str = ""

    @property
    def number(self) -> str:
        """Its number as printed: always in the digits it is kept in, as it is on the thing itself."""
        return self.card.number or WITHOUT_NUMBER

    @property
    def place(self) -> str:
        """Where it is: the room, or at least the division."""
        return self.room or self.card.division

    @property
    def make(self) -> str:
        """ยี่ห้อ/รุ่น in one."""
        return " ".join(filter(None, (self.card.brand, self.card.model)))

    @property
    def life_years(self) -> int | None:
        """Over how many years it is written off; None of what is not."""
        return self.book.life_years if self.book.facts else None

    @property
    def cost_satang(self) -> int | None:
        """Its cost, improvements that stand included; None while nobody knows its price."""
        if self.card.cost_satang is None:
            return None
        return self.card.cost_satang + sum(each.cost_satang for each in self.improvements)

    @property
    def parts_word(self) -> str:
        """What the parts of a year are that its depreciation counts: months, or days by the rule of the office."""
        known = self.book.known
        daily = known is not None and known.rule.first_month is FirstMonth.DAILY
        return "วัน" if daily else "เดือน"

    def years_ended(self, day: date) -> tuple[BookRow, ...]:
        """Its fiscal years that were over on a day."""
        return tuple(each for each in self.years if year_end(each.row.fiscal_year_be) <= day)

    def accumulated_satang(self, day: date) -> int:
        """What was written off at the last 30 September before a day, or until it was struck off."""
        told = self.years if self.card.struck_off_on else self.years_ended(day)
        return told[-1].row.accumulated_satang if told else self.card.opening_accumulated_satang or 0


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
    """The assets chosen, in the order chosen; all of a room, division or class, or of the register, where none is.

    Raises:
        AssetMissing: No card has one of the numbers.
        NothingToPrint: The register has none of those.
    """
    day = request.day or bangkok_today(store.clock)
    if request.record_ids:
        assets = on_paper(store, [_found(store, each) for each in request.record_ids], day)
    else:
        assets = tuple(each for each in on_paper(store, registered_cards(store), day) if asked_for(each, request))
    return _some(AssetsOnPaper(gather_office(store), day, assets, request.number))


def gather_properties(store: Store, request: PaperRequest) -> AssetsOnPaper:
    """As `gather_assets`, with photographs; where none is chosen by its number, only land and structures.

    Raises:
        AssetMissing: No card has one of the numbers.
        NothingToPrint: The register has none of those.
    """
    return _cards(store, request, on_land=True)


def gather_equipment(store: Store, request: PaperRequest) -> AssetsOnPaper:
    """As `gather_properties`, of everything that is neither land nor a structure.

    Raises:
        AssetMissing: No card has one of the numbers.
        NothingToPrint: The register has none of those.
    """
    return _cards(store, request, on_land=False)


def _cards(store: Store, request: PaperRequest, *, on_land: bool) -> AssetsOnPaper:
    data = gather_assets(store, request)
    kept = (each for each in data.assets if request.record_ids or has_details(each.card) is on_land)
    pictured = tuple(replace(each, photograph=_photograph(store, each.card)) for each in kept)
    return _some(replace(data, assets=pictured))


def _some(data: AssetsOnPaper) -> AssetsOnPaper:
    if not data.assets:
        raise NothingToPrint(_("No asset is in this list."), do=_("Choose another room, division or class."))
    return data


def on_paper(shelf: Shelf, cards: Sequence[Asset], day: date) -> tuple[AssetOnPaper, ...]:
    """Cards with everything that hangs on them on a day, in the order given."""
    law, this_year = asset_law(shelf), fiscal_year_be(day)
    methods = {each.id: each.name for each in law.choices.procurement_methods}
    titles = {each.id: each.name for each in law.choices.title_documents}
    rooms = {each.id: each.name for each in shelf.find(Room)}
    classes = {each.code: each.name for each in shelf.find(AssetClass)}
    ids = {card.id for card in cards}
    details = {each.asset_id: each for each in shelf.find(PropertyDetails) if each.asset_id in ids}
    standing = [each for each in shelf.find(Improvement) if not each.withdrawn_why]
    disposals = {each.asset_id: each for each in shelf.find(DisposalLine)}
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
            years=_years(book, this_year),
            disposal=disposals.get(book.asset.id) if book.asset.struck_off_on else None,
            procurement=methods.get(book.asset.procurement_method, book.asset.procurement_method),
            title_name=titles.get(details[book.asset.id].title_kind, "") if book.asset.id in details else "",
        )
        for book in book_cards(shelf, cards)
    )


def _years(book: BookCard, this_year: int) -> tuple[BookRow, ...]:
    """Its fiscal years to the end of its life, or until now where that is later, as where a correction is due."""
    if book.facts is None:
        return ()
    return book.book(max(this_year, last_year_of_life(book.facts) or 0))


def year_end(fiscal_year_be_: int) -> date:
    """30 September of a fiscal year (BE)."""
    return fiscal_year_months(fiscal_year_be_)[-1].last_day


def _found(store: Store, written: str) -> Asset:
    card = find_asset(store, written)
    if card is None:
        raise AssetMissing(written)
    return card


def _photograph(store: Store, card: Asset) -> bytes:
    """The small picture of what is shown first; nothing where there is none or it is not here yet."""
    found = store.find(Attachment, id=card.photograph_id, removed_on=None) if card.photograph_id else []
    try:
        return thumbnail_of(store, found[0]) if found else b""
    except ContentMissing:
        return b""


def asked_for(asset: AssetOnPaper, request: PaperRequest) -> bool:
    """Whether an asset is of the room, division and class chosen, where any is."""
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
