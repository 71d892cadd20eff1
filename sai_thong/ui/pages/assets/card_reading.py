"""A card read with what its panel and its forms need; on the store's thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sai_thong.db.store import Store
from sai_thong.registers.assets.book import BookCard
from sai_thong.registers.assets.card_view import CardView, card_view
from sai_thong.registers.assets.corrections import last_correction
from sai_thong.registers.assets.properties import has_details
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.scan import Scanned, scanned
from sai_thong.registers.attachments.operations import thumbnails_here
from sai_thong.registers.last_change import LastChange
from sai_thong.thai.calendar import fiscal_year_be
from sai_thong.ui.pages.assets.entry_reading import EntryChoices, entry_choices


@dataclass(frozen=True)
class ShownCard:
    """A card with what its forms propose.

    Attributes:
        store: The office's store.
        view: The card with everything that hangs on it.
        thumbnails: Small pictures by the id of the photograph.
        choices: What can be chosen in its forms.
    """

    store: Store
    view: CardView
    thumbnails: Mapping[str, bytes]
    choices: EntryChoices

    @property
    def asset(self) -> Asset:
        """The card."""
        return self.view.card

    @property
    def asset_id(self) -> str:
        """The id of the card."""
        return self.asset.id

    @property
    def today(self) -> date:
        """The day in Bangkok."""
        return self.view.day

    @property
    def fiscal_year_be(self) -> int:
        """The present fiscal year."""
        return fiscal_year_be(self.view.day)

    @property
    def book(self) -> BookCard:
        """How the book sees it."""
        return self.view.book

    @property
    def name(self) -> str:
        """What the card is called in what is told of it."""
        return self.asset.number or self.asset.name

    @property
    def struck_off(self) -> bool:
        """Whether it left the register: nothing of it is changed any more."""
        return not self.asset.status.counted

    @property
    def last_correction(self) -> LastChange | None:
        """What can be taken back, read when it is asked for; None where the last change was no correction."""
        return last_correction(self.store, self.asset)

    @property
    def on_land(self) -> bool:
        """Whether its card is แบบ พ.ด.1."""
        return has_details(self.asset)


def read_scanned(store: Store, text: str) -> tuple[Scanned, ShownCard | None]:
    """What a scan found, with its card where it is one and no other."""
    found = scanned(store, text)
    return found, None if found.only is None else read_card(store, found.only.id)


def read_card(store: Store, asset_id: str) -> ShownCard:
    """A card and what its forms propose.

    Raises:
        RecordMissing: There is no such card.
    """
    view = card_view(store, asset_id)
    return ShownCard(
        store=store,
        view=view,
        thumbnails=thumbnails_here(store, view.photographs),
        choices=entry_choices(store),
    )
