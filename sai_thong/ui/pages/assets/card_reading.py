"""A card read with what its panel and its forms need; on the store's thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.registers.assets.book import BookCard, book_cards
from sai_thong.registers.assets.events import events_of
from sai_thong.registers.assets.records import Asset, AssetDate, AssetEvent, PropertyDetails, Repair, Room
from sai_thong.registers.assets.rules.depreciation import ScheduleRow
from sai_thong.registers.assets.terms import AssetStatus
from sai_thong.registers.attachments.operations import Subject, attachments_of
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.law.asset_terms import AssetGroup
from sai_thong.thai.calendar import fiscal_year_be
from sai_thong.ui.pages.assets.entry_reading import EntryChoices, entry_choices

ON_LAND = frozenset({AssetGroup.LAND, AssetGroup.BUILDING, AssetGroup.STRUCTURE, AssetGroup.INFRASTRUCTURE})
"""What แบบ พ.ด.1 is for: a place, a title document, measures."""


@dataclass(frozen=True)
class ShownCard:
    """A card with what its forms propose.

    Attributes:
        store: The office's store.
        today: The day in Bangkok.
        asset: The card.
        room: The name of its room, or empty.
        book: How the book sees it.
        years: Its fiscal years, to the end of its life.
        fiscal_year_be: The present fiscal year.
        events: Its timeline, the newest first.
        repairs: Its repairs in order.
        dates: Days to remember in order.
        details: What only land and structures have.
        photographs: Its pictures, the one shown first before the others.
        thumbnails: Small pictures by the id of the photograph.
        together: How many cards were bought with it, itself included.
        choices: What can be chosen in its forms.
    """

    store: Store
    today: date
    asset: Asset
    room: str
    book: BookCard
    years: tuple[ScheduleRow, ...]
    fiscal_year_be: int
    events: tuple[AssetEvent, ...]
    repairs: tuple[Repair, ...]
    dates: tuple[AssetDate, ...]
    details: PropertyDetails | None
    photographs: tuple[Attachment, ...]
    thumbnails: Mapping[str, bytes]
    together: int
    choices: EntryChoices

    @property
    def asset_id(self) -> str:
        """The id of the card."""
        return self.asset.id

    @property
    def name(self) -> str:
        """What the card is called in the title of a form."""
        return self.asset.number or self.asset.name

    @property
    def struck_off(self) -> bool:
        """Whether it left the register: nothing of it is changed any more."""
        return self.asset.status is AssetStatus.STRUCK_OFF

    @property
    def on_land(self) -> bool:
        """Whether its card is แบบ พ.ด.1."""
        return self.asset.accounting_group in ON_LAND


def read_card(store: Store, asset_id: str) -> ShownCard:
    """A card and what its forms propose.

    Raises:
        RecordMissing: There is no such card.
    """
    asset = store.get(Asset, asset_id)
    today = bangkok_today(store.clock)
    book = book_cards(store, [asset])[0]
    year = fiscal_year_be(today)
    subject = Subject("assets", asset_id)
    pictures = sorted(attachments_of(store, subject), key=lambda each: each.id != asset.photograph_id)
    details = store.find(PropertyDetails, asset_id=asset_id)
    return ShownCard(
        store=store,
        today=today,
        asset=asset,
        room=store.get(Room, asset.room_id).name if asset.room_id else "",
        book=book,
        years=tuple(book.rows(year + 60)) if book.facts is not None else (),
        fiscal_year_be=year,
        events=tuple(reversed(events_of(store, asset_id))),
        repairs=tuple(sorted(store.find(Repair, asset_id=asset_id), key=lambda each: each.ordinal)),
        dates=tuple(sorted(store.find(AssetDate, asset_id=asset_id), key=lambda each: each.due_on)),
        details=details[0] if details else None,
        photographs=tuple(pictures),
        thumbnails={each.id: store.content(each.thumbnail) for each in pictures if each.thumbnail},
        together=len(store.find(Asset, purchase_id=asset.purchase_id)) if asset.purchase_id else 1,
        choices=entry_choices(store),
    )
