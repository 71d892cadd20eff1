"""What is shown while something is still done before the window closes; anybody may leave at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit.buttons import ActionButton
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.theme import Text


class ClosingDialog(QDialog):
    """Says what is done; however it is left, the window closes.

    Args:
        title: What is done.
        words: What becomes of it when it is left.
        parent: The window.

    Attributes:
        bar: How far it is.
        below: What is told under the bar.
    """

    def __init__(self, title: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Sai Thong"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(look.px(24),) * 4)
        column.setSpacing(look.px(8))
        self.setMinimumWidth(look.px(440))
        column.addWidget(ThaiLabel(title, Text.RECORD, max_lines=1))
        column.addWidget(ThaiLabel(words))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        column.addSpacing(look.px(4))
        column.addWidget(self.bar)
        self.below = QVBoxLayout()
        column.addLayout(self.below)
        self.leave = ActionButton(_("Close now"), self.accept, kind="primary")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.leave)
        column.addSpacing(look.px(8))
        column.addLayout(foot)

    def reject(self) -> None:
        """Esc closes too: nothing is asked here."""
        self.accept()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """The cross of the frame means the same."""
        event.accept()
        self.accept()
