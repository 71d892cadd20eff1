"""Whether the register of assets is what was written: closed years give their digests, cards stand as events tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sai_thong.db.shelf import Shelf
from sai_thong.db.verify import Check, Fault
from sai_thong.ground.language import _
from sai_thong.registers.assets.closing_years import altered_years, closings
from sai_thong.registers.assets.events import facts_of
from sai_thong.registers.assets.records import Asset, AssetEvent
from sai_thong.registers.assets.rules.course import standing


def verify_assets(shelf: Shelf) -> Iterator[Fault]:
    """What does not hold together in the register of assets."""
    altered = altered_years(shelf)
    for closing in closings(shelf):
        if closing.fiscal_year_be in altered:
            message = _("The rows of the closed fiscal year {year} are not those it was closed with.")
            yield Fault(Check.REGISTER, closing.id, message.format(year=closing.fiscal_year_be))
    events: dict[str, list[AssetEvent]] = defaultdict(list)
    for event in shelf.find(AssetEvent):
        events[event.asset_id].append(event)
    for card in shelf.find(Asset):
        told = standing(facts_of(events[card.id]))
        if (card.status, card.room_id, card.division, card.custodian) != (
            told.status,
            told.room,
            told.division,
            told.custodian,
        ):
            message = _("The card of {number} does not stand as its timeline tells.")
            yield Fault(Check.REGISTER, card.id, message.format(number=card.number or card.name))
