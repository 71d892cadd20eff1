"""The papers of the asset register with invented assets."""

from __future__ import annotations

from collections.abc import Callable

from sai_thong.forms.assets.equipment_card import equipment_cards
from sai_thong.forms.assets.property_card import property_cards
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.ground.clock import Clock
from tests.forms.assets import invented_assets as invented

Drawing = Callable[[PaperSettings, Clock], Paper]


def _of(draw: Callable[..., Paper], data: object) -> Drawing:
    return lambda settings, clock: draw(data, settings, clock)


REGISTER_DRAWINGS: dict[str, Drawing] = {
    "property-card": _of(property_cards, invented.PROPERTIES),
    "equipment-card": _of(equipment_cards, invented.EQUIPMENT),
}
"""Papers of cards and of the year."""

ASSET_DRAWINGS: dict[str, Drawing] = {**REGISTER_DRAWINGS}
"""All papers of assets."""
