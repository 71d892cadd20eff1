"""The one question the program asks: only where something could be lost, and saying what."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit.buttons import ActionButton
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.theme import Text


class ConfirmDialog(QDialog):
    """What would be lost, and two buttons named by what they do; Esc and Enter keep."""

    def __init__(self, parent: QWidget | None, question: str, consequence: str, lose: str, keep: str) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setWindowTitle(question)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(look.px(24),) * 4)
        column.setSpacing(look.px(8))
        column.addWidget(ThaiLabel(question, Text.SECTION))
        column.addWidget(ThaiLabel(consequence))
        column.addSpacing(look.px(8))
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addStretch(1)
        self.keep_button = ActionButton(keep, self.reject, key="Esc", kind="primary")
        self.lose_button = ActionButton(lose, self.accept, kind="danger")
        row.addWidget(self.lose_button)
        row.addWidget(self.keep_button)
        column.addLayout(row)
        self.setMinimumWidth(look.px(420))
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)


def confirm_loss(parent: QWidget | None, question: str, consequence: str, lose: str, keep: str = "") -> bool:
    """Ask before something is lost; True when the person chose to lose it.

    Args:
        parent: The widget the question is about.
        question: ``Leave without saving?``
        consequence: What exactly would be lost.
        lose: Words of the button that loses it, a verb.
        keep: Words of the button that keeps it, the default.
    """
    dialog = ConfirmDialog(parent, question, consequence, lose, keep or _("Go back"))
    return dialog.exec() == QDialog.DialogCode.Accepted


class ErrorDialog(QDialog):
    """An error that no page can show: what happened, what was kept, what to do."""

    def __init__(self, parent: QWidget | None, error: SaiThongError) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setWindowTitle(_("Sai Thong"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(look.px(24),) * 4)
        column.setSpacing(look.px(8))
        column.addWidget(ThaiLabel(error.what, Text.SECTION))
        for part in (error.kept, error.do):
            if part:
                column.addWidget(ThaiLabel(part))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(ActionButton(_("Close"), self.reject, key="Esc", kind="primary"))
        column.addLayout(row)
        self.setMinimumWidth(look.px(420))
