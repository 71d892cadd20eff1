"""The law of assets as this office has it: what is shipped, with its own rows laid over."""

from __future__ import annotations

import json
from functools import lru_cache

from sai_thong.db.shelf import Shelf
from sai_thong.registers.law.asset_tables import load_asset_law, shipped_asset_rules, shipped_asset_types
from sai_thong.registers.law.assets import AssetLaw
from sai_thong.registers.law.rows import Tables
from sai_thong.registers.office.own_law import overlay_of


def asset_law(shelf: Shelf) -> AssetLaw:
    """The lists and rules of assets in use at this office.

    Raises:
        LawDataError: An own row of the office does not fit what is shipped; the row is named.
    """
    return _loaded(_overlay(shelf, shipped_asset_types()), _overlay(shelf, shipped_asset_rules()))


def _overlay(shelf: Shelf, tables: Tables) -> str:
    """The office's own rows of some tables, as text so that what was loaded from them is kept."""
    return json.dumps(overlay_of(shelf, tables), sort_keys=True, ensure_ascii=False)


@lru_cache(maxsize=8)
def _loaded(types: str, rules: str) -> AssetLaw:
    return load_asset_law(json.loads(types), json.loads(rules))
