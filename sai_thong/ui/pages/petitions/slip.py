"""The slips handed over at the counter: ใบรับคำร้อง, in the size of the office's printer, and ใบนัดหมาย."""

from __future__ import annotations

from typing import Final

from sai_thong.registers.office.settings import PETITION_SLIP, SLIP_A5, SLIP_ROLL, office_settings
from sai_thong.registers.petitions.intake import Taken
from sai_thong.ui.page import Page
from sai_thong.ui.pages.paper_prints import print_paper

SLIPS: Final = {SLIP_A5: "petition-slip", SLIP_ROLL: "petition-slip-roll"}
"""The paper of each size."""
APPOINTMENT: Final = "appointment-slip"


def print_slip(page: Page, taken: Taken) -> None:
    """Show the slip of a petition in the preview."""
    from sai_thong.forms.paper_kinds import PaperRequest

    size = office_settings(page.desk.store).choice(PETITION_SLIP)
    print_paper(page, SLIPS[size], PaperRequest(record_id=taken.petition.id))


def print_appointment(page: Page, task_id: str) -> None:
    """Show the slip of a visit or an appointment in the preview."""
    from sai_thong.forms.paper_kinds import PaperRequest

    print_paper(page, APPOINTMENT, PaperRequest(record_id=task_id))
