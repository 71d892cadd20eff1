"""What only แบบ พ.ด.1 asks: the title, area and build of land, buildings, roads and other structures."""

from __future__ import annotations

import dataclasses
import re
from typing import Any, Final

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.records import declaration_of
from sai_thong.registers.assets.events import card_in_register, record_event
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.records import Asset, PropertyDetails
from sai_thong.registers.assets.refusals import AssetFactWrong, AssetRefused
from sai_thong.registers.assets.terms import AssetEventKind
from sai_thong.registers.law.asset_terms import AssetGroup
from sai_thong.registers.office.operations import HIGHEST_MOO, Saved
from sai_thong.thai.text import tidy

_NO_PROPERTY: Final = frozenset({AssetGroup.EQUIPMENT, AssetGroup.INTANGIBLE})
_COORDINATES: Final = re.compile(r"(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)")
_MEASURES: Final = (
    "area_wa100", "width_cm", "length_cm", "thickness_cm", "shoulder_cm", "lanes", "area_cm2",
)  # fmt: skip


def details_of(shelf: Shelf, asset_id: str) -> PropertyDetails | None:
    """The details of an asset; None where nobody wrote any."""
    found = shelf.find(PropertyDetails, asset_id=asset_id)
    return found[0] if found else None


def has_details(card: Asset) -> bool:
    """Whether แบบ พ.ด.1 is the card of the asset: it is neither equipment nor intangible."""
    return card.accounting_group not in _NO_PROPERTY


def save_details(store: Store, told: PropertyDetails, *, why: str = "") -> Saved[PropertyDetails]:
    """Write the details of land or a structure, for the first time or anew.

    Args:
        store: The office's store.
        told: The details; with id and version where they were read before.
        why: The reason, kept in the journal.

    Raises:
        AssetRefused: The asset is equipment.
        AssetFactWrong: A measure, the village, the coordinates or the kind of title cannot be so.
        CardStruckOff: The asset left the register.
    """
    values = _values(told)
    with store.transaction(why) as tx:
        card = card_in_register(tx, told.asset_id)
        if not has_details(card):
            raise AssetRefused(
                _("{number} is equipment: its card has no place and title of land.").format(
                    number=card.number or card.name
                ),
                do=_("Choose its type first, if it is land or a structure."),
            )
        titles = {each.id for each in asset_law(tx).choices.title_documents}
        if told.title_kind and told.title_kind not in titles:
            raise AssetFactWrong(
                _("The list of title documents has no “{title}”.").format(title=told.title_kind),
                do=_("Choose one of: {choices}.").format(choices=", ".join(sorted(titles))),
            )
        known = details_of(tx, card.id)
        if known is None:
            return Saved(tx.insert(PropertyDetails(asset_id=card.id, **values)), tx.changes)
        kept = tx.update(dataclasses.replace(known, version=told.version or known.version), **values)
        today = bangkok_today(store.clock)
        record_event(tx, card, AssetEventKind.CORRECTED, on=today, by_name=store.user, detail=why)
        return Saved(kept, tx.changes)


def _values(told: PropertyDetails) -> dict[str, Any]:
    """The details tidied and checked."""
    values = {each.name: getattr(told, each.name) for each in declaration_of(PropertyDetails).fields}
    values = {name: tidy(value) if isinstance(value, str) else value for name, value in values.items()}
    del values["asset_id"]
    if any((values[name] or 0) < 0 for name in _MEASURES):
        raise AssetFactWrong(_("A measure is below nothing."), do=_("Look at the measures and type them again."))
    if told.moo is not None and not 1 <= told.moo <= HIGHEST_MOO:
        raise AssetFactWrong(
            _("{moo} is no village number.").format(moo=told.moo), do=_("Write the number of the village.")
        )
    found = _COORDINATES.fullmatch(values["coordinates"])
    if values["coordinates"] and (found is None or abs(float(found[1])) > 90 or abs(float(found[2])) > 180):
        raise AssetFactWrong(
            _("“{text}” are no coordinates.").format(text=values["coordinates"]),
            do=_("Write latitude and longitude in degrees, such as 14.9799, 102.0977."),
        )
    return values
