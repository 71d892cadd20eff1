"""The papers of assets in the catalogue.

Those of loans and materials, of rounds, and of labels stand in files of their own and are added at the end.
"""

from __future__ import annotations

from sai_thong.forms.assets import asset_on_paper, equipment_card, property_card
from sai_thong.forms.paper_kinds import About, Choice, Need, PaperKind

_RECORD = frozenset({Need.RECORD})
_CARD = frozenset({Choice.SEVERAL, Choice.DAY})

OF_AN_ASSET = (
    PaperKind(
        key="property-card",
        name="ทะเบียนพัสดุที่ดินและสิ่งก่อสร้าง (พ.ด.1)",
        needs=_RECORD,
        choices=_CARD,
        about=About.ASSET,
        gather=asset_on_paper.gather_cards,
        draw=property_card.property_cards,
    ),
    PaperKind(
        key="equipment-card",
        name="ทะเบียนครุภัณฑ์ (พ.ด.2)",
        needs=_RECORD,
        choices=_CARD,
        about=About.ASSET,
        gather=asset_on_paper.gather_cards,
        draw=equipment_card.equipment_cards,
    ),
)
"""Papers of one card, or of several."""

OF_ASSETS: tuple[PaperKind, ...] = OF_AN_ASSET
