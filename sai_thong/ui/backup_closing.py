"""Before the window closes, what was written stands in a backup; anybody may leave at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.backup_keeper import BackupKeeper
from sai_thong.ui.kit.buttons import ActionButton
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.theme import Text
from sai_thong.ui.work import StoreWorker


class LastBackupDialog(QDialog):
    """Backs up once what is being written stands; it ends by itself with that, or when it is pressed."""

    def __init__(self, keeper: BackupKeeper, writer: StoreWorker, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Sai Thong"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(look.px(24),) * 4)
        column.setSpacing(look.px(8))
        self.setMinimumWidth(look.px(440))
        column.addWidget(ThaiLabel(_("Backing up what was done here"), Text.RECORD, max_lines=1))
        words = _("The program then closes by itself. Everything is saved already, also without this backup.")
        column.addWidget(ThaiLabel(words))
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, 0)
        column.addSpacing(look.px(4))
        column.addWidget(bar)
        self.leave = ActionButton(_("Close now"), self.accept, kind="primary")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.leave)
        column.addSpacing(look.px(8))
        column.addLayout(foot)
        keeper.ended.connect(self.accept)
        writer.submit(_nothing).done.connect(keeper.back_up_now)

    def reject(self) -> None:
        """Esc closes too: nothing is asked here."""
        self.accept()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """The cross of the frame means the same."""
        event.accept()
        self.accept()


def _nothing() -> None:
    """Ends when all that was queued before it has."""
