"""What the office does with personal data as this office has it: what is shipped, with its own rows laid over."""

from __future__ import annotations

import json
from functools import lru_cache

from sai_thong.db.shelf import Shelf
from sai_thong.registers.law.privacy import PrivacyLaw, load_privacy_law, shipped_privacy_tables
from sai_thong.registers.office.own_law import overlay_of


def privacy_law(shelf: Shelf) -> PrivacyLaw:
    """The tables in use at this office.

    Raises:
        LawDataError: An own row of the office does not fit what is shipped; the row is named.
    """
    overlay = overlay_of(shelf, shipped_privacy_tables())
    return _loaded(json.dumps(overlay, sort_keys=True, ensure_ascii=False))


@lru_cache(maxsize=8)
def _loaded(overlay: str) -> PrivacyLaw:
    return load_privacy_law(json.loads(overlay))
