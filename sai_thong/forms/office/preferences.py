"""How this office wants its papers, out of its settings."""

from __future__ import annotations

from typing import Final

from sai_thong.db.shelf import Shelf
from sai_thong.forms.kit import PaperSettings
from sai_thong.registers.office.pictures import GARUDA, picture
from sai_thong.registers.office.settings import BAHT_TEXT_STRICT, PAPER_DIGITS, PAPER_GARUDA, office_settings
from sai_thong.thai.digits import Digits

_DIGITS: Final[dict[str, Digits]] = {"thai": "thai", "arabic": "arabic"}


def paper_settings(shelf: Shelf) -> PaperSettings:
    """Digits, Garuda and words for amounts, as the office chose them; the font is the machine's matter."""
    chosen = office_settings(shelf)
    garuda = picture(shelf, GARUDA)
    return PaperSettings(
        digits=_DIGITS[chosen.choice(PAPER_DIGITS)],
        strict_baht=chosen.flag(BAHT_TEXT_STRICT),
        garuda=garuda.content if garuda else None,
        preprinted=chosen.choice(PAPER_GARUDA) == "preprinted",
    )
