"""A petition as it was taken: its number, to be read across the desk, what is missing, and the slip."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sai_thong.ground.language import _
from sai_thong.registers.petitions.intake import Taken
from sai_thong.ui.kit import ActionButton, Card, Text, ThaiLabel, Tone, keys
from sai_thong.ui.kit.turning_row import group
from sai_thong.ui.pages.petitions.case_words import day_and_time


class TakenView(Card):
    """The number and what comes next.

    Args:
        taken: What was taken.
        print_slip: Shows the slip in the preview.
        take_another: Begins the next petition.
        open_case: Shows the case.
    """

    def __init__(
        self,
        taken: Taken,
        *,
        print_slip: Callable[[], object],
        take_another: Callable[[], object],
        open_case: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, margin=28, spacing=10)
        self.taken = taken
        add = self.body.addWidget
        add(ThaiLabel(_("The petition is taken."), Text.SECTION))
        self.number = ThaiLabel(taken.petition.number or _("No number yet"), Text.COUNTER, max_lines=1)
        add(self.number)
        add(ThaiLabel(taken.petition.subject, Text.RECORD))
        if taken.petition.petitioner_name:
            add(ThaiLabel(taken.petition.petitioner_name))
        promised = _("The answer may be expected by {day}.").format(day=day_and_time(taken.promised_on))
        add(ThaiLabel(promised))
        if taken.missing:
            words = _("Papers still missing: {papers}").format(papers=", ".join(taken.missing))
            add(ThaiLabel(words, tone=Tone.WARNING))
        if taken.unanswered:
            words = _("Still to be filled in on the form: {fields}").format(fields=", ".join(taken.unanswered))
            add(ThaiLabel(words, tone=Tone.WARNING))
        self.print_button = ActionButton(_("Print the slip"), print_slip, key=keys.PRINT, kind="primary")
        self.next_button = ActionButton(_("Take another petition"), take_another, key=keys.NEW)
        self.case_button = ActionButton(_("Open the case"), open_case)
        self.body.addSpacing(12)
        add(group(self.print_button, self.next_button, self.case_button), 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
