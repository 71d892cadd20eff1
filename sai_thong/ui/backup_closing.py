"""Before the window closes, what was written stands in a backup; anybody may leave at once."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sai_thong.ground.language import _
from sai_thong.ui.backup_keeper import BackupKeeper
from sai_thong.ui.closing_dialog import ClosingDialog
from sai_thong.ui.work import StoreWorker


class LastBackupDialog(ClosingDialog):
    """Backs up once what is being written stands; it ends by itself with that, or when it is pressed."""

    def __init__(self, keeper: BackupKeeper, writer: StoreWorker, parent: QWidget) -> None:
        words = _("The program then closes by itself. Everything is saved already, also without this backup.")
        super().__init__(_("Backing up what was done here"), words, parent)
        self.bar.setRange(0, 0)
        keeper.ended.connect(self.accept)
        writer.submit(_nothing).done.connect(keeper.back_up_now)


def _nothing() -> None:
    """Ends when all that was queued before it has."""
