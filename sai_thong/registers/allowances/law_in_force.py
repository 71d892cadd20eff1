"""The law tables as this office has them: the shipped ones, with the choices the law leaves open laid over."""

from __future__ import annotations

from functools import lru_cache

from sai_thong.db.shelf import Shelf
from sai_thong.registers.law import AllowanceLaw, load_allowance_law
from sai_thong.registers.office.settings import DISABILITY_MOVE, HIV_MOVE, office_settings


def office_law(shelf: Shelf) -> AllowanceLaw:
    """The allowance law of this office: what is unverified follows the office's settings."""
    settings = office_settings(shelf)
    return _with_moves(settings.choice(DISABILITY_MOVE), settings.choice(HIV_MOVE))


@lru_cache(maxsize=8)
def _with_moves(disability: str, hiv: str) -> AllowanceLaw:
    return load_allowance_law(
        {
            "move": [
                {"id": "disability-move", "old_office_until": disability},
                {"id": "hiv-move", "old_office_until": hiv},
            ]
        }
    )
