"""The recovery sheets of a new office: printed and sealed before the work begins, since no copy is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from sai_thong.db.recovery import RecoverySheet
from sai_thong.ground.language import _
from sai_thong.registers.sensitive_sets import part_number
from sai_thong.ui import theme
from sai_thong.ui.entrance.screen import Screen
from sai_thong.ui.kit import ActionButton, Text, ThaiLabel


def part_title(set_name: str) -> str:
    """What a sensitive set is called where others may look on: its number, as on its sheet."""
    return _("Part {number} of the register, with its own key").format(number=part_number(set_name))


class RecoverySheetsScreen(Screen):
    """Shows the codes, lets them be printed, and goes on when the person says they are sealed.

    Signals:
        print_asked(object): The sheets are to be printed.
        finished(): They are printed and sealed.
    """

    print_asked = Signal(object)
    finished = Signal()

    def __init__(self, sheets: Sequence[RecoverySheet]) -> None:
        super().__init__(
            _("Recovery sheets"),
            _("Whoever forgets the password comes back with these codes. Print them, seal them, lock them away."),
            width=640,
        )
        look = theme.current()
        for sheet in sheets:
            self.card.body.addSpacing(look.px(6))
            name = part_title(sheet.for_set) if sheet.for_set else _("The office")
            self.card.body.addWidget(ThaiLabel(name, Text.SMALL, muted=True))
            self.card.body.addWidget(ThaiLabel(sheet.code, Text.RECORD))
        self.card.body.addSpacing(look.px(10))
        self.card.body.addWidget(ActionButton(_("Print the sheets…"), lambda: self.print_asked.emit(tuple(sheets))))
        self.sealed = QCheckBox(_("The sheets are printed and sealed in an envelope."))
        self.card.body.addWidget(self.sealed)
        self.go_on = ActionButton(_("Begin"), self.finished.emit, kind="primary")
        self.go_on.setEnabled(False)
        self.sealed.toggled.connect(self.go_on.setEnabled)
        self.card.body.addWidget(self.go_on)
