"""ใบรับคำร้อง, in the size of the office's printer at the counter."""

from __future__ import annotations

from typing import Final

from sai_thong.registers.office.settings import PETITION_SLIP, office_settings
from sai_thong.registers.petitions.intake import Taken
from sai_thong.ui.page import Page
from sai_thong.ui.pages.paper_prints import print_paper

SLIPS: Final = {"a5": "petition-receipt", "roll": "petition-receipt-roll"}
"""The paper of each size."""


def print_slip(page: Page, taken: Taken) -> None:
    """Show the slip of a petition in the preview."""
    from sai_thong.forms.paper_kinds import PaperRequest

    size = office_settings(page.desk.store).choice(PETITION_SLIP)
    print_paper(page, SLIPS[size], PaperRequest(record_id=taken.petition.id))
