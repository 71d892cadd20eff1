"""What a scanner read, looked up: the code of a label, an asset's number in any writing, or a serial number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.assets.numbering import find_asset
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.refusals import AssetMissing, AssetRefused
from sai_thong.registers.assets.rules.label_tokens import is_token
from sai_thong.registers.assets.rules.numbers import number_key
from sai_thong.registers.assets.rules.scanning import readings


class FoundBy(StrEnum):
    """What of a card was scanned."""

    TOKEN = "token"
    NUMBER = "number"
    SERIAL = "serial"


class SeveralAssets(AssetRefused):
    """What was scanned or typed is on several cards."""

    def __init__(self, text: str, cards: Iterable[Asset]) -> None:
        super().__init__(
            _("“{text}” is on several cards: {cards}.").format(
                text=text, cards=", ".join(card.number or card.name for card in cards)
            ),
            do=_("Take one of them by its number."),
        )


@dataclass(frozen=True)
class Scanned:
    """What a scan found.

    Attributes:
        text: What was scanned, as an English keyboard has it: to be shown, and kept where nothing is known by it.
        cards: The cards it names, those struck off included. Several where a number is also a serial number, or where
            things have one serial number; none where nothing is known by it.
        found_by: What of the first card it is; None where there is none.
    """

    text: str
    cards: tuple[Asset, ...] = ()
    found_by: FoundBy | None = None

    @property
    def only(self) -> Asset | None:
        """The card, where it is one and no other."""
        return self.cards[0] if len(self.cards) == 1 else None


_ALIKE: Final = """
    SELECT id, number, serial_no FROM assets
    WHERE lower(replace(number, ' ', '')) IN ({keys}) OR lower(replace(serial_no, ' ', '')) IN ({keys})
       OR number GLOB '*[^ -~]*' OR serial_no GLOB '*[^ -~]*'
"""
"""What may be one of some keys: SQLite compares capitals and blanks by itself, and leaves whatever holds Thai to us."""
_SAID: Final = {FoundBy.NUMBER: "number", FoundBy.SERIAL: "serial_no"}


def scanned(store: Store, text: str) -> Scanned:
    """Look up what a scanner or a person typed, under an English or a Thai keyboard layout.

    A label's code decides alone. Numbers and serial numbers are tried as they stand first, then in any writing: Thai
    digits, capitals and blanks make no difference.
    """
    meant = readings(text)
    if not meant:
        return Scanned("")
    for reading in meant:
        if is_token(reading):
            found = store.find(Asset, token=reading)
            if found:
                return Scanned(reading, tuple(found), FoundBy.TOKEN)
    for reading in meant:
        exact = [(by, card) for by, column in _SAID.items() for card in store.find(Asset, **{column: reading})]
        if exact:
            return _found(reading, exact)
    return _in_any_writing(store, meant) or Scanned(_as_shown(text, meant))


def one_asset(store: Store, text: str) -> Asset:
    """The one card of a number in any writing, of a label's code, of a serial number, or of an id.

    Raises:
        AssetMissing: Nothing is known by it.
        SeveralAssets: A serial number is on several cards.
    """
    card = find_asset(store, text)
    if card is not None:
        return card
    found = scanned(store, text)
    if found.only is None:
        raise SeveralAssets(found.text, found.cards) if found.cards else AssetMissing(text.strip())
    return found.only


def _in_any_writing(store: Store, meant: tuple[str, ...]) -> Scanned | None:
    """The cards whose number or serial number is one of the readings but for its writing."""
    wanted = {number_key(reading): reading for reading in reversed(meant)}
    rows = store.query(_ALIKE.format(keys=", ".join("?" * len(wanted))), [*wanted, *wanted])
    hits = [
        (by, row["id"], wanted[key])
        for by, column in _SAID.items()
        for row in rows
        if row[column] and (key := number_key(row[column])) in wanted
    ]
    first = next((reading for reading in meant for _by, _id, hit in hits if hit == reading), None)
    if first is None:
        return None
    return _found(first, [(by, store.get(Asset, each)) for by, each, hit in hits if hit == first])


def _found(text: str, hits: list[tuple[FoundBy, Asset]]) -> Scanned:
    cards = {card.id: card for _by, card in hits}
    return Scanned(text, tuple(cards.values()), hits[0][0])


def _as_shown(text: str, meant: tuple[str, ...]) -> str:
    """What to show of a scan nobody knows.

    No key of a Thai layout gives a Latin letter or an Arabic digit: where one stands, the text is what it says.
    """
    typed = text.strip()
    return typed if any(each.isascii() and each.isalnum() for each in typed) else meant[0]
