"""How an office wants its papers: plain data, so that it can be stored and handed to a worker process."""

from __future__ import annotations

from dataclasses import dataclass

from sai_thong.forms.text.fonts import FontChoice
from sai_thong.thai.baht import baht_text
from sai_thong.thai.digits import Digits


@dataclass(frozen=True)
class PaperSettings:
    """The office's choices for all papers, and a printer's for one form.

    Attributes:
        digits: Which digits a paper shows, whatever digits it was given.
        font: ``installed`` prefers TH Sarabun of this machine; ``bundled`` prints the same everywhere.
        strict_baht: Write 101 baht as หนึ่งร้อยเอ็ดบาท (สำนักงานราชบัณฑิตยสภา), not as หนึ่งร้อยหนึ่งบาท.
        garuda: The office's own image of the ครุฑ (PNG or JPEG); without it an outline of the right size is drawn.
        preprinted: The paper already bears the ครุฑ: leave it out.
        data_only: The form is already printed: draw only what is filled in.
        offset_right_mm: With `data_only`, how far this printer must move everything to the right.
        offset_down_mm: The same, downwards.
    """

    digits: Digits = "thai"
    font: FontChoice = "installed"
    strict_baht: bool = True
    garuda: bytes | None = None
    preprinted: bool = False
    data_only: bool = False
    offset_right_mm: float = 0.0
    offset_down_mm: float = 0.0

    def baht_words(self, satang: int) -> str:
        """An amount in words, as this office writes them."""
        return baht_text(satang, self.strict_baht)
