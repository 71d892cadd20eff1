"""ป้ายครุภัณฑ์: labels with a QR code, the number as a bar code and in words, on A4 sticker sheets or on a roll.

The QR code holds the card's opaque code alone, so that a label stays right after the card was corrected. Everything is
data on paper that is cut already: it follows the printer's correction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sai_thong.db.store import Store
from sai_thong.exchange.assets.survey_wording import WITHOUT_NUMBER
from sai_thong.forms.assets.label_face import AssetLabel, draw_label
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.office.office_on_paper import gather_office
from sai_thong.forms.paper_kinds import About, Choice, Need, PaperKind, PaperRequest, Preprinted
from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.assets.book import in_register
from sai_thong.registers.assets.labels import label_stock
from sai_thong.registers.assets.numbering import find_asset
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.refusals import AssetMissing, CardStruckOff
from sai_thong.registers.assets.rules.label_stock import LabelStock, read_stock
from sai_thong.thai.calendar import fiscal_year_be


class NoSuchCell(BadInput):
    """The sheet has fewer labels than that."""

    def __init__(self, cell: int, count: int) -> None:
        super().__init__(
            _("The sheet has no label {cell}.").format(cell=cell),
            do=_("Begin at a label from 1 to {count}.").format(count=count),
        )


@dataclass(frozen=True)
class Labels:
    """Labels to print.

    Attributes:
        office: Whose, in full, for the properties of the file.
        stock: On which sheet or roll.
        first_cell: The first free label of the first sheet, from 1.
        labels: In their order.
        asset_ids: The cards they are of.
    """

    office: str
    stock: LabelStock
    first_cell: int
    labels: tuple[AssetLabel, ...]
    asset_ids: tuple[str, ...] = ()


def gather_labels(store: Store, request: PaperRequest) -> Labels:
    """The labels of the assets chosen, in the order chosen.

    Raises:
        AssetMissing: No card has one of the numbers.
        CardStruckOff: One left the register.
        BadLabelStock: The sheet or roll written is none.
        NoSuchCell: The sheet has fewer labels than the first one asked for.
    """
    stock = read_stock(request.label_stock) if request.label_stock else label_stock(store)
    if not 1 <= request.first_cell <= stock.labels_a_page:
        raise NoSuchCell(request.first_cell, stock.labels_a_page)
    office = gather_office(store)
    cards = [_found(store, written) for written in request.record_ids]
    owner = office.office.short_name
    drawn = tuple(label_of_card(card, owner) for card in cards)
    return Labels(office.name, stock, request.first_cell, drawn, tuple(card.id for card in cards))


def label_of_card(card: Asset, owner: str) -> AssetLabel:
    """What the label of a card says."""
    year = fiscal_year_be(card.acquired_on) if card.acquired_on else None
    return AssetLabel(
        number=card.number or WITHOUT_NUMBER,
        name=card.name,
        owner=owner,
        year=f"ปีงบประมาณ {year}" if year else "",
        year_short=f"ปี {year}" if year else "",
        token=card.token,
        coded=card.number,
    )


def labels(data: Labels, settings: PaperSettings, clock: Clock) -> Paper:
    """The labels, from the first free one of a sheet; on a roll each is a page."""
    paper = Paper("ป้ายครุภัณฑ์", clock=clock, settings=settings, author=data.office)
    stock, page = data.stock, None
    for number, label in enumerate(data.labels, data.first_cell - 1):
        cell = number % stock.labels_a_page
        if page is None or cell == 0:
            page = paper.page(size=stock.page)
        draw_label(page, *stock.place(cell), stock, label)
    return paper


def _found(store: Store, written: str) -> Asset:
    card = find_asset(store, written)
    if card is None:
        raise AssetMissing(written)
    if not in_register(card):
        raise CardStruckOff(card.number)
    return card


OF_LABELS: Final = (
    PaperKind(
        key="asset-labels",
        name="ป้ายครุภัณฑ์",
        preprinted=Preprinted.ALWAYS,
        needs=frozenset({Need.RECORD}),
        choices=frozenset({Choice.SEVERAL, Choice.FIRST_CELL, Choice.LABEL_STOCK}),
        about=About.ASSET,
        gather=gather_labels,
        draw=labels,
    ),
)
